"""Moments as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from models.moments import MomentError, read_moment

ZONE = dt.timezone(dt.timedelta(hours=2))
NOW = dt.datetime(2025, 7, 3, 15, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2025-06-20", "2025-06-20T00:00:00"),
        ("2025-06", "2025-06-01T00:00:00"),
        ("yesterday", "2025-07-02T00:00:00"),
        ("today", "2025-07-03T00:00:00"),
        ("-3h", "2025-07-03T12:30:00"),
        ("-90min", "2025-07-03T14:00:00"),
        ("-2m", "2025-07-03T15:28:00"),
        ("-2mo", "2025-05-03T00:00:00"),
        ("-2d", "2025-07-01T00:00:00"),
        ("14:05", "2025-07-03T14:05:00"),
        ("2025-06-20T14:05:30", "2025-06-20T14:05:30"),
        (" 2025-06-20 9:05 ", "2025-06-20T09:05:00"),
    ],
)
def test_words_mean_a_moment(words: str, moment: str) -> None:
    assert read_moment(words, NOW) == dt.datetime.fromisoformat(moment).replace(tzinfo=ZONE)


def test_last_is_the_last_visit() -> None:
    last = NOW - dt.timedelta(days=9)
    assert read_moment("last", NOW, last) == last
    assert read_moment("LAST", NOW) is None


def test_ever_is_before_all_visits() -> None:
    assert read_moment("ever", NOW, NOW) is None


@pytest.mark.parametrize("words", ["", "soon", "25:00", "2025-02-30", "2025-13-01T10:00", "-99999h99", "now; rm"])
def test_what_is_no_moment_is_said(words: str) -> None:
    with pytest.raises(MomentError, match="is no moment"):
        read_moment(words, NOW)
