"""The relations of the unfiltered view, kept as sums: each change of events changes the pairs it touches.

So the first window of a large store needs no counting; under a filter the pairs are summed when asked.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from models.store.marks import FIRST_MARK, LAST_MARK, marks


class Deed(NamedTuple):
    """An event of a pair: its row, its category, its date in day numbers."""

    event: int
    category: str
    day: int | None
    last: int | None
    first: int | None

    @property
    def marks(self) -> tuple[int, int] | None:
        """Its first and last mark; None where it is undated."""
        if self.day is None or self.last is None or self.first is None:
            return None
        return marks(self.event, self.day, self.last, self.first)


class PairChanges:
    """What the directed pairs gained and lost in one transaction."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], _Change] = {}

    def add(self, pair: tuple[str, str], deed: Deed, added: int) -> None:
        """An event of the pair came, with its generation."""
        change = self.of.setdefault(pair, _Change())
        change.note(deed, 1)
        change.added = max(change.added, added)

    def remove(self, pair: tuple[str, str], deed: Deed) -> None:
        """An event of the pair went."""
        self.of.setdefault(pair, _Change()).note(deed, -1)


@dataclass
class _Change:
    counts: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    come: set[tuple[int, int]] = field(default_factory=set)
    gone: set[tuple[int, int]] = field(default_factory=set)
    added: int = 0

    def note(self, deed: Deed, by: int) -> None:
        """Count an event in, or out."""
        self.counts[deed.category] += by
        if deed.day is not None:
            self.days[deed.day] += by
        if deed.marks is not None:
            (self.come if by > 0 else self.gone).add(deed.marks)
            if by < 0:  # what came in the same transaction, as a dispatch that another one replaces
                self.come.discard(deed.marks)


def settle(db: sqlite3.Connection, changes: PairChanges) -> None:
    """Brings the sums up to date, after the pairs' events were written and deleted.

    `added` stays where the newest event of a pair goes and older ones remain: it is when the pair last grew.
    """
    for pair, change in changes.of.items():
        _settle_days(db, pair, change.days)
        row = db.execute(
            "SELECT categories, first, last, added FROM relation WHERE source = ? AND target = ?", pair
        ).fetchone()
        stored, first, last, added = row or ("{}", None, None, 0)
        counts = Counter[str](json.loads(stored))
        counts.update(change.counts)
        counts = +counts  # what fell to zero goes
        if not counts:
            db.execute("DELETE FROM relation WHERE source = ? AND target = ?", pair)
            continue
        if any(first == gone or last == also for gone, also in change.gone):
            first, last = _reach(db, pair, counts)
        else:
            first = min((mark for mark in (first, *(m for m, _ in change.come)) if mark is not None), default=None)
            last = max((mark for mark in (last, *(m for _, m in change.come)) if mark is not None), default=None)
        categories = json.dumps(dict(sorted(counts.items())))
        db.execute(
            "INSERT OR REPLACE INTO relation VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*pair, counts.total(), categories, first, last, max(added, change.added)),
        )


def _settle_days(db: sqlite3.Connection, pair: tuple[str, str], days: Counter[int]) -> None:
    changed = [(*pair, day, by) for day, by in days.items() if by]
    db.executemany(
        "INSERT INTO pulse VALUES (?, ?, ?, ?)"
        " ON CONFLICT (source, target, day) DO UPDATE SET count = count + excluded.count",
        changed,
    )
    emptied = [(*pair, day) for *_, day, by in changed if by < 0]
    db.executemany("DELETE FROM pulse WHERE source = ? AND target = ? AND day = ? AND count <= 0", emptied)


def _reach(db: sqlite3.Connection, pair: tuple[str, str], categories: Iterable[str]) -> tuple[int | None, int | None]:
    """The outermost marks of a pair: two steps into the index a category and end, however many its events."""
    firsts: list[int] = []
    lasts: list[int] = []
    for category in categories:
        for end, mark, found in (("min", FIRST_MARK, firsts), ("max", LAST_MARK, lasts)):
            sql = (
                f"SELECT {end}({mark}) FROM dyad AS r WHERE r.source = ?1 AND r.target = ?2 AND r.category = ?3"
                f" AND r.day = (SELECT {end}(day) FROM dyad WHERE source = ?1 AND target = ?2 AND category = ?3)"
            )
            outermost = db.execute(sql, (*pair, category)).fetchone()[0]
            if outermost is not None:
                found.append(outermost)
    return min(firsts, default=None), max(lasts, default=None)
