"""Who is named: every noun phrase of a parsed dispatch that names an actor, resolved to the actor it stands for.

Asked by `claims` and `events` for the actor at a token. What cannot be resolved stays itself, of kind `unknown`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.reading.gazetteer import Gazetteer, Match
from models.reading.language import Parsed
from models.reading.naming import Known
from models.reading.pairs import Pairs
from models.reading.phrases import (
    NOMINAL,
    SUBJECTS,
    Named,
    conjuncts,
    facility_nouns,
    heads_phrase,
    is_expletive,
    left_edge,
    stands_as_place,
    words_of,
)

if TYPE_CHECKING:
    from models.reading.tokens import Token

__all__ = [
    "NOMINAL",
    "SUBJECTS",
    "ActorFinder",
    "Actors",
    "Named",
    "conjuncts",
    "facility_nouns",
    "is_expletive",
    "left_edge",
    "stands_as_place",
    "words_of",
]


@dataclass
class Actors:
    """The noun phrases of one dispatch, by the token that heads them."""

    parsed: Parsed
    matches: list[Match]
    by_head: dict[int, Named] = field(default_factory=dict)
    known: Known | None = None
    #: The two that a phrase stands for ("the two leaders"), by the token that heads it.
    together: dict[int, tuple[Named, ...]] = field(default_factory=dict)

    def at(self, token: Token) -> Named | None:
        """The noun phrase headed by this token, if there is one."""
        return self.by_head.get(token.i)

    def inner(self, token: Token) -> Named | None:
        """The name at a token that the parse has put inside a larger phrase ("Kan" of a misread "As Kan notes")."""
        return self.at(token) or (self.known.resolve(token) if self.known else None)

    def mentions(self, token: Token) -> list[Named]:
        """The noun phrase at a token and those joined to it by "and": the parties of a plural subject or object."""
        found: list[Named] = []
        for at in conjuncts(token):
            named = self.at(at)
            found += self.together.get(at.i) or ([named] if named is not None else ())
        return found

    def country_before(self, token: Token) -> Match | None:
        """The known country before a noun that it qualifies: "Israeli territory", "Israel's campaign", "US base"."""
        best = None
        for child in token.lefts:
            if child.dep_ in ("amod", "compound", "poss", "nmod", "conj"):
                best = self.match_at(child) or self.country_before(child) or best
        return best

    def match_at(self, token: Token) -> Match | None:
        """The known name that ends at, or covers, this token."""
        return self.match_of.get(token.i)

    @cached_property
    def match_of(self) -> dict[int, Match]:
        """For each token of a known name, that name."""
        return {i: m for m in self.matches for i in range(m.start, m.end)}

    def within(self, start: int, end: int) -> Iterator[Named]:
        """The noun phrases whose heads lie in a stretch of tokens, in text order."""
        return (self.by_head[i] for i in range(start, end) if i in self.by_head)


class ActorFinder:
    """Finds the actors of dispatches; holds the gazetteer, which needs the pipeline's vocabulary."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def find(self, parsed: Parsed) -> Actors:
        """Resolve every noun phrase of a dispatch, in text order, so that later words can refer to earlier ones."""
        actors = Actors(parsed, self._gazetteer.find(parsed.doc))
        known = actors.known = Known(actors)
        pairs = Pairs(actors)
        for token in parsed.doc:
            if both := pairs.of(token):
                actors.together[token.i] = both
            elif heads_phrase(token) and not known.is_inside_name(token):
                named = known.resolve(token)
                if named is not None:
                    actors.by_head[token.i] = named
        return actors
