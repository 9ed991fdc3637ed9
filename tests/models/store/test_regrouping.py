"""Tellings set apart and put together from a screen that is out of date: what the keeper added stays told."""

from __future__ import annotations

from typing import Any

import pytest

from models.filters import EVERYTHING
from models.store import Store
from models.store.rows import Tellings
from tests.across import tell_as_one


@pytest.fixture
def filled(store: Store, draft: Any) -> Store:
    for letter in "abcdef":
        one = draft(f"{letter}.txt", draft.TEXT + f" Told by {letter}.", agency=letter.upper())
        one.event("ASSAULT", [draft.ISRAEL], [draft.IRAN], when=one.when("2025-06-23")).put(store)
    return store


def tell(store: Store, letters: str, origins: list[int]) -> Tellings:
    """Has the keeper find that those tell one happening, whatever it had found before."""
    events = [f"{letter}.txt:e0" for letter in letters]
    with store._connections.writing() as db:
        db.execute("DELETE FROM telling")
        db.execute("DELETE FROM happening")
    tell_as_one(store, events, origins)
    found = store.tellings(events[0])
    assert found is not None
    return found


def groups(store: Store) -> set[str]:
    """Who is told as one, from every event that the timeline shows."""
    found = set()
    for row in store.timeline(EVERYTHING, 0, 10):
        tellings = store.tellings(row.id)
        assert tellings is not None
        assert row.told is None or row.told.tellings == len(tellings.rows)
        found.add("".join(sorted(one.dispatch[0] for one in tellings.rows)))
    occurrences = [record for record in store.records(EVERYTHING) if record.type == "occurrence"]  # type: ignore[attr-defined]
    assert len(occurrences) == sum(len(group) > 1 for group in found)
    return found


def counted(store: Store) -> tuple[int, int]:
    """How many tell what the first does, and of how many origins."""
    found = store.tellings("a.txt:e0")
    assert found is not None
    return len(found.rows), found.independent


def test_a_telling_that_came_while_the_screen_was_open_stays_with_the_others(filled: Store) -> None:
    seen = tell(filled, "abc", [1, 1, 2])
    tell(filled, "abcd", [1, 1, 2, 3])
    filled.regroup(seen.rows[:2], seen.rows[2:], seen.why)
    assert groups(filled) == {"abd", "c", "e", "f"}
    assert counted(filled) == (3, 2)


def test_a_telling_that_came_is_of_the_origin_that_the_store_gives_it(filled: Store) -> None:
    seen = tell(filled, "abc", [1, 1, 2])
    tell(filled, "abcd", [1, 1, 2, 1])
    filled.regroup(seen.rows[:2], seen.rows[2:], seen.why)
    assert counted(filled) == (3, 1)


def test_all_set_apart_leave_what_came_since_by_itself(filled: Store) -> None:
    seen = tell(filled, "abc", [1, 1, 2])
    tell(filled, "abcdef", [1, 1, 2, 3, 4, 4])
    filled.regroup([], seen.rows, seen.why)
    assert groups(filled) == {"a", "b", "c", "def"}


def test_what_moved_to_another_happening_takes_nobody_of_it_apart(filled: Store) -> None:
    seen = tell(filled, "abc", [1, 1, 2])
    tell(filled, "cde", [1, 2, 3])
    filled.regroup(seen.rows[:2], seen.rows[2:], seen.why)
    assert groups(filled) == {"ab", "c", "de", "f"}


def test_a_telling_that_is_gone_is_left_out(filled: Store) -> None:
    seen = tell(filled, "abc", [1, 1, 2])
    tell(filled, "bc", [1, 2])
    filled.remove(["a.txt"])
    filled.regroup(seen.rows[:2], seen.rows[2:], seen.why)
    assert groups(filled) == {"b", "c", "d", "e", "f"}


def test_what_a_dispatch_tells_with_others_goes_with_it(filled: Store) -> None:
    tell(filled, "abc", [1, 1, 2])
    filled.remove(["b.txt"])
    while filled.compare():
        pass
    assert groups(filled) == {"a", "c", "d", "e", "f"}
