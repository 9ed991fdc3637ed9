"""What the numbers of a dispatch measure and what comes about once, each with what it is told of.

That are the names, countries and words of its sentence, and the names of the lead.
Who only tells it is not what it is of. Capitals stand for their countries and name no place of their own.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from models.reading.gists.material import Material
from models.reading.gists.measures import Measured, is_cue, measured
from models.reading.gists.once import Happened, happened
from models.reading.gists.tellers import Tellers, speakers
from models.reading.gists.words import words
from models.reading.synonyms import is_weak
from models.reading.tables import table
from models.records import Gist, Quantity, Span, When

if TYPE_CHECKING:
    from models.reading.tokens import Token
    from models.reading.tokens import Words as Sentence

#: Sentences that are the lead, and what is kept of each kind of word.
_LEAD, _MOST = 2, 12
_PLACES = frozenset({"GPE", "LOC", "FAC"})


@cache
def _saying() -> frozenset[str]:
    """Verbs that only say so, or how much it is."""
    return frozenset(table("measures")["empty"]["verbs"])


def _undergoers(cue: Token, but: set[int], subject: bool = True) -> Iterator[str]:
    """To whom or what it is done: "handed former mayor X a term", "X, jailed for years", "the Y, which sank"."""
    at = cue
    while at.pos_ not in ("VERB", "AUX") and at.head.i != at.i:
        at = at.head
    told = [c for c in at.children if c.dep_ in ("nsubjpass", "dobj", "dative") and _is_told(c, but)]
    if not told and ((subject and cue is at) or at.lemma_ in table("measures")["receiving"]["verbs"]):
        told = [c for c in at.children if c.dep_ == "nsubj" and _is_told(c, but)]
    if all(t.pos_ == "PRON" for t in told) and at.dep_ in ("acl", "relcl"):
        told = [at.head, *([at.head.head] if at.head.dep_ == "appos" else [])]
    for head in told:
        yield head.lower_ if head.pos_ == "PROPN" else head.lemma_.lower()
        for child in head.children:
            if child.dep_ in ("compound", "appos", "nmod", "amod") and not is_weak(child.lower_):
                yield from (t.lower_ for t in (child, *child.children) if t.dep_ in ("compound", "appos", "amod"))


def _happens_to(told: Happened) -> tuple[str, ...]:
    """The words for whom or what it is that something happens to."""
    return tuple(dict.fromkeys(_undergoers(told.cue, told.own, not told.is_done)))[:_MOST]


def _is_told(head: Token, but: set[int]) -> bool:
    """Whether an argument is none of the words that tell what is done."""
    return head.i not in but and all(t.i not in but for t in head.subtree if t.dep_ in ("nummod", "compound"))


class Scenes:
    """The numbers of one dispatch that measure something, and what in it comes about once."""

    def __init__(self, made_of: Material, tellers: Tellers) -> None:
        self._made_of, self._terms, self._tellers = made_of, made_of.terms, tellers
        self._measured, self._happened = list(measured(made_of)), list(happened(made_of))
        lead = list(made_of.parsed.doc.sents)[:_LEAD]
        self._lead = [t for sentence in lead for t in self._own(sentence)]
        self._whole_lead = [t for sentence in lead for t in sentence]

    def all(self, frame: Gist) -> Iterator[Gist]:
        """Each with what its sentence and the lead name; `frame` is a gist with what the dispatch is about."""
        figures = (f"#{one.amount.value:g}" for one in self._measured)
        frame = frame.model_copy(update={"known": tuple(dict.fromkeys((*frame.known, *figures)))})
        for one in self._measured:
            if self._tellers.is_asserted(one.amount.first):
                yield self._figure(one, frame)
        for once in self._happened:
            if self._tellers.is_asserted(once.cue):
                yield self._happening(once, frame)

    def told_in(self, verb: Token, clause: Container[Token]) -> tuple[str, ...]:
        """What the numbers of a clause measure, and what in it comes about once, with whom it happens to."""
        numbers = [one.written for one in self._measured if one.amount.first in clause]
        once = [f"~{' '.join((one.name, *_happens_to(one)))}" for one in self._happened if one.cue is verb]
        return tuple(dict.fromkeys((*numbers, *once)))

    def _figure(self, told: Measured, frame: Gist) -> Gist:
        """A measured number with what it is of."""
        parsed, first, last = self._made_of.parsed, told.amount.first, told.amount.last
        noun = told.amount.noun
        span = parsed.between(first, noun if noun is not None and 0 <= noun.i - last.i <= 3 else last)
        quantity = Quantity(
            low=told.low, high=told.high, counted=told.unit, act=told.measure, span=span, text=parsed.text(span)
        )
        but = {first.i, last.i, told.cue.i, *((noun.i,) if noun is not None else ())}
        days = self._made_of.days
        scene = self._scene(first, span, but, days.of(first) or days.of(told.cue))
        return frame.model_copy(
            update={
                **scene,
                "predicate": told.measure,
                "poles": (f"={told.measure}",),
                "quantities": (quantity,),
                "theme": tuple(dict.fromkeys(_undergoers(told.cue, {first.i})))[:_MOST],
                "content": told.kinds,
                "nouns": (str(told.rank),),
            }
        )

    def _happening(self, told: Happened, frame: Gist) -> Gist:
        """What comes about once, with whom or what it happens to."""
        span = self._made_of.parsed.between(told.cue, told.cue)
        return frame.model_copy(
            update={
                **self._scene(told.cue, span, told.own, told.when),
                "predicate": told.name,
                "poles": (f"~{told.name}",),
                "theme": _happens_to(told),
                "content": told.kinds,
            }
        )

    def _scene(self, at: Token, span: Span, but: set[int], day: When | None) -> dict[str, object]:
        """Where something is told: by whom and when, what its sentence and the lead name, without the words `but`."""
        own = self._own(at.sent)
        names = self._names(own)
        teller = self._tellers.of(self._tellers.claim_at(at))
        return {
            "record": self._tellers.nearest(at, [at]),
            "span": span,
            "words": self._made_of.parsed.text(span),
            "names": names,
            "proper": tuple(dict.fromkeys((*names, *self._names(self._lead))))[: 2 * _MOST],
            "called": self._names(t for t in own if t.ent_type_ == "PERSON"),
            "spots": self._names(t for t in own if t.ent_type_ in _PLACES),
            "others": self._countries(own),
            "agents": self._countries([*at.sent, *self._whole_lead]),
            "terms": self._content(own, but),
            "first": day.earliest if day is not None else None,
            "last": day.latest if day is not None else None,
            "dated": day.span if day is not None else None,
            "speakers": speakers(teller),
            "said": self._tellers.said(teller),
        }

    def _own(self, sentence: Sentence) -> list[Token]:
        """The words of a sentence without the persons and offices that tell it; a firm tells of itself."""
        tellers = self._tellers.within(sentence.start, sentence.end)
        offices = words("empty", "of_offices")
        if any(sentence.doc[i].lower_ in offices or sentence.doc[i].ent_type_ == "PERSON" for i in tellers):
            return [sentence.doc[i] for i in range(sentence.start, sentence.end) if i not in tellers]
        return [sentence.doc[i] for i in range(sentence.start, sentence.end)]

    def _names(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        found = (
            t.lower_
            for t in tokens
            if t.i in self._terms.names and not self._is_known(t) and not is_weak(t.lower_) and not is_cue(t.lower_)
        )
        return tuple(dict.fromkeys(found))[:_MOST]

    def _is_known(self, token: Token) -> bool:
        """Whether a name is of a known actor; that of a known city tells one place from another."""
        match = self._made_of.actors.match_at(token)
        return match is not None and match.entry.actor.kind != "place"

    def _countries(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        known = self._made_of.actors.match_of
        found = (known[t.i].entry.actor.country for t in tokens if t.i in known)
        return tuple(dict.fromkeys(country for country in found if country))[:_MOST]

    def _content(self, tokens: Iterable[Token], but: set[int]) -> tuple[str, ...]:
        empty = words("empty", "words") | _saying()
        found = (
            word
            for t in tokens
            if t.i not in but and t.i not in self._terms.names and (word := self._terms.of[t.i]) and word not in empty
        )
        return tuple(dict.fromkeys(word for word in found if not is_weak(word)))[: 2 * _MOST]
