"""Whose deed it is, on which day, and what it is called, where another stands nearer: a case a rule."""

from __future__ import annotations

import pytest

from tests.models.reading.test_events import deeds


@pytest.mark.parametrize(
    "text",
    [
        "Chad threatened to bomb Mali if it shells Niger again.",
        "Chad threatened to sue Mali if it shells Niger again.",
        "Chad warned Mali that it would close the border if it shells Niger again.",
    ],
)
def test_who_is_threatened_is_who_would_do_it(read, text):
    found = deeds(read, text)
    assert (("TCD",), "THREATEN", ("MLI",), "happened") in found
    assert (("MLI",), "ASSAULT", ("NER",), "possible") in found


def test_a_deed_looked_back_at_is_done_and_dated_before(read):
    text = "France will take part in talks with Mali on Sunday, two days after rejecting a proposal of Mali."
    found = {e.category: (e.status, e.when and e.when.edtf) for e in read(text).events}
    assert found["REJECT"] == ("happened", "2025-07-04")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("France ruled out the proposal.", "rule out"),
        ("Macron called off a visit to Mali.", "call off visit"),
        ("France turned down the plan.", "turn down plan"),
    ],
)
def test_a_deed_is_called_with_its_particle(read, text, verb):
    assert [e.verb for e in read(text).events] == [verb]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from a Malian missile strike on Chad rose to nine on Tuesday.",
        "The number of people killed in a Malian strike on Chad rose to nine on Tuesday.",
    ],
)
def test_the_day_on_which_a_toll_rises_is_not_that_of_the_strike(read, text):
    assert [(e.category, e.when) for e in read(text).events] == [("ASSAULT", None)]


def test_an_exchange_is_not_of_those_who_exercised(read):
    text = "The French army and the Malian army held a joint exercise. The prisoner exchange will take place on Sunday."
    assert [e.verb for e in read(text).events] == ["exercise"]


def test_talks_with_one_and_then_with_another(read):
    text = "Macron held talks with Keita and then with President Deby of Chad."
    assert len(read(text).events[0].sources) == 3


@pytest.mark.parametrize(
    "text",
    ["Chad fired what appeared to be a missile at Mali.", "Chad fired what was believed to be a rocket at Mali."],
)
def test_what_seemed_to_be_a_missile_was_fired(read, text):
    assert [d[:2] for d in deeds(read, text)] == [(("TCD",), "ASSAULT")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Secretary of State Anna Muster met Malian Foreign Minister Abdoulaye Diop.", "Anna Muster"),
        ("Vladimir Zelensky met Malian Foreign Minister Abdoulaye Diop.", "Volodymyr Zelensky"),
        ("Chad shelled the Malian town of Kidal.", "the Malian town of Kidal"),
    ],
)
def test_names(read, text, names):
    event = read(text).events[0]
    assert names in {m.actor.name for m in (*event.sources, *event.targets)}


def test_a_body_is_known_by_the_letters_after_its_name(read):
    text = "The Sahel Border Authority (SBA) condemned Mali. The SBA accused Chad."
    first, second = read(text).events
    assert first.sources[0].actor == second.sources[0].actor
