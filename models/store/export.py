"""The records of a view, dispatch by dispatch, in one consistent state of the store and constant memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from models.filters import EVERYTHING, Filter
from models.records import Claim, Dispatch, Event, Record, Relation, Timex
from models.store import compared, relations
from models.store.conditions import claim_condition, event_condition
from models.store.people import explained

_PAGE = 200


def records(db: sqlite3.Connection, chosen: Filter) -> Iterator[Record]:
    """Each dispatch with its timexes, claims and events, ordered by id, then the relations of the view.

    Of a dispatch that is withdrawn or replaced by another there is the dispatch alone.
    Under a filter: the claims and events it lets through; the dispatches that hold one, with their timexes.
    """
    everything = chosen == EVERYTHING
    if not everything:
        _mark_chosen(db, chosen)
    holds_one = "" if everything else "WHERE n IN (SELECT dispatch FROM chosen_dispatch)"
    timexes_shown = "CASE WHEN down THEN '[]' ELSE timexes END"  # what was read from it has gone, its dates with it
    for n, dispatch, timexes in db.execute(
        f"SELECT n, record, {timexes_shown} FROM dispatch {holds_one} ORDER BY id, n"
    ):
        yield Dispatch.model_validate_json(dispatch)
        yield from (Timex.model_validate(timex) for timex in json.loads(timexes))
        for claim in _bodies(db, "claim", n, everything):
            yield explained(db, Claim.model_validate_json(claim))
        for event in _bodies(db, "event", n, everything):
            yield explained(db, Event.model_validate_json(event))
    yield from _relations(db, chosen)
    yield from compared.records(db, chosen)


def _mark_chosen(db: sqlite3.Connection, chosen: Filter) -> None:
    """Notes what the filter lets through in temporary tables, which end with the transaction."""
    db.execute("CREATE TEMP TABLE chosen_dispatch (dispatch INTEGER PRIMARY KEY)")
    for kind, condition in (("event", event_condition(chosen)), ("claim", claim_condition(chosen))):
        db.execute(f"CREATE TEMP TABLE chosen_{kind} (n INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO chosen_{kind} SELECT r.n FROM {kind} AS r WHERE {condition.sql}", condition.values)
        db.execute(
            "INSERT OR IGNORE INTO chosen_dispatch"
            f" SELECT dispatch FROM {kind} WHERE n IN (SELECT n FROM chosen_{kind})"
        )


def _bodies(db: sqlite3.Connection, kind: str, dispatch: int, everything: bool) -> Iterator[str]:
    chosen = "" if everything else f"AND r.n IN (SELECT n FROM chosen_{kind})"
    rows = db.execute(
        f"SELECT b.record FROM {kind} AS r CROSS JOIN {kind}_body AS b ON b.n = r.n"
        f" WHERE r.dispatch = ? {chosen} ORDER BY r.number",
        (dispatch,),
    )
    return (row[0] for row in rows)


def _relations(db: sqlite3.Connection, chosen: Filter) -> Iterator[Relation]:
    offset = 0
    while rows := relations.relations(db, chosen, offset, _PAGE):
        offset += len(rows)
        for row in rows:
            events = tuple(relations.relation_events(db, row.source.id, row.target.id, chosen))
            yield Relation(
                source=row.source,
                target=row.target,
                count=row.count,
                categories=row.categories,
                cooperation=row.cooperation,
                conflict=row.conflict,
                first=row.first,
                last=row.last,
                events=events,
            )
