"""The axes of `tables/stances.toml` as comparing asks for them: their nature, and at which end one is."""

from __future__ import annotations

from functools import cache
from typing import Final

from models.comparing.tables import of_happenings
from models.comparing.views import once_of
from models.reading.tables import table
from models.records import TURNED, Gist

#: How far the number begins behind the word of which it is, in characters: a blank, "about ".
_RIGHT_BEHIND: Final = 7


@cache
def _axes() -> dict[str, str]:
    return {name: axis["nature"] for name, axis in table("stances")["axis"].items()}


def nature(axis: str) -> str:
    """When two ends of an axis cannot both be."""
    return _axes().get(axis, "deed")


@once_of
def by_side(gist: Gist) -> dict[str, str]:
    """The axes of a gist with its side of each; one of both sides tells nothing."""
    found: dict[str, str] = {}
    for pole in gist.poles:
        if pole == TURNED:
            continue
        side, axis = pole[0], pole[1:]
        found[axis] = side if found.get(axis, side) == side else ""
    parts = of_happenings("in_parts") if _has_a_number_behind(gist) else ()
    return {axis: side for axis, side in found.items() if side and f"{side}{axis}" not in parts}


def _has_a_number_behind(gist: Gist) -> bool:
    """Whether so much of something stands right behind its word: who "won 46.1%" has not won."""
    return any(0 < quantity.span[0] - gist.span[1] <= _RIGHT_BEHIND for quantity in gist.quantities)


@cache
def between() -> frozenset[str]:
    """Axes on which parties may be all that is spoken of."""
    return frozenset(name for name, axis in table("stances")["axis"].items() if axis.get("parties"))


@cache
def with_whom() -> frozenset[str]:
    """Axes on which with whom it is says of which thing one speaks: a coalition, a bloc, a merger."""
    return frozenset(name for name, axis in table("stances")["axis"].items() if axis.get("with_whom"))


@cache
def personal() -> frozenset[str]:
    """Axes on which a person may be all that is spoken of."""
    return frozenset(name for name, axis in table("stances")["axis"].items() if axis.get("personal"))


@cache
def exclusive() -> frozenset[str]:
    """The ends at which only one can be."""
    return frozenset(f"+{name}" for name, axis in table("stances")["axis"].items() if axis.get("exclusive"))


@cache
def blaming() -> frozenset[str]:
    """Axes on which two parties that blame each other are all that is spoken of: who fired first."""
    return frozenset(name for name, axis in table("stances")["axis"].items() if axis.get("blame"))


@cache
def vague() -> frozenset[str]:
    """Axes that say too little to stand against each other."""
    return frozenset({"false", *(f"v:{name}" for name in vague_predicates())})


@cache
def vague_predicates() -> frozenset[str]:
    """Predicates that say too little to stand against their negation."""
    return frozenset(table("stances")["vague"]["predicates"]) - {"talk", "find", "use"}


@cache
def offending() -> frozenset[str]:
    """The axes with an end that is an offence."""
    return frozenset(end[1:] for end in offences())


@cache
def offences() -> frozenset[str]:
    """The ends that are an offence."""
    return frozenset(table("stances")["offence"]["ends"])


@cache
def telling() -> frozenset[str]:
    """Axes whose words themselves say which thing it is: a state of emergency, a surrender, a coalition."""
    return frozenset(table("stances")["telling"]["axes"])
