"""From which day weekdays are seen, and what the day of a file is worth. The dispatch is of Thursday 3 July 2025."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.models.reading.conftest import dispatch_of


def days(read, text):
    return [(e.verb, e.when and e.when.edtf) for e in read(text).events]


@pytest.mark.parametrize(
    ("text", "verb", "day"),
    [
        ("Mali bombed Abeche on Wednesday, the mayor said Tuesday.", "bomb", "2025-06-25"),
        ("Mali bombed Abeche over the weekend, the mayor said on Tuesday.", "bomb", "2025-06-28/2025-06-29"),
        ("Chad and Mali will hold talks on Wednesday, the mayor said on Monday.", "talk", "2025-07-02"),
        ("The mayor said on Monday that Mali had bombed Abeche on Sunday.", "bomb", "2025-06-29"),
    ],
)
def test_what_was_told_on_a_weekday_is_seen_from_it(read, text, verb, day):
    assert (verb, day) in days(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Mali bombed Abeche over the weekend, the mayor said Tuesday.",
        "France on Tuesday condemned the Malian bombing of Abeche in which twelve people died over the weekend.",
    ],
)
def test_a_weekend_told_on_a_day_before_it_is_the_one_before_that(reader, text):
    (reading,) = reader.read([dispatch_of(text, date=dt.date(2025, 7, 5))])  # a Saturday
    assert "2025-06-28/2025-06-29" in {e.when.edtf for e in reading.events}


def test_a_day_seen_from_the_day_of_a_file_is_about_it(reader):
    text = "Mali bombed Abeche on Tuesday, the mayor said. Mali bombed Dakar on June 3, 2025."
    (reading,) = reader.read([dispatch_of(text).model_copy(update={"date_basis": "mtime"})])
    assert [e.when.edtf for e in reading.events] == ["2025-07-01~", "2025-06-03"]
    assert "the day of the file" in reading.events[0].when.basis
    assert [c.said.edtf for c in reading.claims] == ["2025-07-03~"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The minister said France would send six soldiers to Chad.", "planned"),
        ("The minister said France would send six soldiers to Chad if Mali attacked.", "possible"),
    ],
)
def test_would_is_what_was_announced_unless_on_a_condition(read, text, status):
    assert read(text).events[0].status == status
