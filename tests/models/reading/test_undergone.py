"""Events of which nobody says who did them, or that one does alone: passives, and nouns with "of"."""

from __future__ import annotations

import pytest


def told(reading):
    """Each event as its category, and the words of those on either side."""
    return [
        (e.category, " and ".join(m.text for m in e.sources), " and ".join(m.text for m in e.targets))
        for e in reading.events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tanker was seized off Tarfaya on Monday.", ("COERCE", "", "The tanker")),
        ("The former minister was taken into custody in Antananarivo.", ("COERCE", "", "The former minister")),
        (
            "The editor was handed a two-year jail term by a Tunisian court.",
            ("SANCTION", "a Tunisian court", "The editor"),
        ),
        ("The refiner was hit with a fine by Brussels on Monday.", ("SANCTION", "Brussels", "The refiner")),
        ("The banker was found guilty on Monday.", ("SANCTION", "", "The banker")),
        ("Three Syrian soldiers were killed in an Israeli strike.", ("ASSAULT", "Israeli", "Three Syrian soldiers")),
        ("Six hundred Ugandan soldiers were sent to Congo.", ("MOBILIZE", "Ugandan", "Congo")),
        (
            "Thirty migrants were brought to safety by Greek coastguards.",
            ("AID", "Greek coastguards", "Thirty migrants"),
        ),
        ("The government placed the town under a state of emergency.", ("COERCE", "The government", "the town")),
        (
            "Twelve prisoners were swapped between Armenia and Azerbaijan.",
            ("COOPERATE", "Armenia and Azerbaijan", "Armenia and Azerbaijan"),
        ),
        ("France called home its ambassador to Niger.", ("SANCTION", "France", "Niger")),
        (
            "Peru's president dismissed Economy Minister Jorge Salas.",
            ("SANCTION", "Peru's president", "Economy Minister Jorge Salas"),
        ),
        ("Peru's president dismissed the proposal by Chile.", ("REJECT", "Peru's president", "Chile")),
        ("A missile fired by Houthi rebels hit a Greek tanker.", ("ASSAULT", "Houthi rebels", "a Greek tanker")),
        (
            "The Houthis claimed responsibility for the attack on the Greek tanker.",
            ("ASSAULT", "The Houthis", "the Greek tanker"),
        ),
        ("The arrest of the Tunisian journalist drew criticism.", ("COERCE", "", "the Tunisian journalist")),
        ("Firms counted their losses after Latvia's closure of the border.", ("COERCE", "Latvia", "the border")),
        (
            "The search began after the resignation of Prime Minister Ivan Petrov.",
            ("RETREAT", "Prime Minister Ivan Petrov", ""),
        ),
        ("A march by nurses took place in Wellington.", ("PROTEST", "nurses", "")),
        (
            "The launch by North Korea on May 3 of two ballistic missiles drew a protest.",
            ("ASSAULT", "North Korea", ""),
        ),
        ("Egyptian and Qatari mediators shelled Rafah.", ("ASSAULT", "Egyptian and Qatari", "Rafah")),
        ("The armies of Peru and Chile bombed a camp.", ("ASSAULT", "Peru and Chile", "a camp")),
        ("Ana Kovac was named chief justice on Monday.", ("SUPPORT", "", "Ana Kovac")),
        (
            "The visit of President Ivan Petrov to Serbia ended on Monday.",
            ("CONSULT", "President Ivan Petrov and Serbia", "President Ivan Petrov and Serbia"),
        ),
    ],
)
def test_what_is_undergone_or_done_alone(read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The killing of civilians is a crime.",
        "Four people were killed in a bus crash.",
        "The wounded were treated in a hospital.",
        "He was photographed near a rally of the party.",
        "The shop was closed for the holidays.",
        "Judges are appointed by seniority.",
    ],
)
def test_kinds_of_deeds_and_accidents_are_none(read, text: str) -> None:
    assert told(read(text)) == []
