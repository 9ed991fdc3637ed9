"""What the rules ask of a clause in the dependency parse: the subject of a verb, the objects of a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb it is joined to or depends on without one of its own."""
    at = verb
    for _ in range(4):
        own = next((c for c in at.lefts if c.dep_ in SUBJECTS), None) or next(
            (c for c in at.rights if c.dep_ in SUBJECTS), None
        )
        if own is not None:
            if own.tag_ in ("WDT", "WP") and at.dep_ == "relcl":
                return at.head
            return own
        if at.dep_ in ("conj", "xcomp") and at.head.pos_ in ("VERB", "AUX"):
            at = at.head
        elif at.dep_ in ("pcomp", "advcl") and at.tag_ == "VBG":
            at = at.head if at.dep_ == "advcl" else at.head.head
        else:
            return None
    return None


def objects_of(token: Token, prepositions: tuple[str, ...] | frozenset[str]) -> list[Token]:
    """The objects of a word's own prepositional phrases: "talks with B" """
    return [
        thing
        for phrase in token.rights
        if phrase.dep_ in ("prep", "dative") and phrase.lower_ in prepositions
        for thing in phrase.rights
        if thing.dep_ == "pobj"
    ]
