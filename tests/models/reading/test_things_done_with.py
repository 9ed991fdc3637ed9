"""What a verb and its thing tell together, and what they do not."""

from __future__ import annotations

import pytest

from tests.models.reading.test_undergone import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A judgment that stands is what it judged; one that falls is given up.
        ("A court upheld the impeachment of Mayor Ann Hall.", ("SANCTION", "A court", "Mayor Ann Hall")),
        ("A court upheld the arrest of Mayor Ann Hall.", ("COERCE", "A court", "Mayor Ann Hall")),
        ("A court overturned the conviction of Mayor Ann Hall.", ("CONCEDE", "A court", "Mayor Ann Hall")),
        ("Uganda reduced tariffs on Kenyan milk.", ("CONCEDE", "Uganda", "Kenyan milk")),
        ("Gabon withdrew its peacekeepers from Chad.", ("SANCTION", "Gabon", "Chad")),
        ("Mali's junta suspended all political party activities until further notice.", ("COERCE", "Mali's junta", "")),
        ("Mali's junta suspended the newspaper.", ("COERCE", "Mali's junta", "the newspaper")),
        ("The opposition leader has been on hunger strike since Monday.", ("PROTEST", "The opposition leader", "")),
        (
            "The Security Council will hold an emergency meeting on Haiti on Friday.",
            ("CONSULT", "The Security Council", ""),
        ),
        ("The border committee will meet in Chanthaburi on Tuesday.", ("CONSULT", "The border committee", "")),
        ("Kim Jong Un oversaw a test of a new missile.", ("MOBILIZE", "Kim Jong Un", "")),
        ("A Thai soldier stepped on a mine on Monday.", ("ASSAULT", "", "A Thai soldier")),
        ("Egypt will open the Rafah crossing on Sunday.", ("RETREAT", "Egypt", "the Rafah crossing")),
        ("185 Ukrainian prisoners were handed over by Russia.", ("RETREAT", "Russia", "185 Ukrainian prisoners")),
        ("Sixty South Koreans were repatriated on Monday.", ("RETREAT", "", "Sixty South Koreans")),
        ("Teachers in Lyon went on strike for better pay.", ("PROTEST", "Teachers", "")),
        ("Teachers took to the streets of Lyon over low pay.", ("PROTEST", "Teachers", "low pay")),
        ("Mali and Niger announced their withdrawal from the court.", ("RETREAT", "Mali and Niger", "the court")),
        ("The Pentagon approved the sale of missiles to Poland.", ("AID", "The Pentagon", "Poland")),
        ("Two Russian jets violated Estonian airspace.", ("COERCE", "Two Russian jets", "Estonian airspace")),
        ("The Taliban claimed responsibility for the blast.", ("ASSAULT", "The Taliban", "")),
        # Joined by a hyphen it is another word: a test is no attack.
        ("India test-fired a ballistic missile on Wednesday.", ("MOBILIZE", "India", "")),
        (
            "Peru announced a weeklong cease-fire with the Shining Path to coincide with the feast.",
            ("CONCEDE", "Peru", "the Shining Path"),
        ),
        # Whom it concerns stands behind what is named beside.
        (
            "Canada imposed new sanctions over the crackdown, including visa bans, on three ministers.",
            ("SANCTION", "Canada", "three ministers"),
        ),
        ("Chad mobilised the army for a raid against Boko Haram.", ("MOBILIZE", "Chad", "Boko Haram")),
    ],
)
def test_what_is_done_with_a_thing(read, text, expected) -> None:
    assert expected in told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Cuba sent a ship to Angola to fight a cholera outbreak.",
        "The fund meets the needs of thousands of refugees.",
        "The president called on the army to restore order.",
        "Pakistan said it would treat any diversion of water as an act of war.",
        "Party leaders closed ranks around the president.",
    ],
)
def test_what_is_no_deed(read, text) -> None:
    assert not {c for c, _, _ in told(read(text))} & {"ASSAULT", "CONSULT", "COERCE", "AGREE"}


def test_what_a_passive_tells_again_is_told_once(read) -> None:
    text = "The government's resignation was announced by Prime Minister Ann Hall on Thursday."
    assert told(read(text)) == [("RETREAT", "The government", "")]


def test_the_end_of_a_journey_refuses_nobody(read) -> None:
    assert "REJECT" not in {c for c, _, _ in told(read("The president ended a five-day trip in Paris."))}
