"""Whatever clashes may meet: the look at the days beforehand is never narrower than the rules."""

from __future__ import annotations

import datetime as dt

import pytest

from models.comparing.clashes import clash, keys
from models.comparing.matters import Statement
from models.comparing.near import may_meet, voice
from models.records import Gist
from tests.models.comparing.meeting import kinds

DAY = dt.date(2025, 6, 1)


def stand(record: str, day: dt.date, **more: object) -> Statement:
    told = {"record": record, "predicate": "attack", "span": (0, 3), "words": "did", "said": day, **more}
    return Statement(Gist.model_validate(told), record[0], "Sample Wire")


@pytest.mark.parametrize("days", [0, 1, 2])
def test_an_accusation_meets_its_answer_in_another_dispatch_where_it_is_one(days: int) -> None:
    accusation = stand("a:c0", DAY, manner="accuses", agents=("IRN",), speakers=("ISR",), poles=("+attack",))
    answer = stand(
        "b:c1",
        DAY + dt.timedelta(days),
        manner="denies",
        words="rejects",
        theme=("accusation",),
        others=("ISR",),
        speakers=("IRN",),
        poles=("+false",),
    )
    common = {key for key, _ in keys(accusation.gist)} & {key for key, _ in keys(answer.gist)}
    found = clash(accusation, answer)
    assert (found is not None) == any(may_meet(key[0], days, None) for key in common) == (days <= 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (  # one person speaks in both
            "Ghana will never let foreign boats fish in the Keta lagoon, Minister Ama Sarpong said on Monday.",
            "Foreign boats will be able to apply for permits for the Keta lagoon, Ama Sarpong said on Sunday.",
        ),
        (  # in one of what he does in the other
            "Mayor Tomas Rell said on Monday that he will not stand in the election for governor.",
            "Mayor Tomas Rell on Sunday joined the race for governor.",
        ),
        (  # a country acts in both, and speaks
            '"We do not need a mediator," Ethiopian Prime Minister Abiy Ahmed said on Monday.',
            '"We accept Kenya as a mediator," Ethiopian Prime Minister Abiy Ahmed said on Sunday.',
        ),
    ],
)
def test_a_turn_meets_weeks_later(first: str, second: str) -> None:
    assert kinds(first, second, later=20) == {"reversal"}


def test_two_voices_do_not_meet_weeks_apart() -> None:
    one = stand("a:c0", DAY, agents=("IRN",), speakers=("IRN-karimi",), poles=("+attack",))
    other = stand("b:c1", DAY, agents=("FRA",), speakers=("FRA-duval",), poles=("-attack",))
    assert not voice(one.gist) & voice(other.gist)
    assert may_meet("S", 14, None, one_voice=False)
    assert not may_meet("S", 15, None, one_voice=False)
    assert may_meet("S", 15, None, one_voice=True)


def test_an_office_may_be_the_person_whom_its_dispatch_names() -> None:
    office = stand("a:c0", DAY, speakers=("minister",), known=("sarpong", "keta"), poles=("+allow",))
    person = stand("b:c1", DAY, speakers=("ama-sarpong",), poles=("-allow",))
    assert voice(office.gist) & voice(person.gist)
