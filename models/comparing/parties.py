"""Whether those whom two dispatches tell of are the same: by country, by surname, by what a description is of.

Light and pure: it goes by the actor's record alone, never by how a dispatch spells the whole phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from models.comparing.tables import happenings, of_happenings
from models.reading.family_names import comes_first
from models.reading.phrases import words_of
from models.reading.synonyms import one_thing, singular
from models.reading.tables import table
from models.records import Actor, Mention

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BREAK = re.compile(rf" (?:{'|'.join(sorted(of_happenings('called', 'behind')))}) ")

#: How well two go together: not, they may, they do.
NOT, MAY, DO = 0, 1, 2
#: Shorter ones are of anybody.
_LEAST_INITIALS: Final = 3


class Party(NamedTuple):
    """Who takes part: a country, a person by surname, a named body, or a description by its noun and qualifiers."""

    country: str | None
    surname: str | None = None
    proper: frozenset[str] = frozenset()
    head: str | None = None
    qualifiers: frozenset[str] = frozenset()
    role: str | None = None
    owner: frozenset[str] = frozenset()
    #: Names behind it: "the port of Izmail", "officials in Nicaragua".
    placed: frozenset[str] = frozenset()
    #: Of a body by name: by which letters it may be called, "num" of "National Union of Mineworkers".
    initials: str | None = None

    @property
    def is_country(self) -> bool:
        """Whether it is the country itself."""
        return not (self.surname or self.proper or self.head)

    @property
    def marks(self) -> tuple[str, ...]:
        """What the same party has in other dispatches, the surest first."""
        found = (self.surname, *sorted(self.proper)[:2], self.country, self.head)
        return tuple(dict.fromkeys(mark for mark in found if mark))


def parties(mentions: Iterable[Mention]) -> tuple[Party, ...]:
    """The parties of some mentions, each once."""
    return tuple(dict.fromkeys(party(mention.actor) for mention in mentions))


@lru_cache(maxsize=4096)
def party(actor: Actor) -> Party:
    """An actor as a party."""
    whole = actor.name.strip()
    if actor.kind == "country" and actor.country:
        return Party(actor.country, role=actor.role)
    core = _BREAK.split(f" {whole} ")[0].replace("'s", "").replace("\u2019s", "")
    found = _WORD.findall(core)
    if not found:
        return Party(actor.country, head=actor.id)
    last = found[-1]
    # "Police in Tunisia" begins a sentence.
    titled = last.lower() in words_of("titles") and whole.split(" ")[0].lower() in of_happenings("called", "articles")
    described = (
        titled or last.islower() or last.isdigit() or (len(found) == 1 and last.lower() in words_of("collectives"))
    )
    if actor.kind == "person" and not described:
        if len(found) > 2 and last.lower() in words_of("titles"):
            found = found[:-1]  # "appointed Elina Saarni Governor of the Bank"
        family = found[0] if comes_first(found, actor.country) else found[-1]
        return Party(actor.country, surname=family.lower(), role=actor.role)
    if not described:
        proper = frozenset(w.lower() for w in found if len(w) > 1)
        return Party(actor.country, proper=proper, role=actor.role, initials=_initials(whole))
    skipped: list[str] = table("gists")["empty"]["qualifiers"]
    # A name inside a description tells whose it is, which the record says already: "an Israeli drone".
    people: list[str] = table("actions")["agents"]["nouns"]
    before = [w.lower() if w.lower() in people else w for w in found[:-1]]  # "Gang members" begins a sentence
    said = [w for w in before if w.islower() and w not in skipped and not w.isdigit()]
    owner = frozenset(w.lower() for w in before if w[0].isupper()) if not actor.country else frozenset()
    behind = _WORD.findall(whole[len(core.strip()) :]) if core.strip() and whole.startswith(core.strip()) else []
    placed = frozenset(w.lower() for w in behind if w[0].isupper())
    return Party(actor.country, None, frozenset(), _base(last), frozenset(map(_base, said)), actor.role, owner, placed)


def _initials(name: str) -> str | None:
    """The first letters of a name's words, those of one that is too short left out."""
    capitals = [word[0] for word in _WORD.findall(name) if word[0].isupper()]
    return "".join(capitals).lower() if len(capitals) >= _LEAST_INITIALS else None


def given_names(actor: Actor) -> frozenset[str]:
    """The words of a person's name beside the family's, in small letters."""
    words = actor.name.replace(".", " ").replace("-", " ").split()
    own = words[1:] if comes_first(words, actor.country) else words[:-1]
    return frozenset(word.lower() for word in own)


