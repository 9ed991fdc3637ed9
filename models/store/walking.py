"""The rows that a filter shows, by their numbers in the index: in the order of a view, from a place on; counted by day.

The index yields them by their days, newest first, and stops where no more are wanted; within a day they are put in
order here. A happening that several dispatches tell stands in the timeline once: by the first telling that the filter
lets through, so that no happening is hidden by another telling.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from models.filters import Filter
from models.store.conditions import Condition
from models.store.finding import first_found, found
from models.store.onlooking import worked_out
from models.store.rows import Listing
from models.store.schema import END
from models.store.searched import Searched, begins, day_number, day_of, has_no_date, key_of, number_of, row_of

#: The order of each view: the timeline's, which is that of a relation's events too; the claims'.
ORDER: Final[Mapping[Searched, str]] = {
    "event": "r.day DESC, r.last DESC, r.issued DESC, r.dispatch_id, r.number",
    "claim": "r.day DESC, r.issued DESC, r.dispatch_id, r.number",
}

#: The same within a day, as columns that all ascend: what is absent comes last.
WITHIN_DAY: Final[Mapping[Searched, tuple[str, ...]]] = {
    "event": ("-coalesce(r.last, -1)", "-coalesce(r.issued, -1)", "r.dispatch_id", "r.number"),
    "claim": ("-coalesce(r.issued, -1)", "r.dispatch_id", "r.number"),
}

#: What rows `r` of `event` meet that stand in the timeline of everything.
ONCE: Final = "NOT EXISTS (SELECT 1 FROM telling AS t WHERE t.event = r.n AND t.happening <> t.event)"

#: From so many rows on, where to begin is looked up in the sums by day.
_FAR: Final = 5_000
#: So many rows of one day are put in order; of more, those that come first are looked up in the order there is.
_MANY: Final = 2_000


def shown(db: sqlite3.Connection, kind: Searched, chosen: Filter, offset: int, limit: int) -> list[int]:
    """The rows of a window, by their own numbers, in the order of the days."""
    skipped, before = _begin(db, kind, chosen, offset)
    wanted = max(0, offset) + max(0, limit) - skipped
    if wanted <= 0 or limit <= 0:
        return []
    keys = (key for (key,) in db.execute(*first_found(db, kind, chosen, before)))
    rows: list[int] = []
    for days in _in_days(keys, wanted):
        left_out = _told_before(db, chosen, [key for day in days for key in day]) if kind == "event" else frozenset()
        rows += _in_order(db, kind, [[key for key in day if key not in left_out] for day in days], wanted - len(rows))
        if len(rows) >= wanted:
            break
    begin = max(0, offset) - skipped
    return rows[begin : begin + limit]


def latest(db: sqlite3.Connection, kind: Searched, chosen: Filter, offset: int, limit: int) -> list[int]:
    """The rows of a window, by their own numbers, what was written last first."""
    query = found(db, kind, chosen)
    sql = f"SELECT key FROM ({query.sql}) ORDER BY {row_of('key')} DESC LIMIT ?"
    begin, end = max(0, offset), max(0, offset) + max(0, limit)
    most = end + limit
    while limit > 0:
        keys = [key for (key,) in db.execute(sql, (*query.values, most))]
        left_out = _told_before(db, chosen, keys) if kind == "event" else frozenset()
        rows = [number_of(key) for key in keys if key not in left_out]
        if len(rows) >= end or len(keys) < most:
            return rows[begin:end]
        most *= 4
    return []


def count(db: sqlite3.Connection, kind: Searched, chosen: Filter) -> int:
    """How many rows of a kind a filter lets through."""
    query = found(db, kind, chosen)
    return int(db.execute(f"SELECT count(*) FROM ({query.sql})", query.values).fetchone()[0])


def place(db: sqlite3.Connection, kind: Searched, chosen: Filter, key: int, listing: Listing) -> int | None:
    """How many rows stand above one, by its number in the index; None where it is not shown."""
    if not _shown(db, kind, chosen, Condition("key = ?", (key,))):
        return None
    if listing == "arrival":
        return _shown(db, kind, chosen, Condition(f"{row_of('key')} > ?", (number_of(key),)))
    day = day_number(key)
    of_row = f"SELECT {', '.join(WITHIN_DAY[kind])} FROM {kind} AS r WHERE r.n ="
    later = Condition("key >= ?", (begins(day + 1),))
    within = Condition(
        f"key BETWEEN ? AND ? AND ({of_row} {row_of('key')}) < ({of_row} ?)",
        (begins(day), begins(day + 1) - 1, number_of(key)),
    )
    return sum(_shown(db, kind, chosen, above) for above in (later, within))


def _shown(db: sqlite3.Connection, kind: Searched, chosen: Filter, further: Condition) -> int:
    """How many of the rows shown meet a further condition."""
    query = found(db, kind, chosen)
    sql = f"SELECT count(*) FROM ({query.sql}) WHERE {further.sql}"
    if (left_out := _left_out(db, kind, chosen)) is not None:
        sql = f"{sql} AND +key NOT IN (SELECT key FROM {left_out})"
    return int(db.execute(sql, query.values + further.values).fetchone()[0])


def by_day(db: sqlite3.Connection, kind: Searched, chosen: Filter) -> str:
    """The table of the rows shown by the day under which they stand (null for none), worked out once a look.

    `undated` is how many of them have no date of their own.
    """
    query = found(db, kind, chosen)
    counted = f"count(*) AS rows, sum({has_no_date('key')}) AS undated"
    sql = f"SELECT {day_of('key')} AS day, {counted} FROM ({query.sql}) GROUP BY 1"
    if (left_out := _left_out(db, kind, chosen)) is not None:
        sql = (
            f"SELECT day, sum(rows) AS rows, sum(undated) AS undated FROM (SELECT * FROM ({sql}) UNION ALL"
            f" SELECT {day_of('key')}, -count(*), -sum({has_no_date('key')}) FROM {left_out} GROUP BY 1)"
            " GROUP BY day HAVING sum(rows) > 0"
        )
    return worked_out(db, Condition(sql, query.values))


def _begin(db: sqlite3.Connection, kind: Searched, chosen: Filter, offset: int) -> tuple[int, int]:
    """How many rows to pass over, and below which number in the index the others lie: all where the offset is small."""
    if offset < _FAR:
        return 0, begins(END + 1)
    passed = 0
    for day, rows in db.execute(f"SELECT day, rows FROM {by_day(db, kind, chosen)} ORDER BY day DESC"):
        if passed + rows > offset:
            return passed, begins((day or 0) + 1)
        passed += rows
    return passed, 0


def _in_days(keys: Iterable[int], least: int) -> Iterator[list[list[int]]]:
    """Whole days of rows, at first as many as hold the least that is wanted, then always more."""
    days: list[list[int]] = []
    held = 0
    for _, of_day in groupby(keys, day_number):
        days.append(list(of_day))
        held += len(days[-1])
        if held >= least:
            yield days
            days, held = [], 0
    yield days


def _in_order(db: sqlite3.Connection, kind: Searched, days: Iterable[list[int]], most: int) -> list[int]:
    """The first rows of some days, by their own numbers."""
    rows: list[int] = []
    few: list[int] = []
    for keys in days:
        if len(keys) <= _MANY:
            few += keys
            continue
        rows += _sorted(db, kind, few)
        few = []
        if len(rows) < most:
            rows += _first(db, kind, keys, most - len(rows))
    return rows + _sorted(db, kind, few)


def _sorted(db: sqlite3.Connection, kind: Searched, keys: list[int]) -> list[int]:
    sql = f"SELECT r.n FROM json_each(?) AS j CROSS JOIN {kind} AS r ON r.n = j.value ORDER BY {ORDER[kind]}"
    return [n for (n,) in db.execute(sql, (json.dumps(list(map(number_of, keys))),))] if keys else []


def _first(db: sqlite3.Connection, kind: Searched, keys: list[int], most: int) -> list[int]:
    """The first of many rows of one day, by the index that is in the view's order."""
    wanted = set(map(number_of, keys))
    sql = f"SELECT r.n FROM {kind} AS r WHERE r.day IS ? ORDER BY {ORDER[kind].removeprefix('r.day DESC, ')}"
    rows: list[int] = []
    for (n,) in db.execute(sql, (day_number(keys[0]) or None,)):
        if n in wanted:
            rows.append(n)
            if len(rows) == most:
                break
    return rows


