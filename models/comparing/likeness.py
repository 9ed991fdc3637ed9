"""Whether two tellings are of one happening, and why.

Conservative: the same parties as far as both name them, the same sort of event, days that meet, something particular
in common, and nothing that tells the two apart. Pure, and of the two tellings alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from models.comparing.clashes import differ
from models.comparing.parties import DO, MAY, NOT, Party, go_together, parties
from models.comparing.tellings import (
    DAY,
    MOST_DAYS,
    REAL,
    Formed,
    Telling,
    deed,
    is_reciprocal,
    named,
    names,
    of_acting,
    of_parties,
    of_places,
    persons,
    places,
    things_told,
    words_of_name,
)
from models.reading.tables import table
from models.records import Event, Gist

#: Acts whose numbers go on growing: their counts are not those of other things.
_TOLLS = frozenset({"kill", "wound"})
#: Sorts between which the wording of one deed may decide.
_SIBLINGS: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("SANCTION", "REQUEST"),
        ("SANCTION", "COERCE"),
        ("SANCTION", "REJECT"),
        ("AGREE", "SUPPORT"),
        ("AGREE", "COOPERATE"),
        ("AGREE", "CONCEDE"),
        ("SUPPORT", "CONCEDE"),
        ("SUPPORT", "COOPERATE"),
        ("AID", "COOPERATE"),
        ("RETREAT", "CONCEDE"),
        ("RETREAT", "COOPERATE"),
    )
)
#: Evidence without which two deeds that are worded differently are two; more where both have names of their own.
_OTHER_WORDS, _OTHER_DEEDS = 2, 4


#: Judgements that are kept: of the tellings of a day or two, so that copies cost nothing.
_REMEMBERED: Final = 8192


class Alike(NamedTuple):
    """That two tellings are one happening: how much speaks for it, and what, in words."""

    strength: int
    reasons: tuple[str, ...]


class _Common(NamedTuple):
    """What two tellings have in common that is particular: names, places, persons, numbers, things."""

    names: tuple[str, ...]
    places: tuple[str, ...]
    persons: bool
    #: … and one of them not as one who acts on others.
    undergoers: bool
    numbers: tuple[str, ...]
    things: tuple[str, ...]
    exact: bool

    @property
    def is_particular(self) -> bool:
        """Whether it is more than a place and a sort of thing."""
        return bool(self.names or self.undergoers or self.numbers)


def alike(one: Telling, other: Telling) -> Alike | None:
    """Why two tellings are one happening; None where they are not, or it is not sure."""
    if one.n == other.n:
        return None
    a, b = sorted((one, other), key=lambda t: t.rank)
    if a.form and b.form:
        return _alike_by_form(Formed(a), Formed(b), a.dispatch == b.dispatch)
    return _alike(a, b)


@lru_cache(maxsize=_REMEMBERED)
def _alike_by_form(a: Formed, b: Formed, _in_one_dispatch: bool) -> Alike | None:
    return _alike(a.telling, b.telling)


def _alike(a: Telling, b: Telling) -> Alike | None:
    common = _common(a, b)
    if _apart(a, b, common):
        return None
    reasons, strength, evidence = _grounds(a, b, common)
    needed = 2
    needed += a.dispatch == b.dispatch
    needed += not (_is_exact(a.event) or _is_exact(b.event))
    needed += a.event.category != b.event.category
    needed += _day_said(a.event) != _day_said(b.event)
    needed += not (a.event.sources and b.event.sources)
    if deed(a) != deed(b):
        needed += 1
        known = {deed(a), deed(b)} <= _named_deeds() or a.dispatch == b.dispatch
        if evidence < (_OTHER_DEEDS if known else _OTHER_WORDS):
            return None
    return Alike(strength, tuple(reasons)) if strength >= needed else None


def conflict(a: Telling, b: Telling) -> bool:
    """Whether something tells the two apart: status, parties, days, names, things, persons or numbers."""
    if a.form and b.form:
        return _conflict_by_form(Formed(a), Formed(b))
    return _apart(a, b, _common(a, b))


@lru_cache(maxsize=_REMEMBERED)
def _conflict_by_form(a: Formed, b: Formed) -> bool:
    return _apart(a.telling, b.telling, _common(a.telling, b.telling))


def _apart(a: Telling, b: Telling, common: _Common) -> bool:
    x, y = a.event, b.event
    if (x.status in REAL) != (y.status in REAL) or (x.status not in REAL and x.status != y.status):
        return True
    if x.category != y.category and frozenset({x.category, y.category}) not in _SIBLINGS:
        return True
    if not _days_meet(x, y) or _persons_differ(x, y) or not _parties_fit(a, b, common)[0]:
        return True
    return _names_differ(a, b, common) or _things_differ(a, b, common) or _numbers_differ(a.gist, b.gist)


@cache
def _named_deeds() -> frozenset[str]:
    same: list[list[str]] = table("gists")["same"]
    return frozenset(names[0] for names in same)


def _common(a: Telling, b: Telling) -> _Common:
    called = [set(names(t)) | {w for w in persons(t.event) if w not in t.gist.places} for t in (a, b)]
    spots = [places(t) | {*t.gist.called} for t in (a, b)]
    acting = {w for t in (a, b) for p in parties(t.event.sources) for w in (*p.proper, p.surname or "")}
    shared = called[0] & called[1] - acting
    located = (places(a) | places(b)) & spots[0] & spots[1] - acting - _of_persons(a) - _of_persons(b)
    numbers = _numbers_shared(a.gist, b.gist)
    things, exact = _things_shared(a, b)
    who = _persons_shared(a, b)
    doers = {w for t in (a, b) for m in t.event.sources if t.event.targets for w in words_of_name(m)}
    undergone = who and not all(persons(t.event) <= doers for t in (a, b))
    named_both = tuple(sorted(shared - located - doers))
    return _Common(named_both, tuple(sorted(located)), who, undergone, numbers, things, exact)


def _grounds(a: Telling, b: Telling, common: _Common) -> tuple[list[str], int, int]:
    """What the two have in common, in words; how much it weighs in all, and without parties and predicate."""
    assert a.event.when is not None
    called = " and ".join(dict.fromkeys(m.actor.name for m in (*a.event.sources, *a.event.targets)))
    sorts = " and ".join(dict.fromkeys((a.event.category, b.event.category)))
    reasons = [f"the same parties ({called})", f"the same sort of event ({sorts})"]
    day = a.event.when.edtf if a.event.when.edtf == getattr(b.event.when, "edtf", None) else "days that meet"
    reasons.append(f"the same time ({day})" if day != "days that meet" else day)
    evidence = 0
    if common.places or common.names:
        reasons.append(f"the same place or name ({', '.join((*common.places, *common.names))})")
        evidence += 2 + (len(common.names) > 1) + (bool(common.places) and bool(common.names))
    if common.things:
        reasons.append(f"the same thing ({', '.join(common.things)})")
        evidence += 2 if common.exact or len(common.things) > 1 else 1
    if common.persons:
        reasons.append("the same persons")
        evidence += 2 if common.undergoers else 1
    if common.numbers:
        reasons.append(f"the same number ({common.numbers[0]})")
        evidence += 2
    _, acting, acted_on = _parties_fit(a, b, common)
    strength = evidence + (acting == DO and acted_on == DO) - (acting != DO)
    strength += bool({*a.gist.terms} & {*b.gist.terms} - _words_counted(a, b))
    if deed(a) == deed(b) and _is_exact(a.event) and _is_exact(b.event):
        strength += 1
    return reasons, strength, evidence


def _persons_shared(a: Telling, b: Telling) -> bool:
    """Whether a person whom one names as a party is named by the other, be it beside an office."""
    for one, other in ((a, b), (b, a)):
        said = persons(other.event) | {*other.gist.names} - {*other.gist.places}
        if persons(one.event) & said:
            return True
        whole = [words_of_name(m) for m in named(one.event)]
        if any(len(words) > 1 and len(words & {*other.gist.called}) > 1 for words in whole):
            return True
    return False


def _of_persons(telling: Telling) -> set[str]:
    """The words that name persons who take part."""
    return {word for mention in named(telling.event) for word in words_of_name(mention)}


def _words_counted(a: Telling, b: Telling) -> set[str]:
    """Terms of both that are parties, names or things, and so weigh on their own or not at all."""
    told = of_parties(a, b) | names(a) | names(b) | places(a) | places(b)
    things = {w for t in (a, b) for noun in (*t.gist.nouns, *t.gist.theme) for w in noun.split(" ")}
    terms = {*a.gist.terms, *b.gist.terms}
    return things | {term for term in terms if any(name.startswith(term) for name in told)}


def _numbers_shared(g: Gist, h: Gist) -> tuple[str, ...]:
    """The numbers of both: of the same things, or of what the other calls so beside ("416 Haitian migrants")."""
    return tuple(
        q.text
        for q in g.quantities
        for p in h.quantities
        if (p.low, p.high) == (q.low, q.high)
        and p.low is not None
        and (p.counted == q.counted or p.counted in g.terms or q.counted in h.terms)
    )


def _numbers_differ(g: Gist, h: Gist) -> bool:
    """Whether the same is counted with another result, or the same figure is of other things or another currency."""
    for p in g.quantities:
        for q in h.quantities:
            tolls = {p.act, q.act} & _TOLLS
            if p.counted == q.counted and (p.act == q.act or not tolls) and differ(p, q):
                return True
    if _numbers_shared(g, h):
        return False
    one, other = ({q.counted for q in gist.quantities if q.counted and q.act not in _TOLLS} for gist in (g, h))
    return _differ(one, other) and not {"person", "number"} & (one | other)


def _is_exact(event: Event) -> bool:
    return event.when is not None and not event.when.approximate and event.when.earliest is not None


def _day_said(event: Event) -> str:
    return event.when.edtf.strip("~") if event.when is not None else ""


def _parties_fit(a: Telling, b: Telling, common: _Common) -> tuple[bool, int, int]:
    """Whether the same ones act on the same ones, how well those who act fit, and how well the others do.

    Where one of the two tells it as done by both, either way round. Those acted on may be called by other words where
    something particular is shared, as long as neither country nor person is another.
    """
    x, y = a.event, b.event
    if is_reciprocal(x) or is_reciprocal(y):
        one, other = (parties((*e.sources, *e.targets)) for e in (x, y))
        how = go_together(one, other, acting=True) if min(len(one), len(other)) > 1 else NOT
        return how != NOT, how, how
    acting = go_together(parties(x.sources), parties(y.sources), acting=True)
    if acting == NOT:
        return False, NOT, NOT
    one, other = parties(x.targets), parties(y.targets)
    acted_on = go_together(one, other, acting=False)
    if acted_on == NOT and (common.is_particular or _named_by(b, one) or _named_by(a, other)):
        acted_on = NOT if _are_others(one, other, common) else MAY
    if acted_on == MAY and not x.targets and not y.targets:
        acted_on = DO if persons(x) & persons(y) else MAY
    return acted_on != NOT, acting, acted_on


def _named_by(telling: Telling, some: Iterable[Party]) -> bool:
    """Whether a telling names among its places or names those whom the other has as acted on."""
    said = {*telling.gist.called, *telling.gist.places}
    return any((bool(p.proper) and p.proper <= said) or p.surname in said for p in some)


def _are_others(some: Iterable[Party], others: Iterable[Party], common: _Common) -> bool:
    """Whether two sets are of other countries or of other persons."""
    countries = [{p.country for p in ps if p.country} for ps in (some, others)]
    if _differ(*countries):
        return True
    surnames = [{p.surname for p in ps if p.surname} for ps in (some, others)]
    return _differ(*surnames) and not common.names


def _days_meet(x: Event, y: Event) -> bool:
    """Whether two could be of one day; what is only about a day may be the day beside it."""
    if x.when is None or y.when is None:
        return False
    if x.when.edtf == y.when.edtf:
        return True
    (a, b), (c, d) = ((w.earliest, w.latest) for w in (x.when, y.when))
    if a is None or b is None or c is None or d is None:
        return False
    short = (b - a).days < MOST_DAYS and (d - c).days < MOST_DAYS
    slack = DAY if x.when.approximate != y.when.approximate else dt.timedelta(0)
    return short and a <= d + slack and c <= b + slack


def _names_differ(a: Telling, b: Telling, common: _Common) -> bool:
    """Whether each names a place, ship, firm or product of which the other has nothing."""
    if _differ(places(a), places(b)) and not common.places:
        return True
    known_of_a, known_of_b = (places(t) | set(t.gist.called) | set(t.gist.terms) | of_parties(t) for t in (a, b))
    only_a, only_b = (names(a) | places(a)) - known_of_b, (names(b) | places(b)) - known_of_a
    if common.places:
        only_a, only_b = only_a - places(a), only_b - places(b)
    return bool(only_a and only_b) and not common.names and not (common.persons and common.places)


def _things_differ(a: Telling, b: Telling, common: _Common) -> bool:
    """Whether the things told of are others, or one sort of thing is qualified in two ways."""
    one, other = (things_told(t.gist.nouns) for t in (a, b))
    twofold = any(one[head] and other[head] and not one[head] & other[head] for head in one.keys() & other.keys())
    if twofold and not common.is_particular:
        return True
    themes = [set(t.gist.theme) - of_acting(t) - of_places() for t in (a, b)]
    words = [set(told) | {w for before in told.values() for w in before} for told in (one, other)]
    shared = words[0] & words[1] - of_acting(a) - of_acting(b) - of_places()
    return _differ(*themes) and not shared and not common.is_particular


def _things_shared(a: Telling, b: Telling) -> tuple[tuple[str, ...], bool]:
    """The things that both tell of, and whether one of them is qualified alike."""
    one, other = (things_told(t.gist.nouns) for t in (a, b))
    acting = of_acting(a) | of_acting(b) | of_places()
    shared = ((one.keys() | set(a.gist.theme)) & (other.keys() | set(b.gist.theme))) - acting
    shared -= {a.gist.predicate, b.gist.predicate}
    exact = any(one[t] & other[t] for t in shared if t in one and t in other)
    described = [{(p.head, p.country) for p in parties(t.event.targets) if p.head and p.country} for t in (a, b)]
    alike_ = described[0] & described[1]
    return tuple(sorted(shared | {head for head, _ in alike_ if head})), exact or bool(alike_)


def _persons_differ(x: Event, y: Event) -> bool:
    """Whether for the same country two persons are named that are not the same."""
    by_country: list[dict[str, set[str]]] = [{}, {}]
    for found, event in zip(by_country, (x, y), strict=True):
        for party in parties((*event.sources, *event.targets)):
            if party.surname:
                found.setdefault(party.country or "", set()).add(party.surname)
    return any(_differ(by_country[0][c], by_country[1][c]) for c in by_country[0].keys() & by_country[1].keys())


def _differ(first: Iterable[object], second: Iterable[object]) -> bool:
    one, other = set(first), set(second)
    return bool(one and other and not one & other)
