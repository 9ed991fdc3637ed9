"""Disputes and happenings written anew where what they are made of has changed.

Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from models.comparing.apart import apart_path, read_apart
from models.comparing.happenings import grouped
from models.comparing.likeness import Alike
from models.comparing.origins import Source, origins
from models.comparing.tellings import Telling
from models.store.judging import Touched
from models.store.kept import kept_of, telling_of


def settle(db: sqlite3.Connection, touched: Touched) -> None:
    """Writes the disputes and happenings anew that may have changed."""
    for dispute in sorted(touched.disputes):
        _settle_dispute(db, dispute)
    left = set(touched.events)
    while left:
        component = _component(db, left.pop())
        left -= component
        _settle_happenings(db, component)


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


def _settle_happenings(db: sqlite3.Connection, events: set[int]) -> None:
    for event in events:
        row = db.execute("SELECT happening FROM telling WHERE event = ?", (event,)).fetchone()
        if row is not None:
            undone(db, row[0])
    if len(events) < 2:
        return
    tellings: dict[int, Telling] = {}
    sources: dict[int, Source] = {}
    links: list[tuple[int, int, Alike]] = []
    for event in events:
        row = db.execute("SELECT n, source FROM gist WHERE event = ? ORDER BY n LIMIT 1", (event,)).fetchone()
        if row is None:
            continue
        tellings[event] = telling_of(db, kept_of(db, row[0]))
        told = json.loads(row[1])
        sources[event] = Source(event, tuple(told["sketch"]), told["tags"])
        links += [
            (a, b, Alike(strength, tuple(json.loads(reasons))))
            for a, b, strength, reasons in db.execute(
                "SELECT a, b, max(strength), reasons FROM likeness WHERE a = ? GROUP BY a, b", (event,)
            ).fetchall()
        ]
    links = [link for link in links if link[0] in tellings and link[1] in tellings]
    for members, reasons in grouped(tellings, links, read_apart(apart_path())):
        _put_happening(db, [telling.n for telling in members], reasons, sources)


def _put_happening(
    db: sqlite3.Connection, members: list[int], reasons: Iterable[str], sources: Mapping[int, Source]
) -> None:
    found = origins([sources[n] for n in members])
    independent = len({number for number, _ in found.values()})
    why = "; ".join(reasons)
    db.execute("INSERT INTO happening VALUES (?, ?, ?)", (members[0], f"{why[:1].upper()}{why[1:]}.", independent))
    db.executemany(
        "INSERT INTO telling VALUES (?, ?, ?, ?, ?)",
        [(n, members[0], place, *found[n]) for place, n in enumerate(members)],
    )
