"""The relations over time: which buckets an axis has, what falls into them, and the trend."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.filters import EVERYTHING, parse_filter
from models.store import Store
from models.store.pulses import MOST_BUCKETS, Axis, trend
from models.store.rows import Histogram

TODAY = dt.date(2025, 7, 3)


def axis(first: str, last: str) -> Axis:
    return Axis(first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "unit", "buckets"),
    [
        ("2025-06-13", "2025-06-13", "day", 1),
        ("2025-06-13", "2025-06-26", "day", 14),
        ("2025-06-13", "2025-06-27", "week", 3),
        ("2025-01-06", "2025-04-13", "week", 14),
        ("2025-01-06", "2025-04-14", "month", 4),
        ("2024-05-31", "2025-06-01", "month", 14),
        ("2024-05-31", "2025-07-01", "quarter", 6),
        ("2020-01-01", "2025-07-01", "year", 6),
        ("1914-06-28", "2025-07-01", "year", 14),
        ("9999-12-01", "9999-12-31", "week", 5),
        ("9990-12-01", "9999-12-31", "year", 10),
    ],
)
def test_the_unit_goes_by_the_span(first: str, last: str, unit: str, buckets: int) -> None:
    found = axis(first, last)
    assert (found.unit, len(found.starts)) == (unit, buckets)


@given(st.dates(), st.dates())
def test_there_are_never_too_many_buckets_nor_empty_ones(one: dt.date, other: dt.date) -> None:
    found = Axis(first=min(one, other), last=max(one, other))
    assert 1 <= len(found.starts) <= MOST_BUCKETS
    assert all(begin < end for begin, end in pairwise(found.bounds))


def test_weeks_begin_on_mondays_and_months_on_their_first() -> None:
    week, month = axis("2025-06-12", "2025-07-01"), axis("2025-01-15", "2025-07-01")
    assert [dt.date.fromordinal(start).weekday() for start in week.starts[1:]] == [0, 0, 0]
    assert [dt.date.fromordinal(start).day for start in month.starts] == [15, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("pulse", "said"),
    [
        ((2, 0, 3), "rising"),
        ((3, 3, 1), "falling"),
        ((4, 4, 4), "steady"),
        ((3, 0, 0), "falling"),
        ((0, 0, 3), "rising"),
        ((1, 0, 1), None),
    ],
)
def test_the_trend_is_the_last_bucket_against_those_before(pulse: tuple[int, ...], said: str | None) -> None:
    assert trend(pulse, axis("2025-06-20", "2025-06-22")) == said


def test_a_last_bucket_cut_short_is_weighed_by_its_days() -> None:
    weeks = axis("2025-06-02", "2025-06-24")  # the fourth week has two days
    assert trend((7, 7, 7, 2), weeks) == "steady"
    assert trend((7,), axis("2025-06-02", "2025-06-02")) is None


def test_events_fall_into_the_buckets_of_their_days(store: Store, draft: Any) -> None:
    made = draft()
    for day in ("2025-06-13", "2025-06-13", "2025-06-15", "2025-06-01", None):
        made.event("AID", [draft.IRAN], [draft.RUSSIA], when=draft.when(day) if day else None)
    made.put(store)
    days = axis("2025-06-13", "2025-06-15")
    for chosen in (EVERYTHING, parse_filter("category:aid", TODAY)):
        (row,) = store.relations(chosen, 0, 9, days)
        assert (row.pulse, row.trend) == ((2, 0, 1), "steady")
    (row,) = store.relations(parse_filter("until:2025-06-13", TODAY), 0, 9, days)
    assert row.pulse == (2, 0, 0)
    assert store.relations(EVERYTHING, 0, 9)[0].pulse == ()


def test_the_axis_reaches_as_far_as_the_relations_do(store: Store, draft: Any) -> None:
    made = draft()
    for day, status in (("2025-06-13", "happened"), ("2025-06-20", "ongoing"), ("2025-07-20", "planned")):
        made.event("AID", [draft.IRAN], [draft.RUSSIA], when=draft.when(day), status=status)
    assert store.axis(EVERYTHING, None) is None
    made.put(store)
    days = store.histogram(EVERYTHING, 60)
    assert days is not None
    assert days.last == dt.date(2025, 7, 20)
    for chosen in (EVERYTHING, parse_filter("category:aid", TODAY)):
        assert store.axis(chosen, days) == axis("2025-06-13", "2025-06-20")


def test_the_axis_leaves_out_what_the_histogram_leaves_out(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.IRAN], [draft.RUSSIA], when=draft.when("1914-06-28")).event(
        "AID", [draft.IRAN], [draft.RUSSIA], when=draft.when("2025-06-20")
    ).put(store)
    near = Histogram(first=dt.date(2025, 6, 20), last=dt.date(2025, 6, 21), width=1, counts=(1, 1), earlier=1, later=0)
    assert store.axis(EVERYTHING, near) == axis("2025-06-20", "2025-06-20")
