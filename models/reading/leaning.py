"""Whether what a date is told with lies behind or ahead, by tense, plans and purposes; from which day it is seen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.reading import intervals as iv
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
        if _is_ahead(at):
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


def _is_ahead(verb: Token) -> bool:
    """Whether a verb looks ahead itself, or stands in a condition: "unless it hands over the list by Friday"."""
    ahead = table("dates")["looking_ahead"]
    present = verb.dep_ == "advcl" and verb.tag_ in ("VBZ", "VBP")
    if present and any(c.dep_ == "mark" and c.lower_ in ahead["conditions"] for c in verb.lefts):
        return True
    return verb.lemma_ in ahead["verbs"] and not (verb.tag_ == "VBD" and verb.lemma_ in ahead["done"])


def told_on(token: Token, issued: dt.date | None) -> dt.date | None:
    """The weekday, the last before the dispatch or its own, on which a sentence says that a word of it was told.

    "… over the weekend, the minister said Tuesday": what was told on that day had happened by then.
    """
    if issued is None:
        return None
    for at in (token, *token.ancestors):
        if at.dep_ == "relcl":  # "condemned on Monday the raid that killed six over the weekend"
            above = next((t for t in at.ancestors if t.pos_ in ("VERB", "AUX")), at)
            telling = [above] if above.tag_ == "VBD" else []
        else:
            telling = [at.head] if at.dep_ == "ccomp" else [c for c in at.children if c.dep_ == "parataxis"]
        for verb in telling:
            if verb.pos_ == "VERB" and (number := _weekday_of(verb, token)):
                back = (issued.isoweekday() - number) % 7
                return issued - back * iv.DAY if issued - dt.date.min >= back * iv.DAY else None
    return None


def _weekday_of(verb: Token, told: Token) -> int | None:
    """The number of the weekday that goes with a verb, other than the one that is told."""
    for child in verb.children:
        on = child.dep_ == "prep" and child.lower_ == "on"
        for day in child.children if on else (child,):
            number: int | None = table("dates")["weekdays"].get(day.lower_)
            if number is not None and day.i != told.i and day.dep_ in ("pobj", "npadvmod"):
                return number
    return None
