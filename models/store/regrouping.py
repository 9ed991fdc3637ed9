"""Tellings put together and set apart as the user says, from what the store holds now.

What the user was shown may be out of date: a telling that has come since stays with those it was told with.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from models.store.rows import TellingRow
from models.store.searching import storable


class _Member(NamedTuple):
    """A telling of a happening, as the store has it."""

    event: int
    origin: int
    origin_why: str


def regroup(db: sqlite3.Connection, together: Sequence[TellingRow], apart: Sequence[TellingRow], why: str) -> None:
    """Has some tellings stand as one happening, and others each alone; the first is the one that stands for it."""
    ns = {
        row.event: found[0]
        for row in (*together, *apart)
        if (found := db.execute("SELECT n FROM event WHERE id = ?", (storable(row.event),)).fetchone())
    }
    told = {ns[row.event]: row for row in together if row.event in ns}
    given = set(ns.values())
    shown = [_Member(n, row.origin, row.origin_why) for n, row in told.items()]
    fresh = max((row.origin for row in told.values()), default=0)
    for happening, its_why in _touched(db, given).items():
        members = _taken_out(db, happening)
        left = [member for member in members if member.event not in given]
        if told.keys().isdisjoint(member.event for member in members):  # what was told with one that is alone now
            _put(db, left, its_why)
            continue
        known = {member.origin: told[member.event].origin for member in members if member.event in told}
        for member in left:
            if member.origin not in known:
                fresh += 1
                known[member.origin] = fresh
            shown.append(member._replace(origin=known[member.origin]))
    _put(db, shown, why)


def _touched(db: sqlite3.Connection, events: set[int]) -> dict[int, str]:
    """The happenings that some events tell, each with why its tellings are one."""
    found: dict[int, str] = {}
    for event in sorted(events):
        found |= db.execute(
            "SELECT h.n, h.why FROM telling AS t JOIN happening AS h ON h.n = t.happening WHERE t.event = ?", (event,)
        )
    return found


def _taken_out(db: sqlite3.Connection, happening: int) -> list[_Member]:
    """The tellings of a happening, which is no longer in the store."""
    rows = db.execute(
        "SELECT event, origin, origin_why FROM telling WHERE happening = ? ORDER BY place", (happening,)
    ).fetchall()
    db.execute("DELETE FROM telling WHERE happening = ?", (happening,))
    db.execute("DELETE FROM happening WHERE n = ?", (happening,))
    return [_Member(*row) for row in rows]


def _put(db: sqlite3.Connection, members: Sequence[_Member], why: str) -> None:
    """Writes a happening, where more than one tells it."""
    if len(members) < 2:
        return
    first = members[0].event
    db.execute("INSERT INTO happening VALUES (?, ?, ?)", (first, why, len({member.origin for member in members})))
    db.executemany(
        "INSERT INTO telling VALUES (?, ?, ?, ?, ?)",
        [(member.event, first, place, member.origin, member.origin_why) for place, member in enumerate(members)],
    )
