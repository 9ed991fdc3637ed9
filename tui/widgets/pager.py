"""A text to scroll through, line by line: laid out for the width there is, drawn from runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.commands import bindings
from tui.lines.source import Line
from tui.widgets.styling import Styled, line_strip

#: Lays a text out for a width in cells.
Layout = Callable[[int], Sequence[Line]]


class Pager(ScrollView, Styled, can_focus=True):
    """Shows a text and scrolls it; begins where the first line marked `here` is in sight, or at its top."""

    BINDINGS = bindings("reader")

    def __init__(self, layout: Layout, *, id: str | None = None, at_top: bool = False) -> None:
        super().__init__(id=id)
        self._at_top = at_top
        self._lay_out = layout
        self._lines: Sequence[Line] = ()
        self._width = -1

    @property
    def shown(self) -> Sequence[str]:
        """All lines, without styles."""
        return ["".join(run.text for run in line.runs) for line in self._lines]

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the text out for another width, the same part of it in sight."""
        if self.scrollable_content_region.width == self._width:
            return
        begun = self._width >= 0
        place = self.scroll_offset.y / max(1, len(self._lines))
        self._width = self.scrollable_content_region.width
        self._lines = self._lay_out(max(8, self._width - 4))
        self.virtual_size = Size(0, len(self._lines))
        here = next((index for index, line in enumerate(self._lines) if line.here), 0)
        first = 0 if self._at_top else here - self.size.height // 3
        top = round(place * len(self._lines)) if begun else first
        self._go(top)
        self.refresh()

    def lay_out_anew(self, *, at_here: bool = False) -> None:
        """Show what the layout gives now, from the top, or with the first line marked `here` in sight."""
        if self._width < 0:
            return
        self._lines = self._lay_out(max(8, self._width - 4))
        self.virtual_size = Size(0, len(self._lines))
        here = next((index for index, line in enumerate(self._lines) if line.here), None)
        if not at_here:
            self._go(0)
        elif here is not None and not 0 < here - self.scroll_offset.y < self.size.height * 2 // 3:
            self._go(here - self.size.height // 3)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        index = self.scroll_offset.y + y
        line = self._lines[index] if index < len(self._lines) else Line(())
        return line_strip(self, line, self._width, self.rich_style)

    def _go(self, top: int) -> None:
        top = max(0, min(top, len(self._lines) - self.size.height))
        self.scroll_to(y=top, animate=False, force=True)

    def action_line(self, step: int) -> None:
        """Scroll by lines."""
        self._go(self.scroll_offset.y + step)

    def action_page(self, step: int) -> None:
        """Scroll by pages, a line of the last one kept."""
        self._go(self.scroll_offset.y + step * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the beginning."""
        self._go(0)

    def action_last(self) -> None:
        """To the end."""
        self._go(len(self._lines))

    def action_close(self) -> None:
        """Back to where this was opened."""
        self.screen.dismiss()
