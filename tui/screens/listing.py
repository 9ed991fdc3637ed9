"""The frame of the screens that are a list: a title with the count, the rows, what is said of one of them, the keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from tui.commands import Scope, hints
from tui.lines.panels import Piece
from tui.lines.source import Line
from tui.screens.dispatch import hint_pieces
from tui.widgets.linelist import LineList
from tui.widgets.pager import Pager
from tui.widgets.styling import Bar

RowT = TypeVar("RowT")

#: What such a screen ends with.
Outcome = TypeVar("Outcome")


class ListScreen(Screen[Outcome], Generic[RowT, Outcome]):
    """A title, a list, the keys."""

    scope: Scope

    def __init__(self, rows: LineList[RowT]) -> None:
        super().__init__()
        self.title_bar = Bar(id=f"{self.scope}-title", classes="bar")
        self.rows = rows

    def compose(self) -> ComposeResult:
        """All of it, from the top."""
        yield self.title_bar
        yield self.rows
        yield from self.below()
        keys = Bar(id="hints")
        keys.say(hint_pieces([*hints("list", self.scope), *hints("app")[:1]]))
        yield keys

    def below(self) -> Iterable[Widget]:
        """What stands between the list and the keys."""
        return ()

    def on_mount(self) -> None:
        """Give the list the keys, and fill it."""
        self.rows.focus()
        self.fill()

    def fill(self) -> None:
        """Show the rows there are."""
        raise NotImplementedError

    def say_title(self, name: str, said: str) -> None:
        """Say what is listed, and how much of it."""
        self.title_bar.say([Piece(f"▸ {name}  ", "title"), Piece(said)])

    @on(LineList.Opened)
    def _opened(self, message: LineList.Opened) -> None:
        message.stop()
        row = message.list.current
        if row is not None:
            self.chosen(row)

    def chosen(self, row: Any) -> None:
        """A row was asked for."""
        raise NotImplementedError

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)


class BesideScreen(ListScreen[RowT, Outcome], Generic[RowT, Outcome]):
    """The same with the whole of the line under the cursor below."""

    def below(self) -> Iterable[Widget]:
        """A rule, and the whole of a line."""
        yield Bar(classes="bar")
        yield Pager(self._lines, id="beside-text", at_top=True)

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
