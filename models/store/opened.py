"""A relation taken apart: the single actors in it, and its categories, their events counted and spread over time.

One that is only described ("Iranian protesters") is no single actor: it counts as its country there.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from models.filters import Filter
from models.store.conditions import Condition, dyad_condition
from models.store.onlooking import BY_CATEGORY
from models.store.pulses import Axis, Pulse, spread, trend
from models.store.relations import Sum, joined, relation_events, relation_row, summed
from models.store.rows import PartRow, RelationRow
from models.store.searching import storable

#: More pairs of single actors than this nobody reads: the most frequent ones.
_MOST: Final = 200

#: Stands between the two ids of a single pair where they are one key; no id holds it.
_BETWEEN: Final = "char(10)"

#: The rows of a pair, once for each two single actors of an event.
_SINGLES = """(
    SELECT DISTINCT r.event, sn.single AS source, tn.single AS target, r.category, r.day, r.last, r.first, r.added
    FROM dyad AS r
    CROSS JOIN event_actor AS s ON s.event = r.event AND s.role = 'source' AND s.party = r.source
    CROSS JOIN naming AS sn ON sn.n = s.naming
    CROSS JOIN event_actor AS t ON t.event = r.event AND t.role = 'target' AND t.party = r.target
    CROSS JOIN naming AS tn ON tn.n = t.naming
    WHERE r.source = ? AND r.target = ? AND {condition}
)"""

_TAKES_PART = """EXISTS (
    SELECT 1 FROM event_actor AS a CROSS JOIN naming AS n ON n.n = a.naming
    WHERE a.event = r.event AND a.role = '{side}' AND a.party = r.{side} AND n.single = ?
)"""


def parts(db: sqlite3.Connection, source: str, target: str, chosen: Filter, axis: Axis | None = None) -> list[PartRow]:
    """The parts of a relation: by single actors, most events first, then by category likewise."""
    condition = dyad_condition(db, chosen)
    pair = storable(source), storable(target)
    values = (*pair, *condition.values)
    singles = _SINGLES.format(condition=condition.sql)
    of_pair = f"r.source = ? AND r.target = ? AND {condition.sql}"
    sums = summed(db, BY_CATEGORY.format(rows=singles, condition="1"), values, 0, _MOST)
    by_category = BY_CATEGORY.format(rows="dyad", condition=of_pair)
    rows = db.execute(f"SELECT * FROM ({by_category}) ORDER BY events DESC, category", values).fetchall()
    actors = [_part(relation_row(db, row, joined(row.categories)), pair) for row in sums]
    categories = [
        _part(relation_row(db, Sum(*pair, events, "", first, last, added), {category: events}), pair, category)
        for *_, category, events, first, last, added in rows
    ]
    if axis is None:
        return [*actors, *categories]
    by_single = spread(db, singles, f"r.source || {_BETWEEN} || r.target", values, axis)
    whole = f"(SELECT r.category, r.day FROM dyad AS r WHERE {of_pair})"
    by_kind = spread(db, whole, "r.category", values, axis)
    keys = [f"{part.source.id}\n{part.target.id}" for part in actors]
    return [
        *(_spread(part, by_single.get(key), axis) for part, key in zip(actors, keys, strict=True)),
        *(_spread(part, by_kind.get(part.category or ""), axis) for part in categories),
    ]


def _spread(part: PartRow, pulse: Pulse | None, axis: Axis) -> PartRow:
    pulse = pulse or (0,) * len(axis.starts)
    return part.model_copy(update={"pulse": pulse, "trend": trend(pulse, axis)})


def _part(row: RelationRow, pair: tuple[str, str], category: str | None = None) -> PartRow:
    return PartRow.model_validate({**dict(row), "dyad": pair, "category": category})


def latest_event(db: sqlite3.Connection, row: RelationRow, chosen: Filter) -> str | None:
    """The id of the latest event that a relation or a part of one sums."""
    source, target = row.source.id, row.target.id
    part = None
    if isinstance(row, PartRow) and row.category is not None:
        part = Condition("r.category = ?", (row.category,))
    elif isinstance(row, PartRow):
        sides = " AND ".join(_TAKES_PART.format(side=side) for side in ("source", "target"))
        part = Condition(sides, (storable(source), storable(target)))
        source, target = row.dyad
    ids = relation_events(db, source, target, chosen, part, 1)
    return ids[0] if ids else None
