"""The object of a verb where the parse hides it, or where it is words that somebody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.clauses import called_as, cut_object, is_passive, objects_of, qualifies
from models.reading.deeds.base import is_happening, keys_of, verb_actions
from models.reading.deeds.undergone import listed
from models.reading.firmness import denying
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token


def denied_words(verb: Token) -> Token | None:
    """The noun of words that a verb denies: "denied reports that B had …", "rejected as baseless B's claims"."""
    near = verb.children if is_passive(verb) else verb.rights
    nouns = [c for c in near if c.dep_ in ("dobj", "nsubjpass")] + objects_of(verb, ("as",))
    nouns += [n for c in verb.rights if (n := called_as(c)) is not None]
    told = table("cues")["untrue"]["told"]
    return next((n for n in nouns if n.lemma_.lower() in told and denying(n) is not None), None)


def tells(noun: Token) -> bool:
    """Whether a clause or a happening after a noun says what is told: "reports that B had …", "of an attack by B"."""
    clauses = (c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl") and c.pos_ in ("VERB", "AUX"))
    return any(not qualifies(c) for c in clauses) or any(is_happening(o) for o in objects_of(noun, ("of",)))


def misparsed(verb: Token) -> list[Token]:
    """The object of a verb where the parse has made it part of another phrase.

    "A court sentenced the editor A to …" becomes a participle before the name, "fined the shop 3 million euros" a name
    before the sum.
    """
    if cut := cut_object(verb):
        return cut
    if verb.dep_ == "amod" and any(c.dep_ == "nsubj" for c in verb.lefts):
        head = verb.head
        while head.dep_ == "compound" and head.head.pos_ == "PROPN":
            head = head.head
        if head.pos_ == "PROPN":
            return [head]
        return [c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN" and c.left_edge.i == head.i + 1]
    sums = [c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in listed("money")]
    named = [n for c in sums for n in c.lefts if n.pos_ == "PROPN" and n.dep_ in ("nmod", "compound")]
    named += [n for c in sums for m in c.lefts if m.dep_ == "nummod" for n in m.lefts if n.pos_ == "PROPN"]
    return named[:1]


def allowed(verb: Token) -> list[Token]:
    """Who is let do something, where the parse makes him its subject: "will allow observers to work"."""
    if "CONCEDE" not in {c for key in keys_of(verb) for c in verb_actions().get(key, {}).values()}:
        return []
    return thing_to(verb)


def thing_to(verb: Token) -> list[Token]:
    """The object of a verb that the parse takes for the subject of its purpose: "announced a truce to allow aid"."""
    below = [c for c in verb.rights if c.dep_ == "ccomp" and c.tag_ == "VB" and any(t.lower_ == "to" for t in c.lefts)]
    return [s for c in below for s in c.lefts if s.dep_ == "nsubj"][:1]
