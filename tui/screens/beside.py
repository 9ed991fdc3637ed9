"""A list with what its line says below it: the frame of the screens for disagreements and for tellings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from tui.commands import Scope, hints
from tui.lines.source import Line
from tui.screens.dispatch import hint_pieces
from tui.widgets.linelist import LineList
from tui.widgets.pager import Pager
from tui.widgets.styling import Bar

RowT = TypeVar("RowT")


class ListScreen(Screen[None], Generic[RowT]):
    """A title, a list, the whole of the line under the cursor, the keys."""

    scope: Scope

    def __init__(self, rows: LineList[RowT]) -> None:
        super().__init__()
        self.title_bar = Bar(classes="bar")
        self.rows = rows

    def compose(self) -> ComposeResult:
        """The four of them, from the top."""
        yield self.title_bar
        yield self.rows
        yield Bar(classes="bar")
        yield Pager(self._lines, id="beside-text", at_top=True)
        keys = Bar(id="hints")
        keys.say(hint_pieces(hints(self.scope, "list")))
        yield keys

    def on_mount(self) -> None:
        """Give the list the keys."""
        self.rows.focus()

    def lines(self, row: RowT, width: int) -> Sequence[Line]:
        """The whole of a row, at a width."""
        raise NotImplementedError

    def _lines(self, width: int) -> Sequence[Line]:
        row = self.rows.current
        return self.lines(row, width) if row is not None else ()

    def show_whole(self) -> None:
        """Show the whole of the line that is under the cursor now."""
        if self.is_mounted:
            self.query_one(Pager).lay_out_anew()

    @on(LineList.Moved)
    def _moved(self) -> None:
        self.show_whole()

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)
