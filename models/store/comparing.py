"""Comparing kept in the store: each dispatch against its neighbours alone, and undone again when it goes.

A gist stands under keys; of each key and side the newest few take part, so that no key grows without bound, and
which pairs are found is a matter of what is in the store, never of the order in which it came. The judgement itself
is `models.comparing`'s; each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from models.comparing.apart import apart_path, read_apart
from models.comparing.clashes import Clash, clash
from models.comparing.clashes import keys as clash_keys
from models.comparing.happenings import grouped
from models.comparing.likeness import Alike, alike
from models.comparing.matters import Statement
from models.comparing.origins import Source, origins, tags
from models.comparing.tellings import Telling
from models.comparing.tellings import keys as happening_keys
from models.records import Claim, Dispatch, Event, Gist, Mention, Reading
from models.store.export import bodies_of

#: How many take part under a key, newest first, by the key's first letter: of each side for P(olarity) and
#: A(ccusations), in all for D(ates), F(igures) and O(ccurrences).
_MOST: Final[Mapping[str, int]] = {"P": 20, "A": 12, "D": 24, "F": 24, "O": 40, "S": 20, "Q": 24, "E": 24, "N": 12}
#: What of a record says only where in which dispatch it stands.
_PLACES: Final = frozenset({"id", "dispatch", "record", "claim", "span", "spans", "sentence", "dated", "cue"})
_SIDES: Final[Mapping[str, str]] = {"+": "-", "-": "+", "": ""}


class _Kept(NamedTuple):
    """A gist in play, by its row: its dispatch, the event it is of (None: a claim's), and its place in every order."""

    n: int
    dispatch: int
    event: int | None
    day: int
    tie: str
    agency: str
    gist: Gist
    form: str


@dataclass
class _Touched:
    """What one transaction has to settle at its end: disputes by id, events whose happenings may be others now."""

    disputes: set[str] = field(default_factory=set)
    events: set[int] = field(default_factory=set)


def keep(db: sqlite3.Connection, dispatch: int, reading: Reading) -> None:
    """Keeps what a new dispatch is compared by; it is compared later (`compare`)."""
    gists = "[" + ",".join(gist.model_dump_json(exclude_defaults=True) for gist in reading.gists) + "]"
    db.execute(
        "INSERT OR REPLACE INTO comparable VALUES (?, ?, ?, ?)",
        (dispatch, gists, json.dumps(reading.sketch), json.dumps(reading.cited)),
    )


def note(db: sqlite3.Connection, dispatch: int) -> None:
    """Records of a dispatch have been written: it is to be compared."""
    db.execute("INSERT OR IGNORE INTO uncompared VALUES (?)", (dispatch,))


def forget(db: sqlite3.Connection, dispatch: int) -> None:
    """A dispatch goes for good, its records having been withdrawn."""
    db.execute("DELETE FROM comparable WHERE dispatch = ?", (dispatch,))


def compare(db: sqlite3.Connection, most: int, generation: int) -> int:
    """Compares some of the dispatches that have not been yet; returns how many were looked at."""
    waiting = [n for (n,) in db.execute("SELECT dispatch FROM uncompared ORDER BY dispatch LIMIT ?", (most,))]
    touched = _Touched()
    for dispatch in waiting:
        db.execute("DELETE FROM uncompared WHERE dispatch = ?", (dispatch,))
        for kept in _taken_in(db, dispatch):
            for key, side in _keys(db, kept):
                _enter(db, kept, key, side, touched, generation)
    _settle(db, touched)
    return len(waiting)


def withdraw(db: sqlite3.Connection, dispatch: int) -> None:
    """Takes a dispatch out of all comparisons, before its records go."""
    db.execute("DELETE FROM uncompared WHERE dispatch = ?", (dispatch,))
    touched = _Touched()
    generation = int(db.execute("SELECT generation FROM state").fetchone()[0]) + 1
    for (n,) in db.execute("SELECT n FROM gist WHERE dispatch = ?", (dispatch,)).fetchall():
        _leave(db, n, touched, generation)
    _settle(db, touched)


def _taken_in(db: sqlite3.Connection, dispatch: int) -> list[_Kept]:
    """Writes the gists of a dispatch whose claims and events stand in the store."""
    row = db.execute(
        "SELECT d.record, d.sha256, c.gists, c.sketch, c.cited FROM dispatch AS d JOIN comparable AS c"
        " ON c.dispatch = d.n WHERE d.n = ? AND NOT d.down",
        (dispatch,),
    ).fetchone()
    if row is None:
        return []
    record, sha256, gists, sketch, cited = row
    issuer = Dispatch.model_validate_json(record)
    claims = {claim.id: claim for claim in map(Claim.model_validate_json, bodies_of(db, "claim", dispatch))}
    events = {event.id: event for event in map(Event.model_validate_json, bodies_of(db, "event", dispatch))}
    numbers = dict(db.execute("SELECT id, n FROM event WHERE dispatch = ?", (dispatch,)).fetchall())
    told: tuple[Claim | Event, ...] = (*claims.values(), *events.values())
    known = _known(mention for one in told for mention in _mentions(one))
    kept: list[_Kept] = []
    for place, one in enumerate(json.loads(gists)):
        gist = _resolved(Gist.model_validate(one), known)
        if gist.record not in claims and gist.record not in events:
            continue
        # A stand is of a clause, and only kept by the record.
        event = events.get(gist.record) if not gist.poles else None
        number = numbers.get(gist.record) if event is not None else None
        source = "{}"
        if event is not None:
            found = tags(issuer, claims.get(event.claim or ""), json.loads(cited))
            source = json.dumps({"sketch": json.loads(sketch), "tags": found})
        day = gist.said.toordinal() if gist.said is not None else 0
        tie = f"{sha256}|{issuer.id}|{place:04}"
        written = gist.model_dump_json(exclude_defaults=True)
        n = db.execute(
            "INSERT INTO gist (dispatch, event, day, tie, agency, record, source) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                dispatch,
                number,
                day,
                tie,
                issuer.agency or "",
                written,
                source,
            ),
        ).lastrowid
        assert n is not None  # an insert of one row always has one
        kept.append(_Kept(n, dispatch, number, day, tie, issuer.agency or "", gist, _form(written)))
    return kept


