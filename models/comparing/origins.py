"""How many independent sources stand behind the tellings of one thing, and why some count once.

Reprints and near-copies, dispatches of one agency, and those that have it from the same agency or official are one
origin; who cannot be told stands for itself. Pure, and of the set of tellings alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import eq
from typing import Final

from models.comparing.parties import party
from models.records import Claim, Dispatch, Mention

#: Sketches of which so large a share agrees are of near copies.
_NEAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class Source:
    """Where a telling comes from: its dispatch's sketch, and whom it has it from, each with the words for it."""

    n: int
    sketch: tuple[int, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)


def near(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two sketches are of near copies."""
    if not one or len(one) != len(other):
        return False
    return bool(sum(map(eq, one, other)) >= _NEAR * len(one))


def tags(dispatch: Dispatch, claim: Claim | None, cited: Iterable[str]) -> dict[str, str]:
    """Whom a telling of a happening has it from: who says so, and every agency on the way but the dispatch's own."""
    named = [m for m in claim.sources if m.actor.kind != "unknown" or m.actor.country] if claim is not None else []
    return _from(dispatch, (*named, *(claim.via if claim is not None else ())), cited)


def relays(dispatch: Dispatch, claim: Claim, cited: Iterable[str]) -> dict[str, str]:
    """Whom a telling of a claim has it from: who passed it on. Who speaks is the same for all that tell it."""
    reporting = [m for m in claim.sources if m.actor.role == "MED"]
    return _from(dispatch, (*reporting, *claim.via), cited)


def _from(dispatch: Dispatch, chain: Iterable[Mention], cited: Iterable[str]) -> dict[str, str]:
    """Those of a chain who are not the dispatch's own agency, and whom it credits; where there are none, that."""
    agency = dispatch.agency or ""
    found: dict[str, str] = {}
    for mention in chain:
        whoever = party(mention.actor).head is not None and mention.actor.country is None  # "sources", "which"
        if not whoever and tag(agency) not in (tag(mention.actor.name), tag(mention.actor.id)):
            found[tag(mention.actor.id)] = mention.actor.name
    for name in cited:
        found[tag(name)] = name
    if not found and agency:
        found[tag(agency)] = agency
    return found


def tag(name: str) -> str:
    """A name as it is compared."""
    return "-".join(name.casefold().split())


def origins(sources: Sequence[Source]) -> dict[int, tuple[int, str]]:
    """For each telling, in order, the number of its origin (from 1), and in words why it is that one's."""
    found: dict[int, tuple[int, str]] = {}
    groups: list[list[Source]] = []
    reasons: dict[int, str] = {}
    for source in sources:
        joined: list[list[Source]] = []
        for group in groups:
            why = next((w for member in group if (w := _common(member, source))), "")
            if why:
                reasons.setdefault(source.n, why)
                joined.append(group)
        groups = [g for g in groups if not any(g is j for j in joined)]
        groups.append([member for group in joined for member in group] + [source])
    order = {source.n: at for at, source in enumerate(sources)}
    for number, group in enumerate(sorted(groups, key=lambda g: min(order[m.n] for m in g)), 1):
        for member in group:
            own = " and ".join(member.tags.values())
            found[member.n] = number, reasons.get(member.n) or (f"from {own}" if own else "stands for itself")
    return found


def _common(one: Source, other: Source) -> str:
    shared = one.tags.keys() & other.tags.keys()
    if shared:
        return "both from " + " and ".join(sorted(one.tags[tag] for tag in shared))
    return "nearly the same words" if near(one.sketch, other.sketch) else ""
