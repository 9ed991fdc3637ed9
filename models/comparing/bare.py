"""A bare no in one dispatch: "there was no shelling by our side", "we have seen no withdrawal".

It says of nothing else what it is of; that it stands in the dispatch of the deed does. Pure, and of two gists alone.
"""

from __future__ import annotations

from typing import Final

from models.comparing.ends import by_side, nature, offences, vague
from models.comparing.matters import Statement
from models.comparing.topics import is_light
from models.records import TURNED, DisagreementKind, Gist

#: Under so many axes one that tells a deed is found.
_MOST: Final = 2


def keys(gist: Gist) -> list[tuple[str, str]]:
    """Under which keys a bare no of a dispatch, and the deeds of it that one tells of oneself, are found."""
    if gist.mood != "fact" or not gist.speakers or not (_is_bare(gist) or _is_own(gist)):
        return []
    axes = [(axis, side) for axis, side in sorted(by_side(gist).items()) if _may_stand(axis)]
    return [(f"S|{axis}|{_dispatch(gist)}", side) for axis, side in axes[:_MOST]]


def apart(a: Statement, b: Statement) -> DisagreementKind | None:
    """The kind in which a bare no stands against a deed of its dispatch; None where it does not."""
    if a.dispatch != b.dispatch or not (a.gist.mood == b.gist.mood == "fact"):
        return None
    for told, answer in ((a.gist, b.gist), (b.gist, a.gist)):
        if not _is_bare(answer) or TURNED in told.poles or not told.speakers or {*told.speakers} & {*answer.speakers}:
            continue
        sides, others = by_side(told), by_side(answer)
        axes = [axis for axis in sides.keys() & others.keys() if sides[axis] != others[axis] and _may_stand(axis)]
        if not axes:
            continue
        if {*told.agents} & {*answer.speakers} & {*answer.agents} and any(sides[x] + x in offences() for x in axes):
            return "denial"
        if _is_own(told) and not answer.agents:
            return "contradiction"
    return None


def _is_bare(gist: Gist) -> bool:
    """Whether one negates a deed, and says next to nothing of what, whom or when."""
    if TURNED not in gist.poles or not gist.speakers or gist.dated is not None:
        return False
    parties = {*gist.others} - {*gist.speakers} - {*gist.agents}
    return not parties and all(is_light(word) for word in (*gist.names, *gist.theme))


def _is_own(gist: Gist) -> bool:
    """Whether one says it of oneself."""
    return bool({*gist.speakers} & {*gist.agents})


def _may_stand(axis: str) -> bool:
    return axis not in vague() and not axis.startswith("v:") and nature(axis) != "measure"


def _dispatch(gist: Gist) -> str:
    return gist.record.rpartition(":")[0] or gist.record
