"""Tellings put together and set apart as the user says, from what the store holds now.

What the user was shown may be out of date: a telling that has come since stays with those it was told with.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from models.store.rows import TellingRow
from models.store.tellings import Member, Tables, happenings_of, put, record_by_id, undone


def regroup(db: sqlite3.Connection, together: Sequence[TellingRow], apart: Sequence[TellingRow], why: str) -> None:
    """Has some tellings stand as one, and others each alone; the first is the one that stands for them.

    All are events, or all are claims.
    """
    rows = (*together, *apart)
    found = {row.record: one for row in rows if (one := record_by_id(db, row.record)) is not None}
    if not found:
        return
    of = next(iter(found.values())).of
    ns = {record: one.n for record, one in found.items()}
    told = {ns[row.record]: row for row in together if row.record in ns}
    given = set(ns.values())
    shown = [Member(n, row.origin, row.origin_why) for n, row in told.items()]
    fresh = max((row.origin for row in told.values()), default=0)
    for happening, its_why in _touched(db, of, given).items():
        members = undone(db, of, happening)
        left = [member for member in members if member.n not in given]
        if told.keys().isdisjoint(member.n for member in members):  # what was told with one that is alone now
            put(db, of, left, its_why)
            continue
        known = {member.origin: told[member.n].origin for member in members if member.n in told}
        for member in left:
            if member.origin not in known:
                fresh += 1
                known[member.origin] = fresh
            shown.append(member._replace(origin=known[member.origin]))
    put(db, of, shown, why)


def _touched(db: sqlite3.Connection, of: Tables, ns: set[int]) -> dict[int, str]:
    """What some records tell together with others, each with why these are one."""
    found: dict[int, str] = {}
    for n in sorted(ns):
        for happening in happenings_of(db, of, n):
            found |= db.execute(f"SELECT n, why FROM {of.happening} WHERE n = ?", (happening,))
    return found
