"""A panel: a list of rows of the store, of which a look brings the windows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from models.filters.hits import Phrase
from models.store.rows import Kind, RelationRow
from models.wording import one_line
from tui.lines.highlighting import highlighted
from tui.lines.panels import Piece
from tui.view import WINDOW, Anchor, PanelShot, Row, Shot, row_key
from tui.widgets.linelist import LineList

#: How a panel asks for a window; None where the answer comes later.
Fetch = Callable[[Kind, int], list[Row] | None]


class Panel(LineList[Row]):
    """A list of one kind of row."""

    @dataclass
    class NarrowAsked(Message):
        """The panels are to show what a row is about."""

        row: Row

    kind: ClassVar[Kind]
    title: ClassVar[str]
    window_size = WINDOW

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(id=self.kind)
        self._fetch = fetch
        self._hint = ""
        #: The words that the filter asks for.
        self.wanted_words: tuple[Phrase, ...] = ()

        #: The ids of marked records with their marks' keys, and the signs of the marks.
        self.marked: dict[str, str] = {}
        self.mark_signs: dict[str, str] = {}

    def sign(self, row: Row) -> str:
        """The sign of a row's mark, if it has one."""
        return "" if isinstance(row, RelationRow) else self.mark_signs.get(row.id, "")

    @property
    def line_text(self) -> str:
        """The row under the cursor as its line says it."""
        row = self.current
        return one_line("".join(piece.text for piece in self.pieces(row, 200))) if row is not None else ""

    def drawn(self, row: Row, width: int) -> list[Piece]:
        """A row's line, with the words that the filter asks for."""
        return highlighted(self.pieces(row, width), self.wanted_words)

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

    def place(self, anew: bool, waiting: bool) -> Anchor:
        """Where the cursor is: under another filter (`anew`), or while the panel still fills up, it holds no row."""
        row = self.current
        key = None if row is None or waiting else row_key(row)
        return Anchor(key, self.cursor, None if anew or waiting else self.cursor)

    def show_shot(self, seen: PanelShot, _shot: Shot, moved: int) -> None:
        """Show what a look has found; keys moved the cursor so far while it was taken."""
        self.show(seen.rows, seen.windows, seen.cursor + moved)

    def action_narrow(self) -> None:
        """Filter by what the row under the cursor is about."""
        row = self.current
        if row is not None:
            self.post_message(self.NarrowAsked(row))

    def say_if_empty(self, words: str) -> None:
        """Say something else where there is nothing to show."""
        if words != self._hint:
            self._hint = words
            self.repaint()
