"""Where two stands of one thing have it in other numbers, or on other days.

Pure. A number that the other dispatch has anywhere, as that of a part or of an earlier count, stands against nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Final

from models.comparing.matters import (
    Statement,
    is_country,
    is_dated,
    listed,
    meet,
    one_doer,
    persons_apart,
    same_speaker,
)
from models.comparing.topics import NEXT_TO_NOTHING, Topic, is_one_thing, only_one_names, owners_apart, stories_apart
from models.comparing.views import once_of
from models.reading.synonyms import counts_people, senses, singular
from models.reading.tables import table
from models.records import Gist, Quantity

#: Days by which the days given for one happening may lie apart, and by which the dispatches may.
DATES_APART: Final = 35
TOLD_DAYS: Final = 14
#: Two days on which the same ones do the same are of one matter where no more than these lie between.
NEAR_DAYS: Final = 3
_SUNDAY: Final = 7
DAY: Final = dt.timedelta(days=1)
#: A number of such a width between its bounds is vague.
_VAGUE: Final = 2
#: What is of more days than these is dated by none of them.
WIDE_DAYS: Final = 2


def unit(quantity: Quantity) -> str:
    """What a number counts, so that two of one kind may be compared."""
    if quantity.counted in ("", "person") or counts_people(quantity.counted):
        return "person" if quantity.counted or quantity.act in listed("growing", "people") else ""
    return quantity.counted


def may_count(x: Gist, y: Gist) -> bool:
    """Whether both count one kind of thing, and come to other numbers that the other has nowhere."""
    return x.mood == y.mood and any(_stand_apart(one, other, x, y) for one in x.quantities for other in y.quantities)


def _stand_apart(one: Quantity, other: Quantity, x: Gist, y: Gist) -> bool:
    of = unit(one)
    return of == unit(other) and _all_differ(of, x, y) and not (_is_told(one, y) or _is_told(other, x))


def figures(a: Statement, b: Statement, about: Topic) -> tuple[Quantity, Quantity] | None:
    """Two numbers of one thing that cannot both be right."""
    x, y = a.gist, b.gist
    if not _of_one_thing(a, b, about):
        return None
    days = abs((a.said - b.said).days)
    for one in x.quantities:
        for other in y.quantities:
            if not _stand_apart(one, other, x, y) or one.low is None or other.low is None:
                continue
            if _measured_apart(one, other, x, y):
                continue
            if a.dispatch == b.dispatch and unit(one) in _money():
                continue  # many sums are told of one matter: of a bid, and of each share
            grows = {one.act, other.act} & listed("growing", "acts")
            if grows and days:
                continue
            if one.act != other.act and (_is_vague(one) or _is_vague(other)):
                continue  # "hundreds of courses all over", and "14 courses"
            if not _one_act(one, other, x, y) and (unit(one) == "person" or about.things < 2 + min(about.alone)):
                continue
            return one, other
    return None


@cache
def _money() -> frozenset[str]:
    return frozenset(table("gists")["money"])


def _measured_apart(one: Quantity, other: Quantity, x: Gist, y: Gist) -> bool:
    """Whether both numbers are of measures, and these are two, or of other parts or periods."""
    mine, yours = (
        {told.partition("=")[2] for told in gist.content if told.partition("=")[0] == f"{of.low:g}"}
        for of, gist in ((one, x), (other, y))
    )
    return bool(mine and yours) and mine.isdisjoint(yours)


def _of_one_thing(a: Statement, b: Statement, about: Topic) -> bool:
    """Whether two count one thing, at one time, and not each its own."""
    x, y = a.gist, b.gist
    if x.mood != y.mood or not is_one_thing(about) or stories_apart(x, y) or owners_apart(x, y):
        return False
    same = same_speaker(a, b)
    if (same and a.said != b.said) or not one_doer(x, y) or _own_deeds(x, y):
        return False  # who counts on, or each its own
    if (is_polled(x) or is_polled(y)) and not same:
        return False  # one poll, and another
    if only_one_names(x, y) and not about.names and (about.plain < 2 or about.settings <= 2):
        return False
    told = about.names or about.parties or about.settings > 2
    return bool(told) and _at_one_time(a, b, about) and not _turned(x, y)


def is_polled(gist: Gist) -> bool:
    """Whether a number is one of a poll."""
    told = {*gist.terms, *(singular(word) for key in gist.speakers for word in key.split("-"))}
    return not told.isdisjoint(listed("growing", "polls"))


def _own_deeds(x: Gist, y: Gist) -> bool:
    """Whether two of different countries tell what each has done itself: each counts the other's drones."""
    said = [{key for key in gist.speakers if is_country(key)} for gist in (x, y)]
    if not all(said) or said[0] & said[1]:
        return False
    own = [not gist.agents or bool(mine & {*gist.agents}) for gist, mine in zip((x, y), said, strict=True)]
    return all(own) and any(mine & {*gist.agents} for gist, mine in zip((x, y), said, strict=True))


def _at_one_time(a: Statement, b: Statement, about: Topic) -> bool:
    x, y = a.gist, b.gist
    days = abs((a.said - b.said).days)
    if not (is_dated(x) and is_dated(y)):
        again = {q.act for g in (x, y) for q in g.quantities} & listed("growing", "again")
        return days <= (0 if again else 1)
    # The day of saying may have been taken for the day of the thing.
    own = (about.names >= 1 or about.settings > 2) and (x.first == a.said or y.first == b.said)
    return days <= TOLD_DAYS and (meet(x, y) or own)


