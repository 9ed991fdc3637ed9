"""The matrix: the most frequent actors, and what passed between them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.filters import EVERYTHING, Filter, parse_filter
from models.records import Actor
from models.store import Store

TODAY = dt.date(2025, 7, 3)


@pytest.mark.parametrize("chosen", [EVERYTHING, parse_filter("-nowhere", TODAY)])
def test_the_most_frequent_actors_come_first(store: Store, draft: Any, chosen: Filter) -> None:
    made = draft().event("ASSAULT", [draft.ISRAEL], [draft.IRAN]).event("AID", [draft.KREMLIN], [draft.IRAN])
    made.event("CONSULT", [draft.IRAN], [draft.ISRAEL]).put(store)
    matrix = store.matrix(chosen)
    assert [actor.id for actor in matrix.actors] == ["IRN", "ISR", "RUS"]
    cells = {(cell.source.id, cell.target.id): (cell.conflict, cell.cooperation) for cell in matrix.cells}
    assert cells == {("ISR", "IRN"): (1, 0), ("RUS", "IRN"): (0, 1), ("IRN", "ISR"): (0, 1)}


def test_a_filter_lays_out_what_it_lets_through(store: Store, draft: Any) -> None:
    draft().event("ASSAULT", [draft.ISRAEL], [draft.IRAN]).event("AID", [draft.RUSSIA], [draft.IRAN]).put(store)
    matrix = store.matrix(parse_filter("category:aid", TODAY))
    assert [actor.id for actor in matrix.actors] == ["IRN", "RUS"]
    assert [cell.source.id for cell in matrix.cells] == ["RUS"]


def test_more_actors_than_anybody_sees_are_left_out(store: Store, draft: Any) -> None:
    made = draft()
    for number in range(40):
        other = Actor(id=f"group-{number:02}", name=f"Group {number}", kind="group")
        made.event("AID", [draft.IRAN], [other])
    made.put(store)
    matrix = store.matrix(EVERYTHING)
    assert (len(matrix.actors), matrix.actors[0].id) == (24, "IRN")
    assert len(matrix.cells) == 23


def test_an_empty_store_has_an_empty_matrix(store: Store) -> None:
    assert store.matrix(EVERYTHING).actors == store.matrix(EVERYTHING).cells == ()
