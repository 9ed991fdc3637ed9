"""The day of issue: dates as printed, the year a dateline leaves out, and what a day rests on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.formats.issued import PrintedDate, date_in_name, issued_on, printed_date_at, with_year

NOON = dt.datetime(2025, 7, 3, 12).timestamp()


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("July 3", (7, 3, None)),
        ("Nov. 24", (11, 24, None)),
        ("Sept 19", (9, 19, None)),
        ("March  2", (3, 2, None)),
        ("april 3", (4, 3, None)),
        ("Aug 29, 2014", (8, 29, 2014)),
        ("3 April", (4, 3, None)),
        ("3 JAN 90", (1, 3, 1990)),
        ("3 JAN 05", (1, 3, 2005)),
        ("01 LUG", (7, 1, None)),
        ("9 мая", (5, 9, None)),
        ("9 мая 2025 года", (5, 9, 2025)),
        ("18. Dezember 2025", (12, 18, 2025)),
        ("1er août", (8, 1, None)),
        ("3 de julio de 2025", (7, 3, 2025)),
        ("2025-07-03", (7, 3, 2025)),
        ("03.07.2025", (7, 3, 2025)),
        ("Feb 29", (2, 29, None)),
        ("Monday", (None, None, None)),
        ("Thursday, July 3", (7, 3, None)),
        ("NO DATE", (None, None, None)),
    ],
)
def test_printed_date(printed: str, date: tuple[int | None, int | None, int | None]) -> None:
    found = printed_date_at(printed + " (", 0)
    assert found is not None
    assert (tuple(found[0]), found[1]) == (date, len(printed))


@pytest.mark.parametrize("words", ["Feb 30", "July 45", "Moscow 3", "July", "Feb 29, 2023", "July 3rdx", "12:30 July"])
def test_no_date(words: str) -> None:
    assert printed_date_at(words, 0) is None


@pytest.mark.parametrize(
    ("printed", "anchor", "day"),
    [
        ((7, 3, None), "2025-07-03", "2025-07-03"),
        ((7, 3, None), "2025-12-31", "2025-07-03"),
        ((12, 31, None), "2026-01-01", "2025-12-31"),
        ((1, 1, None), "2025-12-31", "2026-01-01"),
        ((7, 5, None), "2025-07-03", "2025-07-05"),
        ((7, 6, None), "2025-07-03", "2024-07-06"),
        ((2, 29, None), "2025-07-03", "2024-02-29"),
        ((2, 29, None), "1903-07-03", "1896-02-29"),
        ((7, 3, 2014), "2025-07-03", "2014-07-03"),
    ],
)
def test_the_year_left_out_is_the_nearest_past(printed: tuple[int, int, int | None], anchor: str, day: str) -> None:
    assert str(with_year(PrintedDate(*printed), dt.date.fromisoformat(anchor))) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-07-03_example.txt", "2025-07-03"),
        ("example-2025_07_03.txt", "2025-07-03"),
        ("afp20250703.txt", "2025-07-03"),
        ("APW20250703.1310.jsonl", "2025-07-03"),
        ("20250703T1200Z.txt", "2025-07-03"),
        ("2025-13-40.txt", None),
        ("000_236dfc10464000e1.txt", None),
        ("1202507031.txt", None),
        ("note.txt", None),
    ],
)
def test_date_in_name(name: str, day: str | None) -> None:
    found = date_in_name(name)
    assert (None if found is None else str(found)) == day


def test_metadata_goes_before_all() -> None:
    metadata, header = dt.date(2020, 1, 1), dt.date(2021, 1, 1)
    assert issued_on(metadata, header, PrintedDate(7, 3, 2022), "2023-01-01.txt", NOON) == (
        metadata,
        "metadata",
    )


def test_header_goes_before_the_dateline() -> None:
    header = dt.date(2021, 1, 1)
    assert issued_on(None, header, PrintedDate(7, 3, 2022), "x.txt", NOON) == (header, "header")


def test_dateline_takes_its_year_from_the_name_first() -> None:
    assert issued_on(None, None, PrintedDate(7, 2, None), "2019-07-03.txt", NOON) == (
        dt.date(2019, 7, 2),
        "dateline",
    )


def test_dateline_takes_its_year_from_the_files_time() -> None:
    assert issued_on(None, None, PrintedDate(12, 24, None), "x.txt", NOON) == (
        dt.date(2024, 12, 24),
        "dateline",
    )


def test_name_where_the_dateline_has_no_day() -> None:
    nothing = PrintedDate(None, None, None)
    assert issued_on(None, None, nothing, "2019-07-03.txt", NOON) == (dt.date(2019, 7, 3), "filename")


def test_file_time_at_last() -> None:
    assert issued_on(None, None, None, "x.txt", NOON) == (dt.date(2025, 7, 3), "mtime")


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Two men were held on Friday, police said.", "2025-07-04"),  # a Friday in 2025, no weekday near it in 2026
        ("Two men were held on Saturday, police said.", "2026-07-04"),
        ("Two men were held, police said.", "2026-07-04"),
        ("Two men will be tried next Friday, police said.", "2026-07-04"),
    ],
)
def test_an_old_dateline_takes_the_year_of_its_weekday(body: str, day: str) -> None:
    late = dt.datetime(2026, 11, 22, 12).timestamp()
    assert issued_on(None, None, PrintedDate(7, 4, None), "x.txt", late, body) == (
        dt.date.fromisoformat(day),
        "dateline",
    )


def test_a_fresh_file_is_of_its_own_year_whatever_the_weekday() -> None:
    soon = dt.datetime(2026, 7, 6, 12).timestamp()
    found = issued_on(None, None, PrintedDate(7, 4, None), "x.txt", soon, "Two men were held on Wednesday.")
    assert found == (dt.date(2026, 7, 4), "dateline")


def test_a_full_date_in_the_lead_where_the_dateline_has_none() -> None:
    body = "A court on Monday, March 17, 2025, freed two men held since Friday, March 7, 2025."
    assert issued_on(None, None, None, "x.txt", NOON, body) == (dt.date(2025, 3, 17), "dateline")


def test_no_day_where_the_files_time_is_beyond_the_calendar() -> None:
    assert issued_on(None, None, None, "x.txt", 1e18) == (None, None)


@given(
    st.tuples(st.integers(1, 12), st.integers(1, 28)),
    st.dates(dt.date(1910, 1, 1), dt.date(2090, 12, 31)),
)
def test_a_year_is_found_within_a_year_and_two_days(day: tuple[int, int], anchor: dt.date) -> None:
    found = with_year(PrintedDate(*day, None), anchor)
    assert found is not None
    assert -dt.timedelta(days=366) <= found - anchor <= dt.timedelta(days=2)
