"""Whether what a date is told with lies behind or ahead: by tense, plans and purposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.tables import table
from models.reading.timexes import Tense

if TYPE_CHECKING:
    from models.reading.tokens import Token


def leaning_of(token: Token) -> Tense:
    """Whether what a date is told with lies behind or ahead, by the first verb or plan that governs it."""
    ahead = table("dates")["looking_ahead"]
    loose = False  # the date is a thing's ("a ceremony on March 12"), and what the verb tells need not lie with it
    for at in (token, *token.ancestors):
        if at.pos_ == "NOUN" and at.lemma_ in ahead["nouns"]:
            return "future"
        loose |= at.pos_ in ("NOUN", "PROPN") and at.ent_type_ not in ("DATE", "TIME")
        if at.pos_ not in ("VERB", "AUX"):
            continue
        if at.lemma_ in ahead["verbs"] and not (at.tag_ == "VBD" and at.lemma_ in ahead["done"]):
            return "future"
        auxiliaries = {c.lower_ for c in at.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & set(ahead["auxiliaries"]):
            return "future"
        if auxiliaries & {"did", "does", "do"}:
            return "past" if "did" in auxiliaries else "present"
        if "to" in auxiliaries or at.tag_ == "VB":
            purpose = at.dep_ in (
                "acl",
                "advcl",
                "relcl",
            )  # "celebrations to mark the entry on Friday": dated by what holds it
            loose |= purpose
            if purpose or (at.head.i != at.i and at.head.lemma_ in ahead["accomplished"]):
                continue
            return "future"
        if at.tag_ == "VBG":
            if auxiliaries & {"is", "are", "am", "'s", "'re"}:
                return "future"
            continue
        if at.tag_ in ("VBD", "VBN") or auxiliaries & {"was", "were", "had", "did", "has", "have"}:
            return None if loose else "past"
        return "present"
    return None
