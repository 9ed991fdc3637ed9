"""The names that a store proposes for a field of the filter."""

from __future__ import annotations

from typing import Any

import pytest

from models.store import Store


@pytest.fixture
def filled(store: Store, draft: Any) -> Store:
    made = draft("2025/a.txt", agency="TASS")
    made.claim("no  depot\u201d was hit", [draft.PEZESHKIAN], via=[draft.KAN], about=[draft.ISRAEL])
    for _ in range(3):
        made.event("ASSAULT", [draft.ISRAEL], [draft.IRAN])
    made.event("CONSULT", [draft.IRAN], [draft.RED_CROSS])
    made.put(store)
    draft("2025/b.txt", agency="Anadolu Agency").put(store)
    return store


def named(store: Store, field: str, begins: str, most: int = 7) -> list[tuple[str, int]]:
    return [(name.name, name.times) for name in store.names(field, begins, most)]


def test_actors_are_named_by_how_often_they_stand_there(filled: Store) -> None:
    assert named(filled, "actor", "i") == [("Iran", 4), ("Israel", 4)]
    assert named(filled, "from", "i") == [("Israel", 3), ("Iran", 1)]
    assert named(filled, "to", "i", 1) == [("Israel", 1)] or named(filled, "to", "i", 1) == [("Iran", 3)]
    assert named(filled, "via", "k") == [("Kan", 1)]
    assert named(filled, "actor", "pezesh") == [("Masoud Pezeshkian", 1)]
    assert named(filled, "actor", "cross") == [("Red Cross", 1)]


def test_an_actor_that_is_no_longer_named_is_not_proposed(filled: Store) -> None:
    filled.remove(["2025/a.txt"])
    assert named(filled, "actor", "i") == []


def test_the_most_frequent_ones_are_proposed_for_nothing_typed(filled: Store) -> None:
    assert [name for name, _ in named(filled, "actor", "")][:2] == ["Iran", "Israel"]


def test_agencies_and_files(filled: Store) -> None:
    assert named(filled, "agency", "a") == [("Anadolu Agency", 1)]
    assert named(filled, "agency", "agen") == [("Anadolu Agency", 1)]
    assert named(filled, "file", "b.t") == [("2025/b.txt", 0)]
    assert named(filled, "file", "%") == []


@pytest.mark.parametrize("begins", ['"', "\x00a", "\ud800", "*", "a" * 1000, "NEAR("])
@pytest.mark.parametrize("field", ["actor", "via", "agency", "file", "status"])
def test_any_beginning_may_be_asked_for(filled: Store, field: str, begins: str) -> None:
    assert filled.names(field, begins, 5) == []


def test_the_words_that_name_an_actor_are_counted(filled: Store, draft: Any) -> None:
    assert filled.aliases("ISR", 9) == [("the Israel side", 4)]
    assert filled.aliases("nobody", 9) == []
