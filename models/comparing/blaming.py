"""Who began it: two sides that each say the other did, or the one that is said to have done it and denies it.

Of such a deed ("fired first") there need be no other word: within some days the parties say which it is. Pure.
"""

from __future__ import annotations

from models.comparing.denials import ANSWER_DAYS
from models.comparing.ends import blaming, by_side
from models.comparing.matters import Statement, is_country, is_dated, meet
from models.records import DisagreementKind, Gist


def keys(gist: Gist) -> list[tuple[str, str]]:
    """Under which keys two that blame each other meet: the two of them, with who it is as the side."""
    found: list[tuple[str, str]] = []
    for axis, side in by_side(gist).items():
        if axis in blaming() and side == "+" and gist.mood == "fact":
            for agent in filter(is_country, gist.agents[:2]):
                for speaker in filter(is_country, gist.speakers[:2]):
                    if agent != speaker:
                        pair = sorted((agent, speaker))
                        found.append((f"S|{axis}|{'~'.join(pair)}", "+" if agent == pair[0] else "-"))
    return found


def blames(gist: Gist) -> bool:
    """Whether somebody says of others that they began it, which accuses them."""
    began = any(side == "+" and axis in blaming() for axis, side in by_side(gist).items())
    return began and bool(gist.speakers) and not {*gist.speakers} & {*gist.agents}


def apart(a: Statement, b: Statement) -> DisagreementKind | None:
    """The kind in which two stand against each other over who began it; None where they do not."""
    x, y = a.gist, b.gist
    sides, others = by_side(x), by_side(y)
    both = [axis for axis in blaming() if sides.get(axis) and others.get(axis)]
    if not both or not (x.mood == y.mood == "fact") or not (x.speakers and y.speakers) or not _are_near(a, b):
        return None
    if {*x.speakers} & {*y.speakers}:
        return None
    if any(sides[axis] == others[axis] == "+" for axis in both) and _each_other(x, y):
        return "contradiction"
    for told, answer, axes in ((x, y, sides), (y, x, others)):
        if any(axes[axis] == "+" for axis in both) and _is_answered(told, answer):
            return "denial" if any(sides[axis] != others[axis] for axis in both) else None
    return None


def why(x: Gist, y: Gist, kind: DisagreementKind) -> str:
    """In words, how they stand against each other."""
    if kind == "contradiction":
        return f"“{x.words}” and “{y.words}” is what each says of the other"
    return f"“{x.words}” stands against “{y.words}”"


def _are_near(a: Statement, b: Statement) -> bool:
    """Whether both may tell of one time."""
    if abs((a.said - b.said).days) > ANSWER_DAYS:
        return False
    return meet(a.gist, b.gist) if is_dated(a.gist) and is_dated(b.gist) else True


def _each_other(x: Gist, y: Gist) -> bool:
    """Whether each of two countries says that the other did it."""
    return bool(_countries(x.agents, y.speakers) and _countries(y.agents, x.speakers)) and not {*x.agents} & {*y.agents}


def _countries(some: tuple[str, ...], others: tuple[str, ...]) -> set[str]:
    return {key for key in {*some} & {*others} if is_country(key)}


def _is_answered(told: Gist, answer: Gist) -> bool:
    """Whether one says of itself that it did not what the other says it did."""
    return bool({*answer.speakers} & {*answer.agents} & {*told.agents})
