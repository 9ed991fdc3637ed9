"""Temporal expressions: finds them in the laid-out text, gives each its TIMEX3 kind and value and its interval.

One rule a pattern: a rule gets a match and a `Moment` (what the words lean on) and yields a `Sense` or nothing. `dates`
anchors events and claims to what is found here. Grammar after TimeML's TIMEX3 (annotation guidelines 1.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from models.reading import intervals as iv
from models.reading.timexes import amounts, relative, written
from models.reading.timexes.lexicon import number, words
from models.reading.timexes.senses import RULES, Expression, Moment, Sense, Tense

__all__ = ["Expression", "Moment", "Sense", "Tense", "amounts", "find_expressions", "number", "relative", "written"]


@cache
def _trigger() -> re.Pattern[str]:
    """A cheap look for any word that a rule could begin with: most sentences have none."""
    known = words("months", "weekdays", "units", "dayparts", "seasons", "references", "holidays")
    return re.compile(
        rf"\d|\b(?:{known})|yesterday|today|tomorrow|tonight|daily|weekly|annual|yearly|hourly|centuries",
        re.IGNORECASE,
    )


def find_expressions(
    text: str,
    start: int,
    end: int,
    spoken: iv.Interval | None,
    moment_at: Callable[[int, iv.Interval | None], Moment],
) -> Iterator[Expression]:
    """The temporal expressions of a stretch of laid-out text, in order, the longest where two overlap.

    `spoken` is the interval last spoken of before it; `moment_at` gives the `Moment` for the expression that begins
    at a character, told what was last spoken of.
    """
    if not _trigger().search(text, start, end):
        return
    found = [
        (m.start(), m.end(), order, m, rule)
        for order, (pattern, rule) in enumerate(RULES)
        for m in pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda f: (f[0], f[0] - f[1], f[2]))
    reached = start
    for first, last, _, m, rule in found:
        if first < reached:
            continue
        moment = moment_at(first, spoken)
        try:
            sense = rule(m, moment)
        except (
            OverflowError,
            ValueError,
        ):  # a date beyond the calendar ("20,000 years ago") denotes nothing we can hold
            sense = None
        if sense is None:
            continue
        if sense.interval is not None:
            spoken = sense.interval
        reached = last
        yield Expression(first, last, sense)
