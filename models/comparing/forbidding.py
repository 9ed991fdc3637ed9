"""What forbids that two tellings are one though their parties and day agree: news and what is only recalled, other
matters agreed on, other people hurt or held. Pure, and of the two tellings alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import cache
from typing import Final

from models.comparing.parties import parties
from models.comparing.tables import of_happenings
from models.comparing.tellings import (
    Telling,
    deed,
    is_of_people,
    is_reciprocal,
    last_word,
    of_parties,
    persons,
    words_of_mention,
)
from models.comparing.weighing import Shared, countries, families, numbers_shared
from models.comparing.weights import is_common
from models.reading.stems import stem
from models.reading.synonyms import is_weak, one_thing, told_apart
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
    several = of_happenings("several")
    if a.event.category not in several or b.event.category not in several:
        return False
    if numbers_shared(a.gist, b.gist) or {deed(a), deed(b)} & of_happenings("done_once"):
        return False
    known = _of_actors(a, b) | {*a.gist.scene, *b.gist.scene}
    one, other = (_matter(t, known) for t in (a, b))
    return bool(one and other) and not _meet(one, other) and not _share_a_matter(a, b)


def _share_a_matter(a: Telling, b: Telling) -> bool:
    """Whether their sentences share a word for a thing, or a name that is no venue of theirs."""
    shared = Shared(a, b)
    if shared.names and not {a.event.category, b.event.category} <= of_happenings("places", "of_several"):
        return True
    return _is_a_matter_shared(a, b, shared)


def _is_a_matter_shared(a: Telling, b: Telling, shared: Shared) -> bool:
    things = {stem(part) for t in (a, b) for noun in t.gist.nouns for part in noun.split(" ")}
    return any(stem(word) in things and _is_matter(word) for word in shared.words)


def _is_matter(word: str) -> bool:
    """Whether a word tells which thing something is about: no deed's, no people's, not what newswire says of all."""
    return not (is_common(word) or is_weak(word) or stem(word) in _of_deeds() or is_of_people(word))


def somebody_else(a: Telling, b: Telling) -> bool:
    """Whether one tells by name whom it is done to and the other only what he is, and nothing else of both agrees.

    "Police detained the mayor in a graft case", "police detained Selim Kara, who smuggled migrants".
    """
    one, other = (parties(t.event.targets) for t in (a, b))
    if is_reciprocal(a.event) or is_reciprocal(b.event) or len(one) != 1 or len(other) != 1:
        return False
    if bool(one[0].surname) == bool(other[0].surname) or not (one[0].head or other[0].head):
        return False
    named, described = (a, b) if one[0].surname else (b, a)
    if persons(named.event) & _named(described):
        return False
    kinds = {one[0].head or other[0].head or ""} | (one[0].qualifiers | other[0].qualifiers)
    if kinds & set(named.gist.content):
        return False
    return not _is_a_matter_shared(a, b, Shared(a, b))


def _of_actors(*tellings: Telling) -> set[str]:
    """The words that name those who take part; a thing that it is done to is a matter, "a pension law"."""
    found = set()
    for mention in (m for t in tellings for m in (*t.event.sources, *t.event.targets)):
        named = mention.actor.kind != "unknown" or is_of_people(last_word(mention))
        if named or mention.actor.country:
            found |= words_of_mention(mention) - (set() if named else {last_word(mention)})
    return found


def _meet(some: set[str], others: set[str]) -> bool:
    return any(one_thing(one, other) or stem(one) == stem(other) for one in some for other in others)


def _matter(telling: Telling, known: set[str]) -> set[str]:
    """The words for the things in its clause, but for the deed's own, parties, and what newswire says of all."""
    gist = telling.gist
    in_clause = {part for noun in gist.nouns for part in noun.split(" ")}
    return {
        word
        for word in gist.content
        if word not in known and _is_matter(word) and in_clause & {stem(word), *families().get(word, ())}
    }


@cache
def _of_deeds() -> frozenset[str]:
    """Words for deeds, by stem: they are no matter."""
    nouns: list[str] = [n for names in table("actions")["nouns"].values() for n in names]
    return frozenset(stem(noun) for noun in (*nouns, *of_happenings("matterless")))


def places_apart(a: Telling, b: Telling) -> bool:
    """Whether each names a place that the other does not, and no place of both, or no more than a region's part.

    "In Tyre", "in Sidon"; "in Nyala, South Darfur", "in Kabkabiya, North Darfur".
    """
    if not {a.event.category, b.event.category} <= of_happenings("places", "of_one"):
        return False
    one, other = ({*t.gist.spots, *t.gist.places} for t in (a, b))
    if not (one - _told(b) and other - _told(a)) or set(Shared(a, b).names) - one - other:
        return False
    return not one & other or told_apart(frozenset(a.gist.scene), frozenset(b.gist.scene))


def _told(telling: Telling) -> set[str]:
    """All the words by which a telling may name a place."""
    return _named(telling) | {*telling.gist.called, *telling.gist.content, *telling.gist.terms}


def one_is_by_phone(a: Telling, b: Telling) -> bool:
    """Whether of two talks one is by telephone, and in the other they meet."""
    if a.event.category != "CONSULT" or b.event.category != "CONSULT":
        return False
    by_phone = [_is_by_phone(t) for t in (a, b)]
    return by_phone[0] != by_phone[1] and _is_in_person(b if by_phone[0] else a)


def _is_by_phone(telling: Telling) -> bool:
    told = {*telling.gist.content, *telling.event.verb.lower().split()}
    return bool(told & of_happenings("talks", "by_phone"))


def _is_in_person(telling: Telling) -> bool:
    told = {*telling.event.verb.lower().split(), *telling.gist.content}
    return bool(told & of_happenings("talks", "in_person")) or telling.event.where is not None


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


def others_come_home(a: Telling, b: Telling) -> bool:
    """Whether one takes home people who are its own then, and the other tells of those of another country.

    "Ukraine brought home 90 soldiers" and "90 Russian soldiers were returned" are the two sides of a swap.
    """
    return any(
        bool(home and theirs) and not home & theirs
        for one, other in ((a, b), (b, a))
        for home, theirs in ((_home(one), countries(parties(other.event.targets))),)
    )


def _home(telling: Telling) -> set[str]:
    """The country that takes people home of whom nobody says whose they are."""
    event = telling.event
    if event.category != "RETREAT" or event.verb.split(" ")[0] not in of_happenings("homecoming"):
        return set()
    return set() if countries(parties(event.targets)) else countries(parties(event.sources))


def _named(telling: Telling) -> set[str]:
    return set(telling.gist.scene) | set(telling.gist.names) | of_parties(telling)
