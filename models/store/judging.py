"""Gists compared with those that take part under their keys, and what was found taken back again.

Each function works inside the transaction of its caller; what it touches is settled at the end (`settling`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from models.comparing.agreeing import Said
from models.comparing.clashes import Clash, clash, of_form
from models.comparing.likeness import alike
from models.store.kept import Kept, Met, kept_within, statement_of
from models.store.matters import Standing, Standings, facing, keys_of, kind, whole
from models.store.tellings import EVENTS, Link, link, links, unlink

#: Where clashes stand, and those that lean on what many dispatches are about (`spread`).
CLASHES: Final = ("clash", "withheld")
#: The key of what clashes within one dispatch.
WITHIN: Final = 0
#: So many gists of one dispatch are compared with each other under a key and side.
_MOST_WITHIN: Final = 40
_GIVEN: Final = "(SELECT value FROM json_each(?))"


@dataclass
class Touched:
    """What one transaction has to settle at its end: disputes by id, events and claims that may be told otherwise."""

    disputes: set[str] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    #: What was judged already: two meet under several keys.
    clashes: dict[tuple[int, int], Clash | None] = field(default_factory=dict)
    #: Whether clauses of two dispatches clash in a way, and these with their keys by the dispatch, as they were met.
    closer: dict[tuple[int, int, str], bool] = field(default_factory=dict)
    clauses: dict[int, list[tuple[Kept, frozenset[int]]]] = field(default_factory=dict)
    #: Gists and claims as they were met.
    met: Met = field(default_factory=Met)
    said: dict[int, Said] = field(default_factory=dict)
    #: The pairs that clash and those that did; what the dispatches are about that came or went, and how many more
    #: there are now.
    found: set[tuple[int, int]] = field(default_factory=set)
    lost: set[tuple[int, int]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    more: int = 0

    def clauses_of(self, db: sqlite3.Connection, dispatch: int) -> list[tuple[Kept, frozenset[int]]]:
        """The clauses of a dispatch, each with the keys under which it stands, whatever the side."""
        if dispatch not in self.clauses:
            clauses = [one for one in kept_within(db, dispatch) if one.gist.poles and of_form(one.gist) == "stand"]
            self.clauses[dispatch] = [(one, frozenset(map(whole, keys_of(db, one.n)))) for one in clauses]
        return self.clauses[dispatch]


def pair(
    db: sqlite3.Connection,
    kept: Kept,
    others: Mapping[int, list[int]],
    known: Mapping[int, Kept],
    touched: Touched,
    generation: int,
) -> None:
    """Compares a gist with those, among all that are `known` by their rows, that it meets under each of some keys."""
    told = dict.fromkeys(n for key, ns in others.items() if kind(key) == "O" for n in ns)
    link(db, EVENTS, [one for n in told if (one := _link(kept, known[n], touched)) is not None])
    for key, ns in others.items():
        if kind(key) == "O":
            continue
        for n in ns:
            both, other = (kept.n, n), known[n]
            if other.dispatch == kept.dispatch:
                continue
            if both not in touched.clashes:
                touched.clashes[both] = _clash(db, kept, other, touched)
            found = touched.clashes[both]
            if found is not None:
                _put_clash(db, found, kept, other, whole(key), touched, generation)


def pair_within(
    db: sqlite3.Connection, told: Sequence[tuple[Kept, list[int]]], touched: Touched, generation: int
) -> None:
    """Compares the gists of one dispatch with each other, whatever else stands under their keys."""
    under: dict[int, list[Kept]] = {}
    for kept, keys in told:
        for key in keys:
            if kind(key) != "O":
                under.setdefault(key, []).append(kept)
    judged: set[tuple[int, int]] = set()
    for key, ones in under.items():
        others = under.get(facing(key), []) if facing(key) >= key else []
        for one in ones[:_MOST_WITHIN]:
            for other in others[:_MOST_WITHIN]:
                both = (min(one.n, other.n), max(one.n, other.n))
                if one.n == other.n or both in judged:
                    continue
                judged.add(both)
                if (found := clash(statement_of(one), statement_of(other))) is not None:
                    _put_clash(db, found, one, other, WITHIN, touched, generation)


def _clash(db: sqlite3.Connection, one: Kept, other: Kept, touched: Touched) -> Clash | None:
    """How two gists clash; numbers and happenings only where no clauses of their dispatches clash in the same way."""
    found = clash(statement_of(one), statement_of(other))
    if found is None or of_form(one.gist) == "stand":
        return found
    place = (min(one.dispatch, other.dispatch), max(one.dispatch, other.dispatch), found.kind)
    if place not in touched.closer:
        touched.closer[place] = _is_found_closer(db, one, other, found, touched)
    return None if touched.closer[place] else found


def _is_found_closer(db: sqlite3.Connection, one: Kept, other: Kept, found: Clash, touched: Touched) -> bool:
    """Whether clauses of the two dispatches clash in the same way."""
    mine, yours = (touched.clauses_of(db, dispatch) for dispatch in (one.dispatch, other.dispatch))
    for a, keys in mine:
        for b, others in yours:
            closer = clash(statement_of(a), statement_of(b)) if keys & others else None
            if closer is not None and closer.kind == found.kind:
                return True
    return False


def part(db: sqlite3.Connection, kept: Kept, touched: Touched) -> None:
    """Takes back with which others a gist tells the same."""
    if kept.event is not None:
        touched.events |= unlink(db, EVENTS, kept.event)


def unpair(db: sqlite3.Connection, n: int, key: int, touched: Touched) -> None:
    """Takes back which others a gist clashes with under a key."""
    for first, second, dispute in _clashes(db, n, key):
        _take_back(db, first, second, dispute, key, touched)


def recede(
    db: sqlite3.Connection, standings: Standings, crowded_out: Sequence[tuple[Standing, int]], touched: Touched
) -> None:
    """Takes back what was found of gists, each under a key, with those that they are no longer compared with."""
    for one in dict.fromkeys(one for one, key in crowded_out if kind(key) == "O"):
        _recede(db, standings, one, touched)
    clashing = [(one, key) for one, key in dict.fromkeys(crowded_out) if kind(key) != "O"]
    told = _in_clashes(db, {one.gist for one, _ in clashing})
    for one, key in clashing:
        if one.gist in told and (clashes := _clashes(db, one.gist, key)):
            still = standings.met(one, key)
            for first, second, dispute in clashes:
                if (second if first == one.gist else first) not in still:
                    _take_back(db, first, second, dispute, key, touched)


def _recede(db: sqlite3.Connection, standings: Standings, one: Standing, touched: Touched) -> None:
    """Takes back with which others a gist tells the same, but for those that it still meets under some key."""
    (event,) = db.execute("SELECT event FROM gist WHERE n = ?", (one.gist,)).fetchone()
    if not links(db, EVENTS, event):
        return
    still = {n for key in keys_of(db, one.gist) for n in standings.met(one, key)}
    rows = db.execute(f"SELECT event FROM gist WHERE n IN {_GIVEN}", (json.dumps(list(still)),))
    touched.events |= unlink(db, EVENTS, event, {event for (event,) in rows})


def _in_clashes(db: sqlite3.Connection, ns: Set[int]) -> set[int]:
    """Those of some gists that clash with any."""
    given = json.dumps(list(ns))
    rows = db.execute(
        f"SELECT first FROM clash WHERE first IN {_GIVEN} UNION SELECT second FROM clash WHERE second IN {_GIVEN}",
        (given, given),
    )
    return {n for (n,) in rows.fetchall()}


def _clashes(db: sqlite3.Connection, n: int, key: int) -> list[tuple[int, int, str]]:
    return db.execute(
        " UNION ".join(
            f"SELECT first, second, dispute FROM {table} WHERE {side} = ?1 AND key = ?2"
            for table in CLASHES
            for side in ("first", "second")
        ),
        (n, whole(key)),
    ).fetchall()


def _take_back(db: sqlite3.Connection, first: int, second: int, dispute: str, key: int, touched: Touched) -> None:
    touched.disputes.add(dispute)
    touched.lost.add((first, second))
    for table in CLASHES:
        db.execute(f"DELETE FROM {table} WHERE first = ? AND second = ? AND key = ?", (first, second, whole(key)))


def _put_clash(
    db: sqlite3.Connection, found: Clash, one: Kept, other: Kept, key: int, touched: Touched, generation: int
) -> None:
    first, second = (one, other) if found.first.gist == one.gist else (other, one)
    dispute = "d:" + blake2b(found.matter.encode(), digest_size=8).hexdigest()
    before = db.execute("SELECT added FROM dispute_before WHERE id = ?", (dispute,)).fetchone()
    # Side by side in one dispatch is easiest to see; then what came first, in the words that say most.
    apart = first.dispatch != second.dispatch
    words = min(len(first.gist.words), 60) + min(len(second.gist.words), 60)
    rank = f"{int(apart)}|{first.day:07}|{second.day:07}|{200 - words:05}|{first.tie}|{second.tie}"
    db.execute(
        "INSERT OR REPLACE INTO clash VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            first.n,
            second.n,
            key,
            found.kind,
            found.why,
            first.gist.record,
            second.gist.record,
            json.dumps(found.marks),
            dispute,
            rank,
            max(first.day, second.day),
            generation if before is None else before[0],
        ),
    )
    touched.disputes.add(dispute)
    touched.found.add((first.n, second.n))


def _link(one: Kept, other: Kept, touched: Touched) -> Link | None:
    """The link of two events, where they are one happening."""
    a, b = sorted((touched.met.telling(one), touched.met.telling(other)), key=lambda t: t.rank)
    judged = alike(a, b)
    if judged is None:
        return None
    touched.events |= {a.n, b.n}
    return Link(a.n, b.n, judged)
