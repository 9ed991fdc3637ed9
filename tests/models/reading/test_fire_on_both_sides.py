"""Who is killed where two sides fire at each other, by whom it is not told; and whose it is what somebody attacks."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "Indian and Pakistani forces traded gunfire on Tuesday, killing six Indian policemen and two Pakistanis.",
            ["six Indian policemen", "two Pakistanis"],
        ),
        ("Armenian and Azerbaijani troops exchanged fire, wounding two Armenian soldiers.", ["two Armenian soldiers"]),
    ],
)
def test_the_dead_of_both_sides_are_killed_by_nobody_told(read, text: str, killed: list[str]) -> None:
    (event,) = (e for e in read(text).events if e.verb in ("kill", "wound"))
    assert [m.text for m in event.targets] == killed
    assert event.sources == ()


def test_nobody_attacks_what_is_his_own(read) -> None:
    text = "Two Kenyan rangers were killed Sunday when Somali gunmen attacked their outpost near Kolbio."
    (event,) = (e for e in read(text).events if e.verb == "attack")
    assert [m.actor.country for m in event.targets] == [None]


def test_a_number_before_a_nation_counts_those_of_it(read) -> None:
    for text in ("Forty Armenian captives were returned on Wednesday.", "The blast killed three Thai soldiers."):
        counted = {q.counted for gist in read(text).gists for q in gist.quantities}
        assert counted & {"prisoner", "soldier"}, counted
        assert not counted & {"armenian", "thai"}


def test_an_azeri_is_of_azerbaijan(read) -> None:
    (event,) = read("Azeri soldiers shelled a post.").events
    assert [m.actor.country for m in event.sources] == ["AZE"]
