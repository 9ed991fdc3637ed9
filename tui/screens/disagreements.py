"""The screen that lists what cannot both stand, with the two sentences of each; it never says who is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from models.store.rows import DisagreementRow
from models.wording import many
from tui.commands import bindings
from tui.lines.disagreements import disagreement_line, disagreement_lines
from tui.lines.panels import Piece
from tui.lines.source import Line
from tui.screens.beside import ListScreen
from tui.widgets.linelist import LineList

#: Fetches so many disagreements from an offset on.
Fetch = Callable[[int, int], list[DisagreementRow]]


class DisagreementList(LineList[DisagreementRow]):
    """The disagreements, a line each."""

    window_size = 40

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(id="disagreement-list")
        self._fetch = fetch

    def fetch(self, number: int) -> list[DisagreementRow]:
        """The rows of a window."""
        return self._fetch(number * self.window_size, self.window_size)

    def key(self, row: DisagreementRow) -> str:
        """What tells a row from the others."""
        return row.id

    def added(self, row: DisagreementRow) -> int:
        """The generation a row came with."""
        return row.added

    def pieces(self, row: DisagreementRow, width: int) -> list[Piece]:
        """A disagreement's line."""
        return disagreement_line(row, width)

    def empty_line(self) -> str:
        """What an empty list says."""
        return "Nothing that was said disagrees with anything else, as far as that is seen."


class DisagreementsScreen(ListScreen[DisagreementRow]):
    """Disagreements; the arrows choose one of the two sides, Enter opens its dispatch."""

    BINDINGS = bindings("disagreements")
    scope = "disagreements"

    def __init__(self, fetch: Fetch, count: int, open_record: Callable[[str], None], about: str = "") -> None:
        """`open_record` opens the dispatch of a claim or an event; `about` says what the list is limited to."""
        super().__init__(DisagreementList(fetch))
        self._count = count
        self._open_record = open_record
        self._about = about
        self._side = 1

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.refill(self._count)

    def refill(self, count: int) -> None:
        """Show what there is now, so many."""
        about = f" {self._about}" if self._about else ""
        self.title_bar.say([Piece("▸ Disagreements  ", "title"), Piece(f"{many(count, 'disagreement')}{about}")])
        self.rows.show(count, {}, self.rows.cursor)
        self.show_whole()

    def lines(self, row: DisagreementRow, width: int) -> Sequence[Line]:
        """The two sentences."""
        return disagreement_lines(row, self._side, width)

    def action_side(self, side: int) -> None:
        """Choose the earlier (0) or the later side (1)."""
        self._side = side
        self.show_whole()

    def action_other_side(self) -> None:
        """Choose the other side."""
        self.action_side(1 - self._side)

    @on(LineList.Opened)
    def _opened(self) -> None:
        row = self.rows.current
        if row is not None:
            self._open_record((row.first, row.second)[self._side].record)
