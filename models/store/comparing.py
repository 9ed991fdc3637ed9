"""Comparing kept in the store: each dispatch against its neighbours alone, and undone again when it goes.

A gist stands under keys; of each key and side the newest few take part, so that no key grows without bound, and
which pairs are found is a matter of what is in the store, never of the order in which it came. The judgement itself
is `models.comparing`'s; each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pydantic import TypeAdapter

from models.comparing.clashes import keys as clash_keys
from models.comparing.origins import tags
from models.comparing.tellings import keys as happening_keys
from models.records import Actor, Claim, Dispatch, Event, Gist, Mention, Reading
from models.store import sayings, spread, tellings
from models.store.export import bodies_of
from models.store.judging import WITHIN, Touched, pair, pair_within, part, recede, unpair
from models.store.kept import Kept, Met, kept_of
from models.store.matters import Standings, keys_of, leave, numbered, standing
from models.store.settling import settle

#: What a dispatch is compared by.
_GISTS: Final = TypeAdapter(tuple[Gist, ...])


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


def compare(db: sqlite3.Connection, met: Met, most: int, generation: int) -> int:
    """Compares some of the dispatches that have not been yet; returns how many were looked at."""
    waiting = [n for (n,) in db.execute("SELECT dispatch FROM uncompared ORDER BY dispatch LIMIT ?", (most,))]
    met.trim()
    touched = Touched(met=met)
    for dispatch in waiting:
        db.execute("DELETE FROM uncompared WHERE dispatch = ?", (dispatch,))
        told = _taken_in(db, dispatch, touched)
        _enter(db, told, touched, generation)
        pair_within(db, told, touched, generation)
    spread.settle(db, touched)
    settle(db, touched)
    if len(waiting) < most:
        db.execute("DELETE FROM dispute_before")  # all that there was has been found again
    return len(waiting)


def begin_anew(db: sqlite3.Connection, version: str) -> None:
    """Where what was found is by rules of another version, lets go of it: all dispatches are to be compared again."""
    if db.execute("SELECT compared FROM state").fetchone() == (version,):
        return
    db.execute("INSERT OR IGNORE INTO dispute_before SELECT id, added FROM dispute")
    for table in ("clash", "withheld", "dispute", "matter", "gist", "saying", "bearing", "spread", "common", "leaning"):
        db.execute(f"DELETE FROM {table}")
    tellings.forget_all(db)
    db.execute("INSERT OR IGNORE INTO uncompared SELECT dispatch FROM comparable")
    db.execute("UPDATE state SET compared = ?", (version,))


def withdraw(db: sqlite3.Connection, dispatch: int) -> None:
    """Takes a dispatch out of all comparisons, before its records go."""
    db.execute("DELETE FROM uncompared WHERE dispatch = ?", (dispatch,))
    touched = Touched()
    generation = int(db.execute("SELECT generation FROM state").fetchone()[0]) + 1
    for (n,) in db.execute("SELECT n FROM gist WHERE dispatch = ?", (dispatch,)).fetchall():
        _leave(db, n, touched, generation)
    sayings.withdraw(db, dispatch, touched)
    for of, settled in ((tellings.EVENTS, touched.events), (tellings.CLAIMS, touched.claims)):
        own, others = tellings.withdraw(db, of, dispatch)
        settled |= others
        settled -= own
    spread.withdraw(db, dispatch, touched)
    spread.settle(db, touched)
    settle(db, touched)


def _taken_in(db: sqlite3.Connection, dispatch: int, touched: Touched) -> list[tuple[Kept, list[int]]]:
    """Writes the gists of a dispatch whose claims and events stand in the store; returns them with their keys.

    What its claims say is compared at once.
    """
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
    rows = db.execute(
        "SELECT e.id, e.n, b.record FROM event AS e JOIN event_body AS b ON b.n = e.n WHERE e.dispatch = ?",
        (dispatch,),
    ).fetchall()
    numbers = {id_: (n, told) for id_, n, told in rows}
    of_dispatch: tuple[Claim | Event, ...] = (*claims.values(), *events.values())
    known = _known(mention for one in of_dispatch for mention in _mentions(one))
    kept: list[tuple[Kept, list[int]]] = []
    resolved = [_resolved(gist, known) for gist in _GISTS.validate_json(gists)]
    issued = sayings.Issued(dispatch, issuer, json.loads(sketch), json.loads(cited))
    sayings.take_in(db, issued, claims, resolved, touched)
    spread.take_in(db, dispatch, resolved, touched)
    for place, gist in enumerate(resolved):
        if gist.record not in claims and gist.record not in events and gist.record != issuer.id:
            continue
        # A stand is of a clause, and only kept by the record.
        event = events.get(gist.record) if not gist.poles else None
        number, told = numbers[gist.record] if event is not None else (None, "")
        source = "{}"
        if event is not None:
            found = tags(issuer, claims.get(event.claim or ""), json.loads(cited))
            source = json.dumps({"sketch": json.loads(sketch), "tags": found})
        keys = _keys(gist, event)
        if event is None and not keys:
            continue  # what a claim says is compared as a saying
        day = gist.said.toordinal() if gist.said is not None else 0
        tie = f"{sha256}|{issuer.id}|{place:04}"
        agency = issuer.agency or ""
        written = gist.model_dump_json(exclude_defaults=True)
        n = db.execute(
            "INSERT INTO gist (dispatch, event, day, tie, agency, record, source, keys)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (dispatch, number, day, tie, agency, written, source, json.dumps(keys)),
        ).lastrowid
        assert n is not None  # an insert of one row always has one
        kept.append((Kept(n, dispatch, number, day, tie, agency, gist, written if told else "", told), keys))
    return kept


def _mentions(told: Claim | Event) -> Iterable[Mention]:
    return (*told.sources, *told.via, *told.about) if isinstance(told, Claim) else (*told.sources, *told.targets)


def _known(mentions: Iterable[Mention]) -> dict[str, Actor]:
    """Whom the dispatch alone does not know, by the key it has there: the actor that other dispatches tell of."""
    found: dict[str, Actor] = {}
    for mention in mentions:
        if mention.alone is not None:
            found[mention.alone.country or mention.alone.id] = mention.actor
            found.setdefault(mention.alone.id, mention.actor)
    return found


def _resolved(gist: Gist, known: Mapping[str, Actor]) -> Gist:
    """A gist with its parties as other dispatches know them; who speaks is kept by name as well."""
    if not known:
        return gist

    def parties(keys: Iterable[str]) -> Iterator[str]:
        yield from ((known[key].country or known[key].id) if key in known else key for key in keys)

    def speakers() -> Iterator[str]:
        for key in gist.speakers:
            yield from (known[key].id, known[key].country or known[key].id) if key in known else (key,)

    return gist.model_copy(
        update={
            "agents": tuple(dict.fromkeys(parties(gist.agents))),
            "acting": tuple(dict.fromkeys(known[key].id if key in known else key for key in gist.acting)),
            "others": tuple(dict.fromkeys(parties(gist.others))),
            "speakers": tuple(dict.fromkeys(speakers())),
        }
    )


def _keys(gist: Gist, event: Event | None) -> list[int]:
    """Under which keys a gist stands."""
    found = [(key, "") for key in happening_keys(event, gist)] if event is not None else clash_keys(gist)
    return list(dict.fromkeys(numbered(key, side) for key, side in found))


def _enter(db: sqlite3.Connection, told: Sequence[tuple[Kept, list[int]]], touched: Touched, generation: int) -> None:
    """Puts the gists of a dispatch under their keys: each is compared with those that take part, if it does."""
    standings = Standings(db)
    placed = [(kept, standing(kept), keys) for kept, keys in told]
    crowded_out = [one for _, own, keys in placed for one in standings.enter(own, keys)]
    recede(db, standings, crowded_out, touched)
    met = [(kept, {key: standings.met(own, key) for key in keys}) for kept, own, keys in placed]
    known = touched.met.among(db, {n for _, others in met for ns in others.values() for n in ns})
    for kept, others in met:
        pair(db, kept, others, known, touched, generation)


def _leave(db: sqlite3.Connection, n: int, touched: Touched, generation: int) -> None:
    """Takes a gist from under all its keys; who stood next in line takes part instead."""
    left = kept_of(db, n)
    own = standing(left)
    part(db, left, touched)
    for key in keys_of(db, n):
        following = Standings(db).just_behind(own, key)
        leave(db, own, key)
        unpair(db, n, key, touched)
        for one in following:
            others = {key: Standings(db).met(one, key)}
            known = touched.met.among(db, {one.gist, *others[key]})
            pair(db, known[one.gist], others, known, touched, generation)
    unpair(db, n, WITHIN, touched)
    db.execute("DELETE FROM gist WHERE n = ?", (n,))
    touched.met.forget(n)