def _mentions(told: Claim | Event) -> Iterable[Mention]:
    return (*told.sources, *told.via, *told.about) if isinstance(told, Claim) else (*told.sources, *told.targets)


def _known(mentions: Iterable[Mention]) -> dict[str, str]:
    """For whom the dispatch alone does not know: as whom it is compared, as other dispatches tell it."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.alone is not None:
            found[mention.alone.country or mention.alone.id] = mention.actor.country or mention.actor.id
            found.setdefault(mention.alone.id, mention.actor.id)
    return found


def _resolved(gist: Gist, known: Mapping[str, str]) -> Gist:
    if not known:
        return gist
    return gist.model_copy(
        update={
            field_: tuple(dict.fromkeys(known.get(key, key) for key in getattr(gist, field_)))
            for field_ in ("agents", "others", "speakers")
        }
    )


def _keys(db: sqlite3.Connection, kept: _Kept) -> list[tuple[str, str]]:
    """Under which keys a gist stands. What a claim tells is compared as the claim's, not once more as its event's."""
    if kept.event is None:
        return clash_keys(kept.gist)
    event, _ = _as_told(_event_body(db, kept.event))
    own = clash_keys(kept.gist) if event.claim is None else []
    return own + [(key, "") for key in happening_keys(event, kept.gist)]


def _enter(db: sqlite3.Connection, kept: _Kept, key: str, side: str, touched: _Touched, generation: int) -> None:
    """Puts a gist under a key: it is compared with those that take part, unless it is too old to."""
    db.execute("INSERT INTO matter VALUES (?, ?, ?, ?, ?)", (key, side, kept.day, kept.tie, kept.n))
    most = _MOST[key[0]]
    taking_part = _first(db, key, side, most + 1)
    if kept.n not in taking_part[:most]:
        return
    if len(taking_part) > most:
        _unpair(db, taking_part[most], key, touched)
    _pair(db, kept, key, side, touched, generation)


def _leave(db: sqlite3.Connection, n: int, touched: _Touched, generation: int) -> None:
    """Takes a gist from under all its keys; who stood next in line takes part instead."""
    rows = db.execute("SELECT key, side FROM matter WHERE gist = ?", (n,)).fetchall()
    (event,) = db.execute("SELECT event FROM gist WHERE n = ?", (n,)).fetchone()
    for key, side in rows:
        most = _MOST[key[0]]
        took_part = n in _first(db, key, side, most)
        db.execute("DELETE FROM matter WHERE gist = ? AND key = ? AND side = ?", (n, key, side))
        _unpair(db, n, key, touched)
        now = _first(db, key, side, most)
        if took_part and len(now) == most:
            _pair(db, _kept(db, now[-1]), key, side, touched, generation)
    if event is not None:
        touched.events.discard(event)
        row = db.execute("SELECT happening FROM telling WHERE event = ?", (event,)).fetchone()
        if row is not None:
            touched.events |= _undone(db, row[0])
            touched.events.discard(event)
    db.execute("DELETE FROM gist WHERE n = ?", (n,))


def _first(db: sqlite3.Connection, key: str, side: str, most: int) -> list[int]:
    """The gists that stand first under a key, the newest first."""
    rows = db.execute(
        "SELECT gist FROM matter WHERE key = ? AND side = ? ORDER BY day DESC, tie, gist LIMIT ?", (key, side, most)
    )
    return [n for (n,) in rows.fetchall()]


def _pair(db: sqlite3.Connection, kept: _Kept, key: str, side: str, touched: _Touched, generation: int) -> None:
    """Compares a gist with all that take part under a key (on the other side, where there are two)."""
    for n in _first(db, key, _SIDES[side], _MOST[key[0]]):
        if n == kept.n:
            continue
        other = _kept(db, n)
        if key[0] == "O":
            _link(db, kept, other, key, touched)
            continue
        found = clash(_statement(kept), _statement(other))
        if found is not None and not (kept.gist.poles and _is_found_closer(db, kept, other, found)):
            _put_clash(db, found, kept, other, key, touched, generation)


def _is_found_closer(db: sqlite3.Connection, one: _Kept, other: _Kept, found: Clash) -> bool:
    """Whether the gists of the two dispatches' own records clash in the same way as two stands do."""
    mine, yours = (
        [
            _kept(db, n)
            for (n,) in db.execute("SELECT n FROM gist WHERE dispatch = ? ORDER BY n", (side.dispatch,)).fetchall()
        ]
        for side in (one, other)
    )
    for a in mine:
        for b in yours:
            if (
                a.gist.poles
                or b.gist.poles
                or not {k for k, _ in clash_keys(a.gist)} & {k for k, _ in clash_keys(b.gist)}
            ):
                continue
            closer = clash(_statement(a), _statement(b))
            if closer is not None and closer.kind == found.kind:
                return True
    return False


