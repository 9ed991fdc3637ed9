"""Whether two tellings are of one happening, and why.

What forbids it is asked first: another status, days that do not meet, other countries or persons, other numbers, sorts
of event that no deed is both of. Then what speaks for and against it is weighed (`weighing`). Pure, and of the two
tellings alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeVar

from models.comparing.figures import differ
from models.comparing.forbidding import (
    matters_apart,
    one_is_by_phone,
    one_is_recalled,
    others_come_home,
    others_suffer,
    places_apart,
    somebody_else,
)
from models.comparing.parties import DO, are_other_names, given_names, parties, party
from models.comparing.tables import of_happenings
from models.comparing.tellings import DAY, MOST_DAYS, REAL, Telling, days_of, is_reciprocal
from models.comparing.weighing import (
    Shared,
    are_of_one_sort,
    counted_alike,
    countries,
    deeds_exclude,
    is_one_deed,
    kinds_apart,
    marks,
    one_number,
    people_apart,
    sides,
    weigh,
)
from models.records import Event, Gist

#: Figures so common that they are of anything.
_FEW = (1.0, 2.0)
#: Steps in which a weight is kept as a whole number.
_STEPS = 10


_Judged = TypeVar("_Judged")

#: Judgements that are kept: of the tellings of a day or two, so that copies cost nothing.
_REMEMBERED: Final = 8192


class Alike(NamedTuple):
    """That two tellings are one happening: how much speaks for it, and what, in words."""

    strength: int
    reasons: tuple[str, ...]


#: Judgements by the forms of two tellings, and by whether they stand in one dispatch, or one sentence of it.
_By = tuple[str, str, bool, bool]
_likenesses: dict[_By, Alike | None] = {}
_conflicts: dict[_By, str] = {}


def alike(one: Telling, other: Telling) -> Alike | None:
    """Why two tellings are one happening; None where they are not, or it is not sure."""
    if one.n == other.n:
        return None
    return _by_form(_likenesses, _alike, *sorted((one, other), key=lambda t: t.rank))


def _by_form(kept: dict[_By, _Judged], judge: Callable[[Telling, Telling], _Judged], a: Telling, b: Telling) -> _Judged:
    """A judgement of two tellings; of two that say what others said, as of these."""
    if not (a.form and b.form):
        return judge(a, b)
    beside = a.dispatch == b.dispatch
    key = a.form, b.form, beside, beside and a.event.sentence == b.event.sentence
    if key not in kept:
        if len(kept) >= _REMEMBERED:
            kept.clear()
        kept[key] = judge(a, b)
    return kept[key]


def _alike(a: Telling, b: Telling) -> Alike | None:
    if conflict(a, b):
        return None
    shared = Shared(a, b)
    weight = weigh(marks(a, b, shared))
    return Alike(round(weight * _STEPS), tuple(_reasons(a, b, shared))) if weight > 0 else None


def conflict(a: Telling, b: Telling) -> str:
    """What forbids that the two are one: their status, sort, days, persons, countries, numbers …; "" if nothing."""
    return _by_form(_conflicts, _conflict, a, b)


def _conflict(a: Telling, b: Telling) -> str:
    x, y = a.event, b.event
    if a.dispatch == b.dispatch and x.sentence == y.sentence:
        return "sentence"  # one who tells two things in one breath
    if (x.status in REAL) != (y.status in REAL) or (x.status not in REAL and x.status != y.status):
        return "status"
    if not are_of_one_sort(x.category, y.category):
        return "sort"
    if a.dispatch == b.dispatch and x.category != y.category and not is_one_deed(a, b):
        return "sort"  # who tells of a talk, and of what was offered there, tells of two
    if not _days_meet(x, y):
        return "day"
    forbidding = {
        "persons": _persons_differ(x, y),
        "countries": _countries_differ(x, y),
        "numbers": _numbers_differ(a.gist, b.gist),
        "names": _titles_differ(a.gist, b.gist),
        "kinds": kinds_apart(a.gist, b.gist),
        "people": people_apart(x, y),
        "deeds": deeds_exclude(a, b),
        "recalled": one_is_recalled(a, b),
        "matter": matters_apart(a, b),
        "suffering": others_suffer(a, b),
        "home": others_come_home(a, b),
        "somebody": somebody_else(a, b),
        "places": places_apart(a, b),
        "meeting": one_is_by_phone(a, b),
    }
    return next((name for name, forbids in forbidding.items() if forbids), "")


def _titles_differ(g: Gist, h: Gist) -> bool:
    """Whether a thing of one kind bears other names: two tankers."""
    one, other = (dict(told.split(": ", 1) for told in gist.titled) for gist in (g, h))
    return any(
        thing == another
        and not set(one[thing].split()) & {*other[another].split(), *h.scene}
        and not set(other[another].split()) & set(g.scene)
        for thing in one
        for another in other
    )


def _reasons(a: Telling, b: Telling, shared: Shared) -> list[str]:
    """What the two have in common, in words."""
    called = " and ".join(dict.fromkeys(m.actor.name for m in (*a.event.sources, *a.event.targets)))
    sorts = " and ".join(dict.fromkeys((a.event.category, b.event.category)))
    acting, acted_on = sides(a, b)
    same = DO in (acting, acted_on)
    reasons = [f"{'the same parties' if same else 'parties that go together'} ({called})"]
    reasons.append(f"{'the same sort' if a.event.category == b.event.category else 'sorts'} of event ({sorts})")
    assert a.event.when is not None  # else their days would not meet
    day = a.event.when.edtf
    reasons.append(f"the same time ({day})" if day == getattr(b.event.when, "edtf", None) else "days that meet")
    named = dict.fromkeys((*shared.spots, *shared.names, *shared.persons))
    if named:
        reasons.append(f"the same place or name ({', '.join(named)})")
    if shared.numbers:
        reasons.append(f"the same number ({shared.numbers[0]})")
    if shared.words:
        reasons.append(f"the same words ({', '.join(shared.words)})")
    return reasons


def _countries_differ(x: Event, y: Event) -> bool:
    """Whether other countries act, or are acted on; of those who do it together, whether each has one of its own."""
    if is_reciprocal(x) or is_reciprocal(y):
        some, others = (parties((*e.sources, *e.targets)) for e in (x, y))
        persons = {p.surname for p in some if p.surname} & {p.surname for p in others if p.surname}
        if len(persons) > 1:
            return False  # one of them may be told of without his country
        one, other = countries(some), countries(others)
        return bool(one - other and other - one)
    return any(
        _differ(countries(parties(one)), countries(parties(other)))
        for one, other in ((x.sources, y.sources), (x.targets, y.targets))
    )


def _numbers_differ(g: Gist, h: Gist) -> bool:
    """Whether the same is counted with another result, or the same figure is of other things or another currency."""
    if any(one_number(p, q) and counted_alike(p, q, g, h) for p in g.quantities for q in h.quantities):
        return False
    for p in g.quantities:
        for q in h.quantities:
            tolls = {p.act, q.act} & of_happenings("tolls", "deeds")
            if p.counted == q.counted and (p.act == q.act or not tolls) and differ(p, q):
                return True
            if one_number(p, q) and not tolls and p.low not in _FEW:
                return True
    return False


def _days_meet(x: Event, y: Event) -> bool:
    """Whether two could be of one day; what is only about a day may be the day beside it."""
    if x.when is None or y.when is None:
        return False
    if x.when.edtf == y.when.edtf:
        return True
    (a, b), (c, d) = (days_of(w) for w in (x.when, y.when))
    if a is None or b is None or c is None or d is None:
        return False
    short = (b - a).days < MOST_DAYS and (d - c).days < MOST_DAYS
    slack = DAY if x.when.approximate != y.when.approximate else dt.timedelta(0)
    return short and a - d <= slack and c - b <= slack


def _persons_differ(x: Event, y: Event) -> bool:
    """Whether for the same country two persons are named that are not the same."""
    by_country: list[dict[str, set[str]]] = [{}, {}]
    for found, event in zip(by_country, (x, y), strict=True):
        for one in parties((*event.sources, *event.targets)):
            if one.surname:
                found.setdefault(one.country or "", set()).add(one.surname)
    if any(_differ(by_country[0][c], by_country[1][c]) for c in by_country[0].keys() & by_country[1].keys()):
        return True
    given = [_given_names(e) for e in (x, y)]
    return any(are_other_names(given[0][s], given[1][s]) for s in given[0].keys() & given[1].keys())


def _given_names(event: Event) -> dict[str, set[str]]:
    """For each surname of those who take part, the given names beside it."""
    found: dict[str, set[str]] = {}
    for mention in (*event.sources, *event.targets):
        if (surname := party(mention.actor).surname) is not None:
            found.setdefault(surname, set()).update(given_names(mention.actor))
    return found


def _differ(first: Iterable[object], second: Iterable[object]) -> bool:
    one, other = set(first), set(second)
    return bool(one and other and not one & other)
