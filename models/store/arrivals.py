"""What came last: the newest rows that a filter lets through, found from the end of the table.

Rows are numbered as they are written, so that what is new lies at the end; only so many of the last are looked at.
"""

from __future__ import annotations

import sqlite3
from typing import Final, Literal

from models.filters import Filter
from models.store.conditions import claim_condition, event_condition

#: So many of the rows written last are looked at, and so many of them told.
LOOKED_AT: Final = 20_000
MOST: Final = 1_000


def arrivals(
    db: sqlite3.Connection, kind: Literal["timeline", "claims"], chosen: Filter, since: int
) -> list[tuple[str, int]]:
    """Ids and generations of what came after a generation, the latest first."""
    table, condition_of = ("event", event_condition) if kind == "timeline" else ("claim", claim_condition)
    condition = condition_of(db, chosen)
    sql = (
        f"SELECT r.id, r.added FROM {table} AS r WHERE r.n > (SELECT max(n) FROM {table}) - {LOOKED_AT}"
        f" AND r.added > ? AND {condition.sql} ORDER BY r.n DESC LIMIT {MOST}"
    )
    return [(id_, added) for id_, added in db.execute(sql, (since, *condition.values))]
