"""Which two statements cannot both stand, and why: contradiction, reversal, denial, figure, date.

Pure, and of two gists alone: so the answer is the same in whatever order their dispatches arrive. Precision goes
before recall, and nothing says who is right. What counts as one predicate is settled when a dispatch is read.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from models.comparing import stands
from models.comparing.figures import differ
from models.comparing.matters import (
    TURN_DAYS,
    Statement,
    agents_agree,
    doers,
    is_country,
    is_dated,
    listed,
    meet,
    meet_exactly,
    named_others,
    nothing_shared,
    one_matter,
    same_speaker,
    things_of_both,
)
from models.reading.tables import table
from models.records import DisagreementKind, Gist, Span
from models.wording import day as day_words

#: Days within which two statements about a fact speak of the same state of affairs.
_STATE_DAYS: Final = 30
#: Days within which an undated count is of the same moment.
COUNT_DAYS: Final = 1
_MOST_KEYS: Final = 10


class Clash(NamedTuple):
    """How two statements clash: the earlier first, with the words of each that do."""

    kind: DisagreementKind
    why: str
    first: Statement
    second: Statement
    marks: tuple[tuple[Span, ...], tuple[Span, ...]]

    @property
    def matter(self) -> str:
        """The same for all pairs in which the same disagreement stands: what it is about, and who speaks."""
        x, y = self.first.gist, self.second.gist
        if x.poles:
            return "|".join((self.kind, "stand", *stands.matter(x, y)))
        about = sorted(set(x.agents) & set(y.agents)) or sorted(set(x.theme) & set(y.theme))
        speakers = sorted({s.gist.speakers[-1] if s.gist.speakers else s.agency for s in (self.first, self.second)})
        if self.kind == "reversal":
            return "|".join((self.kind, x.predicate, *about))
        if self.kind == "figure":
            where = sorted(set(x.places) & set(y.places)) or about
            return "|".join((self.kind, self.why.partition(" (")[0], *where))
        return "|".join((self.kind, x.predicate, *about, "by", *speakers))


@cache
def _money() -> frozenset[str]:
    return frozenset(table("gists")["money"])


def keys(gist: Gist) -> list[tuple[str, str]]:
    """Under which keys a gist is found, each with its side; two gists that clash have a key in common."""
    if gist.poles:
        return stands.keys(gist)
    if gist.mood == "open":
        return []
    own = gist.record.rpartition(":")[0]  # within one dispatch; two are compared by what their clauses stand for
    named = (*gist.places, *gist.proper, *named_others(gist), *gist.theme, *gist.terms)
    about = dict.fromkeys((*gist.agents, *(f"@{word}" for word in named)))
    found: list[tuple[str, str]] = []
    if gist.predicate not in listed("broad", "empty"):
        side = "-" if gist.negated else "+"
        found += [(f"P|{own}|{gist.predicate}|{who}", side) for who in list(about)[:_MOST_KEYS]]
    for quantity in gist.quantities if not gist.negated else ():
        where = dict.fromkeys((*gist.places, *gist.agents, *gist.others, *gist.theme, *gist.terms))
        found += [(f"F|{own}|{quantity.act}|{quantity.counted}|{who}", "") for who in list(where)[:_MOST_KEYS]]
    if gist.manner == "accuses":
        found += [(f"A|{who}", "+") for who in gist.agents]
    if _denies_what_was_said(gist):
        found += [(f"A|{who}", "-") for who in gist.speakers]
    return list(dict.fromkeys(found))


def clash(one: Statement, other: Statement) -> Clash | None:
    """How two statements clash; None where both can stand, or it is not sure that they cannot."""
    a, b = sorted((one, other), key=lambda s: (s.said, s.gist.record))
    if a.gist.record == b.gist.record or "open" in (a.gist.mood, b.gist.mood):
        return None
    if a.gist.said is None or b.gist.said is None:
        return None  # of no day, and so perhaps years apart
    if a.gist.poles or b.gist.poles:
        return _stands(a, b) if a.gist.poles and b.gist.poles else None
    if a.dispatch != b.dispatch:
        return _accusation(a, b)  # else two dispatches are compared by what their clauses stand for
    if _overlap(a.gist.span, b.gist.span) or a.gist.words.lower() == b.gist.words.lower():
        return None  # one telling, inside another
    return _accusation(a, b) or _polarity(a, b) or _figure(a, b)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _stands(a: Statement, b: Statement) -> Clash | None:
    """How two stands clash."""
    found = stands.opposed(a, b)
    if found is None:
        return None
    marks = found.marks if found.marks is not None else (_marks(a.gist), _marks(b.gist))
    return Clash(found.kind, _sentence(found.why, a, b), a, b, marks)


def _denies_what_was_said(gist: Gist) -> bool:
    """Whether it denies an accusation without saying it again: "rejected the allegations"."""
    return gist.manner == "denies" and gist.predicate in (
        "accus",
        "alleg",
        "claim",
        "charg",
        "report",
        "assert",
        "rumor",
        "suggest",
    )


def _accusation(a: Statement, b: Statement) -> Clash | None:
    """An accusation, and its denial by whom it accuses, who does not repeat it."""
    for first, second in ((a, b), (b, a)):
        accused = first.gist.manner == "accuses" and _denies_what_was_said(second.gist)
        if not accused or not set(first.gist.agents) & set(second.gist.speakers):
            continue
        near = first.dispatch == second.dispatch or (
            abs((a.said - b.said).days) <= 1 and _names_accuser(second.gist, first.gist.speakers)
        )
        if near:
            why = f"“{first.gist.words}” is what one accuses of, “{second.gist.words}” is how the accused answers"
            return _found("denial", why, a, b)
    return None


def _names_accuser(answer: Gist, accusers: tuple[str, ...]) -> bool:
    """Whether an answer says whose accusation it is: "the prosecutors' allegations"."""
    told = any(len(term) >= 5 and key.startswith(term) for term in answer.terms for key in accusers)
    return told or bool(set(accusers) & {*answer.others, *answer.agents})


def _polarity(a: Statement, b: Statement) -> Clash | None:
    """One affirms what the other negates."""
    x, y = a.gist, b.gist
    same = x.predicate == y.predicate and x.negated != y.negated and x.predicate not in listed("broad", "empty")
    if x.predicate in stands.vague_predicates() or not _two_speak(a, b):
        return None
    # What one would do is of whoever would; else both must be about one thing.
    if not (doers(x) & doers(y) if x.mood == y.mood == "will" else things_of_both(x, y)):
        return None
    if not same or not (x.mood == y.mood or _is_turn(a, b)) or not one_matter(x, y) or not agents_agree(a, b):
        return None
    if x.predicate in listed("broad", "predicates") and not _shares_a_thing(x, y):
        return None
    if x.predicate == "rise" and set(x.theme) - set(y.theme) and set(y.theme) - set(x.theme):
        return None  # exports of one thing and of another
    days = abs((a.said - b.said).days)
    holds = x.predicate in listed("broad", "positions") and same_speaker(a, b)
    if x.mood == y.mood == "fact" and is_dated(x) and is_dated(y) and not meet(x, y) and not holds:
        return None
    if x.mood == y.mood == "will" and x.first and y.first and x.dated and y.dated and not meet(x, y):
        return None
    why = f"“{x.words}” stands against “{y.words}”"
    kind = _kind(a, b, days)
    return _found(kind, why, a, b) if kind is not None else None


def _shares_a_thing(x: Gist, y: Gist) -> bool:
    """Whether two share a word of a thing, or a place: persons alone may be told of in many matters."""
    persons = {*x.names, *y.names}
    one, other = ({word[:6] for word in (*g.theme, *g.terms, *g.proper) if word not in persons} for g in (x, y))
    return bool(one & other or {*x.places, *x.others} & {*y.places, *y.others}) or not (one and other)


def _two_speak(a: Statement, b: Statement) -> bool:
    """Whether two who are told by name speak, or one on two days: a dispatch seldom stands against itself."""
    x, y = a.gist.speakers, b.gist.speakers
    return bool(x and y) and (a.said != b.said or not same_speaker(a, b))


def _kind(a: Statement, b: Statement, days: int) -> DisagreementKind | None:
    """What sort of clash of polarity it is, by who says what when; None where it is none."""
    x, y = a.gist, b.gist
    if same_speaker(a, b):
        if days == 0 or days > TURN_DAYS:
            return None
        if (
            x.mood == y.mood == "fact"
            and x.predicate not in listed("broad", "positions")
            and is_dated(x) != is_dated(y)
        ):
            return None
        return "reversal"
    if x.mood != y.mood:
        return None
    if days > (TURN_DAYS if x.mood == "will" else _STATE_DAYS):
        return None
    if a.dispatch == b.dispatch and not x.speakers and not y.speakers:
        return None
    if x.manner != y.manner and "denies" in (x.manner, y.manner):
        return "denial"
    if "accuses" in (x.manner, y.manner) or _answers(x, y) or _answers(y, x):
        return "denial"
    return "contradiction"


def _answers(accusing: Gist, answering: Gist) -> bool:
    """Whether one says of itself that it did not what another says it did."""
    words = set(answering.words.lower().split())
    if not answering.negated or answering.mood != "fact" or set(accusing.speakers) & set(answering.agents):
        return False
    if words & {"nothing", "involvement", "involved", "role", "hand", "behind"}:
        return True
    own = bool(set(answering.speakers) & set(answering.agents))
    told = bool(words & {"not", "no", "never", "n't", "neither", "nor", "denied", "denies"})
    return own and told and answering.predicate in listed("broad", "hostile")


def _is_turn(a: Statement, b: Statement) -> bool:
    """Whether what one would or would not do is followed by what it did: "ruled out a levy", "announced a levy"."""
    x, y = a.gist, b.gist
    if (x.mood, y.mood) != ("will", "fact") or a.said == b.said or not same_speaker(a, b):
        return False
    return x.negated or x.predicate in listed("broad", "positions")


def _figure(a: Statement, b: Statement) -> Clash | None:
    """The same is counted, and the numbers cannot both be right."""
    x, y = a.gist, b.gist
    if x.negated or y.negated or x.mood != y.mood or not _same_occasion(a, b):
        return None
    for one in x.quantities:
        for other in y.quantities:
            if (one.act, one.counted) == (other.act, other.counted) and one.counted and differ(one, other):
                if one.act in listed("growing", "acts") and _is_update(a, b):
                    continue
                if one.counted in _money() and len({*x.terms} & {*y.terms}) < 3:
                    continue
                if one.counted in ("percent", "cent", "shar", "share", "point", *_money()) and not _named(x, y):
                    continue
                if one.act in ("number", "be", "have") and len({*x.terms} & {*y.terms}) < 2:
                    continue
                why = f"“{one.text}” stands against “{other.text}”"
                return Clash("figure", _sentence(why, a, b), a, b, ((one.span,), (other.span,)))
    return None


def _named(x: Gist, y: Gist) -> bool:
    """Whether both name one who or where: sums and shares are told of everything."""
    one, other = ({*g.places, *g.agents, *g.others, *g.proper, *g.names} for g in (x, y))
    return bool(one & other)


def _same_occasion(a: Statement, b: Statement) -> bool:
    """Whether two counts are of the same occasion: place, day, parties and thing, as far as both say them."""
    x, y = a.gist, b.gist
    if nothing_shared(x.places, y.places) or nothing_shared(doers(x), doers(y)):
        return False
    if is_dated(x) and is_dated(y):
        if not meet(x, y):
            return False
    elif abs((a.said - b.said).days) > COUNT_DAYS:
        return False
    others = [{key for key in g.others if is_country(key)} for g in (x, y)]
    if others[0] and others[1] and not others[0] & others[1]:
        return False
    place = bool(set(x.places) & set(y.places))
    sides = [{*doers(g), *g.others} for g in (x, y)]
    parties = len(sides[0] & sides[1])
    terms = len({*x.terms} & {*y.terms})
    if a.dispatch == b.dispatch and not place and not meet_exactly(x, y):
        return terms >= 2
    return (place and terms >= 1) or (parties >= 1 and terms >= 1) or terms >= 3


def _is_update(a: Statement, b: Statement) -> bool:
    """Whether a count that grows was told at two moments, or twice by the same side."""
    if a.said != b.said:
        return True
    if a.gist.speakers and b.gist.speakers:
        return a.gist.speakers[0] == b.gist.speakers[0]
    return a.agency == b.agency


def _found(kind: DisagreementKind, why: str, a: Statement, b: Statement) -> Clash:
    return Clash(kind, _sentence(why, a, b), a, b, (_marks(a.gist), _marks(b.gist)))


def _marks(gist: Gist) -> tuple[Span, ...]:
    """The words of a statement that clash, and those by which it is denied."""
    return (gist.span,) if gist.cue is None else tuple(sorted((gist.cue, gist.span)))


def _sentence(why: str, a: Statement, b: Statement) -> str:
    when = f" ({day_words(a.said)} and {day_words(b.said)})" if a.said != b.said and a.gist.said and b.gist.said else ""
    return f"{why}{when}."
