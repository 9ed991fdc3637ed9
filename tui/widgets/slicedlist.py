"""A list whose rows are had at once, from a function that gives so many from a place on; nothing in it is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from tui.widgets.linelist import LineList

RowT = TypeVar("RowT")

#: Gives so many rows from an offset on: `slice(offset, limit)`.
Slice = Callable[[int, int], Sequence[RowT]]


def slices(rows: Callable[[], Sequence[RowT]]) -> Slice[RowT]:
    """The slices of what a function gives whole."""
    return lambda offset, limit: rows()[offset : offset + limit]


class SlicedList(LineList[RowT], Generic[RowT]):
    """A list over slices. A subclass says how to draw and to name a row."""

    def __init__(self, slice_: Slice[Any], *, id: str) -> None:
        super().__init__(id=id)
        self._slice = slice_

    def fetch(self, number: int) -> list[RowT]:
        """The rows of a window."""
        return list(self._slice(number * self.window_size, self.window_size))

    def added(self, row: RowT) -> int:
        """Nothing is new here."""
        return 0

    def place_of(self, key: str, reach: int) -> int | None:
        """Where a row is among the first so many."""
        return next((at for at, row in enumerate(self._slice(0, reach)) if self.key(row) == key), None)
