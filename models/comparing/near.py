"""Whether two that stand under one key are near enough in time to clash in the way that the key is for.

Asked of days alone, before either is looked at: each rule asks for more itself. The letters are those of the keys.
"""

from __future__ import annotations

from typing import NamedTuple

from models.comparing.clashes import COUNT_DAYS, DATE_DAYS, WIDE_DAYS
from models.comparing.figures import DATES_APART, TOLD_DAYS
from models.comparing.matters import TURN_DAYS
from models.comparing.stands import ANSWER_DAYS


class Moment(NamedTuple):
    """The number of the day when something was said, and of the first day that it is of; 0 where that is not told."""

    said: int
    of: int


def may_meet(kind: str, one: Moment, other: Moment) -> bool:
    """Whether two under a key of a kind may clash, as to their days."""
    days = abs(one.said - other.said)
    dated = bool(one.of and other.of)
    apart = abs(one.of - other.of)
    match kind:
        case "P" | "S":
            return days <= TURN_DAYS
        case "D":  # other days for one happening, or who has a town
            return days <= COUNT_DAYS or (dated and 0 < apart <= DATE_DAYS + WIDE_DAYS)
        case "E":
            return days <= TOLD_DAYS and dated and 0 < apart <= DATES_APART + WIDE_DAYS
        case "F":
            return dated or days <= COUNT_DAYS
        case "Q":
            return days <= TOLD_DAYS
        case "N":
            return days <= ANSWER_DAYS
        case "A":
            return days <= COUNT_DAYS
    return True
