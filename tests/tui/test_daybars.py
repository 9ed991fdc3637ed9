"""The histogram above the timeline: bars, dates, marks, always as wide as asked."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from models.store.rows import Histogram
from tui.lines.daybars import bar_lines, bins_for
from tui.lines.panels import Piece, pieces_width

FIRST = dt.date(2025, 6, 13)


def made(*counts: int, width: int = 1, earlier: int = 0, later: int = 0) -> Histogram:
    last = FIRST + dt.timedelta(days=len(counts) * width - 1)
    return Histogram(first=FIRST, last=last, width=width, counts=counts, earlier=earlier, later=later)


def lines(histogram: Histogram | None, cursor: dt.date | None = None, today: dt.date = FIRST) -> tuple[str, str]:
    upper, lower = bar_lines(histogram, cursor, today, 60)
    return "".join(piece.text for piece in upper).rstrip(), "".join(piece.text for piece in lower).rstrip()


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def test_a_bar_for_each_bin_between_the_dates() -> None:
    counts = (8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1)
    assert (
        lines(made(*counts, width=2))[0] == "13 Jun 2025 " + "".join(3 * bar for bar in "█ ▁▂▃▄▅▆▇█ ▁") + " 6 Jul 2025"
    )


def test_whatever_there_is_has_a_bar() -> None:
    assert "█ ▁" in lines(made(*[1000, 0, 1] * 10))[0]


def test_the_mark_stands_under_the_day_of_the_cursor() -> None:
    counts = [0] * 30
    counts[7] = 1
    upper, lower = lines(made(*counts), day(7), day(-1))
    assert lower.index("▲") == upper.index("█")


def test_today_is_marked_too_and_gives_way_to_the_cursor() -> None:
    assert "┆" in lines(made(*[1] * 30), day(7), day(9))[1]
    assert lines(made(*[1] * 30), day(9), day(9))[1].strip() == "▲"


def test_no_mark_for_a_day_outside_and_for_none() -> None:
    assert lines(made(*[1] * 30), day(-5), day(40))[1] == ""
    assert lines(made(*[1] * 30), None, day(40))[1] == ""


def test_what_is_left_out_is_counted() -> None:
    lower = lines(made(*[1] * 30, earlier=2, later=3), None, day(-1))[1]
    assert lower.startswith("‹ 2 earlier ")
    assert lower.endswith(" 3 later ›")


def test_many_left_out_are_counted_more_shortly() -> None:
    lower = lines(made(*[1] * 30, earlier=4919), None, day(-1))[1]
    assert lower == "‹ 4,919"


def test_nothing_is_drawn_of_nothing() -> None:
    assert lines(None) == ("", "")


def test_too_little_room_has_no_bins() -> None:
    assert bins_for(20) == 0
    assert bins_for(60) == 36


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=80).filter(any),
    st.integers(0, 120),
    st.integers(-9, 90),
    st.integers(0, 10**9),
)
def test_both_lines_are_as_wide_as_asked(counts: list[int], width: int, at: int, out: int) -> None:
    for line in bar_lines(made(*counts, earlier=out, later=out), day(at), day(at + 1), width):
        assert pieces_width(line) == width
        assert all(isinstance(piece, Piece) for piece in line)
