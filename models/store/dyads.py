"""The pairs of events that a filter lets through: rows of `dyad`, found by their events or walked in their own order.

What is asked of the event finds the events first. Of few, their pairs are looked up; for many, all pairs are walked by
source and target, so that their sums need no sorting.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from models.filters import Filter, Part, Term
from models.store.conditions import Condition, dyad_condition
from models.store.finding import found
from models.store.searched import key_of, row_of
from models.store.searching import SIDES

#: More events than these make walking all pairs faster.
_MANY: Final = 200_000


def dyads(db: sqlite3.Connection, chosen: Filter) -> Condition:
    """The query for the rows of `dyad` that a filter lets through."""
    of_event = Filter(tuple(part for part in chosen.terms if not _is_of_pair(part)))
    of_pair = Filter(tuple(part for part in chosen.terms if _is_of_pair(part)))
    condition = dyad_condition(db, of_pair)
    # The event has whom the pair has.
    wanted = Filter((*of_event.terms, *filter(_is_actor, of_pair.terms)))
    if wanted.terms:
        events = found(db, "event", wanted)
        if not _are_many(db, events):
            by_event = f"r.event = {row_of('w.key')}"
            sql = f"SELECT r.* FROM ({events.sql}) AS w CROSS JOIN dyad AS r ON {by_event} WHERE {condition.sql}"
            return Condition(sql, events.values + condition.values)
    if of_event.terms:
        events = found(db, "event", of_event)
        is_found = f"{key_of('r', 'event', 'stands')} IN ({events.sql})"
        condition = Condition(f"({condition.sql}) AND {is_found}", condition.values + events.values)
    return Condition(f"SELECT r.* FROM dyad AS r WHERE {condition.sql}", condition.values)


def _is_of_pair(part: Part) -> bool:
    """Whether something in it is asked of the pair, and not of its event."""
    return any(term.field in SIDES or term.field == "type" for term in Filter((part,)).each())


def _is_actor(part: Part) -> bool:
    """Whether it asks for an actor, whom the event has wherever the pair has it."""
    return isinstance(part, Term) and part.field in SIDES and not part.negated


def _are_many(db: sqlite3.Connection, events: Condition) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM ({events.sql}) LIMIT {_MANY + 1})"
    return int(db.execute(sql, events.values).fetchone()[0]) > _MANY
