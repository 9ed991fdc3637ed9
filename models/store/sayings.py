"""Claims compared with those of other dispatches that may be the same: what each says, linked where they are one.

Keys and who takes part under them are as of gists (`matters`); a claim stands there by its own row. Each function
works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

from models.comparing.agreeing import Said, agree
from models.comparing.apart import claim_key
from models.comparing.origins import relays
from models.comparing.sayings import Saying, keys, saying
from models.records import Claim, Dispatch, Gist
from models.store.judging import Touched
from models.store.matters import Standing, Standings, leave, numbered, order_of
from models.store.tellings import CLAIMS, Link, link, links, unlink

_GIVEN: Final = "(SELECT value FROM json_each(?))"
_SAID: Final = "SELECT claim, dispatch, day, tie, key, record FROM saying"


class Issued(NamedTuple):
    """The dispatch whose claims are taken in, with what its origins are known by."""

    n: int
    dispatch: Dispatch
    sketch: Sequence[int]
    cited: Sequence[str]


def take_in(
    db: sqlite3.Connection, issued: Issued, claims: Mapping[str, Claim], gists: Iterable[Gist], touched: Touched
) -> None:
    """Keeps what the claims of a dispatch say, and links them with others that say the same."""
    own: dict[str, list[Gist]] = {}
    for gist in gists:
        if not gist.poles:
            own.setdefault(gist.record, []).append(gist)
    holding = {claim.parent for claim in claims.values()}
    rows = db.execute("SELECT id, n, number FROM claim WHERE dispatch = ?", (issued.n,)).fetchall()
    taken: list[tuple[Said, list[int]]] = []
    for id_, n, number in rows:
        claim = claims[id_]
        told = saying(claim, issued.dispatch, own.get(id_, ()))
        found = [numbered(key, "") for key in keys(told)] if told.speakers and id_ not in holding else []
        if not found:
            continue
        day = told.said[0] if told.said is not None else 0
        tie = f"{issued.dispatch.sha256}|{issued.dispatch.id}|{number:04}"
        source = {"sketch": issued.sketch, "tags": relays(issued.dispatch, claim, issued.cited)}
        key = claim_key(issued.dispatch.sha256, claim.content)
        record = told.model_dump_json(exclude_defaults=True)
        db.execute(
            "INSERT INTO saying VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (n, issued.n, day, tie, key, record, json.dumps(source), json.dumps(found)),
        )
        taken.append((Said(n, (day, tie), issued.n, key, told), found))
    _enter(db, taken, touched)


def _enter(db: sqlite3.Connection, taken: Sequence[tuple[Said, list[int]]], touched: Touched) -> None:
    """Puts the claims of a dispatch under their keys, and compares each with those that take part, if it does."""
    standings = Standings(db)
    placed = [(said, _standing(said), found) for said, found in taken]
    crowded_out = [one for _, own, found in placed for one in standings.enter(own, found)]
    for one in dict.fromkeys(one for one, _ in crowded_out):
        _recede(db, standings, one, touched)
    met = [(said, {key: standings.met(own, key) for key in found}) for said, own, found in placed]
    _fetch(db, {n for _, others in met for ns in others.values() for n in ns}, touched)
    for said, others in met:
        _compare(db, said, others, touched)


def _standing(said: Said) -> Standing:
    """A claim as it stands under keys."""
    day, tie = said.rank
    return Standing(said.n, day, 0, order_of(tie))


def withdraw(db: sqlite3.Connection, dispatch: int, touched: Touched) -> None:
    """Takes the claims of a dispatch out of all comparisons; who stood next in line takes part instead."""
    rows = db.execute("SELECT claim, day, tie, keys FROM saying WHERE dispatch = ?", (dispatch,)).fetchall()
    for n, day, tie, found in rows:
        own = Standing(n, day, 0, order_of(tie))
        touched.claims |= unlink(db, CLAIMS, n)
        for key in json.loads(found):
            following = Standings(db).just_behind(own, key)
            leave(db, own, key)
            for one in following:
                met = {key: Standings(db).met(one, key)}
                _compare(db, said_by(db, [one.gist])[one.gist], met, touched)
        db.execute("DELETE FROM saying WHERE claim = ?", (n,))


def said_by(db: sqlite3.Connection, ns: Iterable[int]) -> dict[int, Said]:
    """What some claims say, by their rows."""
    rows = db.execute(f"{_SAID} WHERE claim IN {_GIVEN}", (json.dumps(list(ns)),)).fetchall()
    return {n: Said(n, (day, tie), dispatch, key, as_saying(record)) for n, dispatch, day, tie, key, record in rows}


# Neighbours come again and again with each dispatch; records are frozen, so one copy serves all.
@lru_cache(maxsize=4096)
def as_saying(record: str) -> Saying:
    """What is kept of what a claim says."""
    return Saying.model_validate_json(record)


def _fetch(db: sqlite3.Connection, ns: Set[int], touched: Touched) -> None:
    """Gets claims by their rows that were not met before."""
    if missing := ns - touched.said.keys():
        touched.said |= said_by(db, missing)


def _compare(db: sqlite3.Connection, said: Said, others: Mapping[int, list[int]], touched: Touched) -> None:
    """Compares a claim with those of other dispatches that it meets under each of some keys."""
    _fetch(db, {n for ns in others.values() for n in ns}, touched)
    told: list[Link] = []
    for n in dict.fromkeys(n for ns in others.values() for n in ns):
        other = touched.said[n]
        found = agree(said, other) if other.dispatch != said.dispatch else None
        if found is not None:
            a, b = sorted((said, other), key=lambda one: one.rank)
            told.append(Link(a.n, b.n, found))
            touched.claims |= {a.n, b.n}
    link(db, CLAIMS, told)


def _recede(db: sqlite3.Connection, standings: Standings, one: Standing, touched: Touched) -> None:
    """Takes back with which others a claim is one, but for those that it still meets under some key."""
    if links(db, CLAIMS, one.gist):
        (keys,) = db.execute("SELECT keys FROM saying WHERE claim = ?", (one.gist,)).fetchone()
        still = {n for key in json.loads(keys) for n in standings.met(one, key)}
        touched.claims |= unlink(db, CLAIMS, one.gist, still)
