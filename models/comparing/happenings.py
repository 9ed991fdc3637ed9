"""Which of many linked tellings are one happening, or one claim: the strongest links first, never two that conflict.

Pure, and of the set of tellings alone: so the answer is the same in whatever order their dispatches arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, TypeVar

from models.comparing.agreeing import Said, are_two
from models.comparing.apart import event_key
from models.comparing.likeness import Alike, alike, conflict
from models.comparing.tellings import Telling

#: Members of a group that a further one is compared with.
_SAMPLE: Final = 24


class Member(Protocol):
    """One of those that may be told as one; `n` names it, `rank` puts them in an order that is always the same."""

    @property
    def n(self) -> int:
        """Its number."""

    @property
    def rank(self) -> tuple[Any, ...]:
        """Its place."""


Told = TypeVar("Told", bound=Member)


def grouped(
    tellings: Mapping[int, Telling],
    links: Iterable[tuple[int, int, Alike]],
    apart: frozenset[frozenset[str]] = frozenset(),
) -> list[tuple[list[Telling], tuple[str, ...]]]:
    """The happenings of linked tellings, each with its reasons.

    `apart` are pairs of event keys that the user says are two. Only groups of two and more are returned.
    """

    def two(a: Telling, b: Telling) -> bool:
        if apart and frozenset({content_key(a), content_key(b)}) in apart:
            return True
        return bool(conflict(a, b)) or _twice(a, b)

    return _gathered(tellings, links, two)


def grouped_claims(
    told: Mapping[int, Said], links: Sequence[tuple[int, int, Alike]], apart: frozenset[frozenset[str]] = frozenset()
) -> list[tuple[list[Said], tuple[str, ...]]]:
    """The same of linked claims."""
    linked = {frozenset((a, b)) for a, b, _ in links}

    def two(a: Said, b: Said) -> bool:
        if apart and frozenset({a.key, b.key}) in apart:
            return True
        return frozenset((a.n, b.n)) not in linked and are_two(a, b)

    return _gathered(told, links, two)


def _gathered(
    tellings: Mapping[int, Told], links: Iterable[tuple[int, int, Alike]], two: Callable[[Told, Told], bool]
) -> list[tuple[list[Told], tuple[str, ...]]]:
    """Who is one: strongest links first, none put together of which some are two."""
    group: dict[int, list[Told]] = {n: [t] for n, t in tellings.items()}
    reasons: dict[int, list[str]] = {n: [] for n in tellings}
    ordered = sorted(links, key=lambda link: (-link[2].strength, tellings[link[0]].rank, tellings[link[1]].rank))
    for a, b, why in ordered:
        one, other = group[a], group[b]
        if one is other:
            continue
        if _any_two(one, other, two):
            continue
        merged = sorted((*one, *other), key=lambda t: t.rank)
        said = list(dict.fromkeys((*reasons[one[0].n], *reasons[other[0].n], *why.reasons)))
        for telling in merged:
            group[telling.n] = merged
        reasons[merged[0].n] = said
    done: dict[int, tuple[list[Told], tuple[str, ...]]] = {}
    for members in group.values():
        if len(members) > 1:
            done[members[0].n] = (members, tuple(reasons[members[0].n]))
    return list(done.values())


def _any_two(one: Sequence[Told], other: Sequence[Told], two: Callable[[Told, Told], bool]) -> bool:
    return any(two(a, b) for a in one[:_SAMPLE] for b in other[:_SAMPLE])


def _twice(a: Telling, b: Telling) -> bool:
    """Whether one dispatch tells of two that only look alike."""
    return a.dispatch == b.dispatch and alike(a, b) is None


def content_key(telling: Telling) -> str:
    """What a telling is by its content, whatever its number."""
    return event_key(telling.rank[2].partition("|")[0], telling.event.span)