def _unpair(db: sqlite3.Connection, n: int, key: str, touched: _Touched) -> None:
    """Takes back what was found of a gist under a key."""
    if key[0] == "O":
        (event,) = db.execute("SELECT event FROM gist WHERE n = ?", (n,)).fetchone()
        for a, b in db.execute(
            "SELECT a, b FROM likeness WHERE a = ?1 AND key = ?2"
            " UNION SELECT a, b FROM likeness WHERE b = ?1 AND key = ?2",
            (event, key),
        ).fetchall():
            touched.events |= {a, b}
            db.execute("DELETE FROM likeness WHERE a = ? AND b = ? AND key = ?", (a, b, key))
        return
    rows = db.execute(
        "SELECT first, second, dispute FROM clash WHERE first = ?1 AND key = ?2"
        " UNION SELECT first, second, dispute FROM clash WHERE second = ?1 AND key = ?2",
        (n, key),
    ).fetchall()
    for first, second, dispute in rows:
        touched.disputes.add(dispute)
        db.execute("DELETE FROM clash WHERE first = ? AND second = ? AND key = ?", (first, second, key))


def _put_clash(
    db: sqlite3.Connection, found: Clash, one: _Kept, other: _Kept, key: str, touched: _Touched, generation: int
) -> None:
    first, second = (one, other) if found.first.gist is one.gist else (other, one)
    dispute = "d:" + blake2b(found.matter.encode(), digest_size=8).hexdigest()
    # Side by side in one dispatch is easiest to see; then what came first, in the words that say most.
    apart = first.dispatch != second.dispatch
    words = min(len(first.gist.words), 60) + min(len(second.gist.words), 60)
    rank = f"{int(apart)}|{first.day:07}|{second.day:07}|{200 - words:05}|{first.tie}|{second.tie}"
    db.execute(
        "INSERT OR REPLACE INTO clash VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            first.n,
            second.n,
            key,
            found.kind,
            found.why,
            first.gist.record,
            second.gist.record,
            json.dumps(found.marks),
            dispute,
            rank,
            max(first.day, second.day),
            generation,
        ),
    )
    touched.disputes.add(dispute)


