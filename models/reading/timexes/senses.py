"""The types of the rules, and the register that they enter themselves in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from models.reading import intervals as iv
from models.records import TimexKind

Tense = Literal["past", "present", "future", None]


#: The basis of a sense whose day is counted from one that nobody named: "he admitted it a week later".
UNPLACED = "counted from an unknown day"


@dataclass(frozen=True, slots=True)
class Moment:
    """What a temporal expression leans on: the dispatch's date, the last date spoken of, the tense of its verb.

    `told` is the weekday on which its sentence has it told ("…, he said on Tuesday"): other weekdays lean on that.
    """

    issued: dt.date | None
    spoken: iv.Interval | None
    tense: Tense
    told: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means: TIMEX3 kind and value, the interval it denotes (or None), and how that was reached."""

    kind: TimexKind
    value: str
    interval: iv.Interval | None = None
    basis: str = "as printed"
    #: Where the words are several expressions for TIMEX3 ("June 13 to 24"): each with its characters.
    parts: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in the laid-out text: characters `start` to `end`."""

    start: int
    end: int
    sense: Sense


Rule = Callable[[re.Match[str], Moment], Sense | None]
#: The rules in the order of their modules: pattern, the kinds of word of which a sentence must hold one, the rule.
RULES: list[tuple[re.Pattern[str], frozenset[str], Rule]] = []


def rule(pattern: str, needs: tuple[str, ...]) -> Callable[[Rule], Rule]:
    """Register a rule for a pattern; case is ignored, white space is single blanks.

    `needs` names kinds of word (`find_expressions` knows them): the pattern is tried where a sentence holds one.
    """

    def register(made: Rule) -> Rule:
        compiled = re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)
        RULES.append((compiled, frozenset(needs), made))
        return made

    return register
