"""Roles to styles: the widgets that draw line by line take the style of each piece from the stylesheet.

A role `date` is the class `role--date` of `brief.tcss`; unknown roles draw as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.dom import DOMNode
from textual.strip import Strip
from textual.widget import Widget

from tui.lines.panels import Piece, cut_pieces
from tui.lines.source import Line

#: The mark at the left of the lines through which the sentence runs.
HERE = "▌"

#: Every role there is.
ROLES: frozenset[str] = frozenset(
    [
        "plain",
        "dim",
        "date",
        "actor",
        "chain",
        "cue",
        "quote",
        "content",
        "sign",
        "new",
        "conflict",
        "cooperation",
        "doubt",
        "negation",
        "cursor",
        "cursor-idle",
        "thumb",
        "label",
        "fact",
        "who",
        "whom",
        "when",
        "here",
        "conflict-here",
        "cooperation-here",
        "dim-here",
        "title",
        "title-idle",
        "key",
        "warning",
        "today",
        "bar",
        "hit",
        "said",
        "named",
    ]
)


#: The styles of roles by app, theme and role. As component classes each widget would have them worked out anew
#: whenever a class of its screen changes: a third of a second each time.
_KNOWN: WeakKeyDictionary[App[object], dict[tuple[str, str], Style]] = WeakKeyDictionary()


def role_style(app: App[object], role: str) -> Style:
    """What the stylesheet says of a role, and only that."""
    known = _KNOWN.setdefault(app, {})
    key = (app.theme, role)
    if key not in known:
        node = DOMNode(classes=f"role--{role}")
        node._attach(app)
        app.stylesheet.apply(node, animate=False)
        known[key] = node.styles.partial_rich_style
    return known[key]


class Styled(Widget):
    """A widget that draws pieces with roles."""

    def role(self, *names: str) -> Style:
        """The style of several roles, the later over the earlier; only what the stylesheet says of them."""
        style = Style.null()
        for name in names:
            style += role_style(self.app, name)
        return style

    def strip(self, pieces: Iterable[Piece], width: int, ground: Style) -> Strip:
        """The pieces on a ground style, cut or padded to the width."""
        segments = [Segment(text, ground + self.role(*role.split())) for text, role in pieces if text]
        return Strip(segments).adjust_cell_length(width, ground)


def line_strip(widget: Styled, line: Line, width: int, ground: Style) -> Strip:
    """A line of marked text, with the mark of the sentence at its left."""
    mark = Segment(f"{HERE} " if line.here else "  ", ground + widget.role("sign"))
    runs = [Segment(run.text, ground + widget.role(*run.roles)) for run in line.runs]
    return Strip([mark, *runs]).adjust_cell_length(width, ground)


class Bar(Styled):
    """One line that says something, seldom more; repainted only when it says something else."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[tuple[Piece, ...], ...] = ((),)

    @property
    def words(self) -> str:
        """What the bar says, without styles; lines follow each other with a blank between."""
        return " ".join("".join(piece.text for piece in line) for line in self._lines)

    def say(self, pieces: Iterable[Piece]) -> None:
        """Say something else, in one line."""
        self.say_lines([pieces])

    def say_lines(self, lines: Iterable[Iterable[Piece]]) -> None:
        """Say something else, in as many lines as are given."""
        said = tuple(tuple(pieces) for pieces in lines)
        if said == self._lines:
            return
        if len(said) != len(self._lines):
            self.styles.height = len(said)
        self._lines = said
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line; what does not fit ends in an ellipsis."""
        ground, width = self.rich_style, self.size.width
        return self.strip(cut_pieces(self._lines[y], width) if y < len(self._lines) else (), width, ground)
