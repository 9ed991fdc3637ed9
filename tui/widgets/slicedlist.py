"""Lists over a function that gives so many rows from a place on, at once or later; nothing in them is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from textual.message import Message

from tui.widgets.linelist import LineList

RowT = TypeVar("RowT")

#: Gives so many rows from an offset on: `slice(offset, limit)`.
Slice = Callable[[int, int], Sequence[RowT]]
#: The same beside the event loop: `fetch(offset, limit, then)` returns at once, `then` is handed the rows.
Fetch = Callable[[int, int, Callable[[Sequence[RowT]], None]], None]


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


class FetchedList(LineList[RowT], Generic[RowT]):
    """A list whose rows come later. A subclass says how to draw and to name a row."""

    class Came(Message):
        """Rows have come, perhaps also that under the cursor."""

    def __init__(self, fetch: Fetch[Any], *, id: str) -> None:
        super().__init__(id=id)
        self._fetch = fetch
        self._awaited: set[int] = set()
        self._fillings = 0

    def fetch(self, number: int) -> None:
        """Have a window fetched, unless it is on its way."""
        if number in self._awaited:
            return
        self._awaited.add(number)
        filling = self._fillings

        def come(rows: Sequence[RowT]) -> None:
            if filling == self._fillings:  # else of a list that is no more
                self._awaited.discard(number)
                self.arrived(number, list(rows))
                self.post_message(self.Came())

        self._fetch(number * self.window_size, self.window_size, come)

    def added(self, row: RowT) -> int:
        """Nothing is new here."""
        return 0

    def fill(self, count: int, reach: int = 0) -> None:
        """Show so many rows, the cursor on the row it was on, looked for in the first `reach` and a window more."""
        self._fillings += 1
        filling, held = self._fillings, self.current

        def come(rows: Sequence[RowT]) -> None:
            if filling != self._fillings:
                return
            keys = [self.key(row) for row in rows]
            cursor = self.cursor
            if held is not None and (key := self.key(held)) in keys:
                cursor = keys.index(key)
            size, near = self.window_size, cursor // self.window_size
            windows = {number: list(rows[number * size : (number + 1) * size]) for number in (near - 1, near, near + 1)}
            self._awaited.clear()
            self.show(count, {number: window for number, window in windows.items() if number >= 0 and window}, cursor)
            self.post_message(self.Came())

        self._fetch(0, (reach // self.window_size + 1) * self.window_size, come)
