"""Words of a dispatch as a page quotes them: in pieces, the exact ones marked, with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.exports.context import Told
from models.places import place_of
from models.records import Dispatch, Span
from models.wording import chain_words, one_line, safe


class Quoted(NamedTuple):
    """Words of a dispatch: who says so (empty: the dispatch), the pieces (exact ones marked), and where they stand."""

    says: str
    pieces: tuple[tuple[str, bool], ...]
    where: str


def quoted(told: Told, sentence: Span, exact: Sequence[Span]) -> Quoted:
    """A sentence of a dispatch with the exact words marked, who says so, and where these words stand."""
    start, end = min(sentence[0], *(s for s, _ in exact)), max(sentence[1], *(e for _, e in exact))
    marks = [(s - start, e - start) for s, e in exact]
    says = chain_words(told.chain) or one_line(told.dispatch.agency or "")
    return Quoted(says, marked(told.dispatch.text[start:end], marks), where(told.dispatch, exact))


def marked(text: str, marks: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    """A text, white space folded and safe, in pieces: those between the marks, and those marked."""
    pieces, at = [], 0
    for start, end in sorted(marks):
        pieces += [(text[at:start], False), (text[start:end], True)] if start >= at else []
        at = max(at, end)
    pieces.append((text[at:], False))
    folded = [(re.sub(r"\s+", " ", safe(words)), is_exact) for words, is_exact in pieces]
    return tuple((words, is_exact) for words, is_exact in folded if words)


def where(dispatch: Dispatch | None, exact: Sequence[Span], otherwise: str = "") -> str:
    """The file, line and column of the first of some words: `wire/a.txt, line 7:12`."""
    if dispatch is None:
        return one_line(otherwise)
    place = place_of(dispatch, (min(exact)[0], min(exact)[0] + 1)) if exact else None
    return one_line(dispatch.id) + (f", line {place.line}:{place.column}" if place else "")
