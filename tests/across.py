"""What comparing would have found, written straight into a store: tellings of one happening, and a disagreement."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from models.records import Span
from models.store import Store


def tell_as_one(store: Store, events: Sequence[str], origins: Sequence[int], why: str = "the same blow") -> None:
    """Has some events, by their ids, told as one happening; the first stands for it."""
    with sqlite3.connect(store.path) as db:
        ns = [db.execute("SELECT n FROM event WHERE id = ?", (id_,)).fetchone()[0] for id_ in events]
        db.execute("INSERT INTO happening VALUES (?, ?, ?)", (ns[0], why, len(set(origins))))
        rows = [
            (n, ns[0], place, origin, f"origin {origin}")
            for place, (n, origin) in enumerate(zip(ns, origins, strict=True))
        ]
        db.executemany("INSERT INTO telling VALUES (?, ?, ?, ?, ?)", rows)
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
