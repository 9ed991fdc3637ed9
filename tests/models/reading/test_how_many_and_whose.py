"""How many people a phrase names, whose "our soldiers" are, and names that look like words."""

from __future__ import annotations

import pytest

from tests.models.reading.test_undergone import told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen abducted 34 Cambodians from a farm.", "34 Cambodians"),
        ("A family of four was killed in a Russian drone strike.", "A family of four"),
    ],
)
def test_how_many_is_kept_in_the_name(read, text, name) -> None:
    assert [m.actor.name for e in read(text).events for m in e.targets][:1] == [name]


def test_our_soldiers_are_the_speakers(read) -> None:
    text = "Cambodian forces left the hill. Cambodia released two of our soldiers, a Thai army spokesman said."
    (deed,) = (e for e in read(text).events if e.verb == "release")
    assert [m.actor.country for m in (*deed.sources, *deed.targets)] == ["KHM", "THA"]


def test_a_name_with_a_hyphen_is_a_name_whatever_word_it_ends_with(read) -> None:
    text = "A Seoul court sentenced former prime minister Han Jae-won to seven years in prison."
    assert told(read(text)) == [("SANCTION", "A Seoul court", "former prime minister Han Jae-won")]


def test_the_leader_of_another_sector_is_not_the_official_named_before(read) -> None:
    text = "State Department spokeswoman Tammy Bruce condemned the arrest of the opposition leader in Kampala."
    arrest = next(e for e in read(text).events if e.verb == "arrest")
    assert [m.actor.name for m in arrest.targets] == ["the opposition leader"]


def test_a_name_with_a_rank_is_the_spokespersons(read) -> None:
    text = "A spokesperson for Niger's junta, Colonel Amadou Abdramane, accused Benin of harbouring militants."
    (speaker,) = read(text).events[0].sources
    assert (speaker.actor.name, speaker.actor.country) == ("Amadou Abdramane", "NER")
