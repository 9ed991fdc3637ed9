"""Which two stands cannot both be: at two ends of one axis, with other figures, on other days, and of one thing.

Pure, and of two gists alone. Whether they are of one thing is weighed by `topics`; this has each kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from models.comparing import bare, blaming, negated, turns
from models.comparing.denials import ANSWER_DAYS, answers, denial, denies_at_large, is_charge, names_accuser
from models.comparing.ends import (
    between,
    by_side,
    exclusive,
    nature,
    offending,
    personal,
    telling,
    vague,
    vague_predicates,
    with_whom,
)
from models.comparing.figures import TOLD_DAYS, dates, day_told, figures, is_polled, may_count, may_date, once, unit
from models.comparing.matters import (
    TURN_DAYS,
    Statement,
    is_country,
    is_dated,
    is_office,
    meet,
    one_doer,
    same_ones,
    same_speaker,
)
from models.comparing.opposition import Opposed
from models.comparing.topics import (
    NEXT_TO_NOTHING,
    Topic,
    countries_apart,
    is_one_thing,
    owners_apart,
    stories_apart,
    topic,
)
from models.reading.synonyms import is_weak, senses
from models.records import DisagreementKind, Gist
from models.wording import day as day_words

#: Under so many of its marks a stand is found; by what it negates, and by its numbers and days, under the first ones.
_MOST_KEYS: Final = 6
_FIRST: Final = 4
#: Days by which two may have been said apart, by the nature of their axis, where they do not say when it was.
_DAYS: Final = {"state": 1, "deed": 3, "measure": 1, "position": 1}
#: Two dispatches that share so many words of their leads are of one story.
_SURE_SETTING: Final = 4
#: How much must be shared by what one is said to have done and says that it did not.
_ENOUGH_OF_ANSWER: Final = 1.5
#: How far two statements of one dispatch are of one story: of one, though it tells of many things.
_WITHIN: Final = 0.5
#: What an answer that tells no day is of is no longer ago.
_OF_ANSWER: Final = 60
#: What one dates further back than this is not what the other tells as news.
_LONG_AGO: Final = {"deed": 400, "measure": 90}


def keys(gist: Gist) -> list[tuple[str, str]]:
    """Under which keys a stand is found, each with its side."""
    if gist.mood == "open":
        return []
    marks = list(_marks(gist))
    first = marks[:_FIRST]
    voices = [f"~{name}" for name in turns.voices(gist)]
    found = []
    for axis, side in by_side(gist).items():
        found += [(f"S|{axis}|{mark}", side) for mark in (*(first if axis[:2] == "v:" else marks), *voices)]
    if side := negated.key_side(gist):
        found += [(f"S|not|{voice}", side) for voice in voices]
        found += [(f"W|{mark}", side) for mark in first if gist.mood == "fact" and gist.speakers]
    found += [*blaming.keys(gist), *bare.keys(gist)]
    for quantity in gist.quantities[:3]:
        found += [(f"Q|{gist.mood}|{unit(quantity)}|{mark}", "") for mark in first if unit(quantity)]
    if gist.dated is not None:
        found += [(f"E|{gist.mood}|{name}|{mark}", "") for name in sorted(once(gist)) for mark in first]
    if negated.is_turned(gist) and gist.manner != "denies":  # "it had flown no drones"
        found += [(f"N|{one}|{mark}", "-") for one in gist.agents[:2] if one in gist.speakers for mark in first]
    if denies_at_large(gist):
        about = [m for word in (*gist.names, *gist.theme, *gist.setting) if not is_weak(word) for m in senses(word)]
        who = list(dict.fromkeys((*gist.speakers, *gist.agents)))[:2]
        found += [(f"N|{one}|{mark}", "-") for one in who for mark in list(dict.fromkeys(about))[:10]]
    elif gist.mood == "fact" and (gist.manner == "accuses" or is_charge(gist)):
        who = [key for key in gist.agents if key not in gist.speakers][:2]
        found += [(f"N|{one}|{mark}", "+") for one in who for mark in first]
    return list(dict.fromkeys(found))


def _marks(gist: Gist) -> Iterator[str]:
    """The senses of the things it is about, names first; where there is none, its parties."""
    told = [word for word in dict.fromkeys((*gist.names, *gist.theme)) if not is_weak(word)]
    found = list(dict.fromkeys(sense for word in told for sense in sorted(senses(word))))
    parties = [f"@{key}" for key in dict.fromkeys((*gist.others, *gist.agents))]
    yield from found[: _MOST_KEYS - (2 if parties else 0)]
    yield from parties[:3]


def opposed(a: Statement, b: Statement) -> Opposed | None:
    """The kind in which two stands (the earlier first) cannot both be, and why."""
    x, y = a.gist, b.gist
    if "open" in (x.mood, y.mood):
        return None
    if (blamed := blaming.apart(a, b)) is not None:
        return Opposed(blamed, blaming.why(x, y, blamed))
    if (bared := bare.apart(a, b)) is not None:
        return Opposed(bared, f"“{x.words}” stands against “{y.words}”")
    if not _may_be_opposed(a, b) or is_polled(x) != is_polled(y):
        return None
    about = _of_one_story(topic(x, y)) if a.dispatch == b.dispatch else topic(x, y)
    if about is None:
        return None
    if _both_hold(a, b, about):
        return Opposed("contradiction", f"“{x.words}” stands against “{y.words}”")
    if countries_apart(x, y):
        return None
    for kind in (_ends(a, b, about), denial(a, b, about), _negation(a, b, about), _same_deed(a, b, about)):
        if kind is not None:
            return Opposed(kind, f"“{x.words}” stands against “{y.words}”")
    if (sums := figures(a, b, about)) is not None:
        one, other = sums
        return Opposed("figure", f"“{one.text}” stands against “{other.text}”", ((one.span,), (other.span,)))
    if dates(a, b, about):
        assert x.dated is not None
        assert y.dated is not None
        day, other_day = day_told(a), day_told(b)
        assert day is not None
        assert other_day is not None
        why = f"“{x.words}” is dated {day_words(day)} by one, {day_words(other_day)} by the other"
        return Opposed("date", why, ((x.dated,), (y.dated,)))
    return None


def _of_one_story(about: Topic | None) -> Topic | None:
    """What two of one dispatch share; None where each is about something else in it."""
    if about is None or min(about.alone) > NEXT_TO_NOTHING:
        return None
    if not about.foremost and not (about.names and about.plain >= 1):
        return None  # not by a name and by a word for what bears it, "the rally in Bergen"
    return replace(about, story=_WITHIN)


def matter(x: Gist, y: Gist) -> tuple[str, ...]:
    """What names the matter of a clash of two stands: the axes or words, and what both are about.

    Who denies at large what was said may share no word of it: then it is what the other says.
    """
    axes = sorted(by_side(x).keys() & by_side(y).keys())[:1]
    marks = set(_marks(x)) & set(_marks(y))
    if denies_at_large(x) != denies_at_large(y) and all(map(_is_party, marks)):
        marks = {mark for mark in _marks(y if denies_at_large(x) else x) if not _is_party(mark)}
    return (*axes, *sorted(marks)[:3], *sorted({*x.agents} & {*y.agents}))


def _is_party(mark: str) -> bool:
    return mark[0] == "@"


def _may_be_opposed(a: Statement, b: Statement) -> bool:
    """Whether there is any kind in which two could be opposed, were they of one thing, which is dear to weigh."""
    x, y = a.gist, b.gist
    if _exclusive_of_both(x, y) and _at_one_time(a, b, {"state"}):
        return True
    days = (b.said - a.said).days
    if days <= ANSWER_DAYS and denies_at_large(x) != denies_at_large(y):
        return True
    if countries_apart(x, y):
        return False
    if _is_one_verb(x, y) and days <= ANSWER_DAYS:
        return True
    if negated.sides(x, y) is not None and (
        (days <= negated.DAYS and x.mood == y.mood == "fact" and x.speakers and y.speakers) or turns.one_person(x, y)
    ):
        return True
    return _may_be_at_ends(a, b, days) or (days <= TOLD_DAYS and (may_count(x, y) or may_date(a, b)))


def _may_be_at_ends(a: Statement, b: Statement, days: int) -> bool:
    """Whether two are at two ends of an axis, in days and moods in which they could not both be."""
    x, y = a.gist, b.gist
    axes = _axes_apart(x, y)
    if not axes or not one_doer(x, y):
        return False
    own = turns.own_positions(a, b, {nature(axis) for axis in axes})
    if turns.one_person(x, y) or same_speaker(a, b) or _one_voice(x, y) or own:
        return 1 <= days <= TURN_DAYS
    if x.speakers[:1] == y.speakers[:1] != () and not is_country(x.speakers[0]):
        return False  # "each candidate", twice: one or another
    return x.mood == y.mood and (_at_one_time(a, b, {nature(axis) for axis in axes}) or _is_answered(a, b, set(axes)))


def _is_answered(a: Statement, b: Statement, axes: set[str]) -> bool:
    """Whether one says of itself, within days, that it did not what the other says it did."""
    x, y = a.gist, b.gist
    if abs((b.said - a.said).days) > ANSWER_DAYS or not (answers(x, y, axes) or answers(y, x, axes)):
        return False
    told = [(one.gist, other.said) for one, other in ((a, b), (b, a)) if _has_date(one.gist)]
    return len(told) != 1 or _near(*told[0], _OF_ANSWER)  # not of a war of years ago


def _axes_apart(x: Gist, y: Gist) -> list[str]:
    """The axes of which two are at two ends, where there is none of which they are at one."""
    sides, others = by_side(x), by_side(y)
    both = sides.keys() & others.keys()
    axes = [axis for axis in both if sides[axis] != others[axis] and axis not in vague()]
    return axes if len(axes) == len(both) or "life" in axes else []  # found alive, and found dead


def _ends(a: Statement, b: Statement, about: Topic) -> DisagreementKind | None:
    x, y = a.gist, b.gist
    axes = set(_axes_apart(x, y))
    if not axes or not one_doer(x, y):
        return None
    is_personal, dated = bool(personal() & axes), _has_date(x) and _has_date(y)
    kinds = {nature(axis) for axis in axes}
    person, own = turns.one_person(x, y), turns.own_positions(a, b, kinds)
    if (person or own) and _is_one_matter(x, y, about, axes, person):
        return "reversal" if turns.turn(a, b, kinds, dated) else None
    same = bool(person) or same_speaker(a, b) or _one_voice(x, y) or own
    if same and (turns.parties_apart(x, y) or (own and not person and _is_of_few(about))):
        return None
    of_parties = _is_told_or_of_parties(a, b, about, axes, same)
    if not (is_one_thing(about) or of_parties):
        return None
    if all(axis.startswith("v:") for axis in axes) and not (about.names or about.plain >= 2):
        return None
    if not (is_personal or of_parties) and _is_of_little(about):
        return None
    if ("measure" in kinds and (stories_apart(x, y) or _of_two_periods(a, b))) or owners_apart(x, y):
        return None
    if same:
        return "reversal" if min(about.alone) < 1 and turns.turn(a, b, kinds, dated) else None
    if x.mood != y.mood or not (_at_one_time(a, b, kinds) or _is_answered(a, b, axes)):
        return None
    if kinds == {"position"} and bool(x.agents) != bool(y.agents) and not (x.speakers or y.speakers):
        return None  # one is for it, and who is against it nobody says
    is_said = of_parties or "denies" in (x.manner, y.manner)
    if not (about.parties or about.names or about.plain >= 2 or is_said):
        return None
    return _denied_or_contradicted(x, y, sorted(axes))


def _of_two_periods(a: Statement, b: Statement) -> bool:
    """Whether one measure is "since 2008" or so, the other of another time; or one dispatch dates but one of both."""
    x, y = a.gist, b.gist
    if a.dispatch == b.dispatch and _has_date(x) != _has_date(y):
        return True  # "grew in the first ten months, … but fell in October"
    since = [g.first for g in (x, y) if g.first is not None and g.last is None and _is_long_ago(g)]
    return bool(since) and _has_date(x) and _has_date(y) and x.first != y.first


def _is_long_ago(gist: Gist) -> bool:
    assert gist.first is not None
    return gist.said is not None and (gist.said - gist.first).days > _LONG_AGO["measure"]


def _is_one_matter(x: Gist, y: Gist, about: Topic, axes: set[str], person: str) -> bool:
    """Whether two positions of one person or country are on one matter."""
    if turns.parties_apart(x, y):
        return False
    if axes & between() and turns.is_bare(about):
        return True
    told = bool(personal() & axes), bool(with_whom() & axes), bool(telling() & axes)
    return bool(person) and turns.is_one_matter(x, y, about, *told)


def _is_of_few(about: Topic) -> bool:
    """Whether two share neither a name, nor two parties or words."""
    return about.parties < 2 and not about.names and about.plain < 2


def _is_of_little(about: Topic) -> bool:
    """Whether what two share says too little of what both are foremost about."""
    if not about.foremost and about.plain < 1 and about.told < 2:
        return True
    return not about.plain and not about.names


def _negation(a: Statement, b: Statement, about: Topic) -> DisagreementKind | None:
    """One negates what the other affirms, in words that stand on no axis."""
    x, y = a.gist, b.gist
    person = turns.one_person(x, y)
    if (
        a.dispatch == b.dispatch
        or not negated.stand_against(x, y, about, bool(person))
        or not one_doer(x, y)
        or owners_apart(x, y)
    ):
        return None
    if person:
        return "reversal" if turns.turn(a, b, {"position"}, _has_date(x) and _has_date(y)) else None
    if not (x.mood == y.mood == "fact" and is_one_thing(about) and about.told == 2) or same_speaker(a, b):
        return None
    return _denied_or_contradicted(x, y, []) if _at_one_time(a, b, {"state"}) else None


def _same_deed(a: Statement, b: Statement, about: Topic) -> DisagreementKind | None:
    """One says of itself that it did not do what another says it did, by the same verb and with the same thing."""
    x, y = a.gist, b.gist
    if not _is_one_verb(x, y) or abs((b.said - a.said).days) > ANSWER_DAYS or not about.foremost or about.plain < 1:
        return None
    answer, alone = (x, about.alone[0]) if negated.is_turned(x) else (y, about.alone[1])
    told = y if answer is x else x
    is_one = a.dispatch == b.dispatch or about.settings >= _SURE_SETTING
    if not is_one or alone > NEXT_TO_NOTHING or {*told.speakers} & {*answer.speakers}:
        return None
    own = {*answer.agents} & {*answer.speakers}
    return "denial" if told.speakers and own & {*told.agents} else None


def _is_one_verb(x: Gist, y: Gist) -> bool:
    """Whether one verb is turned round by one of two and not by the other."""
    is_one = x.predicate == y.predicate and x.predicate not in vague_predicates()
    return is_one and x.mood == y.mood == "fact" and negated.is_turned(x) != negated.is_turned(y)


def _denied_or_contradicted(x: Gist, y: Gist, axes: list[str]) -> DisagreementKind:
    if "denies" in (x.manner, y.manner) or "accuses" in (x.manner, y.manner):
        return "denial"
    if answers(x, y, set(axes)) or answers(y, x, set(axes)):
        return "denial"
    return "contradiction"


def _both_hold(a: Statement, b: Statement, about: Topic) -> bool:
    """Whether two are said to have, at one time, what only one can."""
    x, y = a.gist, b.gist
    if (
        not _exclusive_of_both(x, y)
        or x.mood != "fact"
        or y.mood != "fact"
        or not (x.speakers and y.speakers)
        or same_speaker(a, b)
    ):
        return False
    if not (x.agents and y.agents) or set(x.agents) & set(y.agents) or about.names < 1 or _are_the_things(x, y):
        return False
    return _at_one_time(a, b, {"state"})


def _are_the_things(x: Gist, y: Gist) -> bool:
    """Whether all that both name is who has it: "A has so much, and B more than A"."""
    having = {word for key in (*x.agents, *y.agents) for word in key.split("-")}
    one, other = ({*g.names, *g.known, *g.setting} for g in (x, y))
    return not (other.intersection(x.names) | one.intersection(y.names)) - having


def _exclusive_of_both(x: Gist, y: Gist) -> set[str]:
    """The ends at which both are, and only one can be."""
    return set(x.poles) & set(y.poles) & exclusive()


def _one_voice(x: Gist, y: Gist) -> bool:
    """Whether two speak for the country whose deed it is; two persons of one country need not."""
    if x.speakers and y.speakers and not (is_office(x.speakers[0]) or is_office(y.speakers[0])):
        return False
    mine, yours = ({k for k in g.speakers if is_country(k)} for g in (x, y))
    doing = set(x.agents) & set(y.agents)
    return bool(mine & yours & doing)


def _is_told_or_of_parties(a: Statement, b: Statement, about: Topic, axes: set[str], same: bool) -> bool:
    """Whether two are of one thing by who speaks, though they share few words for it."""
    x, y = a.gist, b.gist
    is_answer = answers(x, y, axes) or answers(y, x, axes)
    is_answer = is_answer or (
        not set(x.speakers) & set(y.speakers)
        and any(same_ones(one, one.agents, other, other.speakers) for one, other in ((x, y), (y, x)))
    )
    if is_answer and about.things >= 1 and about.settings >= _SURE_SETTING:
        return True
    if is_answer and not about.later and (names_accuser(x, y) or names_accuser(y, x)):
        return True
    if is_answer and axes & offending() and abs((b.said - a.said).days) <= ANSWER_DAYS:
        if about.settings >= 2 and about.things + about.rest >= _ENOUGH_OF_ANSWER:
            return True
        if about.parties >= 2 and axes & telling():
            return True
    return _is_of_parties(about, axes) and (
        same or not axes & between() or (bool(axes & {"talk", "deal"}) and about.settings >= 2)
    )


def _is_of_parties(about: Topic, axes: set[str]) -> bool:
    """Whether all that both are about is who: "will not talk to China", "I will not resign"."""
    if about.parties >= 2 and about.told == 2 and not about.later and max(about.alone) <= NEXT_TO_NOTHING:
        return about.settings >= 1  # "troops crossed into Chad", and "no troops crossed into Chad"
    if not about.parties or not axes & between():
        return False
    if "office" in axes:
        return max(about.alone) <= 1  # "I will not be a candidate"
    return max(about.alone) <= NEXT_TO_NOTHING and about.parties >= 2


def _at_one_time(a: Statement, b: Statement, kinds: set[str]) -> bool:
    x, y = a.gist, b.gist
    days = abs((a.said - b.said).days)
    first, second = _has_date(x), _has_date(y)
    if first and second:
        return meet(x, y) and days <= 14
    if first or second:
        dated, other = (x, b) if first else (y, a)
        if not _near(dated, other.said, max(_LONG_AGO.get(kind, 1) for kind in kinds)):
            return False
    return days <= max(_DAYS[kind] for kind in kinds)


def _has_date(gist: Gist) -> bool:
    """Whether it is dated; the day of saying may have been taken for its own, and what is so may be "until May"."""
    said = gist.said
    own = gist.first == gist.last == said and bool(gist.speakers)
    ahead = gist.mood == "fact" and gist.first is not None and said is not None and gist.first > said
    return is_dated(gist) and not own and not ahead


def _near(gist: Gist, day: dt.date, days: int) -> bool:
    first, last = gist.first or gist.last, gist.last or gist.first
    assert first is not None
    assert last is not None
    return (first - day).days <= days and (day - last).days <= days
