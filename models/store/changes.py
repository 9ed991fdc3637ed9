"""What has changed in the store since a moment: what is new, was replaced or withdrawn, has left.

Each change of the store is a generation; when it came is noted by the second, for the latest hundred
thousand. So all that came since a moment is all that is of a later generation.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from typing import Final, TypedDict, get_args

from models.oneline import in_short
from models.records import Claim, Dispatch, Event, Revision
from models.store import compared
from models.store.editions import records_of
from models.store.rows import ChangeKind, ChangeRow, Changes, DisagreementRow
from models.store.searching import storable

_MOST_MOMENTS: Final = 100_000
_MOST_DEPARTED: Final = 5_000
#: A notice is no longer than this.
_LONGEST_REASON: Final = 600
#: Characters of how a dispatch without a headline begins.
_OPENING: Final = 300
#: Of so many records that a withdrawal took down the words are told.
_TOLD: Final = 3

#: What a dispatch `d` that came after the generation ?1 is; null where it is not shown, for another has replaced it.
_KIND: Final = """
CASE WHEN d.revision = 'withdrawn' THEN 'withdrawn'
     WHEN d.problem IS NOT NULL THEN 'unreadable'
     WHEN d.superseded IS NOT NULL THEN NULL
     WHEN d.supersedes IS NOT NULL AND d.revision IN ('corrected', 'refiled') THEN 'corrected'
     WHEN d.supersedes IS NOT NULL
       OR EXISTS (SELECT 1 FROM former AS f WHERE f.dispatch_id = d.id AND f.generation > ?1) THEN 'updated'
     ELSE 'new' END
