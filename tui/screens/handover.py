"""The screen with the page for who takes over: what came since a moment, on one sheet or all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import Screen

from models.moments import LAST, read_moment
from tui.commands import bindings, hints
from tui.lines.panels import Piece
from tui.lines.source import Line, Run
from tui.lines.wording import moment
from tui.screens.changes import SINCE
from tui.screens.dispatch import hint_pieces
from tui.screens.exporting import FileScreen
from tui.widgets.pager import Pager
from tui.widgets.styling import Bar

if TYPE_CHECKING:
    from models.exports.handover import Page

#: Looks up the page since a moment (None: ever), which is called so; whole or on one sheet; and hands it on.
Ask = Callable[[dt.datetime | None, str, bool, Callable[["Page"], None]], None]


class HandoverScreen(Screen[None]):
    """The page for who takes over; `s` takes another moment, `a` all of it, `e` writes it to a file."""

    BINDINGS = bindings("handover")

    def __init__(self, ask: Ask, now: Callable[[], dt.datetime], last: dt.datetime | None) -> None:
        super().__init__()
        self._ask = ask
        self._now = now
        self._last = last
        self._at = 0 if last is not None else len(SINCE) - 1
        self._whole = False
        self._page: Page | None = None
        self._title = Bar(id="handover-title", classes="bar")

    def compose(self) -> ComposeResult:
        """The page, the keys."""
        yield self._title
        yield Pager(self._lines, id="handover-text", at_top=True)
        keys = Bar(id="hints")
        keys.say(hint_pieces([*hints("handover"), *hints("reader")]))
        yield keys

    def on_mount(self) -> None:
        """Look it up."""
        self._look()

    def _look(self) -> None:
        words, name = SINCE[self._at]
        since = read_moment(words, self._now(), self._last)
        if words == LAST and since is not None:
            name = f"{name}, {moment(since, self._now())}"
        asked = self._at, self._whole
        self._say(name, "…")

        def take(page: Page) -> None:
            if not self.is_mounted or asked != (self._at, self._whole):
                return
            self._page = page
            self._say(name, "all of it" if self._whole else "on one sheet")
            self.query_one(Pager).lay_out_anew()

        self._ask(since, name, self._whole, take)

    def _say(self, since: str, how: str) -> None:
        self._title.say([Piece("▸ For who takes over  ", "title"), Piece(f"since {since}, {how}")])

    def _lines(self, width: int) -> Sequence[Line]:
        from tui.lines.page import page_lines

        if self._page is None:
            return ()
        return [Line((Run(text, (role,)),)) for text, role in page_lines(self._page, width)]

    def action_since(self) -> None:
        """Ask about another moment."""
        self._at = (self._at + 1) % len(SINCE)
        if SINCE[self._at][0] == LAST and self._last is None:
            self._at += 1
        self._look()

    def action_whole(self) -> None:
        """All of it, or what goes on one sheet."""
        self._whole = not self._whole
        self._look()

    def action_write(self) -> None:
        """Write what is shown to a file."""
        if self._page is not None:
            self.app.push_screen(PageFileScreen(self._page))

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)


class PageFileScreen(FileScreen):
    """Asks for the file that the page is written to: its suffix says the format."""

    ASKS = "Write the page to a file: .txt or .md"
    DEFAULT = "page.md"

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def write(self, to: Path, force: bool) -> str:
        """Write it whole, or not at all."""
        from models.exports import ExportError
        from models.exports.page import markdown_lines
        from models.exports.whole import whole_files
        from tui.lines.page import text_lines

        if to.suffix.lower() not in (".txt", ".md"):
            raise ExportError(f"No format is known for {to.suffix or to.name}: take .txt or .md.")
        lines = text_lines(self._page) if to.suffix.lower() == ".txt" else markdown_lines(self._page)
        with whole_files([to], force=force) as (out,):
            out.writelines(f"{line}\n" for line in lines)
        return f"The page is written to {to}"
