"""A reading into the store's tables, and out of them again: the keys, the words, the actors, the pairs.

Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from models.records import Claim, Dispatch, Event, Mention, Reading, Record, When
from models.store import comparing
from models.store.changes import note_departed, note_moment
from models.store.editions import Editions, keep_former, shelve, unshelve
from models.store.files import FileState, file_number, keep_file
from models.store.parties import Naming, Namings
from models.store.people import Changed, forget, introduce, resolved
from models.store.schema import BEGINNING, END
from models.store.sums import Deed, PairChanges, settle
from models.store.windows import generation
from models.store.wording import claim_chain, claim_content, event_words, names

#: What makes a relation: what is planned, possible or denied did not pass between the two.
COUNTED = frozenset({"happened", "ongoing", "repeated"})


class _Origin(NamedTuple):
    """The dispatch that records are being written for."""

    n: int
    dispatch: Dispatch
    added: int


class _Interval(NamedTuple):
    """Day numbers of a date: where it stands in its view, its last and its first day."""

    day: int | None
    last: int | None
    first: int | None


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
        ns.append(_put_dispatch(db, file, reading, before.get(item, current)))
        comparing.keep(db, ns[-1], reading)
        introduce(db, ns[-1], reading, changed)
        _count(tally, reading)
    for n, reading in zip(ns, readings, strict=True):
        item = (reading.dispatch.id, reading.dispatch.sha256)
        origin = _Origin(n, reading.dispatch, before.get(item, current))
        _put_records(db, namings, origin, *resolved(db, n, reading.claims, reading.events), changes)
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
        before = tuple(map(Claim.model_validate_json, _told(db, "claim", n)))
        events = tuple(map(Event.model_validate_json, _told(db, "event", n)))
        anew = resolved(db, n, before, events)
        if anew != (before, events):
            is_changed = True
            _take_out_records(db, n, changes)
            _put_records(db, namings, _Origin(n, Dispatch.model_validate_json(row[0]), row[1]), *anew, changes)
    if is_changed:
        settle(db, changes)
        _note_change(db, generation(db) + 1, Counter())
    return len(stale) == most


def compare(db: sqlite3.Connection, most: int) -> bool:
    """Compares some of the dispatches that have come with their neighbours; False where none is left."""
    current = generation(db) + 1
    compared = comparing.compare(db, most, current)
    if compared:
        _note_change(db, current, Counter())
    return compared == most


def _told(db: sqlite3.Connection, kind: str, dispatch: int) -> list[str]:
    rows = db.execute(
        f"SELECT b.record FROM {kind} AS r CROSS JOIN {kind}_body AS b ON b.n = r.n"
        " WHERE r.dispatch = ? ORDER BY r.number",
        (dispatch,),
    )
    return [row[0] for row in rows.fetchall()]


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
        tally.subtract(_take_out_records(db, dispatch, changes))
        forget(db, dispatch, changed)
        comparing.forget(db, dispatch)
        states.forget(dispatch)
        if id_ not in kept:
            note_departed(db, dispatch, generation(db) + 1)
    db.execute("DELETE FROM dispatch WHERE file = ?", (file,))


def _take_out_records(db: sqlite3.Connection, dispatch: int, changes: PairChanges) -> Counter[str]:
    """Deletes the claims and events of a dispatch; returns how many."""
    comparing.withdraw(db, dispatch)
    taken = Counter[str]()
    for kind in ("event", "claim"):
        ns = db.execute(f"SELECT n FROM {kind} WHERE dispatch = ?", (dispatch,)).fetchall()
        taken[f"{kind}s"] = len(ns)
        if kind == "event":
            for n in ns:
                for source, target, *deed in db.execute(
                    "SELECT source, target, event, category, day, last, first FROM dyad WHERE event = ?", n
                ):
                    changes.remove((source, target), Deed(*deed))
            db.executemany("DELETE FROM dyad WHERE event = ?", ns)
        # An external-content index is told what it held, before the content goes.
        db.executemany(
            f"INSERT INTO {kind}_words ({kind}_words, rowid, words, names)"
            f" SELECT 'delete', n, words, names FROM {kind}_body WHERE n = ?",
            ns,
        )
        db.executemany(f"DELETE FROM {kind}_actor WHERE {kind} = ?", ns)
        db.executemany(f"DELETE FROM {kind}_body WHERE n = ?", ns)
        db.executemany(f"DELETE FROM {kind} WHERE n = ?", ns)
    return taken


def _settle_states(
    db: sqlite3.Connection, namings: Namings, states: Editions, changes: PairChanges, tally: Counter[str]
) -> None:
    """Takes down what is replaced or withdrawn now, and puts back what no longer is."""
    for n, down in states.settle():
        if down:
            shelve(db, n)
            tally.subtract(_take_out_records(db, n, changes))
            continue
        reading = unshelve(db, n)
        added = db.execute("SELECT added FROM dispatch WHERE n = ?", (n,)).fetchone()[0]
        told = resolved(db, n, reading.claims, reading.events)
        _put_records(db, namings, _Origin(n, reading.dispatch, added), *told, changes)
        tally["claims"] += len(reading.claims)
        tally["events"] += len(reading.events)


def _put_dispatch(db: sqlite3.Connection, file: int, reading: Reading, added: int) -> int:
    """Writes a dispatch with its dates; returns its row number."""
    dispatch = reading.dispatch
    timexes = "[" + ",".join(_json(timex) for timex in reading.timexes) + "]"
    n = db.execute(
        "INSERT INTO dispatch (file, id, sha256, added, agency, path, problem, record, timexes, revision)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file,
            dispatch.id,
            dispatch.sha256,
            added,
            dispatch.agency,
            dispatch.path,
            dispatch.problem,
            _json(dispatch),
            timexes,
            dispatch.revision,
        ),
    ).lastrowid
    assert n is not None  # an insert of one row always has one
    return n


def _put_records(
    db: sqlite3.Connection,
    namings: Namings,
    origin: _Origin,
    claims: Sequence[Claim],
    events: Sequence[Event],
    changes: PairChanges,
) -> None:
    """Writes the claims and events of a dispatch."""
    numbers = _put_claims(db, namings, origin, claims)
    chains = {claim.id: claim_chain(claim, origin.dispatch) for claim in claims}
    _put_events(db, namings, origin, events, numbers, chains, changes)
    comparing.note(db, origin.n)


def _put_claims(db: sqlite3.Connection, namings: Namings, origin: _Origin, claims: Sequence[Claim]) -> dict[str, int]:
    """Writes a dispatch's claims; returns their row numbers by id."""
    keys, bodies, words, actors = [], [], [], []
    numbers: dict[str, int] = {}
    issued = _day_number(origin.dispatch.date)
    for number, (n, claim) in enumerate(zip(_free(db, "claim", len(claims)), claims, strict=True)):
        numbers[claim.id] = n
        said = _interval(claim.said)
        day = issued if said.day is None else said.day
        keys.append(
            (
                n,
                origin.n,
                claim.id,
                day,
                said.last,
                said.first,
                issued,
                origin.dispatch.id,
                number,
                origin.added,
                claim.mode,
                claim.certainty,
                claim.stance,
                claim.polarity,
            )
        )
        content, quotes = claim_content(claim, origin.dispatch.text)
        named = names((*claim.via, *claim.sources, *claim.about), claim.cue.text if claim.cue else "")
        chain = json.dumps(claim_chain(claim, origin.dispatch))
        bodies.append((n, _json(claim), json.dumps(quotes), chain, content, named))
        words.append((n, content, named))
        roles = {"source": claim.sources, "via": claim.via, "about": claim.about}
        actors += _actor_rows(db, namings, n, roles)[0]
    db.executemany(f"INSERT INTO claim VALUES ({_marks(14)})", keys)
    db.executemany("INSERT INTO claim_body VALUES (?, ?, ?, ?, ?, ?)", bodies)
    db.executemany("INSERT INTO claim_words (rowid, words, names) VALUES (?, ?, ?)", words)
    db.executemany("INSERT INTO claim_actor VALUES (?, ?, ?, ?)", actors)
    return numbers