"""


class _Shown(TypedDict):
    """What a row says of its dispatch."""

    dispatch: str
    agency: str | None
    date: dt.date | None
    place: str | None
    headline: str | None
    revision: Revision
    problem: str | None


def note_moment(db: sqlite3.Connection, generation: int, at: float) -> None:
    """Notes when a generation came; of those within one second, the last stands for all."""
    last = db.execute("SELECT generation, at FROM moment ORDER BY generation DESC LIMIT 1").fetchone()
    if last is not None and int(last[1]) == int(at):
        db.execute("UPDATE moment SET generation = ?, at = ? WHERE generation = ?", (generation, at, last[0]))
        return
    db.execute("INSERT OR REPLACE INTO moment VALUES (?, ?)", (generation, at))
    db.execute(
        "DELETE FROM moment WHERE generation <="
        f" (SELECT generation FROM moment ORDER BY generation DESC LIMIT 1 OFFSET {_MOST_MOMENTS})"
    )


def note_departed(db: sqlite3.Connection, dispatch: int, generation: int) -> None:
    """Notes that a dispatch leaves with a generation; without its text."""
    db.execute(
        "INSERT INTO departed (generation, record)"
        " SELECT ?, json_remove(record, '$.text', '$.body', '$.runs') FROM dispatch WHERE n = ?",
        (generation, dispatch),
    )
    db.execute(f"DELETE FROM departed WHERE n <= (SELECT max(n) FROM departed) - {_MOST_DEPARTED}")


def generation_at(db: sqlite3.Connection, moment: dt.datetime) -> int:
    """The last generation that had come by a moment; 0 before the first that is noted."""
    sql = "SELECT max(generation) FROM moment WHERE at <= ?"
    return int(db.execute(sql, (moment.timestamp(),)).fetchone()[0] or 0)


def changes(db: sqlite3.Connection, since: int, most: int) -> Changes:
    """What came after a generation, at most so many rows of each kind, the latest first."""
    counts = Counter[ChangeKind]()
    rows: list[ChangeRow] = []
    for kind, n in db.execute(
        f"SELECT {_KIND} AS kind, d.n FROM dispatch AS d WHERE d.added > ?1 AND kind IS NOT NULL"
        " ORDER BY d.added DESC, d.id, d.n",
        (since,),
    ):
        counts[kind] += 1
        if counts[kind] <= most:
            rows.append(_row(db, kind, n))
    for generation, record in db.execute(
        "SELECT g.generation, g.record FROM departed AS g WHERE g.generation > ? AND NOT EXISTS"
        " (SELECT 1 FROM dispatch WHERE id = g.record ->> '$.id') ORDER BY g.generation DESC, g.n",
        (since,),
    ):
        counts["gone"] += 1
        if counts["gone"] <= most:
            gone = Dispatch.model_validate_json(record)
            rows.append(ChangeRow(kind="gone", at=_at(db, generation), added=generation, **_shown(gone)))
    for row in compared.since(db, since):
        counts["contradicted"] += 1
        if counts["contradicted"] <= most:
            rows.append(_clash(db, row))
    order = get_args(ChangeKind)
    rows.sort(key=lambda row: order.index(row.kind))
    return Changes(since=since, counts={kind: counts[kind] for kind in order if counts[kind]}, rows=tuple(rows))


def _row(db: sqlite3.Connection, kind: ChangeKind, n: int) -> ChangeRow:
    record, added, supersedes = db.execute(
        "SELECT json_remove(record, '$.text', '$.body', '$.runs'), added, supersedes FROM dispatch WHERE n = ?", (n,)
    ).fetchone()
    dispatch = Dispatch.model_validate_json(record)
    why = db.execute("SELECT why FROM edition_link WHERE newer = ? AND older = ?", (n, supersedes)).fetchone()
    if why is None and kind == "updated":
        why = ("its file has changed",)
    shown = _shown(dispatch)
    opening = _opening(db, n) if not dispatch.headline else None
    took_down: tuple[str, ...] = ()
    if kind == "withdrawn":
        shown["problem"] = _reason(db, n) or dispatch.problem
        claims, events, took_down = _taken_down(db, supersedes)
    else:
        claims, events = (
            db.execute(f"SELECT count(*) FROM {table} WHERE dispatch = ?", (n,)).fetchone()[0]
            for table in ("claim", "event")
        )
    return ChangeRow(
        kind=kind,
        replaces=dispatch.supersedes,
        why=why[0] if why else None,
        claims=claims,
        events=events,
        opening=opening,
        took_down=took_down,
        at=_at(db, added),
        added=added,
        **shown,
    )


def _taken_down(db: sqlite3.Connection, n: int | None) -> tuple[int, int, tuple[str, ...]]:
    """How many claims and events a withdrawn dispatch had, and the first of them in a few words, events first."""
    if n is None:
        return 0, 0, ()
    gone = records_of(db, n)
    records: list[Event | Claim] = [*gone.events, *gone.claims]
    told = (in_short(record, gone.dispatch) for record in records)
    return len(gone.claims), len(gone.events), tuple(words for words, _ in zip(told, range(_TOLD), strict=False))


def _opening(db: sqlite3.Connection, n: int) -> str | None:
    """How the text of a dispatch begins."""
    sql = (
        f"SELECT substr(record ->> '$.text', coalesce(record ->> '$.body[0]', 0) + 1, {_OPENING})"
        " FROM dispatch WHERE n = ?"
    )
    (text,) = db.execute(sql, (n,)).fetchone()
    return " ".join(str(text or "").split()) or None


def _reason(db: sqlite3.Connection, n: int) -> str | None:
    """What a short notice of withdrawal says; a whole story that is marked as withdrawn gives no reason."""
    text, start, end = db.execute(
        "SELECT record ->> '$.text', record ->> '$.body[0]', record ->> '$.body[1]' FROM dispatch WHERE n = ?", (n,)
    ).fetchone()
    reason = " ".join(str(text or "")[start or 0 : end or 0].split())
    return reason if len(reason) <= _LONGEST_REASON else None


def _clash(db: sqlite3.Connection, row: DisagreementRow) -> ChangeRow:
    later = row.second
    sql = "SELECT n, record ->> '$.place', record ->> '$.headline' FROM dispatch WHERE id = ? ORDER BY n LIMIT 1"
    n, place, headline = db.execute(sql, (storable(later.dispatch),)).fetchone() or (None, None, None)
    return ChangeRow(
        kind="contradicted",
        dispatch=later.dispatch,
        agency=later.agency,
        date=later.issued,
        place=place,
        headline=headline,
        opening=_opening(db, n) if n is not None and not headline else None,
        sentence=later.sentence,
        revision="original",
        replaces=row.first.dispatch,
        why=f"{row.kind}: {row.why}",
        record=later.record,
        at=_at(db, row.added),
        added=row.added,
    )


def _shown(dispatch: Dispatch) -> _Shown:
    return _Shown(
        dispatch=dispatch.id,
        agency=dispatch.agency,
        date=dispatch.date,
        place=dispatch.place,
        headline=dispatch.headline,
        revision=dispatch.revision,
        problem=dispatch.problem,
    )


def _at(db: sqlite3.Connection, generation: int) -> dt.datetime | None:
    """When a generation came; None where that is no longer known."""
    sql = "SELECT at FROM moment WHERE generation >= ? ORDER BY generation LIMIT 1"
    row = db.execute(sql, (generation,)).fetchone()
    return dt.datetime.fromtimestamp(row[0], dt.UTC) if row else None
