"""What comparing found, read out of the store: disagreements and tellings as rows, and as records of the export."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Set
from typing import Any

from models.comparing.apart import key_by_content
from models.filters import EVERYTHING, Filter
from models.places import sentence_around
from models.records import Claim, Disagreement, DisagreementKind, Event, Occurrence, Span
from models.store.conditions import Condition, bound
from models.store.finding import found
from models.store.rows import Counts, DisagreementRow, Side, TellingRow, Tellings, Told
from models.store.searched import COLUMNS, key_of, row_of
from models.store.searching import storable
from models.store.tellings import EVENTS, Member, Tables, happenings_of, members_of, record_by_id

_ORDER = "s.day DESC, s.id"
_COLUMNS = "s.id, s.kind, s.why, s.a, s.b, s.marks, s.pairs, s.added"


def disagreements(db: sqlite3.Connection, chosen: Filter, offset: int, limit: int) -> list[DisagreementRow]:
    """A window of the disagreements, the latest first."""
    condition = _condition(db, chosen)
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM dispute AS s WHERE {condition.sql} ORDER BY {_ORDER} LIMIT ? OFFSET ?",
        bound(condition.values, offset, limit),
    ).fetchall()
    return [_row(db, *row) for row in rows]


def since(db: sqlite3.Connection, generation: int) -> list[DisagreementRow]:
    """The disagreements that came after a generation, the latest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM dispute AS s WHERE s.added > ? ORDER BY s.added DESC, s.id", (generation,)
    ).fetchall()
    return [_row(db, *row) for row in rows]


def counts(db: sqlite3.Connection, chosen: Filter) -> Counts:
    """How many disagreements a filter shows, of how many."""
    total = int(db.execute("SELECT count(*) FROM dispute").fetchone()[0])
    if chosen == EVERYTHING:
        return Counts(shown=total, total=total, undated=0)
    condition = _condition(db, chosen)
    sql = f"SELECT count(*) FROM dispute AS s WHERE {condition.sql}"
    return Counts(shown=int(db.execute(sql, condition.values).fetchone()[0]), total=total, undated=0)


def disagreements_of(db: sqlite3.Connection, id_: str) -> list[DisagreementRow]:
    """Those in which a claim or event, by its id, or a telling of the same happening is one side: one a matter.

    Its own words are shown. Those of the claim that tells an event are the event's too, where they are about its words.
    """
    rows: list[tuple[Any, ...]] = []
    for one in told_with(db, [id_]).get(id_, (id_,)):
        rows += db.execute(
            "WITH side AS (SELECT ?1 AS id, NULL AS dispute UNION SELECT claim, dispute FROM clash_told WHERE id = ?1)"
            " SELECT c.dispute, c.kind, c.why, c.a, c.b, c.marks, coalesce(d.pairs, 1), coalesce(d.added, c.added),"
            " c.day FROM side CROSS JOIN clash AS c"
            " ON (c.a = side.id OR c.b = side.id) AND coalesce(side.dispute, c.dispute) = c.dispute"
            # A matter of which another shows the foremost pair has no row of its own, and may have other pairs.
            " LEFT JOIN dispute AS d ON d.id = c.dispute"
            " GROUP BY c.dispute ORDER BY c.day DESC, d.id IS NULL, c.dispute",
            (storable(one),),
        ).fetchall()
    once: dict[Any, tuple[Any, ...]] = {}
    matters: set[str] = set()
    for row in rows:  # of one pair in two matters, and of one matter of two tellings, the first
        if row[1:5] not in once and row[0] not in matters:
            once[row[1:5]] = row
            matters.add(row[0])
    return [_row(db, *row[:-1]) for row in sorted(once.values(), key=lambda row: -row[-1])]


