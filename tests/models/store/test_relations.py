"""Relations: which events make a pair, at which level, and that the sums kept are the sums counted."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.filters import EVERYTHING, Filter, Term, parse_filter
from models.records import Status
from models.store import Store

#: A filter that lets everything through, so that pairs are counted and not taken from the sums kept.
ALL = Filter((Term("words", "zzzzzz", negated=True),))
TODAY = dt.date(2025, 7, 3)


def pairs(store: Store, chosen: Filter = EVERYTHING) -> list[tuple[str, str, int]]:
    return [(row.source.id, row.target.id, row.count) for row in store.relations(chosen, 0, 100)]


def test_an_actor_with_a_country_counts_as_the_country(store: Store, draft: Any) -> None:
    draft().event("CONSULT", [draft.KREMLIN], [draft.PEZESHKIAN]).put(store)
    (row,) = store.relations(EVERYTHING, 0, 9)
    assert (row.source.id, row.source.name, row.source.kind, row.source.country) == ("RUS", "Russia", "country", "RUS")
    assert row.target.name == "Iran"


def test_an_actor_without_a_country_counts_as_itself(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.RED_CROSS], [draft.IRAN]).put(store)
    assert store.relations(EVERYTHING, 0, 9)[0].source == draft.RED_CROSS


def test_a_country_nobody_lists_is_named_by_its_code(store: Store, draft: Any) -> None:
    actor = draft.KREMLIN.model_copy(update={"country": "XKX"})
    draft().event("AID", [actor], [draft.IRAN]).put(store)
    assert store.relations(EVERYTHING, 0, 9)[0].source.name == "XKX"


def test_nobody_is_paired_with_itself(store: Store, draft: Any) -> None:
    draft().event("CONSULT", [draft.IRAN, draft.PEZESHKIAN], [draft.IRAN, draft.PEZESHKIAN]).put(store)
    assert pairs(store) == []


def test_an_event_between_parties_counts_each_direction_once(store: Store, draft: Any) -> None:
    parties = [draft.IRAN, draft.PEZESHKIAN, draft.RUSSIA]
    draft().event("CONSULT", parties, parties).put(store)
    assert pairs(store) == [("IRN", "RUS", 1), ("RUS", "IRN", 1)]


@pytest.mark.parametrize("status", get_args(Status))
def test_only_what_came_about_counts(store: Store, draft: Any, status: str) -> None:
    draft().event("AID", [draft.IRAN], [draft.RUSSIA], status=status).put(store)
    assert bool(pairs(store)) == (status in {"happened", "ongoing", "repeated"})


def test_a_relation_sums_categories_and_days(store: Store, draft: Any) -> None:
    made = draft()
    for category, day in (("ASSAULT", "2025-06-22"), ("ASSAULT", None), ("CONSULT", "2025-06-13")):
        made.event(category, [draft.ISRAEL], [draft.IRAN], when=draft.when(day) if day else None)
    made.put(store)
    for chosen in (EVERYTHING, ALL):
        (row,) = store.relations(chosen, 0, 9)
        assert row.categories == {"ASSAULT": 2, "CONSULT": 1}
        assert (row.count, row.cooperation, row.conflict) == (3, 1, 2)
        assert (row.first, row.last) == (dt.date(2025, 6, 13), dt.date(2025, 6, 22))


def test_the_pair_with_most_events_comes_first(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.IRAN], [draft.RUSSIA]).put(store)
    for name in ("b.txt", "c.txt"):
        draft(name).event("AID", [draft.RUSSIA], [draft.ISRAEL]).put(store)
    assert pairs(store) == [("RUS", "ISR", 2), ("IRN", "RUS", 1)]


def test_a_filter_sums_just_the_events_that_match(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.IRAN], [draft.RUSSIA], words="Talks").event(
        "ASSAULT", [draft.IRAN], [draft.RUSSIA]
    ).put(store)
    (row,) = store.relations(parse_filter("talks", TODAY), 0, 9)
    assert row.categories == {"AID": 1}


def test_an_actor_field_chooses_the_pairs_it_stands_in(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.IRAN, draft.RUSSIA], [draft.ISRAEL, draft.RED_CROSS]).put(store)
    assert pairs(store, parse_filter("from:iran", TODAY)) == [("IRN", "ISR", 1), ("IRN", "red-cross", 1)]
    assert pairs(store, parse_filter("to:israel", TODAY)) == [("IRN", "ISR", 1), ("RUS", "ISR", 1)]
    assert pairs(store, parse_filter("actor:iran -to:israel", TODAY)) == [("IRN", "red-cross", 1)]
    assert pairs(store, parse_filter("-actor:iran", TODAY)) == [("RUS", "ISR", 1), ("RUS", "red-cross", 1)]


def test_a_pair_is_found_by_the_actor_that_stands_for_the_country(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.KREMLIN, draft.IRAN], [draft.ISRAEL]).put(store)
    assert pairs(store, parse_filter("from:kremlin", TODAY)) == [("RUS", "ISR", 1)]


def test_a_relation_names_its_events_newest_first(store: Store, draft: Any) -> None:
    made = draft()
    for day in ("2025-06-13", "2025-06-22", "2025-06-20"):
        made.event("AID", [draft.IRAN], [draft.RUSSIA], when=draft.when(day))
    made.event("AID", [draft.RUSSIA], [draft.IRAN]).put(store)
    assert store.relation_events("IRN", "RUS", EVERYTHING) == ["a.txt:e1", "a.txt:e2", "a.txt:e0"]
    assert store.relation_events("IRN", "RUS", parse_filter("until:2025-06-20", TODAY)) == ["a.txt:e2", "a.txt:e0"]
    assert store.relation_events("IRN", "\ud800", EVERYTHING) == []


def test_a_pair_is_undated_where_all_its_events_are(store: Store, draft: Any) -> None:
    made = draft().event("AID", [draft.IRAN], [draft.RUSSIA])
    made.event("AID", [draft.IRAN], [draft.ISRAEL])
    made.event("AID", [draft.IRAN], [draft.ISRAEL], when=draft.when("2025-06-22")).put(store)
    counts = store.counts("relations", parse_filter("since:2025-06", TODAY))
    assert (counts.shown, counts.total, counts.undated) == (1, 2, 1)


events = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["IRAN", "KREMLIN", "PEZESHKIAN", "RED_CROSS"]), max_size=3),
        st.lists(st.sampled_from(["IRAN", "ISRAEL", "RUSSIA", "RED_CROSS"]), max_size=3),
        st.sampled_from(["AID", "ASSAULT", "CONSULT"]),
        st.sampled_from([None, "2025-06-13", "2025-06-20", "2025-06-22"]),
        st.sampled_from(["happened", "negated", "ongoing"]),
    ),
    max_size=4,
)
changes = st.lists(st.tuples(st.sampled_from(["a.txt", "b.txt", "c.txt"]), st.one_of(st.none(), events)), max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes)
def test_the_sums_kept_are_the_sums_counted(draft: Any, changes: list[tuple[str, Any]]) -> None:
    with Store(None) as store:
        for name, events in changes:
            if events is None:
                store.remove([name])
                continue
            made = draft(name)
            for sources, targets, category, day, status in events:
                when = draft.when(day) if day else None
                actors = [[getattr(draft, actor) for actor in side] for side in (sources, targets)]
                made.event(category, *actors, when=when, status=status)
            made.put(store)
        kept = [row.model_copy(update={"added": 0}) for row in store.relations(EVERYTHING, 0, 100)]
        assert kept == [row.model_copy(update={"added": 0}) for row in store.relations(ALL, 0, 100)]
        assert store.counts("relations", EVERYTHING).shown == store.counts("relations", ALL).shown == len(kept)
        summary = store.summary()
        assert summary.events == store.counts("timeline", ALL).shown
        assert summary.dispatches == len(store.files())
