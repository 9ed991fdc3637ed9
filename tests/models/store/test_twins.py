"""One pair of records that clashes in several matters, by the same words: it is listed once."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from models.filters import EVERYTHING
from models.store import FileState, Store
from models.store.judging import Touched
from models.store.settling import settle


def put_clash(db: sqlite3.Connection, n: int, matter: str, pair: tuple[str, str], why: str = "“4” against “7”") -> None:
    marks = json.dumps([[[0, 6]], [[0, 6]]])
    values = (n * 2, n * 2 + 1, n, "figure", why, *pair, marks, matter, f"{n:03}", 1, n)
    db.execute(f"INSERT INTO clash VALUES ({', '.join('?' * 12)})", values)


def settled(store: Store, *matters: str, taken_back: str = "") -> None:
    """Has some matters settled, after the clashes of one are taken back."""
    with sqlite3.connect(store.path) as db:
        db.execute("DELETE FROM clash WHERE dispute = ?", (taken_back,))
        settle(db, Touched(disputes=set(matters) | ({taken_back} if taken_back else set())))
    db.close()


def listed(store: Store) -> list[str]:
    return [row.id for row in store.disagreements(EVERYTHING, 0, 10)]


def two_claims(tmp_path: Path, draft: Any) -> tuple[Store, tuple[str, str], tuple[str, str]]:
    """A store with four claims, as two pairs."""
    store = Store(tmp_path / "s.sqlite")
    for path in ("a.txt", "b.txt"):
        one = draft(path)
        for words in ("Israel struck a depot in Isfahan", "Talks were held"):
            one.claim(words)
        store.put(path, FileState(0, 0, "", ""), [one.reading])
    return store, ("a.txt:c0", "b.txt:c0"), ("a.txt:c1", "b.txt:c1")


def test_a_pair_that_clashes_in_two_matters_is_listed_once(tmp_path: Path, draft: Any) -> None:
    store, pair, _ = two_claims(tmp_path, draft)
    with store, sqlite3.connect(store.path) as db:
        put_clash(db, 1, "d:two", pair)
        put_clash(db, 2, "d:one", pair)
        put_clash(db, 3, "d:three", pair, why="“Monday” against “Tuesday”")
        db.commit()
        settled(store, "d:one", "d:two", "d:three")
        assert listed(store) == ["d:one", "d:three"]
        assert [row.id for row in store.disagreements_of(pair[0])] == ["d:one", "d:three"]
        settled(store, taken_back="d:one")
        assert listed(store) == ["d:three", "d:two"]
    db.close()


def test_one_that_comes_later_goes_where_the_pair_is_listed_already(tmp_path: Path, draft: Any) -> None:
    store, pair, _ = two_claims(tmp_path, draft)
    with store, sqlite3.connect(store.path) as db:
        put_clash(db, 1, "d:two", pair)
        db.commit()
        settled(store, "d:two")
        put_clash(db, 2, "d:one", pair)
        db.commit()
        settled(store, "d:one")
        assert listed(store) == ["d:one"]
        assert store.disagreements(EVERYTHING, 0, 1)[0].added == 1  # it is not new again
    db.close()


def test_other_pairs_of_such_a_matter_are_found_from_their_lines(tmp_path: Path, draft: Any) -> None:
    store, pair, other = two_claims(tmp_path, draft)
    with store, sqlite3.connect(store.path) as db:
        put_clash(db, 1, "d:one", pair)
        put_clash(db, 2, "d:two", pair)
        put_clash(db, 3, "d:two", other)
        db.commit()
        settled(store, "d:one", "d:two")
        assert listed(store) == ["d:one"]
        assert [row.second.record for row in store.disagreements_of(other[0])] == [other[1]]
    db.close()
