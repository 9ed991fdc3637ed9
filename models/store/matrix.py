"""The relations laid out by their actors: the most frequent ones, and what passed between any two of them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Final

from models.filters import Filter
from models.store.onlooking import relation_sums
from models.store.relations import Sum, party, relation_row
from models.store.rows import Matrix

#: More actors than the widest terminal shows.
_MOST_ACTORS: Final = 24

_AMONG = """
SELECT source, target, count, categories, first, last, added FROM {sums}
WHERE source IN ({most}) AND target IN ({most})
"""


def matrix(db: sqlite3.Connection, chosen: Filter) -> Matrix:
    """The relations between the actors with most events; actors equally frequent in their keys' order."""
    table = relation_sums(db, chosen)
    most = _most(db.execute(f"SELECT source, target, count FROM {table}"))
    among = ", ".join("?" * len(most))
    sums = [Sum(*row) for row in db.execute(_AMONG.format(sums=table, most=among), (*most, *most)).fetchall()]
    cells = [relation_row(db, row, json.loads(row.categories)) for row in sums]
    return Matrix(actors=tuple(party(db, key) for key in most), cells=tuple(cells))


def _most(pairs: Iterable[tuple[str, str, int]]) -> list[str]:
    """The parties with most events on either side."""
    events = Counter[str]()
    for source, target, count in pairs:
        events[source] += count
        events[target] += count
    return sorted(events, key=lambda key: (-events[key], key))[:_MOST_ACTORS]
