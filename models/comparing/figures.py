"""Where two stands of one thing have it in other numbers, or on other days.

Pure. A number that the other dispatch has anywhere, as that of a part or of an earlier count, stands against nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from models.comparing.matters import Statement, is_dated, listed, meet, same_speaker
from models.comparing.topics import Topic, is_one_thing, stories_apart
from models.reading.synonyms import counts_people
from models.reading.tables import table
from models.records import Gist, Quantity

#: Days by which the days given for one happening may lie apart, and by which the dispatches may.
DATES_APART: Final = 35
TOLD_DAYS: Final = 14


def unit(quantity: Quantity) -> str:
    """What a number counts, so that two of one kind may be compared."""
    return "person" if quantity.counted == "person" or counts_people(quantity.counted) else quantity.counted


def may_count(x: Gist, y: Gist) -> bool:
    """Whether both count one kind of thing."""
    return bool(x.quantities and y.quantities) and x.mood == y.mood and not _units(x).isdisjoint(_units(y))


def _units(gist: Gist) -> set[str]:
    return {unit(quantity) for quantity in gist.quantities}


def figures(a: Statement, b: Statement, about: Topic) -> tuple[Quantity, Quantity] | None:
    """Two numbers of one thing that cannot both be right."""
    x, y = a.gist, b.gist
    if x.mood != y.mood or not is_one_thing(about) or stories_apart(x, y):
        return None
    if same_speaker(a, b) and a.said != b.said:
        return None  # who counts on
    if not about.names and not (about.parties and (about.plain >= 2 or about.settings > 2 or about.parties > 1)):
        return None
    if not _at_one_time(a, b, about) or _turned(x, y):
        return None
    days = abs((a.said - b.said).days)
    for one in x.quantities:
        for other in y.quantities:
            if unit(one) != unit(other) or not _all_differ(unit(one), x, y):
                continue
            if _is_told(one, y) or _is_told(other, x) or one.low is None or other.low is None:
                continue
            grows = {one.act, other.act} & listed("growing", "acts")
            if grows and days:
                continue
            if not _one_act(one, other, x, y) and (unit(one) == "person" or about.things < 2 + min(about.alone)):
                continue
            return one, other
    return None


def _at_one_time(a: Statement, b: Statement, about: Topic) -> bool:
    x, y = a.gist, b.gist
    days = abs((a.said - b.said).days)
    if not (is_dated(x) and is_dated(y)):
        return days <= 1
    # The day of saying may have been taken for the day of the thing.
    own = about.names >= 1 and (x.first == a.said or y.first == b.said)
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


def _is_told(quantity: Quantity, gist: Gist) -> bool:
    return quantity.low is not None and f"#{quantity.low:g}" in gist.known


def _turned(x: Gist, y: Gist) -> bool:
    """Whether one says that it is so, the other that it is not, or the contrary."""
    return any(pole[1:] in {p[1:] for p in y.poles} and pole not in y.poles for pole in x.poles)


def _one_act(one: Quantity, other: Quantity, x: Gist, y: Gist) -> bool:
    return one.act == other.act or bool(set(x.poles) & set(y.poles))


def once(gist: Gist) -> set[str]:
    """What of a stand comes about once."""
    ends, predicates = _once()
    return {p for p in gist.poles if p in ends or (p[:3] == "+v:" and p[3:] in predicates)}


@cache
def _once() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(table("stances")["once"]["ends"]), frozenset(table("stances")["once"]["predicates"])


def may_date(x: Gist, y: Gist) -> bool:
    """Whether both are dated, and of a thing that comes about once."""
    dated = x.first is not None and y.first is not None and x.dated is not None and y.dated is not None
    return dated and x.mood == y.mood and not once(x).isdisjoint(once(y))


def dates(a: Statement, b: Statement, about: Topic) -> bool:
    """Whether one happening is dated on two days that cannot both be right."""
    x, y = a.gist, b.gist
    if x.mood != y.mood or a.dispatch == b.dispatch or not once(x) & once(y) or not is_one_thing(about):
        return False
    if x.first is None or y.first is None or x.last is None or y.last is None or x.dated is None or y.dated is None:
        return False
    if abs((a.said - b.said).days) > TOLD_DAYS or (x.last - x.first).days > 1 or (y.last - y.first).days > 1:
        return False
    apart = max((y.first - x.last).days, (x.first - y.last).days)
    if not 0 < apart <= DATES_APART or (apart == 1 and "gmt" in {*x.known, *y.known}):
        return False
    if f"#{x.first}" in y.known or f"#{y.first}" in x.known:
        return False
    if x.mood == "will" and same_speaker(a, b) and a.said != b.said:
        return False  # what was put off
    return about.names >= 1 or about.things >= 2
