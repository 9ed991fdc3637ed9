"""Days on which two differ: by when it is to be done, when the same two do the same; and counts of a nation."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pairs import STATE

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.store import Store


def found(first: str, second: str) -> list[tuple[str, str]]:
    """The kinds of disagreement of two dispatches of Wednesday, 18 November, and why."""
    with Store(None) as store:
        for name, text in (("a", first), ("b", second)):
            store.put(name, STATE, [read_dispatch(text, id=name, date="2026-11-18", agency=f"Wire {name}")])
        while store.compare():
            pass
        return [(row.kind, row.why) for row in store.disagreements(EVERYTHING, 0, 99)]


def test_by_when_something_is_to_be_done_is_a_day() -> None:
    ((kind, why),) = found(
        "The two sides will withdraw heavy weapons from the border by Nov 23, the declaration says.",
        "Armenia and Azerbaijan will withdraw heavy weapons from the border by Nov 25, the declaration says.",
    )
    assert kind == "date"
    assert "23 Nov 2026 by one, 25 Nov 2026 by the other" in why


def test_what_two_are_to_do_on_two_days_near_each_other_is_one() -> None:
    ((kind, _),) = found(
        "Armenian and Azerbaijani leaders will hold talks in Georgia on Nov 26, Georgia's foreign ministry said.",
        "Armenian and Azerbaijani leaders will hold talks in Georgia on Nov 27, Georgia's prime minister announced.",
    )
    assert kind == "date"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "Armenia will withdraw heavy weapons by Nov 23, the army said.",
            "Armenia will withdraw heavy weapons by the end of the week, the army said.",
            id="the end of a week",
        ),
        pytest.param(
            "Armenian and Azerbaijani leaders will hold talks in Georgia on Nov 20, Georgia's foreign ministry said.",
            "Armenian and Azerbaijani leaders will hold talks in Georgia on Dec 17, Georgia's prime minister said.",
            id="two rounds",
        ),
        pytest.param(
            "Armenia will withdraw heavy weapons by Nov 23, the army said.",
            "Georgia will open its tax office by Nov 25, the ministry said.",
            id="two matters",
        ),
    ],
)
def test_other_matters_and_the_ends_of_weeks_are_no_other_day(first: str, second: str) -> None:
    assert found(first, second) == []


def test_what_is_to_be_done_is_to_come() -> None:
    reading = read_dispatch("Heavy weapons are to be pulled back by Nov 25.", id="a", date="2026-11-18")
    assert {gist.mood for gist in reading.gists if "-station" in gist.poles} == {"will"}


def test_those_of_a_nation_are_people() -> None:
    reading = read_dispatch("Fourteen Thais have been killed in the clashes.", id="a", date="2026-11-18")
    assert {q.counted for gist in reading.gists for q in gist.quantities} == {"person"}
