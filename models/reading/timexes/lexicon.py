"""What the rules are made of: words of time as patterns, numbers in words, years for dates printed without one."""

from __future__ import annotations

import datetime as dt
import re

from models.reading.tables import table
from models.reading.timexes.senses import Moment


def words(*sections: str) -> str:
    """The words of some sections of `tables/dates.toml` as a pattern, longer ones first."""
    found = {w for s in sections for w in table("dates")[s]}
    return "|".join(re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w)))


MONTH = rf"(?:(?:{words('months')})\b\.?)"
LONG_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
WEEKDAY = rf"(?:(?:{words('weekdays')})\b\.?)"
LONG_WEEKDAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SMALL = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
#: A number of units: figures, words up to a hundred, with a fraction or without, or a vague one.
NUMBER = rf"(?:\d{{1,4}}(?:\s\d/\d|\.\d)?|(?:{_TENS})(?:[- ](?:{_SMALL}))?|a\shundred|(?:{words('numbers')}))"
VAGUE = r"(?:several|a few|many|some|a couple of|couple of|a|an|half an|half a)"
UNIT = r"(?:second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|centur(?:y|ies))"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
ORDINAL_DAY = rf"{DAY}(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DASH = r"\s?[-–—]\s?"
PART = r"(?:morning|afternoon|evening|night)"
ABOUT = r"(?:about|around|roughly|approximately|some|nearly|almost|circa)"
#: TIMEX3 takes these into the expression (its MOD attribute); ABOUT stays outside.
MODIFIER = r"(?:(?:no\s)?more than|(?:no\s)?less than|at least|at most|up to|as many as)"
#: A part of a longer time, before it: "early next week", "mid-1996".
EDGE = r"(?:(?:earlier|later|early|late|mid|the (?:end|beginning|start|middle) of)[- ])"


def month_number(word: str) -> int:
    """The number of a month by its name or abbreviation; `KeyError` for another word."""
    number: int = table("dates")["months"][word.lower().rstrip(".")]
    return number


def number(word: str) -> int | None:
    """A number in figures or words, up to a hundred, fractions cut off; None for another word."""
    if word[:1].isdecimal():  # "²" is a digit, but no figure
        return int(re.match(r"\d+", word)[0])  # type: ignore[index]
    if word.lower() == "a hundred":
        return 100
    total, known = 0, table("dates")["numbers"]
    for part in re.split(r"[- ]", word.lower()):
        if part not in known:
            return None
        total += known[part]
    return total


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int | None, moment: Moment) -> tuple[int, str] | None:
    """The year of a month and day printed without one, and how it was reached; None without any date to lean on."""
    base = moment.issued
    if base is None:
        return None
    year = base.year
    first = date_of(year, month, day or 1) or date_of(year - 1, month, day or 1)
    if first is None:
        return year, f"year of the dispatch ({base})"
    distance = (first - base).days
    if moment.tense == "future" and distance < -_JUST_PAST:
        year += 1
    elif distance > {"past": _AHEAD, None: _UNTOLD}.get(moment.tense, 183):
        year -= 1
    elif distance < -300 and moment.tense != "past":
        year += 1
    return year, f"year from the dispatch's date ({base})"


#: Days that a date told as ahead may lie behind: a deadline that has just passed, the month that runs.
_JUST_PAST = 60
#: Days that a date told in the past tense may lie ahead: a weekend's papers carry the coming Monday's date.
_AHEAD = 2
#: And days ahead where no verb tells.
_UNTOLD = 120


def year_of(m: re.Match[str], month: int, day: int, moment: Moment) -> tuple[int | None, str]:
    """The year printed with a date (group `year`), else the nearest; and how it was reached."""
    if m["year"]:
        return int(m["year"]), "as printed"
    return nearest(month, day, moment) or (None, "")


def after_preposition(m: re.Match[str]) -> bool:
    """Whether a preposition of time, or what is as telling, stands before a match: "May" is a month after "in"."""
    before = m.string[max(0, m.start() - 12) : m.start()].lower().split()
    return bool(before) and before[-1] in table("dates")["before_months"]["words"]
