"""The screen that lists what cannot both stand, with the two sentences of each; it never says who is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from models.store.rows import DisagreementRow
from tui.commands import bindings
from tui.lines.disagreements import disagreement_line, disagreement_lines
from tui.lines.panels import Piece
from tui.lines.source import Line
from tui.screens.listing import BesideScreen
from tui.widgets.slicedlist import Fetch, FetchedList


class DisagreementList(FetchedList[DisagreementRow]):
    """The disagreements, a line each."""

    window_size = 40

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


class DisagreementsScreen(BesideScreen[DisagreementRow, None]):
    """Disagreements; the arrows choose one of the two sides, Enter opens its dispatch."""

    BINDINGS = bindings("disagreements")
    scope = "disagreements"

    def __init__(
        self, fetch: Fetch[DisagreementRow], count: int, open_record: Callable[[str], None], about: str = ""
    ) -> None:
        """`open_record` opens the dispatch of a claim or an event; `about` says what the list is limited to."""
        self._list = DisagreementList(fetch, id="disagreement-list")
        super().__init__(self._list)
        self._count = count
        self._open_record = open_record
        self._about = about
        self._side = 1

    def fill(self) -> None:
        """Show what there is."""
        self.say_title("Disagreements", " ".join(filter(None, (f"{self._count:,}", self._about))))
        self._list.fill(self._count)

    @on(DisagreementList.Came)
    def _came(self) -> None:
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

    def chosen(self, row: DisagreementRow) -> None:
        """Open the dispatch of the side."""
        self._open_record((row.first, row.second)[self._side].record)
