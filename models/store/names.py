"""Names that begin so, for completion: actors by how often they are named, agencies, dispatches.

Each question looks at a bounded number of rows, whatever the store holds.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from models.store.searching import liked, storable

#: Ways of naming that are looked at, and rows counted of each: beyond that all are frequent.
_NAMINGS, _COUNTED = 200, 2_000
_RELATIONS = 60
_LONGEST = 200


class Name(NamedTuple):
    """A name, what tells it from others like it, and how often it stands in what was read (0: not counted)."""

    name: str
    note: str
    times: int


_ROLES = {
    "actor": (("event", "source"), ("event", "target"), ("claim", "source"), ("claim", "via"), ("claim", "about")),
    "from": (("event", "source"), ("claim", "source"), ("claim", "via")),
    "to": (("event", "target"), ("claim", "about")),
    "via": (("claim", "via"),),
}


def names(db: sqlite3.Connection, field: str, begins: str, most: int) -> list[Name]:
    """At most so many names for a field (`actor`, `from`, `to`, `via`, `agency`, `file`) that begin so."""
    begins = storable(begins[:_LONGEST]).replace("\0", " ")
    if field in _ROLES:
        if not begins:
            return _frequent(db, most)
        return _actors(db, field, begins, most) if any(map(str.isalnum, begins)) else []
    if field == "agency":
        sql = (
            "SELECT agency, '', count(*) FROM dispatch WHERE agency LIKE ? ESCAPE '!' OR agency LIKE ? ESCAPE '!'"
            " GROUP BY agency COLLATE NOCASE ORDER BY count(*) DESC, agency LIMIT ?"
        )
        return [Name(*row) for row in db.execute(sql, (f"{liked(begins)}%", f"% {liked(begins)}%", most))]
    if field == "file":
        sql = "SELECT id, '', 0 FROM dispatch WHERE id LIKE ? ESCAPE '!' ORDER BY id LIMIT ?"
        return [Name(*row) for row in db.execute(sql, (f"%{liked(begins)}%", most))]
    return []


def _actors(db: sqlite3.Connection, field: str, begins: str, most: int) -> list[Name]:
    counted = " + ".join(
        f"(SELECT count(*) FROM (SELECT 1 FROM {kind}_actor AS a WHERE a.naming = n.n AND a.role = '{role}'"
        f" LIMIT {_COUNTED}))"
        for kind, role in _ROLES[field]
    )
    match = '{id name text} : "' + begins.replace('"', '""') + '" *'
    rows = db.execute(
        f"SELECT n.id, n.name, n.country, {counted} FROM naming AS n WHERE n.n IN"
        " (SELECT rowid FROM naming_words WHERE naming_words MATCH ? ORDER BY rowid LIMIT ?)",
        (match, _NAMINGS),
    )
    found: dict[str, Name] = {}
    for id_, name, country, count in rows:
        before = found[id_].times if id_ in found else 0
        found[id_] = Name(name, "" if country in ("", id_) else country, before + count)
    ranked = sorted(found.values(), key=lambda name: (-name.times, len(name.name), name.name))
    return [name for name in ranked if name.times][:most]


def _frequent(db: sqlite3.Connection, most: int) -> list[Name]:
    """The actors of the most frequent relations, where nothing is typed yet."""
    rows = db.execute(
        "SELECT json_extract(p.actor, '$.name'), '', 0 FROM"
        " (SELECT source, target, count FROM relation ORDER BY count DESC, source, target LIMIT ?) AS r"
        " JOIN party AS p ON p.key IN (r.source, r.target)"
        " GROUP BY p.key ORDER BY sum(r.count) DESC, p.key LIMIT ?",
        (_RELATIONS, most),
    )
    return [Name(*row) for row in rows]
