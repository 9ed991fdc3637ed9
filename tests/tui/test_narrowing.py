"""What a row is filtered by: closely first, then more widely."""

from __future__ import annotations

import datetime as dt

import pytest

from models.filters import parse_filter
from models.records import Actor
from models.store.rows import ClaimRow, EventRow
from tests.tui.readings import IRN, ISR, KAN, PUTIN, RUS, USA
from tui.narrowing import narrowings


def event(sources: list[Actor], targets: list[Actor]) -> EventRow:
    return EventRow.model_validate(
        {
            "id": "e", "dispatch": "d", "when": None, "sources": sources, "targets": targets, "category": "AID",
            "verb": "help", "status": "happened", "where": None, "chain": (), "agency": None, "text": "", "added": 1,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "targets", "texts"),
    [
        ([ISR], [IRN], ['from:"ISR" to:"IRN"', 'actor:"ISR" actor:"IRN"']),
        ([PUTIN], [IRN], ['from:"Vladimir Putin" to:"IRN"', 'from:"RUS" to:"IRN"', 'actor:"RUS" actor:"IRN"']),
        ([ISR, RUS], [RUS, ISR], ['actor:"ISR" actor:"RUS"']),
        ([ISR], [], ['actor:"ISR"']),
        ([], [USA], ['actor:"USA"']),
        ([], [], []),
        ([ISR], [ISR], ['actor:"ISR"']),
    ],
)
def test_an_event_by_who_acts_on_whom(sources: list[Actor], targets: list[Actor], texts: list[str]) -> None:
    assert narrowings(event(sources, targets)) == texts
    for text in texts:
        parse_filter(text, dt.date(2025, 1, 1))


@pytest.mark.parametrize(
    ("chain", "texts"),
    [
        (("TASS", "Kan"), ['from:"Kan"', 'actor:"Kan"']),
        (("TASS", "Kan & Iran"), ['from:"Kan"', 'actor:"Kan"']),
        ((), []),
    ],
)
def test_a_claim_by_its_speaker(chain: tuple[str, ...], texts: list[str]) -> None:
    row = ClaimRow.model_validate(
        {
            "id": "c", "dispatch": "d", "said": None, "chain": chain, "cue": None, "content": "", "quotes": (),
            "mode": "indirect", "polarity": "affirmed", "certainty": "asserted", "stance": "neutral",
            "nested": False, "added": 1,
        }
    )  # fmt: skip
    assert narrowings(row) == texts
    assert KAN.name == "Kan"
