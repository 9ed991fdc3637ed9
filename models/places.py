"""Where words of a dispatch stand in its file: line, column and bytes, or nothing where that is not sure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from models.records import Dispatch, Run, Span

#: Where one sentence ends and the next begins, as far as signs tell.
_SENTENCE_END = re.compile(r"""[.!?]["'”’)]*\s+(?=["'“‘(]?[A-Z0-9])|\n\s*\n""")
_NEWLINE = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """A place in a file: line and column from 1, in characters; bytes from 0, the end exclusive, where they are known.

    In a packed file they count in what it unpacks to.
    """

    line: int
    column: int
    bytes: Span | None


def place_of(dispatch: Dispatch, span: Span) -> Place | None:
    """Where a span of a dispatch's text begins in its file; None where its ends are not surely found there."""
    start, end = span
    first, last = _run_at(dispatch, start), _run_at(dispatch, end - 1)
    if first is None or last is None or end <= start:
        return None
    line, column = first[4], first[5]
    if first[6]:
        before = dispatch.text[first[0] : start]
        breaks = list(_NEWLINE.finditer(before))
        line += len(breaks)
        column = len(before) - breaks[-1].end() + 1 if breaks else column + len(before)
    begins, ends = _byte(dispatch, first, start), _byte(dispatch, last, end)
    return Place(line, column, None if begins is None or ends is None else (begins, ends))


def _run_at(dispatch: Dispatch, at: int) -> Run | None:
    index = bisect_right(dispatch.runs, at, key=lambda run: run[0]) - 1
    return dispatch.runs[index] if index >= 0 and at < dispatch.runs[index][1] else None


def _byte(dispatch: Dispatch, run: Run, at: int) -> int | None:
    if dispatch.encoding is None or run[2] < 0:
        return None
    if not run[6]:
        return run[3] if at >= run[1] else run[2]
    return run[2] + len(dispatch.text[run[0] : at].encode(dispatch.encoding, "replace"))


def sentence_around(text: str, marks: Sequence[Span]) -> Span:
    """The sentence of a text in which some words stand, as far as signs tell."""
    first, last = min(s for s, _ in marks), max(e for _, e in marks)
    # In the whole text, not as far as the words: what follows an end is looked at to tell that it is one.
    ends = takewhile(lambda end: end <= first, (m.end() for m in _SENTENCE_END.finditer(text)))
    after = _SENTENCE_END.search(text, last)
    return max(ends, default=0), after.start() + 1 if after else len(text)
