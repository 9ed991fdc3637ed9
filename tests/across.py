"""What comparing would have found, written straight into a store: tellings of one happening, and a disagreement."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from models.records import Span
from models.store import Store
from models.store.tellings import Member, put, record_by_id


def tell_as_one(store: Store, ids: Sequence[str], origins: Sequence[int], why: str = "the same blow") -> None:
    """Has some events, or some claims, by their ids, told as one; the first stands for it."""
    with sqlite3.connect(store.path) as db:
        found = [one for id_ in ids if (one := record_by_id(db, id_)) is not None]
        members = [Member(one.n, origin, f"origin {origin}") for one, origin in zip(found, origins, strict=True)]
        put(db, found[0].of, members, why)
        db.execute("UPDATE state SET generation = generation + 1")
    db.close()


def disagree(
    store: Store,
    first: tuple[str, Sequence[Span]],
    second: tuple[str, Sequence[Span]],
    kind: str = "contradiction",
    why: str = "“seeks” against “does not seek”",
) -> None:
    """Has two claims or events, by their ids, disagree; each with the words that clash."""
    with sqlite3.connect(store.path) as db:
        number = db.execute("SELECT count(*) FROM clash").fetchone()[0]
        marks = json.dumps([list(first[1]), list(second[1])])
        added = db.execute("SELECT generation + 1 FROM state").fetchone()[0]
        id_ = f"d:{number}"
        db.execute(
            "INSERT INTO clash VALUES (?, ?, 'key', ?, ?, ?, ?, ?, ?, '', 1, ?)",
            (number * 2, number * 2 + 1, kind, why, first[0], second[0], marks, id_, added),
        )
        db.execute(
            "INSERT INTO dispute VALUES (?, ?, ?, ?, ?, ?, 1, 1, ?)",
            (id_, kind, why, first[0], second[0], marks, added),
        )
        db.execute("UPDATE state SET generation = ?", (added,))
    db.close()
