"""Whatever clashes may meet: the look at the days beforehand is never narrower than the rules."""

from __future__ import annotations

import datetime as dt

import pytest

from models.comparing.clashes import clash, keys
from models.comparing.matters import Statement
from models.comparing.near import may_meet
from models.records import Gist

DAY = dt.date(2025, 6, 1)


def gist(record: str, day: dt.date, **more: object) -> Gist:
    return Gist.model_validate(
        {"record": record, "predicate": "attack", "span": (0, 3), "words": "did", "said": day, **more}
    )


@pytest.mark.parametrize("days", [0, 1, 2, 40, 400])
def test_an_accusation_meets_its_answer_in_one_dispatch_however_far_back_it_was_made(days: int) -> None:
    accusation = gist("a:c0", DAY, manner="accuses", agents=("IRN",), speakers=("ISR",))
    answer = gist(
        "a:c1",
        DAY + dt.timedelta(days),
        manner="denies",
        predicate="accus",
        words="rejects",
        span=(9, 16),
        speakers=("IRN",),
    )
    found = clash(Statement(accusation, "a", "Sample Wire"), Statement(answer, "a", "Sample Wire"))
    assert found is not None
    common = {key for key, _ in keys(accusation)} & {key for key, _ in keys(answer)}
    assert any(may_meet(key[0], days, None) for key in common)
