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
NUMBER = rf"(?:\d{{1,4}}|(?:{words('numbers')})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
UNIT = r"(?:second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|centur(?:y|ies))"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
ORDINAL_DAY = rf"{DAY}(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DASH = r"\s?[-–—]\s?"
PART = r"(?:morning|afternoon|evening|night)"
ABOUT = r"(?:about|around|roughly|approximately|some|nearly|almost|circa)"


def month_number(word: str) -> int:
    """The number of a month by its name or abbreviation; `KeyError` for another word."""
    number: int = table("dates")["months"][word.lower().rstrip(".")]
    return number


def number(word: str) -> int | None:
    """A number in figures or words, up to a hundred; None for another word."""
    if word.isdigit():
        return int(word)
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
    if moment.tense == "future" and distance < (0 if day else -31):
        year += 1
    elif (moment.tense == "past" and distance > 0) or distance > 183:
        year -= 1
    elif distance < -300:
        year += 1
    return year, f"year from the dispatch's date ({base})"


def after_preposition(m: re.Match[str]) -> bool:
    """Whether a preposition of time, or what is as telling, stands before a match: "May" is a month after "in"."""
    before = m.string[max(0, m.start() - 12) : m.start()].lower().split()
    return bool(before) and before[-1] in table("dates")["before_months"]["words"]
