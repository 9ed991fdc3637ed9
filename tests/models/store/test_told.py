"""What several dispatches tell stands once in the timeline, with how often it is told; what disagrees says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.filters import EVERYTHING, parse_filter
from models.store import Store
from models.store.rows import Told
from tests.across import disagree, tell_as_one

TODAY = dt.date(2025, 7, 1)


@pytest.fixture
def told(store: Store, draft: Any) -> Store:
    for path, date in (("a.txt", "2025-06-23"), ("b.txt", "2025-06-24"), ("c.txt", "2025-06-25")):
        one = draft(path, draft.TEXT + f" It is said in {path[0]}{path[0]}.", agency=path[0].upper())
        one.claim("depot", [draft.IRAN])
        one.event("ASSAULT", [draft.ISRAEL], [draft.IRAN], sentence=one.dispatch.text, when=one.when(date)).put(store)
    other = draft("d.txt")
    talks = {"words": "Talks were held", "sentence": other.dispatch.text}
    other.event("CONSULT", [draft.RUSSIA], [draft.IRAN], **talks).put(store)
    tell_as_one(store, ["b.txt:e0", "a.txt:e0", "c.txt:e0"], [1, 1, 2])
    return store


def shown(store: Store, text: str = "") -> list[str]:
    chosen = parse_filter(text, TODAY) if text else EVERYTHING
    rows = [row.dispatch for row in store.timeline(chosen, 0, 10)]
    assert store.counts("timeline", chosen).shown == len(rows)
    return rows


def test_a_happening_stands_once_in_the_timeline(told: Store) -> None:
    assert shown(told) == ["b.txt", "d.txt"]
    assert told.counts("timeline", EVERYTHING).total == 2
    first, other = told.timeline(EVERYTHING, 0, 10)
    assert first.told == Told(tellings=3, independent=2)
    assert other.told is None
    assert told.undated(EVERYTHING) == 1
    bars = told.histogram(EVERYTHING, 10)
    assert bars is not None
    assert sum(bars.counts) == 2


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("from:israel", ["b.txt"]),
        ("aa", ["a.txt"]),
        ("cc", ["c.txt"]),
        ("-bb", ["a.txt", "d.txt"]),
        ("since:2025-06-25", ["c.txt"]),
        ("aa or cc", ["a.txt"]),
        ("nothing", []),
    ],
)
def test_under_a_filter_the_first_telling_that_passes_stands(told: Store, text: str, rows: list[str]) -> None:
    assert shown(told, text.replace(" or ", " OR ")) == rows


def test_all_tellings_count_in_relations_and_exports(told: Store) -> None:
    assert [row.count for row in told.relations(EVERYTHING, 0, 5)] == [3, 1]
    events = {record.id for record in told.records(EVERYTHING) if record.type == "event"}  # type: ignore[attr-defined]
    assert len(events) == 4


def test_what_disagrees_carries_the_kind(told: Store) -> None:
    disagree(told, ("a.txt:c0", [(0, 1)]), ("b.txt:c0", [(0, 1)]), "denial")
    disagree(told, ("b.txt:e0", [(0, 1)]), ("d.txt:e0", [(0, 1)]), "figure")
    claims = {row.id: row.disputed for row in told.claims(EVERYTHING, 0, 10)}
    assert claims == {"a.txt:c0": ("denial",), "b.txt:c0": ("denial",), "c.txt:c0": ()}
    assert {row.id: row.disputed for row in told.timeline(EVERYTHING, 0, 10)} == {
        "b.txt:e0": ("figure",),
        "d.txt:e0": ("figure",),
    }


def test_a_happening_carries_what_any_of_its_tellings_disagrees_with(told: Store) -> None:
    disagree(told, ("c.txt:e0", [(0, 1)]), ("d.txt:e0", [(0, 1)]), "figure")
    first, other = told.timeline(EVERYTHING, 0, 10)
    assert (first.id, first.disputed, other.disputed) == ("b.txt:e0", ("figure",), ("figure",))
    (found,) = told.disagreements_of("b.txt:e0")
    assert {found.first.record, found.second.record} == {"c.txt:e0", "d.txt:e0"}


def test_what_is_told_together_is_known_from_each_telling(told: Store) -> None:
    assert told.told_with(["c.txt:e0", "d.txt:e0", "nobody"]) == {"c.txt:e0": ("c.txt:e0", "b.txt:e0", "a.txt:e0")}