def _link(db: sqlite3.Connection, one: _Kept, other: _Kept, key: str, touched: _Touched) -> None:
    assert one.event is not None  # only events stand under keys of occurrences
    assert other.event is not None
    a, b = sorted((_telling(db, one), _telling(db, other)), key=lambda t: t.rank)
    found = alike(a, b)
    if found is not None:
        db.execute(
            "INSERT OR REPLACE INTO likeness VALUES (?, ?, ?, ?, ?)",
            (a.n, b.n, key, found.strength, json.dumps(found.reasons)),
        )
        touched.events |= {a.n, b.n}


def _statement(kept: _Kept) -> Statement:
    return Statement(kept.gist, str(kept.dispatch), kept.agency)


def _telling(db: sqlite3.Connection, kept: _Kept) -> Telling:
    assert kept.event is not None  # only events are told
    told, form = _as_told(_event_body(db, kept.event))
    rank = (told.claim is not None, kept.day, kept.tie)
    return Telling(kept.event, rank, kept.dispatch, told, kept.gist, f"{form}|{kept.form}")


def _kept(db: sqlite3.Connection, n: int) -> _Kept:
    dispatch, event, day, tie, agency, record = db.execute(
        "SELECT dispatch, event, day, tie, agency, record FROM gist WHERE n = ?", (n,)
    ).fetchone()
    gist, form = _as_gist(record)
    return _Kept(n, dispatch, event, day, tie, agency, gist, form)


def _event_body(db: sqlite3.Connection, n: int) -> str:
    return str(db.execute("SELECT record FROM event_body WHERE n = ?", (n,)).fetchone()[0])


# Neighbours come again and again with each dispatch; records are frozen, so one copy serves all.
@lru_cache(maxsize=2048)
def _as_gist(record: str) -> tuple[Gist, str]:
    return Gist.model_validate_json(record), _form(record)


@lru_cache(maxsize=1024)
def _as_told(record: str) -> tuple[Event, str]:
    return Event.model_validate_json(record), _form(record)


def _form(record: str) -> str:
    """What a record says, in short: equal in copies, whatever the dispatch and the place in it."""
    said = json.dumps(_without_places(json.loads(record)))
    return blake2b(said.encode(), digest_size=16).hexdigest()


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(part) for key, part in value.items() if key not in _PLACES}
    return [_without_places(part) for part in value] if isinstance(value, list) else value


