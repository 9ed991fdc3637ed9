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


@dataclass(frozen=True, slots=True)
class Moment:
    """What a temporal expression leans on: the dispatch's date, the last date spoken of, the tense of its verb."""

    issued: dt.date | None
    spoken: iv.Interval | None
    tense: Tense


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means: TIMEX3 kind and value, the interval it denotes (or None), and how that was reached."""

    kind: TimexKind
    value: str
    interval: iv.Interval | None = None
    basis: str = "as printed"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in the laid-out text: characters `start` to `end`."""

    start: int
    end: int
    sense: Sense


Rule = Callable[[re.Match[str], Moment], Sense | None]
RULES: list[tuple[re.Pattern[str], Rule]] = []


def rule(pattern: str) -> Callable[[Rule], Rule]:
    """Register a rule for a pattern; case is ignored, white space is single blanks."""

    def register(made: Rule) -> Rule:
        RULES.append((re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), made))
        return made

    return register
