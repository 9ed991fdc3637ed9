"""What came last: the newest rows that a filter lets through, found from the end of the table.

Rows are numbered as they are written, so that what is new lies at the end; only so many of the last are looked at.
"""

from __future__ import annotations

import sqlite3
from typing import Final, Literal

from models.filters import EVERYTHING, Filter
from models.store.conditions import Value
from models.store.finding import found
from models.store.searched import Searched, row_of

#: So many of the rows written last are looked at, and so many of them told.
LOOKED_AT: Final = 20_000
MOST: Final = 1_000


def arrivals(
    db: sqlite3.Connection, kind: Literal["timeline", "claims"], chosen: Filter, since: int
) -> list[tuple[str, int]]:
    """Ids and generations of what came after a generation, the latest first."""
    table: Searched = "event" if kind == "timeline" else "claim"
    rows, values = f"{table} AS r", tuple[Value, ...]()
    if chosen != EVERYTHING:
        query = found(db, table, chosen)
        last = f"SELECT {row_of('key')} AS n FROM ({query.sql}) WHERE {row_of('+key')} > {_after(table)}"
        rows, values = f"({last}) AS w CROSS JOIN {table} AS r ON r.n = w.n", query.values
    sql = f"SELECT r.id, r.added FROM {rows} WHERE r.n > {_after(table)} AND r.added > ? ORDER BY r.n DESC LIMIT {MOST}"
    return [(id_, added) for id_, added in db.execute(sql, (*values, since))]


def _after(table: Searched) -> str:
    return f"(SELECT max(n) FROM {table}) - {LOOKED_AT}"
