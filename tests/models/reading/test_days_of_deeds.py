"""Which day goes with a deed where the sentence names one: a case a rule. The dispatch is of Thursday 3 July 2025."""

from __future__ import annotations

import pytest


def days(read, text):
    return [(e.verb, e.when and e.when.edtf) for e in read(text).events]


def test_the_day_that_ends_a_row_of_verbs_goes_with_each(read):
    text = "France killed nine Malians and wounded two Chadians on Tuesday."
    assert days(read, text) == [("kill", "2025-07-01"), ("wound", "2025-07-01")]


def test_a_verb_with_a_day_of_its_own_keeps_it(read):
    text = "France bombed Mali on Monday and attacked Chad on Tuesday."
    assert days(read, text) == [("bomb", "2025-06-30"), ("attack", "2025-07-01")]


def test_the_day_of_saying_is_not_that_of_the_deed_before_it(read):
    assert ("bomb", "2025-07-01") not in days(read, "France bombed Mali and said on Tuesday it would attack Chad.")


def test_hours_of_a_day_are_of_that_day(read):
    assert days(read, "France bombed Mali in the early hours of June 30.") == [("bomb", "2025-06-30")]


@pytest.mark.parametrize("time", ["before dawn on Monday", "shortly after sunset on Monday", "at nightfall on Monday"])
def test_a_time_within_a_day_is_of_that_day(read, time):
    assert days(read, f"A depot in Mali was bombed by French jets {time}, the mayor said.") == [("bomb", "2025-06-30")]


@pytest.mark.parametrize("text", ["France denied it, and then, a week later, it attacked Mali."])
def test_what_happened_a_week_after_an_unknown_day_has_no_day(read, text):
    reading = read(text)
    assert ("attack", None) in [(e.verb, e.when) for e in reading.events]
    assert [t.when for t in reading.timexes] == [None]


def test_a_later_day_counted_from_a_known_one_stands(read):
    assert ("attack", "2025-06-06") in days(read, "On June 3 France bombed Mali. Three days later it attacked Chad.")


def test_a_claim_counted_from_an_unknown_day_was_said_on_none(read):
    claims = read("The mayor denied it, and then, a week later, he said that France had attacked Mali.").claims
    assert [c.said for c in claims if c.cue.lemma == "say"] == [None]


@pytest.mark.parametrize(
    ("text", "verb", "day"),
    [
        ("Chad declared a state of disaster Tuesday in the regions of Lac and Kanem.", "declare state", "2025-07-01"),
        ("Chad condemned the French attack of Tuesday.", "condemn", "2025-07-03~"),
        ("Lawmakers met after the resignation on Tuesday of Prime Minister Omar Haidara.", "resignation", "2025-07-01"),
        ("Lawmakers met on Wednesday, a day after the resignation of Omar Haidara.", "resignation", "2025-07-01"),
        ("Two soldiers were wounded in an attack on their convoy in Mali on Monday.", "wound", "2025-06-30"),
        ("A depot burned following an attack by French drones on the city, the mayor said.", "attack", "2025-07-03~"),
    ],
)
def test_the_day_of_a_thing_is_that_of_the_deed_done_with_it(read, text, verb, day):
    assert (verb, day) in days(read, text)
