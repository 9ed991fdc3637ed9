"""A relation that is opened: the single actors in it, its categories, and where each was read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.filters import EVERYTHING, parse_filter
from models.store import Store
from models.store.pulses import Axis
from models.store.rows import PartRow

TODAY = dt.date(2025, 7, 3)


@pytest.fixture
def filled(store: Store, draft: Any) -> Store:
    made = draft()
    made.event("ASSAULT", [draft.ISRAEL], [draft.IRAN], when=draft.when("2025-06-13"))
    made.event("ASSAULT", [draft.KAN, draft.ISRAEL], [draft.IRAN], when=draft.when("2025-06-20"))
    made.event("CONSULT", [draft.ISRAEL], [draft.PEZESHKIAN, draft.RUSSIA])
    made.event("AID", [draft.IRAN], [draft.ISRAEL])
    made.event("AID", [draft.ISRAEL], [draft.IRAN], status="planned").put(store)
    return store


def told(parts: list[PartRow]) -> list[tuple[str, int]]:
    return [(part.category or f"{part.source.name} > {part.target.name}", part.count) for part in parts]


def test_a_relation_opens_to_its_single_actors_and_categories(filled: Store) -> None:
    parts = filled.parts("ISR", "IRN", EVERYTHING)
    assert told(parts) == [
        ("Israel > Iran", 2),
        ("Israel > Masoud Pezeshkian", 1),
        ("Kan > Iran", 1),
        ("ASSAULT", 2),
        ("CONSULT", 1),
    ]
    assert {part.dyad for part in parts} == {("ISR", "IRN")}
    assert (parts[0].first, parts[0].last) == (dt.date(2025, 6, 13), dt.date(2025, 6, 20))
    assert parts[1].first_when is None
    assert (parts[3].conflict, parts[3].cooperation, parts[4].cooperation) == (2, 0, 1)


def test_each_part_is_spread_over_the_axis(filled: Store) -> None:
    axis = Axis(first=dt.date(2025, 6, 13), last=dt.date(2025, 6, 20))
    parts = filled.parts("ISR", "IRN", EVERYTHING, axis)
    assert [part.pulse for part in parts] == [
        (1, 0, 0, 0, 0, 0, 0, 1),
        (0,) * 8,  # undated
        (0, 0, 0, 0, 0, 0, 0, 1),
        (1, 0, 0, 0, 0, 0, 0, 1),
        (0,) * 8,
    ]
    assert {part.trend for part in parts} == {None}  # too few events
    only = filled.parts("ISR", "IRN", parse_filter("since:2025-06-14", TODAY), axis)
    assert [part.pulse for part in only] == [(0, 0, 0, 0, 0, 0, 0, 1)] * 3


def test_two_words_for_one_actor_count_once(store: Store, draft: Any) -> None:
    made = draft().event("AID", [draft.KREMLIN], [draft.IRAN])
    event = made.events[0]
    again = event.sources[0].model_copy(update={"text": "it"})
    made.events[0] = event.model_copy(update={"sources": (*event.sources, again)})
    made.put(store)
    assert told(store.parts("RUS", "IRN", EVERYTHING)) == [("Kremlin > Iran", 1), ("AID", 1)]


def test_the_parts_are_those_of_the_events_that_match(filled: Store) -> None:
    assert told(filled.parts("ISR", "IRN", parse_filter("category:consult", TODAY))) == [
        ("Israel > Masoud Pezeshkian", 1),
        ("CONSULT", 1),
    ]
    assert filled.parts("ISR", "IRN", parse_filter("until:2024", TODAY)) == []
    assert filled.parts("ISR", "\ud800", EVERYTHING) == []


def test_the_latest_event_of_a_relation_and_of_its_parts(filled: Store) -> None:
    (row,) = (row for row in filled.relations(EVERYTHING, 0, 9) if row.source.id == "ISR" and row.target.id == "IRN")
    assert filled.latest_event(row, EVERYTHING) == "a.txt:e1"
    latest = [filled.latest_event(part, EVERYTHING) for part in filled.parts("ISR", "IRN", EVERYTHING)]
    assert latest == ["a.txt:e1", "a.txt:e2", "a.txt:e1", "a.txt:e1", "a.txt:e2"]
    assert filled.latest_event(row, parse_filter("until:2024", TODAY)) is None


def test_a_relation_opens_along_the_index_of_its_pair(filled: Store) -> None:
    with filled._connections.reading() as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT 1 FROM dyad AS r CROSS JOIN event_actor AS s ON s.event = r.event"
            " AND s.role = 'source' AND s.party = r.source WHERE r.source = 'ISR' AND r.target = 'IRN'"
        ).fetchall()
    words = " ".join(row[3] for row in plan)
    assert "dyad_pair (source=? AND target=?)" in words
    assert "PRIMARY KEY (event=? AND role=?)" in words
