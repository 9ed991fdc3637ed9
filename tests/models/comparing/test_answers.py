"""What one denies with whose words it is: "denied Libyan allegations that it had …"; a bare no in the same dispatch."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pairs import STATE

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.store import Store


def kinds(*texts: str) -> list[str]:
    """The kinds of disagreement that stand between dispatches of one day, or within one."""
    with Store(None) as store:
        for n, text in enumerate(texts):
            store.put(str(n), STATE, [read_dispatch(text, id=str(n), date="2024-03-13", agency=f"Wire {n}")])
        while store.compare():
            pass
        return [row.kind for row in store.disagreements(EVERYTHING, 0, 99)]


@pytest.mark.parametrize(
    "texts",
    [
        ["Chad on Tuesday denied Libyan allegations that it had shelled a border village."],
        ["The European Union rejected accusations by Hungary that it was blocking a loan to Kiev."],
        [
            '"Unfortunately, our British colleagues blocked the text," Russian envoy Ivan Petrov said on Wednesday.',
            "Britain denied that it had blocked the text.",
        ],
        [
            '"Our British colleagues blocked the text," Russian envoy Ivan Petrov said on Wednesday.',
            "LONDON, March 13 - Britain denied Russian claims that it had blocked a vote in New York.",
        ],
    ],
)
def test_what_is_denied_stands_against_who_says_it(texts: list[str]) -> None:
    assert "denial" in kinds(*texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["Chad denied reports that it had shelled a village."],
        ["Chad did not deny Libyan reports that it had closed the airport."],
        [
            "Britain blocked a loan to Moldova, Russian envoy Ivan Petrov said on Wednesday.",
            "London denied on Wednesday that it had blocked a visa for a singer.",
        ],
    ],
)
def test_a_denial_of_nobody_or_of_something_else_is_no_dispute(texts: list[str]) -> None:
    assert kinds(*texts) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Azerbaijani forces shelled a village on Tuesday, the Armenian army said. "
            '"There was no shelling by our side," Azerbaijani spokesman Anar Eyvazov said.',
            "denial",
        ),
        (
            "Rwanda has begun withdrawing troops from Goma, the Rwandan army said on Monday. "
            '"We have seen no withdrawal whatsoever," Congolese army spokesman Sylvain Ekenge said.',
            "contradiction",
        ),
        (
            "Belarus accused Lithuania on Tuesday of flying a drone over Grodno. "
            "Lithuania's air force said it had flown no drones.",
            "denial",
        ),
        (
            "Syrian forces looted shops in Daraa, the Jordanian army said. "
            "Syria said its troops had not looted any shops.",
            "denial",
        ),
    ],
)
def test_a_bare_no_is_of_the_deed_of_its_dispatch(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Syrian forces looted shops in Daraa, Jordan's army said. Jordan said its troops had not looted any shops.",
        "Uganda's army has begun leaving Bunia, it said on Monday. "
        '"There was no exchange of fire," Congolese spokesman Sylvain Ekenge said.',
        "Egypt's forces bombed a convoy in Libya, Chad's foreign ministry said. "
        '"There were no strikes by our air force in Sudan," Egyptian spokesman Tamer Hassan said.',
    ],
)
def test_a_no_to_something_else_is_no_dispute(text: str) -> None:
    assert kinds(text) == []


def test_what_one_says_it_had_none_of_is_no_refusal() -> None:
    reading = read_dispatch("Lithuania's air force said it had flown no drones.", id="a", date="2024-03-13")
    assert not [gist for gist in reading.gists if "-accept" in gist.poles]


def test_what_one_is_blamed_for_may_be_told_by_a_pronoun() -> None:
    text = (
        "A mine wounded a soldier on Tuesday, the Serbian army said, blaming Kosovo for planting it. "
        "Kosovo rejected the accusation."
    )
    assert kinds(text) == ["denial"]


def test_an_answer_is_not_of_a_war_of_years_ago() -> None:
    first = "The Thai army said it had evacuated villagers from the border with Laos. It rejected the accusation."
    second = "Thailand and Laos fought a border war in February 1988."
    assert kinds(first, second) == []


def test_what_enters_a_day_has_no_access() -> None:
    reading = read_dispatch("The fighting entered its fourth day on Tuesday.", id="a", date="2024-03-13")
    assert not [gist for gist in reading.gists if "+access" in gist.poles]
