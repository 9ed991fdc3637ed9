"""In how many dispatches of the store a word is, and which words are common by that (`comparing/spread`).

What is common is a matter of what is in the store, never of the order in which it came: with each change of it the
clashes whose words it touches are looked at again. Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Set
from typing import Final

from models.comparing.clashes import clash
from models.comparing.spread import bearing, holds, needed, shared
from models.records import Gist
from models.store.judging import CLASHES, Touched
from models.store.kept import statement_of

#: The word under which all dispatches are counted.
_ALL: Final = ""


def take_in(db: sqlite3.Connection, dispatch: int, gists: Iterable[Gist], touched: Touched) -> None:
    """Counts what a dispatch is about."""
    words = bearing(gists)
    if words:
        db.execute("INSERT INTO bearing VALUES (?, ?)", (dispatch, json.dumps(sorted(words))))
        counted = [(word,) for word in (*words, _ALL)]
        db.executemany(
            "INSERT INTO spread VALUES (?, 1) ON CONFLICT DO UPDATE SET dispatches = dispatches + 1", counted
        )
        touched.words |= words
        touched.more += 1


def withdraw(db: sqlite3.Connection, dispatch: int, touched: Touched) -> None:
    """A dispatch counts no more."""
    row = db.execute("SELECT words FROM bearing WHERE dispatch = ?", (dispatch,)).fetchone()
    if row is not None:
        db.execute("DELETE FROM bearing WHERE dispatch = ?", (dispatch,))
        words = set(json.loads(row[0]))
        counted = [(word,) for word in (*words, _ALL)]
        db.executemany("UPDATE spread SET dispatches = dispatches - 1 WHERE word = ?", counted)
        db.executemany("DELETE FROM spread WHERE word = ? AND dispatches = 0", counted)
        touched.words |= words
        touched.more -= 1


def common(db: sqlite3.Connection) -> frozenset[str]:
    """The words that are common by what was last settled."""
    return frozenset(word for (word,) in db.execute("SELECT word FROM common"))


def settle(db: sqlite3.Connection, touched: Touched) -> None:
    """Sees what is common now, and which clashes hold by the rest: new ones, and those that lean on what changed."""
    before = common(db)
    now = _common_now(db, before, touched)
    _lean(db, touched)
    pairs = touched.found if now else set()
    if before != now:
        db.execute("DELETE FROM common")
        db.executemany("INSERT INTO common VALUES (?)", [(word,) for word in sorted(now)])
        pairs = pairs | _leaning(db, before ^ now)
    kept = touched.met.among(db, {n for pair in pairs for n in pair})
    for first, second in sorted(pairs):
        if first not in kept or second not in kept:
            continue  # found while its dispatch was being taken out, and gone with it
        found = clash(statement_of(kept[first]), statement_of(kept[second]))
        _place(db, first, second, found is not None and holds(found, now), touched)


def _lean(db: sqlite3.Connection, touched: Touched) -> None:
    """Notes on which words the clashes lean that were found, and forgets it of those that are no more."""
    for first, second in touched.lost:
        pair = (first, second)
        if not any(
            db.execute(f"SELECT 1 FROM {table} WHERE first = ? AND second = ?", pair).fetchone() for table in CLASHES
        ):
            db.execute("DELETE FROM leaning WHERE first = ? AND second = ?", pair)
    kept = touched.met.among(db, {n for pair in touched.found for n in pair})
    db.executemany(
        "INSERT OR IGNORE INTO leaning VALUES (?, ?, ?)",
        [
            (word, first, second)
            for first, second in touched.found
            if first in kept and second in kept
            for word in shared(kept[first].gist, kept[second].gist)
        ],
    )


def _common_now(db: sqlite3.Connection, before: frozenset[str], touched: Touched) -> frozenset[str]:
    """What is common; where as many are needed as before, only words of dispatches that came or went may change."""
    (dispatches,) = db.execute("SELECT dispatches FROM spread WHERE word = ?", (_ALL,)).fetchone() or (0,)
    enough = needed(dispatches)
    if enough != needed(dispatches - touched.more):
        rows = db.execute("SELECT word FROM spread WHERE dispatches >= ? AND word <> ?", (enough, _ALL))
        return frozenset(word for (word,) in rows)
    sql = "SELECT s.word FROM json_each(?) AS j JOIN spread AS s ON s.word = j.value WHERE s.dispatches >= ?"
    rows = db.execute(sql, (json.dumps(sorted(touched.words)), enough))
    return (before - touched.words) | {word for (word,) in rows}


def _leaning(db: sqlite3.Connection, words: Set[str]) -> set[tuple[int, int]]:
    """The clashes that lean on one of some words."""
    sql = "SELECT l.first, l.second FROM json_each(?) AS j JOIN leaning AS l ON l.word = j.value"
    return set(db.execute(sql, (json.dumps(sorted(words)),)).fetchall())


def _place(db: sqlite3.Connection, first: int, second: int, is_held: bool, touched: Touched) -> None:
    """Puts a clash where it belongs, under all its keys."""
    put, left = ("clash", "withheld") if is_held else ("withheld", "clash")
    of = "first = ? AND second = ?"
    moved = db.execute(f"SELECT DISTINCT dispute FROM {left} WHERE {of}", (first, second)).fetchall()
    if moved:
        db.execute(f"INSERT OR REPLACE INTO {put} SELECT * FROM {left} WHERE {of}", (first, second))
        db.execute(f"DELETE FROM {left} WHERE {of}", (first, second))
        touched.disputes |= {dispute for (dispute,) in moved}
