"""Windows of rows, counts and single records out of the store, in the order each view has.

Timeline: by the day an event begins (where that is open, ends), newest first; within a day what lasts longer,
then the later dispatch, then by the dispatch's id and in text order; undated events stand under the day of their
dispatch, after its others. Claims: by the day
`said` begins, or the dispatch's date where that is unknown, newest first; then likewise. Listed by arrival, both have
on top what was written last.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from itertools import chain
from typing import Any, Literal, TypeVar

from models.filters import EVERYTHING, Filter, Term
from models.records import Claim, DisagreementKind, Dispatch, Event
from models.store import compared, days
from models.store.conditions import Condition, bound
from models.store.finding import found
from models.store.people import explained
from models.store.rows import ClaimRow, Counts, EventRow, Listing, ProblemRow, Summary
from models.store.searched import Searched, key_of, row_of
from models.store.searching import storable
from models.store.tellings import CLAIMS, EVENTS, Tables
from models.store.walking import ONCE, ORDER, WITHIN_DAY, count, latest, place, shown

_Row = TypeVar("_Row", EventRow, ClaimRow)

#: That of both by arrival: rows are numbered as they are written.
_ARRIVAL_ORDER = "r.n DESC"

#: What has no date.
_UNDATED = Filter((Term("is", "undated"),))

#: Only the rows shown are read whole: the window is found first, by keys alone.
_WINDOW = """
WITH shown AS MATERIALIZED (SELECT r.n FROM {kind} AS r WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?)
SELECT b.record, b.chain, b.words, b.{more}, d.agency, r.added, r.issued
FROM shown CROSS JOIN {kind} AS r ON r.n = shown.n CROSS JOIN {kind}_body AS b ON b.n = shown.n
CROSS JOIN dispatch AS d ON d.n = r.dispatch
ORDER BY {order}
"""

#: The same of rows that are known already, in their order.
_ROWS = """
SELECT b.record, b.chain, b.words, b.{more}, d.agency, r.added, r.issued
FROM json_each(?) AS j CROSS JOIN {kind} AS r ON r.n = j.value CROSS JOIN {kind}_body AS b ON b.n = r.n
CROSS JOIN dispatch AS d ON d.n = r.dispatch
ORDER BY j.key
"""


def generation(db: sqlite3.Connection) -> int:
    """The number of the last change."""
    return int(db.execute("SELECT generation FROM state").fetchone()[0])


def summary(db: sqlite3.Connection) -> Summary:
    """What the store holds."""
    dispatches, problems, claims, events, changed = db.execute(
        "SELECT dispatches, problems, claims, events, changed FROM state"
    ).fetchone()
    last_change = dt.datetime.fromisoformat(changed) if changed else None
    return Summary(dispatches=dispatches, problems=problems, claims=claims, events=events, last_change=last_change)


def timeline(
    db: sqlite3.Connection, chosen: Filter, offset: int, limit: int, listing: Listing = "date"
) -> list[EventRow]:
    """A window of the timeline."""
    rows = [_event_row(*row) for row in _window(db, "event", chosen, offset, limit, listing)]
    return _signed(db, EVENTS, rows)


def claims(
    db: sqlite3.Connection, chosen: Filter, offset: int, limit: int, listing: Listing = "date"
) -> list[ClaimRow]:
    """A window of the claims."""
    rows = [_claim_row(*row) for row in _window(db, "claim", chosen, offset, limit, listing)]
    return _signed(db, CLAIMS, rows)


def _signed(db: sqlite3.Connection, of: Tables, rows: list[_Row]) -> list[_Row]:
    """Rows with how often each is told, and in which ways it disagrees with others."""
    ids: list[str] = [row.id for row in rows]
    told = compared.told(db, of, ids)
    # A happening has one line: what any of its tellings disagrees with stands on it.
    tellings: dict[str, tuple[str, ...]] = compared.told_with(db, told) if of is EVENTS else {}
    kinds = compared.disputed(db, {*ids, *chain.from_iterable(tellings.values())})
    disputed: dict[str, tuple[DisagreementKind, ...]] = {}
    for id_ in ids:
        found = {kind for one in tellings.get(id_, (id_,)) for kind in kinds.get(one, ())}
        if found:
            disputed[id_] = tuple(sorted(found))
    return [
        row.model_copy(update={"told": told.get(row.id), "disputed": disputed.get(row.id, ())})
        if row.id in told or row.id in disputed
        else row
        for row in rows
    ]


def _window(
    db: sqlite3.Connection, kind: Searched, chosen: Filter, offset: int, limit: int, listing: Listing
) -> list[tuple[Any, ...]]:
    """The rows of a window with their bodies: the whole view walks an index that is in its order."""
    more = "begins" if kind == "event" else "quotes"
    if chosen == EVERYTHING:
        order = ORDER[kind] if listing == "date" else _ARRIVAL_ORDER
        sql = _WINDOW.format(kind=kind, condition=ONCE if kind == "event" else "1", order=order, more=more)
        return db.execute(sql, bound((), offset, limit)).fetchall()
    walk = shown if listing == "date" else latest
    rows = walk(db, kind, chosen, offset, limit)
    return db.execute(_ROWS.format(kind=kind, more=more), (json.dumps(rows),)).fetchall()


def position(
    db: sqlite3.Connection, kind: Literal["timeline", "claims"], chosen: Filter, id_: str, listing: Listing = "date"
) -> int | None:
    """How many rows stand above a record in its view; None where the filter does not show it."""
    table: Searched = "event" if kind == "timeline" else "claim"
    once = ONCE if table == "event" else "1"
    here = db.execute(
        f"SELECT {key_of('r')}, r.n, r.day, {once}, {', '.join(WITHIN_DAY[table])} FROM {table} AS r WHERE r.id = ?",
        (storable(id_),),
    ).fetchone()
    if here is None:
        return None
    key, n, day, is_shown, *rest = here
    if chosen != EVERYTHING:
        return place(db, table, chosen, key, listing)
    if not is_shown:
        return None
    if listing == "arrival":
        return _count(db, table, Condition(f"r.n > ? AND {once}", (n,)))
    later = Condition("r.day IS NOT NULL") if day is None else Condition("r.day > ?", (day,))
    within = ", ".join(WITHIN_DAY[table])
    before = Condition(f"r.day IS ? AND ({within}) < ({', '.join('?' * len(rest))})", (day, *rest))
    return sum(_count(db, table, Condition(f"{above.sql} AND {once}", above.values)) for above in (later, before))


def problems(db: sqlite3.Connection, offset: int, limit: int) -> list[ProblemRow]:
    """A window of the dispatches that could not be read, the latest first."""
    rows = db.execute(
        "SELECT id, path, problem, added FROM dispatch WHERE problem IS NOT NULL"
        " ORDER BY added DESC, id, n LIMIT ? OFFSET ?",
        bound((), offset, limit),
    )
    return [ProblemRow(dispatch=id_, path=path, problem=problem, added=added) for id_, path, problem, added in rows]


def counts(db: sqlite3.Connection, kind: Literal["timeline", "claims"], chosen: Filter) -> Counts:
    """How many events or claims a filter shows, of how many."""
    table: Searched = "event" if kind == "timeline" else "claim"
    total = db.execute(f"SELECT {table}s FROM state").fetchone()[0]
    if kind == "timeline":
        total -= db.execute("SELECT count(*) FROM telling WHERE happening <> event").fetchone()[0]
    if chosen == EVERYTHING:
        return Counts(shown=total, total=total, undated=0)
    shown = days.shown(db, chosen) if kind == "timeline" else count(db, table, chosen)
    undated = 0
    if chosen.dated:
        undated = count(db, table, chosen.undated() & _UNDATED)
        if not chosen.dated_throughout:
            undated -= count(db, table, chosen & _UNDATED)
    return Counts(shown=shown, total=total, undated=undated)


def sayings(db: sqlite3.Connection, chosen: Filter) -> int:
    """How many claims a filter shows, what several of them say counted once."""
    query = found(db, "claim", chosen)
    sql = (
        "SELECT count(*) - count(t.happening) + count(DISTINCT t.happening)"
        f" FROM ({query.sql}) AS w LEFT JOIN claim_telling AS t ON t.claim = {row_of('w.key')}"
    )
    return int(db.execute(sql, query.values).fetchone()[0])


def _count(db: sqlite3.Connection, table: str, condition: Condition) -> int:
    sql = f"SELECT count(*) FROM {table} AS r WHERE {condition.sql}"
    return int(db.execute(sql, condition.values).fetchone()[0])


def dispatch_by_id(db: sqlite3.Connection, id_: str) -> Dispatch | None:
    """A dispatch by its id."""
    record = _record(db, "SELECT record FROM dispatch WHERE id = ?", id_)
    return None if record is None else Dispatch.model_validate_json(record)


def event_by_id(db: sqlite3.Connection, id_: str) -> Event | None:
    """An event by its id."""
    record = _record(db, "SELECT b.record FROM event AS r JOIN event_body AS b ON b.n = r.n WHERE r.id = ?", id_)
    return None if record is None else explained(db, Event.model_validate_json(record))


def claim_by_id(db: sqlite3.Connection, id_: str) -> Claim | None:
    """A claim by its id."""
    record = _record(db, "SELECT b.record FROM claim AS r JOIN claim_body AS b ON b.n = r.n WHERE r.id = ?", id_)
    return None if record is None else explained(db, Claim.model_validate_json(record))


def _record(db: sqlite3.Connection, sql: str, id_: str) -> str | None:
    row = db.execute(sql, (storable(id_),)).fetchone()
    return None if row is None else str(row[0])


def _event_row(
    record: str, chain: str, words: str, begins: int, agency: str | None, added: int, issued: int | None
) -> EventRow:
    event = Event.model_validate_json(record)
    own = words[begins : begins + event.span[1] - event.span[0]]
    return EventRow(
        id=event.id,
        dispatch=event.dispatch,
        when=event.when,
        sources=tuple(mention.actor for mention in event.sources),
        targets=tuple(mention.actor for mention in event.targets),
        category=event.category,
        verb=event.verb,
        status=event.status,
        where=event.where,
        chain=tuple(json.loads(chain)),
        claimed=event.claim is not None,
        agency=agency,
        text=" ".join(own.split()),
        added=added,
        issued=None if issued is None else dt.date.fromordinal(issued),
    )


def _claim_row(
    record: str, chain: str, words: str, quotes: str, agency: str | None, added: int, issued: int | None
) -> ClaimRow:
    claim = Claim.model_validate_json(record)
    return ClaimRow(
        id=claim.id,
        dispatch=claim.dispatch,
        said=claim.said,
        chain=tuple(json.loads(chain)),
        cue=claim.cue.text if claim.cue else None,
        content=words,
        quotes=tuple((start, end) for start, end in json.loads(quotes)),
        mode=claim.mode,
        polarity=claim.polarity,
        certainty=claim.certainty,
        stance=claim.stance,
        nested=claim.parent is not None,
        added=added,
        issued=None if issued is None else dt.date.fromordinal(issued),
    )
