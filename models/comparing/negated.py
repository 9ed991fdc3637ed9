"""Whether one affirms what the other negates in words that stand on no axis: "no shell landed", "shells fell".

Of one voice on two days or of two on one day; what is negated must be the other's matter in full.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from models.comparing.topics import Topic, is_light
from models.comparing.views import once_of
from models.reading.tables import table
from models.records import TURNED, Gist

#: How much the two must share, of it in words that are no names; how much what is negated may have alone.
_THINGS, _PLAIN, _ALONE = 2.0, 1.0, 0.25
#: The same where one person speaks twice.
_THINGS_OF_ONE: Final = 3.0
#: Days by which two who tell of the same are apart.
DAYS: Final = 1


def sides(x: Gist, y: Gist) -> tuple[Gist, Gist] | None:
    """Which of two is negated and which affirmed; None where both or neither is, or they come to the same."""
    no, yes = (x, y) if is_turned(x) else (y, x)
    return (no, yes) if _end(no) == "turned -" and _end(yes) == "+" else None


@once_of
def _end(gist: Gist) -> str:
    """At which end of all its axes it is; empty where at several."""
    turned = "turned " if is_turned(gist) else ""
    return next((turned + end for end in "+-" if _all_at(gist, end)), "")


def is_turned(gist: Gist) -> bool:
    """Whether all that a clause says is negated by words over it."""
    return TURNED in gist.poles


def key_side(gist: Gist) -> str:
    """On which side a stand is kept to be found by this; empty where on none."""
    told = [word for word in {*gist.theme, *gist.names} if not is_light(word)]
    if len(told) < 2 or gist.mood not in ("fact", "will") or _says_little(gist):
        return ""
    if is_turned(gist):
        return "-" if _all_at(gist, "-") else ""
    return "+" if _all_at(gist, "+") else ""


def _all_at(gist: Gist, end: str) -> bool:
    return all(pole[0] == end for pole in gist.poles if pole != TURNED)


def stand_against(x: Gist, y: Gist, about: Topic, is_person: bool) -> bool:
    """Whether what one negates is what the other affirms."""
    found = sides(x, y)
    if found is None or _says_little(x) or _says_little(y) or not about.foremost:
        return False
    alone = about.alone if found[0] is x else about.alone[::-1]
    if alone[0] > _ALONE or about.things < _THINGS or (about.plain < _PLAIN and not is_person):
        return False
    if is_person:
        return about.things >= _THINGS_OF_ONE and about.plain >= _PLAIN + 1 and alone[1] <= _ALONE
    return about.plain >= _PLAIN + 1 and bool(about.names) and alone[1] <= 1


@cache
def _little() -> frozenset[str]:
    return frozenset(table("stances")["apart"]["predicates"])


def _says_little(gist: Gist) -> bool:
    """Whether its predicate is one of those that are told beside any other: who was hurt, who said something."""
    return gist.predicate in _little()
