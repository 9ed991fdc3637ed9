"""What came since a moment: each dispatch once, under what it is now."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any

import pytest

from models.store import Store
from models.store import changes as of_changes
from tests.models.store.test_editions import STORY, state_of


def seen(store: Store, since: int) -> list[tuple[str, str]]:
    return [(row.kind, row.dispatch) for row in store.changes(since).rows]


def test_everything_is_new_at_first(store: Store, draft: Any) -> None:
    state_of(draft, "a.txt").put(store)
    draft("b.txt", "", problem="is empty").put(store)
    changes = store.changes(0)
    assert seen(store, 0) == [("new", "a.txt"), ("unreadable", "b.txt")]
    assert changes.counts == {"new": 1, "unreadable": 1}
    new = changes.rows[0]
    assert (new.claims, new.events, new.headline, new.agency) == (1, 1, "Israel strikes a depot", "Prova")
    assert new.at is not None


def test_since_then(store: Store, draft: Any) -> None:
    state_of(draft, "first.txt").put(store)
    state_of(draft, "same.txt", "Rain fell on Monday.", headline="Rain falls today").put(store)
    state_of(draft, "leaves.txt", "Snow fell on Monday.", headline="Snow falls today").put(store)
    then = store.generation()
    assert seen(store, then) == []
    state_of(draft, "corrected.txt", "CORRECTED\n" + STORY, "corrected").put(store)
    state_of(draft, "same.txt", "Rain fell on Tuesday.", headline="Rain falls today").put(store)
    store.remove(["leaves.txt"])
    assert seen(store, then) == [("corrected", "corrected.txt"), ("updated", "same.txt"), ("gone", "leaves.txt")]
    corrected = store.changes(then).rows[0]
    assert (corrected.replaces, corrected.why and corrected.why[:12]) == ("first.txt", "a correction")
    state_of(draft, "kill.txt", "The depot\nwas not struck.", "withdrawn").put(store)
    killed = store.changes(then).rows[0]
    assert killed.problem == "The depot was not struck."
    assert (killed.replaces, killed.events, killed.claims) == ("corrected.txt", 1, 1)
    assert len(killed.took_down) == 2
    state_of(draft, "leaves.txt", "Snow fell on Monday.", headline="Snow falls today").put(store)
    assert seen(store, then) == [("withdrawn", "kill.txt"), ("updated", "same.txt"), ("new", "leaves.txt")]


def test_rows_of_a_kind_are_bounded_and_counted(store: Store, draft: Any) -> None:
    for number in range(5):
        state_of(draft, f"{number}.txt", f"Rain fell on day {number}.", headline=f"It rains on day {number}").put(store)
    changes = store.changes(0, most=2)
    assert [row.dispatch for row in changes.rows] == ["4.txt", "3.txt"]
    assert changes.counts == {"new": 5}


def test_moments_and_generations(store: Store, draft: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1_000_000.0]
    monkeypatch.setattr("time.time", lambda: clock[0])
    for wait in (0.0, 0.5, 10.0):
        clock[0] += wait
        draft(f"{clock[0]}.txt").put(store)

    def at(seconds: float) -> int:
        return store.generation_at(dt.datetime.fromtimestamp(1_000_000 + seconds, dt.UTC))

    assert [at(-1), at(0.4), at(0.5), at(5), at(10.5), at(99)] == [0, 0, 2, 2, 3, 3]
    moments = [row.at for row in store.changes(0).rows]
    assert [moment and moment.timestamp() - 1_000_000 for moment in moments] == [10.5, 0.5, 0.5]


def test_moments_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_changes, "_MOST_MOMENTS", 3)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE moment (generation INTEGER PRIMARY KEY, at REAL NOT NULL)")
    for generation in range(10):
        of_changes.note_moment(db, generation, generation * 2.0)
    assert [row[0] for row in db.execute("SELECT generation FROM moment")] == [7, 8, 9]
    of_changes.note_moment(db, 10, 3.0)  # a clock put back
    assert db.execute("SELECT max(generation) FROM moment").fetchone() == (10,)
    db.close()
