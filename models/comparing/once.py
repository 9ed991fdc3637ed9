"""Where two dispatches tell one happening, that comes about once, on two days that cannot both be right.

Pure, over gists of what comes about once (`reading/gists/once`). To whom or what it happens must be the same by name,
or by its words where both dispatches share names, parties and words besides.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from models.comparing.figures import DATES_APART, TOLD_DAYS
from models.comparing.matters import Statement, bearings, listed, same_speaker
from models.comparing.opposition import Opposed
from models.comparing.views import bag
from models.reading.synonyms import is_weak, told_apart
from models.reading.tables import table
from models.records import Gist
from models.wording import day as day_words

#: How much two must share to be of one happening: a name weighs two, two parties as much, a word one;
#: less where what it happens to bears the same name, or nothing else is called so.
_ENOUGH: Final = 4
_ENOUGH_IF_SURE: Final = 3
_A_NAME: Final = 2


def is_once(gist: Gist) -> bool:
    """Whether a gist is that of what comes about once."""
    return bool(gist.poles) and gist.poles[0][0] == "~"


@cache
def _told(name: str) -> dict[str, Any]:
    found: dict[str, Any] = table("once")["once"][name]
    return found


def keys(gist: Gist) -> list[tuple[str, str]]:
    """Under which keys it is found: its class, with the names and countries it is of."""
    return [(f"E|{gist.poles[0]}|{one}", "") for one in bearings(gist)]


def apart(a: Statement, b: Statement) -> Opposed | None:
    """One happening of two days."""
    x, y = a.gist, b.gist
    if a.dispatch == b.dispatch or x.poles[0] != y.poles[0] or not _are_two_days(a, b) or not _is_one(x, y):
        return None
    if x.dated is None or y.dated is None or x.first is None or y.first is None:
        return None
    why = f"“{x.words}” is dated {day_words(x.first)} by one, {day_words(y.first)} by the other"
    return Opposed("date", why, ((x.dated,), (y.dated,)))


def _are_two_days(a: Statement, b: Statement) -> bool:
    x, y = a.gist, b.gist
    if x.first is None or y.first is None or x.last is None or y.last is None:
        return False
    days = max((y.first - x.last).days, (x.first - y.last).days)
    if not 0 < days <= DATES_APART or abs((a.said - b.said).days) > TOLD_DAYS:
        return False
    if days == 1 and ("gmt" in {*x.known, *y.known} or x.first in (a.said, b.said) or y.first in (a.said, b.said)):
        return False  # the clock of another place, or the day of saying
    if f"#{x.first}" in y.known or f"#{y.first}" in x.known:
        return False
    ahead = [g.first > s.said for g, s in ((x, a), (y, b)) if g.first is not None]
    if ahead[0] != ahead[1]:
        return False
    return not (ahead[0] and a.said != b.said and same_speaker(a, b))  # what was put off


def _is_one(x: Gist, y: Gist) -> bool:
    """Whether it happens to the same, by the names and words of both."""
    told = _told(x.predicate)
    if not listed("growing", "polls").isdisjoint((*x.theme, *x.terms, *y.theme, *y.terms)):
        return False  # one poll, and another
    if told_apart(*(bag((*g.terms, *g.names)).senses.union(g.terms, g.names) for g in (x, y))):
        return False
    mine, yours = ({*g.theme} & {*g.names} for g in (x, y))
    if mine and yours and not mine & yours:
        return False  # two things, each by its name
    if any(of and not of & {*g.proper, *g.known} for of, g in ((mine, y), (yours, x))):
        return False
    if told.get("named") and not mine & yours:
        return False
    if not mine & yours and x.agents and y.agents and not {*x.agents} & {*y.agents}:
        return False
    if {*x.content} != {*y.content}:
        return False
    names = {*x.names} & {*y.names}
    one, other = bag(x.theme), bag(y.theme)
    alike = any(one.met(word) is not None for word in other.words) or bool((mine or yours) and mine ^ yours <= names)
    bare = told.get("rare") and not (x.theme and y.theme) and (names or _of_one_country(x, y))
    if not (mine & yours or alike or bare):
        return False
    sure = mine & yours or (told.get("rare") and names)
    return _weight(x, y, names) >= (_ENOUGH_IF_SURE if sure else _ENOUGH)


def _of_one_country(x: Gist, y: Gist) -> bool:
    """Whether two of one country that are told within a day name no place, person or thing."""
    if x.names or y.names or x.said is None or y.said is None or abs((x.said - y.said).days) > 1:
        return False
    return bool({*x.agents} & {*y.agents})


def _weight(x: Gist, y: Gist, names: set[str]) -> int:
    own, others = (bag((*g.terms, *g.theme, *g.setting)) for g in (x, y))
    words = {sense for word in others.words if not is_weak(word) and (sense := own.met(word)) is not None}
    words -= {*x.proper} | {*y.proper}
    parties = min(len({*x.agents} & {*y.agents}), 2)
    return _A_NAME * min(len(names), 2) + parties + len(words) + bool(_told(x.predicate).get("rare"))
