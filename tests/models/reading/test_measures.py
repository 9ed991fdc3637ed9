"""What numbers measure, whatever word they hang on and however they are written."""

from __future__ import annotations

import datetime as dt

import pytest

from models.library import read_dispatch
from models.records import Gist


def measures(text: str) -> list[Gist]:
    reading = read_dispatch(text, id="d", date=dt.date(2025, 9, 8), agency="Sample Wire")
    return [gist for gist in reading.gists if gist.poles and gist.poles[0][0] == "="]


def told(text: str) -> set[tuple[str, str, float | None]]:
    """Each measured number: its measure, its unit, and its value as it is written."""
    found = set()
    for gist in measures(text):
        (quantity,) = gist.quantities
        middle = None if quantity.low is None or quantity.high is None else (quantity.low + quantity.high) / 2
        found.add((gist.predicate, quantity.counted, middle))
    return found


@pytest.mark.parametrize(
    ("sentence", "measure", "unit", "value"),
    [
        ("The regulator hit the firm with a 40-million-euro penalty.", "fine", "euro", 40e6),
        ("The regulator fined the firm 40 million euros.", "fine", "euro", 40e6),
        ("A 5.7-magnitude quake struck the coast near Orvo.", "magnitude", "magnitude", 5.7),
        ("An earthquake of magnitude 5.7 struck the coast near Orvo.", "magnitude", "magnitude", 5.7),
        ("The court put the turnout at 58.1 percent.", "turnout", "percent", 58.1),
        ("Voter participation reached 58.1%.", "turnout", "percent", 58.1),
        ("Peru pumped an average of 120,000 barrels per day in May.", "output", "barrel_a_day", 120e3),
        ("Crude production in Peru amounted to 120,000 bpd in May.", "output", "barrel_a_day", 120e3),
        ("The quota for wheat exports was set at 10.6 million tonnes.", "quota", "ton", 10.6e6),
        ("He was handed a nine-year prison term.", "sentence", "year", 9),
        ("She was sentenced to 18 months behind bars.", "sentence", "month", 18),
        ("The bank raised its rate by 25 basis points.", "rate_step", "basis_point", 25),
        ("Sixty-three people drowned in the lake.", "toll", "person", 63),
        ("A passing freighter picked up 87 migrants.", "rescued", "person", 87),
        ("The two sides swapped 150 captured soldiers apiece.", "freed", "person", 150),
        ("The maker will shed 5,000 jobs.", "jobs_cut", "job", 5000),
        ("The maker announced 3,100 job cuts at home.", "jobs_cut", "job", 3100),
        ("The Fund approved a disbursement of 137 million dollars to Peru.", "loan", "dollar", 137e6),
        (
            "The premier survived a vote of no confidence, with 71 deputies supporting the motion.",
            "votes_for",
            "vote",
            71,
        ),
        (
            "Inflation in Peru was 12.4% in March, the agency said on Monday, and many had foreseen less in a poll.",
            "inflation",
            "percent",
            12.4,
        ),
        ("Gusts of 130 kilometers per hour tore off roofs.", "wind", "kmh", 130),
        ("The fire has burned 1,200 hectares of forest.", "burnt", "hectare", 1200),
        ("The lender granted Ghana a loan of $900 million.", "loan", "dollar", 900e6),
        ("Inflation slowed to 4.2 per cent in August.", "inflation", "percent", 4.2),
        ("Air defences shot down 31 drones.", "drones_down", "drone", 31),
        ("Ninety deputies voted against the bill.", "votes_against", "vote", 90),
    ],
)
def test_a_number_is_of_its_measure(sentence: str, measure: str, unit: str, value: float) -> None:
    found = told(sentence)
    assert any(one[:2] == (measure, unit) and one[2] == pytest.approx(value, rel=0.001) for one in found), found


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Police arrested nobody on September 5, 2025.", set()),
        ("The raid killed 30 people, including four children.", {30}),
        ("The bank lowered its rate to 4 percent from 5 percent.", {4}),
        ("The storm may have killed 30 people.", set()),
        ("Another 30 people were killed.", set()),
        ("Iven Daro, 32, told Channel 35 that he would kill the plan.", set()),
    ],
)
def test_a_date_a_part_and_what_was_before_are_no_such_number(sentence: str, values: set[float]) -> None:
    assert {value for _, _, value in told(sentence)} == values


def test_a_number_with_a_bound_is_no_part_of_another() -> None:
    (gist,) = measures("The raid killed more than 30 people.")
    assert (gist.quantities[0].low, gist.quantities[0].high) == (30, None)


def test_parts_and_periods_are_kept_beside_the_number() -> None:
    (monthly,) = measures("Prices pushed inflation to 0.4 percent month-on-month in Peru.")
    assert "monthly" in monthly.content
    (children,) = measures("The raid on Orvo killed three children.")
    assert "kind young" in children.content
    (partial,) = measures("Turnout was 31 percent by noon.")
    assert "so_far" in partial.content


def test_whom_it_is_done_to_is_kept() -> None:
    (gist,) = measures("A court handed former mayor Iven Daro a nine-year prison term.")
    assert "mayor" in gist.theme
    (gist,) = measures("The driver of mayor Iven Daro was sentenced to three years in prison.")
    assert "driver" in gist.theme
    assert "daro" not in gist.theme


def test_who_tells_it_is_not_what_it_is_of() -> None:
    (gist,) = measures("The bus crash killed 12 people, police chief Iven Daro said.")
    assert "daro" not in gist.proper
