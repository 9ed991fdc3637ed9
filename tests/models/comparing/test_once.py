"""Where two dispatches tell what comes about once on two days: sentences in quite different words."""

from __future__ import annotations

import pytest

from models.comparing.clashes import keys
from tests.models.comparing.meeting import clashes, gists


def found(first: str, second: str, later: int = 0) -> set[str]:
    """The classes of happenings in which dispatches of 15 September (and of days later) clash."""
    return {clash.first.gist.predicate for clash in clashes(first, second, "once", 15, later)}


@pytest.mark.parametrize(
    ("name", "first", "second", "later"),
    [
        (
            "sink",
            "Rescuers looked for eight sailors of the freighter Jin Varo, which sank on September 9 off Peru.",
            "Eight men are missing from the Jin Varo, the timber carrier that went down on September 11.",
            0,
        ),
        (
            "arrest",
            "Opposition leader Iven Daro, who was arrested in Orvo on September 9, is in good health.",
            "Officers took Daro into custody on September 11 in Orvo, his party said.",
            1,
        ),
        (
            "sign",
            "The intergovernmental agreement on the railway was signed by Peru and Chile on September 9.",
            "The railway agreement between Peru and Chile was put to paper on September 11.",
            1,
        ),
        (
            "break_in",
            "Hackers broke into the network of brewer Kinvara on September 3, police said.",
            "Intruders gained entry to the systems of Kinvara on September 9, a spokesman said.",
            1,
        ),
        (
            "orbit",
            "The satellite Mizara, put into orbit on September 9, has sent its first pictures.",
            "Mizara, launched on September 11 from Orvo, was working, a space agency said. The satellite is new.",
            0,
        ),
        (
            "resign",
            "Peru's interior minister Iven Daro, who stepped down on September 4, was questioned.",
            "Police searched the home of Iven Daro, who resigned as Peru's interior minister on September 8.",
            0,
        ),
        (
            "verdict",
            "A court will deliver its verdict in the trial of tycoon Iven Daro on September 24, his lawyer said.",
            "Judges are due to rule in the case of Iven Daro on October 8, an official said.",
            0,
        ),
        (
            "open",
            "The Galtor Bridge, inaugurated on September 4, has cut travel time, the works minister said.",
            "Traders praise the Galtor Bridge, which was opened to traffic on September 9.",
            0,
        ),
    ],
)
def test_one_happening_in_other_words_clashes(name: str, first: str, second: str, later: int) -> None:
    assert name in found(first, second, later)


@pytest.mark.parametrize(
    ("first", "second", "later"),
    [
        (  # two of a kind
            "The Galtor Bridge was inaugurated on September 4, the works minister said.",
            "The Simar Bridge, on the road to the Galtor Bridge, was opened to traffic on September 9.",
            0,
        ),
        (
            "Peru's navy seized the container ship Tarifo near Orvo on September 9.",
            "Peru seized the tanker Astrel on September 11, its second catch after the Tarifo.",
            0,
        ),
        (  # died, and buried
            "Former premier Iven Daro passed away on September 4 in a hospital in Orvo.",
            "Former premier Iven Daro was buried on September 9 near Orvo.",
            0,
        ),
        (  # a day that is told there as well
            "Opposition leader Iven Daro was arrested in Orvo on September 9.",
            "Iven Daro, first held on September 9, was arrested again in Orvo on September 11.",
            0,
        ),
        (  # one day may be that of another clock
            "The freighter Jin Varo sank off Peru on September 9, officials said, citing times in GMT.",
            "The freighter Jin Varo sank off Peru on September 10.",
            0,
        ),
        (  # what lies ahead, and what has been
            "A court delivered its verdict in the trial of tycoon Iven Daro on September 9.",
            "A court will deliver its verdict in the trial of tycoon Iven Daro on September 24.",
            0,
        ),
        (  # it was not so, or may be
            "The freighter Jin Varo sank off Peru on September 9.",
            "The freighter Jin Varo may have sunk off Peru on September 12.",
            0,
        ),
        (  # another thing that is launched
            "The firm Mizara launched a satellite on September 9.",
            "The firm Mizara launched a campaign on September 11.",
            0,
        ),
    ],
)
def test_another_thing_or_what_is_told_of_both_days_does_not_clash(first: str, second: str, later: int) -> None:
    assert not found(first, second, later)


def test_keys_of_a_happening_are_bounded() -> None:
    names = ", ".join(f"Galta{letter}o" for letter in "abcdefghijkl")
    told = gists(f"The ferry Jin Varo sank off {names} in Peru, Chile and Ghana on September 9.", 15, "once")
    assert told
    assert all(len(keys(gist)) <= 8 for gist in told)
