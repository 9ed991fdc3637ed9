"""The screen people keep open: three panels, the source pane, the status line, the filter.

It owns the state (filter, active panel, how far the keeper is); panels and panes show what they are given.
Looking at the store happens in threads, whose answers come back as messages.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from models.filters import EVERYTHING, Filter, FilterError, parse_filter
from models.folder.progress import Progress
from models.store import Store, StoreError
from models.store.rows import Kind, ProblemRow
from tui.commands import bindings, hints
from tui.marking import Excerpt
from tui.panels.daybars import DayBars
from tui.panels.lists import PANELS, Panel, Timeline
from tui.panels.source import SourceText, dispatch_title
from tui.panels.status import empty_words, mistake_lines, status_pieces, tab_pieces, title_pieces
from tui.rows import Piece
from tui.screens.dispatch import DispatchScreen, hint_pieces
from tui.screens.looking import Arrived, Failed, Found, Looked, Looking, Stepped
from tui.screens.problems import ProblemsScreen
from tui.view import KINDS, Anchor, Row, Shot, problem_excerpt, row_key, window
from tui.widgets.filterline import FilterLine
from tui.widgets.linelist import LineList
from tui.widgets.styling import Bar
from tui.wording import one_line

Answer = TypeVar("Answer")

#: Seconds between two repaints that nobody's key asked for.
PULSE = 0.5

#: At least so many columns and rows show all panels at once.
WIDE = (110, 30)

#: At least so many rows leave one panel by itself the 16 that it shares with the histogram.
ROOMY = 31


class MainScreen(Screen[None]):
    """Timeline, relations, claims and their source."""

    BINDINGS = bindings("main")

    #: As Textual has it, but going to another panel repaints two lines, not the screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, store: Store, folder: Path, now: Callable[[], dt.datetime]) -> None:
        """`now` tells the moment on the reader's clock; it is asked when the store is looked at."""
        super().__init__()
        self.now = now
        self._store = store
        self._folder = folder
        # Held, not looked up: the keeper may still talk while the screen is being taken down.
        self._panels: dict[Kind, Panel] = {panel.kind: panel(self._fetch) for panel in PANELS}
        self._days = DayBars()
        titles = (*(f"{kind}-title" for kind in KINDS), "source-title", "tabs")
        self._bars = {name: Bar(id=name, classes="bar") for name in titles}
        self._bars |= {name: Bar(id=name) for name in ("status", "hints")}
        self._source = SourceText(id="source")
        self._filter = FilterLine(id="filter")
        self._bottom = Container(id="bottom")
        self._active: Kind = "timeline"
        self._wide = False
        self._text = ""
        self._chosen: Filter = EVERYTHING
        self._before = ""  # the filter to go back to when typing is given up
        self._held: dict[Kind, Anchor] = {}  # the cursors as typing began: half a filter may hide their records
        self._shot: Shot | None = None
        self._progress: Progress | None = None
        self._ended = False
        self._trouble = ""
        self._mistake = ""  # in the filter, said in place of the status line: the filter line is too short for it
        self._looking = Looking(store, self)
        self._again = False
        self._settled = False  # whether all has been shown that was there when the keeper first was idle
        self._pulsed = 0.0
        self._pulse: Timer | None = None
        self._sourced: tuple[str, Filter, int] | None = None
        self._places: dict[Kind, int] = {}  # the cursors' rows when the last look began
        self._bins = 0  # how many the histogram was last asked for
        self._steps = 0  # days to go in the timeline, and whether the way to the first of them is being looked up
        self._stepping = False

    def compose(self) -> ComposeResult:
        """Left what happened and between whom, right who says so and where it stands."""
        yield self._bars["tabs"]
        with Container(id="body"):
            with Vertical(id="left"):
                for kind in ("timeline", "relations"):
                    with Vertical(id=f"{kind}-panel", classes="panel"):
                        yield self._bars[f"{kind}-title"]
                        if kind == "timeline":
                            yield self._days
                        yield self._panels[kind]
            with Vertical(id="right"):
                with Vertical(id="claims-panel", classes="panel"):
                    yield self._bars["claims-title"]
                    yield self._panels["claims"]
                with Vertical(id="source-panel"):
                    yield self._bars["source-title"]
                    yield self._source
        yield self._bars["status"]
        with self._bottom:
            yield self._bars["hints"]
            yield self._filter

    def on_mount(self) -> None:
        """Show what the store holds at once."""
        self._fit(self.app.size)
        self._bars["hints"].say(hint_pieces(hints("main", "list", "app")))
        self.action_panel(self._active)
        self.call_after_refresh(self._look)  # laid out by then: the width says how many bins the histogram has

    def panel(self, kind: Kind) -> Panel:
        """A panel by its kind."""
        return self._panels[kind]

    # Size and panels.

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the panels for another size."""
        self._fit(event.size)
        self._say_all()
        self.call_after_refresh(self._widened)

    def _fit(self, size: Size) -> None:
        """All panels at once where there is room, else one, with tabs."""
        self._wide = size.width >= WIDE[0] and size.height >= WIDE[1]
        self.set_class(self._wide, "-wide")
        self.set_class(size.height < 20, "-low")
        self.set_class(self._wide or size.height >= ROOMY, "-roomy")
        self._show_active()

    def _show_active(self) -> None:
        """Where one panel is shown at a time, show the active one."""
        for kind in KINDS:
            self.set_class(not self._wide and kind == self._active, f"-{kind}")

    def action_panel(self, kind: Kind) -> None:
        """Go to a panel."""
        self._active = kind
        self._show_active()
        self.set_focus(self.panel(kind))
        self._say_all()
        self._show_source()

    def action_next_panel(self, step: int) -> None:
        """Go to the next panel, or the one before."""
        self.action_panel(KINDS[(KINDS.index(self._active) + step) % len(KINDS)])

    @on(LineList.Focused)
    def _focused(self, message: LineList.Focused) -> None:
        """A panel that a click gave the keys is the active one."""
        if isinstance(message.list, Panel) and message.list is not self.panel(self._active):
            self.action_panel(message.list.kind)

    # The keeper's progress, at most two repaints a second.

    def keeper_said(self, progress: Progress) -> None:
        """Take in how far the keeper is."""
        self._progress = progress
        if progress.state == "idle" and self.panel("timeline").baseline is None:
            for kind in KINDS:
                self.panel(kind).baseline = progress.generation
            self._settle()
        self._pulse_soon()

    def keeper_ended(self) -> None:
        """The keeper is gone: what is shown stays, and nothing new will come."""
        self._ended = True
        self._pulse_soon()

    def _settle(self) -> None:
        """Note when all is shown that was there as the keeper was first idle: from then on lines are new."""
        baseline = self.panel("timeline").baseline
        if baseline is not None and self._shot is not None and self._shot.generation >= baseline:
            self._settled = True

    def _pulse_soon(self) -> None:
        if self._pulse is not None:
            return
        wait = self._pulsed + PULSE - time.monotonic()
        if wait <= 0:
            self._beat()
        else:
            self._pulse = self.set_timer(wait, self._beat)

    def _beat(self) -> None:
        self._pulse = None
        self._pulsed = time.monotonic()
        latest = self._asked(self._store.generation)
        if latest is not None and (self._shot is None or latest != self._shot.generation):
            self._look()
        else:
            self._say_all()

    # Looking at the store.

    def _look(self) -> None:
        """Look at the store; a look that is asked for during another waits for it."""
        if self._looking.busy:
            self._again = True
            return
        anchors = {kind: self._anchor(kind) for kind in KINDS} | self._held
        self._places = {kind: self.panel(kind).cursor for kind in KINDS}
        self._bins = self._days.bins
        self._looking.look(self._chosen, anchors, self.now().date(), self._bins)

    def _anchor(self, kind: Kind) -> Anchor:
        """Where a panel's cursor is; under another filter, one whose record is gone goes where one begins to read."""
        anew = self._shot is None or self._shot.chosen != self._chosen
        panel = self.panel(kind)
        row = panel.current
        waiting = not self._settled and not panel.moved  # still filling up: stay at the top
        key = None if row is None or waiting else row_key(row)
        return Anchor(key, panel.cursor, None if anew or waiting else panel.cursor)

    @on(Looked)
    def _looked(self, message: Looked) -> None:
        self._trouble = ""
        shot = message.shot
        if isinstance(self.app.screen, ProblemsScreen):
            self.app.screen.refill(shot.summary.problems)
        if shot.chosen == self._chosen:
            self._shot = shot
            self._settle()
            if not self.typing:
                self._held = {}
            for kind in KINDS:
                seen = shot.panels[kind]
                moved = self.panel(kind).cursor - self._places[kind]  # by keys, while the look was taken
                self.panel(kind).show_shot(replace(seen, cursor=seen.cursor + moved), shot.days)
            self._days.show(shot.days.histogram, shot.days.today, self._timeline.day)
        self._look_again()

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        self._trouble = message.problem
        if message.question is Looked:
            self._look_again()
            return
        if message.question is Stepped:
            self._stepping = False
        self._say_all()

    def _look_again(self) -> None:
        self._looking.busy = False
        self._say_all()
        if self._again:
            self._again = False
            self._look()

    def _fetch(self, kind: Kind, number: int) -> list[Row] | None:
        """A window for a panel: at once where it is indexed, later where it has to be summed up."""
        chosen = self._shot.chosen if self._shot else self._chosen
        if kind == "relations":
            self._looking.fetch(kind, chosen, number)
            return None
        return self._asked(lambda: window(self._store, kind, chosen, number)) or []

    def _asked(self, question: Callable[[], Answer]) -> Answer | None:
        """What the store answers at once; None where it cannot, which the status line says."""
        try:
            return question()
        except StoreError as error:
            self._trouble = str(error)
            return None

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        if self._shot is not None and message.chosen == self._shot.chosen:
            self.panel(message.kind).arrived(message.number, message.rows)

    # The days of the timeline.

    @property
    def _timeline(self) -> Timeline:
        return cast(Timeline, self.panel("timeline"))

    def _widened(self) -> None:
        """Look again where the bars have more room or less than they had in the last look."""
        if self._shot is not None and self._days.bins != self._bins:
            self._look()

    @on(LineList.Moved)
    def _moved(self, message: LineList.Moved) -> None:
        if message.list is self._timeline:
            self._days.mark(self._timeline.day)

    @on(Timeline.DayAsked)
    def _day_asked(self, message: Timeline.DayAsked) -> None:
        self._steps += message.steps
        self._step()

    def _step(self) -> None:
        """Look up the day that keys have asked for, one at a time; those that come meanwhile add up."""
        if self._stepping:
            return
        steps, self._steps = self._steps, 0
        if not steps or self._shot is None or self._timeline.current is None:
            return
        self._stepping = True
        self._looking.step(self._shot.chosen, self._timeline.day, steps)

    @on(Stepped)
    def _stepped(self, message: Stepped) -> None:
        self._stepping = False
        if message.index is not None and self._shot is not None and message.chosen == self._shot.chosen:
            self._timeline.move_to(message.index)
        self._step()

    # The source pane.

    @on(LineList.Rested)
    def _rested(self, message: LineList.Rested) -> None:
        if message.list is self.panel(self._active):
            self._show_source()

    def _show_source(self) -> None:
        row = self.panel(self._active).current
        if row is None:
            self._sourced = None
            self._put_source(None)
            return
        wanted = (row_key(row), self._chosen, self._shot.generation if self._shot else 0)
        if wanted != self._sourced:
            self._sourced = wanted

            def put(excerpt: Excerpt | None) -> None:
                if self._sourced == wanted:
                    self._put_source(excerpt)

            self._looking.find(row, self._chosen, self.now().date(), put)

    @on(Found)
    def _found(self, message: Found) -> None:
        message.then(message.excerpt)

    def _put_source(self, excerpt: Excerpt | None) -> None:
        title = [Piece("  Source  ", "title-idle"), *(dispatch_title(excerpt.dispatch) if excerpt else ())]
        self._bars["source-title"].say(title)
        self._source.show(excerpt)

    @on(LineList.Opened)
    def _opened(self, message: LineList.Opened) -> None:
        row = message.list.current
        if row is not None:
            self._looking.find(row, self._chosen, self.now().date(), self._open)

    def _open(self, excerpt: Excerpt | None) -> None:
        if excerpt is not None and self.is_current:
            self.app.push_screen(DispatchScreen(excerpt))

    def action_problems(self) -> None:
        """List what could not be read."""
        count = self._shot.summary.problems if self._shot else 0

        def fetch(offset: int, limit: int) -> list[ProblemRow]:
            return self._asked(lambda: self._store.problems(offset, limit)) or []

        self.app.push_screen(ProblemsScreen(count, fetch), self._open_problem)

    def _open_problem(self, dispatch_id: str | None) -> None:
        if dispatch_id is not None:
            excerpt = self._asked(lambda: problem_excerpt(self._store, dispatch_id))
            if excerpt is None:
                gone = f"{one_line(dispatch_id)} is no longer there: its file has gone or has changed."
                self.app.notify(gone, severity="warning", markup=False)
            self._open(excerpt)

    # The filter.

    def action_edit_filter(self) -> None:
        """Type a filter."""
        self._before = self._text
        self._held = {kind: replace(self._anchor(kind), otherwise=None) for kind in KINDS}
        self._bottom.add_class("-filtering")
        self._filter.edit(self._text)

    def action_clear_filter(self) -> None:
        """Take the filter away."""
        if self._text:
            self._apply("")
            self._done_typing()

    @on(FilterLine.Changed)
    def _typed(self, message: FilterLine.Changed) -> None:
        self._apply(message.text)

    @property
    def typing(self) -> bool:
        """Whether a filter is being typed."""
        return self._filter.field.typing

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Let the filter line have its keys while it is being typed."""
        return not self.typing or action in ("keep_filter", "leave_filter")

    def action_keep_filter(self) -> None:
        """Keep the filter and go back to the panel."""
        self._filter.settle()
        if self._apply(self._filter.text):
            self._done_typing()
        else:
            self._filter.field.typing = True

    def action_leave_filter(self) -> None:
        """Go back to the filter there was before."""
        self._filter.settle()
        self._apply(self._before)
        self._done_typing()

    def _done_typing(self) -> None:
        self._filter.set_text(self._text)
        self._filter.note("/ changes it, Esc takes it away" if self._text else "")
        if self.is_settled:
            self._held = {}
        self._bottom.set_class(bool(self._text), "-filtering")
        self.set_focus(self.panel(self._active))

    def _apply(self, text: str) -> bool:
        """Filter by a text if it can be read, else say what is wrong and leave the last one in force."""
        try:
            chosen = parse_filter(text, self.now().date())
        except FilterError as error:
            self._filter.note("", span=error.span)
            self._mistake = error.message
            self._say_all()
            return False
        self._filter.note("")
        self._mistake = ""
        self._text = text.strip()
        if chosen != self._chosen:
            self._chosen = chosen
            self._look()
        else:
            self._say_all()
        return True

    @property
    def filter_text(self) -> str:
        """The filter in force, as it was typed."""
        return self._text

    @property
    def shown_generation(self) -> int | None:
        """The generation of the store that the panels show; None before the first look."""
        return self._shot.generation if self._shot else None

    @property
    def is_settled(self) -> bool:
        """Whether the panels show what the filter in force chooses."""
        return self._shot is not None and self._shot.chosen == self._chosen and not self._looking.busy

    # What the lines say.

    def _say_all(self) -> None:
        counts = {kind: self._shot.panels[kind].counts for kind in KINDS} if self._shot else {}
        undated = {"timeline": self._shot.days.undated} if self._shot else {}
        for number, kind in enumerate(KINDS, 1):
            self.panel(kind).say_if_empty(empty_words(kind, self._folder, self._progress, bool(self._text)))
            name = self.panel(kind).title
            self._bars[f"{kind}-title"].say(
                title_pieces(number, name, counts.get(kind), kind == self._active, undated.get(kind, 0))
            )
        names = {kind: self.panel(kind).title for kind in KINDS}
        self._bars["tabs"].say(tab_pieces(names, counts, self._active, undated.get(self._active, 0)))
        if self._mistake:
            self._bars["status"].say_lines(mistake_lines(self._mistake, self.app.size.width))
            return
        summary = self._shot.summary if self._shot else None
        said = status_pieces(self._folder, summary, self._progress, self._ended, self._trouble, self.now())
        self._bars["status"].say(said)
