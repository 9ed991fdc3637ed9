"""Which words of a sentence a date goes with: the word that it qualifies, and the happenings dated by that one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from models.reading.clauses import day_of_cue, resumes, verb_before
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Doc, Token

#: Verbs whose date is that of their subject: "the campaign, which lasted from …".
_PHASE_VERBS = frozenset(
    {"last", "begin", "start", "end", "take", "occur", "happen", "run", "continue", "break", "follow"}
)
_CLAUSE_BREAKS = frozenset({"ccomp", "csubj", "csubjpass"})


@cache
def _times_of_day() -> frozenset[str]:
    """Nouns for a time within a day."""
    return frozenset({*table("dates")["within_day"]["nouns"], *table("dates")["dayparts"]})


def governor_of(doc: Doc, first: int, last: int) -> int | None:
    """The verb or noun that an expression qualifies."""
    at = doc.words(first, last).root
    while at.head.i != at.i:
        up = at.head
        if (
            first <= up.i < last
            or up.pos_ in ("ADP", "ADV", "SCONJ", "PART", "NUM", "ADJ")
            or up.dep_ in ("prep", "agent")
            or (up.dep_ == "pobj" and up.lemma_.lower() in _times_of_day())  # "in the early hours of November 26"
        ):
            at = up
            continue
        if up.dep_ in ("nsubj", "nsubjpass") and up.i < first and up.head.i >= last and not _brings_about(up):
            return up.head.i  # "Russia on Thursday accused": the parse has hung the day on the subject
        if up.dep_ == "ccomp" and up.head.i < first and any(first <= t.i < last for t in day_of_cue(up.head, up)):
            return up.head.i  # "said on Sunday it had fired": the day is that of the telling
        return up.i
    return None if first <= at.i < last else at.i


def _brings_about(noun: Token) -> bool:
    """Whether a happening brings another about, which is later: "the killing of B in January prompted protests"."""
    return noun.head.lemma_.lower() in table("dates")["background"]["causes"] and is_happening(noun)


def dated_nouns(governor: Token) -> Iterator[Token]:
    """The happenings that a date qualifies, by its governor: the noun itself, or the subject of "lasted", "began"."""
    if governor.pos_ == "NOUN":
        yield governor
    elif governor.pos_ == "VERB":
        if governor.lemma_ in _PHASE_VERBS:
            if governor.dep_ == "relcl":
                yield from nouns_upwards(governor.head)
            yield from (c for c in governor.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN")
        elif governor.lemma_.lower() not in table("dates")["background"]["objects"]:
            yield from (c for c in governor.rights if c.dep_ == "dobj" and c.pos_ == "NOUN")


def nouns_upwards(token: Token) -> Iterator[Token]:
    """A noun and those whose phrase it stands in: the parse hangs a relative clause on the nearest one."""
    for at in (token, *token.ancestors):
        if at.pos_ in ("VERB", "AUX"):
            return
        if at.pos_ == "NOUN":
            yield at


def is_dated_noun(governor: Token, token: Token) -> bool:
    """Whether a date on `governor` dates the noun `token`."""
    return any(noun.i == token.i for noun in dated_nouns(governor))


def is_dated_itself(token: Token) -> bool:
    """Whether a noun is of something that happens on a day of its own: "condemned the attack on Sunday"."""
    if token.pos_ == "VERB":
        return token.tag_ != "VBG"
    return is_happening(token)


def is_happening(noun: Token) -> bool:
    """Whether a noun is of something that happens."""
    return noun.lemma_.lower() in _happening_nouns()


@cache
def _happening_nouns() -> frozenset[str]:
    nouns: list[list[str]] = [*table("actions")["nouns"].values(), table("actions")["dated"]["nouns"]]
    return frozenset(noun for listed in nouns for noun in listed)


def is_to_come(verb: Token) -> bool:
    """Whether an infinitive is what is still to be done when it is told: "urged Mali to leave", "is due to leave"."""
    marks = {c.lower_ for c in verb.lefts if c.dep_ == "aux"}
    if verb.tag_ != "VB" or "to" not in marks or "have" in marks or verb.dep_ not in ("xcomp", "advcl", "acl"):
        return False
    return verb_before(verb).lemma_ in table("actions")["status"]["planned"]


def counts_victims(noun: Token) -> bool:
    """Whether a happening only tells of whom a count is: "the death toll from the strike rose on Tuesday"."""
    nouns = table("dates")["counts"]["nouns"]
    for at in noun.ancestors if noun.dep_ == "pobj" else ():
        if at.pos_ == "NOUN" and at.lemma_.lower() in nouns:
            return at.dep_ == "nsubj"
        if at.pos_ in ("VERB", "AUX") and at.dep_ != "acl":
            return False
    return False


def upwards(token: Token) -> Iterator[Token]:
    """A word and what it depends on, up to the clause that reports it."""
    at = token
    while True:
        yield at
        if at.head.i == at.i or at.dep_ in _CLAUSE_BREAKS:
            return
        if at.dep_ == "conj" and at.pos_ == "VERB":
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in at.lefts)
            if own or resumes(at, at.head):  # "said its pullback was completed on Saturday and accused B of …"
                return
        at = at.head
