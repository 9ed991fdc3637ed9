"""The screen with one whole dispatch, begun at the sentence that was chosen, with the same marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip

from models.wording import one_line
from tui.commands import hints
from tui.marking import Excerpt, Line, Run, fact_lines, lay_out, wrap
from tui.panels.source import dispatch_title
from tui.rows import Piece
from tui.widgets.pager import Pager
from tui.widgets.styling import ROLE_CLASSES, Bar, Styled, line_strip


class Facts(Styled):
    """What was read from the sentence, above its dispatch."""

    COMPONENT_CLASSES: ClassVar[set[str]] = ROLE_CLASSES

    def __init__(self, excerpt: Excerpt) -> None:
        super().__init__()
        self._excerpt = excerpt
        self._lines: list[Line] = []

    def take_room(self, width: int, height: int) -> None:
        """Take as many lines as the facts need at a width, but never more than a height."""
        self._lines = fact_lines(self._excerpt.facts, width)[:height]
        self.styles.height = len(self._lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        line = self._lines[y] if y < len(self._lines) else Line(())
        return line_strip(self, line, self.size.width, self.rich_style)


class DispatchScreen(Screen[None]):
    """A dispatch to read."""

    def __init__(self, excerpt: Excerpt) -> None:
        super().__init__()
        self._excerpt = excerpt

    def compose(self) -> ComposeResult:
        """The header, the facts, the text, the keys."""
        title = Bar(id="dispatch-title", classes="bar")
        title.say([Piece("▸ Dispatch  ", "title"), *dispatch_title(self._excerpt.dispatch, self._excerpt.sentence)])
        yield title
        yield Facts(self._excerpt)
        yield Pager(self._text, id="dispatch-text")
        keys = Bar(id="hints")
        keys.say(hint_pieces(hints("reader")))
        yield keys

    def on_resize(self, event: events.Resize) -> None:
        """Give the facts the lines they need, a third of the screen at most."""
        self.query_one(Facts).take_room(event.size.width - 4, event.size.height // 3)

    def _text(self, width: int) -> Sequence[Line]:
        dispatch = self._excerpt.dispatch
        lines: list[Line] = []
        if dispatch.headline:
            headline = one_line(dispatch.headline)
            lines += [Line((Run(headline[a:b], ("title",)),)) for a, b in wrap(headline, width)]
            lines.append(Line(()))
        if dispatch.problem:
            problem = f"! {one_line(dispatch.problem)}"
            lines += [Line((Run(problem[a:b], ("warning",)),)) for a, b in wrap(problem, width)]
            lines.append(Line(()))
        return [*lines, *lay_out(self._excerpt, width, (0, len(dispatch.text) + 1))]


def hint_pieces(pairs: Sequence[tuple[str, str]]) -> list[Piece]:
    """Keys and what they do, for the last line of a screen."""
    pieces = [Piece(" ")]
    for key, word in pairs:
        pieces += [Piece(key, "key"), Piece(f" {word}   ", "dim")]
    return pieces
