"""What forbids that two tellings are one though their parties and day agree: news and what is only recalled, other
matters agreed on, other people hurt or held. Pure, and of the two tellings alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import cache
from typing import Final

from models.comparing.parties import parties
from models.comparing.tellings import Telling, deed, is_reciprocal, of_parties, persons
from models.comparing.weighing import families, numbers_shared
from models.comparing.weights import is_common, weights
from models.reading.stems import stem
from models.reading.synonyms import is_weak, one_thing
from models.reading.tables import table

#: What lies longer before the dispatch than this is no news of it, unless its weekday is told.
_NEWS: Final = dt.timedelta(days=1)
_NEWS_OF_WEEKDAY: Final = dt.timedelta(days=4)
#: What lies longer before it is remembered, as on an anniversary, though its date be told.
_LONG_AGO: Final = dt.timedelta(days=300)


def one_is_recalled(a: Telling, b: Telling) -> bool:
    """Whether one dispatch reports what the other only looks back on: "two weeks after his arrest".

    A deed that is looked back on with its date may well be the one that the other reports.
    """
    return _is_recalled(a) != _is_recalled(b)


def _is_recalled(telling: Telling) -> bool:
    when, said = telling.event.when, telling.gist.said
    if when is None or when.latest is None or said is None:
        return False
    ago = said - when.latest
    if ago > _LONG_AGO or ago <= _NEWS or when.approximate or when.earliest != when.latest:
        return ago > _NEWS
    has_weekday = any(day in when.text for day in calendar.day_name)
    return ago > _NEWS_OF_WEEKDAY * has_weekday and not any(map(str.isdigit, when.text))


def matters_apart(a: Telling, b: Telling) -> bool:
    """Whether each says what it is about, and none of it is the other's: two accords of two states on one day."""
    several = weights()["several"]
    if a.event.category not in several or b.event.category not in several:
        return False
    if numbers_shared(a.gist, b.gist) or {deed(a), deed(b)} & set(weights()["once"]):
        return False
    known = of_parties(a, b) | {*a.gist.scene, *b.gist.scene}
    one, other = (_matter(t, known) for t in (a, b))
    return bool(one and other) and not _meet(one, other)


def _meet(some: set[str], others: set[str]) -> bool:
    return any(one_thing(one, other) or stem(one) == stem(other) for one in some for other in others)


def _matter(telling: Telling, known: set[str]) -> set[str]:
    """The words for the things in its clause, but for the deed's own, parties, and what newswire says of all."""
    gist = telling.gist
    in_clause = {part for noun in gist.nouns for part in noun.split(" ")}
    return {
        word
        for word in gist.content
        if word not in known
        and not (is_common(word) or is_weak(word) or stem(word) in _of_deeds())
        and in_clause & {stem(word), *families().get(word, ())}
    }


@cache
def _of_deeds() -> frozenset[str]:
    """Words for deeds and the people of them, by stem: they are no matter."""
    nouns: list[str] = [n for names in table("actions")["nouns"].values() for n in names]
    people: list[str] = table("actions")["agents"]["nouns"]
    return frozenset(stem(noun) for noun in (*nouns, *people, *weights()["matterless"]))


def one_is_by_phone(a: Telling, b: Telling) -> bool:
    """Whether of two talks one is by telephone, and in the other they meet."""
    if a.event.category != "CONSULT" or b.event.category != "CONSULT":
        return False
    by_phone = [_is_by_phone(t) for t in (a, b)]
    return by_phone[0] != by_phone[1] and _is_in_person(b if by_phone[0] else a)


def _is_by_phone(telling: Telling) -> bool:
    told = {*telling.gist.content, *telling.event.verb.lower().split()}
    return bool(told & set(weights()["talks"]["by_phone"]))


def _is_in_person(telling: Telling) -> bool:
    told = {*telling.event.verb.lower().split(), *telling.gist.content}
    return bool(told & set(weights()["talks"]["in_person"])) or telling.event.where is not None


def others_suffer(a: Telling, b: Telling) -> bool:
    """Whether it is done to persons by name, or by one of them together with others, who are other ones in each."""
    if is_reciprocal(a.event) and is_reciprocal(b.event):
        found = (persons(a.event), persons(b.event))
        one, other = found[0] - found[1], found[1] - found[0]
    else:
        one, other = ({p.surname for p in parties(t.event.targets) if p.surname} for t in (a, b))
    if not (one and other) or one & other:
        return False
    return not (one & _named(b) or other & _named(a))


def _named(telling: Telling) -> set[str]:
    return set(telling.gist.scene) | set(telling.gist.names) | of_parties(telling)
