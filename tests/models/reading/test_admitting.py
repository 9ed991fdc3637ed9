"""Who admits a deed says so and does nothing; who admits somebody lets him in."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Russia admitted its role in the downing of the airliner.",
        "Britain admitted a mistake.",
        "The French general admitted the massacre.",
    ],
)
def test_a_deed_admitted_is_a_claim_and_no_event(read, text):
    reading = read(text)
    assert [c.cue.lemma for c in reading.claims] == ["admit"]
    assert reading.events == ()


def test_what_somebody_had_a_part_in_belongs_to_what_he_admits(read):
    text = "Russia admitted its role in the downing of the airliner."
    assert [text[slice(*c.content[0])] for c in read(text).claims] == ["its role in the downing of the airliner"]


@pytest.mark.parametrize("text", ["Poland admitted 200 refugees.", "Iran admitted inspectors to the site."])
def test_who_is_let_in_is_no_claim(read, text):
    reading = read(text)
    assert [e.category for e in reading.events] == ["RETREAT"]
    assert reading.claims == ()


@pytest.mark.parametrize("text", ["The French army released a report on the ambush.", "Chad released figures."])
def test_what_is_published_is_not_set_free(read, text):
    assert read(text).events == ()


def test_who_takes_responsibility_did_it(read):
    event = read("Chad's army took responsibility for the strike on the market.").events[0]
    assert (event.verb, [m.text for m in event.sources]) == ("strike", ["Chad's army"])
