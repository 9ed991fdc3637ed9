"""The words of the exports: the same as the screen's, and safe whatever a dispatch holds."""

from __future__ import annotations

import datetime as dt
import sys

import pytest

from models.exports import wording
from models.records import When
from tests.models.exports.awkward import BOTH, IRN, TV, mention
from tui import wording as screen

EVERY = "".join(map(chr, range(sys.maxunicode + 1)))


def test_what_is_made_safe_is_what_the_screen_makes_safe() -> None:
    assert wording.safe(EVERY) == screen.safe(EVERY)
    assert len(wording.safe(EVERY)) == len(EVERY)


def test_nothing_that_a_terminal_obeys_is_left() -> None:
    kept = set(wording.safe(EVERY))
    assert not kept & {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202e\u2066\u2069\u200b\u2028"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        ("2025-07-03", "2025-07-03", "2025-07-03"),
        ("2025-06-13", "2025-06-24", "2025-06-13/2025-06-24"),
        ("2025-05-13", "2025-06-24", "2025-05-13/2025-06-24"),
        ("2024-12-31", "2025-01-01", "2024-12-31/2025-01-01"),
        ("2025-06-01", "2025-06-30", "2025-06"),
        ("2025-04-01", "2025-06-30", "2025-34"),
        ("2024-11-01", "2025-02-28", "2024-11/2025-02"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2014-01-01", "2016-12-31", "2014/2016"),
        ("2014-01-01", None, "2014/.."),
        (None, "2025-06-30", "../2025-06"),
        (None, "2025-06-24", "../2025-06-24"),
        (None, None, "../.."),
    ],
)
@pytest.mark.parametrize("about", [False, True])
def test_dates_are_put_as_on_the_screen(first: str | None, last: str | None, edtf: str, about: bool) -> None:
    when = When(
        earliest=day(first) if first else None,
        latest=day(last) if last else None,
        edtf=edtf,
        approximate=about,
        text="",
        basis="",
    )
    assert wording.when_words(when) == screen.when_words(when)


def test_parties_are_put_by_their_names() -> None:
    iran, tv = mention(IRN, "Iran"), mention(TV, "Russian TV")
    assert wording.parties([iran], [tv]) == "Iran ▸ =Russian|TV <i>� (RUS)"
    assert wording.parties(BOTH, BOTH) == "Iran ⇄ Israel"
    assert wording.parties([], [iran]) == "? ▸ Iran"
    assert wording.parties([iran], []) == "Iran"
    assert wording.parties([], []) == "–"
