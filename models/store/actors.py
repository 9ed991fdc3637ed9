"""What the store holds of one actor: how it is named, and how often."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from models.store.searching import storable


class Alias(NamedTuple):
    """Words that name an actor, as printed, and how often they stand for it."""

    text: str
    times: int


def aliases(db: sqlite3.Connection, id_: str, most: int) -> list[Alias]:
    """The words that name an actor, most often first; each counts once a record it stands in and once a role."""
    rows = db.execute(
        "SELECT text, sum(times) FROM (SELECT n.text,"
        " (SELECT count(*) FROM event_actor AS a WHERE a.naming = n.n)"
        " + (SELECT count(*) FROM claim_actor AS a WHERE a.naming = n.n) AS times"
        " FROM naming AS n WHERE n.id = ?) WHERE times > 0"
        " GROUP BY text ORDER BY sum(times) DESC, text LIMIT ?",
        (storable(id_), most),
    )
    return [Alias(*row) for row in rows]
