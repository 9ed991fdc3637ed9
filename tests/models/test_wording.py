"""Dates and names in words, and untrusted text made safe to show."""

from __future__ import annotations

import datetime as dt
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import When
from models.wording import days, lasting, one_line, safe, when_words


def when(earliest: str | None, latest: str | None, about: bool = False) -> When:
    def date(text: str | None) -> dt.date | None:
        return dt.date.fromisoformat(text) if text else None

    return When(
        earliest=date(earliest), latest=date(latest), approximate=about, edtf="", text="then", basis="for the test"
    )


@pytest.mark.parametrize(
    ("earliest", "latest", "about", "words"),
    [
        ("2025-07-03", "2025-07-03", False, "3 Jul 2025"),
        ("2025-07-01", "2025-07-01", True, "~1 Jul 2025"),
        ("2025-06-13", "2025-06-24", False, "13–24 Jun 2025"),
        ("2025-06-30", "2025-07-06", False, "30 Jun – 6 Jul 2025"),
        ("2024-12-30", "2025-01-05", False, "30 Dec 2024 – 5 Jan 2025"),
        ("2025-07-01", "2025-07-31", False, "Jul 2025"),
        ("2025-06-01", "2025-07-31", False, "Jun–Jul 2025"),
        ("2024-02-01", "2024-02-29", False, "Feb 2024"),
        ("2023-02-01", "2023-02-28", False, "Feb 2023"),
        ("2024-12-01", "2025-01-31", False, "Dec 2024 – Jan 2025"),
        ("2025-01-01", "2025-12-31", False, "2025"),
        ("2024-01-01", "2025-12-31", False, "2024–2025"),
        (None, "2025-06-24", False, "…–24 Jun 2025"),
        ("2025-06-24", None, True, "~24 Jun 2025–…"),
        (None, None, False, "undated"),
    ],
)
def test_an_interval_in_words(earliest: str | None, latest: str | None, about: bool, words: str) -> None:
    assert when_words(when(earliest, latest, about)) == words


def test_no_date_is_undated() -> None:
    assert when_words(None) == "undated"


@given(st.dates(), st.dates())
def test_the_year_is_always_shown(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    assert str(last.year) in days(first, last)


def test_what_would_move_the_cursor_is_replaced() -> None:
    assert safe("a\x1b[2Jb\x07c\x9bd\x7f") == "a␛[2Jb\ufffdc\ufffdd\ufffd"


def test_line_ends_and_tabs_become_blanks() -> None:
    assert safe("a\tb\r\nc\u2028d") == "a b  c d"


def test_overrides_of_the_direction_are_shown() -> None:
    assert safe("abc\u202edef\u2066") == "abc\ufffddef\ufffd"


def test_marks_of_the_direction_become_blanks() -> None:
    assert safe("a\u200eb\u200fc\u061cd") == "a b c d"


def test_half_a_surrogate_can_be_written() -> None:
    assert safe("a\ud800b").encode() == "a\ufffdb".encode()


@given(st.text(st.characters()))
def test_safe_keeps_every_offset(text: str) -> None:
    assert len(safe(text)) == len(text)


@given(st.text(st.characters()))
def test_safe_leaves_no_control_character(text: str) -> None:
    assert not [char for char in safe(text) if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]


def test_one_line_folds_white_space() -> None:
    assert one_line(" a \n\t b ") == "a b"


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf", "words"),
    [
        ("2014-01-01", None, "2014/..", "2014–…"),
        ("2014-03-01", None, "2014-03/..", "Mar 2014–…"),
        ("2014-03-01", None, "2014-21/..", "2014–…"),
        ("2014-03-18", None, "2014-03-18/..", "18 Mar 2014–…"),
        ("2014-03-18", None, "", "18 Mar 2014–…"),
        (None, "2025-06-24", "../2025-06-24", "…–24 Jun 2025"),
        (None, "2025-06-30", "../2025-06", "…–Jun 2025"),
        (None, "2025-12-31", "../2025~", "…–2025"),
    ],
)
def test_an_open_interval_is_no_more_precise_than_its_words(
    earliest: str | None, latest: str | None, edtf: str, words: str
) -> None:
    assert when_words(when(earliest, latest).model_copy(update={"edtf": edtf})) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 s"), (30, "30 s"), (60, "1 min"), (725, "12 min"), (3600, "1 h"), (3900, "1 h 5 min"), (90_000, "25 h")],
)
def test_a_length_of_time_in_its_largest_units(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


def test_safe_lets_no_format_character_through_that_has_no_glyph() -> None:
    # Signs of number and verse, and joiners of hieroglyphs, are drawn; the non-joiner parts letters of Persian.
    drawn = {0x200C, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    drawn |= set(range(0x13430, 0x13440))
    every = {code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"}
    unseen = {0x115F, 0x1160, 0x3164, 0xFFA0, *range(0xE0100, 0xE01F0)}  # invisible, though no format characters
    assert not [hex(code) for code in (every - drawn) | unseen if safe(chr(code)) == chr(code)]
