"""Which records of a kind are one, as the store keeps it: links between two by key, and what several of them tell.

For events and for claims alike; each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
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
    """Two records that are one, by one of their keys: the one that ranks first comes first."""

    a: int
    b: int
    key: int
    found: Alike


def link(db: sqlite3.Connection, of: Tables, found: Iterable[Link]) -> None:
    """Notes which are one."""
    db.executemany(
        f"INSERT OR REPLACE INTO {of.likeness} VALUES (?, ?, ?, ?, ?)",
        [(a, b, key, alike.strength, _written(alike.reasons)) for a, b, key, alike in found],
    )


# Copies are linked by the same reasons.
@lru_cache(maxsize=1024)
def _written(reasons: tuple[str, ...]) -> str:
    return json.dumps(reasons)


def links(db: sqlite3.Connection, of: Tables, n: int, key: int) -> list[tuple[int, int]]:
    """With which others one is linked by a key."""
    return db.execute(
        f"SELECT a, b FROM {of.likeness} WHERE a = ?1 AND key = ?2"
        f" UNION SELECT a, b FROM {of.likeness} WHERE b = ?1 AND key = ?2",
        (n, key),
    ).fetchall()


def unlink(db: sqlite3.Connection, of: Tables, a: int, b: int, key: int) -> None:
    """Takes back that two are one, by one of their keys."""
    db.execute(f"DELETE FROM {of.likeness} WHERE a = ? AND b = ? AND key = ?", (a, b, key))


def linked(db: sqlite3.Connection, of: Tables, n: int) -> set[int]:
    """Those that are linked with one, however far round, and itself."""
    found, waiting = {n}, [n]
    while waiting:
        at = waiting.pop()
        for (other,) in db.execute(
            f"SELECT b FROM {of.likeness} WHERE a = ?1 UNION SELECT a FROM {of.likeness} WHERE b = ?1", (at,)
        ).fetchall():
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


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
    origin = origins([source(db, one) for one in found.values()])
    return {id_: origin[one.n] for id_, one in found.items()}


def source(db: sqlite3.Connection, one: Found) -> Source:
    """Where a record comes from; of one that has not been compared its dispatch's agency alone is known."""
    kept = "saying WHERE claim" if one.of is CLAIMS else "gist WHERE event"
    row = db.execute(f"SELECT source FROM {kept} = ? ORDER BY rowid LIMIT 1", (one.n,)).fetchone()
    if row is not None:
        told = json.loads(row[0])
        return Source(one.n, tuple(told["sketch"]), told["tags"])
    (agency,) = db.execute(
        f"SELECT d.agency FROM {one.of.record} AS r JOIN dispatch AS d ON d.n = r.dispatch WHERE r.n = ?", (one.n,)
    ).fetchone()
    return Source(one.n, tags={tag(agency): agency} if agency else {})


def forget_all(db: sqlite3.Connection) -> None:
    """Takes out all that was found."""
    for table in (table for of in KINDS for table in (of.likeness, of.telling, of.happening)):
        db.execute(f"DELETE FROM {table}")


def sentence(reasons: Iterable[str]) -> str:
    """Reasons as one sentence."""
    why = "; ".join(reasons)
    return f"{why[:1].upper()}{why[1:]}."
