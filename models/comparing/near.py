"""Whether two that stand under one key are near enough in time for what the key is for: to clash, or to be one claim.

Asked of days alone, before either is looked at: each rule asks for more itself. The letters are those of the keys.
"""

from __future__ import annotations

from typing import Final

from models.comparing import negated
from models.comparing.agreeing import SAID_APART
from models.comparing.clashes import ANSWERED_DAYS
from models.comparing.denials import ANSWER_DAYS
from models.comparing.figures import DATES_APART, TOLD_DAYS, WIDE_DAYS
from models.comparing.matters import TURN_DAYS

#: Within how many days of each other two have to be said to meet under a key, by its letter; the others' are of a day.
REACH: Final = {
    "S": TURN_DAYS,
    "W": negated.DAYS,
    "E": TOLD_DAYS,
    "Q": TOLD_DAYS,
    "N": ANSWER_DAYS,
    "C": SAID_APART,
    "A": ANSWERED_DAYS,
}


def may_meet(kind: str, days: int, apart: int | None) -> bool:
    """Whether two under a key of a kind may clash that were said so many days from each other.

    `apart` are the days between what the two are of; None where not both tell when it was.
    """
    if days > REACH.get(kind, days):
        return False
    return kind != "E" or (apart is not None and 0 < apart <= DATES_APART + WIDE_DAYS)
