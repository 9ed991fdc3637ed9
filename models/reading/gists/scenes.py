"""What a number is told of: the names, countries and words of its sentence, and the names of the lead.

Who only tells it is not what it is of. Capitals stand for their countries and name no place of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from models.reading.gists.material import Material
from models.reading.gists.measures import Measured, is_cue
from models.reading.gists.terms import Terms
from models.reading.gists.words import words
from models.reading.synonyms import is_weak
from models.reading.tables import table
from models.records import Gist, Quantity

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


def undergoers(cue: Token, amount: Token) -> Iterator[str]:
    """To whom or what it is done: "handed former mayor X a term", "X, jailed for years"."""
    at = cue
    while at.pos_ not in ("VERB", "AUX") and at.head.i != at.i:
        at = at.head
    told = [c for c in at.children if c.dep_ in ("nsubjpass", "dobj", "dative") and amount not in c.subtree]
    if not told and at.lemma_ in ("receive", "get", "face", "be", "serve", "draw"):
        told = [c for c in at.children if c.dep_ == "nsubj"]
    if not told and at.dep_ in ("acl", "relcl"):
        told = [at.head]
    for head in told:
        yield head.lemma_.lower()
        for child in head.children:
            if child.dep_ in ("compound", "appos", "nmod", "amod") and not is_weak(child.lower_):
                yield from (child.lemma_.lower(), *(c.lemma_.lower() for c in child.lefts if c.dep_ == "compound"))


class Scenes:
    """The scenes of the numbers of one dispatch."""

    def __init__(self, made_of: Material, terms: Terms, tellers: Callable[[int, int], set[int]]) -> None:
        self._made_of, self._terms, self._tellers = made_of, terms, tellers
        lead = list(made_of.parsed.doc.sents)[:_LEAD]
        self._lead = [t for sentence in lead for t in self._own(sentence)]
        self._whole_lead = [t for sentence in lead for t in sentence]

    def gist(self, told: Measured, frame: Gist, record: str) -> Gist:
        """A measured number with what it is of."""
        parsed, first, last = self._made_of.parsed, told.amount.first, told.amount.last
        noun = told.amount.noun
        end = noun if noun is not None and 0 <= noun.i - last.i <= 3 else last
        span = parsed.between(first, end)
        own = self._own(first.sent)
        names = self._names(own)
        return frame.model_copy(
            update={
                "record": record,
                "predicate": told.measure,
                "span": span,
                "words": parsed.text(span),
                "poles": (f"={told.measure}",),
                "quantities": (
                    Quantity(
                        low=told.low,
                        high=told.high,
                        counted=told.unit,
                        act=told.measure,
                        span=span,
                        text=parsed.text(span),
                    ),
                ),
                "names": names,
                "proper": tuple(dict.fromkeys((*names, *self._names(self._lead))))[: 2 * _MOST],
                "called": self._names(t for t in own if t.ent_type_ == "PERSON"),
                "spots": self._names(t for t in own if t.ent_type_ in _PLACES),
                "others": self._countries(own),
                "agents": self._countries([*first.sent, *self._whole_lead]),
                "theme": tuple(dict.fromkeys(undergoers(told.cue, told.amount.first)))[:_MOST],
                "terms": self._content(own, {first.i, last.i, told.cue.i, *((noun.i,) if noun is not None else ())}),
                "content": told.kinds,
                "nouns": (str(told.rank),),
            }
        )

    def _own(self, sentence: Sentence) -> list[Token]:
        """The words of a sentence without the persons and offices that tell it; a firm tells of itself."""
        tellers = self._tellers(sentence.start, sentence.end)
        offices = words("empty", "of_offices")
        if any(sentence.doc[i].lower_ in offices or sentence.doc[i].ent_type_ == "PERSON" for i in tellers):
            return [sentence.doc[i] for i in range(sentence.start, sentence.end) if i not in tellers]
        return [sentence.doc[i] for i in range(sentence.start, sentence.end)]

    def _names(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        known = self._made_of.actors.match_of
        found = (
            t.lower_
            for t in tokens
            if t.i in self._terms.names and t.i not in known and not is_weak(t.lower_) and not is_cue(t.lower_)
        )
        return tuple(dict.fromkeys(found))[:_MOST]

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
