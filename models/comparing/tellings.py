"""An event as one dispatch tells it, what it names, and under which keys tellings of the same happening meet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.comparing.parties import parties
from models.reading.tables import table
from models.records import Event, Gist, Mention, When

#: An event is looked for under each of its days, up to so many.
MOST_DAYS: Final = 3
#: Keys of one telling and day.
_MOST_KEYS: Final = 12
DAY: Final = dt.timedelta(days=1)
_WORD = re.compile(r"[^\W_]+")

#: The sort under whose keys those of several categories meet: one deed may be told as either.
_SORTS: Final = {
    **dict.fromkeys(("SANCTION", "REQUEST", "COERCE", "REJECT", "ACCUSE"), "SANCTION"),
    **dict.fromkeys(("AGREE", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"), "COOPERATE"),
}
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


@dataclass(frozen=True, slots=True)
class Formed:
    """A telling by its form: equal to all others that say the same."""

    telling: Telling

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formed) and self.telling.form == other.telling.form

    def __hash__(self) -> int:
        return hash(self.telling.form)


def keys(event: Event, gist: Gist) -> list[str]:
    """Where a telling's neighbours are found: sort of event, one who acts, one thing told, day; none for the undated.

    So two that leave out or word differently all but one thing still meet, also where one of them does not say who
    acts; the number of keys is bounded.
    """
    if event.when is None or event.status == "possible" or not (event.sources or event.targets):
        return []
    sort = _SORTS.get(event.category, event.category)
    acting, acted_on = parties(event.sources), parties(event.targets)
    beside = [mark for party in acted_on for mark in party.marks] or list(gist.others[:2])
    things = [*things_told(gist.nouns), *gist.theme]
    numbers = [f"{q.counted}{q.low:g}" for q in gist.quantities[:2] if q.low is not None]
    told = dict.fromkeys((*beside[:3], *gist.places[:2], *things[:3], *numbers, *gist.called[:2]))
    who = dict.fromkeys(mark for party in acting[:3] for mark in party.marks[:2])
    pairs = dict.fromkeys(
        f"{one}-{thing}" if not is_reciprocal(event) else "-".join(sorted((one, thing)))
        for thing in list(told) or [""]
        for one in list(who)[:3]
        if one != thing
    )
    if len(told) < 2:
        pairs |= dict.fromkeys(f"{one}-" for one in list(who)[:2])
    # Names alone, for where nobody says who acts.
    alone = dict.fromkeys(f"~{name}" for name in (*_surnames(event), *gist.called, *gist.places))
    chosen = [*list(pairs)[: _MOST_KEYS - _MOST_ALONE], *list(alone)[:_MOST_ALONE]]
    return [f"O|{sort}|{pair}|{day}" for day in _days(event.when) for pair in chosen]


#: Of these, keys that are a name alone.
_MOST_ALONE: Final = 5


def _surnames(event: Event) -> list[str]:
    return [p.surname for p in parties((*event.targets, *event.sources)) if p.surname]


def _days(when: When) -> list[str]:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return [when.edtf]
    if when.approximate and first == last:
        first, last = first - DAY, last + DAY
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
    """The predicate; an order to leave is an expulsion."""
    gist = telling.gist
    return "expel" if gist.predicate == "order" and {"leav", "leave", "depart"} & set(gist.terms) else gist.predicate


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
    mentions = [m for t in tellings for m in (*t.event.sources, *t.event.targets)]
    return {word.lower() for m in mentions for text in (m.actor.name, m.text) for word in _WORD.findall(text)}


def places(telling: Telling) -> set[str]:
    """The words of the places it names."""
    return set(telling.gist.places)


def names(telling: Telling) -> set[str]:
    """The words of names that are of no place and of none who acts: ships, firms, products, whom it is done to."""
    of_doers = {w.lower() for m in telling.event.sources for w in _WORD.findall(m.text) if m.actor.kind == "person"}
    return set(telling.gist.called) - places(telling) - of_doers - _of_offices()


@cache
def of_places() -> frozenset[str]:
    """Nouns that stand beside the names of places and are no things told of."""
    return frozenset(table("gists")["empty"]["of_places"])


@cache
def _of_offices() -> frozenset[str]:
    return frozenset(table("gists")["empty"]["of_offices"])
