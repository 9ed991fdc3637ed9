"""Whether two statements are of the same ones, at the same time: what a clash presupposes.

Pure, over gists alone; `stands` and `figures` have the rules that ask it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.comparing.views import once_of
from models.reading.tables import table
from models.records import Gist

#: Days within which one who says the contrary of what it said has turned.
TURN_DAYS: Final = 400
#: Under so many names and countries a number or a happening is found, so many of them countries.
_MOST_BEARINGS: Final = 6
_COUNTRIES: Final = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """A gist with what must be known of its dispatch."""

    gist: Gist
    dispatch: str
    agency: str = ""

    @property
    def said(self) -> dt.date:
        """When it was said; the first of days where nobody knows."""
        return self.gist.said or dt.date.min


def bearings(gist: Gist) -> list[str]:
    """The names and countries by which a measured number, or what comes about once, is found."""
    countries = (f"@{country}" for country in gist.agents[:_COUNTRIES])
    return [*gist.proper[: _MOST_BEARINGS - _COUNTRIES], *countries]


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """The words of a list in the table of gists."""
    return frozenset(table("gists")[section][key])


def same_speaker(a: Statement, b: Statement) -> bool:
    """Whether one actor speaks twice, or two speak for one whose own position it is."""
    x, y = a.gist, b.gist
    if x.speakers and y.speakers and (_one_person(x.speakers, y.speakers) or _is_named(x, y) or _is_named(y, x)):
        return True
    if x.mood != "will" or not doers(x) & doers(y) or persons_apart(x.speakers[:1], y.speakers[:1]):
        return False
    return all(not g.speakers or bool(set(g.speakers) & set(g.agents)) or _is_office(g.speakers) for g in (x, y))


def _is_named(holder: Gist, person: Gist) -> bool:
    """Whether one is told by the holder of an office whom its dispatch names, and the other by a person so named."""
    key, name = holder.speakers[0], person.speakers[0].rpartition("-")[2]
    countries = [{k for k in gist.speakers if is_country(k)} for gist in (holder, person)]
    if (countries[0] and countries[1] and not countries[0] & countries[1]) or is_country(key) or len(name) < 4:
        return False
    held = not listed("own", "holders").isdisjoint(key.split("-"))
    return held and name in holder.known and name not in holder.names


def _is_office(speakers: tuple[str, ...]) -> bool:
    """Whether an office speaks that does not name its country."""
    return len(speakers) == 1 and is_office(speakers[0])


def is_office(key: str) -> bool:
    """Whether the key of an actor is that of an office, or of who speaks for one."""
    return key.rpartition("-")[2] in listed("own", "offices")


def _one_person(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether speakers are one: of one name and country, or the one by the surname of the other alone."""
    one, other = first[0].split("-"), second[0].split("-")
    if one[0] in listed("own", "anyone"):
        return False  # "each candidate", "a voter": another one each time
    countries = [{key for key in keys_ if is_country(key)} for keys_ in (first, second)]
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return False
    return first[0] == second[0] or (one[-1] == other[-1] and 1 in (len(one), len(other)))


def same_ones(x: Gist, some: Iterable[str], y: Gist, others: Iterable[str]) -> bool:
    """Whether some of one gist and of another are the same: by key, by surname, or by what both are and a name near."""
    first, second = set(some), set(others)
    if first & second:
        return True
    near = {word for word in {*x.known} & {*y.known} if word[0] not in "#="}
    return any(_are_one(one, other, near) for one in first for other in second)


def _are_one(one: str, other: str, near: set[str]) -> bool:
    if is_country(one) or is_country(other):
        return False
    last = one.rpartition("-")[2]
    if last == other.rpartition("-")[2] and last in near:
        return True
    kinds = [re.split(r"-(?:of|in|at|from|for)-", key)[0].rpartition("-")[2] for key in (one, other)]
    described = all(key.partition("-")[0] in ("the", "its", "his", "her", "their", "a") for key in (one, other))
    return bool(described and near and kinds[0] == kinds[1])


def persons_apart(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether both tell persons by name, and none is the same: "the senator" may be anyone."""
    first, second = ([key.split("-") for key in keys if is_named(key)] for keys in (one, other))
    return bool(first and second) and not any(_may_be_one(a, b) for a in first for b in second)


def is_named(key: str) -> bool:
    """Whether somebody is kept by a name of his own: no country, nor who is only described."""
    first, last = key.partition("-")[0], key.rpartition("-")[2]
    if is_country(key) or is_office(key):
        return False
    return first not in listed("own", "determiners") and last not in listed("own", "holders")


def _may_be_one(one: list[str], other: list[str]) -> bool:
    """Whether two names may be of one person: of one surname, and of one first name where both have one."""
    return one[-1] == other[-1] and (1 in (len(one), len(other)) or bool({*one[:-1]} & {*other[:-1]}))


@once_of
def doers(gist: Gist) -> set[str]:
    """Who does it, without those whom a count or a bare kind names ("two men", "the army"): they may be anyone."""
    kinds, counts = listed("anyone", "kinds"), listed("anyone", "counts") | listed("own", "anyone")
    return {
        key for key in gist.agents if key not in kinds and key.partition("-")[0] not in counts and not key[0].isdigit()
    }


def one_doer(x: Gist, y: Gist) -> bool:
    """Whether the same one does it, as far as both say who by name; of persons, whether the same are told of."""
    if persons_apart(x.acting, y.acting):
        return False
    one, other = doers(x), doers(y)
    countries = [{k for k in keys_ if is_country(k)} for keys_ in (one, other)]
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return False
    if x.called and y.called and not {*x.called} & {*y.called, *y.known} and not {*y.called} & {*x.known}:
        return False
    if one and other and x.called and y.called:
        # Persons stand among the parties as their countries: who acts is told first.
        first, second = x.called[:2], y.called[:2]
        if first[0] not in second and second[0] not in first:
            return False
    if not one or not other or one & other:
        return True
    if x.mood == y.mood == "will":
        return not (_is_foreign(x, one, y) or _is_foreign(y, other, x))
    return not (_all_named(x, one) and _all_named(y, other))


def _all_named(gist: Gist, doing: set[str]) -> bool:
    """Whether all who do it are told by names of their own."""
    names = {*gist.names, *gist.called}
    return all(names & set(key.split("-")) for key in doing)


def _is_foreign(gist: Gist, doing: set[str], other: Gist) -> bool:
    """Whether all who do it have names that the other dispatch has nowhere."""
    told = {*other.known, *other.names, *other.setting, *other.terms}
    named = all(is_country(key) or {*gist.names, *gist.called} & set(key.split("-")) for key in doing)
    return named and not any(told & set(key.split("-")) for key in doing)


def is_country(key: str) -> bool:
    """Whether a party's key is a country's code."""
    return len(key) == 3 and key.isupper()


def is_dated(gist: Gist) -> bool:
    """Whether its words say when it was."""
    return gist.first is not None or gist.last is not None


def _interval(gist: Gist) -> tuple[dt.date, dt.date]:
    return gist.first or dt.date.min, gist.last or dt.date.max


def meet(x: Gist, y: Gist) -> bool:
    """Whether the two may be of one time; what has no date may be of any."""
    (a, b), (c, d) = _interval(x), _interval(y)
    return a <= d and c <= b
