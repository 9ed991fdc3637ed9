"""Relations: which events make a pair, at which level, and that the sums kept are the sums counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.filters import EVERYTHING, Filter, Term, parse_filter
from models.records import Actor, Status
from models.store import Store
from models.store.pulses import Axis
from models.store.rows import Histogram, RelationRow

#: A filter that lets everything through, so that pairs are counted and not taken from the sums kept.
ALL = Filter((Term("words", "zzzzzz", negated=True),))
TODAY = dt.date(2025, 7, 3)
HISTOGRAM = Histogram(
    first=dt.date(2025, 6, 1), last=dt.date(2025, 7, 1), width=1, counts=(1,) * 31, earlier=0, later=0
)


def pairs(store: Store, chosen: Filter = EVERYTHING) -> list[tuple[str, str, int]]:
    return [(row.source.id, row.target.id, row.count) for row in store.relations(chosen, 0, 100)]


def _unaged(rows: Iterable[RelationRow]) -> list[RelationRow]:
    found = [row.model_copy(update={"added": 0}) for row in rows]
    return sorted(found, key=lambda row: (row.source.id, row.target.id))


def test_an_actor_with_a_country_counts_as_the_country(store: Store, draft: Any) -> None:
    draft().event("CONSULT", [draft.KREMLIN], [draft.PEZESHKIAN]).put(store)
    (row,) = store.relations(EVERYTHING, 0, 9)
    assert (row.source.id, row.source.name, row.source.kind, row.source.country) == ("RUS", "Russia", "country", "RUS")
    assert row.target.name == "Iran"


def test_an_actor_without_a_country_counts_as_itself(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.RED_CROSS], [draft.IRAN]).put(store)
    assert store.relations(EVERYTHING, 0, 9)[0].source == draft.RED_CROSS


def test_a_named_armed_group_counts_as_itself(store: Store, draft: Any) -> None:
    rebels = Actor(id="rsf", name="RSF", kind="organization", country="SDN", role="REB")
    army = Actor(id="sudans-army", name="Sudan's army", kind="organization", country="SDN", role="MIL")
    draft().event("ASSAULT", [rebels], [army]).put(store)
    assert pairs(store) == [("rsf", "SDN", 1)]
    assert store.relations(EVERYTHING, 0, 9)[0].source == rebels


def test_rebels_that_are_only_described_count_as_their_country(store: Store, draft: Any) -> None:
    rebels = Actor(id="sudanese-rebels", name="Sudanese rebels", kind="group", country="SDN", role="REB")
    draft().event("ASSAULT", [rebels], [draft.IRAN]).put(store)
    assert pairs(store) == [("SDN", "IRN", 1)]


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


def test_a_date_that_is_a_month_stays_one(store: Store, draft: Any) -> None:
    made = draft()
    for first, last in (("2025-06-01", "2025-06-30"), ("2025-06-20", "same"), ("2025-07-01", "2025-07-31")):
        made.event("AID", [draft.IRAN], [draft.RUSSIA], when=draft.when(first, last))
    made.put(store)
    for chosen in (EVERYTHING, ALL):
        (row,) = store.relations(chosen, 0, 9)
        assert (row.first_when.earliest, row.first_when.latest) == (dt.date(2025, 6, 1), dt.date(2025, 6, 30))
        assert (row.last_when.earliest, row.last_when.latest) == (dt.date(2025, 7, 1), dt.date(2025, 7, 31))


@pytest.mark.parametrize("other", [("2025-06-13", "2025-06-24"), ("2025-06-13", None), (None, "2025-06-13")])
def test_of_two_dates_on_a_day_the_more_precise_counts(store: Store, draft: Any, other: tuple[str, str]) -> None:
    made = draft()
    for first, last in (other, ("2025-06-13", "same"), other):
        made.event("AID", [draft.IRAN], [draft.RUSSIA], when=draft.when(first, last))
    made.put(store)
    for chosen in (EVERYTHING, ALL):
        (row,) = store.relations(chosen, 0, 9)
        for when in (row.first_when, row.last_when):
            assert when.earliest == when.latest == dt.date(2025, 6, 13)


def test_what_is_only_described_is_no_party(store: Store, draft: Any) -> None:
    depot = Actor(id="depot", name="a depot", kind="unknown")
    draft().event("ASSAULT", [draft.ISRAEL], [depot]).event("ASSAULT", [depot], [draft.IRAN, draft.RED_CROSS]).put(
        store
    )
    assert pairs(store) == pairs(store, ALL) == []
    assert store.counts("relations", EVERYTHING).total == 0
    assert store.matrix(EVERYTHING).actors == ()
    assert store.timeline(EVERYTHING, 0, 9)[0].targets == (depot,)
    assert store.counts("timeline", parse_filter("to:depot", TODAY)).shown == 1
    store.remove(["a.txt"])
    assert store.counts("timeline", EVERYTHING).shown == 0


def test_an_unknown_actor_of_a_country_counts_as_the_country(store: Store, draft: Any) -> None:
    students = Actor(id="students", name="Iranian students", kind="unknown", country="IRN")
    omid = Actor(id="omid-base", name="Omid Base", kind="unknown", country="IRN")
    draft().event("ASSAULT", [draft.ISRAEL], [students]).event("ASSAULT", [draft.ISRAEL], [omid]).put(store)
    assert pairs(store) == [("ISR", "IRN", 2)]
    parts = store.parts("ISR", "IRN", EVERYTHING)
    assert [part.target.name for part in parts if part.category is None] == ["Iran", "Omid Base"]


events = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["IRAN", "KREMLIN", "PEZESHKIAN", "RED_CROSS"]), max_size=3),
        st.lists(st.sampled_from(["IRAN", "ISRAEL", "RUSSIA", "RED_CROSS"]), max_size=3),
        st.sampled_from(["AID", "ASSAULT", "CONSULT"]),
        st.sampled_from([None, "2025-06-13", "2025-06-20", "2025-06-22"]),
        st.sampled_from(["same", "2025-06-30", None]),
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
            for sources, targets, category, day, last, status in events:
                when = draft.when(day, last) if day else None
                actors = [[getattr(draft, actor) for actor in side] for side in (sources, targets)]
                made.event(category, *actors, when=when, status=status)
            made.put(store)
        axis = Axis(first=dt.date(2025, 6, 14), last=dt.date(2025, 6, 30))
        assert store.axis(EVERYTHING, HISTOGRAM) == store.axis(ALL, HISTOGRAM)
        kept = [row.model_copy(update={"added": 0}) for row in store.relations(EVERYTHING, 0, 100, axis)]
        assert kept == [row.model_copy(update={"added": 0}) for row in store.relations(ALL, 0, 100, axis)]
        assert _unaged(store.matrix(EVERYTHING).cells) == _unaged(store.matrix(ALL).cells)
        assert store.matrix(EVERYTHING).actors == store.matrix(ALL).actors
        assert store.counts("relations", EVERYTHING).shown == store.counts("relations", ALL).shown == len(kept)
        summary = store.summary()
        assert summary.events == store.counts("timeline", ALL).shown
        assert summary.dispatches == len(store.files())


def test_of_a_country_only_those_events_count_in_which_the_actor_asked_for_stands(store: Store, draft: Any) -> None:
    made = draft().event("AID", [draft.RUSSIA], [draft.IRAN])
    made.event("AID", [draft.KREMLIN], [draft.IRAN]).event("AID", [draft.IRAN], [draft.KREMLIN]).put(store)

    def found(text: str) -> list[tuple[str, str, int]]:
        rows = store.relations(parse_filter(text, dt.date(2025, 7, 1)), 0, 9)
        return [(row.source.id, row.target.id, row.count) for row in rows]

    assert found("from:kremlin") == [("RUS", "IRN", 1)]
    assert found("from:rus") == [("RUS", "IRN", 2)]
    assert found("actor:kremlin") == [("IRN", "RUS", 1), ("RUS", "IRN", 1)]
    assert found("-actor:kremlin") == [("RUS", "IRN", 1)]
    assert found("-from:rus") == [("IRN", "RUS", 1)]
    assert found("to:iran (from:kremlin OR since:2026)") == [("RUS", "IRN", 1)]
