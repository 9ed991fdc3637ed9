"""The days of the timeline: what lies ahead, what has no date, where a day begins, how many events a day has.

An event without a date stands under the day of its dispatch, on which it was reported.

Every question walks the index that the timeline is in the order of; none reads a record.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from models.filters import EVERYTHING, Filter
from models.store.rows import Histogram
from models.store.walking import ONCE, by_day

#: At most one event in so many is left out of a histogram for lying far off.
_OUTLYING = 20
#: Of fewer events than this none is an outlier.
_FEWEST = 4


class _Day(NamedTuple):
    """A day number and how many events stand under it."""

    day: int
    events: int


def ahead(db: sqlite3.Connection, chosen: Filter, today: dt.date) -> int:
    """How many events a filter shows that stand under a day after today: the first rows of the timeline."""
    if chosen == EVERYTHING:
        return _after(db, today.toordinal())
    return _sum([day for day in _by_day(db, chosen) if day.day > today.toordinal()])


def undated(db: sqlite3.Connection, chosen: Filter) -> int:
    """How many events a filter shows that have no date."""
    if chosen == EVERYTHING:
        return int(db.execute(f"SELECT count(*) FROM event AS r WHERE r.last IS NULL AND {ONCE}").fetchone()[0])
    sql = f"SELECT coalesce(sum(undated), 0) FROM {by_day(db, 'event', chosen)}"
    return int(db.execute(sql).fetchone()[0])


def shown(db: sqlite3.Connection, chosen: Filter) -> int:
    """How many events a filter shows in the timeline."""
    return int(db.execute(f"SELECT coalesce(sum(rows), 0) FROM {by_day(db, 'event', chosen)}").fetchone()[0])


def day_begins(db: sqlite3.Connection, chosen: Filter, day: dt.date | None, steps: int) -> int | None:
    """The row where the day begins that is so many days with events later than `day`; earlier, if negative.

    None as a day stands before the earliest one, as events of undated dispatches do. Where there are fewer
    days, the outermost one; where there is none at all in that direction, None.
    """
    number = None if day is None else day.toordinal()
    found = None
    for _ in range(abs(steps)):
        number = _next(db, chosen, number, later=steps > 0)
        if number is None:
            break
        found = number
    if found is None or chosen == EVERYTHING:
        return None if found is None else _after(db, found)
    return _sum([each for each in _by_day(db, chosen) if each.day > found])


def histogram(db: sqlite3.Connection, chosen: Filter, bins: int) -> Histogram | None:
    """The events a filter shows, by day, in at most so many bins; None where there are none, or no bins.

    Each counts under the day where it stands in the timeline.
    """
    if bins <= 0:
        return None
    days = _by_day(db, chosen)
    if not days:
        return None
    begin, end = _without_outliers(days, bins)
    kept = days[begin:end]
    first, last = kept[0].day, kept[-1].day
    width = -(-(last - first + 1) // bins)
    counts = [0] * ((last - first) // width + 1)
    for day, events in kept:
        counts[(day - first) // width] += events
    return Histogram(
        first=dt.date.fromordinal(first),
        last=dt.date.fromordinal(last),
        width=width,
        counts=tuple(counts),
        earlier=_sum(days[:begin]),
        later=_sum(days[end:]),
    )


def _by_day(db: sqlite3.Connection, chosen: Filter) -> list[_Day]:
    """The days under which the events stand that a filter shows, the earliest first."""
    rows = db.execute(f"SELECT day, rows FROM {by_day(db, 'event', chosen)} WHERE day IS NOT NULL ORDER BY day")
    return [_Day(*row) for row in rows]


def _without_outliers(days: Sequence[_Day], bins: int) -> tuple[int, int]:
    """Which slice of the days to show: all where each has a bin of its own, else without the few far off.

    As long as one half of the time shown holds only a few events, it is left out.
    """
    total = _sum(days)
    spare = max(1, total // _OUTLYING) if total >= _FEWEST else 0
    begin, end = 0, len(days)
    while days[end - 1].day - days[begin].day >= bins:
        middle = (days[begin].day + days[end - 1].day + 1) // 2
        split = bisect_left(days, middle, begin, end, key=lambda day: day.day)
        older, newer = _sum(days[begin:split]), _sum(days[split:end])
        if min(older, newer) > spare:
            break
        spare -= min(older, newer)
        begin, end = (split, end) if older <= newer else (begin, split)
    return begin, end


def _sum(days: Sequence[_Day]) -> int:
    return sum(day.events for day in days)


def _after(db: sqlite3.Connection, day: int) -> int:
    """How many events stand under a later day, with nothing filtered."""
    return int(db.execute(f"SELECT count(*) FROM event AS r WHERE r.day > ? AND {ONCE}", (day,)).fetchone()[0])


def _next(db: sqlite3.Connection, chosen: Filter, day: int | None, *, later: bool) -> int | None:
    """The next later day of an event (of none, the earliest there is), or the next earlier (before none, none)."""
    if chosen == EVERYTHING:
        rows, condition = "event AS r", ONCE
    else:
        rows, condition = f"{by_day(db, 'event', chosen)} AS r", "1"
    which, order = ("r.day > ?", "r.day") if later else ("r.day < ?", "r.day DESC")
    sql = f"SELECT r.day FROM {rows} WHERE {which} AND {condition} ORDER BY {order} LIMIT 1"
    row = db.execute(sql, (-1 if day is None and later else day,)).fetchone()
    return None if row is None else int(row[0])
