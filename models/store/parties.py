"""Actors in the store: each way one was named, once, and the party it counts as in the relations.

An actor with a country counts as that country, any other as itself, and so does a named armed group; what is only
described ("a depot") counts as nobody. In a relation that is opened each counts as itself, if it is named.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from models.records import Actor, Mention
from models.store.remembered import Remembered
from models.store.searched import set_apart

#: PLOVER's sectors of armed groups: rebels, separatists, those of no known allegiance.
_OF_THEIR_OWN = frozenset({"REB", "SEP", "UAF"})
#: Namings remembered between two dispatches; beyond that the memory starts anew.
_REMEMBERED = 50_000


class Naming(NamedTuple):
    """A row of the namings, and the party its actor counts as."""

    n: int
    party: str
    single: str


class Namings(Remembered):
    """Finds or adds the row of a mention, and remembers it: the same few actors come again and again."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[tuple[str, str, str, str], Naming] = {}
        self._parties: set[str] = set()

    def _forget_all(self) -> None:
        self._known.clear()
        self._parties.clear()

    def of(self, db: sqlite3.Connection, mentions: Iterable[Mention]) -> dict[int, Naming]:
        """The namings of some mentions by their number, each once."""
        found = (self._naming(db, mention) for mention in mentions)
        return {naming.n: naming for naming in found}

    def _naming(self, db: sqlite3.Connection, mention: Mention) -> Naming:
        actor = mention.actor
        key = (actor.id, actor.country or "", actor.name, mention.text)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._forget_all()
            known = self._known[key] = _find(db, key) or _add(db, key, actor)
        for key_, counted in ((known.party, _as_party(actor)), (known.single, _as_single(actor))):
            if key_ and key_ not in self._parties:
                self._parties.add(key_)
                db.execute("INSERT OR IGNORE INTO party VALUES (?, ?)", (key_, counted.model_dump_json()))
        return known


def party_key(actor: Actor) -> str:
    """What an actor counts as in the relations: its country's code, else its own id; '' where nobody knows.

    A named group that fights for itself counts as itself: what it does, its country does not do.
    """
    if is_group_of_its_own(actor):
        return actor.id
    return actor.country or ("" if actor.kind == "unknown" else actor.id)


def is_group_of_its_own(actor: Actor) -> bool:
    """Whether an actor is a named armed group: rebels, separatists and the like."""
    return actor.role in _OF_THEIR_OWN and actor.kind in ("organization", "group") and is_named(actor.name)


def single_key(actor: Actor) -> str:
    """What an actor counts as where a relation is opened: its own id, or its party where it is only described."""
    return actor.id if actor.kind != "unknown" or is_named(actor.name) else party_key(actor)


def is_named(name: str) -> bool:
    """Whether words are a name and no description: "Abu Omar", not "a depot" or "Iranian protesters"."""
    words = name.split()
    return bool(words) and not (words[0][0].islower() or words[-1][0].islower())


@functools.cache
def country_name(code: str) -> str | None:
    """The common English name of a country by its ISO 3166-1 alpha-3 code."""
    # Imported here because it reads 250 files, which only the process that writes needs.
    from countryinfo import CountryInfo, CountryNotFoundError

    try:
        name: str = CountryInfo(code).name()
    except CountryNotFoundError:
        return None
    # The table's "Palestine, State of" and "Holy See (Vatican City State)" are for sorted lists.
    return name.split(",")[0].split(" (")[0]


def _find(db: sqlite3.Connection, key: tuple[str, str, str, str]) -> Naming | None:
    row = db.execute(
        "SELECT n, party, single FROM naming WHERE id = ? AND country = ? AND name = ? AND text = ?", key
    ).fetchone()
    return None if row is None else Naming(*row)


def _add(db: sqlite3.Connection, key: tuple[str, str, str, str], actor: Actor) -> Naming:
    id_, country, name, text = key
    country_words = (country_name(country) or "") if country else ""
    n = db.execute(
        "INSERT INTO naming (party, single, id, name, country, country_name, text, names, more)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(party_key(actor), single_key(actor), id_, name, country, country_words, text),
            *(set_apart(name, text), set_apart(id_, country, country_words)),
        ),
    ).lastrowid
    assert n is not None  # an insert of one row always has one
    db.execute(
        "INSERT INTO naming_words (rowid, id, name, country, country_name, text) VALUES (?, ?, ?, ?, ?, ?)",
        (n, id_, name, country, country_words, text),
    )
    return Naming(n, party_key(actor), single_key(actor))


def _as_party(actor: Actor) -> Actor:
    """The actor that one counts as in the relations: its country, else itself."""
    if not actor.country or actor.id == actor.country or is_group_of_its_own(actor):
        return actor
    name = country_name(actor.country) or actor.country
    return Actor(id=actor.country, name=name, kind="country", country=actor.country)


def _as_single(actor: Actor) -> Actor:
    """The actor that one counts as where a relation is opened."""
    return actor if single_key(actor) == actor.id else _as_party(actor)