def _settle(db: sqlite3.Connection, touched: _Touched) -> None:
    """Writes the disputes and happenings anew that may have changed."""
    for dispute in sorted(touched.disputes):
        _settle_dispute(db, dispute)
    left = set(touched.events)
    while left:
        component = _component(db, left.pop())
        left -= component
        _settle_happenings(db, component)


def _settle_dispute(db: sqlite3.Connection, dispute: str) -> None:
    shown = db.execute(
        "SELECT kind, why, a, b, marks, day FROM clash WHERE dispute = ? ORDER BY rank LIMIT 1", (dispute,)
    ).fetchone()
    db.execute("DELETE FROM dispute WHERE id = ?", (dispute,))
    if shown is None:
        return
    pairs, added = db.execute(
        "SELECT count(*), min(added)"
        " FROM (SELECT min(added) AS added FROM clash WHERE dispute = ? GROUP BY first, second)",
        (dispute,),
    ).fetchone()
    kind, why, a, b, marks, day = shown
    db.execute(
        "INSERT INTO dispute VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (dispute, kind, why, a, b, marks, pairs, day, added)
    )


def _component(db: sqlite3.Connection, event: int) -> set[int]:
    """The events that are linked with one, however far round."""
    found, waiting = {event}, [event]
    while waiting:
        at = waiting.pop()
        for (other,) in db.execute(
            "SELECT b FROM likeness WHERE a = ?1 UNION SELECT a FROM likeness WHERE b = ?1", (at,)
        ).fetchall():
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _undone(db: sqlite3.Connection, happening: int) -> set[int]:
    """Takes a happening out; returns the events that told it."""
    members = {n for (n,) in db.execute("SELECT event FROM telling WHERE happening = ?", (happening,)).fetchall()}
    db.execute("DELETE FROM telling WHERE happening = ?", (happening,))
    db.execute("DELETE FROM happening WHERE n = ?", (happening,))
    return members


def _settle_happenings(db: sqlite3.Connection, events: set[int]) -> None:
    for event in events:
        row = db.execute("SELECT happening FROM telling WHERE event = ?", (event,)).fetchone()
        if row is not None:
            _undone(db, row[0])
    if len(events) < 2:
        return
    tellings: dict[int, Telling] = {}
    sources: dict[int, Source] = {}
    links: list[tuple[int, int, Alike]] = []
    for event in events:
        row = db.execute("SELECT n, source FROM gist WHERE event = ?", (event,)).fetchone()
        if row is None:
            continue
        tellings[event] = _telling(db, _kept(db, row[0]))
        told = json.loads(row[1])
        sources[event] = Source(event, tuple(told["sketch"]), told["tags"])
        links += [
            (a, b, Alike(strength, tuple(json.loads(reasons))))
            for a, b, strength, reasons in db.execute(
                "SELECT a, b, max(strength), reasons FROM likeness WHERE a = ? GROUP BY a, b", (event,)
            ).fetchall()
        ]
    links = [link for link in links if link[0] in tellings and link[1] in tellings]
    for members, reasons in grouped(tellings, links, read_apart(apart_path())):
        _put_happening(db, [telling.n for telling in members], reasons, sources)


def _put_happening(
    db: sqlite3.Connection, members: list[int], reasons: Iterable[str], sources: Mapping[int, Source]
) -> None:
    found = origins([sources[n] for n in members])
    independent = len({number for number, _ in found.values()})
    why = "; ".join(reasons)
    db.execute("INSERT INTO happening VALUES (?, ?, ?)", (members[0], f"{why[:1].upper()}{why[1:]}.", independent))
    db.executemany(
        "INSERT INTO telling VALUES (?, ?, ?, ?, ?)",
        [(n, members[0], place, *found[n]) for place, n in enumerate(members)],
    )
