"""What the words right before a date make of it: its end ("until"), its beginning ("from"), a deadline ("by").

A date with one of them is not the day of what it goes with: a port closed until Friday was closed before.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.reading import intervals as iv
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: What a date is to its deed, where it is not its day.
Bound = Literal["until", "from", "since", "by", "within"]

_BOUNDS: tuple[Bound, ...] = ("until", "from", "since", "by", "within")
_LENGTH = re.compile(r"P(?P<time>T?)(?P<count>\d+)(?P<unit>[A-Z])")
_DAYS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_HOURS_A_DAY = 24
#: Code points before a date in which the words that bound it are looked for.
REACH = 40


@cache
def _before(section: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("dates")["bounds"][section]))
    loosely = "|".join(map(re.escape, table("dates")["bounds"]["loosely"]))
    return re.compile(rf"(?:^|(?<=\W))(?:{words})\s(?:(?:{loosely})\s)?$", re.IGNORECASE)


def bound_of(words: str) -> Bound | None:
    """Which bound the words before a date make of it."""
    return next((bound for bound in _BOUNDS if _before(bound).search(words)), None)


def is_about(words: str) -> bool:
    """Whether the words before a date leave it open by a little: "around July 10"."""
    return bool(_before("about").search(words))


def goes_on(between: str) -> bool:
    """Whether the words between two dates make one time of them, where the first is told with "from"."""
    return between.strip().lower() in table("dates")["bounds"]["through"]


class Bounded(NamedTuple):
    """What a date says of the word it goes with, and which bound that is; without one, its day."""

    interval: iv.Interval
    bound: Bound | None = None


def bounded(
    interval: iv.Interval, bound: Bound | None, governor: Token | None, words: str, issued: dt.date | None
) -> Bounded | None:
    """What a date that goes with `governor` says by the words before it; None where it says nothing of that one."""
    if bound == "until":
        return Bounded(interval.until(), bound)
    if bound == "from" and governor is not None and governor.pos_ in ("VERB", "AUX"):
        put_off = governor.lemma_ in table("dates")["putting_off"]["verbs"]
        return None if put_off else Bounded(interval.since(), bound)
    if bound == "since":
        return Bounded(interval.since(), bound) if _begins_state(governor, words) else None
    if bound == "by":
        return Bounded(_deadline(interval, issued), bound)
    return Bounded(interval, bound if bound == "within" else None)


def _deadline(interval: iv.Interval, issued: dt.date | None) -> iv.Interval:
    """What is done by a time: between the dispatch and its end where that lies ahead, else at any time before."""
    if issued is None or interval.latest is None or interval.latest < issued:
        return interval.until()
    return iv.day(issued).through(interval)


def within(length: str, issued: dt.date | None) -> iv.Interval | None:
    """The time from the dispatch on that a TIMEX3 duration ("PT48H") takes."""
    found = _LENGTH.fullmatch(length)
    if found is None or issued is None:
        return None
    count, unit = int(found["count"]), _DAYS.get(found["unit"])
    if found["time"]:
        count, unit = (math.ceil(count / _HOURS_A_DAY) if found["unit"] == "H" else 1), "day"
    if unit is None:
        return None
    try:
        return iv.days(issued, iv.moved(issued, unit, count))
    except OverflowError:
        return None


def _begins_state(governor: Token | None, words: str) -> bool:
    """Whether "since" tells when that began which a word tells: "has been held since Monday".

    Not so where it only frames a count ("the third one ousted since 2020", "its first visit since May").
    """
    if governor is None:
        return True
    if governor.pos_ not in ("VERB", "AUX") or _ranked().search(words):
        return False
    return bool({c.lower_ for c in governor.children if c.dep_ in ("aux", "auxpass")} & {"has", "have", "had", "'ve"})


def only_counts(governor: Token) -> bool:
    """Whether a word with "since" is one of a count, of which the first day says nothing: "the third one ousted"."""
    return governor.pos_ not in ("VERB", "AUX") or governor.tag_ == "VBN" or governor.dep_ == "acl"


@cache
def _ranked() -> re.Pattern[str]:
    words = [*table("dates")["ordinals"], *table("dates")["bounds"]["ranks"]]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}|\w+est)\b[^.;:]*$", re.IGNORECASE)
