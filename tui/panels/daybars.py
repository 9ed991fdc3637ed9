"""The strip above the timeline that draws how many events each day has; of the cursor it moves one line."""

from __future__ import annotations

import datetime as dt

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from models.store.rows import Histogram
from tui.lines.daybars import bar_lines, bins_for
from tui.lines.panels import Piece
from tui.widgets.styling import Styled


class DayBars(Styled):
    """Two lines of bars and marks."""

    def __init__(self) -> None:
        super().__init__(id="days")
        self._histogram: Histogram | None = None
        self._today = dt.date.min
        self._cursor: dt.date | None = None
        self._lines: tuple[list[Piece], ...] = ()

    @property
    def bins(self) -> int:
        """How many bins it can show; none while it is hidden."""
        return bins_for(self._width) if self.display else 0

    @property
    def _width(self) -> int:
        return max(0, self.size.width - 3)  # in line with the rows, between their margins

    @property
    def shown(self) -> tuple[str, ...]:
        """The lines as they are on the screen, without styles."""
        return tuple("".join(piece.text for piece in line) for line in self._lines)

    def show(self, histogram: Histogram | None, today: dt.date, cursor: dt.date | None) -> None:
        """Show other days, and where the cursor is among them."""
        self._histogram, self._today, self._cursor = histogram, today, cursor
        self._arrange()

    def mark(self, cursor: dt.date | None) -> None:
        """Move the mark of the cursor to another day."""
        self._cursor = cursor
        self._arrange()

    def _arrange(self) -> None:
        lines = bar_lines(self._histogram, self._cursor, self._today, self._width)
        for y, line in enumerate(lines):
            if self._lines[y : y + 1] != (line,):
                self.refresh(Region(0, y, self.size.width, 1))
        self._lines = lines

    def on_resize(self, _event: events.Resize) -> None:
        """Draw what there is at the new width."""
        self._lines = ()
        self._arrange()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        line = self._lines[y] if y < len(self._lines) else []
        return self.strip([Piece("  "), *line], self.size.width, self.rich_style)
