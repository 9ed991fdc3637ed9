"""Where two dispatches measure one thing and come to other numbers: by what is measured, of what name, and when.

Pure, over gists of measured numbers (`reading/gists/measures`). A name that both share must say of which thing, person
or place it is; a part, a period or a place that only one side tells keeps two numbers apart.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from models.comparing.figures import TOLD_DAYS, differ
from models.comparing.matters import Statement, bearings, is_dated, meet
from models.comparing.opposition import Opposed
from models.comparing.views import bag
from models.reading.synonyms import is_weak, told_apart
from models.reading.tables import table
from models.records import Gist

#: Numbers of one thing that lie farther apart are seldom of one.
_FARTHEST: Final = 8.0
#: How much two must share, with a name or two countries in common and without; and what a name weighs.
_WITH_NAME: Final = 3
_WITHOUT_NAME: Final = 4
_A_NAME: Final = 2


def is_measure(gist: Gist) -> bool:
    """Whether a gist is that of a measured number."""
    return bool(gist.poles) and gist.poles[0][0] == "="


@cache
def _told(measure: str) -> dict[str, Any]:
    found: dict[str, Any] = table("measures")["measure"][measure]
    return found


def keys(gist: Gist) -> list[tuple[str, str]]:
    """Under which keys a measured number is found: its measure and unit, with the names and countries it is of."""
    (quantity,) = gist.quantities
    return [(f"Q|{gist.poles[0]}|{quantity.counted}|{one}", "") for one in bearings(gist)]


def matter(x: Gist, y: Gist) -> tuple[str, ...]:
    """What names the matter of two numbers: of what they are."""
    return tuple(sorted({*x.proper} & {*y.proper})[:3] or sorted({*x.agents} & {*y.agents}))


def apart(a: Statement, b: Statement) -> Opposed | None:
    """Two numbers of one measure and one thing that cannot both be right."""
    x, y = a.gist, b.gist
    (one,), (other,) = x.quantities, y.quantities
    if a.dispatch == b.dispatch or x.predicate != y.predicate or one.counted != other.counted:
        return None
    if not differ(one, other) or _too_far(x, y) or _is_told(x, y) or _is_told(y, x):
        return None
    if set(x.content) != set(y.content) or not _at_one_time(a, b) or not _of_one_thing(x, y):
        return None
    return Opposed("figure", f"“{one.text}” stands against “{other.text}”", ((one.span,), (other.span,)))


def _too_far(x: Gist, y: Gist) -> bool:
    one, other = (g.quantities[0].low or g.quantities[0].high or 0.0 for g in (x, y))
    low, high = sorted((one, other))
    return low <= 0 or high / low > _FARTHEST


def _is_told(x: Gist, y: Gist) -> bool:
    """Whether the number of one side is told by the other anywhere, as it is or rounded."""
    (one,) = x.quantities
    figures = (float(word[1:]) for word in y.known if word[0] == "#" and word.count("-") < 2)
    low, high = one.low, one.high
    if low is None or high is None:
        return any(figure in (low, high) for figure in figures)
    return any(low * 0.999999 <= figure <= high * 1.000001 for figure in figures)


def _at_one_time(a: Statement, b: Statement) -> bool:
    x, y = a.gist, b.gist
    days = abs((a.said - b.said).days)
    told = _told(x.predicate)
    if days and (told.get("grows") or (told.get("again") and not (is_dated(x) and is_dated(y) and meet(x, y)))):
        return False
    if told.get("series"):
        return days <= TOLD_DAYS and (_of_one_period(x, y) or (days <= 1 and not is_dated(x) and not is_dated(y)))
    if not (is_dated(x) and is_dated(y)):
        return days <= 1
    own = x.first == a.said or y.first == b.said  # the day of saying may have been taken for that of the thing
    return days <= TOLD_DAYS and (meet(x, y) or (own and days <= 1))


def _of_one_period(x: Gist, y: Gist) -> bool:
    """Whether both are of one day, month, quarter or year."""
    if is_dated(x) and is_dated(y) and (x.first, x.last) == (y.first, y.last):
        return True
    both = {*x.content} & {*y.content}
    return any(kind.endswith(("quarter", "half", "months")) for kind in both) and meet(x, y)


def _of_one_thing(x: Gist, y: Gist) -> bool:
    """Whether two are of one thing by the names and words that they share, and neither names another."""
    if _are_apart(x, y):
        return False
    told = _told(x.predicate)
    own = bag(x.terms)
    shared = {sense for word in y.terms if (sense := own.met(word)) is not None}
    if told.get("of") and not {*x.terms} & {*y.terms}:
        return False
    if x.nouns != ("0",) or y.nouns != ("0",):
        return bool({*x.names} & {*y.names}) and len(shared) >= _WITH_NAME  # one of several: its own words tell which
    names = {*x.proper} & {*y.proper}
    dyad = len({*x.others} & {*y.others}) > 1
    if not (names or dyad) and (not {*x.agents} & {*y.agents} or _only(x, y) or _only(y, x)):
        return False
    return _weight(x, y) >= (_WITH_NAME if names or dyad else _WITHOUT_NAME)


def _weight(x: Gist, y: Gist) -> int:
    """How much two share: names, countries, words, their day or period; and what is measured, where that is rare."""
    told = _told(x.predicate)
    names = {*x.proper} & {*y.proper}
    mine, yours = (bag((*g.terms, *g.setting)) for g in (x, y))
    words = {sense for word in yours.words if not is_weak(word) and (sense := mine.met(word)) is not None} - names
    parties = 2 * (len({*x.others} & {*y.others}) > 1) or int(len({*x.agents} & {*y.agents}) > 1)
    day = int(_of_one_period(x, y))
    day += day and bool(told.get("series")) and (x.first is None or x.first != x.last)  # one month, one year
    rare = not (told.get("grows") or told.get("again"))
    return _A_NAME * min(len(names), 2) + parties + len(words) + day + rare


def _are_apart(x: Gist, y: Gist) -> bool:
    """Whether each names what the other has nowhere, or they are done to two."""
    names = {*x.names} & {*y.names}
    if _only(x, y) and _only(y, x):
        return True
    if told_apart(*(bag((*g.terms, *g.names)).senses.union(g.terms, g.names) for g in (x, y))):
        return True
    one, other = (x.others, y.others) if names else (x.agents, y.agents)
    if one and other and not {*one} & {*other}:
        return True
    if {*x.others} - {*y.others} and {*y.others} - {*x.others}:
        return True  # grain for one country, and for another
    if x.names and y.names and not names and _only(x, y) and not {*y.names} <= {*x.proper}:
        return True
    if not _told(x.predicate).get("whose"):
        return False
    return not {*x.theme} & {*y.theme} if x.theme and y.theme else not {*x.called} & {*y.called}


def _only(x: Gist, y: Gist) -> list[str]:
    """The names beside a number that the other dispatch has nowhere."""
    there = {*y.known, *y.setting, *y.proper, *y.terms}
    told = (*x.spots, *x.called) if {*x.names} & {*y.names} else x.names
    return [name for name in told if name not in there]
