"""The gists of the store in play: by their rows, as statements and as tellings, and by their form.

Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from models.comparing.matters import Statement
from models.comparing.tellings import Telling
from models.records import Event, Gist

#: What of a record says only where in which dispatch it stands.
_PLACES: Final = frozenset({"id", "dispatch", "record", "claim", "span", "spans", "sentence", "dated", "cue"})


class Kept(NamedTuple):
    """A gist in play, by its row: its dispatch, the event it is of (None: a claim's), and its place in every order."""

    n: int
    dispatch: int
    event: int | None
    day: int
    tie: str
    agency: str
    gist: Gist
    form: str


def kept_of(db: sqlite3.Connection, n: int) -> Kept:
    """A gist in play by its row."""
    dispatch, event, day, tie, agency, record = db.execute(
        "SELECT dispatch, event, day, tie, agency, record FROM gist WHERE n = ?", (n,)
    ).fetchone()
    gist, form = as_gist(record)
    return Kept(n, dispatch, event, day, tie, agency, gist, form)


def statement_of(kept: Kept) -> Statement:
    """A gist as one of two that may clash."""
    return Statement(kept.gist, str(kept.dispatch), kept.agency)


def telling_of(db: sqlite3.Connection, kept: Kept) -> Telling:
    """The gist of an event as one of two that may be of one happening."""
    assert kept.event is not None  # only events are told
    told, form = as_told(event_body(db, kept.event))
    rank = (told.claim is not None, kept.day, kept.tie)
    return Telling(kept.event, rank, kept.dispatch, told, kept.gist, f"{form}|{kept.form}")


def event_body(db: sqlite3.Connection, n: int) -> str:
    """The record of an event, as it is stored."""
    return str(db.execute("SELECT record FROM event_body WHERE n = ?", (n,)).fetchone()[0])


# Neighbours come again and again with each dispatch; records are frozen, so one copy serves all.
@lru_cache(maxsize=2048)
def as_gist(record: str) -> tuple[Gist, str]:
    """A stored gist, with its form."""
    return Gist.model_validate_json(record), form_of(record)


@lru_cache(maxsize=1024)
def as_told(record: str) -> tuple[Event, str]:
    """A stored event, with its form."""
    return Event.model_validate_json(record), form_of(record)


def form_of(record: str) -> str:
    """What a record says, in short: equal in copies, whatever the dispatch and the place in it."""
    said = json.dumps(_without_places(json.loads(record)))
    return blake2b(said.encode(), digest_size=16).hexdigest()


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(part) for key, part in value.items() if key not in _PLACES}
    return [_without_places(part) for part in value] if isinstance(value, list) else value
