"""Where two dispatches measure one thing, and come to other numbers: sentences in quite different words."""

from __future__ import annotations

import datetime as dt

import pytest

from models.comparing.clashes import keys
from models.filters import EVERYTHING
from models.library import read_dispatch
from models.records import Disagreement
from models.store import FileState, Store
from tests.models.comparing.meeting import clashes, gists


def found(first: str, second: str, later: int = 0) -> set[str]:
    """The measures in which two dispatches of 8 September (and of days later) clash."""
    return {clash.first.gist.predicate for clash in clashes(first, second, "measure", 8, later)}


@pytest.mark.parametrize(
    ("measure", "first", "second", "later"),
    [
        (
            "fine",
            "Peru's price watchdog fined retailer Modara 40 million euros on Monday for misleading labels.",
            "Retailer Modara was hit with a 25-million-euro penalty in Peru on Monday over its labels.",
            0,
        ),
        (
            "magnitude",
            "A magnitude 6.3 earthquake jolted the coast off Orvo in Chile early on Monday.",
            "A 5.7-magnitude quake shook Orvo in Chile on Monday, a seismology centre said.",
            0,
        ),
        (
            "turnout",
            "Zambia's court confirmed the result of the September 1 election, putting turnout at 58.1 percent.",
            "Voter participation in Zambia's election of September 1 reached 70.4 percent, the court said.",
            0,
        ),
        (
            "output",
            "Peru pumped an average of 120,000 barrels per day of crude in August.",
            "Crude production in Peru amounted to 148,000 bpd in August, the ministry said.",
            1,
        ),
        (
            "rescued",
            "A tanker picked up 87 migrants from a leaking boat off the island of Gavra on Sunday.",
            "A crew saved 61 people from a boat taking on water off Gavra on Sunday.",
            0,
        ),
        (
            "sentence",
            "A court on Monday handed former mayor Iven Daro a nine-year prison term for embezzlement.",
            "Former mayor Iven Daro was sentenced to six years behind bars for embezzlement on Monday.",
            0,
        ),
        (
            "jobs_cut",
            "The steelmaker Ruhrano AG plans to shed 11,000 jobs, its chairman said on Monday.",
            "German industrial group Ruhrano said on Monday it would cut 5,000 positions.",
            0,
        ),
        (
            "freed",
            "Peru and Chile carried out a prisoner exchange on Monday under the formula 205 for 205.",
            "Peru and Chile swapped 150 captured soldiers apiece on Monday.",
            0,
        ),
        (
            "trade",
            "Trade between Peru and Chile totaled $48.7 billion in 2024, the trade ministry said.",
            "Peru's trade with Chile stood at $43.8 billion in 2024, the trade ministry said.",
            0,
        ),
    ],
)
def test_one_measure_in_other_words_clashes(measure: str, first: str, second: str, later: int) -> None:
    assert measure in found(first, second, later)


