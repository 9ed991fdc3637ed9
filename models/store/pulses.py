"""How the relations of a window are spread over time: a few buckets of days, weeks, months or years, and the trend.

All relations of a view share the buckets, so that their shapes compare. Unfiltered they come from the counts kept
by the day, under a filter from the pairs' events.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from models.filters import EVERYTHING, Filter
from models.records import Record
from models.store.conditions import Value
from models.store.dyads import dyads
from models.store.marks import day_of
from models.store.onlooking import relation_sums
from models.store.rows import Histogram, RelationRow, Trend

#: How many events fall into each bucket.
Pulse: TypeAlias = tuple[int, ...]
Unit = Literal["day", "week", "month", "quarter", "year"]

#: At most so many buckets, unless the years are more.
MOST_BUCKETS: Final = 14

#: Fewer events show no trend.
_FEWEST: Final = 3
#: So many times as often, or as seldom, as before is no longer steady.
_MARKED: Final = 1.5


class Axis(Record):
    """The time that the buckets cover, both days included."""

    first: dt.date
    last: dt.date

    @cached_property
    def unit(self) -> Unit:
        """The finest unit of which there are few enough."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        quarters = (self.last.year - self.first.year) * 4 + (self.last.month - 1) // 3 - (self.first.month - 1) // 3 + 1
        days = (self.last - self.first).days + 1
        weeks = (days + self.first.weekday() + 6) // 7
        counts: tuple[tuple[Unit, int], ...] = (
            ("day", days),
            ("week", weeks),
            ("month", months),
            ("quarter", quarters),
        )
        return next((unit for unit, count in counts if count <= MOST_BUCKETS), "year")

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The day numbers on which the buckets begin, the first one cut to what is covered."""
        first, last = self.first.toordinal(), self.last.toordinal()
        starts = [first]
        while (begin := _next(dt.date.fromordinal(starts[-1]), self.unit)) <= last:
            starts.append(begin)
        # More years than there is room for: the latest ones.
        return tuple(starts[-MOST_BUCKETS:])

    @property
    def bounds(self) -> tuple[int, ...]:
        """Where each bucket begins and, last, the day after them all."""
        return (*self.starts, self.last.toordinal() + 1)


def axis(db: sqlite3.Connection, chosen: Filter, days: Histogram | None) -> Axis | None:
    """The time that the relations of a view cover, without what its histogram leaves out; None where there is none."""
    first, last = _reach(db, chosen)
    if days is None or first is None or last is None:
        return None
    first, last = max(first, days.first.toordinal()), min(last, days.last.toordinal())
    return Axis(first=dt.date.fromordinal(first), last=dt.date.fromordinal(last)) if first <= last else None


def _reach(db: sqlite3.Connection, chosen: Filter) -> tuple[int | None, int | None]:
    """The first and the last day of the pairs' events."""
    first, last = db.execute(f"SELECT min(first), max(last) FROM {relation_sums(db, chosen)}").fetchone()
    return (None, None) if first is None else (day_of(first), day_of(last))


def with_pulses(
    db: sqlite3.Connection, rows: Sequence[RelationRow], chosen: Filter, axis: Axis | None
) -> list[RelationRow]:
    """The relations with their buckets and trends; as they are without an axis."""
    if axis is None or not rows:
        return list(rows)
    pairs = [(row.source.id, row.target.id) for row in rows]
    counted = _kept(db, pairs, axis) if chosen == EVERYTHING else _summed(db, pairs, chosen, axis)
    return [
        row.model_copy(update={"pulse": pulse, "trend": trend(pulse, axis)})
        for row, pulse in zip(rows, counted, strict=True)
    ]


def spread(db: sqlite3.Connection, rows: str, keys: str, values: Sequence[Value], axis: Axis) -> dict[Value, Pulse]:
    """How many rows `r` of a subquery fall into each bucket, by one of their columns or what is made of them."""
    bounds = axis.bounds
    sql = (
        f"SELECT {keys}, {bucket_of(axis)} AS bucket, count(*) FROM {rows} AS r WHERE r.day >= ? AND r.day < ?"
        " GROUP BY 1, bucket"
    )
    counted: dict[Value, list[int]] = {}
    for key, bucket, events in db.execute(sql, (*values, bounds[0], bounds[-1])):
        counted.setdefault(key, [0] * (len(bounds) - 1))[bucket] = events
    return {key: tuple(pulse) for key, pulse in counted.items()}


def bucket_of(axis: Axis) -> str:
    """The number of the bucket of a row `r`, as an SQL expression; for days on the axis."""
    cases = " ".join(f"WHEN r.day < {end} THEN {bucket}" for bucket, end in enumerate(axis.bounds[1:]))
    return f"CASE {cases} END"


def trend(pulse: Sequence[int], axis: Axis) -> Trend | None:
    """Whether the last bucket has more or fewer events a day than those before; None where too few tell."""
    if len(pulse) < 2 or sum(pulse) < _FEWEST:
        return None
    *_, begins, end = axis.bounds
    before = sum(pulse[:-1]) / (begins - axis.bounds[0])
    now = pulse[-1] / (end - begins)
    if now >= before * _MARKED:
        return "rising"
    return "falling" if now * _MARKED <= before else "steady"


def _next(day: dt.date, unit: Unit) -> int:
    """The day number on which the next unit begins; the calendar may end before."""
    if unit in ("day", "week"):
        return day.toordinal() + (1 if unit == "day" else 7 - day.weekday())
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = (day.month - 1) // months * months + months
    if day.year + month // 12 > dt.MAXYEAR:
        return dt.date.max.toordinal() + 1
    return dt.date(day.year + month // 12, month % 12 + 1, 1).toordinal()


def _kept(db: sqlite3.Connection, pairs: Sequence[tuple[str, str]], axis: Axis) -> list[tuple[int, ...]]:
    columns = ", ".join(
        f"coalesce(sum(count) FILTER (WHERE day >= {begin} AND day < {end}), 0)" for begin, end in pairwise(axis.bounds)
    )
    sql = f"SELECT {columns} FROM pulse WHERE source = ? AND target = ? AND day >= ? AND day < ?"
    reach = axis.bounds[0], axis.bounds[-1]
    return [db.execute(sql, (*pair, *reach)).fetchone() for pair in pairs]


def _summed(
    db: sqlite3.Connection, pairs: Sequence[tuple[str, str]], chosen: Filter, axis: Axis
) -> list[tuple[int, ...]]:
    rows = dyads(db, chosen)
    bounds = axis.bounds
    wanted = ", ".join("(?, ?)" for _ in pairs)
    # The plus signs leave the way in to the condition: a pair may have far more events than match.
    sql = (
        f"SELECT r.source, r.target, {bucket_of(axis)} AS bucket, count(*) FROM ({rows.sql}) AS r"
        f" WHERE r.day >= ? AND r.day < ? AND (+r.source, +r.target) IN (VALUES {wanted})"
        " GROUP BY r.source, r.target, bucket"
    )
    values = (*rows.values, bounds[0], bounds[-1], *(key for pair in pairs for key in pair))
    counted = {pair: [0] * (len(bounds) - 1) for pair in pairs}
    for source, target, bucket, events in db.execute(sql, values):
        counted[source, target][bucket] = events
    return [tuple(counted[pair]) for pair in pairs]
