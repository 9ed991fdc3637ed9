"""A country that turns, as the dispatch tells it: what it rejects and accepts, does not need, opposes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pairs import STATE

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.store import Store


def kinds(first: str, second: str) -> set[str]:
    """The kinds of disagreement of two dispatches, of 18 and of 21 November."""
    with Store(None) as store:
        for name, date, text in (("a", "2026-11-18", first), ("b", "2026-11-21", second)):
            store.put(name, STATE, [read_dispatch(text, id=name, date=date, agency=f"Wire {name}")])
        while store.compare():
            pass
        return {row.kind for row in store.disagreements(EVERYTHING, 0, 99)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Ethiopia ruled out mediation in its conflict with Eritrea on Sunday.",
            "Ethiopia accepted Kenyan mediation in its conflict with Eritrea on Friday.",
        ),
        ("Ethiopia rejected mediation by Kenya on Sunday.", "Ethiopia accepted mediation by Kenya on Friday."),
        (
            '"We do not need a mediator," Ethiopian Prime Minister Abiy Ahmed said on Sunday.',
            '"We accept Kenya as a mediator," Ethiopian Prime Minister Abiy Ahmed said on Friday.',
        ),
        (
            "Norway opposed the presence of foreign observers in Finnmark, envoy Ola Sample said on Monday.",
            "Norway will allow foreign observers in Finnmark, envoy Ola Sample said on Friday.",
        ),
        (
            "Ethiopia held talks with Eritrea on Wednesday.",
            "Ethiopia refused to hold talks with Eritrea on Friday.",
        ),
    ],
)
def test_who_takes_the_other_position_days_later_has_turned(first: str, second: str) -> None:
    assert kinds(first, second) == {"reversal"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Peru's congress rejected a pension bill on Monday.", "Peru's congress approved a mining bill on Thursday."),
        ("Kenya accepted a Chinese loan on Monday.", "Kenya rejected a Chinese protest over fishing on Thursday."),
        (
            "Kenya does not need a Chinese loan, President William Ruto said on Monday.",
            "Kenya needs a mediator, President William Ruto said on Thursday.",
        ),
        ("Kenya rejected mediation by Qatar on Monday.", "Chad accepted mediation by Qatar on Thursday."),
        (
            "The minister refused to resign on Monday.",
            "The president accepted his chief of staff's resignation.",
        ),
        (  # what took place is no position
            "Ethiopia held talks with Eritrea on Wednesday.",
            "Ethiopia did not meet Eritrea on Friday.",
        ),
    ],
)
def test_positions_on_two_things_are_no_turn(first: str, second: str) -> None:
    assert kinds(first, second) == set()
