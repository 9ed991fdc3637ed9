"""Verbs that the parse takes for something else: "three were killed and five wounded", "The minister called Thursday".

Asked by `clauses`; an auxiliary left out makes the one it is said of the doer, a past tense a quality of its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: The kinds of entities that are times.
_TIMES = frozenset({"DATE", "TIME"})


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


def is_main_verb(verb: Token) -> bool:
    """Whether a past tense is taken for a participle of its own subject: "The minister called Thursday on Mali to …".

    A whole sentence then has no verb over it; with "by" after it, or nothing that is acted on, it is a participle.
    """
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or noun.dep_ != "ROOT" or noun.i + 1 != verb.i:
        return False
    if (
        noun.pos_ not in ("NOUN", "PROPN")
        or noun.doc[noun.sent.end - 1].text != "."
        or any(c.dep_ == "agent" for c in verb.rights)
    ):
        return False
    return any(c.dep_ in ("dobj", "ccomp") or (c.dep_ == "npadvmod" and c.ent_type_ in _TIMES) for c in verb.rights)
