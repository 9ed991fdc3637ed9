"""What several do with each other, and who stands behind a deed."""

from __future__ import annotations

import pytest

from tests.models.reading.test_undergone import told


@pytest.mark.parametrize(
    ("text", "category", "both"),
    [
        ("Egypt and Jordan agreed to a joint air bridge for relief goods.", "AGREE", "Egypt and Jordan"),
        ("Egypt and Jordan agreed to build a bridge.", "AGREE", "Egypt and Jordan"),
        ("Fiji and Tonga signed an agreement to give airlines more slots.", "SUPPORT", "Fiji and Tonga"),
        (
            "A ceasefire between the Congolese army and the M23 rebels took effect at midnight.",
            "CONCEDE",
            "the Congolese army and the M23 rebels",
        ),
        ("A cease-fire between Mali and Niger took effect on Monday.", "CONCEDE", "Mali and Niger"),
    ],
)
def test_several_do_it_with_each_other(read, text, category, both) -> None:
    assert (category, both, both) in told(read(text))


def test_several_do_it_with_a_third(read) -> None:
    deed = ("SUPPORT", "Fiji and Tonga", "Samoa")
    assert deed in told(read("Fiji and Tonga signed an agreement with Samoa to build a cable."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cartel has been responsible for killings in the north.", ("ASSAULT", "The cartel", "")),
        ("Syria said Kurdish rebels were behind the bombing of a mosque.", ("ASSAULT", "Kurdish rebels", "a mosque")),
    ],
)
def test_who_is_said_to_be_behind_a_deed(read, text, expected) -> None:
    assert expected in told(read(text))


def test_a_body_says_what_it_did_itself(read) -> None:
    attack = read("The Houthis said they had attacked a Greek ship.").events[0]
    assert (attack.sources[0].actor.country, attack.targets[0].actor.country) == ("YEM", "GRC")


def test_a_name_after_a_quality_is_the_subject(read) -> None:
    text = "Sudan's paramilitary Rapid Support Forces said on Monday they had taken control of El Fasher."
    (deed,) = read(text).events
    assert (deed.category, deed.sources[0].actor.country) == ("COERCE", "SDN")


def test_who_is_handed_over_is_not_done_it_with(read) -> None:
    text = "Turkey asked Sweden to extradite 33 people it calls terrorists."
    assert ("COOPERATE", "Sweden", "33 people") in told(read(text))
    assert "CONSULT" not in {c for c, _, _ in told(read(text))}
