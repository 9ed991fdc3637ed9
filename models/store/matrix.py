"""The relations laid out by their actors: the most frequent ones, and what passed between any two of them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Final

from models.filters import EVERYTHING, Filter
from models.store.conditions import dyad_condition
from models.store.relations import BY_CATEGORY, Sum, joined, party, relation_row, summed
from models.store.rows import Matrix

#: More actors than the widest terminal shows.
_MOST_ACTORS: Final = 24

_KEPT_PAIRS = "SELECT source, target, count FROM relation"
_KEPT = """
SELECT source, target, count, categories, first, last, added FROM relation
WHERE source IN ({most}) AND target IN ({most})
"""


def matrix(db: sqlite3.Connection, chosen: Filter) -> Matrix:
    """The relations between the actors with most events; actors equally frequent in their keys' order."""
    everything = chosen == EVERYTHING
    condition = dyad_condition(chosen)
    counted = f"SELECT r.source, r.target, count(*) FROM dyad AS r WHERE {condition.sql} GROUP BY r.source, r.target"
    most = _most(db.execute(_KEPT_PAIRS if everything else counted, condition.values))
    among = ", ".join("?" * len(most))
    if everything:
        sums = [Sum(*row) for row in db.execute(_KEPT.format(most=among), (*most, *most)).fetchall()]
        cells = [relation_row(db, row, json.loads(row.categories)) for row in sums]
    else:
        # The plus signs leave the way in to the condition.
        between = f"{condition.sql} AND +r.source IN ({among}) AND +r.target IN ({among})"
        by_category = BY_CATEGORY.format(rows="dyad", condition=between)
        sums = summed(db, by_category, (*condition.values, *most, *most), 0, _MOST_ACTORS**2)
        cells = [relation_row(db, row, joined(row.categories)) for row in sums]
    return Matrix(actors=tuple(party(db, key) for key in most), cells=tuple(cells))


def _most(pairs: Iterable[tuple[str, str, int]]) -> list[str]:
    """The parties with most events on either side."""
    events = Counter[str]()
    for source, target, count in pairs:
        events[source] += count
        events[target] += count
    return sorted(events, key=lambda key: (-events[key], key))[:_MOST_ACTORS]
