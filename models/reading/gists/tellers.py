"""Who tells the words of a dispatch, by its claims, and by which record a word is kept that is of none.

Beside claims a dispatch tells by itself; of a plan or a refusal that somebody tells, the teller is who says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from models.reading.gists.doers import party
from models.reading.gists.material import Material
from models.reading.gists.poles import of_denial, over
from models.records import Claim, Event, Span

if TYPE_CHECKING:
    from models.reading.tokens import Token


class _Place(NamedTuple):
    """Where a record begins, an event at its words, a claim at its cue if it has one; and its sentence."""

    record: str
    at: int
    sentence: Span


class Tellers:
    """The claims of one dispatch as its words ask for them."""

    def __init__(self, made_of: Material, claims: tuple[Claim, ...], events: tuple[Event, ...]) -> None:
        self._parsed, self._claims = made_of.parsed, claims
        self._phrases = {n.mention.span: range(n.first, n.last + 1) for n in made_of.actors.by_head.values()}
        self._places = [*map(_place_of, events), *map(_place_of, claims)]
        self._claim_at = self._innermost_claims(made_of)

    def claim_at(self, token: Token) -> Claim | None:
        """The innermost claim in whose content a word stands."""
        return self._claim_at[token.i]

    def is_asserted(self, token: Token) -> bool:
        """Whether a word is told without a doubt, by a claim or by the dispatch itself."""
        claim = self._claim_at[token.i]
        return claim is None or claim.certainty == "asserted"

    def of(self, claim: Claim | None) -> Claim | None:
        """Who says it: of a plan or a refusal told by somebody ("X said Y would refuse to"), the one who tells."""
        if claim is None or claim.cue is None or claim.parent is None:
            return claim
        if claim.cue.lemma.split(" ")[0] in over("wished") | over("refused") | over("open"):
            return next((c for c in self._claims if c.id == claim.parent), claim)
        return claim

    def of_denial(self, claim: Claim | None) -> Claim | None:
        """Who denies it: of a claim inside a denial ("denied claims by B that …"), the one around it."""
        parent = next((c for c in self._claims if claim is not None and c.id == claim.parent), None)
        if parent is None or parent.cue is None or parent.cue.lemma.split(" ")[-1] not in of_denial("cues"):
            return self.of(claim)
        return parent

    def said(self, claim: Claim | None) -> dt.date | None:
        """When a claim was made; what the dispatch tells by itself, on its day."""
        said = claim.said.earliest if claim is not None and claim.said is not None else None
        return said or self._parsed.dispatch.date

    def tokens(self, claim: Claim | None) -> set[int]:
        """The tokens of those who make a claim, which are no part of what is claimed."""
        if claim is None:
            return set()
        return {i for mention in claim.sources for i in self._phrases.get(mention.span, ())}

    def within(self, start: int, end: int) -> set[int]:
        """The tokens of those who say something in a stretch."""
        found = {i for claim in self._claims for i in self.tokens(claim)}
        return {i for i in found if start <= i < end}

    def nearest(self, verb: Token, clause: Iterable[Token]) -> str:
        """The record by which a clause of no claim is kept: of its words or sentence, the nearest, the dispatch."""
        if not self._places:
            return self._parsed.dispatch.id
        at = self._parsed.between(verb, verb)[0]
        places = [t.i for t in clause]
        start, end = self._parsed.between(self._parsed.doc[min(places)], self._parsed.doc[max(places)])
        near = (
            [p for p in self._places if start <= p.at < end]
            or [p for p in self._places if p.sentence[0] <= at < p.sentence[1]]
            or self._places
        )
        return min(near, key=lambda p: abs(p.at - at)).record

    def _innermost_claims(self, made_of: Material) -> list[Claim | None]:
        """For each token the innermost claim in whose content it stands."""
        found: list[Claim | None] = [None] * len(made_of.parsed.doc)
        narrowest_first = sorted(self._claims, key=lambda c: sum(b - a for a, b in c.content))
        for claim in narrowest_first[::-1]:  # a narrower one is laid over it, and of two as wide the earlier
            for span in claim.content:
                inside = made_of.tokens(span)
                if inside and self._parsed.between(inside[-1], inside[-1])[1] > span[1]:
                    inside.pop()
                for token in inside:
                    found[token.i] = claim
        return found


def _place_of(record: Claim | Event) -> _Place:
    if isinstance(record, Event):
        return _Place(record.id, record.span[0], record.sentence)
    return _Place(record.id, (record.cue.span if record.cue is not None else record.sentence)[0], record.sentence)


def speakers(claim: Claim | None) -> tuple[str, ...]:
    """As whom those are compared who make a claim."""
    if claim is None:
        return ()
    return tuple(dict.fromkeys(key for m in claim.sources or claim.via[-1:] for key in (m.actor.id, party(m))))
