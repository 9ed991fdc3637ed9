"""The relations: directed pairs of parties, their events summed over the view.

Without a filter they come from the sums that are kept; under one the pairs of the events that match are
summed, and the actor fields ask which pair an actor stands in. Most events first, then by the parties' keys.
`opened.py` takes one apart, `matrix.py` lays them out by their actors.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from models.filters import EVERYTHING, Filter
from models.records import COOPERATION, Actor, When
from models.store.conditions import Condition, Value, bound, dyad_condition
from models.store.dyads import dyads
from models.store.marks import day_of, event_of
from models.store.onlooking import relation_sums
from models.store.pulses import Axis, with_pulses
from models.store.rows import Counts, RelationRow
from models.store.searching import storable
from models.store.walking import ORDER

_WINDOW = """
SELECT source, target, count, categories, first, last, added FROM {sums}
ORDER BY count DESC, source, target LIMIT ? OFFSET ?
"""

_SUMMED = """
SELECT source, target, sum(events) AS count, group_concat(category || ' ' || events), min(first), max(last),
    max(added)
FROM ({by_category})
GROUP BY source, target ORDER BY count DESC, source, target LIMIT ? OFFSET ?
"""


class Sum(NamedTuple):
    """A pair's events, summed; `first` and `last` are marks."""

    source: str
    target: str
    events: int
    categories: str
    first: int | None
    last: int | None
    added: int


def relations(
    db: sqlite3.Connection, chosen: Filter, offset: int, limit: int, axis: Axis | None = None
) -> list[RelationRow]:
    """A window of the relations, spread over an axis where there is one."""
    sums = _WINDOW.format(sums=relation_sums(db, chosen))
    rows = list(map(Sum._make, db.execute(sums, bound((), offset, limit)).fetchall()))
    return with_pulses(db, [relation_row(db, row, json.loads(row.categories)) for row in rows], chosen, axis)


def summed(db: sqlite3.Connection, by_category: str, values: tuple[Value, ...], offset: int, limit: int) -> list[Sum]:
    """A window of the pairs that a query has summed by category."""
    sql = _SUMMED.format(by_category=by_category)
    return list(map(Sum._make, db.execute(sql, bound(values, offset, limit)).fetchall()))


def counts(db: sqlite3.Connection, chosen: Filter) -> Counts:
    """How many pairs a filter shows; one is undated where all its events are that the rest lets through."""
    total = int(db.execute("SELECT count(*) FROM relation").fetchone()[0])
    if chosen == EVERYTHING:
        return Counts(shown=total, total=total, undated=0)
    shown = int(db.execute(f"SELECT count(*) FROM {relation_sums(db, chosen)}").fetchone()[0])
    return Counts(shown=shown, total=total, undated=_undated(db, chosen) if chosen.dated else 0)


def _undated(db: sqlite3.Connection, chosen: Filter) -> int:
    """How many pairs have only events without a date, and are hidden for want of one."""
    others = chosen.undated()
    if others == EVERYTHING and chosen.dated_throughout:
        return int(db.execute("SELECT count(*) FROM relation WHERE first IS NULL").fetchone()[0])
    rows, hidden = dyads(db, others), _hidden(db, chosen)
    pairs = f"SELECT 1 FROM ({rows.sql}) AS r GROUP BY r.source, r.target HAVING {hidden.sql}"
    return int(db.execute(f"SELECT count(*) FROM ({pairs})", rows.values + hidden.values).fetchone()[0])


def relation_events(
    db: sqlite3.Connection, source: str, target: str, chosen: Filter, part: Condition | None = None, most: int = -1
) -> list[str]:
    """The ids of a pair's events that a filter lets through, or of a part of them, as in the timeline, undated last."""
    condition = dyad_condition(db, chosen)
    part = part or Condition("1")
    rows = db.execute(
        "SELECT e.id FROM dyad AS r CROSS JOIN event AS e ON e.n = r.event"
        f" WHERE r.source = ? AND r.target = ? AND {condition.sql} AND {part.sql}"
        f" ORDER BY e.last IS NULL, {ORDER['event'].replace('r.', 'e.')} LIMIT ?",
        (storable(source), storable(target), *condition.values, *part.values, most),
    )
    return [row[0] for row in rows]


def _hidden(db: sqlite3.Connection, chosen: Filter) -> Condition:
    """What holds of a pair all of whose events have no date, where a filter shows none of them."""
    if chosen.dated_throughout:
        return Condition("max(r.day) IS NULL")
    shown = dyad_condition(db, chosen)
    return Condition(f"max(r.day) IS NULL AND NOT max(({shown.sql}) IS TRUE)", shown.values)


def joined(categories: str) -> dict[str, int]:
    """What the query joins as "AGREE 2,CONSULT 5"."""
    pairs: Iterable[list[str]] = (piece.split(" ") for piece in categories.split(","))
    return {category: int(count) for category, count in sorted(pairs)}


def relation_row(db: sqlite3.Connection, row: Sum, categories: dict[str, int]) -> RelationRow:
    """A summed pair with all that its line needs."""
    cooperation = sum(number for category, number in categories.items() if category in COOPERATION)
    return RelationRow(
        source=party(db, row.source),
        target=party(db, row.target),
        count=row.events,
        cooperation=cooperation,
        conflict=row.events - cooperation,
        categories=categories,
        first=_date(row.first),
        last=_date(row.last),
        added=row.added,
        first_when=_when(db, row.first),
        last_when=_when(db, row.last),
    )


def party(db: sqlite3.Connection, key: str) -> Actor:
    """The actor that a key stands for."""
    record = db.execute("SELECT actor FROM party WHERE key = ?", (key,)).fetchone()[0]
    return Actor.model_validate_json(record)


def _date(mark: int | None) -> dt.date | None:
    return None if mark is None else dt.date.fromordinal(day_of(mark))


def _when(db: sqlite3.Connection, mark: int | None) -> When | None:
    """The date of the event that a mark stands for."""
    if mark is None:
        return None
    sql = "SELECT json_extract(record, '$.when') FROM event_body WHERE n = ?"
    return When.model_validate_json(db.execute(sql, (event_of(mark),)).fetchone()[0])
