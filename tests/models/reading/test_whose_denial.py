"""What a denial, an accusation, a question and a condition make of the deeds beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.models.reading.test_undergone import told


def statuses(reading) -> dict[str, str]:
    return {e.verb: e.status for e in reading.events}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Niger, whose junta seized power in July 2023, has accused Benin of hosting French bases, "
            "a charge Cotonou denies.",
            {"seize": "happened", "accuse": "happened", "host": "negated"},
        ),
        ("The RSF denied targeting civilians and blamed the army.", {"target": "negated", "blame": "happened"}),
        (
            "The Security Council failed to adopt a resolution on Sudan due to a veto by Russia.",
            {"adopt resolution": "negated", "veto": "happened"},
        ),
        ("The minister must approve the extradition within two months.", {"approve": "planned"}),
        ("Will Finland send troops to Ukraine?", {"send troop": "possible"}),
        ("Had Nigeria's troops attacked the rebels, the palace would have fallen.", {"attack": "possible"}),
    ],
)
def test_what_is_denied_asked_or_only_supposed(read, text, expected) -> None:
    assert statuses(read(text)) == expected


def test_who_accused_somebody_is_not_told_by_who_denies_it(read) -> None:
    accused = next(
        e
        for e in read("Niger has accused Benin of hosting rebels, a charge Cotonou denies.").events
        if e.verb == "accuse"
    )
    assert accused.claim is None


def test_what_an_accusation_goes_on_with_is_of_the_accused(read) -> None:
    text = "Thailand's army accused Cambodian troops of opening fire on a patrol on Monday, wounding three soldiers."
    by = [(e.verb, e.sources[0].actor.country) for e in read(text).events]
    assert by == [("accuse", "THA"), ("open fire", "KHM"), ("wound", "KHM")]


def test_what_is_fired_into_a_sea_is_a_test(read) -> None:
    assert told(read("North Korea fired a missile into the East Sea.")) == [("MOBILIZE", "North Korea", "")]


def test_a_number_of_ones_jets_is_ones_own(read) -> None:
    (struck,) = read("Nigeria said two of its fighter jets had struck a rebel base in Benin.").events
    assert [m.actor.country for m in (*struck.sources, *struck.targets)] == ["NGA", "BEN"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers removed President Ann Hall on Monday.", ("SANCTION", "Soldiers", "President Ann Hall")),
        ("Canada will drop its digital services tax.", ("CONCEDE", "Canada", "")),
        ("Poland closed the Russian consulate in Gdansk.", ("SANCTION", "Poland", "Russian")),
        ("Two Chinese ships entered Japanese waters on Monday.", ("COERCE", "Chinese", "Japanese waters")),
    ],
)
def test_further_deeds(read, text, expected) -> None:
    assert expected in told(read(text))


def test_things_are_not_dismissed(read) -> None:
    assert told(read("Soldiers removed mines from the road.")) == []


def test_the_day_of_a_condition_lies_ahead(read) -> None:
    friday = read("Mali will act unless Niger hands over the prisoners by Wednesday.").timexes[0]
    assert friday.when is not None
    assert friday.when.latest == dt.date(2025, 7, 9)
