"""What is called untrue, neither confirmed nor denied, or only stands beside what is denied: a case a rule."""

from __future__ import annotations

import pytest

from tests.models.reading.test_events import deeds


@pytest.mark.parametrize(
    "text",
    [
        '"Rumours of an Iranian attack on Kuwait are untrue," the envoy said.',
        "Claims that Iran attacked Kuwait were fabricated, the envoy said.",
        "It is not true that Iran attacked Kuwait, the envoy said.",
        "The reports about an Iranian strike on Kuwait are not true, the envoy said.",
    ],
)
def test_what_is_called_untrue_is_denied(read, text):
    assert [(sources, status) for sources, _, _, status in deeds(read, text)] == [(("IRN",), "negated")]
    assert read(text).claims[0].polarity == "negated"


def test_reports_of_which_something_else_is_denied_are_not_called_untrue(read):
    text = "Reports of an Iranian attack on Kuwait were not surprising, the envoy said."
    assert [status for *_, status in deeds(read, text)] == ["happened"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad has neither confirmed nor denied that it shelled Mali.",
        "Chad did not confirm or deny that it had shelled Mali.",
        "Chad refused to confirm or deny that it had shelled Mali.",
    ],
)
def test_what_is_neither_confirmed_nor_denied_is_no_denial(read, text):
    reading = read(text)
    assert {e.category for e in reading.events} <= {"ASSAULT"}
    assert {e.status for e in reading.events} <= {"possible"}
    assert [(c.polarity, c.certainty, c.stance) for c in reading.claims] == [("affirmed", "possible", "neutral")]


def test_a_denial_stays_one(read):
    assert [c.polarity for c in read("Chad denied that it had shelled Mali.").claims] == ["negated"]


def test_what_frames_a_denied_deed_is_not_denied(read):
    text = "French President Macron will not meet Malian President Keita during his visit to Chad next week."
    assert [d[1:2] + d[3:] for d in deeds(read, text)] == [("CONSULT", "negated"), ("CONSULT", "planned")]
    assert deeds(read, text)[1][0] == ("FRA", "TCD")


def test_who_denies_that_something_was_called_off_does_not_call_it_off(read):
    found = deeds(read, "Paris denied that Macron's trip to Chad was cancelled because of floods.")
    assert (("FRA", "TCD"), "CONSULT", ("FRA", "TCD"), "possible") in found


def test_who_was_not_at_a_meeting_does_not_undo_it(read):
    text = "Macron arrived in Bamako and met Malian President Keita. Chad's President Deby was not at the meeting."
    found = read(text).events
    assert [(e.verb, e.status) for e in found] == [("arrive", "happened"), ("meet", "happened")]


def test_what_is_called_false_by_somebody_is_denied(read):
    found = deeds(read, "The army called reports of an Iranian strike on Kuwait fake.")
    assert (("IRN",), "ASSAULT", ("KWT",), "negated") in found


def test_what_is_not_confirmed_is_possible(read):
    found = deeds(read, "Reports that Iran attacked Kuwait have not been confirmed.")
    assert found == [(("IRN",), "ASSAULT", ("KWT",), "possible")]
