"""States of an item in the store: what is replaced leaves the views and stays to be read, whatever comes first."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any, cast

import pytest

from models.filters import EVERYTHING, parse_filter
from models.records import Claim, Dispatch, Event, Revision, Timex
from models.store import Store

STORY = "Israel struck a depot in Isfahan on Monday, the ministry said, and nobody was hurt in the village nearby."
TODAY = dt.date(2025, 7, 1)


def state_of(
    draft: Any, path: str, text: str = STORY, revision: Revision = "original", headline: str = "Israel strikes a depot"
) -> Any:
    """A draft of an item's state with an event and a claim."""
    made = draft(path, text, agency="Prova")
    made.dispatch = made.dispatch.model_copy(
        update={"revision": revision, "headline": headline, "date_basis": "header"}
    )
    if "struck a depot" in text:
        made.claim("struck a depot", [draft.IRAN]).event("ASSAULT", [draft.ISRAEL], [draft.IRAN])
        made.timex("on Monday", "2025-06-23")
    return made


@pytest.fixture
def three(draft: Any) -> list[Any]:
    return [
        state_of(draft, "first.txt"),
        state_of(draft, "lead.txt", "(LEAD)\n" + STORY + " More is to come.", "update"),
        state_of(draft, "corrected.txt", "CORRECTED\n" + STORY.replace("Monday", "Monday"), "corrected"),
    ]


def in_views(store: Store) -> tuple[list[str], list[str], int, tuple[int, int, int]]:
    """The dispatches of the timeline and the claims, how many events the relation sums, what the summary counts."""
    relations = store.relations(EVERYTHING, 0, 10)
    summary = store.summary()
    return (
        [row.dispatch for row in store.timeline(EVERYTHING, 0, 10)],
        [row.dispatch for row in store.claims(EVERYTHING, 0, 10)],
        sum(row.count for row in relations),
        (summary.dispatches, summary.claims, summary.events),
    )


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_latest_state_alone_is_in_the_views(store: Store, three: list[Any], order: tuple[int, ...]) -> None:
    for number in order:
        three[number].put(store)
    assert in_views(store) == (["corrected.txt"], ["corrected.txt"], 1, (3, 1, 1))
    chain = [store.dispatch(f"{name}.txt") for name in ("first", "lead", "corrected")]
    assert [dispatch and (dispatch.supersedes, dispatch.superseded_by) for dispatch in chain] == [
        (None, "lead.txt"),
        ("first.txt", "corrected.txt"),
        ("lead.txt", None),
    ]
    former = store.former("corrected.txt")
    assert [(state.reading.dispatch.id, len(state.reading.claims), len(state.reading.events)) for state in former] == [
        ("lead.txt", 1, 1),
        ("first.txt", 1, 1),
    ]
    assert former[0].why.startswith("a correction: the same headline")


def test_what_is_taken_down_as_it_comes_leaves_no_trace_in_the_relations(store: Store, draft: Any) -> None:
    dated = {"corrected": "2025-06-23", "original": "2025-06-30"}
    for revision in ("corrected", "original"):
        state = state_of(draft, f"{revision}.txt", STORY, cast(Revision, revision))
        state.event("ASSAULT", [draft.ISRAEL], [draft.IRAN], when=draft.when(dated[revision])).put(store)
    (relation,) = store.relations(EVERYTHING, 0, 10)
    assert str(relation.last) == "2025-06-23"
    assert relation.last_when is not None


@pytest.mark.parametrize("gone", ["corrected.txt", "lead.txt", "first.txt"])
def test_what_goes_or_comes_back_changes_only_what_it_replaces(store: Store, three: list[Any], gone: str) -> None:
    for state in three:
        state.put(store)
    before = in_views(store)
    store.remove([gone])
    left = {"corrected.txt": "lead.txt"}.get(gone, "corrected.txt")
    assert in_views(store) == ([left], [left], 1, (2, 1, 1))
    next(state for state in three if state.path == gone).put(store)
    assert in_views(store) == before


def test_a_withdrawal_takes_its_item_down_and_itself(store: Store, three: list[Any], draft: Any) -> None:
    for state in three:
        state.put(store)
    kill = state_of(draft, "kill.txt", "STORY WITHDRAWN\nThe depot was not struck.", "withdrawn")
    kill.event("ASSAULT", [draft.ISRAEL], [draft.IRAN], words="depot was not struck").put(store)
    assert in_views(store) == ([], [], 0, (4, 0, 0))
    reading = store.reading("kill.txt")
    assert reading is not None
    assert [event.verb for event in reading.events] == ["act"]
    store.remove(["kill.txt"])
    assert in_views(store)[0] == ["corrected.txt"]


def test_words_of_what_is_replaced_are_found_no_longer(store: Store, three: list[Any]) -> None:
    for state in three:
        state.put(store)
    chosen = parse_filter("depot", TODAY)
    assert [row.dispatch for row in store.timeline(chosen, 0, 10)] == ["corrected.txt"]
    assert store.counts("claims", chosen).shown == 1


def test_an_export_has_the_replaced_dispatch_without_records(store: Store, three: list[Any]) -> None:
    for state in three:
        state.put(store)
    records = list(store.records(EVERYTHING))
    dispatches = {record.id: record for record in records if isinstance(record, Dispatch)}
    assert dispatches["corrected.txt"].supersedes == "lead.txt"
    assert dispatches["first.txt"].superseded_by == "lead.txt"
    told = {record.dispatch for record in records if isinstance(record, Claim | Event | Timex)}
    assert told == {"corrected.txt"}


def test_what_was_not_replaced_is_left_alone(store: Store, draft: Any) -> None:
    state_of(draft, "one.txt").put(store)
    state_of(draft, "copy.txt").put(store)
    state_of(draft, "other.txt", "CORRECTED\nRain fell.", "corrected", "Rain falls on the coast").put(store)
    assert sorted(in_views(store)[0]) == ["copy.txt", "one.txt"]


def test_a_correction_takes_down_every_copy(store: Store, three: list[Any], draft: Any) -> None:
    three[2].put(store)
    three[0].put(store)
    state_of(draft, "copy.txt").put(store)
    assert in_views(store)[0] == ["corrected.txt"]


def test_a_changed_file_keeps_what_it_said_before(store: Store, draft: Any) -> None:
    for number in range(8):
        state_of(draft, "same.txt", f"{STORY} Version {number}.").put(store)
    former = store.former("same.txt")
    texts = [state.reading.dispatch.text[-10:] for state in former]
    assert texts == [f"Version {number}." for number in (6, 5, 4, 3, 2)]
    assert former[0].at is not None
    assert former[0].reading.events
    assert in_views(store)[3] == (1, 1, 1)


def test_a_file_read_again_unchanged_keeps_nothing(store: Store, draft: Any) -> None:
    state_of(draft, "same.txt").put(store)
    state_of(draft, "same.txt").put(store)
    assert store.former("same.txt") == []


def test_readings_are_found_wherever_they_are(store: Store, three: list[Any]) -> None:
    for state in three:
        state.put(store)
    for state in three:
        reading = store.reading(state.path)
        assert reading is not None
        assert (reading.claims, reading.events, reading.timexes) == (
            tuple(state.claims),
            tuple(state.events),
            tuple(state.timexes),
        )
    assert store.reading("nowhere.txt") is None
