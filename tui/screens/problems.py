"""The screen that lists the dispatches that could not be read, with file and reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import on

from models.store.rows import ProblemRow
from models.wording import many, one_line
from tui.commands import bindings
from tui.lines.panels import Piece, problem_line
from tui.lines.source import Line, Run, wrap
from tui.screens.listing import BesideScreen
from tui.widgets.slicedlist import Fetch, FetchedList

#: How far beyond its old place the cursor's row is looked for.
_REACH: Final = 1000


class ProblemList(FetchedList[ProblemRow]):
    """The problems, a line each."""

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


class ProblemsScreen(BesideScreen[ProblemRow, str]):
    """Which dispatches could not be read, and why; ends with the id of the one to open, or nothing."""

    BINDINGS = bindings("problems")
    scope = "problems"

    def __init__(self, count: int, fetch: Fetch[ProblemRow]) -> None:
        self._list = ProblemList(fetch, id="problem-list")
        super().__init__(self._list)
        self._count = count

    def fill(self) -> None:
        """Show the problems, the cursor on the row it was on, or else at its place."""
        self.say_title("Problems", many(self._count, "dispatch", "dispatches"))
        self._list.fill(self._count, self._list.cursor + _REACH if self._list.count else 0)

    @on(ProblemList.Came)
    def _came(self) -> None:
        self.show_whole()

    def lines(self, row: ProblemRow, width: int) -> Sequence[Line]:
        """The file and all of the reason."""
        said = ((one_line(row.path), "fact"), (one_line(row.problem), "here"))
        return [Line((Run(words[a:b], (role,)),)) for words, role in said for a, b in wrap(words, max(8, width))]

    def refill(self, count: int) -> None:
        """Show what the problems are now, so many of them."""
        self._count = count
        if self.is_mounted:
            self.fill()

    def chosen(self, row: ProblemRow) -> None:
        """Open the dispatch."""
        self.dismiss(row.dispatch)