def _all_differ(of: str, x: Gist, y: Gist) -> bool:
    """Whether no number of a kind on the one side goes with any on the other."""
    one, other = ([q for q in g.quantities if unit(q) == of] for g in (x, y))
    return bool(of) and all(differ(p, q) for p in one for q in other)


def differ(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers cannot both be right, with their bounds: "at least 12" goes with 15."""
    return _above(one.low, other.high) or _above(other.low, one.high)


def _above(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high * 1.000001


def _is_vague(quantity: Quantity) -> bool:
    """Whether a number is an order of magnitude: "hundreds"."""
    return quantity.low is not None and quantity.high is not None and quantity.high >= _VAGUE * quantity.low


def _is_told(quantity: Quantity, gist: Gist) -> bool:
    return quantity.low is not None and f"#{quantity.low:g}" in gist.known


def _turned(x: Gist, y: Gist) -> bool:
    """Whether one says that it is so, the other that it is not, or the contrary."""
    return any(pole[1:] in {p[1:] for p in y.poles} and pole not in y.poles for pole in x.poles)


def _one_act(one: Quantity, other: Quantity, x: Gist, y: Gist) -> bool:
    stating = listed("growing", "stating")
    return one.act == other.act or bool(set(x.poles) & set(y.poles) or {one.act, other.act} & stating)


@once_of
def once(gist: Gist) -> set[str]:
    """What of a stand comes about once."""
    ends, predicates = _once()
    return {p for p in gist.poles if p in ends or (p[:3] == "+v:" and p[3:] in predicates)}


def _names(gist: Gist, persons: tuple[str, ...]) -> bool:
    """Whether a clause names one of some persons beside who acts."""
    return bool(gist.called) and not persons_apart(persons, gist.called)


def _happens_to_others(x: Gist, y: Gist) -> bool:
    """Whether what comes about once is of two classes, or happens to two things or persons."""
    mine, yours = (
        {words[0]: words[1:] for told in gist.content if told[0] == "~" and (words := told[1:].split())}
        for gist in (x, y)
    )
    both = mine.keys() & yours.keys()
    if not both:
        return bool(mine and yours)
    return all(_are_two(mine[name], yours[name], x, y) for name in both)


def _are_two(one: Sequence[str], other: Sequence[str], x: Gist, y: Gist) -> bool:
    """Whether the words for what it happens to are of two: their names, or where there are none, the words."""
    names, others = _named(one, x), _named(other, y)
    if names and others:
        return names.isdisjoint(others)
    if names or others:
        return not (names <= {*y.names, *y.known} and others <= {*x.names, *x.known})
    return bool(one and other) and not any(not senses(word).isdisjoint(senses(w)) for word in one for w in other)


def _named(theme: Sequence[str], gist: Gist) -> set[str]:
    """The names by which something is called that comes first in a theme; "an X commander" is called by none."""
    return {*theme} & {*gist.names} if theme and theme[0] in gist.names else set()


@cache
def _once() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(table("stances")["once"]["ends"]), frozenset(table("stances")["once"]["predicates"])


def may_date(a: Statement, b: Statement) -> bool:
    """Whether two date what comes about once, on two days that cannot both be right."""
    x, y = a.gist, b.gist
    if x.mood != y.mood or x.dated is None or y.dated is None or once(x).isdisjoint(once(y)):
        return False
    if persons_apart(x.acting, y.acting) and not (_names(y, x.acting) or _names(x, y.acting)):
        return False  # two persons, of whom neither has it with the other
    if x.first is None or y.first is None or x.last is None or y.last is None:
        return False
    if abs((a.said - b.said).days) > TOLD_DAYS:
        return False
    if _is_until(a) and _is_until(b):
        apart = abs((x.last - y.last).days)
    elif (x.last - x.first).days > 1 or (y.last - y.first).days > 1:
        return False
    else:
        apart = max((y.first - x.last).days, (x.first - y.last).days)
    if not 0 < apart <= DATES_APART or (apart == 1 and "gmt" in {*x.known, *y.known}):
        return False
    if f"#{x.first}" in y.known or f"#{y.first}" in x.known:
        return False
    return not (x.mood == "will" and same_speaker(a, b) and a.said != b.said)  # what was put off


def _is_until(one: Statement) -> bool:
    """Whether something is to be done from now until a day: "by November 23", not by the end of a week or month."""
    first, last = one.gist.first, one.gist.last
    if one.gist.mood != "will" or first != one.said or last is None or (last - first).days <= 1:
        return False
    return last.isoweekday() < _SUNDAY and (last + DAY).day != 1


def _is_of_same_ones(about: Topic, x: Gist, y: Gist) -> bool:
    """Whether two say nothing but the same of the same two, on days near each other."""
    if x.first is None or y.first is None or abs((x.first - y.first).days) > NEAR_DAYS:
        return False
    return about.parties >= 2 and about.foremost and about.told == 2 and max(about.alone) <= NEXT_TO_NOTHING


def dates(a: Statement, b: Statement, about: Topic) -> bool:
    """Whether one happening is dated on two days that cannot both be right."""
    x, y = a.gist, b.gist
    if not may_date(a, b) or not is_one_thing(about) or owners_apart(x, y) or _happens_to_others(x, y):
        return False
    same = same_speaker(a, b) and about.things >= 1 and about.parties and max(about.alone) <= NEXT_TO_NOTHING
    return about.names >= 1 or about.things >= 2 or bool(same) or _is_of_same_ones(about, x, y)


def day_told(one: Statement) -> dt.date | None:
    """The day that is told of something: of what is to be done by a day, that one."""
    return one.gist.last if _is_until(one) else one.gist.first
