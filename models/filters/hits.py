"""Where in a text the words of a filter stand: what makes a row or a dispatch one that is shown.

As the store's index sees words: letters and digits, without accents, in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from models.filters.fields import ACTOR_FIELDS
from models.filters.language import Filter, Group
from models.records import Span

_WORD = re.compile(r"[^\W_]+")


class Phrase(NamedTuple):
    """Words in a row; the last of them the beginning of one, unless it is exact."""

    words: tuple[str, ...]
    exact: bool


@lru_cache(maxsize=64)
def phrases(chosen: Filter) -> tuple[Phrase, ...]:
    """The words and names that a filter asks for; those it forbids are nowhere to be seen."""
    return tuple(dict.fromkeys(_phrases(chosen)))


def _phrases(chosen: Filter) -> Iterator[Phrase]:
    for part in chosen.terms:
        if part.negated:
            continue
        if isinstance(part, Group):
            for alternative in part.alternatives:
                yield from _phrases(alternative)
        elif part.field in ("words", "story") or part.field in ACTOR_FIELDS:
            words = tuple(_fold(match[0]) for match in _WORD.finditer(part.value))
            if words:
                yield Phrase(words, part.exact)


@lru_cache(maxsize=4096)
def hits(wanted: tuple[Phrase, ...], text: str) -> tuple[Span, ...]:
    """The spans of a text in which one of the phrases stands, in order; those that touch are one."""
    if not wanted:
        return ()
    found: list[Span] = []
    words = [(match.start(), match.end(), _fold(match[0])) for match in _WORD.finditer(text)]
    for index, (start, _, _) in enumerate(words):
        ends = [end for phrase in wanted if (end := _end(phrase, words, index)) is not None]
        if not ends:
            continue
        end = max(ends)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _end(phrase: Phrase, words: list[tuple[int, int, str]], index: int) -> int | None:
    """Where a phrase ends that begins with a word; None where another one stands there."""
    last = index + len(phrase.words) - 1
    if last >= len(words):
        return None
    if any(words[index + place][2] != word for place, word in enumerate(phrase.words[:-1])):
        return None
    found, wanted = words[last][2], phrase.words[-1]
    return words[last][1] if (found == wanted if phrase.exact else found.startswith(wanted)) else None


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()
