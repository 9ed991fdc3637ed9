"""Which files have records in the store that cannot be read, so that just those are read anew.

Goes through the whole store: only for when a question has come upon such a record.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator

from pydantic import ValidationError

from models.records import Claim, Dispatch, Event, Gist, Timex
from models.store import comparing

#: The records of each kind, with the dispatch each was read from, and how each is read.
_KEPT: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("SELECT n, record FROM dispatch", Dispatch.model_validate_json),
    ("SELECT n, timexes FROM dispatch", lambda text: list(map(Timex.model_validate, json.loads(text)))),
    ("SELECT r.dispatch, b.record FROM claim AS r JOIN claim_body AS b ON b.n = r.n", Claim.model_validate_json),
    ("SELECT r.dispatch, b.chain FROM claim AS r JOIN claim_body AS b ON b.n = r.n", json.loads),
    ("SELECT r.dispatch, b.quotes FROM claim AS r JOIN claim_body AS b ON b.n = r.n", json.loads),
    ("SELECT r.dispatch, b.record FROM event AS r JOIN event_body AS b ON b.n = r.n", Event.model_validate_json),
    ("SELECT r.dispatch, b.chain FROM event AS r JOIN event_body AS b ON b.n = r.n", json.loads),
    ("SELECT dispatch, record FROM gist", Gist.model_validate_json),
    ("SELECT dispatch, gists FROM comparable", lambda text: list(map(Gist.model_validate, json.loads(text)))),
)


def have_read_again(db: sqlite3.Connection) -> int:
    """Has the next scan take the files for unread whose records cannot be read; returns how many."""
    files = {
        file
        for n in set(_unreadable(db))
        for (file,) in db.execute("SELECT file FROM dispatch WHERE n = ?", (n,)).fetchall()
    }
    db.executemany("UPDATE file SET version = '' WHERE n = ?", [(file,) for file in files])
    if files:  # what is compared with such a record could neither be taken out nor written
        comparing.begin_anew(db, "none")
    return len(files)


def _unreadable(db: sqlite3.Connection) -> Iterator[int]:
    """The dispatches that have a record which cannot be read."""
    for sql, read in _KEPT:
        for dispatch, text in db.execute(sql):
            try:
                read(text)
            except (ValidationError, ValueError):
                yield dispatch
