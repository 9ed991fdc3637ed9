"""The states of a wire item in the store: which dispatch replaces which, and what is taken down for it.

What `models.comparing.editions` says of two dispatches is kept as a link, found by keys; each change of a dispatch
touches only those it is linked with. A dispatch that is replaced or withdrawn stays, its records go to a shelf.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Final, NamedTuple

from models.comparing.editions import Edition, follows, link
from models.records import Claim, Dispatch, Event, Reading, Timex
from models.store.rows import Former
from models.store.searching import storable

#: So many dispatches that share a key are compared with a new one: a key that more share tells nothing.
_MOST_COMPARED: Final = 60
#: So many former versions of a dispatch are kept, and so many in all.
_MOST_FORMER, _MOST_FORMER_IN_ALL = 5, 2_000


class Turn(NamedTuple):
    """A dispatch (by its row) that is to be taken down, or to come back."""

    n: int
    down: bool


class Editions:
    """The dispatches that one transaction touches, as states of items."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._touched: set[int] = set()

    def note(self, n: int, dispatch: Dispatch) -> None:
        """A dispatch has come: keep its keys, and what it replaces or is replaced by."""
        (saved,) = self._db.execute(
            "SELECT f.mtime_ns FROM dispatch AS d JOIN file AS f ON f.n = d.file WHERE d.n = ?", (n,)
        ).fetchone()
        edition = Edition(dispatch, saved)
        later = edition.is_later or edition.version is not None
        for other_n, other in self._candidates(edition, later):
            found = link(edition, other)
            if found is not None:
                newer, older = (n, other_n) if found.newer == edition.id else (other_n, n)
                self._db.execute("INSERT OR IGNORE INTO edition_link VALUES (?, ?, ?)", (newer, older, found.why))
                self._touched.add(other_n)
        self._touched.add(n)
        rows = [(key, later, n) for key in edition.filed()]
        self._db.executemany("INSERT OR IGNORE INTO edition_key VALUES (?, ?, ?)", rows)

    def forget(self, n: int) -> None:
        """A dispatch goes."""
        for newer, older in self._db.execute(
            "SELECT newer, older FROM edition_link WHERE newer = ?1 UNION SELECT newer, older FROM edition_link"
            " WHERE older = ?1",
            (n,),
        ).fetchall():
            self._touched.add(older if newer == n else newer)
        self._touched.discard(n)
        for table, column in (
            ("edition_link", "newer"),
            ("edition_link", "older"),
            ("edition_key", "dispatch"),
            ("shelf", "dispatch"),
        ):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (n,))

    def settle(self) -> Iterator[Turn]:
        """Say of each dispatch touched what it replaces and what replaces it; yields those to take down or put back."""
        for n in sorted(self._touched):
            row = self._db.execute("SELECT revision, down FROM dispatch WHERE n = ?", (n,)).fetchone()
            if row is None:
                continue
            revision, was_down = row
            older = self._nearest("newer", "older", n, latest=True)
            newer = self._nearest("older", "newer", n, latest=False)
            down = newer is not None or revision == "withdrawn"
            self._db.execute(
                "UPDATE dispatch SET supersedes = ?1, superseded = ?2, down = ?3,"
                " record = json_patch(record, json_object("
                "'supersedes', (SELECT id FROM dispatch WHERE n = ?1),"
                "'superseded_by', (SELECT id FROM dispatch WHERE n = ?2)))"
                " WHERE n = ?4 AND (supersedes IS NOT ?1 OR superseded IS NOT ?2 OR down IS NOT ?3)",
                (older, newer, down, n),
            )
            if down != bool(was_down):
                yield Turn(n, down)

    def _candidates(self, edition: Edition, later: bool) -> Iterator[tuple[int, Edition]]:
        """The dispatches that share a key; those an original could be replaced by, or any for a later state."""
        sought = sorted(edition.sought())
        marks = ", ".join("?" * len(sought))
        rows = self._db.execute(
            "SELECT d.n, d.record, f.mtime_ns FROM (SELECT DISTINCT dispatch FROM edition_key"
            f" WHERE key IN ({marks}) AND {'later IN (0, 1)' if later else 'later = 1'}"
            f" ORDER BY dispatch DESC LIMIT {_MOST_COMPARED}) AS k"
            " CROSS JOIN dispatch AS d ON d.n = k.dispatch CROSS JOIN file AS f ON f.n = d.file",
            sought,
        )
        for n, record, saved in rows.fetchall():
            yield n, Edition(Dispatch.model_validate_json(record), saved)

    def _nearest(self, here: str, there: str, n: int, latest: bool) -> int | None:
        """Of the states linked with one on one side, the nearest to it: the latest older, the earliest newer."""
        rows = self._db.execute(
            f"SELECT d.n, d.record FROM edition_link AS l CROSS JOIN dispatch AS d ON d.n = l.{there}"
            f" WHERE l.{here} = ?",
            (n,),
        ).fetchall()
        if len(rows) < 2:
            return int(rows[0][0]) if rows else None
        states = [(int(n), Edition(Dispatch.model_validate_json(record))) for n, record in rows]
        return reduce(lambda one, other: one if follows(one[1], other[1]) == latest else other, states)[0]


