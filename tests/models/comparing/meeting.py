"""Two dispatches of a sentence or two, and where their gists clash: as comparing finds it, where their keys meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from models.comparing.clashes import Clash, clash, keys, of_form
from models.comparing.matters import Statement
from models.comparing.near import may_meet, voice
from models.library import read_dispatch
from models.records import Gist


@cache
def gists(text: str, day: int, form: str, dispatch: str = "a") -> tuple[Gist, ...]:
    """The gists of a form (`of_form`) that a dispatch of a day of September has."""
    reading = read_dispatch(text, id=dispatch, date=dt.date(2025, 9, day), agency="Sample Wire")
    return tuple(gist for gist in reading.gists if gist.poles and of_form(gist) == form)


def poles(text: str) -> set[tuple[str, str]]:
    """The poles of what a sentence stands for, each with its mood."""
    return {(pole, gist.mood) for gist in gists(text, 8, "stand") for pole in gist.poles}


def clashes(first: str, second: str, form: str, day: int = 8, later: int = 0) -> Iterator[Clash]:
    """The clashes of two dispatches, the second so many days later, by their gists of a form."""
    for a in gists(first, day, form):
        for b in gists(second, day + later, form, "b"):
            if _meet(a, b):
                found = clash(Statement(a, "a", "A"), Statement(b, "b", "B"))
                if found is not None:
                    yield found


def _meet(a: Gist, b: Gist) -> bool:
    """Whether two stand under a common key, and near enough for it; what they are of is not asked for here."""
    assert a.said is not None
    assert b.said is not None
    common = {key for key, _ in keys(a)} & {key for key, _ in keys(b)}
    days, one_voice = abs((a.said - b.said).days), bool(voice(a) & voice(b))
    return any(may_meet(key[0], days, 1, one_voice) for key in common)


def kinds(first: str, second: str, later: int = 0) -> set[str]:
    """The kinds in which the clauses of two dispatches of 8 September, and of days later, clash."""
    return {found.kind for found in clashes(first, second, "stand", later=later)}
