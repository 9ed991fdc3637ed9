"""Which records of a kind are one, as the store keeps it: links between two by key, and what several of them tell.

For events and for claims alike; each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Container, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from models.comparing.likeness import Alike
from models.comparing.origins import Source, origins, tag
from models.store.searched import Searched
from models.store.searching import storable


class Tables(NamedTuple):
    """Where it is kept for a kind of record: `telling` has the record's row in the column that is called like it."""

    record: Searched
    likeness: str
    telling: str
    happening: str


EVENTS: Final = Tables("event", "likeness", "telling", "happening")
CLAIMS: Final = Tables("claim", "claim_likeness", "claim_telling", "claim_happening")
KINDS: Final = (EVENTS, CLAIMS)


class Member(NamedTuple):
    """One of several that tell the same: its row, the number of its origin, and why it is of that."""

    n: int
    origin: int
    origin_why: str


class Found(NamedTuple):
    """A record that was looked for by its id: of which kind it is, and its row."""

    of: Tables
    n: int


def record_by_id(db: sqlite3.Connection, id_: str) -> Found | None:
    """An event or a claim by its id; None where there is none."""
    for of in KINDS:
        row = db.execute(f"SELECT n FROM {of.record} WHERE id = ?", (storable(id_),)).fetchone()
        if row is not None:
            return Found(of, int(row[0]))
    return None


class Link(NamedTuple):
    """Two records that are one: the one that ranks first comes first."""

    a: int
    b: int
    found: Alike


def link(db: sqlite3.Connection, of: Tables, found: Iterable[Link]) -> None:
    """Notes which are one."""
    db.executemany(
        f"INSERT OR REPLACE INTO {of.likeness} VALUES (?, ?, ?, ?)",
        [(a, b, alike.strength, _written(alike.reasons)) for a, b, alike in found],
    )


# Copies are linked by the same reasons.
@lru_cache(maxsize=1024)
def _written(reasons: tuple[str, ...]) -> str:
    return json.dumps(reasons)


def links(db: sqlite3.Connection, of: Tables, n: int) -> list[tuple[int, int]]:
    """With which others one is linked."""
    return db.execute(
        f"SELECT a, b FROM {of.likeness} WHERE a = ?1 UNION ALL SELECT a, b FROM {of.likeness} WHERE b = ?1", (n,)
    ).fetchall()


def unlink(db: sqlite3.Connection, of: Tables, n: int, still: Container[int] = ()) -> set[int]:
    """Takes back that one and others are one, but for those that still are; returns the others and, if any, itself."""
    gone = [(a, b) for a, b in links(db, of, n) if (b if a == n else a) not in still]
    db.executemany(f"DELETE FROM {of.likeness} WHERE a = ? AND b = ?", gone)
    return {one for pair in gone for one in pair}


def linked(db: sqlite3.Connection, of: Tables, n: int) -> set[int]:
    """Those that are linked with one, however far round, and itself."""
    rows = db.execute(
        "WITH RECURSIVE met(n) AS (VALUES (?)"
        f" UNION SELECT l.b FROM met CROSS JOIN {of.likeness} AS l ON l.a = met.n"
        f" UNION SELECT l.a FROM met CROSS JOIN {of.likeness} AS l ON l.b = met.n) SELECT n FROM met",
        (n,),
    )
    return {other for (other,) in rows.fetchall()}


def happenings_of(db: sqlite3.Connection, of: Tables, n: int) -> list[int]:
    """What one tells together with others, if anything."""
    rows = db.execute(f"SELECT happening FROM {of.telling} WHERE {of.record} = ?", (n,)).fetchall()
    return [happening for (happening,) in rows]


def members_of(db: sqlite3.Connection, of: Tables, happening: int) -> list[Member]:
    """All that tell the same, the one that stands for it first."""
    rows = db.execute(
        f"SELECT {of.record}, origin, origin_why FROM {of.telling} WHERE happening = ? ORDER BY place", (happening,)
    ).fetchall()
    return [Member(*row) for row in rows]


def undone(db: sqlite3.Connection, of: Tables, happening: int) -> list[Member]:
    """Takes out that several tell the same; returns which did."""
    members = members_of(db, of, happening)
    db.execute(f"DELETE FROM {of.telling} WHERE happening = ?", (happening,))
    db.execute(f"DELETE FROM {of.happening} WHERE n = ?", (happening,))
    return members


def withdraw(db: sqlite3.Connection, of: Tables, dispatch: int) -> tuple[set[int], set[int]]:
    """Takes out what the records of a dispatch tell together with others; returns these records, and the others.

    Also of a record that is under no keys: the user may have put it with others.
    """
    own = {n for (n,) in db.execute(f"SELECT n FROM {of.record} WHERE dispatch = ?", (dispatch,))}
    told = {happening for n in own for happening in happenings_of(db, of, n)}
    members = {member.n for happening in told for member in undone(db, of, happening)}
    return own, members - own


def put(db: sqlite3.Connection, of: Tables, members: Sequence[Member], why: str) -> None:
    """Has some stand as one, where they are more than one; the first stands for it."""
    if len(members) < 2:
        return
    first = members[0].n
    independent = len({member.origin for member in members})
    db.execute(f"INSERT INTO {of.happening} VALUES (?, ?, ?)", (first, why, independent))
    db.executemany(
        f"INSERT INTO {of.telling} VALUES (?, ?, ?, ?, ?)",
        [(member.n, first, place, member.origin, member.origin_why) for place, member in enumerate(members)],
    )


def origins_of(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Of some records taken for one, by their ids: the number of each one's origin, and why. Without those gone."""
    found = {id_: one for id_ in ids if (one := record_by_id(db, id_)) is not None}
    known = {of: sources(db, of, [one.n for one in found.values() if one.of is of]) for of in KINDS}
    origin = origins([known[one.of][one.n] for one in found.values()])
    return {id_: origin[one.n] for id_, one in found.items()}


def sources(db: sqlite3.Connection, of: Tables, ns: Collection[int]) -> dict[int, Source]:
    """Where each of some records comes from; of those not compared yet their dispatches' agencies alone are known."""
    given = "(SELECT value FROM json_each(?))"
    kept, column = ("saying", "claim") if of is CLAIMS else ("gist", "event")
    rows = db.execute(
        f"SELECT {column}, min(rowid), source FROM {kept} WHERE {column} IN {given} GROUP BY {column}",
        (json.dumps(list(ns)),),
    )
    found = {n: Source(n, *_told_source(source)) for n, _, source in rows.fetchall()}
    missing = [n for n in ns if n not in found]
    for n, agency in db.execute(
        f"SELECT r.n, d.agency FROM {of.record} AS r JOIN dispatch AS d ON d.n = r.dispatch WHERE r.n IN {given}",
        (json.dumps(missing),),
    ).fetchall():
        found[n] = Source(n, tags={tag(agency): agency} if agency else {})
    return found


# The same neighbours are asked for with each dispatch of a story.
@lru_cache(maxsize=4096)
def _told_source(written: str) -> tuple[tuple[int, ...], dict[str, str]]:
    """A source as it is stored: the dispatch's sketch, and whom the telling has it from."""
    told = json.loads(written)
    return tuple(told["sketch"]), told["tags"]


def forget_all(db: sqlite3.Connection) -> None:
    """Takes out all that was found."""
    for table in (table for of in KINDS for table in (of.likeness, of.telling, of.happening)):
        db.execute(f"DELETE FROM {table}")


def sentence(reasons: Iterable[str]) -> str:
    """Reasons as one sentence."""
    why = "; ".join(reasons)
    return f"{why[:1].upper()}{why[1:]}."
