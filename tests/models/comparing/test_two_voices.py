"""Two voices in one dispatch that cannot both be right, compared by their own words alone."""

from __future__ import annotations

import datetime as dt

import pytest

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.store import DisagreementRow, FileState, Store


def within(*texts: str) -> list[DisagreementRow]:
    """The disagreements that stand within one of some dispatches of 8 September."""
    with Store(None) as store:
        for number, text in enumerate(texts):
            reading = read_dispatch(text, id=f"d{number}", date=dt.date(2025, 9, 8), agency="Sample Wire")
            dispatch = reading.dispatch.model_copy(update={"path": f"d{number}"})
            store.put(f"d{number}", FileState(0, 0, "", ""), [reading.model_copy(update={"dispatch": dispatch})])
        while store.compare():
            pass
        found = store.disagreements(EVERYTHING, 0, 99)
    return [row for row in found if row.first.dispatch == row.second.dispatch]


CLASHES = [
    (
        "denial",
        "LIMA, Sept 8 (Prova) - Peru accused Bolivia of tapping the pipeline near the border. "
        "La Paz dismissed the allegation.",
    ),
    (
        "reversal",
        "ASTANA, Sept 8 (Prova) - On August 30 the Kazakh foreign ministry spoke of its readiness to provide mediation "
        "services between Armenia and Azerbaijan. On September 6 the Kazakh foreign ministry said Kazakhstan was not "
        "seeking to mediate between Armenia and Azerbaijan.",
    ),
    (
        "contradiction",
        "KUMASI, Sept 8 (Prova) - Ghana's transport ministry said the Bosomtwe ferry was running. The union of dockers "
        "said the Bosomtwe ferry was not running.",
    ),
    (
        "figure",
        "BERGEN, Sept 8 (Prova) - Police said 300 people attended the rally in Bergen. Organisers of the rally in "
        "Bergen said 2,000 people attended.",
    ),
]


@pytest.mark.parametrize(("kind", "text"), CLASHES)
def test_two_voices_of_one_dispatch_clash(kind: str, text: str) -> None:
    assert [row.kind for row in within(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        # only the dispatch itself says the one
        "KUMASI, Sept 8 (Prova) - The Bosomtwe ferry was running on Monday. A union said the Bosomtwe ferry was not "
        "running.",
        # one voice, on one day
        "KUMASI, Sept 8 (Prova) - The union said the Bosomtwe ferry was running. The union said the Bosomtwe ferry was "
        "not running at night.",
        # of one story, but of two things
        "BERN, Sept 8 (Prova) - Drugmaker Vesna said its profit rose. Its rival Lutra said its profit fell.",
        # each has its own
        "BERN, Sept 8 (Prova) - Analysts said Vesna holds 40 percent of the market. Lutra holds 20 percent, less than "
        "Vesna holds, its chairman said.",
    ],
)
def test_what_may_stand_beside_each_other_in_one_dispatch_does_not_clash(text: str) -> None:
    assert within(text) == []


def test_what_clashes_within_a_dispatch_is_found_however_many_others_are_newer() -> None:
    text = CLASHES[1][1]
    later = [
        f"ASTANA, Sept 8 (Prova) - The Kazakh foreign ministry said on September 8 that Kazakhstan would {word}mediate "
        f"between Armenia and Azerbaijan in case {number}."
        for number in range(24)
        for word in ("", "not ")
    ]
    assert [row.kind for row in within(text, *later) if row.first.dispatch == "d0"] == ["reversal"]


def test_two_accusations_that_are_answered_in_the_same_words_are_two_disagreements() -> None:
    answered = "La Paz dismissed the allegation."
    tapping = f"LIMA, Sept 8 (Prova) - Peru accused Bolivia of tapping the pipeline near the border. {answered}"
    poison = f"LIMA, Sept 8 (Prova) - Chile accused Bolivia of poisoning a river. {answered}"
    assert [(row.first.dispatch, row.second.dispatch) for row in within(tapping, poison)] == [("d0",) * 2, ("d1",) * 2]
