"""Who is remembered over the folder: whom each dispatch introduces, and what the names in the others come to.

A dispatch is put with all that is known then. Where the answer to a name changes later, the dispatches that ask for
it are noted as stale, and written anew by and by: what they say in the end hangs on no order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from models.bearers import Bearer, Told, bearer_of, known_as, the_one, with_mentions
from models.records import Actor, Claim, Event, Mention, Reading, Sought

#: A name that more are called by stands for nobody.
_MOST = 50

#: What the dispatches say of a name: all who bear it, and the one they are.
_Said = tuple[frozenset[Actor], Actor | None]


class Changed:
    """The names on which dispatches now say something else than before the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._before: dict[str, _Said] = {}

    def about_to(self, person: int) -> None:
        """Notes what is said of a person's names, before that changes."""
        asked = (
            "SELECT name FROM person_name AS a WHERE person = ? AND EXISTS (SELECT 1 FROM sought WHERE name = a.name)"
        )
        for (name,) in self._db.execute(asked, (person,)).fetchall():
            if name not in self._before:
                self._before[name] = _said(self._db, name)

    def mark(self) -> None:
        """Marks the dispatches stale that ask for a name of which something else is said now."""
        for name, before in self._before.items():
            if _said(self._db, name) != before:
                self._db.execute("INSERT OR IGNORE INTO stale SELECT dispatch FROM sought WHERE name = ?", (name,))


def introduce(db: sqlite3.Connection, dispatch: int, reading: Reading, changed: Changed) -> None:
    """Notes whom a dispatch introduces, and whom it asks for."""
    for one in reading.introduced:
        person = _person(db, one.actor, one.names)
        changed.about_to(person)
        is_new = db.execute(
            "INSERT OR IGNORE INTO introduction VALUES (?, ?, ?)", (person, reading.dispatch.id, dispatch)
        ).rowcount
        db.execute("UPDATE person SET dispatches = dispatches + ? WHERE n = ?", (is_new, person))
    db.executemany(
        "INSERT OR IGNORE INTO sought VALUES (?, ?, ?)",
        [(one.id, dispatch, one.model_dump_json(exclude_defaults=True)) for one in reading.sought],
    )


def forget(db: sqlite3.Connection, dispatch: int, changed: Changed) -> None:
    """Takes back what a dispatch has said of people."""
    people = db.execute("SELECT person FROM introduction WHERE dispatch = ?", (dispatch,)).fetchall()
    for (person,) in people:
        changed.about_to(person)
        db.execute("UPDATE person SET dispatches = dispatches - 1 WHERE n = ?", (person,))
    db.execute("DELETE FROM introduction WHERE dispatch = ?", (dispatch,))
    db.execute("DELETE FROM sought WHERE dispatch = ?", (dispatch,))
    db.execute("DELETE FROM stale WHERE dispatch = ?", (dispatch,))


def resolved(
    db: sqlite3.Connection, dispatch: int, claims: Sequence[Claim], events: Sequence[Event]
) -> tuple[tuple[Claim, ...], tuple[Event, ...]]:
    """The claims and events of a dispatch, with the people it does not introduce as the other dispatches know them."""
    asked = db.execute("SELECT record FROM sought WHERE dispatch = ?", (dispatch,)).fetchall()
    if not asked:
        return tuple(claims), tuple(events)
    known: dict[str, Actor | None] = {}
    for (record,) in asked:
        one = Sought.model_validate_json(record)
        known[one.id] = bearer_of(one, _bearers(db, one.id))

    def answer(alone: Actor) -> Actor | None:
        return known.get(alone.id) if alone.country is None else None

    return tuple(known_as(claim, answer) for claim in claims), tuple(known_as(event, answer) for event in events)


def explained(db: sqlite3.Connection, told: Told) -> Told:
    """A claim or an event whose remembered mentions name the dispatch that introduces them: the first by its id."""

    def introduction(mention: Mention) -> Mention:
        actor = mention.actor
        row = db.execute(_FIRST_INTRODUCTION, (actor.id, actor.id, actor.country)).fetchone()
        return mention.model_copy(update={"known_from": row[0]})

    return with_mentions(told, lambda m: m if m.alone is None else introduction(m))


_FIRST_INTRODUCTION = """
SELECT min((SELECT min(dispatch_id) FROM introduction WHERE person = p.n))
FROM person_name AS a CROSS JOIN person AS p ON p.n = a.person
WHERE a.name = ? AND json_extract(p.actor, '$.id') = ? AND json_extract(p.actor, '$.country') = ?
"""


def _said(db: sqlite3.Connection, name: str) -> _Said:
    bearers = _bearers(db, name)
    return frozenset(b.actor for b in bearers), the_one(name, bearers)


def _bearers(db: sqlite3.Connection, name: str) -> list[Bearer]:
    rows = db.execute(
        "SELECT p.actor, p.dispatches FROM person_name AS a CROSS JOIN person AS p ON p.n = a.person"
        " WHERE a.name = ? AND p.dispatches > 0 LIMIT ?",
        (name, _MOST + 1),
    ).fetchall()
    if len(rows) > _MOST:
        return []
    return [Bearer(Actor.model_validate_json(actor), dispatches) for actor, dispatches in rows]


def _person(db: sqlite3.Connection, actor: Actor, names: Sequence[str]) -> int:
    """The row of a person, found or added; it stays when no dispatch introduces the person any longer."""
    record = actor.model_dump_json()
    row = db.execute("SELECT n FROM person WHERE actor = ?", (record,)).fetchone()
    if row is not None:
        return int(row[0])
    n = db.execute("INSERT INTO person (actor, dispatches) VALUES (?, 0)", (record,)).lastrowid
    assert n is not None  # an insert of one row always has one
    db.executemany("INSERT INTO person_name VALUES (?, ?)", [(name, n) for name in names])
    return n
