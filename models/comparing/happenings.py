"""Which events of several dispatches are one happening, and why.

Pure, and of the set of tellings alone: so the answer is the same in whatever order their dispatches arrive.
Conservative: the same two parties, the same sort of event, days that meet, and nothing that tells the two apart.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from models.comparing.apart import event_key
from models.comparing.clashes import differ
from models.comparing.parties import DO, MAY, NOT, go_together, parties
from models.reading.tables import table
from models.records import Event, Gist, Mention, Quantity, When

#: An event is looked for under each of its days, up to so many.
_MOST_DAYS: Final = 3
#: Members of a group that a further one is compared with.
_SAMPLE: Final = 24

#: Keys of one telling and day.
_MOST_KEYS: Final = 12
_DAY: Final = dt.timedelta(days=1)
_WORD = re.compile(r"[^\W_]+")

#: Acts whose numbers go on growing: their counts are not those of other things.
_TOLLS = frozenset({"kill", "wound"})
_UNITS: Final = {"$": "dollar", "€": "euro", "£": "pound"}
#: Sorts between which the wording of one deed may decide, and the sort under whose keys they meet.
_SIBLINGS: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("SANCTION", "REQUEST"),
        ("SANCTION", "COERCE"),
        ("SANCTION", "REJECT"),
        ("AGREE", "SUPPORT"),
        ("AGREE", "COOPERATE"),
        ("SUPPORT", "COOPERATE"),
        ("AID", "COOPERATE"),
        ("RETREAT", "CONCEDE"),
    )
)
_SORTS: Final = {
    **dict.fromkeys(("SANCTION", "REQUEST", "COERCE", "REJECT"), "SANCTION"),
    **dict.fromkeys(("AGREE", "SUPPORT", "COOPERATE", "AID"), "COOPERATE"),
    **dict.fromkeys(("RETREAT", "CONCEDE"), "RETREAT"),
}
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
    """Where a telling's neighbours are found: sort of event, one who acts, one thing told, day; none for the undated.

    So two that leave out or word differently all but one thing still meet; the number of keys is bounded.
    """
    if event.when is None or event.status == "possible" or not event.sources:
        return []
    sort = _SORTS.get(event.category, event.category)
    acting, acted_on = parties(event.sources), parties(event.targets)
    beside = [mark for party in acted_on for mark in party.marks] or list(gist.others[:2])
    things = [*things_told(gist.nouns), *gist.theme]
    numbers = [f"{q.counted}{q.low:g}" for q in gist.quantities[:2] if q.low is not None]
    told = dict.fromkeys((*beside[:3], *gist.places[:2], *things[:3], *numbers, *gist.called[:2]))
    who = dict.fromkeys(mark for party in acting[:3] for mark in party.marks[:2])
    pairs = dict.fromkeys(
        f"{one}-{thing}" if not _is_reciprocal(event) else "-".join(sorted((one, thing)))
        for thing in list(told) or [""]
        for one in list(who)[:3]
        if one != thing
    )
    if len(told) < 2:
        pairs |= dict.fromkeys(f"{one}-" for one in list(who)[:2])
    return [f"O|{sort}|{pair}|{day}" for day in _days(event.when) for pair in list(pairs)[:_MOST_KEYS]]


def _days(when: When) -> list[str]:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return [when.edtf]
    if when.approximate and first == last:
        first, last = first - _DAY, last + _DAY
    if (last - first).days >= _MOST_DAYS:
        return [f"{first}/{last}"]
    return [(first + dt.timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def _is_reciprocal(event: Event) -> bool:
    return bool(event.targets) and {m.actor.id for m in event.sources} == {m.actor.id for m in event.targets}


def things_told(nouns: Iterable[str]) -> dict[str, frozenset[str]]:
    """The nouns of a gist by their last word, with all that qualifies each."""
    found: dict[str, frozenset[str]] = {}
    for noun in nouns:
        *before, head = noun.split(" ")
        found[head] = found.get(head, frozenset()) | frozenset(before)
    return found


def alike(one: Telling, other: Telling) -> Alike | None:
    """Why two tellings are one happening; None where they are not, or it is not sure."""
    a, b = sorted((one, other), key=lambda t: t.rank)
    if a.n == b.n or conflict(a, b):
        return None
    reasons, strength, evidence = _grounds(a, b)
    needed = 2
    if a.dispatch == b.dispatch:
        needed += 1
    if a.event.category != b.event.category:
        needed += 1
    if _deed(a) != _deed(b):
        needed += 1
        # Two deeds that have each a name of their own are seldom one: "arrested" and "attacked".
        if evidence < (4 if {_deed(a), _deed(b)} <= _named_deeds() else 2):
            return None
    if _day_said(a.event) != _day_said(b.event):
        needed += 1
    return Alike(strength, tuple(reasons)) if strength >= needed else None


@cache
def _named_deeds() -> frozenset[str]:
    same: list[list[str]] = table("gists")["same"]
    return frozenset(names[0] for names in same)


def _deed(telling: Telling) -> str:
    """The predicate; an order to leave is an expulsion."""
    gist = telling.gist
    return "expel" if gist.predicate == "order" and {"leav", "leave", "depart"} & set(gist.terms) else gist.predicate


def conflict(a: Telling, b: Telling) -> bool:
    """Whether something tells the two apart: status, parties, days, names, things, persons or numbers."""
    x, y = a.event, b.event
    if (x.status in _REAL) != (y.status in _REAL) or (x.status not in _REAL and x.status != y.status):
        return True
    if x.category != y.category and frozenset({x.category, y.category}) not in _SIBLINGS:
        return True
    if not _parties_fit(x, y)[0] or not _days_meet(x, y) or _persons_differ(x, y):
        return True
    return _names_differ(a, b) or _things_differ(a, b) or _numbers_differ(a.gist, b.gist)


def _grounds(a: Telling, b: Telling) -> tuple[list[str], int, int]:
    """What the two have in common, in words; how much it weighs in all, and without parties and predicate."""
    g, h = a.gist, b.gist
    assert a.event.when is not None
    names = " and ".join(dict.fromkeys(m.actor.name for m in (*a.event.sources, *a.event.targets)))
    sorts = " and ".join(dict.fromkeys((a.event.category, b.event.category)))
    reasons = [f"the same parties ({names})", f"the same sort of event ({sorts})"]
    day = a.event.when.edtf if a.event.when.edtf == getattr(b.event.when, "edtf", None) else "days that meet"
    reasons.append(f"the same time ({day})" if day != "days that meet" else day)
    evidence = 0
    places = sorted((_places(a) | _proper(a)) & (_places(b) | _proper(b)))
    if places:
        reasons.append(f"the same place or name ({', '.join(places)})")
        evidence += 2
    things, exact = _things_shared(a, b)
    if things:
        reasons.append(f"the same thing ({', '.join(things)})")
        evidence += 2 if exact or len(things) > 1 else 1
    if _persons_shared(a, b):
        reasons.append("the same persons")
        evidence += 2
    numbers = [q.text for q in g.quantities for p in h.quantities if _is_same_number(p, q)]
    if numbers:
        reasons.append(f"the same number ({numbers[0]})")
        evidence += 2
    _, acting, acted_on = _parties_fit(a.event, b.event)
    strength = evidence + (acting == DO and acted_on == DO) - (acting != DO)
    strength += bool({*g.terms} & {*h.terms} - _words_counted(a, b))
    if _deed(a) == _deed(b) and _is_exact(a.event) and _is_exact(b.event):
        strength += 1
    return reasons, strength, evidence


def _persons_shared(a: Telling, b: Telling) -> bool:
    """Whether a person whom one names as a party is named by the other, be it beside an office."""
    one, other = _persons(a.event), _persons(b.event)
    return bool(one & ({*b.gist.names} | other) or other & {*a.gist.names})


def _words_counted(a: Telling, b: Telling) -> set[str]:
    """Terms of both that are parties, names or things, and so weigh on their own or not at all."""
    names = _of_parties(a, b) | _proper(a) | _proper(b) | _places(a) | _places(b)
    things = {w for t in (a, b) for noun in (*t.gist.nouns, *t.gist.theme) for w in noun.split(" ")}
    terms = {*a.gist.terms, *b.gist.terms}
    return things | {term for term in terms if any(name.startswith(term) for name in names)}


def _is_same_number(p: Quantity, q: Quantity) -> bool:
    return (_unit(p), p.low, p.high) == (_unit(q), q.low, q.high) and p.low is not None


def _unit(quantity: Quantity) -> str:
    return _UNITS.get(quantity.counted, quantity.counted)


def _numbers_differ(g: Gist, h: Gist) -> bool:
    """Whether the same is counted with another result, or the same figure is of other things or another currency."""
    for p in g.quantities:
        for q in h.quantities:
            tolls = {p.act, q.act} & _TOLLS
            if _unit(p) == _unit(q) and (p.act == q.act or not tolls) and differ(p, q):
                return True
    one, other = ({_unit(q) for q in gist.quantities if q.counted and q.act not in _TOLLS} for gist in (g, h))
    return _differ(one, other) and not {"person", "number"} & (one | other)


def _is_exact(event: Event) -> bool:
    return event.when is not None and not event.when.approximate and event.when.earliest is not None


def _day_said(event: Event) -> str:
    return event.when.edtf.strip("~") if event.when is not None else ""


def _parties_fit(x: Event, y: Event) -> tuple[bool, int, int]:
    """Whether the same ones act on the same ones, how well those who act fit, and how well the others do.

    Where one of the two tells it as done by both, either way round.
    """
    if _is_reciprocal(x) or _is_reciprocal(y):
        one, other = (parties((*e.sources, *e.targets)) for e in (x, y))
        how = go_together(one, other, acting=True) if min(len(one), len(other)) > 1 else NOT
        return how != NOT, how, how
    acting = go_together(parties(x.sources), parties(y.sources), acting=True)
    if acting == NOT:
        return False, NOT, NOT
    acted_on = go_together(parties(x.targets), parties(y.targets), acting=False)
    if acted_on == MAY and not x.targets and not y.targets:
        acted_on = DO if _persons(x) & _persons(y) else MAY
    return acted_on != NOT, acting, acted_on


def _days_meet(x: Event, y: Event) -> bool:
    """Whether two could be of one day; what is only about a day may be the day beside it."""
    if x.when is None or y.when is None:
        return False
    if x.when.edtf == y.when.edtf:
        return True
    (a, b), (c, d) = ((w.earliest, w.latest) for w in (x.when, y.when))
    if a is None or b is None or c is None or d is None:
        return False
    short = (b - a).days < _MOST_DAYS and (d - c).days < _MOST_DAYS
    slack = _DAY if x.when.approximate != y.when.approximate else dt.timedelta(0)
    return short and a <= d + slack and c <= b + slack


def _places(telling: Telling) -> set[str]:
    return set(telling.gist.places)


def _of_parties(*tellings: Telling) -> set[str]:
    """The words that name parties of any of the tellings."""
    mentions = [m for t in tellings for m in (*t.event.sources, *t.event.targets)]
    return {word.lower() for m in mentions for text in (m.actor.name, m.text) for word in _WORD.findall(text)}


def _proper(telling: Telling) -> set[str]:
    of_persons = {w.lower() for m in _named(telling.event) for w in _WORD.findall(m.text)}
    return set(telling.gist.called) - of_persons


def _names_differ(a: Telling, b: Telling) -> bool:
    """Whether each names a place, ship, firm or product of which the other has nothing."""
    if _differ(_places(a), _places(b)):
        return True
    known_of_a, known_of_b = (_places(t) | set(t.gist.called) | set(t.gist.terms) | _of_parties(t) for t in (a, b))
    only_a = (_proper(a) | _places(a)) - known_of_b
    only_b = (_proper(b) | _places(b)) - known_of_a
    return bool(only_a and only_b)


def _things_differ(a: Telling, b: Telling) -> bool:
    """Whether the things told of are others, or one sort of thing is qualified in two ways."""
    one, other = (things_told(t.gist.nouns) for t in (a, b))
    if any(one[head] and other[head] and not one[head] & other[head] for head in one.keys() & other.keys()):
        return True
    themes = [set(t.gist.theme) - _of_acting(t) - _of_places() for t in (a, b)]
    words = [set(told) | {w for before in told.values() for w in before} for told in (one, other)]
    return _differ(*themes) and not words[0] & words[1] - _of_acting(a) - _of_acting(b) - _of_places()


@cache
def _of_places() -> frozenset[str]:
    """Nouns that stand beside the names of places and are no things told of."""
    return frozenset(table("gists")["empty"]["of_places"])


def _of_acting(telling: Telling) -> set[str]:
    """The stems of the words of who acts: they are no things that it is about."""
    words = {w.lower() for m in telling.event.sources for w in _WORD.findall(m.text)}
    return {t for t in (*telling.gist.theme, *things_told(telling.gist.nouns)) if any(w.startswith(t) for w in words)}


def _things_shared(a: Telling, b: Telling) -> tuple[list[str], bool]:
    """The things that both tell of, and whether one of them is qualified alike."""
    one, other = (things_told(t.gist.nouns) for t in (a, b))
    acting = _of_acting(a) | _of_acting(b) | _of_places()
    shared = ((one.keys() | set(a.gist.theme)) & (other.keys() | set(b.gist.theme))) - acting
    shared -= {a.gist.predicate, b.gist.predicate}
    exact = any(one[t] & other[t] for t in shared if t in one and t in other)
    described = [{(p.head, p.country) for p in parties(t.event.targets) if p.head and p.country} for t in (a, b)]
    return sorted(shared), exact or bool(described[0] & described[1])


def _persons(event: Event) -> set[str]:
    return {party.surname for party in parties((*event.sources, *event.targets)) if party.surname}


def _named(event: Event) -> Iterable[Mention]:
    return (m for m in (*event.sources, *event.targets) if m.actor.kind == "person" and m.actor.name)


def _persons_differ(x: Event, y: Event) -> bool:
    """Whether for the same country two persons are named that are not the same."""
    by_country: list[dict[str, set[str]]] = [{}, {}]
    for found, event in zip(by_country, (x, y), strict=True):
        for party in parties((*event.sources, *event.targets)):
            if party.surname:
                found.setdefault(party.country or "", set()).add(party.surname)
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
