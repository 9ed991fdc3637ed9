"""What many dispatches of a store are about says little of two: a clash must stand by what only some of them share.

Pure. In a store of one election year half of all dispatches name the same two candidates, so that two of them share
those names whatever each is of. Which words are common the store counts (`store/spread`); of two dispatches alone
none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from typing import Final

from models.comparing.clashes import Clash, clash, of_form
from models.comparing.matters import Statement, is_named, persons_apart
from models.comparing.topics import NEXT_TO_NOTHING, topic
from models.records import Gist

#: A word is common that so many dispatches have, and one of so many.
_FEWEST, _ONE_OF = 60, 16
#: How many dispatches there are counts in steps of a quarter of the power of two below, so that little changes often.
_STEPS: Final = 2
_WORDS: Final = ("names", "theme", "terms", "setting", "known", "proper")


def bearing(gists: Iterable[Gist]) -> frozenset[str]:
    """What a dispatch is about and the names in it, and ("@") the parties; empty where nothing is compared."""
    found: set[str] = set()
    for gist in gists:
        if gist.poles and of_form(gist) == "stand":
            found.update(gist.setting)
            found.update(word for word in gist.known if word[0] not in "#=")
            found.update(f"@{key}" for key in (*gist.agents, *gist.others))
    return frozenset(found)


def needed(dispatches: int) -> int:
    """In how many dispatches of so many a word must be to be common."""
    below = max(dispatches.bit_length() - 1 - _STEPS, 0)
    return max(_FEWEST, (dispatches >> below << below) // _ONE_OF)


def holds(found: Clash, common: Set[str]) -> bool:
    """Whether two clash in the same way by what is not common."""
    x, y = found.first.gist, found.second.gist
    leaning = shared(x, y) & common
    if not leaning:
        return True
    again = clash(without(found.first, leaning), without(found.second, leaning))
    return (again is not None and again.kind == found.kind) or _is_told_alike(x, y, leaning)


def shared(x: Gist, y: Gist) -> set[str]:
    """The words, and ("@") the parties, that two share: their clash leans on them."""
    return _borne(x) & _borne(y)


def _borne(gist: Gist) -> set[str]:
    words = (word.lstrip("=") for field in _WORDS for word in getattr(gist, field))
    return {word for word in words if word and word[0] != "#"}.union(f"@{key}" for key in (*gist.agents, *gist.others))


def _is_told_alike(x: Gist, y: Gist, common: Set[str]) -> bool:
    """Whether the same one does it in both, and neither is about anything that the other dispatch has not."""
    persons = [[key for key in g.acting if is_named(key)] for g in (x, y)]
    same = all(persons) and not persons_apart(*persons)
    if not same and not any(f"@{key}" not in common for key in {*x.agents} & {*y.agents}):
        return False
    about = topic(x, y)
    if about is None or max(about.alone) > NEXT_TO_NOTHING:
        return False
    doing = {word for key in (*x.agents, *x.acting, *y.agents, *y.acting) for word in key.split("-")}
    return about.plain >= 1 or not {*x.names}.intersection(y.names) <= doing


def without(one: Statement, common: Set[str]) -> Statement:
    """A statement without words that are common; who speaks and acts stays, who stands beside does not."""
    gist = one.gist
    update = {field: tuple(word for word in getattr(gist, field) if word.lstrip("=") not in common) for field in _WORDS}
    others = tuple(key for key in gist.others if f"@{key}" not in common)
    return replace(one, gist=gist.model_copy(update={**update, "others": others}))
