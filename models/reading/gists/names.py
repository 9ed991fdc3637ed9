"""What a name in a dispatch stands for as its gists are made: a party, a state, a city, a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.actors import Actors
from models.reading.gazetteer import capital_words
from models.reading.gists.words import words

if TYPE_CHECKING:
    from models.reading.tokens import Token


class Names:
    """The names of one dispatch."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors

    def capital(self, noun: Token) -> tuple[str, ...]:
        """The words of the city that "the Lebanese capital" is, "the capital of Lebanon"."""
        match = self._actors.country_before(noun) or next(
            (m for p in noun.rights if p.lower_ == "of" for c in p.rights if (m := self._actors.match_at(c))), None
        )
        return capital_words(match.entry.actor.country or "") if match is not None else ()

    def is_party(self, token: Token) -> bool:
        """Whether a name is that of a country or of who acts."""
        match = self._actors.match_at(token)
        if match is None:
            return False
        actor = match.entry.actor
        if self.is_city(token) and token.dep_ == "pobj" and token.head.lower_ in words("where", "prepositions"):
            return False  # "talks in Baghdad": the place, not the state
        return actor.kind in ("country", "person", "organization", "group")

    def is_state(self, token: Token) -> bool:
        """Whether a name is that of a country or a body, which stands among the parties."""
        match = self._actors.match_at(token)
        return match is not None and match.entry.actor.kind in ("country", "organization")

    def is_where(self, token: Token) -> bool:
        """Whether a name is that of a city where something is, not of the state that it stands for."""
        return self.is_city(token) and not self.is_party(token)

    def is_place(self, token: Token) -> bool:
        """Whether a name is of a known place, or stands in "in" and the like, whatever the parse takes it for."""
        match = self._actors.match_at(token)
        if match is not None:
            return match.entry.actor.kind == "place"
        return token.dep_ == "pobj" and token.head.lower_ in words("where", "of_places") and token.ent_type_ != "PERSON"

    def is_city(self, token: Token) -> bool:
        """Whether a name that stands for a country is that of a city of it."""
        match = self._actors.match_at(token)
        if match is None or match.entry.actor.kind != "country" or token.ent_type_ != "GPE":
            return False
        return token.lower_ not in match.entry.actor.name.lower().split()


def stands_as_place(token: Token) -> bool:
    """Whether a proper name is one of a place, or stands where one does: "in X", "a strike on X"."""
    if token.ent_type_ in ("GPE", "LOC", "FAC"):
        return True
    head = token
    while head.dep_ == "compound" and head.head.i != head.i:
        head = head.head
    at = head.head
    return (
        head.dep_ == "pobj"
        and at.lower_ in words("where", "prepositions")
        and token.ent_type_
        not in (
            "DATE",
            "TIME",
            "ORG",
            "NORP",
            "EVENT",
        )
    )
