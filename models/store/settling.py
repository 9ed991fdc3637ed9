"""Disputes and happenings written anew where what they are made of has changed.

Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

from models.comparing.apart import apart_path, read_apart
from models.comparing.happenings import grouped
from models.comparing.likeness import Alike
from models.comparing.origins import Source, origins
from models.store.judging import Touched
from models.store.kept import Kept, kept_telling

_GIVEN: Final = "(SELECT value FROM json_each(?))"


def settle(db: sqlite3.Connection, touched: Touched) -> None:
    """Writes the disputes and happenings anew that may have changed."""
    for dispute in sorted(touched.disputes):
        _settle_dispute(db, dispute)
    left = set(touched.events)
    while left:
        component = _component(db, left.pop())
        left -= component
        _settle_happenings(db, component, touched)


def _settle_dispute(db: sqlite3.Connection, dispute: str) -> None:
    shown = db.execute(
        "SELECT kind, why, a, b, marks, day FROM clash WHERE dispute = ? ORDER BY rank LIMIT 1", (dispute,)
    ).fetchone()
    db.execute("DELETE FROM dispute WHERE id = ?", (dispute,))
    if shown is None:
        return
    pairs, added = db.execute(
        "SELECT count(*), min(added)"
        " FROM (SELECT min(added) AS added FROM clash WHERE dispute = ? GROUP BY first, second)",
        (dispute,),
    ).fetchone()
    kind, why, a, b, marks, day = shown
    db.execute(
        "INSERT INTO dispute VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (dispute, kind, why, a, b, marks, pairs, day, added)
    )


def _component(db: sqlite3.Connection, event: int) -> set[int]:
    """The events that are linked with one, however far round."""
    found, waiting = {event}, [event]
    while waiting:
        at = waiting.pop()
        for (other,) in db.execute(
            "SELECT b FROM likeness WHERE a = ?1 UNION SELECT a FROM likeness WHERE b = ?1", (at,)
        ).fetchall():
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def undone(db: sqlite3.Connection, happening: int) -> set[int]:
    """Takes a happening out; returns the events that told it."""
    members = {n for (n,) in db.execute("SELECT event FROM telling WHERE happening = ?", (happening,)).fetchall()}
    db.execute("DELETE FROM telling WHERE happening = ?", (happening,))
    db.execute("DELETE FROM happening WHERE n = ?", (happening,))
    return members


def _settle_happenings(db: sqlite3.Connection, events: set[int], touched: Touched) -> None:
    given = json.dumps(sorted(events))
    told = f"SELECT DISTINCT happening FROM telling WHERE event IN {_GIVEN}"
    for (happening,) in db.execute(told, (given,)).fetchall():
        undone(db, happening)
    if len(events) < 2:
        return
    kept = kept_telling(db, events)
    tellings = {event: touched.telling(one) for event, one in kept.items()}
    strongest = f"SELECT a, b, max(strength), reasons FROM likeness WHERE a IN {_GIVEN} GROUP BY a, b"
    links = [
        (a, b, Alike(strength, tuple(json.loads(reasons))))
        for a, b, strength, reasons in db.execute(strongest, (given,)).fetchall()
        if a in tellings and b in tellings
    ]
    for members, reasons in grouped(tellings, links, read_apart(apart_path())):
        _put_happening(db, [kept[telling.n] for telling in members], reasons)


def _put_happening(db: sqlite3.Connection, members: list[Kept], reasons: Iterable[str]) -> None:
    sources = []
    for member in members:
        assert member.event is not None  # only events are told
        (source,) = db.execute("SELECT source FROM gist WHERE n = ?", (member.n,)).fetchone()
        told = json.loads(source)
        sources.append(Source(member.event, tuple(told["sketch"]), told["tags"]))
    found = origins(sources)
    independent = len({number for number, _ in found.values()})
    why = "; ".join(reasons)
    happening = sources[0].n
    db.execute("INSERT INTO happening VALUES (?, ?, ?)", (happening, f"{why[:1].upper()}{why[1:]}.", independent))
    db.executemany(
        "INSERT INTO telling VALUES (?, ?, ?, ?, ?)",
        [(source.n, happening, place, *found[source.n]) for place, source in enumerate(sources)],
    )
