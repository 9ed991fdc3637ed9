"""Who bears a name, by all that the dispatches of a folder say."""

from __future__ import annotations

from itertools import permutations

import pytest

from models.bearers import Bearer, bearer_of
from models.records import Actor, Sought


def person(id_: str, country: str | None = "IRN", role: str | None = "GOV") -> Actor:
    name = " ".join(word.capitalize() for word in id_.split("-"))
    return Actor(id=id_, name=name, kind="person", country=country, role=role)


MUSTER = person("anna-muster")
ASKED = Sought(id="muster")


def answer(sought: Sought, *bearers: tuple[Actor, int]) -> Actor | None:
    """The answer, which must be the same in every order."""
    answers = [bearer_of(sought, [Bearer(*b) for b in order]) for order in permutations(bearers)]
    assert all(one == answers[0] for one in answers)
    return answers[0]


def test_the_only_bearer_of_a_surname_is_meant() -> None:
    assert answer(ASKED, (MUSTER, 1)) == MUSTER
    assert answer(ASKED) is None


def test_two_people_of_one_surname_are_neither() -> None:
    assert answer(ASKED, (MUSTER, 90), (person("berta-muster"), 1)) is None
    assert answer(ASKED, (MUSTER, 90), (person("berta-muster", None, None), 1)) is None


@pytest.mark.parametrize("other", ["a-muster", "anna-b-muster", "muster"])
def test_initials_and_further_given_names_are_one_persons(other: str) -> None:
    found = answer(ASKED, (MUSTER, 3), (person(other), 1))
    assert found == MUSTER


def test_one_who_is_told_without_a_country_stays_unknown() -> None:
    assert answer(ASKED, (person("anna-muster", None), 3)) is None


def test_the_same_name_in_two_countries_is_two_people() -> None:
    abroad = person("anna-muster", "FRA")
    assert answer(ASKED, (MUSTER, 5), (abroad, 5)) is None
    assert answer(ASKED, (MUSTER, 5), (abroad, 1)) is None
    assert answer(ASKED, (MUSTER, 10), (abroad, 1)) == MUSTER  # one slip of many


def test_the_sector_is_that_which_most_tell() -> None:
    found = answer(ASKED, (MUSTER, 2), (person("anna-muster", role="LEG"), 3), (person("anna-muster", role=None), 9))
    assert found is not None
    assert found.role == "LEG"


def test_a_title_must_fit_and_a_common_name_needs_one() -> None:
    assert answer(Sought(id="muster", role="GOV"), (MUSTER, 1)) == MUSTER
    assert answer(Sought(id="muster", role="MIL"), (MUSTER, 1)) is None
    assert answer(Sought(id="muster", common=True), (MUSTER, 1)) is None
    assert answer(Sought(id="muster", role="GOV", common=True), (MUSTER, 1)) == MUSTER


def test_those_the_user_tells_apart_are_not_asked() -> None:
    assert answer(Sought(id="muster", others=("Anna Muster",)), (MUSTER, 1)) is None
