"""Dates written out: "June 13, 2025", "13–24 June", "early July", and years, decades, seasons and quarters."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from models.reading import intervals as iv
from models.reading.tables import table
from models.reading.timexes.lexicon import (
    DASH,
    DAY,
    LONG_MONTH,
    MONTH,
    ORDINAL_DAY,
    WEEKDAY,
    YEAR,
    after_preposition,
    date_of,
    month_number,
    nearest,
)
from models.reading.timexes.senses import Moment, Sense, rule


@rule(rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])")
def iso_date(m: re.Match[str], moment: Moment) -> Sense | None:
    """2025-06-13"""
    date = date_of(int(m["year"]), int(m["month"]), int(m["day"]))
    return Sense("DATE", date.isoformat(), iv.day(date)) if date else None


@rule(rf"(?P<month>0?[1-9]|1[0-2])/(?P<day>{DAY})/(?P<year>{YEAR}|\d\d)")
def slashed_date(m: re.Match[str], moment: Moment) -> Sense | None:
    """6/13/2025 and 6/13/98, month first as American wires have it."""
    year = int(m["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    date = date_of(year, int(m["month"]), int(m["day"]))
    return Sense("DATE", date.isoformat(), iv.day(date)) if date else None


@rule(
    rf"(?:(?:{WEEKDAY}),?\s)?"
    rf"(?:(?P<month>{MONTH})\s?(?P<day>{ORDINAL_DAY})(?!\d|[.,]\d|{DASH}\d|:\d|%)"
    rf"|(?:the\s)?(?P<day2>{ORDINAL_DAY})\s(?:of\s)?(?P<month2>{MONTH}))"
    rf"(?:,?\s(?P<year>{YEAR})(?!\d))?"
)
def month_and_day(m: re.Match[str], moment: Moment) -> Sense | None:
    """June 13; Friday, June 13, 2025; 13 June; the 13th of June"""
    month = month_number(m["month"] or m["month2"])
    day = int(re.sub(r"\D", "", m["day"] or m["day2"]))
    year, basis = (int(m["year"]), "as printed") if m["year"] else (nearest(month, day, moment) or (None, ""))
    if year is None:
        return Sense("DATE", f"XXXX-{month:02}-{day:02}") if day <= 31 else None
    date = date_of(year, month, day)
    return Sense("DATE", date.isoformat(), iv.day(date), basis) if date else None


@rule(
    rf"(?:from\s|between\s)?(?P<month>{MONTH})\s(?P<day>{ORDINAL_DAY})(?:{DASH}|\s(?:to|through|until|and)\s)"
    rf"(?P<last>{ORDINAL_DAY})(?!\d|[.,]\d|\s(?:{MONTH}))(?:,?\s(?P<year>{YEAR}))?"
)
def days_of_a_month(m: re.Match[str], moment: Moment) -> Sense | None:
    """June 13 to 24; June 13-24, 2025"""
    if " and " in m[0] and not m[0].lower().startswith("between"):
        return None
    month, first, last = month_number(m["month"]), *(int(re.sub(r"\D", "", m[g])) for g in ("day", "last"))
    year, basis = (int(m["year"]), "as printed") if m["year"] else (nearest(month, first, moment) or (None, ""))
    if year is None:
        return None
    begin, end = date_of(year, month, first), date_of(year, month, last)
    if begin is None or end is None or begin >= end:
        return None
    return Sense("DATE", begin.isoformat(), iv.days(begin, end), basis)


@rule(
    r"(?:(?P<part>early|late|mid|the beginning of|the end of|the middle of)[- ])?"
    rf"(?P<month>{LONG_MONTH}|{MONTH})(?:,?\s(?:of\s)?(?P<year>{YEAR}))"
)
def month_and_year(m: re.Match[str], moment: Moment) -> Sense | None:
    """June 2025; early June 2025"""
    return _part_of_month(int(m["year"]), month_number(m["month"]), m["part"], "as printed")


@rule(
    r"(?:(?P<part>early|late|mid)[- ])?(?:(?P<which>last|next|this)\s)?"
    rf"(?P<month>{LONG_MONTH}|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|Jan\.|Feb\.)"
)
def month_alone(m: re.Match[str], moment: Moment) -> Sense | None:
    """June; early June; last June"""
    if m["month"] in ("may", "march", "august", "Mar", "mar"):
        return None
    if m["month"] in ("May", "March") and not (m["part"] or m["which"] or after_preposition(m)):
        return None
    month = month_number(m["month"])
    if moment.issued is None:
        return Sense("DATE", f"XXXX-{month:02}")
    lean = {"last": "past", "next": "future"}.get((m["which"] or "").lower())
    found = nearest(month, None, Moment(moment.issued, moment.spoken, lean or moment.tense))  # type: ignore[arg-type]
    if found is None:
        return None
    year, basis = found
    if m["which"] and m["which"].lower() == "last" and (year, month) >= (moment.issued.year, moment.issued.month):
        year -= 1
    return _part_of_month(year, month, m["part"], basis)


def _part_of_month(year: int, month: int, part: str | None, basis: str) -> Sense:
    whole = iv.month(year, month)
    thirds = {"early": (1, 10), "the beginning of": (1, 10), "mid": (11, 20), "the middle of": (11, 20)}
    thirds |= dict.fromkeys(("late", "the end of"), (21, calendar.monthrange(year, month)[1]))
    third = thirds.get((part or "").lower())
    if third is None:
        return Sense("DATE", whole.edtf, whole, basis)
    narrowed = iv.days(dt.date(year, month, third[0]), dt.date(year, month, third[1]))
    return Sense("DATE", whole.edtf, narrowed.about(), basis)


@rule(rf"(?P<first>{YEAR})(?:{DASH}|\sto\s)(?P<last>{YEAR}|\d\d)")
def span_of_years(m: re.Match[str], moment: Moment) -> Sense | None:
    """2014-2016; 2014-16"""
    first, last = int(m["first"]), int(m["last"])
    last += 0 if last > 99 else first // 100 * 100
    return Sense("DATE", f"{first:04}", iv.years(first, last)) if first < last else None


@rule(rf"(?P<year>{YEAR})(?!\s?(?:%|percent|people|miles|km|feet|tons|dollars|troops|soldiers))")
def year_alone(m: re.Match[str], moment: Moment) -> Sense | None:
    """2025"""
    before = m.string[max(0, m.start() - 2) : m.start()]
    if re.search(r"[$€£#.,]\s?$", before) and not before.endswith(", "):
        return None
    number = int(m["year"])
    return Sense("DATE", f"{number:04}", iv.year(number))


@rule(r"(?:the\s)?(?:(?P<part>early|late|mid)[- ])?(?:the\s)?'?(?P<decade>(?:1[5-9]|20)?[0-9]0)s")
def decade(m: re.Match[str], moment: Moment) -> Sense | None:
    """the 1990s; the late 80s"""
    start = int(m["decade"])
    start += 1900 if start < 100 else 0
    return Sense("DATE", f"{start // 10}", iv.years(start, start + 9))


@rule(r"(?P<which>spring|summer|autumn|fall|winter)\s(?:of\s)?(?P<year>(?:1[89]|20)\d\d)")
def season_of_year(m: re.Match[str], moment: Moment) -> Sense | None:
    """summer of 2025"""
    return _season(m["which"], int(m["year"]), "as printed")


@rule(r"(?P<lean>this|last|next|early|late)\s(?P<which>spring|summer|autumn|fall|winter)")
def season_near(m: re.Match[str], moment: Moment) -> Sense | None:
    """last summer"""
    if moment.issued is None:
        return None
    year = moment.issued.year
    first, _ = table("dates")["season_months"][table("dates")["seasons"][m["which"].lower()]]
    lean = m["lean"].lower()
    if lean == "last" and first + 2 >= moment.issued.month:
        year -= 1
    elif lean == "next" and first <= moment.issued.month:
        year += 1
    return _season(m["which"], year, f"{m['lean']} as seen from {moment.issued}")


def _season(word: str, year: int, basis: str) -> Sense:
    code = table("dates")["seasons"][word.lower()]
    first, count = table("dates")["season_months"][code]
    return Sense("DATE", f"{year:04}-{code}", iv.months(year, first, count), basis)


@rule(r"(?:the\s)?(?P<which>first|second|third|fourth)[- ]quarter(?:\s(?:of\s)?(?P<year>(?:19|20)\d\d))?")
def quarter(m: re.Match[str], moment: Moment) -> Sense | None:
    """the first quarter of 2025"""
    index = table("dates")["ordinals"][m["which"].lower()]
    if m["year"]:
        year, basis = int(m["year"]), "as printed"
    elif moment.issued:
        year, basis = moment.issued.year, f"year of the dispatch ({moment.issued})"
        if moment.tense != "future" and (index - 1) * 3 + 1 > moment.issued.month:
            year -= 1
    else:
        return Sense("DATE", f"XXXX-Q{index}")
    return Sense("DATE", f"{year:04}-Q{index}", iv.months(year, index * 3 - 2, 3), basis)
