"""Which files have records in the store that cannot be read, so that just those are read anew.

Goes through the whole store: only for when a question has come upon such a record.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from pydantic import ValidationError

from models.records import Claim, Dispatch, Event, Gist, Timex
from models.store import comparing


class _Kept(NamedTuple):
    """Where records of a kind are kept, how each is read, which has the dispatch it is of, and an empty one."""

    table: str
    column: str
    read: Callable[[str], object]
    of: str
    empty: str = "{}"


_CLAIM: Final = "(SELECT dispatch FROM claim WHERE n = claim_body.n)"
_EVENT: Final = "(SELECT dispatch FROM event WHERE n = event_body.n)"
_KEPT: Final = (
    _Kept("dispatch", "record", Dispatch.model_validate_json, "n"),
    _Kept("dispatch", "timexes", lambda text: list(map(Timex.model_validate, json.loads(text))), "n", "[]"),
    _Kept("claim_body", "record", Claim.model_validate_json, _CLAIM),
    _Kept("claim_body", "chain", json.loads, _CLAIM, "[]"),
    _Kept("claim_body", "quotes", json.loads, _CLAIM, "[]"),
    _Kept("event_body", "record", Event.model_validate_json, _EVENT),
    _Kept("event_body", "chain", json.loads, _EVENT, "[]"),
    _Kept("comparable", "gists", lambda text: list(map(Gist.model_validate, json.loads(text))), "dispatch", "[]"),
    _Kept("comparable", "sketch", json.loads, "dispatch", "[]"),
    _Kept("comparable", "cited", json.loads, "dispatch", "[]"),
)


def have_read_again(db: sqlite3.Connection) -> int:
    """Has the next scan take the files for unread whose records cannot be read; returns how many.

    What comparing makes of records is made anew.
    """
    files = {
        file
        for n in set(_unreadable(db))
        for (file,) in db.execute("SELECT file FROM dispatch WHERE n = ?", (n,)).fetchall()
    }
    db.executemany("UPDATE file SET version = '' WHERE n = ?", [(file,) for file in files])
    for kept in _KEPT:  # what is no JSON could not even be taken out
        db.execute(f"UPDATE {kept.table} SET {kept.column} = ? WHERE NOT json_valid({kept.column})", (kept.empty,))
    # What comparing made of such a record could neither be taken out nor written; it may be what cannot be read.
    comparing.begin_anew(db, "none")
    return len(files)


def _unreadable(db: sqlite3.Connection) -> Iterator[int]:
    """The dispatches that have a record which cannot be read."""
    for kept in _KEPT:
        for dispatch, text in db.execute(f"SELECT {kept.of}, {kept.column} FROM {kept.table}"):
            try:
                kept.read(text)
            except (ValidationError, ValueError):
                yield dispatch