def _told_before(db: sqlite3.Connection, chosen: Filter, keys: Collection[int]) -> frozenset[int]:
    """Those of some rows found that tell what a telling before them tells which the filter lets through as well."""
    sql = (
        f"SELECT j.value, {key_of('q')} FROM json_each(?) AS j"
        f" CROSS JOIN telling AS t ON t.event = {row_of('j.value')}"
        " CROSS JOIN telling AS o ON o.happening = t.happening AND o.place < t.place"
        " CROSS JOIN event AS q ON q.n = o.event"
    )
    pairs = db.execute(sql, (json.dumps(list(keys)),)).fetchall()
    known = set(keys)
    unknown = {other for _, other in pairs} - known
    if unknown:
        query = found(db, "event", chosen)
        wanted = "key BETWEEN ? AND ? AND +key IN (SELECT value FROM json_each(?))"
        sql = f"SELECT key FROM ({query.sql}) WHERE {wanted}"
        values = (*query.values, min(unknown), max(unknown), json.dumps(list(unknown)))
        known |= {key for (key,) in db.execute(sql, values)}
    return frozenset(key for key, other in pairs if other in known)


def _left_out(db: sqlite3.Connection, kind: Searched, chosen: Filter) -> str | None:
    """The table of all such rows, which is worked out once a look; None where nothing is told twice."""
    if kind != "event" or db.execute("SELECT 1 FROM telling LIMIT 1").fetchone() is None:
        return None
    query = found(db, kind, chosen)
    sql = (
        "SELECT key FROM (SELECT w.key, row_number() OVER (PARTITION BY t.happening ORDER BY t.place) AS nth"
        f" FROM ({query.sql}) AS w CROSS JOIN telling AS t ON t.event = {row_of('w.key')}) WHERE nth > 1"
    )
    return worked_out(db, Condition(sql, query.values))
