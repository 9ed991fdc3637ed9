"""The screen people keep open: three panels, the source pane, the status line, the filter.

It owns the state (active panel, how far the keeper is, with `Filtering` the filters); panels and panes show what
they are given. Looking at the store happens in threads, whose answers come back as messages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from textual import on

from models.filters import Filter
from models.filters.hits import phrases
from models.folder.progress import Progress
from models.store import Store
from models.store.rows import Kind, ProblemRow
from tui.commands import bindings
from tui.lines.source import Excerpt
from tui.panels.lists import Timeline
from tui.panels.matrix import MatrixGrid
from tui.panels.relations import Relations
from tui.panels.status import empty_words, hidden_words, left_pieces, mistake_lines, status_pieces
from tui.screens.beat import Beat
from tui.screens.changes import ChangesScreen
from tui.screens.exporting import ExportScreen
from tui.screens.live import Live
from tui.screens.looking import Arrived, Failed, Found, Looked, Looking, Overtaken, Reached, Stepped, Unfolded
from tui.screens.problems import ProblemsScreen
from tui.screens.proposing import proposer
from tui.screens.sourcing import Sourcing
from tui.screens.stepping import DaySteps
from tui.state.saved import SavedFilters
from tui.view import KINDS, Anchor, Chosen, Pair, Shot, Wanted, beside, problem_excerpt
from tui.widgets.filterline import FilterLine
from tui.widgets.linelist import LineList

#: Seconds that the keeper is at something before it is said: a single file is read sooner.
_SAID_AFTER = 0.25


class MainScreen(Live):
    """Timeline, relations, claims and their source."""

    BINDINGS = bindings("main", "places")

    def __init__(
        self, store: Store, folder: Path, now: Callable[[], dt.datetime], saved: SavedFilters | None = None
    ) -> None:
        """`now` tells the moment on the reader's clock; it is asked when the store is looked at."""
        super().__init__(saved or SavedFilters())
        self.now = now
        self._line.propose = proposer(
            store, self._saved, lambda problem: self.post_message(Failed(problem, FilterLine.Proposed))
        )
        self._store = store
        self._folder = folder
        self._shot: Shot | None = None
        self._progress: Progress | None = None
        self._ended = False
        self._trouble = ""
        self._looking = Looking(store, self)
        self._steps = DaySteps(self._timeline, self._looking, lambda: self._shown.timeline)
        self._looked_by: Chosen | None = None  # the filters of the last look
        self._again = False
        self._settled = False  # whether all has been shown that was there when the keeper first was idle
        self._look_beat = Beat(self.set_timer, self._look_if_changed)
        self._say_beat = Beat(self.set_timer, self.say_all, _SAID_AFTER)
        self._sourcing = Sourcing(
            self._source, self._bars["source-title"], self._looking, lambda: self.now().date(), self.with_note
        )
        self._places: dict[Kind, int] = {}  # the cursors' rows when the last look began
        self._bins = 0  # how many the histogram was last asked for

    def on_mount(self) -> None:
        """Show what the store holds at once."""
        self._fit(self.app.size)
        self.action_panel(self._active)
        self.call_after_refresh(self._look)  # laid out by then: the width says how many bins the histogram has

    # The keeper's progress, at most two repaints a second.

    def keeper_said(self, progress: Progress) -> None:
        """Take in how far the keeper is."""
        self._progress = progress
        if progress.state == "idle" and self.panel("timeline").baseline is None:
            for kind in KINDS:
                self.panel(kind).baseline = progress.generation
            self._settle()
        # What is read is shown at once; that it is being read has a beat of its own, or it would keep that waiting.
        if progress.generation != self.shown_generation:
            self._look_beat.soon()
        else:
            self._say_beat.soon()

    def keeper_ended(self) -> None:
        """The keeper is gone: what is shown stays, and nothing new will come."""
        self._ended = True
        self._look_beat.soon()

    def _settle(self) -> None:
        """Note when all is shown that was there as the keeper was first idle: from then on lines are new."""
        baseline = self.panel("timeline").baseline
        if baseline is not None and self._shot is not None and self._shot.generation >= baseline:
            self._settled = True

    def _look_if_changed(self) -> None:
        self._looking.ask_generation()

    @on(Reached)
    def _reached(self, message: Reached) -> None:
        if self._shot is None or message.generation != self._shot.generation:
            self._look()
        else:
            self.say_all()

    # Looking at the store.

    def _look(self) -> None:
        """Look at the store; a look that is asked for during another waits for it, or overtakes it if it is of use."""
        if self._looking.busy:
            self._again = True
            if self._filtering.chosen != self._looked_by:
                self._looking.give_up()
            return
        self._filtering.renew()
        chosen = self._looked_by = self._filtering.chosen
        anchors = {kind: self.held(kind) for kind in KINDS} | self._held
        self._places = {kind: self.panel(kind).cursor for kind in KINDS}
        self._bins = self._days.bins
        wanted = Wanted(self._bins, dict(self._relations.wanted), self._as_matrix, self.listing)
        first = self._shot is None or self._shot.chosen != chosen
        self._looking.look(chosen, anchors, self.now().date(), wanted, first)

    def look(self) -> None:
        """Look at the store."""
        self._look()

    def reopen(self, opened: dict[Pair, int]) -> None:
        """Have relations open."""
        self._relations.wanted |= opened

    @property
    def opened(self) -> dict[Pair, int]:
        """The open relations by their rows."""
        return self._relations.wanted

    def held(self, kind: Kind) -> Anchor:
        """Where a panel's cursor is; under another filter, one whose record is gone goes where one begins to read."""
        anew = self._shot is None or self._shot.chosen.of(kind) != self._filtering.chosen.of(kind)
        panel = self.panel(kind)
        return panel.place(anew, waiting=not self._settled and not panel.moved)  # still filling up: stay at the top

    @on(Looked)
    def _looked(self, message: Looked) -> None:
        self._trouble = ""
        shot = message.shot
        if isinstance(self.app.screen, ProblemsScreen):
            self.app.screen.refill(shot.summary.problems)
        if isinstance(self.app.screen, ChangesScreen):
            self.app.screen.refill()
        if shot.chosen == self._filtering.chosen:
            self._show(shot)
        if shot.whole:
            self.renew_marks(shot.generation)
            self.landed(shot.generation, self._settled, shot.chosen)
            self._look_again()
        else:
            self.say_all()

    def _show(self, shot: Shot) -> None:
        """Show what a look has found; of its first glance, what is not on the screen already."""
        before = self._shot
        if shot.whole:
            kinds = list(KINDS)
            self._shot = shot
            self._settle()
            if not self.typing:
                self._held = {}
        else:
            kinds = [kind for kind in KINDS if before is None or before.chosen.of(kind) != shot.chosen.of(kind)]
            self._shot = shot = beside(shot, before)
        for kind in kinds:
            panel, seen = self.panel(kind), shot.panels[kind]
            moved = panel.cursor - self._places[kind]  # by keys, while the look was taken
            if moved and before is not None and not before.whole:
                moved = panel.cursor - seen.cursor  # among the first rows, which are where they were
            panel.wanted_words = phrases(shot.chosen.of(kind))
            panel.show_shot(seen, shot, moved)
            if not shot.whole:
                self._places[kind] = panel.cursor
        if shot.matrix is not None:
            self._matrix.show(shot.matrix)
        self._days.show(shot.days.histogram, shot.days.today, self._timeline.day)

    @on(Overtaken)
    def _overtaken(self) -> None:
        self._look_again()

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        self._trouble = message.problem
        if message.question is Looked:
            self._look_again()
            return
        if message.question is Stepped:
            self._steps.failed()
        self.say_all()

    def _look_again(self) -> None:
        self._looking.busy = False
        self.say_all()
        if self._again:
            self._again = False
            self._look()

    @property
    def _shown(self) -> Chosen:
        """The filters of what is shown; before the first look, those in force."""
        return self._shot.chosen if self._shot else self._filtering.chosen

    def look_again(self) -> None:
        """Look at the store, for something in it was changed from here."""
        self._look()

    @property
    def disputes_by(self) -> Filter:
        """The filter that the disagreements go by: that of the claims."""
        return self._shown.claims

    @property
    def watched(self) -> str:
        """The folder, as it was named."""
        return str(self._folder)

    def fetch(self, kind: Kind, number: int) -> None:
        """Have a window fetched for a panel: it comes as soon as it is there, with a first glance's after the look."""
        axis = None
        if kind == "relations" and self._shot is not None:
            axis = self._shot.axis
        if self._shot is None or self._shot.whole or kind != "relations":
            listing = self._shot.listing if self._shot is not None else self.listing
            self._looking.fetch(kind, self._shown.of(kind), number, axis, listing)

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        shot = self._shot
        if shot is not None and (message.chosen, message.listing) == (shot.chosen.of(message.kind), shot.listing):
            self.panel(message.kind).arrived(message.number, message.rows)

    # The days of the timeline.

    @property
    def _timeline(self) -> Timeline:
        return cast(Timeline, self.panel("timeline"))

    def widened(self) -> None:
        """Look again where the bars have more room or less than they had in the last look."""
        if self._shot is not None and self._days.bins != self._bins:
            self._look()

    @on(LineList.Moved)
    def _moved(self, message: LineList.Moved) -> None:
        if message.list is self._timeline:
            self._days.mark(self._timeline.day)

    @on(Timeline.DayAsked)
    def _day_asked(self, message: Timeline.DayAsked) -> None:
        self._steps.ask(message.steps)

    @on(Stepped)
    def _stepped(self, message: Stepped) -> None:
        self._steps.arrived(message)

    # The relations: opened, as a matrix, chosen for the other panels.

    @property
    def _relations(self) -> Relations:
        return cast(Relations, self.panel("relations"))

    @on(Relations.UnfoldAsked)
    def _unfold_asked(self, message: Relations.UnfoldAsked) -> None:
        if self._shot is not None:
            self._looking.unfold(message.pair, self._shot.chosen.relations, self._shot.axis)

    @on(Unfolded)
    def _unfolded(self, message: Unfolded) -> None:
        shown = self._shot is not None and message.chosen == self._shot.chosen.relations
        if not shown or not self._relations.unfold(message.pair, message.parts):
            self._look()

    def action_matrix(self) -> None:
        """Turn the relations into a matrix, or into a list again."""
        self._as_matrix = not self._as_matrix
        self.set_class(self._as_matrix, "-matrix")
        self.action_panel("relations")
        if self._as_matrix:
            self._look()

    @on(MatrixGrid.Rested)
    def _matrix_rested(self) -> None:
        if self._active_widget is self._matrix:
            self.show_source()

    # The source pane.

    @on(LineList.Rested)
    def _rested(self, message: LineList.Rested) -> None:
        if message.list is self._active_widget:
            self.show_source()

    def show_source(self) -> None:
        """Show where the row under the active cursor was read from."""
        self._sourcing.show(self._current, self._filtering.chosen.of(self._active), self.shown_generation or 0)
        self.link()

    def show_source_anew(self) -> None:
        """Show it, though it is the same row: something is to be said of it that was not before."""
        self._sourcing.forget()
        self.show_source()

    def marks_changed(self) -> None:
        """Look again where a filter asks for what is marked."""
        self._filtering.renew()
        self.filtered()

    @on(Found)
    def _found(self, message: Found) -> None:
        message.then(message.excerpt)

    @on(LineList.Opened)
    def _opened(self, message: LineList.Opened) -> None:
        row = message.list.current
        if row is not None:
            chosen = self._filtering.chosen.of(self._active)
            self._looking.find(row, chosen, self.now().date(), self._open)

    def _open(self, excerpt: Excerpt | None) -> None:
        if excerpt is not None and self.is_current:
            self.open_excerpt(excerpt)

    def action_export(self) -> None:
        """Write what the timeline and the claims show to a file."""
        self.app.push_screen(ExportScreen(self._store, self._filtering.chosen.timeline, self.marks))

    def action_problems(self) -> None:
        """List what could not be read."""
        count = self._shot.summary.problems if self._shot else 0

        def fetch(offset: int, limit: int, then: Callable[[Sequence[ProblemRow]], None]) -> None:
            self.ask(lambda: self._store.problems(offset, limit), then)

        self.app.push_screen(ProblemsScreen(count, fetch), self._open_problem)

    def _open_problem(self, dispatch_id: str | None) -> None:
        if dispatch_id is not None:
            self.ask(lambda: problem_excerpt(self._store, dispatch_id), partial(self._show_excerpt, dispatch_id))

    def filtered(self) -> None:
        """Look again where the filters are others than those that are shown or being looked through."""
        if self._filtering.chosen != self._looked_by:
            self._look()
        else:
            self.say_all()

    @property
    def shown_generation(self) -> int | None:
        """The generation of the store that the panels show; None before the first look."""
        return self._shot.generation if self._shot and self._shot.whole else None

    @property
    def is_settled(self) -> bool:
        """Whether the panels show what the filter in force chooses."""
        shown = self._shot is not None and self._shot.whole and self._shot.chosen == self._filtering.chosen
        return shown and not self._looking.busy

    # What the lines say.

    def say_all(self) -> None:
        """Say in titles and status line what there is to say."""
        self.say_titles(self._shot)
        self._filtering.say_hidden(hidden_words(self._shot))
        for kind in KINDS:
            known = self._shot is None or bool(self._shot.panels[kind].windows)
            linked = self.linked.get(kind, "")
            words = empty_words(kind, self._folder, self._progress, bool(self._filtering.text), linked)
            self.say_if_empty(kind, words if known else "…")
        if self._filtering.mistake:
            self._bars["status"].say_lines(mistake_lines(self._filtering.mistake, self.app.size.width))
            return
        summary = self._shot.summary if self._shot else None
        disputes = self._shot.disagreements if self._shot else 0
        said = status_pieces(self._folder, summary, self._progress, self._ended, self._trouble, self.now(), disputes)
        self.say_status(said)

    def painted_as_left(self) -> str:
        """What the terminal would be sent for all of the screen, its status line saying that this was left."""
        self.say_status(left_pieces(self._folder, self.now()))
        return self._compositor.render_full_update().render_segments(self.app.console)
