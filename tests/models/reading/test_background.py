"""What is told as the background of another deed has not the day of that: a case a rule. Of Thursday 3 July 2025."""

from __future__ import annotations

import datetime as dt

import pytest


def days(read, text):
    return [(e.verb, e.when and e.when.edtf) for e in read(text).events]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Mali admitted its role in the Abeche raid that killed six people.", "kill"),  # the object of looking back
        ("France imposed sanctions Monday on Mali in response to the seizure of a tanker.", "seizure"),  # the cause
        ("Chad accused Mali on Tuesday of bombing its villages.", "bomb"),
        ("France sanctioned Mali on Monday because Mali attacked Chad.", "attack"),
        ("France sanctioned Mali on Monday after its army attacked a market in Chad.", "attack"),  # came before it
        ("The seizure of a tanker by Mali prompted French sanctions on Monday.", "seizure"),
        ("Police arrested on Monday a man who killed six people in Abeche.", "kill"),  # what was known of a party
        ("Chad released on Monday a ship seized by Malian forces.", "seize ship"),
    ],
)
def test_the_day_of_a_deed_is_not_that_of_its_background(read, text, verb):
    assert (verb, None) in days(read, text)


@pytest.mark.parametrize(
    ("text", "verb", "day"),
    [
        (
            "Roux on Monday condemned the Malian bombardment of Abeche in which 12 people died over the weekend.",
            "bombardment",
            "2025-06-28/2025-06-29",
        ),
        ("France condemned on Tuesday a raid by Malian troops that killed six people on Monday.", "raid", "2025-06-30"),
        ("Xi Jinping met Vladimir Putin in Moscow on Monday for talks.", "meet", "2025-06-30"),
        # A clause about what a deed was done with tells that deed.
        ("Malian forces on Monday launched a drone that hit a market in Chad.", "hit", "2025-06-30"),
    ],
)
def test_a_background_deed_keeps_a_day_of_its_own(read, text, verb, day):
    assert (verb, day) in days(read, text)


def test_each_of_a_row_of_participles_has_the_day_of_their_verb(read):
    text = "Mali bombed the port of Abeche on Monday, killing three Chadians and injuring two Malians."
    assert [day for verb, day in days(read, text)] == ["2025-06-30"] * 3


def test_what_came_about_is_the_news_and_another_deed_is_counted_from_it(read):
    reading = read("It rained.\n\nThe attack came about two weeks after Mali bombed the town of Abeche.")
    assert [e.when.edtf for e in reading.events if e.verb == "bomb"] == ["2025-06-19~"]


def test_a_talk_that_somebody_comes_from_is_about_of_the_day_on_which_he_tells_of_it(read):
    text = "It was stated on Monday after a conversation between Xi Jinping and Vladimir Putin that trade will grow."
    assert days(read, text)[0] == ("conversation", "2025-06-30~")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Mali recalled its ambassador after France bombed the embassy.", "bomb"),
        ("France expelled two diplomats following Mali's seizure of the mine.", "seizure"),
        ("Chad has closed the border since rebels seized the town of Tissi.", "seize"),
        ("Mali's president was arrested after soldiers seized the palace.", "seize"),
        ("Chad denied on Monday that its navy had fired on a trawler.", "fire"),
        ("Chad denied its navy had fired on a trawler.", "fire"),
        ("Chad rejected on Monday a report that its army had bombed a market.", "bomb"),
        ("Chad admitted on Monday that its jets had bombed the village.", "bomb"),
    ],
)
def test_what_is_older_denied_or_owned_up_to_has_no_day_of_the_news(read, text, verb):
    assert (verb, None) in days(read, text)


def test_a_denied_or_admitted_deed_keeps_the_day_that_is_told_of_it(read):
    assert ("bomb", "2025-06-29") in days(read, "Chad admitted that its jets bombed the village on Sunday.")


def test_the_harm_told_first_is_of_the_day_of_what_did_it(read):
    assert ("hit", "2025-07-03~") in days(read, "Two people died after a drone hit a bus in Kherson.")


def test_a_deed_told_on_a_day_is_about_of_that_day(read):
    found = days(read, "Moscow said on Monday its forces had attacked the town of Toretsk.")
    assert found == [("attack", "2025-06-30~")]


@pytest.mark.parametrize(
    ("text", "verb", "day"),
    [
        # A day ahead is of what is planned, a thing's day is the thing's.
        ("The court would hold hearings on January 18 in a case brought by Mali against Chad.", "bring case", None),
        ("Protesters marched against next year's budget.", "march", "2025-07-03~"),
        ("The truce took effect on Monday, ending nine days of fighting that killed at least 38 people.", "kill", None),
        ("The villagers were moved to shelters after Monday's fighting.", "move shelter", "2025-06-30/2025-07-03"),
        ("Mali said its pullout was completed on Monday and accused Chad of delay.", "accuse", "2025-07-03~"),
        ("Mali will free the soldiers by the end of the week.", "free soldier", "2025-07-03/2025-07-06~"),
        ("Mali expelled the envoy earlier this week.", "expel", "2025-06-30/2025-07-03"),
    ],
)  # fmt: skip
def test_the_day_of_something_else_is_not_taken_for_that_of_the_deed(read, text, verb, day):
    assert (verb, day) in days(read, text)


def test_where_somebody_was_before_is_not_where_he_meets(read):
    event = read("The French envoy will visit Mali on Friday after a stop in Cairo.").events[0]
    assert event.where is None


def test_a_month_of_this_year_is_not_next_years_where_the_tense_is_past(read):
    text = "Mali expelled the envoy in January."
    assert [e.when.edtf for e in read(text, date=dt.date(2026, 11, 13)).events] == ["2026-01"]


def test_what_somebody_has_not_confirmed_is_possible(read):
    assert [e.status for e in read("The French army has not confirmed that it struck the hospital.").events] == [
        "possible"
    ]
