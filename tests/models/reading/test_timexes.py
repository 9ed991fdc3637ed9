"""A case a rule: words of time, seen from Thursday, 3 July 2025, after a talk of 13 June."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading import intervals as iv
from models.reading.timexes import Moment, find_expressions

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
    ("from June 13 to 24.", "from June 13 to 24", "DATE", "2025-06-13", "2025-06-13/2025-06-24"),
    ("June 13-24", "June 13-24", "DATE", "2025-06-13", "2025-06-13/2025-06-24"),
    ("in June 2024", "June 2024", "DATE", "2024-06", "2024-06"),
    ("in early June", "early June", "DATE", "2025-06", "2025-06-01~/2025-06-10~"),
    ("in late February 2024", "late February 2024", "DATE", "2024-02", "2024-02-21~/2024-02-29~"),
    ("last May", "last May", "DATE", "2025-05", "2025-05"),
    ("since 2014", "2014", "DATE", "2014", "2014"),
    ("in 2014-16", "2014-16", "DATE", "2014", "2014/2016"),
    ("in the 1990s", "the 1990s", "DATE", "199", "1990/1999"),
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
]


@pytest.mark.parametrize(("text", "words", "kind", "value", "edtf"), CASES, ids=[c[0] for c in CASES])
def test_rule(text, words, kind, value, edtf):
    assert found(text) == [(words, kind, value, edtf)]


def test_a_weekday_looks_ahead_where_the_verb_does():
    assert found("on Monday", tense="future") == [("Monday", "DATE", "2025-07-07", "2025-07-07")]


def test_a_month_without_a_year_is_the_nearest_in_the_past_unless_the_tense_looks_ahead():
    assert found("in December")[0][2] == "2024-12"
    assert found("in December", tense="future")[0][2] == "2025-12"


@pytest.mark.parametrize("text", ["he may go", "they march on", "1,990 men", "$2000", "chapter 13", "the 24 men"])
def test_not_a_date(text):
    assert found(text) == []


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


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=60))
def test_no_text_makes_a_rule_raise_and_no_interval_runs_backwards(text):
    expressions = list(find_expressions(text, 0, len(text), SPOKEN, lambda at, last: Moment(ISSUED, last, "past")))
    for e in expressions:
        assert 0 <= e.start < e.end <= len(text)
        if e.sense.interval and e.sense.interval.earliest and e.sense.interval.latest:
            assert e.sense.interval.earliest <= e.sense.interval.latest
    assert all(a.end <= b.start for a, b in pairwise(expressions))
