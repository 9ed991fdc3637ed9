"""The screen that lists the dispatches that could not be read, with file and reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from models.store.rows import ProblemRow
from models.wording import many
from tui.commands import hints
from tui.lines.panels import Piece, problem_line
from tui.screens.dispatch import hint_pieces
from tui.widgets.linelist import LineList
from tui.widgets.styling import Bar

#: How far beyond its old place the cursor's row is looked for.
_REACH = 1000


class ProblemList(LineList[ProblemRow]):
    """The problems, a line each."""

    def __init__(self, fetch: Callable[[int, int], list[ProblemRow]]) -> None:
        super().__init__(id="problem-list")
        self._fetch = fetch

    def fetch(self, number: int) -> list[ProblemRow]:
        """The rows of a window."""
        return self._fetch(number * self.window_size, self.window_size)

    def key(self, row: ProblemRow) -> str:
        """What tells a row from the others."""
        return row.dispatch

    def added(self, row: ProblemRow) -> int:
        """The generation a row came with."""
        return row.added

    def pieces(self, row: ProblemRow, width: int) -> list[Piece]:
        """A problem's line."""
        return problem_line(row, width)

    def empty_line(self) -> str:
        """What an empty list says."""
        return "Every dispatch could be read."


class ProblemsScreen(Screen[str | None]):
    """Which dispatches could not be read, and why; ends with the id of the one to open, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", "Back to the panels", show=False)]

    def __init__(self, count: int, fetch: Callable[[int, int], list[ProblemRow]]) -> None:
        super().__init__()
        self._count = count
        self._fetch = fetch
        self._title = Bar(id="problems-title", classes="bar")

    def compose(self) -> ComposeResult:
        """A title, the list, the keys."""
        self._say_count()
        yield self._title
        yield ProblemList(self._fetch)
        keys = Bar(id="hints")
        keys.say(hint_pieces([*hints("list"), ("Esc", "back")]))
        yield keys

    def on_mount(self) -> None:
        """Fill the list."""
        problems = self.query_one(ProblemList)
        problems.show(self._count, {}, 0)
        problems.focus()

    def _say_count(self) -> None:
        self._title.say([Piece("▸ Problems", "title"), Piece(f"  {many(self._count, 'dispatch', 'dispatches')}")])

    def refill(self, count: int) -> None:
        """Show what the problems are now, so many of them; the cursor stays on its row, or else on its place."""
        if not self.is_mounted:
            return
        self._count = count
        self._say_count()
        problems = self.query_one(ProblemList)
        held, cursor = problems.current, problems.cursor
        if held is not None:
            keys = [row.dispatch for row in self._fetch(0, cursor + _REACH)]
            cursor = keys.index(held.dispatch) if held.dispatch in keys else cursor
        problems.show(count, {}, cursor)

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Open the dispatch."""
        row = message.list.current
        self.dismiss(row.dispatch if row is not None else None)
