"""Which of many linked tellings are one happening: the strongest likenesses first, never two that conflict.

Pure, and of the set of tellings alone: so the answer is the same in whatever order their dispatches arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from models.comparing.apart import event_key
from models.comparing.likeness import Alike, alike, conflict
from models.comparing.tellings import Telling

#: Members of a group that a further one is compared with.
_SAMPLE: Final = 24


def grouped(
    tellings: Mapping[int, Telling],
    links: Iterable[tuple[int, int, Alike]],
    apart: frozenset[frozenset[str]] = frozenset(),
) -> list[tuple[list[Telling], tuple[str, ...]]]:
    """The happenings of linked tellings, each with its reasons: strongest links first, never two that conflict.

    `apart` are pairs of event keys that the user says are two. Only groups of two and more are returned.
    """
    group: dict[int, list[Telling]] = {n: [t] for n, t in tellings.items()}
    reasons: dict[int, list[str]] = {n: [] for n in tellings}
    ordered = sorted(links, key=lambda link: (-link[2].strength, tellings[link[0]].rank, tellings[link[1]].rank))
    for a, b, why in ordered:
        one, other = group[a], group[b]
        if one is other:
            continue
        if _conflicting(one, other, apart):
            continue
        merged = sorted((*one, *other), key=lambda t: t.rank)
        said = list(dict.fromkeys((*reasons[one[0].n], *reasons[other[0].n], *why.reasons)))
        for telling in merged:
            group[telling.n] = merged
        reasons[merged[0].n] = said
    done: dict[int, tuple[list[Telling], tuple[str, ...]]] = {}
    for members in group.values():
        if len(members) > 1:
            done[members[0].n] = (members, tuple(reasons[members[0].n]))
    return list(done.values())


def _conflicting(one: Sequence[Telling], other: Sequence[Telling], apart: frozenset[frozenset[str]]) -> bool:
    return any(
        conflict(a, b) or frozenset({content_key(a), content_key(b)}) in apart or _twice(a, b)
        for a in one[:_SAMPLE]
        for b in other[:_SAMPLE]
    )


def _twice(a: Telling, b: Telling) -> bool:
    """Whether one dispatch tells of two that only look alike."""
    return a.dispatch == b.dispatch and alike(a, b) is None


def content_key(telling: Telling) -> str:
    """What a telling is by its content, whatever its number."""
    return event_key(telling.rank[2].partition("|")[0], telling.event.span)
