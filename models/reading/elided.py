"""Clauses that leave out what the one before them has said: "three were killed and five wounded".

Asked by `clauses`; the parse gives such a verb the one it is said of as a doer, or makes it a quality of him.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.reading.tokens import Token


def is_elided(verb: Token) -> bool:
    """Whether a participle is said with the auxiliary of the passive before it."""
    return undergoing(verb) is not None


def undergoing(verb: Token) -> Token | None:
    """Of whom such a participle is said: "five" of "three were killed and five wounded", "dozens injured"."""
    if verb.tag_ not in ("VBN", "VBD"):
        return None
    if verb.dep_ == "conj" and _is_plainly_passive(verb.head):
        if any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp") for c in verb.children):
            return None
        return next((c for c in verb.lefts if c.dep_ == "nsubj" and _counts(c)), None)
    quality = verb.dep_ == "acl" and verb.head.dep_ == "conj" and verb.i == verb.head.i + 1
    return verb.head if quality and _counts(verb.head) and _is_plainly_passive(verb.head.head) else None


def _is_plainly_passive(verb: Token) -> bool:
    return verb.pos_ == "VERB" and any(c.dep_ == "auxpass" for c in verb.lefts)


def _counts(token: Token) -> bool:
    """Whether a word counts some, by itself or before it: "five", "dozens", "12 others"."""
    return token.ent_type_ == "CARDINAL" or any(c.dep_ == "nummod" for c in token.lefts)
