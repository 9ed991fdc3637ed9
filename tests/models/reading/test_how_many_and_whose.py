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
