"""Disputes, and what several tell, written anew where what they are made of has changed.

Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from models.comparing.apart import ApartError, Pair, apart_path, read_apart
from models.comparing.happenings import grouped, grouped_claims
from models.comparing.likeness import Alike
from models.comparing.origins import origins
from models.store.judging import Touched
from models.store.sayings import said_by
from models.store.tellings import (
    CLAIMS,
    EVENTS,
    Member,
    Tables,
    happenings_of,
    linked,
    put,
    sentence,
    sources,
    undone,
)

_LOG: Final = logging.getLogger(__name__)
_GIVEN: Final = "(SELECT value FROM json_each(?))"


def settle(db: sqlite3.Connection, touched: Touched) -> None:
    """Writes the disputes anew that may have changed, and which events and claims are one."""
    for dispute in sorted(touched.disputes.union(*(_twins(db, dispute) for dispute in touched.disputes))):
        _settle_dispute(db, dispute)
    if not (touched.events or touched.claims):
        return
    apart = _apart()
    for of, records in ((EVENTS, touched.events), (CLAIMS, touched.claims)):
        left = set(records)
        while left:
            component = linked(db, of, left.pop())
            left -= component
            left |= _settle(db, of, component, touched, apart)


def _apart() -> frozenset[Pair]:
    """What the user has set apart; what cannot be read the app says as it starts, and here the log."""
    try:
        return read_apart(apart_path())
    except ApartError as error:
        _LOG.warning("%s", error)
        return frozenset()


def _settle_dispute(db: sqlite3.Connection, dispute: str) -> None:
    """Writes a dispute anew; one that would show what another does already is left out, the first by id stays."""
    shown = _shown(db, dispute)
    twins = [twin for twin in _twins(db, dispute) if _shown(db, twin)[:4] == shown[:4]]
    db.execute("DELETE FROM dispute WHERE id = ?", (dispute,))
    if not shown or min(twins) < dispute:
        return
    pairs, added = db.execute(
        "SELECT count(*), min(added) FROM (SELECT min(added) AS added FROM clash"
        f" WHERE dispute IN {_GIVEN} GROUP BY first, second)",
        (json.dumps(twins),),
    ).fetchone()
    kind, why, a, b, marks, day = shown
    db.execute(
        "INSERT INTO dispute VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (dispute, kind, why, a, b, marks, pairs, day, added)
    )


def _shown(db: sqlite3.Connection, dispute: str) -> tuple[Any, ...]:
    """Of a dispute the pair that is shown: kind, why, the two records, the marks, the day; empty where none is left."""
    sql = "SELECT kind, why, a, b, marks, day FROM clash WHERE dispute = ? ORDER BY rank LIMIT 1"
    return db.execute(sql, (dispute,)).fetchone() or ()


def _twins(db: sqlite3.Connection, dispute: str) -> set[str]:
    """The disputes, itself among them, in which the pair is found that one shows, or showed when last written.

    Two records clash in several matters where a number is that of a clause and of a measure, or stands in two clauses.
    """
    before = db.execute("SELECT kind, why, a, b FROM dispute WHERE id = ?", (dispute,)).fetchone()
    found: set[str] = set()
    for kind, why, a, b in {pair[:4] for pair in (before, _shown(db, dispute)) if pair}:
        sql = "SELECT DISTINCT dispute FROM clash WHERE a = ? AND b = ? AND kind = ? AND why = ?"
        found |= {twin for (twin,) in db.execute(sql, (a, b, kind, why))}
    return found


def _settle(
    db: sqlite3.Connection, of: Tables, records: set[int], touched: Touched, apart: frozenset[Pair]
) -> set[int]:
    """Writes anew what some records tell that are linked with each other and with no others.

    Returns those that had been put with them by the user alone: they stand for themselves now.
    """
    told = {happening for n in records for happening in happenings_of(db, of, n)}
    others = {member.n for happening in told for member in undone(db, of, happening)} - records
    if len(records) < 2:
        return others
    given = json.dumps(sorted(records))
    among = f"SELECT a, b, strength, reasons FROM {of.likeness} WHERE a IN {_GIVEN}"
    links = [
        (a, b, Alike(strength, _reasons(reasons))) for a, b, strength, reasons in db.execute(among, (given,)).fetchall()
    ]
    known = sources(db, of, records)
    for members, reasons in _groups(db, of, records, links, touched, apart):
        found = origins([known[n] for n in members])
        put(db, of, [Member(n, *found[n]) for n in members], sentence(reasons))
    return others


def _groups(
    db: sqlite3.Connection,
    of: Tables,
    records: set[int],
    links: list[tuple[int, int, Alike]],
    touched: Touched,
    apart: frozenset[Pair],
) -> Iterator[tuple[list[int], tuple[str, ...]]]:
    """Which of some linked records are one, and why they are."""
    if of is CLAIMS:
        said = said_by(db, records)
        for claims, reasons in grouped_claims(said, _among(links, said), apart):
            yield [one.n for one in claims], reasons
        return
    tellings = touched.met.tellings(db, records)
    for events, reasons in grouped(tellings, _among(links, tellings), apart):
        yield [one.n for one in events], reasons


# Copies are linked by the same reasons.
@lru_cache(maxsize=1024)
def _reasons(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def _among(links: Iterable[tuple[int, int, Alike]], known: Container[int]) -> list[tuple[int, int, Alike]]:
    return [link for link in links if link[0] in known and link[1] in known]
