"""What the rules ask of a clause in the dependency parse: the subject of a verb, the objects of a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Prepositions after which the object acts ("accused of", "blamed for", "kept from"), unlike "by" and "after".
_CONTROLLING = frozenset({"of", "for", "from", "into", "against"})


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
        governor = at.head if at.dep_ == "xcomp" else at.head.head if at.dep_ == "pcomp" else None
        if governor is not None and (controller := _controller(governor, at)) is not None:
            return controller
        if at.dep_ in ("conj", "xcomp") and at.head.pos_ in ("VERB", "AUX"):
            at = at.head
        elif at.dep_ in ("pcomp", "advcl") and at.tag_ == "VBG":
            at = at.head if at.dep_ == "advcl" else at.head.head
        else:
            return None
    return None


def _controller(governor: Token, verb: Token) -> Token | None:
    """The object of a verb that is the subject of the one below it: "accused Iran of arming", "urged Iran to stop"."""
    if governor.lemma_ in ("promise", "threaten", "vow", "use") or (
        verb.dep_ == "pcomp" and verb.head.lower_ not in _CONTROLLING
    ):
        return None
    return next((c for c in governor.rights if c.dep_ in ("dobj", "dative") and c.i < verb.i), None)


def objects_of(token: Token, prepositions: tuple[str, ...] | frozenset[str]) -> list[Token]:
    """The objects of a word's own prepositional phrases: "talks with B" """
    return [
        thing
        for phrase in token.rights
        if phrase.dep_ in ("prep", "dative") and phrase.lower_ in prepositions
        for thing in phrase.rights
        if thing.dep_ == "pobj"
    ]


def frames_of(word: Token) -> dict[str, list[Token]]:
    """The frames that a verb or a noun stands in, each with the tokens of its complement.

    `clause` a finite clause, `small` a small clause ("called it a lie"), `to` an infinitive, `ing` a gerund, `np` an
    object, `addressed` an object told to do something, and a preposition for each that brings a noun or gerund;
    a noun's are prepositions, `to` and `that`.
    """
    found: dict[str, list[Token]] = {}
    for child in word.children:
        for frame in _noun_frames(child) if word.pos_ == "NOUN" else _verb_frames(child):
            found[frame] = list(child.subtree)
        if child.dep_ == "prep" and child.i > word.i and any(c.dep_ in ("pobj", "pcomp") for c in child.rights):
            found[child.lower_] = list(child.subtree)
    if "np" in found and "to" in found:
        found["addressed"] = [*found.pop("np"), *found.pop("to")]
    return found


def _verb_frames(child: Token) -> list[str]:
    """The frame that a verb's dependent makes, if any."""
    if child.dep_ in ("ccomp", "parataxis"):
        marks = {c.lower_ for c in child.lefts if c.dep_ in ("aux", "auxpass")}
        if child.pos_ not in ("VERB", "AUX") or (child.tag_ == "VBG" and not marks):
            return ["small"]
        told = "to" in marks and any(c.dep_ in SUBJECTS for c in child.lefts)
        return ["addressed" if told else "clause"]
    if child.dep_ == "xcomp":
        return ["ing" if child.tag_ == "VBG" else "to"]
    return {"dobj": ["np"], "oprd": ["small"]}.get(child.dep_, [])


def _noun_frames(child: Token) -> list[str]:
    """The frames that a clause after a noun makes: "the decision to", "the claim that"."""
    if child.dep_ not in ("acl", "ccomp") or child.pos_ not in ("VERB", "AUX"):
        return []
    marks = {c.lower_ for c in child.lefts if c.dep_ in ("aux", "mark")}
    return [mark for mark in ("to", "that") if mark in marks]
