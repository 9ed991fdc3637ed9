"""The things that an event is about, as they tell it from others: names that are no parties, nouns with qualifiers."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from models.reading.deeds.base import agent_nouns
from models.reading.gists.words import family, words
from models.reading.phrases import words_of
from models.reading.stems import stem

if TYPE_CHECKING:
    from models.reading.tokens import Token

_CALENDAR = frozenset(
    name.lower() for names in (calendar.month_name, calendar.day_name, calendar.month_abbr) for name in names if name
)
#: Names and nouns of one event that are kept.
_MOST = 12


def called(clause: Iterable[Token], is_party: Callable[[Token], bool]) -> tuple[str, ...]:
    """The words of names in a clause that are of no party, title or calendar: ships, towns, firms, products."""
    found: dict[str, None] = {}
    for token in clause:
        word = token.lower_
        if (
            token.pos_ != "PROPN"
            or len(word) < 3
            or word.rstrip(".") in _CALENDAR
            or word == "sept."
            or is_party(token)
        ):
            continue
        if any(t.lower_ in words_of("titles") for t in (token, token.head)) and token.ent_type_ != "GPE":
            continue
        if word not in words("empty", "of_places") and word not in words("empty", "words"):
            found[word] = None
    return tuple(found)[:_MOST]


def nouns(clause: Iterable[Token], is_party: Callable[[Token], bool]) -> tuple[str, ...]:
    """The nouns of a clause, by stem, each after the stems of what qualifies it: "grain termin"."""
    found: dict[str, None] = {}
    for token in clause:
        if token.pos_ != "NOUN" or token.dep_ in ("compound", "npadvmod") or token.ent_type_ in ("DATE", "TIME"):
            continue
        if token.lemma_.lower() in words("empty", "words"):
            continue
        told = [c for c in token.lefts if c.dep_ in ("compound", "amod") and not is_party(c) and not c.like_num]
        kept = [stem(c.lemma_) for c in told if c.lower_ not in words("empty", "qualifiers") and c.pos_ != "PROPN"]
        found[" ".join((*kept, family(token.lemma_.lower())[0]))] = None
    return tuple(found)[:_MOST]


def is_name(token: Token) -> bool:
    """Whether a token is of a name that tells one event from another: no title, no day of the calendar."""
    word = token.lower_
    if token.pos_ != "PROPN" or len(word) < 3 or word.rstrip(".") in _CALENDAR or word == "sept.":
        return False
    return word not in _telling_nothing()


@cache
def _telling_nothing() -> frozenset[str]:
    return words("empty", "words") | words("empty", "of_offices") | words_of("titles").keys()


def is_content(token: Token) -> bool:
    """Whether a token is a word that says what happened."""
    if token.pos_ not in ("NOUN", "VERB", "ADJ") or token.ent_type_ in ("DATE", "TIME", "NORP"):
        return False
    return len(token.lemma_) > 2 and token.lemma_.lower() not in words("empty", "words") and not token.like_num


def titled(sentence: Iterable[Token], is_party: Callable[[Token], bool]) -> tuple[str, ...]:
    """Things that bear a name, each before the words of it: "the tanker Blue Star" is "tanker: blue star"."""
    found: dict[str, dict[str, None]] = {}
    for token in sentence:
        if not is_name(token) or is_party(token):
            continue
        thing = _thing_named(token)
        if thing is not None and thing.lemma_.lower() not in agent_nouns():
            found.setdefault(thing.lemma_.lower(), {})[token.lower_] = None
    return tuple(f"{thing}: {' '.join(name)}" for thing, name in found.items())[:_MOST]


def _thing_named(token: Token) -> Token | None:
    """The common noun that a name is given to: beside it, or as what it qualifies."""
    head = token
    while head.dep_ == "compound" and head.head.pos_ == "PROPN":
        head = head.head
    before = next((c for c in head.lefts if c.dep_ == "compound" and c.pos_ == "NOUN"), None)
    if before is not None:
        return before
    if head.dep_ in ("appos", "compound") and head.head.pos_ == "NOUN" and head.head.lemma_ not in words_of("titles"):
        return head.head
    return None
