"""Who began it: the sides that blame each other, and the one that denies it, need no other word for what it is of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pairs import STATE

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.records import Disagreement
from models.store import Store


def kinds(*texts: str) -> list[str]:
    """The kinds of disagreement that dispatches of one day bring."""
    with Store(None) as store:
        for n, text in enumerate(texts):
            store.put(str(n), STATE, [read_dispatch(text, id=str(n), date="2024-03-13", agency=f"Wire {n}")])
        while store.compare():
            pass
        return [r.kind for r in store.records(EVERYTHING) if isinstance(r, Disagreement)]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (
            [
                "Eritrean troops fired first, Ethiopia's army said.",
                "Ethiopian troops fired first, Eritrea's army said.",
            ],
            "contradiction",
        ),
        (
            [
                "Eritrean troops were the first to shoot, Ethiopia's army said.",
                "The Ethiopian side started the shooting, Eritrea's information ministry said.",
            ],
            "contradiction",
        ),
        (
            [
                "Eritrean troops opened fire first, Ethiopia's army said.",
                "Eritrea on Wednesday denied that its forces had fired first.",
            ],
            "denial",
        ),
        (
            [
                '"Eritrean soldiers opened fire first," Ethiopian army spokesman Getnet Adane said. '
                "Eritrea's defence ministry denied that its forces had fired first."
            ],
            "denial",
        ),
    ],
)
def test_who_began_is_disputed(texts: list[str], kind: str) -> None:
    assert kinds(*texts) == [kind]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(
            [
                "North Korea fired its first missile this year, South Korea said.",
                "South Korea fired its first, Pyongyang said.",
            ],
            id="the first of many",
        ),
        pytest.param(
            [
                "Eritrean troops fired first, Ethiopia's army said.",
                "Eritrean troops shot first, Ethiopia's envoy said.",
            ],
            id="one side that says it twice",
        ),
        pytest.param(
            ["Eritrean troops fired first, Ethiopia's army said.", "Sudanese troops fired first, Chad's army said."],
            id="others who fire at each other",
        ),
        pytest.param(
            [
                "Eritrean troops fired first, Ethiopia's army said.",
                "Eritrean troops returned fire, Eritrea's army said.",
            ],
            id="who fired too",
        ),
    ],
)
def test_who_fired_too_or_elsewhere_is_no_dispute(texts: list[str]) -> None:
    assert kinds(*texts) == []


def test_who_is_said_to_have_begun_is_accused_of_it() -> None:
    text = (
        "JUBA, March 13 (Wire A) - Ethiopian troops fired first, Eritrean spokesman Yemane Meskel said. "
        "The Ethiopian army rejected the accusation."
    )
    assert kinds(text) == ["denial"]
