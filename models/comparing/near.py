"""Whether two that stand under one key are near enough in time for what the key is for: to clash, or to be one claim.

Asked of days alone, before either is looked at: each rule asks for more itself. The letters are those of the keys.
"""

from __future__ import annotations

from models.comparing import negated
from models.comparing.agreeing import SAID_APART
from models.comparing.clashes import ANSWERED_DAYS
from models.comparing.denials import ANSWER_DAYS
from models.comparing.figures import DATES_APART, TOLD_DAYS, WIDE_DAYS
from models.comparing.matters import TURN_DAYS


def may_meet(kind: str, days: int, apart: int | None) -> bool:
    """Whether two under a key of a kind may clash that were said so many days from each other.

    `apart` are the days between what the two are of; None where not both tell when it was.
    """
    match kind:
        case "S":
            return days <= TURN_DAYS
        case "W":
            return days <= negated.DAYS
        case "E":
            return days <= TOLD_DAYS and apart is not None and 0 < apart <= DATES_APART + WIDE_DAYS
        case "Q":
            return days <= TOLD_DAYS
        case "N":
            return days <= ANSWER_DAYS
        case "C":
            return days <= SAID_APART
        case "A":
            return days <= ANSWERED_DAYS
    return True
