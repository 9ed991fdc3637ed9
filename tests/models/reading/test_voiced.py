"""What is said in a resolution or letter, whom words blame, and who comes only to visit."""

from __future__ import annotations

import pytest

from tests.models.reading.test_undergone import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile issued a statement on Friday condemning Venezuela.", ("ACCUSE", "Chile", "Venezuela")),
        ("The Arab League adopted a resolution urging Mali to leave Gao.", ("REQUEST", "The Arab League", "Mali")),
        ("Kabul said Taliban militants were responsible.", ("ACCUSE", "Kabul", "Taliban militants")),
        ("Iran said Israel was to blame for the blast.", ("ACCUSE", "Iran", "Israel")),
        ("Ukraine said Russia was behind the attack on the dam.", ("ACCUSE", "Ukraine", "Russia")),
        ("Iran's government faces criticism from Norway.", ("ACCUSE", "Norway", "Iran's government")),
        (
            "Sweden's ambassador called on President Ann Hall on Thursday to discuss an alliance.",
            ("CONSULT", *["Sweden's ambassador and President Ann Hall"] * 2),
        ),
    ],
)
def test_what_words_do(read, text, expected) -> None:
    assert expected in told(read(text))


def test_who_says_that_somebody_was_not_behind_it_blames_nobody(read) -> None:
    assert "ACCUSE" not in {c for c, _, _ in told(read("Iran said Israel was not behind the attack on the dam."))}


def test_what_is_said_in_a_resolution_is_of_its_day(read) -> None:
    condemned = next(e for e in read("Chile issued a statement on Tuesday condemning Peru.").events)
    assert condemned.when is not None
    assert condemned.when.edtf == "2025-07-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nigeria sent 230 troops to Liberia on a peacekeeping mission.", ("AID", "Nigeria", "Liberia")),
        ("Germany accepted 1,500 refugees from Greek camps.", ("AID", "Germany", "1,500 refugees")),
        ("A charity flew 13 tons of medicine into Afghanistan.", ("AID", "A charity", "Afghanistan")),
        ("American troops have begun leaving Afghanistan.", ("RETREAT", "American troops", "Afghanistan")),
        ("Jihadists held 200 civilians as human shields.", ("ASSAULT", "Jihadists", "200 civilians")),
    ],
)
def test_what_is_sent_taken_in_and_left(read, text, expected) -> None:
    assert expected in told(read(text))
