"""The three panels: timeline, relations and claims, each a list over windows of the store."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from models.store.rows import ClaimRow, EventRow, Kind, RelationRow
from tui.rows import Piece, claim_line, event_line, relation_line
from tui.view import WINDOW, Row, row_key
from tui.widgets.linelist import LineList

#: How a panel asks for a window; None where the answer comes later.
Fetch = Callable[[Kind, int], list[Row] | None]


class Panel(LineList[Row]):
    """A list of one kind of row."""

    kind: ClassVar[Kind]
    title: ClassVar[str]
    window_size = WINDOW

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(id=self.kind)
        self._fetch = fetch
        self._hint = ""

    def fetch(self, number: int) -> list[Row] | None:
        """The rows of a window."""
        return self._fetch(self.kind, number)

    def key(self, row: Row) -> str:
        """What tells a row from the others."""
        return row_key(row)

    def added(self, row: Row) -> int:
        """The generation a row came with."""
        return row.added

    def empty_line(self) -> str:
        """What an empty panel says, and what to do."""
        return self._hint

    def say_if_empty(self, words: str) -> None:
        """Say something else where there is nothing to show."""
        if words != self._hint:
            self._hint = words
            self.repaint()


class Timeline(Panel):
    """What happened when."""

    kind = "timeline"
    title = "Timeline"

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """An event's line."""
        return event_line(cast(EventRow, row), width)


class Relations(Panel):
    """Who did how much to whom."""

    kind = "relations"
    title = "Relations"

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """A relation's line, its bar in proportion to the first and longest."""
        first = cast(RelationRow | None, self._windows_row(0))
        most = first.count if first else 1
        return relation_line(cast(RelationRow, row), width, most)


class Claims(Panel):
    """Who says so."""

    kind = "claims"
    title = "Claims"

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """A claim's line."""
        return claim_line(cast(ClaimRow, row), width)


PANELS: tuple[type[Panel], ...] = (Timeline, Relations, Claims)