def _put_events(
    db: sqlite3.Connection,
    namings: Namings,
    origin: _Origin,
    events: Sequence[Event],
    claims: dict[str, int],
    chains: dict[str, tuple[str, ...]],
    changes: PairChanges,
) -> None:
    keys, bodies, words, actors, dyads = [], [], [], [], []
    issued = _day_number(origin.dispatch.date)
    for number, (n, event) in enumerate(zip(_free(db, "event", len(events)), events, strict=True)):
        when = _interval(event.when)
        claim = claims.get(event.claim) if event.claim is not None else None
        keys.append(
            (
                n,
                origin.n,
                event.id,
                *when,
                issued,
                origin.dispatch.id,
                number,
                event.category,
                claim,
                origin.added,
                event.status,
            )
        )
        sentence, begins = event_words(event, origin.dispatch.text)
        named = names((*event.sources, *event.targets))
        chain = json.dumps(chains.get(event.claim, ()) if event.claim is not None else ())
        bodies.append((n, _json(event), begins, chain, sentence, named))
        words.append((n, sentence, named))
        rows, parties = _actor_rows(db, namings, n, {"source": event.sources, "target": event.targets})
        actors += rows
        if event.status in COUNTED:
            for source, target in _pairs(parties["source"], parties["target"]):
                dyads.append((n, source, target, event.category, *when, origin.added))
                changes.add((source, target), Deed(n, event.category, *when), origin.added)
    db.executemany(f"INSERT INTO event VALUES ({_marks(13)})", keys)
    db.executemany("INSERT INTO event_body VALUES (?, ?, ?, ?, ?, ?)", bodies)
    db.executemany("INSERT INTO event_words (rowid, words, names) VALUES (?, ?, ?)", words)
    db.executemany("INSERT INTO event_actor VALUES (?, ?, ?, ?)", actors)
    db.executemany("INSERT INTO dyad VALUES (?, ?, ?, ?, ?, ?, ?, ?)", dyads)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _free(db: sqlite3.Connection, table: str, count: int) -> range:
    """Row numbers not in use, for as many rows."""
    first = (db.execute(f"SELECT max(n) FROM {table}").fetchone()[0] or 0) + 1
    return range(first, first + count)