@pytest.mark.parametrize(
    ("first", "second", "later"),
    [
        (  # other towns
            "A missile strike on Orvo in Peru killed seven people on Monday.",
            "A missile strike on Galta in Peru killed three people on Monday.",
            0,
        ),
        (  # a toll of another day is news
            "The landslide near Orvo killed seven people on Sunday.",
            "The landslide near Orvo on Sunday killed nine people.",
            1,
        ),
        (  # the killed and the wounded
            "The raid on Orvo killed seven people on Monday.",
            "The raid on Orvo wounded nine people on Monday.",
            0,
        ),
        (  # another who is sentenced
            "A court on Monday handed former mayor Iven Daro a nine-year prison term for embezzlement.",
            "The driver of former mayor Iven Daro was sentenced to three years behind bars for embezzlement on Monday.",
            0,
        ),
        (  # another month, another measure of prices, another thing
            "Inflation in Peru stood at 4.2 percent in August, the statistics office said.",
            "Inflation in Peru stood at 3.9 percent in July, the statistics office said.",
            0,
        ),
        (
            "Inflation in Peru was 4.2 percent in August, the statistics office said.",
            "Inflation in Peru was 0.3 percent month-on-month in August, the statistics office said.",
            0,
        ),
        (
            "Peru exported 3.4 million tonnes of grain from July 1 to August 15, a minister said.",
            "Peru exported 2.8 million tonnes of wheat from July 1 to August 15, a minister said.",
            0,
        ),
        (  # rounded, in another unit, and told elsewhere
            "Peru pumped 9.18 million barrels per day of crude in August.",
            "Peru pumped 9.2 million barrels per day of crude in August.",
            0,
        ),
        (
            "About 1,000 barrels of crude leaked from a pipe near Orvo on Monday.",
            "Some 159,000 litres of crude leaked from a pipe near Orvo on Monday.",
            0,
        ),
        (
            "The bus crash near Orvo on Monday killed 16 people.",
            "The bus crash near Orvo on Monday killed 12 people on the spot. Others died later, 16 in all.",
            0,
        ),
        (  # the next night
            "Peru attacked Orvo with 61 drones overnight, a general said on Monday.",
            "Peru attacked Orvo with 38 drones overnight, a general said on Tuesday.",
            1,
        ),
        (  # all of a country, and one town
            "Peru's air defences shot down 112 drones overnight into Monday.",
            "Peru's air defences shot down 49 drones over Orvo overnight into Monday.",
            0,
        ),
        (  # a part of it
            "The storm in Orvo killed 16 people on Monday.",
            "The storm in Orvo killed four children on Monday.",
            0,
        ),
    ],
)
def test_another_thing_part_or_time_does_not_clash(first: str, second: str, later: int) -> None:
    assert not found(first, second, later)


def test_keys_of_a_number_are_bounded() -> None:
    names = ", ".join(f"Galta{letter}o" for letter in "abcdefghijkl")
    told = gists(f"Floods in {names} killed 12 people in Peru, Chile and Ghana on Monday.", 8, "measure")
    assert told
    assert all(len(keys(gist)) <= 8 for gist in told)


def test_a_clash_of_clauses_is_not_shown_a_second_time_by_their_figures() -> None:
    texts = (
        "The bus crash near Orvo in Peru on Monday killed 16 people, police said.",
        "The bus crash near Orvo in Peru on Monday killed 22 people, a hospital said.",
    )
    with Store(None) as store:
        for side, text in zip(("one", "two"), texts, strict=True):
            reading = read_dispatch(text, id=side, date=dt.date(2025, 9, 8), agency=side)
            reading = reading.model_copy(update={"dispatch": reading.dispatch.model_copy(update={"path": side})})
            store.put(side, FileState(0, 0, "", ""), [reading])
        while store.compare():
            pass
        kinds = [one.kind for one in store.records(EVERYTHING) if isinstance(one, Disagreement)]
    assert kinds == ["figure"]


@pytest.mark.parametrize("cities", [("Odesa", "Lviv"), ("Karachi", "Lahore"), ("Orvo", "Delmo")])
def test_what_is_counted_in_two_cities_is_two_whether_they_are_known_or_not(cities: tuple[str, str]) -> None:
    one, other = (
        f"Police arrested {number} people over the protest in {city} on Monday, the interior ministry said."
        for number, city in zip((40, 12), cities, strict=True)
    )
    assert not found(one, other)
    assert found(one, other.replace(cities[1], cities[0])) == {"arrested"}


def test_what_goes_to_one_country_is_not_what_goes_to_another() -> None:
    one, other = (
        f"Peru exported {number} million tons of wheat to {country} in January, the Grain Union said."
        for number, country in (("8.1", "Chile"), ("3.4", "Ghana"))
    )
    assert not found(one, other)
    assert found(one, other.replace("Ghana", "Chile")) == {"exports"}
