"""A dispatch and what was read from it, laid into the store's tables: the keys, the words, the actors, the pairs.

What a change of files does to the store is `writing.py`; each function works inside the transaction of its caller.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.oneline import claim_chain, claim_content, event_words
from models.records import Claim, Dispatch, Event, Mention, Reading, Record, When
from models.store import comparing, searched
from models.store.parties import Naming, Namings
from models.store.schema import BEGINNING, END
from models.store.sums import Deed, PairChanges

#: What makes a relation: what is planned, possible or denied did not pass between the two.
COUNTED = frozenset({"happened", "ongoing", "repeated"})


class Origin(NamedTuple):
    """The dispatch that records are being written for."""

    n: int
    dispatch: Dispatch
    added: int


class _Interval(NamedTuple):
    """Day numbers of a date: where it stands in its view, its last and its first day."""

    day: int | None
    last: int | None
    first: int | None


def put_dispatch(db: sqlite3.Connection, file: int, reading: Reading, added: int) -> int:
    """Writes a dispatch with its dates; returns its row number."""
    dispatch = reading.dispatch
    if dispatch.agency is not None:
        db.execute("INSERT OR IGNORE INTO agency (name) VALUES (?)", (dispatch.agency,))
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


def put_records(
    db: sqlite3.Connection,
    namings: Namings,
    origin: Origin,
    claims: Sequence[Claim],
    events: Sequence[Event],
    changes: PairChanges,
) -> None:
    """Writes the claims and events of a dispatch."""
    numbers = _put_claims(db, namings, origin, claims)
    chains = {claim.id: claim_chain(claim, origin.dispatch) for claim in claims}
    _put_events(db, namings, origin, events, numbers, chains, changes)
    searched.index(db, origin.n)
    comparing.note(db, origin.n)


def take_out_records(db: sqlite3.Connection, dispatch: int, changes: PairChanges) -> Counter[str]:
    """Deletes the claims and events of a dispatch; returns how many."""
    comparing.withdraw(db, dispatch)
    searched.withdraw(db, dispatch)
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
        db.executemany(f"DELETE FROM {kind}_actor WHERE {kind} = ?", ns)
        db.executemany(f"DELETE FROM {kind}_body WHERE n = ?", ns)
        db.executemany(f"DELETE FROM {kind} WHERE n = ?", ns)
    return taken


def _put_claims(db: sqlite3.Connection, namings: Namings, origin: Origin, claims: Sequence[Claim]) -> dict[str, int]:
    """Writes a dispatch's claims; returns their row numbers by id."""
    keys, bodies, actors = [], [], []
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
        chain = json.dumps(claim_chain(claim, origin.dispatch))
        bodies.append((n, _json(claim), json.dumps(quotes), chain, content))
        roles = {"source": claim.sources, "via": claim.via, "about": claim.about}
        actors += _actor_rows(db, namings, n, roles)[0]
    db.executemany(f"INSERT INTO claim VALUES ({_marks(14)})", keys)
    db.executemany("INSERT INTO claim_body VALUES (?, ?, ?, ?, ?)", bodies)
    db.executemany("INSERT INTO claim_actor VALUES (?, ?, ?, ?)", actors)
    return numbers


def _put_events(
    db: sqlite3.Connection,
    namings: Namings,
    origin: Origin,
    events: Sequence[Event],
    claims: dict[str, int],
    chains: dict[str, tuple[str, ...]],
    changes: PairChanges,
) -> None:
    keys, bodies, actors, dyads = [], [], [], []
    issued = _day_number(origin.dispatch.date)
    for number, (n, event) in enumerate(zip(_free(db, "event", len(events)), events, strict=True)):
        when = _interval(event.when)
        claim = claims.get(event.claim) if event.claim is not None else None
        keys.append(
            (
                n,
                origin.n,
                event.id,
                issued if when.day is None else when.day,
                when.last,
                when.first,
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
        chain = json.dumps(chains.get(event.claim, ()) if event.claim is not None else ())
        bodies.append((n, _json(event), begins, chain, sentence))
        rows, parties = _actor_rows(db, namings, n, {"source": event.sources, "target": event.targets})
        actors += rows
        if event.status in COUNTED:
            for source, target in _pairs(parties["source"], parties["target"]):
                dyads.append((n, source, target, event.category, *when, origin.added, keys[-1][3]))
                changes.add((source, target), Deed(n, event.category, *when), origin.added)
    db.executemany(f"INSERT INTO event VALUES ({_marks(13)})", keys)
    db.executemany("INSERT INTO event_body VALUES (?, ?, ?, ?, ?)", bodies)
    db.executemany("INSERT INTO event_actor VALUES (?, ?, ?, ?)", actors)
    db.executemany("INSERT INTO dyad VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", dyads)


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
