"""The screen with the tellings of one happening: who tells it, from whom, and why they are taken as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from models.store.rows import TellingRow, Tellings
from tui.commands import bindings
from tui.disagreementrows import telling_line, telling_lines, tellings_title
from tui.marking import Line
from tui.rows import Piece
from tui.screens.beside import ListScreen
from tui.widgets.linelist import LineList


class TellingList(LineList[TellingRow]):
    """The tellings, a line each, those of one origin together."""

    def __init__(self, tellings: Tellings) -> None:
        super().__init__(id="telling-list")
        self.ordered = sorted(tellings.rows, key=lambda row: row.origin)

    def fetch(self, number: int) -> list[TellingRow]:
        """The rows of a window."""
        start = number * self.window_size
        return self.ordered[start : start + self.window_size]

    def key(self, row: TellingRow) -> str:
        """What tells a row from the others."""
        return row.event

    def added(self, row: TellingRow) -> int:
        """Tellings are not marked as new."""
        return 0

    def pieces(self, row: TellingRow, width: int) -> list[Piece]:
        """A telling's line."""
        return telling_line(row, width)


class TellingsScreen(ListScreen[TellingRow]):
    """Tellings of one happening; Enter opens the dispatch."""

    BINDINGS = bindings("tellings")
    scope = "tellings"

    def __init__(self, tellings: Tellings, open_record: Callable[[str], None]) -> None:
        self._list = TellingList(tellings)
        super().__init__(self._list)
        self._tellings = tellings
        self._open_record = open_record

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.title_bar.say(tellings_title(self._tellings))
        self.rows.show(len(self._list.ordered), {}, 0)
        self.show_whole()

    def lines(self, row: TellingRow, width: int) -> Sequence[Line]:
        """A telling's sentence, its origin, and why."""
        return telling_lines(row, self._tellings.why, width)

    @on(LineList.Opened)
    def _opened(self) -> None:
        row = self.rows.current
        if row is not None:
            self._open_record(row.event)
