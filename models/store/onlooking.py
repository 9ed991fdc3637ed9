"""What the questions of one look have in common, worked out once: tables that end with the look's transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Final

from models.filters import EVERYTHING, Filter
from models.store.conditions import Condition
from models.store.dyads import dyads
from models.store.marks import FIRST_MARK, LAST_MARK

#: Sums rows `r` by pair and category.
BY_CATEGORY: Final = f"""
SELECT r.source, r.target, r.category, count(*) AS events, min({FIRST_MARK}) AS first, max({LAST_MARK}) AS last,
    max(r.added) AS added
FROM {{rows}} AS r WHERE {{condition}} GROUP BY r.source, r.target, r.category
"""

#: The same by pair, in the columns of the table `relation`.
_AS_RELATION = """
SELECT source, target, sum(events) AS count, json_group_object(category, events) AS categories, min(first) AS first,
    max(last) AS last, max(added) AS added
FROM ({by_category}) GROUP BY source, target
"""


def worked_out(db: sqlite3.Connection, query: Condition) -> str:
    """The name of a temporary table that holds what a query finds; within a transaction the same one is made once."""
    digest = hashlib.sha256(repr(query).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    name = f"worked_out_{digest}"
    if db.execute("SELECT 1 FROM sqlite_temp_schema WHERE name = ?", (name,)).fetchone() is None:
        db.execute(f"CREATE TEMP TABLE {name} AS {query.sql}", query.values)
    return name


def relation_sums(db: sqlite3.Connection, chosen: Filter) -> str:
    """The table of the sums by pair under a filter: the kept one where it hides nothing, else one of this look's."""
    if chosen == EVERYTHING:
        return "relation"
    rows = dyads(db, chosen)
    by_category = BY_CATEGORY.format(rows=f"({rows.sql})", condition="1")
    return worked_out(db, Condition(_AS_RELATION.format(by_category=by_category), rows.values))