def _actor_rows(
    db: sqlite3.Connection, namings: Namings, n: int, roles: dict[str, tuple[Mention, ...]]
) -> tuple[list[tuple[int, str, int, str]], dict[str, dict[str, None]]]:
    """The rows of a record's actors, and its parties by role in the order they are named."""
    rows: list[tuple[int, str, int, str]] = []
    parties: dict[str, dict[str, None]] = {}
    for role, mentions in roles.items():
        found: Iterable[Naming] = namings.of(db, mentions).values()
        rows += [(n, role, naming.n, naming.party) for naming in found]
        parties[role] = dict.fromkeys(naming.party for naming in found if naming.party)
    return rows, parties


def _pairs(sources: Iterable[str], targets: Iterable[str]) -> list[tuple[str, str]]:
    """Who acts on whom, each directed pair once, nobody on itself."""
    return [(source, target) for source in sources for target in targets if source != target]


def _json(record: Record) -> str:
    """A record as it is kept: what is as a matter of course is left out, a third of the whole."""
    return record.model_dump_json(exclude_defaults=True)


def _interval(when: When | None) -> _Interval:
    """Where a date stands in its view (its first day, its last where it has no beginning) and its reach.

    A date open at both ends dates nothing and counts as none.
    """
    if when is None or (when.earliest is None and when.latest is None):
        return _Interval(None, None, None)
    first, last = _day_number(when.earliest), _day_number(when.latest)
    return _Interval(
        last if first is None else first, END if last is None else last, BEGINNING if first is None else first
    )


def _day_number(day: dt.date | None) -> int | None:
    return None if day is None else day.toordinal()
