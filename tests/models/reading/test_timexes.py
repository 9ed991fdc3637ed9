"""A case a rule: words of time, seen from Thursday, 3 July 2025, after a talk of 13 June."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reading import intervals as iv
from models.reading.timexes import Moment, find_expressions
from models.reading.timexes.amounts import easter

ISSUED = dt.date(2025, 7, 3)
SPOKEN = iv.day(dt.date(2025, 6, 13))


def found(text, tense="past", issued=ISSUED, spoken=SPOKEN):
    expressions = find_expressions(text, 0, len(text), spoken, lambda at, last: Moment(issued, last, tense))
    return [
        (text[e.start : e.end], e.sense.kind, e.sense.value, e.sense.interval.edtf if e.sense.interval else None)
        for e in expressions
    ]


CASES = [
    ("on 2024-02-29,", "2024-02-29", "DATE", "2024-02-29", "2024-02-29"),
    ("of 6/13/2025", "6/13/2025", "DATE", "2025-06-13", "2025-06-13"),
    ("on June 13, 2024, he", "June 13, 2024", "DATE", "2024-06-13", "2024-06-13"),
    ("on June 13 he", "June 13", "DATE", "2025-06-13", "2025-06-13"),
    ("on 13 June he", "13 June", "DATE", "2025-06-13", "2025-06-13"),
    ("the 13th of June", "the 13th of June", "DATE", "2025-06-13", "2025-06-13"),
    ("on Nov. 20 they", "Nov. 20", "DATE", "2024-11-20", "2024-11-20"),
    ("from June 13 to 24.", "June 13 to 24", "DATE", "2025-06-13", "2025-06-13/2025-06-24"),
    ("June 13-24", "June 13-24", "DATE", "2025-06-13", "2025-06-13/2025-06-24"),
    ("in June 2024", "June 2024", "DATE", "2024-06", "2024-06"),
    ("in early June", "early June", "DATE", "2025-06", "2025-06-01~/2025-06-10~"),
    ("in late February 2024", "late February 2024", "DATE", "2024-02", "2024-02-21~/2024-02-29~"),
    ("last May", "last May", "DATE", "2025-05", "2025-05"),
    ("since 2014", "2014", "DATE", "2014", "2014"),
    ("in 2014-16", "2014-16", "DATE", "2014", "2014/2016"),
    ("in the 1990s", "1990s", "DATE", "199", "1990/1999"),
    ("the summer of 2024", "summer of 2024", "DATE", "2024-SU", "2024-06/2024-08"),
    ("the first quarter of 2025", "the first quarter of 2025", "DATE", "2025-Q1", "2025-01/2025-03"),
    ("yesterday", "yesterday", "DATE", "2025-07-02", "2025-07-02"),
    ("yesterday morning", "yesterday morning", "TIME", "2025-07-02TMO", "2025-07-02"),
    ("tonight", "tonight", "TIME", "2025-07-03TNI", "2025-07-03"),
    ("on Monday", "Monday", "DATE", "2025-06-30", "2025-06-30"),
    ("on Thursday", "Thursday", "DATE", "2025-07-03", "2025-07-03"),
    ("last Thursday", "last Thursday", "DATE", "2025-06-26", "2025-06-26"),
    ("next Monday", "next Monday", "DATE", "2025-07-07", "2025-07-07"),
    ("Monday night", "Monday night", "TIME", "2025-06-30TNI", "2025-06-30"),
    ("the night of June 22", "the night of June 22", "TIME", "2025-06-22TNI", "2025-06-22"),
    ("next week", "next week", "DATE", "2025-W28", "2025-07-07/2025-07-13"),
    ("last month", "last month", "DATE", "2025-06", "2025-06"),
    ("last year", "last year", "DATE", "2024", "2024"),
    ("this weekend", "this weekend", "DATE", "2025-W27-WE", "2025-07-05/2025-07-06"),
    ("on the same day", "the same day", "DATE", "2025-06-13", "2025-06-13"),
    ("the next day", "the next day", "DATE", "2025-06-14", "2025-06-14"),
    ("that evening", "that evening", "TIME", "2025-06-13TEV", "2025-06-13"),
    ("two days earlier", "two days earlier", "DATE", "2025-06-11", "2025-06-11"),
    ("two days ago", "two days ago", "DATE", "2025-07-01", "2025-07-01"),
    ("about a year ago", "about a year ago", "DATE", "2024", "2024~"),
    ("the 12-day war", "12-day", "DURATION", "P12D", None),
    ("for several months", "several months", "DURATION", "PXM", None),
    ("in two hours", "two hours", "DURATION", "PT2H", None),
    ("every Friday", "every Friday", "SET", "XXXX-WXX-5", None),
    ("at 10:30 p.m.", "10:30 p.m.", "TIME", "2025-06-13T22:30", "2025-06-13"),
    ("now", "now", "DATE", "PRESENT_REF", None),
    ("on April 24 and 25", "April 24 and 25", "DATE", "2025-04-24", "2025-04-24/2025-04-25"),
    ("last Oct. 23", "Oct. 23", "DATE", "2024-10-23", "2024-10-23"),
    ("on Friday, June 13", "Friday, June 13", "DATE", "2025-06-13", "2025-06-13"),
    ("on Friday, July 4", "Friday, July 4", "DATE", "2025-07-04", "2025-07-04"),
    ("in early 2024", "early 2024", "DATE", "2024", "2024-01~/2024-04~"),
    ("in fiscal 2024", "fiscal 2024", "DATE", "2024", "2024"),
    ("the end of 2024", "the end of 2024", "DATE", "2024", "2024-09~/2024-12~"),
    ("at the end of June", "the end of June", "DATE", "2025-06", "2025-06-21~/2025-06-30~"),
    ("June last year", "June last year", "DATE", "2024-06", "2024-06"),
    ("the 20th century", "20th century", "DATE", "19", "1901/2000"),
    ("in nineteen ninety-six", "nineteen ninety-six", "DATE", "1996", "1996"),
    ("next year's first quarter", "next year's first quarter", "DATE", "2026-Q1", "2026-01/2026-03"),
    ("the year-ago quarter", "the year-ago quarter", "DATE", "2024-Q2", "2024-04/2024-06"),
    ("the latest quarter", "the latest quarter", "DATE", "2025-Q2", "2025-04/2025-06"),
    ("late yesterday", "late yesterday", "DATE", "2025-07-02", "2025-07-02"),
    ("this evening", "this evening", "TIME", "2025-07-03TEV", "2025-07-03"),
    ("last night", "last night", "TIME", "2025-07-02TNI", "2025-07-02"),
    ("early next week", "early next week", "DATE", "2025-W28", "2025-07-07~/2025-07-09~"),
    ("over the weekend", "the weekend", "DATE", "2025-W26-WE", "2025-06-28/2025-06-29"),
    ("earlier that day", "earlier that day", "DATE", "2025-06-13", "2025-06-13"),
    ("in the past", "the past", "DATE", "PAST_REF", None),
    ("the past two weeks", "the past two weeks", "DURATION", "P2W", "2025-06-19/2025-07-03"),
    ("the next few days", "the next few days", "DURATION", "PXD", None),
    ("in recent months", "recent months", "DATE", "PAST_REF", None),
    ("for weeks", "weeks", "DURATION", "PXW", None),
    ("more than two years", "more than two years", "DURATION", "P2Y", None),
    ("about two years", "two years", "DURATION", "P2Y", None),
    ("two decades", "two decades", "DURATION", "P20Y", None),
    ("5 1/2 hours", "5 1/2 hours", "DURATION", "PT5H30M", None),
    ("9 a.m. Tuesday", "9 a.m. Tuesday", "TIME", "2025-07-01T09:00", "2025-07-01"),
    ("1537 GMT on Tuesday", "1537 GMT on Tuesday", "TIME", "2025-07-01T15:37", "2025-07-01"),
    ("at noon", "noon", "TIME", "2025-06-13T12:00", "2025-06-13"),
    ("daily", "daily", "SET", "P1D", None),
    ("on Christmas Day", "Christmas Day", "DATE", "2024-12-25", "2024-12-25"),
    ("last Thanksgiving", "last Thanksgiving", "DATE", "2024-11-28", "2024-11-28"),
    ("on Easter Sunday 2024", "Easter Sunday 2024", "DATE", "2024-03-31", "2024-03-31"),
    ("the year ended June 30", "June 30", "DATE", "2025-06-30", "2025-06-30"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value", "edtf"), CASES, ids=[c[0] for c in CASES])
def test_rule(text, words, kind, value, edtf):
    assert found(text) == [(words, kind, value, edtf)]


def test_a_weekday_looks_ahead_where_the_verb_does():
    assert found("on Monday", tense="future") == [("Monday", "DATE", "2025-07-07", "2025-07-07")]


def test_a_month_without_a_year_is_the_nearest_in_the_past_unless_the_tense_looks_ahead():
    assert found("in December")[0][2] == "2024-12"
    assert found("in December", tense="future")[0][2] == "2025-12"


@pytest.mark.parametrize(
    "text",
    [
        "he may go",
        "they march on",
        "1,990 men",
        "$2000",
        "chapter 13",
        "the 24 men",
        "a 6-year-old boy",
        "55 years old",
        "24 men a day",
        "2082.1 points",
        "a second blast",
        "a quarter of it",
        "in his 30s",
        "soon",
        "annual",
        "the future minister",
    ],
)
def test_not_a_date(text):
    assert found(text) == []


def test_a_range_is_two_expressions_of_timex3():
    text = "from June 13 to 24"
    expressions = find_expressions(text, 0, len(text), None, lambda at, last: Moment(ISSUED, last, "past"))
    (whole,) = expressions
    assert [(text[p.start : p.end], p.sense.value) for p in whole.sense.parts] == [
        ("June 13", "2025-06-13"),
        ("24", "2025-06-24"),
    ]


def test_a_year_earlier_is_the_quarters_where_one_was_spoken_of():
    values = [value for _, _, value, _ in found("net rose in the second quarter from a year earlier and a year ago")]
    assert values == ["2025-Q2", "2024-Q2", "2024-Q2"]


def test_a_deadline_just_passed_stays_in_its_year():
    assert found("by June 30", tense="future")[0][2] == "2025-06-30"


def test_a_date_told_by_no_verb_is_the_nearest():
    assert found("a summit on July 20", tense=None)[0][2] == "2025-07-20"


@pytest.mark.parametrize("year", [1961, 1999, 2000, 2008, 2011, 2024, 2025, 2038])
def test_easter_falls_on_a_sunday_in_its_season(year):
    day = easter(year)
    assert day.isoweekday() == 7
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


def test_without_a_date_to_lean_on_nothing_is_invented():
    assert found("June 13", issued=None, spoken=None) == [("June 13", "DATE", "XXXX-06-13", None)]
    assert found("yesterday", issued=None, spoken=None) == []


def test_a_date_beyond_the_calendar_is_passed_over():
    assert found("9999 years ago") == [("9999 years", "DURATION", "P9999Y", None)]


WORDS = [
    "June",
    "13",
    "the",
    "night",
    "of",
    "May",
    "1999",
    "-",
    "2001",
    "to",
    "next",
    "week",
    "days",
    "ago",
    "Monday",
    "9999",
    "years",
    "later",
    "about",
    "31",
    "Feb.",
    "30",
    "last",
    "winter",
    "every",
    "a.m.",
    "24:00",
    "00",
    "s",
    "century",
    "two",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=60))
def test_no_text_makes_a_rule_raise_and_no_interval_runs_backwards(text):
    expressions = list(find_expressions(text, 0, len(text), SPOKEN, lambda at, last: Moment(ISSUED, last, "past")))
    for e in expressions:
        assert 0 <= e.start < e.end <= len(text)
        if e.sense.interval:
            assert edtf.parse_edtf(e.sense.interval.edtf)
            if e.sense.interval.earliest and e.sense.interval.latest:
                assert e.sense.interval.earliest <= e.sense.interval.latest
    assert all(a.end <= b.start for a, b in pairwise(expressions))
