"""The gists of the store in play: by their rows, as statements and as tellings, and by their form.

Each function works inside the transaction of its caller. What was met is kept from one transaction to the next: the
neighbours of one dispatch are those of the next one, and no row is ever another gist's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any, Final, NamedTuple

from models.comparing.matters import Statement
from models.comparing.tellings import Telling
from models.records import Event, Gist
from models.store.remembered import Remembered

#: What of a record says only where in which dispatch it stands.
_PLACES: Final = frozenset({"id", "dispatch", "record", "claim", "span", "spans", "sentence", "dated"})


class Kept(NamedTuple):
    """A gist in play, by its row: its dispatch, the event it is of (None: a claim's), and its place in every order.

    `record` is the gist of an event as it is stored, `told` the event's record; empty for a claim's.
    """

    n: int
    dispatch: int
    event: int | None
    day: int
    tie: str
    agency: str
    gist: Gist
    record: str
    told: str


#: So many gists that were met are kept: of a day or two of news.
_REMEMBERED: Final = 8192

_COLUMNS: Final = "g.n, g.dispatch, g.event, g.day, g.tie, g.agency, g.record, coalesce(b.record, '')"
_FROM: Final = "gist AS g LEFT JOIN event_body AS b ON b.n = g.event"


class Met(Remembered):
    """Gists in play by their rows, and those of events as tellings, as they were met."""

    def __init__(self) -> None:
        super().__init__()
        self._gists: dict[int, Kept] = {}
        self._tellings: dict[int, Telling] = {}

    def trim(self) -> None:
        """Forgets the oldest where they are too many."""
        for several in (self._gists, self._tellings):
            for n in list(islice(several, max(0, len(several) - _REMEMBERED))):
                del several[n]

    def _forget_all(self) -> None:
        self._gists.clear()
        self._tellings.clear()

    def among(self, db: sqlite3.Connection, ns: Set[int]) -> dict[int, Kept]:
        """Gists by their rows."""
        if missing := [n for n in ns if n not in self._gists]:
            self._gists |= kept_among(db, missing)
        return self._gists

    def tellings(self, db: sqlite3.Connection, events: Iterable[int]) -> dict[int, Telling]:
        """Tellings by the rows of their events; without those that have no gist."""
        rows = db.execute(
            f"SELECT event, min(n) FROM gist WHERE event IN {_GIVEN} GROUP BY event", (json.dumps(list(events)),)
        ).fetchall()
        known = self.among(db, {n for _, n in rows})
        return {event: self.telling(known[n]) for event, n in rows}

    def telling(self, kept: Kept) -> Telling:
        """A gist of an event as a telling of it."""
        found = self._tellings.get(kept.n)
        if found is None:
            found = self._tellings[kept.n] = telling_of(kept)
        return found

    def forget(self, n: int) -> None:
        """A gist is gone."""
        self._gists.pop(n, None)
        self._tellings.pop(n, None)


def kept_of(db: sqlite3.Connection, n: int) -> Kept:
    """A gist in play by its row."""
    return next(_kept(db, "g.n = ?", n))


def kept_among(db: sqlite3.Connection, ns: Iterable[int]) -> dict[int, Kept]:
    """Gists in play by their rows."""
    return {kept.n: kept for kept in _kept(db, f"g.n IN {_GIVEN}", json.dumps(list(ns)))}


def kept_within(db: sqlite3.Connection, dispatch: int) -> list[Kept]:
    """The gists of a dispatch that are in play, in order."""
    return list(_kept(db, "g.dispatch = ?", dispatch))


_GIVEN: Final = "(SELECT value FROM json_each(?))"


def _kept(db: sqlite3.Connection, condition: str, value: int | str) -> Iterator[Kept]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM {_FROM} WHERE {condition} ORDER BY g.n", (value,)).fetchall()
    for n, dispatch, event, day, tie, agency, record, told in rows:
        yield Kept(n, dispatch, event, day, tie, agency, as_gist(record), record if told else "", told)


def statement_of(kept: Kept) -> Statement:
    """A gist as one of two that may clash."""
    return Statement(kept.gist, str(kept.dispatch), kept.agency)


def telling_of(kept: Kept) -> Telling:
    """The gist of an event as one of two that may be of one happening."""
    assert kept.event is not None  # only events are told
    told = as_told(kept.told)
    rank = (told.claim is not None, kept.day, kept.tie)
    return Telling(kept.event, rank, kept.dispatch, told, kept.gist, f"{form_of(kept.told)}|{form_of(kept.record)}")


# Neighbours come again and again with each dispatch; records are frozen, so one copy serves all.
@lru_cache(maxsize=8192)
def as_gist(record: str) -> Gist:
    """A stored gist."""
    return Gist.model_validate_json(record)


@lru_cache(maxsize=2048)
def as_told(record: str) -> Event:
    """A stored event."""
    return Event.model_validate_json(record)


@lru_cache(maxsize=4096)
def form_of(record: str) -> str:
    """What a record says, in short: equal in copies, whatever the dispatch and the place in it."""
    said = json.dumps(_without_places(json.loads(record)))
    return blake2b(said.encode(), digest_size=16).hexdigest()


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(part) for key, part in value.items() if key not in _PLACES}
    return [_without_places(part) for part in value] if isinstance(value, list) else value
