"""The prose of a marked-up body → plain paragraphs, a blank line between: what `Dispatch.text` is for markup.

Works on any tree of `xml`; which elements are paragraphs and which no prose is in `tables/markup.toml`.
"""

from __future__ import annotations

from models.formats.vocabulary import table
from models.formats.xml import Element, local, parse_html

_TABLE = table("markup")
_BLOCKS = frozenset(_TABLE["blocks"])
_BREAKS = frozenset(_TABLE["breaks"])
_PASSED_OVER = frozenset(_TABLE["passed_over"])


def prose(root: Element | None) -> str:
    """The paragraphs of an element; empty where it has none. Takes no stack, however deep the tree."""
    page = _Page()
    stack: list[tuple[Element, bool]] = [] if root is None else [(root, False)]
    while stack:
        node, is_left = stack.pop()
        name = local(node).lower()
        if is_left:
            page.edge(name)
            page.take(None if node is root else node.tail)
            continue
        stack.append((node, True))
        page.edge(name)
        if name and (name not in _PASSED_OVER or node is root):
            page.take(node.text)
            stack.extend((child, False) for child in reversed(node))
    page.end_paragraph()
    return "\n\n".join(page.paragraphs)


def html_prose(text: str) -> str:
    """The paragraphs of a piece of HTML; of text without any tags, its lines as they are."""
    return prose(parse_html(text)) if "<" in text or "&" in text else text.strip()


class _Page:
    """The paragraphs so far, and the one that is being filled."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._pieces: list[str] = []

    def take(self, piece: str | None) -> None:
        if piece:
            self._pieces.append(piece.replace("\r", " ").replace("\n", " "))

    def edge(self, name: str) -> None:
        """The beginning or the end of an element."""
        if name in _BLOCKS or name in _PASSED_OVER:
            self.end_paragraph()
        elif name in _BREAKS:
            self._pieces.append("\n")

    def end_paragraph(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self._pieces).split("\n"))
        if paragraph := "\n".join(line for line in lines if line):
            self.paragraphs.append(paragraph)
        self._pieces.clear()
