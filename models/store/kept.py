"""The gists of the store in play: by their rows, as statements and as tellings, and by their form.

Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from models.comparing.matters import Statement
from models.comparing.tellings import Telling
from models.records import Event, Gist

#: What of a record says only where in which dispatch it stands.
_PLACES: Final = frozenset({"id", "dispatch", "record", "claim", "span", "spans", "sentence", "dated"})


class Kept(NamedTuple):
    """A gist in play, by its row: its dispatch, the event it is of (None: a claim's), and its place in every order.

    `record` is the gist as it is stored, `told` the event's record; empty for a claim's.
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


_COLUMNS: Final = "g.n, g.dispatch, g.event, g.day, g.tie, g.agency, g.record, coalesce(b.record, '')"
_FROM: Final = "gist AS g LEFT JOIN event_body AS b ON b.n = g.event"


def kept_of(db: sqlite3.Connection, n: int) -> Kept:
    """A gist in play by its row."""
    return next(_kept(db, "g.n = ?", n))


def kept_among(db: sqlite3.Connection, ns: Iterable[int]) -> dict[int, Kept]:
    """Gists in play by their rows."""
    return {kept.n: kept for kept in _kept(db, f"g.n IN {_GIVEN}", json.dumps(list(ns)))}


def kept_within(db: sqlite3.Connection, dispatch: int) -> list[Kept]:
    """The gists of a dispatch that are in play, in order."""
    return list(_kept(db, "g.dispatch = ?", dispatch))


def kept_telling(db: sqlite3.Connection, events: Iterable[int]) -> dict[int, Kept]:
    """For each of some events the first gist that tells it."""
    found: dict[int, Kept] = {}
    for kept in _kept(db, f"g.event IN {_GIVEN}", json.dumps(list(events))):
        assert kept.event is not None  # or it would not be among them
        found.setdefault(kept.event, kept)
    return found


_GIVEN: Final = "(SELECT value FROM json_each(?))"


def _kept(db: sqlite3.Connection, condition: str, value: int | str) -> Iterator[Kept]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM {_FROM} WHERE {condition} ORDER BY g.n", (value,)).fetchall()
    for n, dispatch, event, day, tie, agency, record, told in rows:
        yield Kept(n, dispatch, event, day, tie, agency, as_gist(record), record, told)


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
