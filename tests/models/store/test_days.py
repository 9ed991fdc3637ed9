"""The timeline by its days: what lies ahead, what is undated, steps from day to day, the histogram."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.filters import EVERYTHING, Filter, parse_filter
from models.store import Store
from models.store.days import _Day, _without_outliers
from models.store.walking import ONCE

TODAY = dt.date(2025, 6, 20)
ASSAULTS = parse_filter("category:assault", TODAY)

Fill = Callable[..., None]


@pytest.fixture
def fill(store: Store, draft: Any) -> Fill:
    """Puts an event for each date; `2025-06-13/2025-06-24` is an interval, `/` at an end opens it, None is undated.

    `issued` is the day of the dispatch.
    """

    def fill(*dates: str | None, category: str = "AID", issued: str | None = None) -> None:
        made = draft(f"{category}.txt", date=issued)
        for date in dates:
            first, slash, last = (date or "").partition("/")
            interval = (first or None, (last or None) if slash else "same")
            made.event(category, [draft.IRAN], when=made.when(*interval) if date else None)
        made.put(store)

    return fill


def begins(store: Store, day: str | None, steps: int, chosen: Filter = EVERYTHING) -> int | None:
    return store.day_begins(chosen, dt.date.fromisoformat(day) if day else None, steps)


def test_what_begins_after_today_lies_ahead(store: Store, fill: Fill) -> None:
    fill("2025-06-19", "2025-06-20", "2025-06-20/2025-06-30", "2025-06-21", "2026-01-01/", None)
    assert store.ahead(EVERYTHING, TODAY) == 2


def test_what_lies_ahead_are_the_first_rows(store: Store, fill: Fill) -> None:
    fill("2025-06-19", "2025-06-20/2025-06-30", "2025-06-21", "/2025-06-24", "/2025-06-18", "2025-06-18/", None)
    ahead = store.ahead(EVERYTHING, TODAY)
    days = [row.day for row in store.timeline(EVERYTHING, 0, 99)]
    assert [day is not None and day > TODAY for day in days] == [True] * ahead + [False] * (len(days) - ahead)


def test_what_lies_ahead_is_counted_under_the_filter(store: Store, fill: Fill) -> None:
    fill("2025-06-21", "2025-06-22")
    fill("2025-06-23", "2025-06-19", category="ASSAULT")
    assert store.ahead(ASSAULTS, TODAY) == 1


def test_undated_events_are_counted_under_the_filter(store: Store, fill: Fill) -> None:
    fill(None, None, "2025-06-21")
    fill(None, "/", category="ASSAULT")
    assert (store.undated(EVERYTHING), store.undated(ASSAULTS)) == (4, 2)


def test_undated_events_stand_behind_the_others_of_the_day_they_were_reported(store: Store, fill: Fill) -> None:
    fill(None, "2025-06-22", "2025-06-21", "2025-06-20", issued="2025-06-21")
    rows = store.timeline(EVERYTHING, 0, 9)
    assert [(row.day.day if row.day else None, row.is_undated) for row in rows] == [
        (22, False),
        (21, False),
        (21, True),
        (20, False),
    ]
    assert store.undated(EVERYTHING) == 1


def test_what_no_day_is_known_of_comes_last(store: Store, fill: Fill) -> None:
    fill(None, "2025-06-21", None)
    assert [row.day for row in store.timeline(EVERYTHING, 0, 9)] == [dt.date(2025, 6, 21), None, None]
    assert store.undated(EVERYTHING) == 2


def test_under_a_filter_undated_events_stand_and_count_likewise(store: Store, fill: Fill) -> None:
    fill("2025-06-22", None, "2025-06-20", category="ASSAULT", issued="2025-06-21")
    fill(None, "2025-06-21")
    assert [row.is_undated for row in store.timeline(ASSAULTS, 0, 9)] == [False, True, False]
    assert (store.undated(ASSAULTS), store.ahead(ASSAULTS, TODAY)) == (1, 2)
    on_the_day = parse_filter("category:assault on:2025-06-21", TODAY)
    assert (store.timeline(on_the_day, 0, 9), store.counts("timeline", on_the_day).undated) == ([], 1)


def test_a_step_and_the_bars_count_the_day_of_the_report(store: Store, fill: Fill) -> None:
    fill("2025-06-22", None, "2025-06-20", issued="2025-06-21")
    assert begins(store, "2025-06-22", -1) == 1
    days = store.histogram(EVERYTHING, 40)
    assert days is not None
    assert days.counts == (1, 1, 1)


def test_a_relation_is_of_dated_events_though_undated_ones_have_a_day(store: Store, draft: Any) -> None:
    made = draft("a.txt", date="2025-06-21")
    made.event("AID", [draft.IRAN], [draft.ISRAEL])
    made.put(store)
    for chosen in (EVERYTHING, parse_filter("category:aid", TODAY), parse_filter("iran -category:assault", TODAY)):
        (row,) = store.relations(chosen, 0, 9)
        assert (row.count, row.first) == (1, None)


def test_a_step_goes_to_the_first_row_of_the_next_day(store: Store, fill: Fill) -> None:
    fill("2025-06-24", "2025-06-24", "2025-06-22", "2025-06-22", "2025-06-13")
    assert begins(store, "2025-06-24", -1) == 2
    assert begins(store, "2025-06-22", -1) == 4
    assert begins(store, "2025-06-13", 1) == 2
    assert begins(store, "2025-06-22", 1) == 0


def test_several_steps_go_as_far_as_there_are_days(store: Store, fill: Fill) -> None:
    fill("2025-06-24", "2025-06-23", "2025-06-22", "2025-06-21")
    assert begins(store, "2025-06-24", -2) == 2
    assert begins(store, "2025-06-24", -9) == 3
    assert begins(store, "2025-06-21", 9) == 0


def test_beyond_the_outermost_days_there_is_none(store: Store, fill: Fill) -> None:
    fill("2025-06-24", "2025-06-23", None)
    assert begins(store, "2025-06-24", 1) is None
    assert begins(store, "2025-06-23", -1) is None
    assert begins(store, None, -1) is None


def test_the_earliest_day_follows_the_undated_ones(store: Store, fill: Fill) -> None:
    fill("2025-06-24", "2025-06-23", "2025-06-23", None)
    assert begins(store, None, 1) == 1


def test_days_that_the_filter_hides_are_passed_over(store: Store, fill: Fill) -> None:
    fill("2025-06-23", "2025-06-22")
    fill("2025-06-24", "2025-06-21", category="ASSAULT")
    assert begins(store, "2025-06-24", -1, ASSAULTS) == 1


@pytest.mark.parametrize("question", ["r.day > 9", "r.day IS NULL", "r.day < 9 ORDER BY r.day DESC LIMIT 1"])
@pytest.mark.usefixtures("store")
def test_the_days_are_looked_up_in_the_index(path: Path, question: str) -> None:
    where = question.replace(" ORDER", f" AND {ONCE} ORDER")
    with sqlite3.connect(path) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN SELECT r.day FROM event AS r WHERE {where}")]
    db.close()
    assert plan[0].startswith("SEARCH r USING COVERING INDEX event_order")
    assert not [step for step in plan if "B-TREE" in step]


def test_a_histogram_counts_by_the_day_of_the_timeline(store: Store, fill: Fill) -> None:
    fill("2025-06-13/2025-06-24", "2025-06-13", "2025-06-15", "/2025-06-16", None)
    days = store.histogram(EVERYTHING, 40)
    assert days is not None
    assert (days.first, days.last, days.width) == (dt.date(2025, 6, 13), dt.date(2025, 6, 16), 1)
    assert days.counts == (2, 0, 1, 1)
    assert (days.earlier, days.later) == (0, 0)


def test_a_histogram_is_of_what_the_filter_shows(store: Store, fill: Fill) -> None:
    fill("2025-06-13", "2025-06-15")
    fill("2025-06-14", category="ASSAULT")
    days = store.histogram(ASSAULTS, 40)
    assert days is not None
    assert days.counts == (1,)


def test_more_days_than_bins_share_them_evenly(store: Store, fill: Fill) -> None:
    fill(*(str(dt.date(2025, 1, 1) + dt.timedelta(days=n)) for n in range(100)))
    days = store.histogram(EVERYTHING, 30)
    assert days is not None
    assert days.width == 4
    assert days.counts == (4,) * 25


def test_nothing_dated_and_no_bins_have_no_histogram(store: Store, fill: Fill) -> None:
    fill(None)
    assert store.histogram(EVERYTHING, 40) is None
    fill("2025-06-13")
    assert store.histogram(EVERYTHING, 0) is None


def test_one_event_long_ago_does_not_squeeze_the_rest(store: Store, fill: Fill) -> None:
    fill("1812-06-24", *(f"2025-06-{day}" for day in range(10, 30)))
    days = store.histogram(EVERYTHING, 40)
    assert days is not None
    assert (days.first, days.earlier, days.later) == (dt.date(2025, 6, 10), 1, 0)
    assert days.counts == (1,) * 20


def test_far_off_ones_on_both_sides_are_left_out(store: Store, fill: Fill) -> None:
    fill("1812-06-24", "1914-07-28", "2100-01-01", *(f"2025-06-{10 + n % 20}" for n in range(100)))
    days = store.histogram(EVERYTHING, 40)
    assert days is not None
    assert (days.earlier, days.later, sum(days.counts)) == (2, 1, 100)


def test_a_few_events_over_a_long_time_are_all_shown(store: Store, fill: Fill) -> None:
    fill("1812-06-24", "1914-07-28", "2025-06-13")
    days = store.histogram(EVERYTHING, 40)
    assert days is not None
    assert sum(days.counts) == 3


def test_the_bin_of_a_day(store: Store, fill: Fill) -> None:
    fill(*(str(dt.date(2025, 1, 1) + dt.timedelta(days=n)) for n in range(100)))
    days = store.histogram(EVERYTHING, 30)
    assert days is not None
    assert [days.bin(dt.date(2025, 1, day)) for day in (1, 4, 5)] == [0, 0, 1]
    assert days.bin(dt.date(2024, 12, 31)) is None
    assert days.bin(dt.date(2025, 4, 10)) == 24
    assert days.bin(dt.date(2025, 4, 11)) is None


@given(st.dictionaries(st.integers(1, 800_000), st.integers(1, 50), min_size=1), st.integers(1, 60))
def test_no_more_than_a_twentieth_is_left_out(events: dict[int, int], bins: int) -> None:
    days = [_Day(*day) for day in sorted(events.items())]
    begin, end = _without_outliers(days, bins)
    total, kept = sum(events.values()), sum(day.events for day in days[begin:end])
    assert 0 <= begin < end <= len(days)
    assert total - kept <= max(1, total // 20)
