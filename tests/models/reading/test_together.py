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