def told_with(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For those of some events that several tell: all that tell the same, by their ids, each itself among them."""
    found: dict[str, tuple[str, ...]] = {}
    for id_ in ids:
        rows = db.execute(
            "SELECT o.id FROM event AS r JOIN telling AS t ON t.event = r.n JOIN telling AS s"
            " ON s.happening = t.happening JOIN event AS o ON o.n = s.event WHERE r.id = ?1"
            " ORDER BY o.id <> ?1, s.place",
            (storable(id_),),
        ).fetchall()
        if rows:
            found[id_] = tuple(id_ for (id_,) in rows)
    return found


def disputed(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[DisagreementKind, ...]]:
    """For those of some claims and events that disagree with others (events also as their claims do): the kinds."""
    found: dict[str, tuple[DisagreementKind, ...]] = {}
    for id_ in ids:
        key = storable(id_)
        told = db.execute("SELECT kind FROM clash_told WHERE id = ?", (key,)).fetchall()
        kinds = {kind for (kind,) in told} | _own_kinds(db, key)
        if kinds:
            found[id_] = tuple(sorted(kinds))
    return found


def _own_kinds(db: sqlite3.Connection, key: str) -> set[DisagreementKind]:
    """The kinds of disagreement in which words of a record's own clash, not those it is only the nearest to."""
    rows = db.execute("SELECT kind, a = ?1, marks FROM clash WHERE a = ?1 OR b = ?1", (key,)).fetchall()
    if not rows:
        return set()
    known = _claim_or_event(db, key)
    return {
        kind
        for kind, is_first, marks in rows
        if known is None or _holds(known, map(tuple, json.loads(marks)[0 if is_first else 1]))
    }


def _claim_or_event(db: sqlite3.Connection, key: str) -> Claim | Event | None:
    sql = "SELECT b.record FROM {0} AS r JOIN {0}_body AS b ON b.n = r.n WHERE r.id = ?"
    if (row := db.execute(sql.format("claim"), (key,)).fetchone()) is not None:
        return Claim.model_validate_json(row[0])
    row = db.execute(sql.format("event"), (key,)).fetchone()
    return None if row is None else Event.model_validate_json(row[0])


def told(db: sqlite3.Connection, of: Tables, ids: Iterable[str]) -> dict[str, Told]:
    """For those of some events, or claims, that several dispatches tell: how many tellings, of how many origins."""
    found: dict[str, Told] = {}
    for id_ in ids:
        row = db.execute(
            f"SELECT (SELECT count(*) FROM {of.telling} AS o WHERE o.happening = t.happening), h.independent"
            f" FROM {of.record} AS r JOIN {of.telling} AS t ON t.{of.record} = r.n"
            f" JOIN {of.happening} AS h ON h.n = t.happening WHERE r.id = ?",
            (storable(id_),),
        ).fetchone()
        if row is not None:
            found[id_] = Told(tellings=row[0], independent=row[1])
    return found


def tellings(db: sqlite3.Connection, id_: str) -> Tellings | None:
    """All tellings of what an event tells, or a claim says, as they stand in the store; None for an unknown one."""
    known = record_by_id(db, id_)
    if known is None:
        return None
    of, n = known
    members, why, independent = [Member(n, 1, "")], "", 1
    for happening in happenings_of(db, of, n):
        members = members_of(db, of, happening)
        why, independent = db.execute(
            f"SELECT why, independent FROM {of.happening} WHERE n = ?", (happening,)
        ).fetchone()
    rows = [_telling(db, of, member) for member in members]
    return Tellings(record=rows[0].record, rows=tuple(rows), independent=independent, why=why)


def same_claims(db: sqlite3.Connection, id_: str) -> tuple[tuple[str, ...], int | None]:
    """The claims that say the same as one, by their ids, and how many independent origins all of them have."""
    rows = db.execute(
        "SELECT o.id, h.independent FROM claim AS r JOIN claim_telling AS t ON t.claim = r.n"
        " JOIN claim_happening AS h ON h.n = t.happening JOIN claim_telling AS s ON s.happening = t.happening"
        " JOIN claim AS o ON o.n = s.claim WHERE r.id = ?1 AND o.id <> ?1 ORDER BY s.place",
        (storable(id_),),
    ).fetchall()
    return tuple(other for other, _ in rows), rows[0][1] if rows else None


def by_content(db: sqlite3.Connection, keys: Set[str]) -> dict[str, str]:
    """The events and claims that have one of some keys in their content (`key_by_content`): their ids, with the key."""
    found: dict[str, str] = {}
    for content in {key.rpartition(":")[0] for key in keys}:
        for kind, model in (("event", Event), ("claim", Claim)):
            for id_, record in db.execute(
                f"SELECT r.id, b.record FROM dispatch AS d JOIN {kind} AS r ON r.dispatch = d.n"
                f" JOIN {kind}_body AS b ON b.n = r.n WHERE d.sha256 = ?",
                (content,),
            ):
                key = key_by_content(content, model.model_validate_json(record))
                if key in keys:
                    found[id_] = key
    return found


def records(db: sqlite3.Connection, chosen: Filter) -> Iterator[Occurrence | Disagreement]:
    """The occurrences told by several dispatches and the disagreements of a view, by their ids."""
    events = found(db, "event", chosen)
    for (n,) in db.execute(
        f"SELECT DISTINCT t.happening FROM ({events.sql}) AS w CROSS JOIN telling AS t ON t.event = {row_of('w.key')}"
        " ORDER BY 1",
        events.values,
    ).fetchall():
        yield occurrence(db, n)
    yield from disagreement_records(db, chosen)


def disagreement_records(
    db: sqlite3.Connection, chosen: Filter, *, latest_first: bool = False
) -> Iterator[Disagreement]:
    """The disagreements of a view as records, by their ids, or as their list has them."""
    condition = _condition(db, chosen)
    for id_, kind, why, a, b, marks, _pairs, _added in db.execute(
        f"SELECT {_COLUMNS} FROM dispute AS s WHERE {condition.sql} ORDER BY {_ORDER if latest_first else 's.id'}",
        condition.values,
    ):
        yield Disagreement.model_validate(
            {"id": id_, "claims": (a, b), "kind": kind, "why": why, "marks": json.loads(marks)}
        )


def occurrence(db: sqlite3.Connection, happening: int) -> Occurrence:
    """A happening as a record, by its row."""
    why, independent = db.execute("SELECT why, independent FROM happening WHERE n = ?", (happening,)).fetchone()
    told = db.execute(
        "SELECT b.record FROM telling AS t JOIN event_body AS b ON b.n = t.event WHERE t.happening = ?"
        " ORDER BY t.place",
        (happening,),
    ).fetchall()
    events = [Event.model_validate_json(record) for (record,) in told]
    return Occurrence(
        id=f"o:{events[0].id}",
        events=tuple(event.id for event in events),
        when=next((event.when for event in events if event.when is not None), None),
        independent=independent,
        why=why,
    )


def _condition(db: sqlite3.Connection, chosen: Filter) -> Condition:
    """A disagreement is shown where the filter lets one of its two sides through."""
    if chosen == EVERYTHING:
        return Condition("1")
    queries = {kind: found(db, kind, chosen) for kind in COLUMNS}
    # Of what the filter lets through only those are gathered that stand in a disagreement.
    sides = {
        kind: f"SELECT {key_of('x')} FROM dispute AS d CROSS JOIN {kind} AS x ON x.id IN (d.a, d.b)" for kind in COLUMNS
    }
    sql = " OR ".join(
        f"EXISTS (SELECT 1 FROM {kind} AS r WHERE r.id IN (s.a, s.b)"
        f" AND {key_of('r')} IN (SELECT key FROM ({query.sql}) WHERE +key IN ({sides[kind]})))"
        for kind, query in queries.items()
    )
    return Condition(f"({sql})", tuple(value for query in queries.values() for value in query.values))


def _row(
    db: sqlite3.Connection, id_: str, kind: str, why: str, a: str, b: str, marks: str, pairs: int, added: int
) -> DisagreementRow:
    first, second = json.loads(marks)
    return DisagreementRow.model_validate(
        {
            "id": id_,
            "kind": kind,
            "why": why,
            "first": _side(db, a, first),
            "second": _side(db, b, second),
            "pairs": pairs,
            "added": added,
        }
    )


def _side(db: sqlite3.Connection, id_: str, marks: list[Span]) -> Side:
    """One side by the id of its claim or event: its sentence on one line, the marks moved into it."""
    for kind, record in (("claim", Claim), ("event", Event)):
        row = db.execute(
            "SELECT b.record, b.chain, d.agency, json_extract(d.record, '$.date'),"
            f" d.record FROM {kind} AS r JOIN {kind}_body AS b ON b.n = r.n"
            " JOIN dispatch AS d ON d.n = r.dispatch WHERE r.id = ?",
            (id_,),
        ).fetchone()
        if row is not None:
            body, chain, agency, issued, dispatch = row
            told = record.model_validate_json(body)
            text = str(json.loads(dispatch).get("text", ""))
            if not _holds(told, marks):
                return _narrated(told.id, told.dispatch, text, agency, issued, marks)
            sentence, moved = _sentence(told, text, marks)
            return Side(
                record=id_,
                dispatch=told.dispatch,
                agency=agency,
                chain=tuple(json.loads(chain)),
                when=told.said if isinstance(told, Claim) else told.when,
                issued=issued,
                sentence=sentence,
                marks=moved,
                spans=tuple(marks),
                claimed=kind == "claim" or told.claim is not None,  # type: ignore[union-attr]
            )
    row = db.execute(
        "SELECT d.agency, json_extract(d.record, '$.date'), d.record FROM dispatch AS d WHERE d.id = ?", (id_,)
    ).fetchone()
    if row is not None:  # a dispatch with neither claim nor event, kept by its own id
        agency, issued, dispatch = row
        return _narrated(id_, id_, str(json.loads(dispatch).get("text", "")), agency, issued, marks)
    return Side(record=id_, dispatch="", agency=None, chain=(), when=None, issued=None, sentence="", marks=())


def _holds(told: Claim | Event, marks: Iterable[Span]) -> bool:
    """Whether the words that clash are a record's own; else it is only the nearest to what a dispatch narrates."""
    start, end = _bounds(told)
    return all(start <= s < e <= end for s, e in map(tuple, marks))


def _narrated(
    record: str, dispatch: str, text: str, agency: str | None, issued: dt.date | None, marks: list[Span]
) -> Side:
    """A side that is of no record: the sentence around the words that clash, told by nobody but the dispatch."""
    sentence, moved = _folded(text, sentence_around(text, marks), marks)
    return Side(
        record=record,
        dispatch=dispatch,
        agency=agency,
        chain=(),
        when=None,
        issued=issued,
        sentence=sentence,
        marks=moved,
        spans=tuple(marks),
        claimed=False,
    )


def _bounds(told: Claim | Event) -> Span:
    spans = [*told.content, told.sentence] if isinstance(told, Claim) else [told.span, told.sentence]
    return min(s for s, _ in spans), max(e for _, e in spans)


def _sentence(told: Claim | Event, text: str, marks: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """A record's sentence with its white space folded, and spans of the text as spans of that."""
    return _folded(text, _bounds(told), marks)


def _folded(text: str, bounds: Span, marks: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """A stretch of the text with its white space folded, and spans of the text as spans of that."""
    start, end = bounds
    places: list[int] = []
    line: list[str] = []
    for char in text[start:end]:
        places.append(len(line))
        if not char.isspace():
            line.append(char)
        elif line and line[-1] != " ":
            line.append(" ")
    places.append(len(line))
    moved = sorted((places[s - start], places[e - start]) for s, e in map(tuple, marks) if start <= s < e <= end)
    return "".join(line).rstrip(), tuple(moved)


def _telling(db: sqlite3.Connection, of: Tables, member: Member) -> TellingRow:
    record, chain, dispatch, agency, issued = db.execute(
        f"SELECT b.record, b.chain, d.record, d.agency, json_extract(d.record, '$.date') FROM {of.record} AS r"
        f" JOIN {of.record}_body AS b ON b.n = r.n JOIN dispatch AS d ON d.n = r.dispatch WHERE r.n = ?",
        (member.n,),
    ).fetchone()
    text = str(json.loads(dispatch).get("text", ""))
    one = (Event if of is EVENTS else Claim).model_validate_json(record)
    sentence, marks = _sentence(one, text, [one.span] if isinstance(one, Event) else one.content)
    return TellingRow(
        record=one.id,
        dispatch=one.dispatch,
        agency=agency,
        chain=tuple(json.loads(chain)),
        issued=issued,
        when=one.when if isinstance(one, Event) else one.said,
        status=one.status if isinstance(one, Event) else None,
        sentence=sentence,
        marks=marks,
        origin=member.origin,
        origin_why=member.origin_why,
    )
