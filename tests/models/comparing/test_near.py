"""Whatever clashes may meet: the look at the days beforehand is never narrower than the rules."""

from __future__ import annotations

import datetime as dt

import pytest

from models.comparing.clashes import clash, keys
from models.comparing.matters import Statement
from models.comparing.near import may_meet
from models.records import Gist

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
