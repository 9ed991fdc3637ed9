"""An event as one dispatch tells it, what it names, and under which keys tellings of the same happening meet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Final
from zlib import crc32

from models.comparing.parties import parties
from models.comparing.tables import happenings
from models.comparing.weights import classes, is_common
from models.reading.synonyms import singular
from models.reading.tables import table
from models.records import Event, Gist, Mention, When

#: An event is looked for under each of its days, up to so many.
MOST_DAYS: Final = 3
#: Keys of one telling and day, and of these names and words.
_MOST_KEYS: Final = 16
_MOST_NAMES: Final = 4
_MOST_WORDS: Final = 2
#: Smaller figures are of anything.
_TELLING_FIGURE: Final = 3
DAY: Final = dt.timedelta(days=1)
_WORD = re.compile(r"[^\W_]+")

REAL: Final = frozenset({"happened", "ongoing", "repeated"})


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one dispatch tells it; `n` names it, `rank` puts tellings in an order that is always the same.

    `form` is what it says, whatever its number and place: equal in copies of one dispatch, which need not be judged
    again and again. Empty where nobody worked it out.
    """

    n: int
    rank: tuple[bool, int, str]
    dispatch: int
    event: Event
    gist: Gist
    form: str = ""


def keys(event: Event, gist: Gist) -> list[str]:
    """Where a telling's neighbours are found: one thing that may be told by both, with its day; none for the undated.

    Names first, then a figure, who acts with whom it is done to, with a word, with a sort of event: so two that word
    all but one thing differently still meet. The number of keys is bounded.
    """
    if event.when is None or event.status == "possible" or not (event.sources or event.targets):
        return []
    acting, acted_on = parties(event.sources), parties(event.targets)
    taking_part = [party for party in (*acting[:3], *acted_on[:3]) if party.marks]
    marks = list(dict.fromkeys(party.marks[0] for party in taking_part))
    sides = list(dict.fromkeys((*marks[:2], *(mark for p in taking_part for mark in (p.country, p.head) if mark))))
    named = dict.fromkeys(
        word
        for word in (*_surnames(event), *gist.called, *gist.scene)
        if word not in of_places() and word not in _of_offices()
    )
    figures = dict.fromkeys(f"{q.low:g}" for q in gist.quantities if q.low is not None and q.low >= _TELLING_FIGURE)
    together = dict.fromkeys("-".join(sorted(pair)) for pair in combinations(marks[:3], 2))
    # Those of the same words that come first in an order of their own: so two sentences choose the same ones.
    told = sorted({c for word in gist.content if not is_common(word) for c in classes(word)[:2]}, key=_shuffled)
    worded = [f"{mark}-{word}" for word in told[:_MOST_WORDS] for mark in marks[:1]]
    sort = _sorts().get(event.category, event.category)
    chosen = [
        *(f"n-{word}" for word in list(named)[:_MOST_NAMES]),
        *(f"f-{figure}" for figure in list(figures)[:1]),
        *(f"p-{pair}" for pair in list(together)[:2]),
        *(f"w-{pair}" for pair in worded),
        *(f"s-{mark}-{sort}" for mark in sides[:4]),
    ][:_MOST_KEYS]
    return [f"O|{key}|{day}" for day in _days(event.when) for key in chosen]


@cache
def _sorts() -> dict[str, str]:
    """The sort under whose keys each sort is found, where that is another's."""
    sorts: dict[str, list[str]] = happenings()["sorts"]
    return {one: sort for sort, several in sorts.items() for one in several}


@cache
def _shuffled(word: str) -> int:
    return crc32(word.encode())


def _surnames(event: Event) -> list[str]:
    return [p.surname for p in parties((*event.targets, *event.sources)) if p.surname]


def days_of(when: When) -> tuple[dt.date | None, dt.date | None]:
    """Its first and last day; of what goes on since a day, that day: then it came about."""
    return when.earliest, when.latest or when.earliest


def _days(when: When) -> list[str]:
    first, last = days_of(when)
    if first is None or last is None:
        return [when.edtf]
    if when.approximate and first == last:
        first, last = max(first, dt.date.min + DAY) - DAY, min(last, dt.date.max - DAY) + DAY
    if (last - first).days >= MOST_DAYS:
        return [f"{first}/{last}"]
    return [(first + dt.timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def is_reciprocal(event: Event) -> bool:
    """Whether all who take part stand on both sides."""
    return bool(event.targets) and {m.actor.id for m in event.sources} == {m.actor.id for m in event.targets}


def things_told(nouns: Iterable[str]) -> dict[str, frozenset[str]]:
    """The nouns of a gist by their last word, with all that qualifies each."""
    found: dict[str, frozenset[str]] = {}
    for noun in nouns:
        *before, head = noun.split(" ")
        found[head] = found.get(head, frozenset()) | frozenset(before)
    return found


def deed(telling: Telling) -> str:
    """The predicate; an order to leave is an expulsion, and so is to declare somebody a persona non grata."""
    verb, *rest = telling.event.verb.lower().split(" ")
    expels = not _leaving(verb).isdisjoint((*rest, *telling.gist.terms))
    return "expel" if expels else telling.gist.predicate


@cache
def _leaving(verb: str) -> frozenset[str]:
    """The words of which one beside a verb makes it an expulsion."""
    return frozenset(happenings()["expelling"].get(verb, ()))


def persons(event: Event) -> set[str]:
    """The surnames of the persons who take part."""
    return {party.surname for party in parties((*event.sources, *event.targets)) if party.surname}


def named(event: Event) -> Iterable[Mention]:
    """The persons by name who take part."""
    return (m for m in (*event.sources, *event.targets) if m.actor.kind == "person" and m.actor.name)


def words_of_name(mention: Mention) -> set[str]:
    """The words of a name."""
    return {word.lower() for word in _WORD.findall(mention.actor.name)}


def of_acting(telling: Telling) -> set[str]:
    """The stems of the words of who acts: they are no things that it is about."""
    words = {w.lower() for m in telling.event.sources for w in _WORD.findall(m.text)}
    return {t for t in (*telling.gist.theme, *things_told(telling.gist.nouns)) if any(w.startswith(t) for w in words)}


def of_parties(*tellings: Telling) -> set[str]:
    """The words that name parties of any of the tellings."""
    return {word for t in tellings for m in (*t.event.sources, *t.event.targets) for word in words_of_mention(m)}


def words_of_mention(mention: Mention) -> set[str]:
    """The words of a name and of what it is called by here."""
    return {word.lower() for text in (mention.actor.name, mention.text) for word in _WORD.findall(text)}


def last_word(mention: Mention) -> str:
    """The last word of what somebody is called by, in small letters."""
    found = _WORD.findall(mention.text)
    return found[-1].lower() if found else ""


@cache
def is_of_people(word: str) -> bool:
    """Whether a noun is of people or bodies that act."""
    nouns: list[str] = table("actions")["agents"]["nouns"]
    return word in nouns or singular(word) in nouns


@cache
def of_places() -> frozenset[str]:
    """Nouns that stand beside the names of places and are no things told of."""
    return frozenset(table("gists")["empty"]["of_places"])


@cache
def _of_offices() -> frozenset[str]:
    return frozenset(table("gists")["empty"]["of_offices"])
