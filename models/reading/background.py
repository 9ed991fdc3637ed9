"""What is told only as the background of something else: its cause, its object, what it came after.

Such a deed is older than what is told of it, and the day of that is not its own: "condemned on Monday the attack",
"sanctions over the killing", "met on Friday after the coup".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from models.reading.governing import is_happening, upwards
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: "before": what was there already; "aftermath": what something came right after, and may be the news itself.
Behind = Literal["before", "aftermath"]

_OBJECTS = frozenset({"dobj", "nsubjpass", "xcomp"})
_CLAUSES = frozenset({"relcl", "acl"})


def behind(token: Token) -> Behind | None:
    """Whether a word is the background of what is told with it, by the first link above it that says so."""
    edge = edge_of(token)
    return None if edge is None else _link(edge)


def edge_of(token: Token) -> Token | None:
    """The last word above a word that is still of its own part, where the rest tells something later."""
    return next((at for at in upwards(token) if at.head.i != at.i and _link(at) is not None), None)


def old_before(time: Token) -> Token | None:
    """The happening in the background right after which a time stands, whose the time is however the parse hangs it.

    "Sanctions over the poisoning of B in March": the last such noun before "in March".
    """
    preposition = time.nbor(-1) if time.i > time.sent.start else time
    if preposition.pos_ != "ADP" or preposition.i < time.sent.start + 2:
        return None
    last = preposition.nbor(-1)
    nouns = (at for at in (last, *last.ancestors) if at.i <= last.i and at.pos_ == "NOUN" and is_happening(at))
    return next((noun for noun in nouns if behind(noun) == "before"), None)


def _link(at: Token) -> Behind | None:
    """What the link from a word to the one above it makes of the first."""
    words = table("dates")["background"]
    above = at.head
    if at.dep_ in ("pobj", "pcomp") or (at.dep_ == "dobj" and above.lower_ == "following"):
        return _after_preposition(at, above)
    if at.dep_ == "advcl":
        marks = {c.lower_ for c in at.lefts if c.dep_ in ("mark", "advmod")}
        if marks & set(words["aftermath"]):
            return "aftermath"
        return "before" if marks & set(words["because"]) else None
    if at.dep_ in _OBJECTS and above.lemma_.lower() in words["objects"]:
        return "before" if at.pos_ == "NOUN" or at.tag_ == "VBG" else None
    if at.dep_ == "nsubj" and at.pos_ == "NOUN" and above.lemma_.lower() in words["causes"]:
        return "before"
    if at.dep_ in _CLAUSES and at.tag_ in ("VBD", "VBN"):
        told = above.lemma_.lower() in table("cues")["untrue"]["told"]  # "rejected on Monday a report that B had …"
        return "before" if told or _is_of_a_party(above) else None
    return None


def _after_preposition(at: Token, preposition: Token) -> Behind | None:
    words = table("dates")["background"]
    written = preposition.lower_
    if written in words["aftermath"]:
        return "aftermath"
    if written in words["always"]:
        return "before"
    over = preposition.head.lemma_.lower()
    return "before" if over in words["after"].get(written, ()) else None


def _is_of_a_party(noun: Token) -> bool:
    """Whether a clause describes one who takes part, and so tells what was known of him: "the man who killed six".

    What it tells of a happening, or of what was done it with, is of one day with that: "fired a missile that hit".
    """
    above = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("attr", "appos", "oprd", "ROOT", "conj"):
        return False
    if noun.dep_ == "pobj" and above.lower_ in ("in", "by", "with", "during", "from"):
        return False
    brings = table("dates")["background"]["brings"]
    verb = above.head if noun.dep_ == "pobj" else above
    return verb.pos_ == "VERB" and verb.lemma_.lower() not in brings and not is_happening(noun)
