"""A list of any length, a row a line, drawn from windows of rows that are fetched where they are looked at.

Nothing is kept but the windows last seen; a key repaints the lines that changed and no others. It scrolls by itself:
Textual's own scrolling lays the screen out anew for each row more, and repaints all of it. Between two rows there may
be one line that is none, and that the cursor passes over.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from tui.commands import bindings
from tui.lines.panels import Piece
from tui.lines.source import wrap
from tui.widgets.styling import Styled

RowT = TypeVar("RowT")

#: The generation above which rows are new, and those of them that a cursor has been on.
SeenRows = tuple[int | None, frozenset[tuple[str, int]]]

#: Seconds a cursor rests before what it is on is looked up and counts as seen.
REST = 0.1

_KEPT_WINDOWS = 12
_GUTTER = 2


class LineList(Styled, Generic[RowT], can_focus=True):
    """A list with a cursor. A subclass says how to fetch a window and how to draw, name and date a row."""

    BINDINGS = bindings("list")
    window_size = 100

    @dataclass
    class Moved(Message):
        """The cursor is on another line."""

        list: LineList[Any]

    @dataclass
    class Focused(Message):
        """The list has the keys now."""

        list: LineList[Any]

    @dataclass
    class Rested(Message):
        """The cursor has stayed where it is for a moment, or the row under it has changed."""

        list: LineList[Any]

    @dataclass
    class Opened(Message):
        """The row under the cursor was asked for."""

        list: LineList[Any]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        #: The cursor's row.
        self.cursor = 0
        #: The line at the top of the screen.
        self.top = 0
        #: How many rows there are.
        self.count = 0
        #: How many of them stand above the dividing line; None without one.
        self.divide: int | None = None
        #: The generation above which rows are new; None until that is known.
        self.baseline: int | None = None
        self._windows: OrderedDict[int, list[RowT]] = OrderedDict()
        self._seen: set[tuple[str, int]] = set()
        self._drawn: dict[int, Hashable] = {}
        self._rest: Timer | None = None
        #: Whether a key has moved the cursor: ever, and since it is on this row.
        self.moved = False
        self.touched = False

    # What a subclass says of its rows.

    def fetch(self, number: int) -> list[RowT] | None:
        """The rows of a window, or None where they will come later through `arrived`."""
        raise NotImplementedError

    def key(self, row: RowT) -> str:
        """What tells a row from the others."""
        raise NotImplementedError

    def added(self, row: RowT) -> int:
        """The generation a row came with."""
        raise NotImplementedError

    def pieces(self, row: RowT, width: int) -> list[Piece]:
        """A row's line."""
        raise NotImplementedError

    def drawn(self, row: RowT, width: int) -> list[Piece]:
        """A row's line as it is shown."""
        return self.pieces(row, width)

    def sign(self, _row: RowT) -> str:
        """A sign of one cell beside a row, if it has one."""
        return ""

    def empty_line(self) -> str:
        """What an empty list says."""
        return ""

    def divider(self, _width: int) -> list[Piece]:
        """The dividing line."""
        return []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, where a style asks for no more; an empty list says so in some."""
        return self._line_count or len(wrap(self.empty_line(), max(1, width)))

    # Lines and rows.

    @property
    def _line_count(self) -> int:
        return self.count + (self.divide is not None)

    def _line_of(self, index: int) -> int:
        """The line on which a row stands."""
        return index + (self.divide is not None and index >= self.divide)

    def _row_at(self, line: int) -> int | None:
        """The row on a line; None on the dividing one and beyond the end."""
        if line == self.divide or not 0 <= line < self._line_count:
            return None
        return line - (self.divide is not None and line > self.divide)

    def _row_near(self, line: int) -> int:
        """The row on a line, or the one after the dividing line."""
        return line - (self.divide is not None and line > self.divide)

    def row(self, index: int) -> RowT | None:
        """A row by its number; None beyond the end, or while it is being fetched."""
        if not 0 <= index < self.count:
            return None
        number, place = divmod(index, self.window_size)
        rows = self._windows.get(number)
        if rows is None:
            rows = self.fetch(number)
            if rows is None:
                return None
            self._keep(number, rows)
        else:
            self._windows.move_to_end(number)
        return rows[place] if place < len(rows) else None

    @property
    def current(self) -> RowT | None:
        """The row under the cursor."""
        return self.row(self.cursor)

    def _keep(self, number: int, rows: list[RowT]) -> None:
        self._windows[number] = rows
        self._windows.move_to_end(number)
        while len(self._windows) > _KEPT_WINDOWS:
            self._windows.popitem(last=False)

    def arrived(self, number: int, rows: list[RowT]) -> None:
        """Take a window that `fetch` could not give at once."""
        self._keep(number, rows)
        self.repaint()
        self._rest_soon()

    def show(self, count: int, windows: Mapping[int, list[RowT]], cursor: int, divide: int | None = None) -> None:
        """Show other rows, the cursor on another one, so many above the divide; repaint only what differs.

        Lines that come in above while the list is scrolled push nothing: the cursor keeps its place.
        """
        before = self.key(row) if (row := self._windows_row(self.cursor)) is not None else None
        held = self.depth
        scrolled = self.top > 0
        if self.styles.is_auto_height and self.count + (self.divide is not None) != count + (divide is not None):
            self.refresh(layout=True)
        self._windows.clear()
        for number, rows in sorted(windows.items(), reverse=True):
            self._keep(number, rows)
        self.count, self.cursor, self.divide = count, max(0, min(cursor, count - 1)), divide
        if scrolled:
            self._scroll(self._line_of(self.cursor) - held)
        self._into_view()
        self.repaint()
        after = self.key(row) if (row := self._windows_row(self.cursor)) is not None else None
        if before != after:
            self.touched = False
        self._rest_soon()

    def _windows_row(self, index: int) -> RowT | None:
        number, place = divmod(index, self.window_size)
        rows = self._windows.get(number, [])
        return rows[place] if place < len(rows) else None

    # New rows.

    def is_new(self, row: RowT) -> bool:
        """Whether a row came after the list was first complete and the cursor has not been on it since."""
        if self.baseline is None or self.added(row) <= self.baseline:
            return False
        return (self.key(row), self.added(row)) not in self._seen

    def unseen(self, rows: Iterable[tuple[str, int]]) -> int:
        """How many of some rows (key, generation) are new and no cursor has been on them."""
        return sum(1 for row in rows if row not in self._seen)

    def first_unseen(self, rows: Iterable[tuple[str, int]]) -> str | None:
        """The key of the first of some rows that no cursor has been on."""
        return next((row[0] for row in rows if row not in self._seen), None)

    @property
    def seen_rows(self) -> list[tuple[str, int]]:
        """The new rows that the cursor has been on."""
        return sorted(self._seen, key=lambda row: row[1])

    def have_seen(self, rows: Iterable[tuple[str, int]]) -> None:
        """Take rows as seen."""
        self._seen.update(rows)

    def see_all(self, generation: int) -> SeenRows:
        """Take all as seen that there is at a generation; what was seen before is for `unsee`."""
        before = self.baseline, frozenset(self._seen)
        self.baseline = generation
        self._seen.clear()
        self.repaint()
        return before

    def unsee(self, before: SeenRows) -> None:
        """Take as seen again what was before `see_all`, and nothing else."""
        self.baseline = before[0]
        self._seen.update(before[1])
        self.repaint()

    def mark_seen(self) -> None:
        """Take the sign from the row under the cursor."""
        row = self.current
        if row is not None and self.is_new(row):
            self._seen.add((self.key(row), self.added(row)))
            self.repaint()

    # Drawing.

    def _state(self, y: int) -> Hashable:
        """All that the line at a place of the screen depends on."""
        line = self.top + y
        index = self._row_at(line)
        row = self.row(index) if index is not None else None
        new = row is not None and self._row_sign(row)
        drawn = tuple(self.drawn(row, self._line_width)) if row is not None else None
        cursor = index == self.cursor and self.cursor_role
        empty = self.count == 0 and self._empty_words(y)
        divider = line == self.divide and tuple(self.divider(self._line_width))
        return index is not None, drawn, divider, new, empty, cursor, self._thumb(y)

    def _empty_words(self, y: int) -> str:
        """What an empty list says in one of its lines."""
        words = self.empty_line()
        lines = wrap(words, max(1, self._line_width))
        return words[slice(*lines[y])] if y < len(lines) else ""

    @property
    def _line_width(self) -> int:
        return max(0, self.size.width - _GUTTER - 1)

    @property
    def cursor_role(self) -> str:
        """How the cursor's line is drawn: with the focus, or faintly without."""
        return "cursor" if self.has_focus else "cursor-idle"

    def repaint(self) -> None:
        """Repaint the lines whose state has changed since they were drawn."""
        if not self.is_on_screen:
            self.refresh()  # all of it, when it is shown again: a hidden list has no lines to compare
            return
        for y in range(self.size.height):
            if self._drawn.get(y) != self._state(y):
                self._repaint_line(y)

    def _repaint_line(self, y: int) -> None:
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _thumb(self, y: int) -> bool:
        """Whether the mark at the right edge, which shows what part of the rows is in sight, is on this line."""
        height = self.size.height
        lines = self._line_count
        if lines <= height:
            return False
        size = max(1, height * height // lines)
        begin = round(self.top * (height - size) / (lines - height))
        return begin <= y < begin + size

    def render_line(self, y: int) -> Strip:
        """Draw the line at a place of the screen."""
        index = self._row_at(self.top + y)
        row = self.row(index) if index is not None else None
        self._drawn[y] = self._state(y)
        ground, width = self.rich_style, self.size.width
        gutter = [Piece(" " * _GUTTER)]
        if row is not None:
            pieces = self.drawn(row, self._line_width)
            if index == self.cursor:
                ground += self.role(self.cursor_role)
            gutter = [self._cursor_sign(index), self._row_sign(row)]
        elif self.top + y == self.divide:
            pieces = self.divider(self._line_width)
        elif index is not None:
            pieces = [Piece("…", "dim")]
        else:
            pieces = [Piece(self._empty_words(y), "dim")] if self.count == 0 else []
        line = self.strip([*gutter, *pieces], width - 1, ground)
        edge = self.strip([Piece("▐" if self._thumb(y) else " ", "thumb")], 1, self.rich_style)
        return Strip.join([line, edge])

    def _row_sign(self, row: RowT) -> Piece:
        new, own = self.is_new(row), self.sign(row)
        return Piece(own or ("•" if new else " "), "new" if new else "sign" if own else "plain")

    def _cursor_sign(self, index: int | None) -> Piece:
        if index != self.cursor:
            return Piece(" ")
        return Piece("▸" if self.has_focus else "▹", "sign")

    # Moving.

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; at the edge, jump half a page so that most keys repaint two lines."""
        index = max(0, min(index, self.count - 1))
        if index == self.cursor:
            return
        old, self.cursor = self.cursor, index
        self.moved = self.touched = True
        self._into_view()
        self._repaint_line(self._line_of(old) - self.top)
        self._repaint_line(self._line_of(index) - self.top)
        self.post_message(self.Moved(self))
        self._rest_soon()

    def _scroll(self, top: int) -> None:
        """Begin with another line."""
        top = max(0, min(top, self._line_count - self.size.height))
        if top != self.top:
            self.top = top
            self.repaint()

    @property
    def depth(self) -> int:
        """How far below the top of the screen the cursor's line is."""
        return self._line_of(self.cursor) - self.top

    def scroll_so(self, depth: int) -> None:
        """Scroll so that the cursor's line is so far below the top, or as near to that as the list's ends let it."""
        self._scroll(self._line_of(self.cursor) - depth)
        self._into_view()

    def _into_view(self) -> None:
        """Scroll where the cursor is out of sight."""
        line, top, height = self._line_of(self.cursor), self.top, self.size.height
        if height <= 0 or top <= line < top + height:
            return
        half = height // 2
        away = line < top - height or line >= top + 2 * height
        if away:
            target = line - half
        elif line < top:
            target = min(line, top - half)
        else:
            target = max(line - height + 1, top + half)
        self._scroll(target)

    def _rest_soon(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._rested)

    def _rested(self) -> None:
        self._rest = None
        if self.touched and self.has_focus:
            self.mark_seen()
        self.post_message(self.Rested(self))

    def action_cursor(self, step: int) -> None:
        """Go some lines up or down."""
        self.move_to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Go a page up or down, the cursor at the same place of it."""
        height = max(1, self.size.height)
        before, place = self.top, self._line_of(self.cursor) - self.top
        self._scroll(before + step * height)
        self.move_to(self._row_near(self.top + place) if self.top != before else self.cursor + step * height)

    def action_first(self) -> None:
        """Go to the first line."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last line."""
        self.move_to(self.count - 1)

    def action_open(self) -> None:
        """Ask for the row under the cursor."""
        if self.current is not None:
            self.touched = True
            self.mark_seen()
            self.post_message(self.Opened(self))

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self._into_view()

    def on_focus(self, event: events.Focus) -> None:
        """Draw the cursor as the active one; Textual would repaint the whole list."""
        event.prevent_default()
        self.has_focus = True
        self.repaint()
        self.post_message(self.Focused(self))

    def on_blur(self, event: events.Blur) -> None:
        """Draw the cursor faintly."""
        event.prevent_default()
        self.has_focus = False
        self.repaint()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With the mouse taken: scroll, the cursor with it."""
        event.stop()
        self.move_to(self.cursor + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """With the mouse taken: scroll, the cursor with it."""
        event.stop()
        self.move_to(self.cursor - 3)

    def on_click(self, event: events.Click) -> None:
        """With the mouse taken: put the cursor where it was clicked."""
        index = self._row_at(self.top + event.y)
        if index is not None:
            self.move_to(index)
