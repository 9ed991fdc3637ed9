"""The main screen while things land: following them or holding still, what is unseen, watch rules, where it began.

Unseen is what came after all there was had been seen and no cursor has rested on since, also in earlier sessions. (What
came since the last visit, seen or not, is for the list of changes.)
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from functools import partial
from typing import Literal

from textual import on

from models.filters import Filter, FilterError, parse_filter
from models.store import Store
from models.store.arrivals import MOST
from models.store.rows import Kind, Listing
from models.wording import many, one_line
from tui.config import Watch
from tui.screens.across import Unanswered
from tui.screens.linked import Linked
from tui.screens.taking import Taking
from tui.state.saved import SavedFilters
from tui.state.session import MOST_SEEN, Session
from tui.view import KINDS, Anchor, Chosen, row_key
from tui.watching import MOST_RUNS, run_command
from tui.widgets.linelist import LineList, SeenRows

#: The panels whose rows come in.
ARRIVING: tuple[Literal["timeline", "claims"], ...] = ("timeline", "claims")
_HINT = "Welcome: / filters, Enter opens the dispatch, : finds a command, ? tells all"


class Live(Taking, Linked):
    """Panels over a store that goes on."""

    #: The watch rules of the settings.
    rules: Sequence[Watch] = ()
    following = False
    #: The order of events and claims.
    listing: Listing = "date"
    _hinted = False
    _filter_before = ""
    _watched: int | None = None
    _told: tuple[int, int | None] | None = None
    _told_of: Chosen | None = None
    _known = False  # whether what came is known for all of that
    _own_moves = 0

    def __init__(self, saved: SavedFilters) -> None:
        super().__init__(saved)
        self._came: dict[Kind, list[tuple[str, int]]] = {}
        self._unseen: dict[Kind, SeenRows] = {}  # what A took as seen, for A to take back
        self._depths: dict[Kind, int] = {}  # how far down the screen the session before had its cursors

    # What the main screen does.

    def look(self) -> None:
        """Look at the store."""
        raise NotImplementedError

    def say_all(self) -> None:
        """Say in the one-line bars what there is to say."""
        raise NotImplementedError

    # What came.

    def landed(self, generation: int, settled: bool, chosen: Chosen) -> None:
        """A look has shown a generation of the store."""
        for kind, depth in self._depths.items():
            self.panel(kind).scroll_so(depth)
        self._depths = {}
        if settled:
            self._watch(generation)
        baseline = self.panel("timeline").baseline
        if baseline is None or (self._told == (generation, baseline) and self._told_of == chosen):
            return
        first = self._told is None
        since = self._told[0] if self._told is not None else generation
        self._told, self._told_of = (generation, baseline), chosen
        self._known = generation == baseline
        if generation > baseline:
            asked = {kind: chosen.of(kind) for kind in ARRIVING}
            self.ask(
                partial(_came_since, self._store, asked, baseline),
                partial(self._came_in, self._told, None if first else since),
            )
        else:
            self.news = {}

    def _came_in(
        self, told: tuple[int, int | None], since: int | None, came: dict[Kind, list[tuple[str, int]]]
    ) -> None:
        if told != self._told:
            return  # all was taken as seen meanwhile, or more has come
        self._came, self._known = came, True
        self.say_news()
        if self.following and since is not None and self._active in came:
            latest = next((id_ for id_, added in came[self._active] if added > since), None)
            if latest is not None:
                self._go_to_row(latest)

    def say_news(self) -> None:
        """Say in the titles how much has come that no cursor has been on."""
        self.news = {}
        for kind, rows in self._came.items():
            count = self.panel(kind).unseen(rows)
            if count:
                self.news[kind] = f"+{'1,000+' if len(rows) == MOST else f'{count:,}'} unseen"
        if self.following:
            self.news[self._active] = " · ".join(filter(None, (self.news.get(self._active, ""), "following")))
        self.say_all()

    def _go_to_row(self, id_: str) -> None:
        self._held = {**self._held, self._active: Anchor(id_, 0, None)}
        self.look()

    def action_next_new(self) -> None:
        """To the next line below that is unseen, else to the latest."""
        panel = self.panel(self._active)
        for index in (*range(panel.cursor + 1, panel.count), *range(panel.cursor)):
            if abs(index - panel.cursor) > panel.window_size:
                break
            row = panel.row(index)
            if row is not None and panel.is_new(row):
                panel.move_to(index)
                return
        rows = self._came.get(self._active, [])
        latest = panel.first_unseen(rows)
        if latest is None:
            self.app.notify("Nothing here is unseen.", timeout=2)
        else:
            self._go_to_row(latest)

    def action_all_seen(self) -> None:
        """Take all as seen, in all panels; where nothing is unseen, take that back."""
        self.ask(self._store.generation, self._seen_until)

    def _seen_until(self, generation: int) -> None:
        count = sum(self.panel(kind).unseen(rows) for kind, rows in self._came.items())
        if not count and self._unseen:
            for kind, before in self._unseen.items():
                self.panel(kind).unsee(before)
            self._unseen = {}
            self._told = None
            self.look()
            self._say("What was taken as seen is unseen again.")
            return
        self._unseen = {kind: self.panel(kind).see_all(generation) for kind in KINDS} if count else {}
        self._came, self._told, self._known = {}, (generation, generation), True
        self.say_news()
        self._say(f"{many(count, 'line')} taken as seen: A again takes that back." if count else "Nothing is unseen.")

    def action_order(self) -> None:
        """List what came last on top, or by date again; the cursor stays on its line, or at the top of what came."""
        by_date = self.listing == "date"
        self.listing = "arrival" if by_date else "date"
        if by_date and (self.following or not self.panel(self._active).moved):
            self._held = {**self._held, **{kind: Anchor(None, 0, None) for kind in ARRIVING}}
        self.look()

    def action_follow(self) -> None:
        """Follow what lands: the cursor goes to it; any key that moves the cursor holds it again."""
        self.following = not self.following
        if self.following and self.news.get(self._active):
            before = self.panel(self._active).cursor
            self.action_next_new()
            self._own_moves += self.panel(self._active).cursor != before
        self.say_news()

    @on(LineList.Moved)
    def _held_again(self) -> None:
        if self._own_moves:
            self._own_moves -= 1
        elif self.following:
            self.following = False
            self.say_news()

    # Watch rules.

    def _watch(self, generation: int) -> None:
        before, self._watched = self._watched, generation
        if before is None or generation <= before:
            return
        for rule in self.rules:
            try:
                chosen = parse_filter(rule.filter, self.now(), seen=before, named=self._saved.named)
            except FilterError as error:
                self._say(f"The watch rule {one_line(rule.name)} cannot be read: {error.message}")
                continue
            self.ask(partial(_matches, self._store, rule, chosen, before), partial(self._matched, rule))

    def _matched(self, rule: Watch, found: tuple[int, list[str]]) -> None:
        count, records = found
        if not count:
            return
        self.app.notify(f"{one_line(rule.name)}: {many(count, 'new line')}", timeout=10, markup=False)
        if rule.bell:
            self.app.bell()
        if rule.command:
            # A daemon, not a worker: the end of the app waits for those. What is running then goes on by itself.
            threading.Thread(target=self._run_rule, args=(rule, records), daemon=True).start()

    def _run_rule(self, rule: Watch, records: list[str]) -> None:
        for record in records:
            trouble = run_command(rule.command, record)
            if trouble is not None:
                with contextlib.suppress(RuntimeError):  # the event loop is closed: the app has ended meanwhile
                    self.post_message(Unanswered(f"The watch rule {one_line(rule.name)}: {trouble}."))
                return

    # Where the session before ended, and where this one does.

    def resume(self, session: Session) -> None:
        """Begin where a session ended; before the screen is shown."""
        self._hinted = session.hinted
        generation = self._store.generation()
        fresh = session.baseline is not None and session.baseline <= generation  # else the store is another one
        self.listing = session.listing
        for kind in KINDS:
            panel = self.panel(kind)
            if kind in session.depths:
                self._depths[kind] = session.depths[kind]
            if fresh:
                panel.baseline = session.baseline
                panel.have_seen((key, added) for of, key, added in session.seen if of == kind)
            if kind in session.cursors:
                key, index = session.cursors[kind]
                self._held[kind] = Anchor(key, index, None)
                panel.moved = True
        self._active, self._as_matrix = session.panel, session.matrix
        self.set_class(self._as_matrix, "-matrix")
        self.reopen({(source, target): at for source, target, at in session.opened})
        self._filter_before = session.filter

    def on_mount(self) -> None:
        """Have the filter of the session before in force, before the first look."""
        if self._filter_before and self._filtering.apply(self._filter_before):
            self._bottom.add_class("-filtering")
            self._filtering.done()

    def reopen(self, opened: dict[tuple[str, str], int]) -> None:
        """Have relations open."""
        raise NotImplementedError

    @property
    def opened(self) -> dict[tuple[str, str], int]:
        """The open relations by their rows."""
        raise NotImplementedError

    def hint_once(self) -> None:
        """Tell a new reader how to begin."""
        if not self._hinted:
            self._hinted = True
            self.app.notify(_HINT, timeout=8, markup=False)

    @property
    def session(self) -> Session:
        """Where the reader is."""
        baseline = self.panel("timeline").baseline
        # What a filter hides may be new, and what nobody has looked up yet.
        all_known = self._known and self._told_of is not None and not any(self._told_of.of(k).terms for k in ARRIVING)
        unseen = not all_known or any(self.panel(kind).unseen(rows) for kind, rows in self._came.items())
        if baseline is not None and not unseen and self._told is not None:
            baseline = self._told[0]
        cursors = {}
        for kind in KINDS:
            row = self.panel(kind).current
            if row is not None:
                cursors[kind] = row_key(row), self.panel(kind).cursor
        seen = [(kind, key, added) for kind in KINDS for key, added in self.panel(kind).seen_rows if unseen]
        return Session(
            panel=self._active,
            filter=self._filtering.text,
            matrix=self._as_matrix,
            cursors=cursors,
            depths={kind: self.panel(kind).depth for kind in cursors},
            listing=self.listing,
            opened=tuple((source, target, at) for (source, target), at in self.opened.items()),
            baseline=baseline,
            seen=tuple(seen[-MOST_SEEN:]),
            hinted=self._hinted,
        )


def _came_since(
    store: Store, chosen: dict[Literal["timeline", "claims"], Filter], since: int
) -> dict[Kind, list[tuple[str, int]]]:
    return {kind: store.arrivals(kind, of, since) for kind, of in chosen.items()}


def _matches(store: Store, rule: Watch, chosen: Filter, since: int) -> tuple[int, list[str]]:
    """How many records came that a rule lets through, and the first of them as JSON."""
    from models.exports.jsonlines import ascii_json  # with all formats: not for the first paint

    came = [(kind, id_) for kind in ARRIVING for id_, _ in store.arrivals(kind, chosen, since)]
    records = []
    for kind, id_ in came[:MOST_RUNS] if rule.command else ():
        record = store.event(id_) if kind == "timeline" else store.claim(id_)
        if record is not None:
            records.append(ascii_json(record.model_dump(mode="json")) + "\n")
    return len(came), records
