"""How one answers what it is accused of: by saying of itself that it did not, or by denying at large what was said."""

from __future__ import annotations

import datetime as dt
from typing import Final

from models.comparing.ends import by_side, offences, vague_predicates
from models.comparing.matters import Statement, listed, same_ones
from models.comparing.topics import Topic, is_one_thing
from models.reading.tables import table
from models.records import TURNED, DisagreementKind, Gist

#: Days within which one answers.
ANSWER_DAYS: Final = 5
#: Two dispatches that share so many words of their leads are of one story.
_SURE_SETTING: Final = 4


def answers(accusing: Gist, answering: Gist, axes: set[str]) -> bool:
    """Whether one says of itself that it did not what another says it did."""
    if set(accusing.speakers) & set(answering.speakers) or not _says_no(answering):
        return False
    by_name = bool(accusing.agents) and any(key.rpartition("-")[2] in accusing.called for key in answering.speakers)
    if not by_name and not same_ones(accusing, accusing.agents, answering, answering.speakers):
        return False
    if answering.manner == "denies" and (answering.said or dt.date.min) >= (accusing.said or dt.date.min):
        return True  # whatever it is, somebody has said so
    ends, hostile = offences(), listed("broad", "hostile")
    side = by_side(accusing)
    return any(side[axis] + axis in ends or (axis.startswith("v:") and axis[2:] in hostile) for axis in axes)


def names_accuser(accusing: Gist, answering: Gist) -> bool:
    """Whether one denies, with whose words it is, just what the other says: "denied Libyan claims that it had …"."""
    said = {*accusing.speakers} & {*answering.others} - {*answering.speakers}
    is_one = accusing.predicate == answering.predicate and accusing.predicate not in vague_predicates()
    return bool(said) and answering.manner == "denies" and is_one


def is_charge(gist: Gist) -> bool:
    """Whether what is told of somebody is what one may be accused of."""
    hostile = listed("broad", "hostile")
    return gist.predicate in hostile or any(
        pole in offences() or (pole[:3] == "+v:" and pole[3:] in hostile) for pole in gist.poles
    )


def _says_no(gist: Gist) -> bool:
    """Whether it is by a negation that it tells of a deed."""
    return gist.negated or gist.manner == "denies" or TURNED in gist.poles


def denies_at_large(gist: Gist) -> bool:
    """Whether it denies what was said, without saying it again."""
    return "+false" in gist.poles or "-involve" in gist.poles


def of_what_was_said(gist: Gist) -> bool:
    """Whether it is an accusation, a report or the like that is denied, or a part in the deed."""
    telling = {word for key in gist.speakers for word in key.split("-")}  # "the officer in charge"
    return "-involve" in gist.poles or any(is_said(w) for w in (*gist.theme, *gist.terms) if w not in telling)


def is_said(word: str) -> bool:
    """Whether a word is for what was said: an accusation, a report."""
    return word in table("stances")["denial"]["said"]


def denial(a: Statement, b: Statement, about: Topic) -> DisagreementKind | None:
    """What one says of another, and the other's denial at large of what was said."""
    for told, answer in ((a, b), (b, a)):
        x, y = told.gist, answer.gist
        if not denies_at_large(y) or denies_at_large(x) or x.mood != "fact" or x.manner == "denies":
            continue
        who = {*y.speakers, *(y.agents if not y.speakers else ())}
        if not same_ones(x, x.agents, y, who) or who & set(x.speakers):
            continue
        if not 0 <= (answer.said - told.said).days <= ANSWER_DAYS:
            continue
        if about.settings < 2 or not (of_what_was_said(y) or is_one_thing(about)):
            continue
        accused = x.manner == "accuses" and (about.things >= 1 or about.parties >= 2)
        if not accused and not is_charge(x):
            continue  # what anyone may do, and need not deny
        if about.things >= 2.0 or accused or (about.plain >= 1 and about.settings >= _SURE_SETTING):
            return "denial"
    return None
