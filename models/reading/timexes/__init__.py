"""Temporal expressions: finds them in the laid-out text, gives each its TIMEX3 kind and value and its interval.

One rule a pattern: a rule gets a match and a `Moment` (what the words lean on) and yields a `Sense` or nothing. `dates`
anchors events and claims to what is found here. Grammar after TimeML's TIMEX3 (annotation guidelines 1.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from models.reading import intervals as iv
from models.reading.tables import table
from models.reading.timexes import amounts, relative, written
from models.reading.timexes.lexicon import number
from models.reading.timexes.senses import RULES, UNPLACED, Expression, Moment, Sense, Tense

__all__ = [
    "UNPLACED",
    "Expression",
    "Moment",
    "Sense",
    "Tense",
    "amounts",
    "find_expressions",
    "number",
    "relative",
    "written",
]


_WORD = re.compile(r"[a-z]+|\d")


@cache
def _kinds_of() -> dict[str, frozenset[str]]:
    """For each word of time (the last of several) the kinds that a rule can need."""
    table_ = table("dates")
    kinds = {
        "figure": "0123456789",
        "month": table_["months"],
        "weekday": table_["weekdays"],
        "unit": [form for unit in table_["units"] for form in (unit, unit + "s")] + ["centuries", "ago", "earlier"],
        "day": [*table_["dayparts"], "today", "tonight", "yesterday", "tomorrow"],
        "season": table_["seasons"],
        "reference": [*table_["references"], "past", "future"],
        "often": ["daily", "weekly", "monthly", "annually", "yearly", "hourly"],
        "spoken": ["eighteen", "nineteen", "thousand"],
        "noon": ["noon", "midday", "midnight"],
        "holiday": [*table_["holidays"], *table_["movable"]],
    }
    found: dict[str, set[str]] = {}
    for kind, entries in kinds.items():
        for entry in entries:
            found.setdefault(_WORD.findall(entry.lower())[-1], set()).add(kind)
    return {word: frozenset(of) for word, of in found.items()}


def kinds_in(text: str) -> set[str]:
    """The kinds of words of time in a text."""
    known = _kinds_of()
    return {kind for word in known.keys() & _WORD.findall(text.lower()) for kind in known[word]}


def find_expressions(
    text: str, start: int, end: int, spoken: iv.Interval | None, moment_at: Callable[[int, iv.Interval | None], Moment]
) -> Iterator[Expression]:
    """The temporal expressions of a stretch of laid-out text, in order, the longest where two overlap.

    `spoken` is the interval last spoken of before it; `moment_at` gives the `Moment` for the expression that begins
    at a character, told what was last spoken of. Neighbours that are one expression ("9 a.m. Tuesday") are joined.
    """
    held: Expression | None = None
    for found in _resolved(text, start, end, spoken, moment_at):
        if held is not None:
            whole = joined(held, found, text[held.end : found.start])
            if whole is None:
                yield held
            held = whole or found
        else:
            held = found
    if held is not None:
        yield held


def _resolved(
    text: str, start: int, end: int, spoken: iv.Interval | None, moment_at: Callable[[int, iv.Interval | None], Moment]
) -> Iterator[Expression]:
    kinds = kinds_in(text[start:end])
    if not kinds:
        return
    found = [
        (m.start(), m.end(), order, m, rule)
        for order, (pattern, needs, rule) in enumerate(RULES)
        if needs & kinds
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
        except (OverflowError, ValueError):  # a date beyond the calendar ("20,000 years ago") is nothing we can hold
            sense = None
        if sense is None:
            continue
        if sense.interval is not None:
            spoken = sense.interval
        reached = last
        core = "core" in m.re.groupindex and m["core"] is not None
        yield Expression(*m.span("core"), sense) if core else Expression(first, last, sense)


_JOINT = re.compile(r"(?:,?\s(?:on\s)?|\s\([^)]{3,12}\)\s(?:on\s)?)")


def joined(first: Expression, second: Expression, between: str) -> Expression | None:
    """Two neighbours that are one: a time of day and its day, a month and its "last year"; else None."""
    clock = first.sense.kind == "TIME" and re.search(r"T\d\d:\d\d$", first.sense.value)
    day = second.sense.interval is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", second.sense.value)
    if clock and day and _JOINT.fullmatch(between):
        value = f"{second.sense.value}T{first.sense.value.split('T')[1]}"
        return Expression(first.start, second.end, Sense("TIME", value, second.sense.interval, second.sense.basis))
    month = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)", first.sense.value)
    if month and between == " " and re.fullmatch(r"\d{4}", second.sense.value):
        interval = iv.month(int(second.sense.value), int(month[1]))
        return Expression(first.start, second.end, Sense("DATE", interval.edtf, interval, second.sense.basis))
    return None
