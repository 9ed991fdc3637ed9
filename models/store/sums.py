"""The relations of the unfiltered view, kept as sums: each change of events changes the pairs it touches.

So the first window of a large store needs no counting; under a filter the pairs are summed when asked.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


class PairChanges:
    """What the directed pairs gained and lost in one transaction: events by category, days, generations."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], _Change] = {}

    def add(self, pair: tuple[str, str], category: str, day: int | None, added: int) -> None:
        """An event of the pair came, on a day and with its generation."""
        change = self.of.setdefault(pair, _Change())
        change.counts[category] += 1
        change.days_come.add(day)
        change.added = max(change.added, added)

    def remove(self, pair: tuple[str, str], category: str, day: int | None) -> None:
        """An event of the pair went."""
        change = self.of.setdefault(pair, _Change())
        change.counts[category] -= 1
        change.days_gone.add(day)


@dataclass
class _Change:
    counts: Counter[str] = field(default_factory=Counter)
    days_come: set[int | None] = field(default_factory=set)
    days_gone: set[int | None] = field(default_factory=set)
    added: int = 0


def settle(db: sqlite3.Connection, changes: PairChanges) -> None:
    """Brings the sums up to date, after the pairs' events were written and deleted.

    `added` stays where the newest event of a pair goes and older ones remain: it is when the pair last grew.
    """
    for pair, change in changes.of.items():
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
        if {first, last} & change.days_gone:
            first, last = _reach(db, pair, counts)
        else:
            days = [day for day in (first, last, *change.days_come) if day is not None]
            first, last = min(days, default=None), max(days, default=None)
        categories = json.dumps(dict(sorted(counts.items())))
        db.execute(
            "INSERT OR REPLACE INTO relation VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*pair, counts.total(), categories, first, last, max(added, change.added)),
        )


def _reach(db: sqlite3.Connection, pair: tuple[str, str], categories: Iterable[str]) -> tuple[int | None, int | None]:
    """The oldest and newest day of a pair: two steps into the index a category, however many its events."""
    days: list[int] = []
    for category in categories:
        for end in ("min", "max"):
            sql = f"SELECT {end}(day) FROM dyad WHERE source = ? AND target = ? AND category = ?"
            day = db.execute(sql, (*pair, category)).fetchone()[0]
            if day is not None:
                days.append(day)
    return min(days, default=None), max(days, default=None)
