"""Quotations: pairs of quotation marks in a parse, paragraph by paragraph.

Straight marks open and close in turn; a mark left open runs to the end of its paragraph, as wires carry a quotation on.
"""

from __future__ import annotations

from models.reading.language import Parsed

_OPENING = {"“": "”", "„": "”", "«": "»"}
_CLOSING = frozenset({"”", "»", "“"})
_STRAIGHT = frozenset({'"', "``", "''"})


def find_quotes(parsed: Parsed) -> list[tuple[int, int]]:
    """Each quotation as its first and last token, marks included, in text order; nested ones lie inside others."""
    found: list[tuple[int, int]] = []
    open_at: list[tuple[int, str]] = []
    paragraph = -1
    for token in parsed.doc:
        if parsed.paragraph_of[token.i] != paragraph:
            found.extend((start, token.i - 1) for start, _ in open_at if token.i - 1 > start)
            open_at, paragraph = [], parsed.paragraph_of[token.i]
        mark = token.text
        if mark in _STRAIGHT:
            if open_at and open_at[-1][1] == '"':
                found.append((open_at.pop()[0], token.i))
            else:
                open_at.append((token.i, '"'))
        elif open_at and mark == open_at[-1][1]:
            found.append((open_at.pop()[0], token.i))
        elif mark in _OPENING:
            open_at.append((token.i, _OPENING[mark]))
    last = len(parsed.doc) - 1
    found.extend((start, last) for start, _ in open_at if last > start)
    return sorted(found)


def is_mark(text: str) -> bool:
    """Whether a token is a quotation mark."""
    return text in _STRAIGHT or text in _OPENING or text in _CLOSING
