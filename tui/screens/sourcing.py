"""The source pane follows the cursor: where its row was read from is looked up, and shown if it is still wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from models.filters import Filter
from tui.lines.panels import Piece
from tui.lines.source import Excerpt
from tui.panels.source import SourceText, dispatch_title
from tui.screens.looking import Looking
from tui.view import Row, row_key
from tui.widgets.styling import Bar

Noted = Callable[[Row, Excerpt | None], Excerpt | None]


class Sourcing:
    """What the source pane shows, or is about to show."""

    def __init__(
        self, text: SourceText, title: Bar, looking: Looking, today: Callable[[], dt.date], noted: Noted
    ) -> None:
        """`noted` adds to the excerpt of a row what the reader has noted on it."""
        self._text = text
        self._title = title
        self._looking = looking
        self._today = today
        self._noted = noted
        self._wanted: tuple[str, Filter, int] | None = None

    def show(self, row: Row | None, chosen: Filter, generation: int) -> None:
        """Show where a row was read from, in a generation of the store; nothing without a row."""
        if row is None:
            self._wanted = None
            self._put(None)
            return
        wanted = (row_key(row), chosen, generation)
        if wanted != self._wanted:
            self._wanted = wanted

            def put(excerpt: Excerpt | None) -> None:
                if self._wanted == wanted:
                    self._put(self._noted(row, excerpt))

            self._looking.find(row, chosen, self._today(), put)

    def forget(self) -> None:
        """Have the next row looked up, even if it is the same."""
        self._wanted = None

    def _put(self, excerpt: Excerpt | None) -> None:
        title = [
            Piece("  Source  ", "title-idle"),
            *(dispatch_title(excerpt.dispatch, excerpt.sentence) if excerpt else ()),
        ]
        self._title.say(title)
        self._text.show(excerpt)
