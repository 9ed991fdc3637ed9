"""Whether those whom two dispatches tell of are the same: each rule of its own."""

from __future__ import annotations

import pytest

from models.comparing.parties import DO, MAY, NOT, Party, are_other_names, fit, given_names, go_together, parties
from models.records import Actor, Mention


def party(name: str, kind: str = "group", country: str | None = None, role: str | None = None) -> Party:
    actor = Actor.model_validate({"id": name, "name": name, "kind": kind, "country": country, "role": role})
    return parties([Mention(actor=actor, span=None, text=name)])[0]


SUDAN = party("Sudan", "country", "SDN")


@pytest.mark.parametrize(
    ("one", "other", "acting", "expected"),
    [
        (party("Sudanese army warplanes", country="SDN"), SUDAN, True, DO),
        (party("Sudan's army", country="SDN"), party("Sudanese warplanes", country="SDN"), True, MAY),
        (party("Chad's army", country="TCD"), SUDAN, True, NOT),
        (party("Emre Kaplan", "person", "TUR"), party("Emre Kaplan", "person"), True, DO),
        (party("Emre Kaplan", "person", "TUR"), party("Kaplan", "unknown"), True, DO),
        (party("Emre Kaplan", "person", "TUR"), party("Kaplan", "person", "DEU"), True, NOT),
        (party("Emre Kaplan", "person", "TUR"), party("Selim Aras", "person", "TUR"), True, NOT),
        (party("Emre Kaplan", "person", "TUR", "GOV"), party("Foreign Ministry", country="TUR", role="GOV"), True, MAY),
        (
            party("Emre Kaplan", "person", "TUR", "GOV"),
            party("Foreign Ministry", country="TUR", role="GOV"),
            False,
            NOT,
        ),
        (party("Emre Kaplan", "person", "TUR", "OPP"), party("Foreign Ministry", country="TUR", role="GOV"), True, NOT),
        (party("Xi Jinping", "person", "CHN"), party("Xi", "person", "CHN"), True, DO),
        (party("Audrey Tang", "person", "TWN"), party("Tang", "person"), True, DO),
        (party("Olga Daro Governor", "person"), party("Olga Daro", "person"), False, DO),
        (party("National Union of Mineworkers", "organization", "ZAF"), party("NUM", "organization"), True, DO),
        (party("National Union of Mineworkers", "organization", "ZAF"), party("NUT", "organization"), True, NOT),
        (party("European Commission", "organization", role="IGO"), party("EU", "organization", role="IGO"), True, DO),
        (party("African Union", "organization", role="IGO"), party("EU", "organization", role="IGO"), True, NOT),
        (party("a grain terminal", "unknown"), party("the terminal", "unknown"), False, DO),
        (party("a grain terminal", "unknown"), party("an oil terminal", "unknown"), False, NOT),
        (party("three ministers", "person"), party("ministers of the cabinet", "person"), False, DO),
        (party("a prime minister", "person", "SEN"), party("a justice minister", "person", "SEN"), True, NOT),
        (party("two Russian diplomats", "person", "RUS"), party("diplomats", "person"), False, DO),
        (party("an airfield", "unknown"), party("Iran", "country", "IRN"), False, MAY),
        (party("Northgate Aerospace", "organization"), party("Halvorsen Systems", "organization"), False, NOT),
    ],
)
def test_parties_go_by_country_surname_and_noun(one: Party, other: Party, acting: bool, expected: int) -> None:
    assert fit(one, other, acting) == fit(other, one, acting) == expected


def test_one_side_may_leave_a_party_out() -> None:
    assert go_together((SUDAN,), (SUDAN, party("Chad", "country", "TCD")), acting=True) == MAY
    assert go_together((SUDAN,), (), acting=False) == MAY
    assert go_together((SUDAN,), (party("Chad", "country", "TCD"),), acting=True) == NOT


@pytest.mark.parametrize(
    ("one", "other", "country", "two"),
    [
        ("Li Qiang", "Li Hui", "CHN", True),
        ("Li Qiang", "Li", "CHN", False),
        ("Per Lunde", "Kari Lunde", "NOR", True),
        ("P. Lunde", "Per Lunde", "NOR", False),
        ("Abdel-Karim Daro", "Abdel Karim Daro", "EGY", False),
    ],
)
def test_who_share_the_familys_name_are_two_by_the_given_names(one: str, other: str, country: str, two: bool) -> None:
    some, others = (given_names(Actor(id=n, name=n, kind="person", country=country)) for n in (one, other))
    assert are_other_names(some, others) is two
