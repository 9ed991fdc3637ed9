"""Whether two that stand under one key are near enough in time for what the key is for: to clash, or to be one claim.

Asked of days and voices alone, before either is looked at: each rule asks for more itself. The letters are those of
the keys.
"""

from __future__ import annotations

from typing import Final
from zlib import crc32

from models.comparing import negated
from models.comparing.agreeing import SAID_APART
from models.comparing.clashes import ANSWERED_DAYS
from models.comparing.denials import ANSWER_DAYS
from models.comparing.figures import DATES_APART, TOLD_DAYS, WIDE_DAYS
from models.comparing.matters import TURN_DAYS, listed
from models.records import Gist

#: Within how many days of each other two have to be said to meet under a key, by its letter; the others' are of a day.
REACH: Final = {
    "S": TURN_DAYS,
    "W": negated.DAYS,
    "E": TOLD_DAYS,
    "Q": TOLD_DAYS,
    "N": ANSWER_DAYS,
    "C": SAID_APART,
    "A": ANSWERED_DAYS,
}
#: Two stands said further apart can only be a turn: of one voice.
OF_TWO_VOICES: Final = TOLD_DAYS
#: Bits of the number that stands for a voice; few enough to be kept short, many enough that two seldom share one.
_BITS: Final = 47


def may_meet(kind: str, days: int, apart: int | None, one_voice: bool = True) -> bool:
    """Whether two under a key of a kind may clash that were said so many days from each other.

    `apart` are the days between what the two are of; None where not both tell when it was. `one_voice` is whether both
    may be of one (their `voice` has a bit in common).
    """
    if days > REACH.get(kind, days):
        return False
    if kind == "S":
        return one_voice or days <= OF_TWO_VOICES
    return kind != "E" or (apart is not None and 0 < apart <= DATES_APART + WIDE_DAYS)


def voice(gist: Gist) -> int:
    """By whom a stand may be: two that are of one voice have a bit in common, others seldom have.

    One speaks in both, or in one of what it does in the other; or an office that the dispatch names a person for; or
    both tell what one and the same does.
    """
    names = {*gist.agents}
    if gist.speakers:
        *_, surname = parts = gist.speakers[0].split("-")
        names.add(surname)
        if not listed("own", "holders").isdisjoint(parts):
            names |= {*gist.known}
    else:
        names |= {*gist.called, *gist.names}
    return sum({1 << crc32(name.encode()) % _BITS for name in names})
