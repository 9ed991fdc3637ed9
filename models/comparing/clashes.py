"""Which two statements cannot both stand, and why: contradiction, reversal, denial, figure, date.

Pure, and of two gists alone: so the answer is the same in whatever order their dispatches arrive. Precision goes
before recall, and nothing says who is right. Of two voices in one dispatch only their own words tell, for what the
dispatch is about, it is about in both.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from models.comparing import measures, once, stands, turns
from models.comparing.blaming import blames
from models.comparing.denials import denies_at_large, is_said, of_what_was_said
from models.comparing.matters import Statement, is_named, persons_apart, same_speaker
from models.comparing.opposition import Opposed
from models.comparing.topics import is_light
from models.comparing.views import view
from models.records import DisagreementKind, Gist, Span
from models.wording import day as day_words

#: Days within which one answers in another dispatch what it is accused of.
ANSWERED_DAYS: Final = 1
#: An accuser's name is told by a word of so many letters at least: "the prosecutors' allegations".
_TELLING: Final = 5


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
        if of_form(x) != "stand":
            return "|".join((self.kind, x.predicate, *measures.matter(x, y)))
        if self.kind == "reversal" and (turn := turns.matter(self.first, self.second)):
            return "|".join((self.kind, *turn))
        return "|".join((self.kind, "stand", *stands.matter(x, y)))


def keys(gist: Gist) -> list[tuple[str, str]]:
    """Under which keys a gist is found, each with its side; two gists that clash have a key in common."""
    if measures.is_measure(gist):
        return measures.keys(gist)
    if once.is_once(gist):
        return once.keys(gist)
    if not gist.poles or gist.mood == "open":
        return []
    found = stands.keys(gist)
    if gist.manner == "accuses" or blames(gist):
        found += [(f"A|{who}", "+") for who in gist.agents]
    if denies_at_large(gist) and of_what_was_said(gist):
        found += [(f"A|{who}", "-") for who in _answering(gist)]
    return list(dict.fromkeys(found))


def of_form(gist: Gist) -> Literal["measure", "once", "stand"]:
    """Whether a gist is that of a measured number, of what comes about once, or what a clause stands for."""
    if measures.is_measure(gist):
        return "measure"
    return "once" if once.is_once(gist) else "stand"


def clash(one: Statement, other: Statement) -> Clash | None:
    """How two statements clash; None where both can stand, or it is not sure that they cannot."""
    a, b = one, other
    if (b.said, b.gist.record) < (a.said, a.gist.record):
        a, b = b, a
    if a.gist.record == b.gist.record or not (a.gist.poles and b.gist.poles):
        return None
    if "open" in (a.gist.mood, b.gist.mood) or a.gist.said is None or b.gist.said is None:
        return None  # of no day, and so perhaps years apart
    form = of_form(a.gist)
    if form != of_form(b.gist):
        return None
    if form != "stand":
        found = measures.apart(a, b) if form == "measure" else once.apart(a, b)
    else:
        found = _accusation(a, b) or (_of_two_voices(a, b) if a.dispatch == b.dispatch else stands.opposed(a, b))
    if found is None:
        return None
    marks = found.marks if found.marks is not None else ((a.gist.span,), (b.gist.span,))
    return Clash(found.kind, _sentence(found.why, a, b), a, b, marks)


def _of_two_voices(a: Statement, b: Statement) -> Opposed | None:
    """How two who are told by name stand against each other in one dispatch, or one of two days."""
    x, y = a.gist, b.gist
    is_inside = x.span[0] < y.span[1] and y.span[0] < x.span[1]
    if is_inside or not (x.speakers and y.speakers) or (a.said == b.said and same_speaker(a, b)):
        return None
    return stands.opposed(_by_own_words(a), _by_own_words(b))


def _by_own_words(one: Statement) -> Statement:
    return Statement(one.gist.model_copy(update={"setting": (), "known": ()}), one.dispatch, one.agency)


def _accusation(a: Statement, b: Statement) -> Opposed | None:
    """An accusation, and its denial by whom it accuses, who does not repeat it."""
    for first, second in ((a, b), (b, a)):
        x, y = first.gist, second.gist
        if not (x.manner == "accuses" or blames(x)) or denies_at_large(x):
            continue
        if not denies_at_large(y) or not of_what_was_said(y) or not _answering(y) & set(x.agents):
            continue
        if not _is_own_answer(x, y):
            continue
        near = abs((a.said - b.said).days) <= ANSWERED_DAYS and _names_accuser(y, x.speakers)
        if first.dispatch == second.dispatch or near:
            why = f"“{x.words}” is what one accuses of, “{y.words}” is how the accused answers"
            return Opposed("denial", why)
    return None


def _answering(gist: Gist) -> set[str]:
    """Who denies what was said: who speaks, or where the dispatch tells it, who does it."""
    return set(gist.speakers or gist.agents)


def _is_own_answer(accusing: Gist, answer: Gist) -> bool:
    """Whether it is the accused who answers, of himself or of what this accuser says, as far as persons are named."""
    answering = answer.speakers or answer.acting
    if any(is_named(key) and key in accusing.speakers for key in answering):
        return False  # who accuses others, and speaks of it
    if answer.speakers and persons_apart(answer.acting, answer.speakers):
        return not persons_apart(answer.acting, accusing.speakers or accusing.acting)  # "she made it up"
    if "+false" not in answer.poles and answer.speakers and not answer.agents:
        return False  # "you had no part in it"
    return not persons_apart(accusing.acting, answering) and not _is_of_else(answer, accusing)


def _is_of_else(answer: Gist, accusing: Gist) -> bool:
    """Whether what is denied is told by things of which the accusation has none: "no role in the sale of the club"."""
    told = [word for word in answer.theme if not is_light(word) and word not in answer.called]
    there = view(accusing).own
    return bool(told) and not any(is_said(word) or there.met(word) is not None for word in told)


def _names_accuser(answer: Gist, accusers: tuple[str, ...]) -> bool:
    """Whether an answer says whose accusation it is."""
    told = any(len(term) >= _TELLING and key.startswith(term) for term in answer.terms for key in accusers)
    return told or bool(set(accusers) & {*answer.others, *answer.agents})


def _sentence(why: str, a: Statement, b: Statement) -> str:
    return f"{why} ({day_words(a.said)} and {day_words(b.said)})." if a.said != b.said else f"{why}."
