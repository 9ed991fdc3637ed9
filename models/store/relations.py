"""The relations: directed pairs of parties, their events summed over the view.

Without a filter they come from the sums that are kept; under one the pairs of the events that match are
summed, and the actor fields ask which pair an actor stands in. Most events first, then by the parties' keys.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from models.filters import EVERYTHING, Filter
from models.records import COOPERATION, Actor
from models.store.conditions import Condition, bound, dyad_condition, storable
from models.store.rows import Counts, RelationRow
from models.store.windows import EVENT_ORDER

_KEPT = """
SELECT source, target, count, categories, first, last, added FROM relation
ORDER BY count DESC, source, target LIMIT ? OFFSET ?
"""

_SUMMED = """
SELECT source, target, sum(events) AS count, group_concat(category || ' ' || events), min(first), max(last),
    max(added)
FROM (
    SELECT r.source, r.target, r.category, count(*) AS events, min(r.day) AS first, max(r.day) AS last,
        max(r.added) AS added
    FROM dyad AS r WHERE {condition} GROUP BY r.source, r.target, r.category
)
GROUP BY source, target ORDER BY count DESC, source, target LIMIT ? OFFSET ?
"""


class _Sum(NamedTuple):
    """A row of either query; days are day numbers."""

    source: str
    target: str
    events: int
    categories: str
    first: int | None
    last: int | None
    added: int


def relations(db: sqlite3.Connection, chosen: Filter, offset: int, limit: int) -> list[RelationRow]:
    """A window of the relations."""
    if chosen == EVERYTHING:
        kept = map(_Sum._make, db.execute(_KEPT, bound((), offset, limit)).fetchall())
        return [_row(db, row, json.loads(row.categories)) for row in kept]
    condition = dyad_condition(chosen)
    sql = _SUMMED.format(condition=condition.sql)
    summed = map(_Sum._make, db.execute(sql, bound(condition.values, offset, limit)).fetchall())
    return [_row(db, row, _categories(row.categories)) for row in summed]


def counts(db: sqlite3.Connection, chosen: Filter) -> Counts:
    """How many pairs a filter shows; one is undated where all its events are that the rest lets through."""
    total = int(db.execute("SELECT count(*) FROM relation").fetchone()[0])
    if chosen == EVERYTHING:
        return Counts(shown=total, total=total, undated=0)
    shown = _count(db, dyad_condition(chosen))
    undated = 0
    if chosen.dated:
        undated = _count(db, dyad_condition(chosen.undated()), "HAVING max(r.day) IS NULL")
    return Counts(shown=shown, total=total, undated=undated)


def relation_events(db: sqlite3.Connection, source: str, target: str, chosen: Filter) -> list[str]:
    """The ids of a pair's events that a filter lets through, in the timeline's order."""
    condition = dyad_condition(chosen)
    rows = db.execute(
        "SELECT e.id FROM dyad AS r CROSS JOIN event AS e ON e.n = r.event"
        f" WHERE r.source = ? AND r.target = ? AND {condition.sql}"
        f" ORDER BY {EVENT_ORDER.replace('r.', 'e.')}",
        (storable(source), storable(target), *condition.values),
    )
    return [row[0] for row in rows]


def _count(db: sqlite3.Connection, condition: Condition, having: str = "") -> int:
    pairs = f"SELECT 1 FROM dyad AS r WHERE {condition.sql} GROUP BY r.source, r.target {having}"
    return int(db.execute(f"SELECT count(*) FROM ({pairs})", condition.values).fetchone()[0])


def _categories(joined: str) -> dict[str, int]:
    """What the query joins as "AGREE 2,CONSULT 5"."""
    pairs: Iterable[list[str]] = (piece.split(" ") for piece in joined.split(","))
    return {category: int(count) for category, count in sorted(pairs)}


def _row(db: sqlite3.Connection, row: _Sum, categories: dict[str, int]) -> RelationRow:
    cooperation = sum(number for category, number in categories.items() if category in COOPERATION)
    return RelationRow(
        source=_party(db, row.source),
        target=_party(db, row.target),
        count=row.events,
        cooperation=cooperation,
        conflict=row.events - cooperation,
        categories=categories,
        first=_date(row.first),
        last=_date(row.last),
        added=row.added,
    )


def _party(db: sqlite3.Connection, key: str) -> Actor:
    record = db.execute("SELECT actor FROM party WHERE key = ?", (key,)).fetchone()[0]
    return Actor.model_validate_json(record)


def _date(day: int | None) -> dt.date | None:
    return None if day is None else dt.date.fromordinal(day)
