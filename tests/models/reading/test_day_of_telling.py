"""The day on which something is said or asked stands between the cue and what is told. Of Thursday 3 July 2025."""

from __future__ import annotations

import pytest


def told(read, text):
    """Each claim's words and its day."""
    return [
        (" ".join(text[slice(*span)] for span in claim.content), claim.said and claim.said.edtf)
        for claim in read(text).claims
    ]


def days(read, text):
    return {(e.category, e.status): e.when and e.when.edtf for e in read(text).events}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mali called on Chad on Monday to reopen the border.", "Chad to reopen the border"),
        ("France urged Mali on Monday to free the sailors.", "Mali to free the sailors"),
        ("Mali appealed to Chad on Monday to resume talks.", "Chad to resume talks"),
        ("Canada pressed India on Monday to cooperate with the inquiry.", "India to cooperate with the inquiry"),
        ("The foreign minister called Monday on Mali's army to honour the truce.", "Mali's army to honour the truce"),
        ("Mali rejected on Monday a report that its army had raided Gao.", "a report that its army had raided Gao"),
        ("The French navy said on Monday it had seized a tanker.", "it had seized a tanker"),
    ],
)
def test_the_day_between_is_of_the_saying_and_no_word_of_it(read, text, said):
    assert (said, "2025-06-30") in told(read, text)


def test_a_day_that_is_the_subject_is_said(read):
    assert told(read, "Mali said Sunday would be a day of mourning.")[0][0] == "Sunday would be a day of mourning"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Mali called on Chad on Monday to reopen the border.", ("RETREAT", "planned")),
        ("Mali appealed to the rebels on Monday to lay down their arms.", ("RETREAT", "planned")),
    ],
)
def test_what_is_asked_for_has_not_the_day_of_the_asking(read, text, asked):
    found = days(read, text)
    assert found["REQUEST", "happened"] == "2025-06-30"
    assert found[asked] is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("French President Emmanuel Macron is due to visit Mali.", "planned"),
        ("French President Emmanuel Macron is set to visit Mali.", "planned"),
        ("Mali is thought to have freed two French officers.", "happened"),
    ],
)
def test_what_is_due_is_planned_and_what_somebody_is_said_to_have_done_is_told_as_done(read, text, status):
    assert [e.status for e in read(text).events] == [status]
