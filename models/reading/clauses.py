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


def frames_of(verb: Token) -> dict[str, list[Token]]:
    """The frames that a verb stands in, each with the tokens of its complement.

    `clause` a finite clause, `small` a small clause ("called it a lie"), `to` an infinitive, `ing` a gerund, `np` an
    object, `addressed` an object told to do something, and a preposition for each that brings a noun or gerund.
    """
    found: dict[str, list[Token]] = {}
    for child in verb.children:
        if child.dep_ in ("ccomp", "parataxis"):
            marks = {c.lower_ for c in child.lefts if c.dep_ in ("aux", "auxpass")}
            finite = child.pos_ in ("VERB", "AUX") and (child.tag_ != "VBG" or bool(marks))
            subject = any(c.dep_ in SUBJECTS for c in child.lefts)
            name = ("addressed" if "to" in marks and subject else "clause") if finite else "small"
            found[name] = list(child.subtree)
        elif child.dep_ == "xcomp":
            found["ing" if child.tag_ == "VBG" else "to"] = list(child.subtree)
        elif child.dep_ == "dobj":
            found["np"] = list(child.subtree)
        elif child.dep_ == "oprd":
            found["small"] = list(child.subtree)
        elif child.dep_ == "prep" and child.i > verb.i and any(c.dep_ in ("pobj", "pcomp") for c in child.rights):
            found[child.lower_] = list(child.subtree)
    if "np" in found and "to" in found:
        found["addressed"] = [*found.pop("np"), *found.pop("to")]
    return found