def are_other_names(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether given names are of two people: there are some of each, none in common, nor an initial of the other's."""
    one, other = set(some), set(others)
    if not one or not other or one & other:
        return False
    return not any(a[0] == b[0] and 1 in (len(a), len(b)) for a in one for b in other)


def _base(word: str) -> str:
    word = singular(word.lower())
    return _called().get(word, word)


@cache
def _called() -> dict[str, str]:
    """Nouns that are one, by their first: "shipment" is "supply"."""
    same: list[list[str]] = table("gists")["same"]
    return {word: words[0] for words in reversed(same) for word in words}


def fit(one: Party, other: Party, acting: bool) -> int:
    """How well two parties go together; where they act, bodies and weapons of one country are that country."""
    if _are_strangers(one, other):
        return NOT
    same_country = bool(one.country) and one.country == other.country
    if one.surname and other.surname:
        return DO if one.surname == other.surname else NOT
    if (one.surname and other.proper) or (other.surname and one.proper):
        if one.surname in other.proper or other.surname in one.proper:
            return DO
        # A president and the presidency: who speaks for a state and its bodies do the same deed.
        return MAY if acting and same_country and one.role == other.role == "GOV" else NOT
    if one.proper and other.proper:
        if one.proper & other.proper or _is_abbreviated(one, other) or _are_of_one_union(one, other):
            return DO
        return MAY if acting and same_country and "REB" not in (one.role, other.role) else NOT
    if (one.surname or other.surname) and one.role == other.role == "GOV" and None in (one.country, other.country):
        return MAY  # "Prime Minister Malhotra" of a country that is not told, "the Indian prime minister"
    if one.head and other.head:
        return _descriptions_fit(one, other, acting, same_country)
    if one.owner & other.proper or other.owner & one.proper:
        return DO  # "Kosovo" and "Kosovo's security force", where no country is known
    if same_country:
        return DO if one.is_country or other.is_country or acting else MAY
    if one.is_country or other.is_country or (not acting and _may_be_named(one, other)):
        return MAY  # "an airfield" of nobody told, and "Iran"
    return NOT


def _is_abbreviated(one: Party, other: Party) -> bool:
    """Whether one is called by the first letters of the other."""
    return one.initials in other.proper or other.initials in one.proper


def _are_of_one_union(one: Party, other: Party) -> bool:
    """Whether both are a union of countries or what acts for it: "the EU", "the European Commission"."""
    of = union(one)
    return of is not None and of == union(other)


def union(party: Party) -> str | None:
    """The union of countries that a body by name is, or acts for."""
    return next((name for name, bodies in _unions().items() if any(body <= party.proper for body in bodies)), None)


@cache
def _unions() -> dict[str, tuple[frozenset[str], ...]]:
    bodies: dict[str, list[str]] = happenings()["unions"]
    return {name: tuple(frozenset(body.split(" ")) for body in called) for name, called in bodies.items()}


def _are_strangers(one: Party, other: Party) -> bool:
    """Whether they are of two countries, or one is a country and the other a union of countries."""
    if one.country and other.country and one.country != other.country:
        return True
    return {one.role, other.role} & {"IGO"} != set() and one.role != other.role and (one.is_country or other.is_country)


def _descriptions_fit(one: Party, other: Party, acting: bool, same_country: bool) -> int:
    if one.head in other.qualifiers or other.head in one.qualifiers:
        return DO  # "gang members", "armed gangs"
    if not acting and _are_elsewhere(one, other):
        return MAY
    if one.head == other.head:
        return NOT if one.qualifiers and other.qualifiers and not one.qualifiers & other.qualifiers else DO
    if one.head and other.head and one_thing(one.head, other.head):
        return DO
    if acting is False and _is_anybody(one.head or "", other.head or ""):
        return MAY  # "two Chinese miners", "two Chinese nationals"
    if not same_country:
        return MAY if _of_one_kind(one.head or "", other.head or "") else NOT
    if not acting:
        return MAY if _of_one_kind(one.head or "", other.head or "") else NOT
    return DO if one.role and one.role == other.role else MAY


def _are_elsewhere(one: Party, other: Party) -> bool:
    """Whether each is described by a name that is not the other's: "the port of Izmail", "the port of Reni"."""
    some, others = one.owner | one.placed, other.owner | other.placed
    return bool(some and others) and not some & others


def _may_be_named(one: Party, other: Party) -> bool:
    """Whether one is somebody by name and the other a description of people: "a general", "Mario Contreras"."""
    people = {*table("actions")["agents"]["nouns"], *table("gists")["kinds"]["anybody"]}
    return bool(one.surname or other.surname) and (one.head or other.head) in people


@cache
def _is_anybody(head: str, other: str) -> bool:
    """Whether one of two descriptions is of people in general, and the other of some."""
    nouns: list[str] = table("actions")["agents"]["nouns"]
    anybody: list[str] = table("gists")["kinds"]["anybody"]
    return (head in anybody and other in nouns) or (other in anybody and head in nouns)


@cache
def _of_one_kind(head: str, other: str) -> bool:
    """Whether two descriptions may be of the same ones: "gunmen", "armed men"."""
    kinds: dict[str, list[str]] = table("gists")["kinds"]
    return any(head in heads and other in heads for heads in kinds.values())


def go_together(some: tuple[Party, ...], others: tuple[Party, ...], acting: bool) -> int:
    """How well two sets of parties go together: each of the smaller has its own in the larger."""
    few, many = sorted((some, others), key=len)
    if not few:
        return MAY
    left, worst = list(many), DO
    for party in few:
        best = max(left, key=lambda p: fit(party, p, acting))
        how = fit(party, best, acting)
        if how == NOT:
            return NOT
        worst = min(worst, how)
        left.remove(best)
    return worst if not left else min(worst, MAY)
