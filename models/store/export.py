"""The records of a view, in one consistent state of the store and constant memory: by dispatch, or as the panels are.

What is too much to hold is put in order by SQLite, which spills to the disk: a table of row numbers is walked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, Literal, TypeAlias, get_args

from pydantic import TypeAdapter

from models.filters import EVERYTHING, Filter
from models.records import Claim, Dispatch, Event, Mention, Occurrence, Record, Relation, Timex
from models.store import compared, relations
from models.store.conditions import Condition
from models.store.finding import found
from models.store.onlooking import worked_out
from models.store.people import explained
from models.store.searched import row_of
from models.store.walking import ORDER
from models.wording import mention_names

_PAGE = 200

#: `dispatches`: each with what was read from it. `panels`: all of a kind after another, each as its panel has it.
#: `speakers`: likewise, the claims by who says them.
Order: TypeAlias = Literal["dispatches", "panels", "speakers"]
RecordKind: TypeAlias = Literal["dispatch", "timex", "claim", "event", "relation", "occurrence", "disagreement"]
RECORD_KINDS: Final[tuple[RecordKind, ...]] = get_args(RecordKind)

_MENTIONS: Final = TypeAdapter(tuple[Mention, ...])


def _claim(db: sqlite3.Connection, body: str) -> Claim:
    claim = explained(db, Claim.model_validate_json(body))
    same, independent = compared.same_claims(db, claim.id)
    return claim.model_copy(update={"same": same, "independent": independent}) if same else claim


def _event(db: sqlite3.Connection, body: str) -> Event:
    return explained(db, Event.model_validate_json(body))


Kind: TypeAlias = Literal["claim", "event"]
#: What is read from a dispatch's text and chosen by filters: as a record, out of its body.
_READ: Final[Mapping[Kind, Callable[[sqlite3.Connection, str], Record]]] = {"claim": _claim, "event": _event}


def records(
    db: sqlite3.Connection,
    chosen: Filter,
    order: Order = "dispatches",
    kinds: Collection[RecordKind] = RECORD_KINDS,
) -> Iterator[Record]:
    """Those of the kinds asked for; under a filter the claims and events it lets through, and the dispatches with one.

    `dispatches`: each, by its id, before its timexes, claims and events; then relations, occurrences, disagreements.
    Else all dispatches with their timexes, the timeline, relations, disagreements, claims; in the timeline an
    occurrence stands before its events, and these together where the panel has their one line. Of a dispatch that is
    withdrawn or replaced there is the dispatch alone.
    """
    by_dispatch = order == "dispatches"
    within: Collection[RecordKind] = kinds if by_dispatch else set(kinds) & {"dispatch", "timex"}
    if set(within) & {"dispatch", "timex", "claim", "event"}:
        yield from _dispatches(db, chosen, within)
    if not by_dispatch and set(kinds) & {"event", "occurrence"}:
        yield from (told for told in _timeline(db, chosen) if told.type in kinds)
    if "relation" in kinds:
        yield from _relations(db, chosen)
    if by_dispatch:
        yield from (record for record in compared.records(db, chosen) if record.type in kinds)
        return
    if "disagreement" in kinds:
        yield from compared.disagreement_records(db, chosen, latest_first=True)
    if "claim" in kinds:
        yield from _claims(db, chosen, by_speaker=order == "speakers")


def _dispatches(db: sqlite3.Connection, chosen: Filter, kinds: Collection[RecordKind]) -> Iterator[Record]:
    holds_one = "" if chosen == EVERYTHING else f"WHERE n IN (SELECT n FROM {_chosen_dispatches(db, chosen)})"
    among = {kind: _among(db, kind, chosen) for kind in _READ if kind in kinds}
    timexes_shown = "CASE WHEN down THEN '[]' ELSE timexes END"  # what was read from it has gone, its dates with it
    for n, dispatch, timexes in db.execute(
        f"SELECT n, record, {timexes_shown} FROM dispatch {holds_one} ORDER BY id, n"
    ):
        if "dispatch" in kinds:
            yield Dispatch.model_validate_json(dispatch)
        if "timex" in kinds:
            yield from (Timex.model_validate(timex) for timex in json.loads(timexes))
        for kind, condition in among.items():
            for body in bodies_of(db, kind, n, condition):
                yield _READ[kind](db, body)


def _chosen(db: sqlite3.Connection, kind: Kind, chosen: Filter) -> str:
    """The table of the rows of a kind that a filter lets through."""
    query = found(db, kind, chosen)
    return _indexed(db, Condition(f"SELECT {row_of('key')} AS n FROM ({query.sql})", query.values))


def _chosen_dispatches(db: sqlite3.Connection, chosen: Filter) -> str:
    """The table of the dispatches that hold an event or claim which a filter lets through."""
    holding = " UNION ".join(
        f"SELECT dispatch AS n FROM {kind} WHERE n IN (SELECT n FROM {_chosen(db, kind, chosen)})" for kind in _READ
    )
    return _indexed(db, Condition(holding))


def _indexed(db: sqlite3.Connection, query: Condition) -> str:
    """The table of what a query finds, of which it is soon known whether a number `n` is in it."""
    table = worked_out(db, query)
    db.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS temp.{table}_n ON {table} (n)")
    return table


def _among(db: sqlite3.Connection, kind: Kind, chosen: Filter) -> str:
    """What holds of a row `r` that a filter lets through."""
    return "1" if chosen == EVERYTHING else f"r.n IN (SELECT n FROM {_chosen(db, kind, chosen)})"


def bodies_of(db: sqlite3.Connection, kind: Kind, dispatch: int, condition: str = "1") -> Iterator[str]:
    """The records of a kind that were read from a dispatch, as JSON, in the order of its text."""
    rows = db.execute(
        f"SELECT b.record FROM {kind} AS r CROSS JOIN {kind}_body AS b ON b.n = r.n"
        f" WHERE r.dispatch = ? AND {condition} ORDER BY r.number",
        (dispatch,),
    )
    return (row[0] for row in rows)


def _timeline(db: sqlite3.Connection, chosen: Filter) -> Iterator[Event | Occurrence]:
    """The events in the timeline's order, one told several times with its occurrence before and its tellings behind."""
    among = _among(db, "event", chosen)
    told_before = (
        "EXISTS (SELECT 1 FROM telling AS t JOIN telling AS o ON o.happening = t.happening AND o.place < t.place"
        f" WHERE t.event = r.n AND {among.replace('r.n', 'o.event')})"
    )
    rows = worked_out(
        db, Condition(f"SELECT r.n FROM event AS r WHERE {among} AND NOT {told_before} ORDER BY {ORDER['event']}")
    )
    others = (
        "SELECT b.record FROM telling AS t CROSS JOIN event AS r ON r.n = t.event CROSS JOIN event_body AS b"
        f" ON b.n = t.event WHERE t.happening = ? AND t.event <> ? AND {among} ORDER BY t.place"
    )
    for n, record, happening in db.execute(
        f"SELECT o.n, b.record, t.happening FROM {rows} AS o CROSS JOIN event_body AS b ON b.n = o.n"
        " LEFT JOIN telling AS t ON t.event = o.n ORDER BY o.rowid"
    ):
        if happening is not None:
            yield compared.occurrence(db, happening)
        yield _event(db, record)
        if happening is not None:
            for (other,) in db.execute(others, (happening, n)).fetchall():
                yield _event(db, other)


def _claims(db: sqlite3.Connection, chosen: Filter, *, by_speaker: bool) -> Iterator[Claim]:
    """The claims in their panel's order; by speaker: within it by their names, those of nobody last."""
    among = _among(db, "claim", chosen)
    order, bodies = ORDER["claim"], ""
    if by_speaker:
        db.create_function("speakers", 1, _speakers, deterministic=True)
        bodies = "CROSS JOIN claim_body AS b ON b.n = r.n"
        order = f"speakers(json_extract(b.record, '$.sources')), {ORDER['claim']}"
    rows = worked_out(db, Condition(f"SELECT r.n FROM claim AS r {bodies} WHERE {among} ORDER BY {order}"))
    for (record,) in db.execute(
        f"SELECT b.record FROM {rows} AS o CROSS JOIN claim_body AS b ON b.n = o.n ORDER BY o.rowid"
    ):
        yield _claim(db, record)


def _speakers(sources: str | None) -> str:
    """What a claim's speakers sort under."""
    names = mention_names(_MENTIONS.validate_json(sources or "[]"))
    return f"0{names}" if names else "1"


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
