"""What a change of files does to the store: readings come, go, are written anew, replace each other, are compared.

How one is laid into the tables is `layout.py`. Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from models.comparing.version import comparing_version
from models.records import Claim, Dispatch, Event, Reading
from models.store import comparing
from models.store.changes import note_departed, note_moment
from models.store.editions import Editions, keep_former, shelve, unshelve
from models.store.export import bodies_of
from models.store.files import FileState, file_number, keep_file
from models.store.kept import Met
from models.store.layout import Origin, put_dispatch, put_records, take_out_records
from models.store.parties import Namings
from models.store.people import Changed, forget, introduce, resolved
from models.store.sums import PairChanges, settle
from models.store.windows import generation


def put(db: sqlite3.Connection, namings: Namings, path: str, state: FileState, readings: Sequence[Reading]) -> None:
    """Replaces all of a file by its readings; a dispatch that did not change keeps its `added`."""
    current = generation(db) + 1
    file = keep_file(db, path, state)
    before = dict(_added_by_item(db, file))
    keep_former(db, file, readings, current, time.time())
    changes = PairChanges()
    tally = Counter[str]()
    changed = Changed(db)
    states = Editions(db)
    _take_out(db, file, changes, tally, changed, states, kept={reading.dispatch.id for reading in readings})
    ns = []
    for reading in readings:
        item = (reading.dispatch.id, reading.dispatch.sha256)
        ns.append(put_dispatch(db, file, reading, before.get(item, current)))
        comparing.keep(db, ns[-1], reading)
        introduce(db, ns[-1], reading, changed)
        _count(tally, reading)
    for n, reading in zip(ns, readings, strict=True):
        item = (reading.dispatch.id, reading.dispatch.sha256)
        origin = Origin(n, reading.dispatch, before.get(item, current))
        put_records(db, namings, origin, *resolved(db, n, reading.claims, reading.events), changes)
        states.note(n, reading.dispatch)
    _settle_states(db, namings, states, changes, tally)
    changed.mark()
    settle(db, changes)
    _note_change(db, current, tally)


def remove(db: sqlite3.Connection, namings: Namings, paths: Iterable[str]) -> None:
    """Takes files out with all that was read from them; paths the store does not know are passed over."""
    changes = PairChanges()
    states = Editions(db)
    changed = Changed(db)
    tally = Counter[str]()
    found = False
    for path in paths:
        file = file_number(db, path)
        if file is not None:
            found = True
            _take_out(db, file, changes, tally, changed, states)
            db.execute("DELETE FROM file WHERE n = ?", (file,))
    if found:
        _settle_states(db, namings, states, changes, tally)
        changed.mark()
        settle(db, changes)
        _note_change(db, generation(db) + 1, tally)


def refresh(db: sqlite3.Connection, namings: Namings, most: int) -> bool:
    """Writes some of the dispatches anew in which a name may now stand for another person; False where none is left.

    What was read from them stays, and so does what is new.
    """
    stale = [n for (n,) in db.execute("SELECT dispatch FROM stale ORDER BY dispatch LIMIT ?", (most,))]
    changes = PairChanges()
    is_changed = False
    for n in stale:
        db.execute("DELETE FROM stale WHERE dispatch = ?", (n,))
        row = db.execute("SELECT record, added FROM dispatch WHERE n = ?", (n,)).fetchone()
        if row is None:
            continue
        before = tuple(map(Claim.model_validate_json, bodies_of(db, "claim", n)))
        events = tuple(map(Event.model_validate_json, bodies_of(db, "event", n)))
        anew = resolved(db, n, before, events)
        if anew != (before, events):
            is_changed = True
            take_out_records(db, n, changes)
            put_records(db, namings, Origin(n, Dispatch.model_validate_json(row[0]), row[1]), *anew, changes)
    if is_changed:
        settle(db, changes)
        _note_change(db, generation(db) + 1, Counter())
    return len(stale) == most


def compare(db: sqlite3.Connection, met: Met, most: int) -> bool:
    """Compares some of the dispatches that have come with their neighbours; False where none is left.

    Where the rules have changed since, all of them have.
    """
    comparing.begin_anew(db, comparing_version())
    current = generation(db) + 1
    compared = comparing.compare(db, met, most, current)
    if compared:
        _note_change(db, current, Counter())
    return compared == most


def pass_over(db: sqlite3.Connection) -> bool:
    """Takes the next dispatch off the lists of what is to be written anew and compared; False where there is none."""
    for waiting in ("stale", "uncompared"):
        if db.execute(f"DELETE FROM {waiting} WHERE dispatch = (SELECT min(dispatch) FROM {waiting})").rowcount:
            return True
    return False


def note_generation(db: sqlite3.Connection) -> None:
    """Has a new generation, where nothing was read."""
    _note_change(db, generation(db) + 1, Counter())


def _note_change(db: sqlite3.Connection, current: int, tally: Counter[str]) -> None:
    note_moment(db, current, time.time())
    db.execute(
        "UPDATE state SET generation = ?, changed = ?, dispatches = dispatches + ?, problems = problems + ?,"
        " claims = claims + ?, events = events + ?",
        (
            current,
            dt.datetime.now(dt.UTC).isoformat(),
            tally["dispatches"],
            tally["problems"],
            tally["claims"],
            tally["events"],
        ),
    )


def _count(tally: Counter[str], reading: Reading) -> None:
    tally["dispatches"] += 1
    tally["problems"] += reading.dispatch.problem is not None
    tally["claims"] += len(reading.claims)
    tally["events"] += len(reading.events)


def _added_by_item(db: sqlite3.Connection, file: int) -> list[tuple[tuple[str, str], int]]:
    rows = db.execute("SELECT id, sha256, added FROM dispatch WHERE file = ?", (file,))
    return [((id_, sha256), added) for id_, sha256, added in rows]


def _take_out(
    db: sqlite3.Connection,
    file: int,
    changes: PairChanges,
    tally: Counter[str],
    changed: Changed,
    states: Editions,
    kept: Collection[str] = (),
) -> None:
    """Deletes a file's dispatches and all that was read from them; those not `kept`, by their ids, have departed."""
    dispatches = db.execute("SELECT n, id, problem IS NOT NULL FROM dispatch WHERE file = ?", (file,)).fetchall()
    for dispatch, id_, is_problem in dispatches:
        tally["dispatches"] -= 1
        tally["problems"] -= is_problem
        tally.subtract(take_out_records(db, dispatch, changes))
        forget(db, dispatch, changed)
        comparing.forget(db, dispatch)
        states.forget(dispatch)
        if id_ not in kept:
            note_departed(db, dispatch, generation(db) + 1)
    db.execute("DELETE FROM dispatch WHERE file = ?", (file,))


def _settle_states(
    db: sqlite3.Connection, namings: Namings, states: Editions, changes: PairChanges, tally: Counter[str]
) -> None:
    """Takes down what is replaced or withdrawn now, and puts back what no longer is."""
    for n, down in states.settle():
        if down:
            shelve(db, n)
            tally.subtract(take_out_records(db, n, changes))
            continue
        reading = unshelve(db, n)
        added = db.execute("SELECT added FROM dispatch WHERE n = ?", (n,)).fetchone()[0]
        told = resolved(db, n, reading.claims, reading.events)
        put_records(db, namings, Origin(n, reading.dispatch, added), *told, changes)
        tally["claims"] += len(reading.claims)
        tally["events"] += len(reading.events)
