"""The words of a dispatch as its stands have them: of which thing a clause tells, and which names are of no country.

Each word is looked at once, however many clauses it is part of.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from models.reading.actors import Actors
from models.reading.gists.names import Names
from models.reading.gists.words import counted, is_money, words
from models.reading.phrases import words_of
from models.reading.synonyms import is_weak, singular
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_COMPARED_APART = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})
_NO_NAME = _COMPARED_APART | {"PERCENT", "MONEY"}


class Terms:
    """The words and names of one dispatch, by the places of their tokens."""

    def __init__(self, actors: Actors) -> None:
        self._actors, self._names = actors, Names(actors)
        doc = actors.parsed.doc
        #: What each noun, adjective and verb is compared as; empty for what is compared apart, and for other words.
        self.of = [_word(t) if t.pos_ in _CONTENT and not self._is_apart(t) else "" for t in doc]
        #: The names that are of no country.
        self.names = {t.i: t.lower_ for t in doc if t.pos_ == "PROPN" and self._is_name(t)}

    def _is_apart(self, token: Token) -> bool:
        """Whether a word is of a date, a number or the name of a known actor, which are compared apart."""
        if token.ent_type_ in _COMPARED_APART or not token.text[0].isalpha():
            return True
        if _is_currency(token.lower_):
            return True
        return token.i in self._actors.match_of and not self._is_city(token)

    def _is_city(self, token: Token) -> bool:
        """Whether the name of a city stands for the place, not for the state: "the airport in Beirut", and "Odesa"."""
        match = self._actors.match_at(token)
        if match is not None and match.entry.actor.kind == "place":
            return True
        if not self._names.is_city(token):
            return False
        return token.dep_ == "pobj" and token.head.lower_ in words("where", "of_cities")

    def _is_name(self, token: Token) -> bool:
        if token.ent_type_ in _NO_NAME or not token.text[0].isupper() or len(token) < 3:
            return False
        if token.lower_ in _no_names() or token.lower_ in table("dates")["months"] or is_weak(token.lower_):
            return False
        return token.i not in self._actors.match_of or self._is_city(token)


@cache
def _no_names() -> frozenset[str]:
    """Words written like names that tell nothing apart."""
    return (
        words("empty", "of_places") | words("empty", "of_offices") | words("empty", "words") | words_of("titles").keys()
    )


@cache
def _is_currency(word: str) -> bool:
    return is_money(counted(word))


@cache
def _base(lemma: str) -> str:
    return singular(lemma.lower())


def _word(token: Token) -> str:
    if token.lower_ == "product" and any(c.lower_ == "domestic" for c in token.lefts):
        return "gdp"
    return token.lower_ if token.pos_ == "PROPN" else _base(token.lemma_)
