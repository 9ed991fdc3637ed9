"""The source pane: the sentence a line was read from, within its dispatch, with the words marked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.strip import Strip

from models.places import place_of
from models.records import Dispatch, Span
from models.wording import one_line
from tui.lines.panels import Piece
from tui.lines.source import Excerpt, Line, fact_lines, lay_out
from tui.lines.wording import dispatch_date
from tui.widgets.styling import Styled, line_strip

#: Characters on each side of the sentence that the pane lays out.
_AROUND = 4_000


def dispatch_title(dispatch: Dispatch, at: Span | None = None) -> list[Piece]:
    """Agency, date with its basis, revision, file and the line of some words in it: a dispatch's header."""
    parts = [one_line(dispatch.agency or "agency unknown"), dispatch_date(dispatch)]
    if dispatch.revision != "original":
        parts.append(dispatch.revision.upper())
    parts.append(one_line(dispatch.id))
    if at is not None and (place := place_of(dispatch, (at[0], at[0] + 1))) is not None:
        parts.append(f"line {place.line}")
    if dispatch.supersedes is not None:
        parts.append(f"replaces {one_line(dispatch.supersedes)}")
    return [Piece(" · ".join(parts), "plain")]


class SourceText(Styled):
    """The facts of the chosen line, and the dispatch's text around its sentence."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.excerpt: Excerpt | None = None
        self._lines: list[Line] = []

    def show(self, excerpt: Excerpt | None) -> None:
        """Show another excerpt, or nothing."""
        if excerpt != self.excerpt:
            self.excerpt = excerpt
            self._arrange()

    @property
    def shown(self) -> Sequence[str]:
        """The lines as they are on the screen, without styles."""
        return ["".join(run.text for run in line.runs) for line in self._lines]

    def _arrange(self) -> None:
        width, height = self.size.width - 2, self.size.height
        self._lines = []
        if self.excerpt is not None and width > 0 and height > 0:
            first, last = self.excerpt.sentence
            text = lay_out(self.excerpt, width, (max(0, first - _AROUND), last + _AROUND))
            sentence = sum(line.here for line in text)
            # The sentence goes before the facts, most of which stand in the chosen line already.
            self._lines = fact_lines(self.excerpt.facts, width)[: max(1, height - sentence)]
            if height - len(self._lines) > 4:
                self._lines.append(Line(()))
            self._lines += around_sentence(text, height - len(self._lines))
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap to the new width."""
        self._arrange()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        line = self._lines[y] if y < len(self._lines) else Line(())
        return line_strip(self, line, self.size.width, self.rich_style)


def around_sentence(lines: Sequence[Line], height: int) -> Sequence[Line]:
    """As many lines as fit, the sentence among them, with what goes before it and what comes after."""
    here = [index for index, line in enumerate(lines) if line.here]
    if not here or len(lines) <= height:
        return lines[: max(0, height)]
    first, last = here[0], here[-1]
    spare = max(0, height - (last - first + 1))
    top = max(0, min(first - (spare + 1) // 2, len(lines) - height))
    while top < first and not (lines[top].runs and lines[top + 1].runs):
        top += 1  # neither a blank nor the last line of a paragraph is worth beginning with
    return lines[top : top + height]
