"""Quotations: pairs of quotation marks in a parse, paragraph by paragraph.

Straight marks open and close in turn; a mark left open runs to the end of its paragraph, as wires carry a quotation on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from models.reading.language import Parsed

_OPENING = {"“": "”", "„": "”", "«": "»"}
_CLOSING = frozenset({"”", "»", "“"})
_STRAIGHT = frozenset({'"', "``", "''"})
_MARKS = _STRAIGHT | _OPENING.keys() | _CLOSING


def find_quotes(parsed: Parsed) -> list[tuple[int, int]]:
    """Each quotation as its first and last token, marks included, in text order; nested ones lie inside others."""
    found: list[tuple[int, int]] = []
    open_at: list[tuple[int, str]] = []
    paragraphs = parsed.paragraph_of

    def left_open() -> Iterator[tuple[int, int]]:
        """What is open at the end of a paragraph, which ends with it."""
        for start, _ in open_at:
            last = bisect_right(paragraphs, paragraphs[start]) - 1
            if last > start:
                yield start, last

    for i, mark in [(token.i, token.text) for token in parsed.doc if token.text in _MARKS]:
        if open_at and paragraphs[open_at[-1][0]] != paragraphs[i]:
            found.extend(left_open())
            open_at = []
        if mark in _STRAIGHT:
            if open_at and open_at[-1][1] == '"':
                found.append((open_at.pop()[0], i))
            else:
                open_at.append((i, '"'))
        elif open_at and mark == open_at[-1][1]:
            found.append((open_at.pop()[0], i))
        elif mark in _OPENING:
            open_at.append((i, _OPENING[mark]))
    found.extend(left_open())
    return sorted(found)


def is_mark(text: str) -> bool:
    """Whether a token is a quotation mark."""
    return text in _MARKS