def records_of(db: sqlite3.Connection, n: int) -> Reading:
    """All that was read from a dispatch, from the shelf where it is taken down."""
    shelved = db.execute("SELECT reading FROM shelf WHERE dispatch = ?", (n,)).fetchone()
    record, timexes = db.execute("SELECT record, timexes FROM dispatch WHERE n = ?", (n,)).fetchone()
    dispatch = Dispatch.model_validate_json(record)
    if shelved is not None:
        return unpacked(shelved[0]).model_copy(update={"dispatch": dispatch})
    claims, events = (
        [
            row[0]
            for row in db.execute(
                f"SELECT b.record FROM {kind} AS r CROSS JOIN {kind}_body AS b ON b.n = r.n"
                " WHERE r.dispatch = ? ORDER BY r.number",
                (n,),
            )
        ]
        for kind in ("claim", "event")
    )
    return Reading(
        dispatch=dispatch,
        timexes=tuple(Timex.model_validate(timex) for timex in json.loads(timexes)),
        claims=tuple(Claim.model_validate_json(claim) for claim in claims),
        events=tuple(Event.model_validate_json(event) for event in events),
    )


def reading(db: sqlite3.Connection, id_: str) -> Reading | None:
    """All that was read from a dispatch by its id; None where there is none."""
    row = db.execute("SELECT n FROM dispatch WHERE id = ? ORDER BY n LIMIT 1", (storable(id_),)).fetchone()
    return None if row is None else records_of(db, row[0])


def shelve(db: sqlite3.Connection, n: int) -> None:
    """Keeps what was read from a dispatch, before its records are taken out."""
    db.execute("INSERT OR REPLACE INTO shelf VALUES (?, ?)", (n, packed(records_of(db, n))))


def unshelve(db: sqlite3.Connection, n: int) -> Reading:
    """Takes a reading from the shelf, for its records to be put back."""
    reading = records_of(db, n)
    db.execute("DELETE FROM shelf WHERE dispatch = ?", (n,))
    return reading


def keep_former(db: sqlite3.Connection, file: int, readings: Iterable[Reading], generation: int, at: float) -> None:
    """Keeps what a file said before it changed, of the dispatches that changed: the latest few of each."""
    now = {reading.dispatch.id: reading.dispatch.sha256 for reading in readings}
    changed = [
        (n, id_)
        for n, id_, sha256 in db.execute(
            "SELECT n, id, sha256 FROM dispatch WHERE file = ? AND problem IS NULL", (file,)
        ).fetchall()
        if now.get(id_, sha256) != sha256
    ]
    for n, id_ in changed:
        db.execute(
            "INSERT INTO former (dispatch_id, generation, at, reading) VALUES (?, ?, ?, ?)",
            (id_, generation, at, packed(records_of(db, n))),
        )
        db.execute(
            "DELETE FROM former WHERE dispatch_id = ?1 AND n NOT IN"
            f" (SELECT n FROM former WHERE dispatch_id = ?1 ORDER BY n DESC LIMIT {_MOST_FORMER})",
            (id_,),
        )
    if changed:
        db.execute(
            f"DELETE FROM former WHERE n <= (SELECT n FROM former ORDER BY n DESC LIMIT 1 OFFSET {_MOST_FORMER_IN_ALL})"
        )


def former(db: sqlite3.Connection, id_: str, most: int) -> list[Former]:
    """The earlier states of a dispatch, the latest first: its file's before it changed, then what it replaces."""
    found: list[Former] = []
    seen: set[int] = set()
    row = db.execute(
        "SELECT n, id, supersedes FROM dispatch WHERE id = ? ORDER BY n LIMIT 1", (storable(id_),)
    ).fetchone()
    while row is not None and row[0] not in seen and len(found) < most:
        n, id_, supersedes = row
        seen.add(n)
        for at, reading in db.execute("SELECT at, reading FROM former WHERE dispatch_id = ? ORDER BY n DESC", (id_,)):
            moment = dt.datetime.fromtimestamp(at, dt.UTC)
            found.append(Former(reading=unpacked(reading), why="its file has changed", at=moment))
        why = db.execute("SELECT why FROM edition_link WHERE newer = ? AND older = ?", (n, supersedes)).fetchone()
        row = db.execute("SELECT n, id, supersedes FROM dispatch WHERE n = ?", (supersedes,)).fetchone()
        if row is not None and why is not None:
            found.append(Former(reading=records_of(db, row[0]), why=why[0]))
    return found[:most]


def packed(reading: Reading) -> bytes:
    """A reading as it is kept on the shelf."""
    return zlib.compress(reading.model_dump_json(exclude_defaults=True).encode())


def unpacked(kept: bytes) -> Reading:
    """A reading from the shelf."""
    return Reading.model_validate_json(zlib.decompress(kept))
