"""Which events of several dispatches are one happening, and why.

Pure, and of the set of tellings alone: so the answer is the same in whatever order their dispatches arrive.
Conservative: the same two parties, the same sort of event, days that meet, and nothing that tells the two apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from models.comparing.apart import event_key
from models.comparing.clashes import differ
from models.records import Event, Gist, Mention

#: An event is looked for under each of its days, up to so many.
_MOST_DAYS: Final = 3
#: Members of a group that a further one is compared with.
_SAMPLE: Final = 24

_REAL = frozenset({"happened", "ongoing", "repeated"})


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one dispatch tells it; `n` names it, `rank` puts tellings in an order that is always the same."""

    n: int
    rank: tuple[bool, int, str]
    dispatch: int
    event: Event
    gist: Gist


class Alike(NamedTuple):
    """That two tellings are one happening: how much speaks for it, and what, in words."""

    strength: int
    reasons: tuple[str, ...]


def keys(event: Event, gist: Gist) -> list[str]:
    """Where a telling's neighbours are found: sort of event, parties, day; none for the undated or possible."""
    if event.when is None or event.status == "possible" or not event.sources:
        return []
    first, last = event.when.earliest, event.when.latest
    if first is None or last is None:
        days = [event.when.edtf]
    elif (last - first).days < _MOST_DAYS:
        days = [(first + dt.timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    else:
        days = [f"{first}/{last}"]
    pairs = {"-".join(sorted(pair)) for pair in _pairs(gist)}
    return [f"O|{event.category}|{pair}|{day}" for pair in sorted(pairs) for day in days]


def _pairs(gist: Gist) -> set[tuple[str, str]]:
    others = [key for key in gist.others if key not in gist.agents]
    if not others and len(gist.agents) > 1 and set(gist.agents) == set(gist.others):
        return {(a, b) for a in gist.agents for b in gist.others if a < b}
    return {(a, b) for a in gist.agents for b in others or [""]}


def alike(one: Telling, other: Telling) -> Alike | None:
    """Why two tellings are one happening; None where they are not, or it is not sure."""
    a, b = sorted((one, other), key=lambda t: t.rank)
    if a.n == b.n or a.event.category != b.event.category or conflict(a, b):
        return None
    reasons, strength = _grounds(a, b)
    needed = 2 if a.dispatch == b.dispatch else 1
    return Alike(strength, tuple(reasons)) if strength >= needed else None


def conflict(a: Telling, b: Telling) -> bool:
    """Whether something tells the two apart: status, parties, days, place, thing, persons or numbers."""
    x, y, g, h = a.event, b.event, a.gist, b.gist
    if (x.status in _REAL) != (y.status in _REAL) or (x.status not in _REAL and x.status != y.status):
        return True
    if not _parties_fit(g, h) or not _days_meet(x, y):
        return True
    if _differ(_places(a), _places(b)) or _differ(g.theme, h.theme) or _persons_differ(x, y):
        return True
    if g.predicate != h.predicate and not set(g.theme) & set(h.theme) and x.category not in ("CONSULT", "AGREE"):
        return True
    return any(p.counted == q.counted and p.act == q.act and differ(p, q) for p in g.quantities for q in h.quantities)


def _grounds(a: Telling, b: Telling) -> tuple[list[str], int]:
    """What the two have in common beyond sort and parties, in words, and how much it weighs."""
    g, h = a.gist, b.gist
    assert a.event.when is not None
    parties = " and ".join(dict.fromkeys(m.actor.name for m in (*a.event.sources, *a.event.targets)))
    reasons = [f"the same parties ({parties})", f"the same sort of event ({a.event.category})"]
    day = a.event.when.edtf if a.event.when.edtf == getattr(b.event.when, "edtf", None) else "days that meet"
    reasons.append(f"the same time ({day})" if day != "days that meet" else day)
    strength = 0
    places = sorted(_places(a) & _places(b))
    if places:
        reasons.append(f"the same place ({', '.join(places)})")
        strength += 2
    things = sorted(set(g.theme) & set(h.theme))
    if things:
        reasons.append(f"the same thing ({', '.join(things)})")
        strength += 1
    persons = sorted(_persons(a.event) & _persons(b.event))
    if persons:
        reasons.append("the same persons")
        strength += 1
    numbers = [
        q.text for q in g.quantities for p in h.quantities if (p.counted, p.low, p.high) == (q.counted, q.low, q.high)
    ]
    if numbers:
        reasons.append(f"the same number ({numbers[0]})")
        strength += 2
    if g.predicate == h.predicate and _is_exact(a.event) and _is_exact(b.event):
        strength += 1
    return reasons, strength


def _is_exact(event: Event) -> bool:
    return event.when is not None and not event.when.approximate and event.when.earliest is not None


def _parties_fit(g: Gist, h: Gist) -> bool:
    """The same ones act on the same ones; reciprocal events either way."""
    if set(g.agents) == set(g.others) or set(h.agents) == set(h.others):
        one, other = {*g.agents, *g.others}, {*h.agents, *h.others}
        return one == other
    if set(g.agents) != set(h.agents):
        return False
    return not g.others or not h.others or set(g.others) == set(h.others)


def _days_meet(x: Event, y: Event) -> bool:
    if x.when is None or y.when is None:
        return False
    if x.when.edtf == y.when.edtf:
        return True
    (a, b), (c, d) = ((w.earliest, w.latest) for w in (x.when, y.when))
    if a is None or b is None or c is None or d is None:
        return False
    short = (b - a).days < _MOST_DAYS and (d - c).days < _MOST_DAYS
    return short and a <= d and c <= b


def _places(telling: Telling) -> set[str]:
    return set(telling.gist.places)


def _persons(event: Event) -> set[str]:
    return {m.actor.name.split()[-1] for m in _named(event)}


def _named(event: Event) -> Iterable[Mention]:
    return (m for m in (*event.sources, *event.targets) if m.actor.kind == "person" and m.actor.name)


def _persons_differ(x: Event, y: Event) -> bool:
    """Whether for the same country two persons are named that are not the same."""
    by_country: list[dict[str, set[str]]] = [{}, {}]
    for found, event in zip(by_country, (x, y), strict=True):
        for m in _named(event):
            found.setdefault(m.actor.country or "", set()).add(m.actor.name.split()[-1])
    return any(_differ(by_country[0][c], by_country[1][c]) for c in by_country[0].keys() & by_country[1].keys())


def _differ(first: Iterable[str], second: Iterable[str]) -> bool:
    one, other = set(first), set(second)
    return bool(one and other and not one & other)


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
