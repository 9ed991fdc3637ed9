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
    EDGE,
    LONG_MONTH,
    MONTH,
    ORDINAL_DAY,
    WEEKDAY,
    YEAR,
    after_preposition,
    date_of,
    month_number,
    nearest,
    number,
    year_of,
)
from models.reading.timexes.senses import Expression, Moment, Sense, rule


@rule(rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])", needs=("figure",))
def iso_date(m: re.Match[str], moment: Moment) -> Sense | None:
    """2025-06-13"""
    date = date_of(int(m["year"]), int(m["month"]), int(m["day"]))
    return Sense("DATE", date.isoformat(), iv.day(date)) if date else None


@rule(rf"(?P<month>0?[1-9]|1[0-2])/(?P<day>{DAY})/(?P<year>{YEAR}|\d\d)", needs=("figure",))
def slashed_date(m: re.Match[str], moment: Moment) -> Sense | None:
    """6/13/2025 and 6/13/98, month first as American wires have it."""
    year = int(m["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    date = date_of(year, int(m["month"]), int(m["day"]))
    return Sense("DATE", date.isoformat(), iv.day(date)) if date else None


@rule(
    rf"(?:last\s)?(?P<core>(?:(?P<weekday>{WEEKDAY}),?\s)?"
    rf"(?:(?P<month>{MONTH})\s?(?P<day>{ORDINAL_DAY})(?!\d|[.,]\d|{DASH}\d|:\d|%)"
    rf"|(?:the\s)?(?P<day2>{ORDINAL_DAY})\s(?:of\s)?(?P<month2>{MONTH}))"
    rf"(?:,?\s(?P<year>{YEAR})(?!\d))?)",
    needs=("month",),
)
def month_and_day(m: re.Match[str], moment: Moment) -> Sense | None:
    """June 13; Friday, June 13, 2025; 13 June; the 13th of June"""
    month = month_number(m["month"] or m["month2"])
    day = _figure(m["day"] or m["day2"])
    year, basis = year_of(m, month, day, moment)
    if year is None:
        return Sense("DATE", f"XXXX-{month:02}-{day:02}") if day <= 31 else None
    date = date_of(year, month, day)
    if date and m["weekday"] and not m["year"]:
        date, basis = _on_weekday(date, m["weekday"], basis)
    return Sense("DATE", date.isoformat(), iv.day(date), basis) if date else None


def _figure(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _on_weekday(date: dt.date, word: str, basis: str) -> tuple[dt.date, str]:
    """The date of the year, this one or a neighbour, in which it falls on the weekday printed with it."""
    wanted = table("dates")["weekdays"][word.lower().rstrip(".")]
    for year in (date.year, date.year + 1, date.year - 1):
        other = date_of(year, date.month, date.day)
        if other and other.isoweekday() == wanted:
            return other, basis if other == date else f"the year in which it is a {word}"
    return date, basis


@rule(
    rf"(?:(?:from|between)\s)?(?P<core>(?P<first>{MONTH}\s{ORDINAL_DAY})(?:{DASH}|\s(?:to|through|until|and)\s)"
    rf"(?P<last>{MONTH}\s{ORDINAL_DAY})(?![\d:%])(?:,?\s(?P<year>{YEAR}))?)",
    needs=("month",),
)
def days_of_months(m: re.Match[str], moment: Moment) -> Sense | None:
    """June 29 to July 3; from Dec. 30 to Jan. 2, 2026"""
    if "and" in m[0] and not m[0].lower().startswith("between"):
        return None
    ends = []
    for end in ("first", "last"):
        word, day = m[end].rsplit(" ", 1)
        month = month_number(word)
        year, basis = year_of(m, month, _figure(day), moment)
        date = date_of(year, month, _figure(day)) if year else None
        if date is None:
            return None
        ends.append(Expression(m.start(end), m.end(end), Sense("DATE", date.isoformat(), iv.day(date), basis)))
    begin, finish = dt.date.fromisoformat(ends[0].sense.value), dt.date.fromisoformat(ends[1].sense.value)
    if begin > finish:
        begin = iv.add_months(begin, -12)
    return Sense("DATE", begin.isoformat(), iv.days(begin, finish), ends[0].sense.basis, tuple(ends))


@rule(
    rf"(?:(?P<from>from|between)\s)?(?P<core>(?P<month>{MONTH})\s(?P<day>{ORDINAL_DAY})"
    rf"(?:{DASH}|\s(?:to|through|until|and)\s)(?P<last>{ORDINAL_DAY})(?!\d|[.,]\d|\s(?:{MONTH}))"
    rf"(?:,?\s(?P<year>{YEAR}))?)",
    needs=("month",),
)
def days_of_a_month(m: re.Match[str], moment: Moment) -> Sense | None:
    """June 13 to 24; June 13-24, 2025; April 24 and 25"""
    month, first, last = month_number(m["month"]), _figure(m["day"]), _figure(m["last"])
    year, basis = year_of(m, month, first, moment)
    if year is None:
        return None
    begin, end = date_of(year, month, first), date_of(year, month, last)
    if begin is None or end is None or begin >= end:
        return None
    if "and" in m[0] and not m["from"] and end - begin > iv.DAY:
        return None
    parts = (
        Expression(m.start("month"), m.end("day"), Sense("DATE", begin.isoformat(), iv.day(begin), basis)),
        Expression(m.start("last"), m.end("core"), Sense("DATE", end.isoformat(), iv.day(end), basis)),
    )
    return Sense("DATE", begin.isoformat(), iv.days(begin, end), basis, parts)


@rule(
    rf"(?P<part>{EDGE})?"
    rf"(?P<month>{LONG_MONTH}|{MONTH})(?:,?\s(?:of\s)?(?P<year>{YEAR}))",
    needs=("month",),
)
def month_and_year(m: re.Match[str], moment: Moment) -> Sense | None:
    """June 2025; early June 2025"""
    return _part_of_month(int(m["year"]), month_number(m["month"]), m["part"], "as printed")


@rule(
    rf"(?P<part>{EDGE})?(?:(?P<which>last|next|this)\s)?"
    rf"(?P<month>{LONG_MONTH}|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|Jan\.|Feb\.)",
    needs=("month",),
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
    thirds = {
        "early": (1, 10),
        "the beginning of": (1, 10),
        "the start of": (1, 10),
        "mid": (11, 20),
        "the middle of": (11, 20),
    }
    thirds |= dict.fromkeys(("late", "the end of"), (21, calendar.monthrange(year, month)[1]))
    third = thirds.get((part or "").lower().strip(" -"))
    if third is None:
        return Sense("DATE", whole.edtf, whole, basis)
    narrowed = iv.days(dt.date(year, month, third[0]), dt.date(year, month, third[1]))
    return Sense("DATE", whole.edtf, narrowed.about(), basis)


@rule(rf"(?P<first>{YEAR})(?:{DASH}|\s(?:to|through|until)\s)(?P<last>{YEAR}|\d\d)", needs=("figure",))
def span_of_years(m: re.Match[str], moment: Moment) -> Sense | None:
    """2014 to 2016; 2014-16"""
    first, last = int(m["first"]), int(m["last"])
    last += 0 if last > 99 else first // 100 * 100
    if first >= last:
        return None
    parts = tuple(
        Expression(m.start(g), m.end(g), Sense("DATE", f"{y:04}", iv.year(y)))
        for g, y in (("first", first), ("last", last))
    )
    return Sense("DATE", f"{first:04}", iv.years(first, last), "as printed", parts)


@rule(r"(?:the\s)?(?P<core>(?P<number>1[0-9]|2[01])(?:st|nd|rd|th)[- ]century)", needs=("unit",))
def numbered_century(m: re.Match[str], moment: Moment) -> Sense | None:
    """the 20th century"""
    start = (int(m["number"]) - 1) * 100
    return Sense("DATE", f"{start // 100}", iv.years(start + 1, start + 100))


_SPOKEN_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}


@rule(
    rf"(?:the year\s)?(?:(?P<century>eighteen|nineteen)\s(?P<tens>{'|'.join(_SPOKEN_TENS)})"
    r"(?:[- ](?P<ones>one|two|three|four|five|six|seven|eight|nine))?|two thousand)"
    r"(?!\s(?:people|men|miles|dollars|years|troops))",
    needs=("spoken",),
)
def spoken_year(m: re.Match[str], moment: Moment) -> Sense | None:
    """nineteen ninety-six, as broadcasters write it; the year two thousand"""
    if not m["century"]:
        return Sense("DATE", "2000", iv.year(2000)) if m[0].lower().startswith("the year") else None
    units = number(m["ones"]) if m["ones"] else 0
    year = {"eighteen": 1800, "nineteen": 1900}[m["century"].lower()] + _SPOKEN_TENS[m["tens"].lower()] + (units or 0)
    return Sense("DATE", f"{year}", iv.year(year))


@rule(
    rf"(?P<edge>{EDGE})?(?:fiscal(?:\s|-)(?:year\s)?)?(?P<year>{YEAR})(?![.,]\d)"
    r"(?!\s?(?:%|percent|people|miles|km|feet|tons|dollars|troops|soldiers))",
    needs=("figure",),
)
def year_alone(m: re.Match[str], moment: Moment) -> Sense | None:
    """2025"""
    before = m.string[max(0, m.start() - 2) : m.start()]
    if re.search(r"[$€£#.,]\s?$", before) and not before.endswith(", "):
        return None
    found = int(m["year"])
    edge = (m["edge"] or "").lower().removeprefix("the ").removesuffix(" of ").strip(" -")
    first = {"early": 1, "beginning": 1, "start": 1, "mid": 5, "middle": 5, "late": 9, "end": 9}.get(edge)
    if first:
        return Sense("DATE", f"{found:04}", iv.months(found, first, 4).about(), "about a third of the year")
    return Sense("DATE", f"{found:04}", iv.year(found))


@rule(r"(?:the\s)?(?P<core>(?:(?:early|late|mid)[- ])?'?(?P<decade>(?:1[5-9]|20)?[0-9]0)s)", needs=("figure",))
def decade(m: re.Match[str], moment: Moment) -> Sense | None:
    """the 1990s; the late 80s"""
    start = int(m["decade"])
    if start < 100 and re.search(r"(?:his|her|their|my|the low|the high|teens or)\s$", m.string[: m.start()].lower()):
        return None  # an age, or degrees
    start += 1900 if start < 100 else 0
    return Sense("DATE", f"{start // 10}", iv.years(start, start + 9))


@rule(r"(?P<which>spring|summer|autumn|fall|winter)\s(?:of\s)?(?P<year>(?:1[89]|20)\d\d)", needs=("season",))
def season_of_year(m: re.Match[str], moment: Moment) -> Sense | None:
    """summer of 2025"""
    return _season(m["which"], int(m["year"]), "as printed")


@rule(r"(?P<lean>this|last|next|early|late)\s(?P<which>spring|summer|autumn|fall|winter)", needs=("season",))
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


@rule(
    r"(?:(?P<owner>this|last|next)\syear's\s"
    r"|(?:the\s(?![a-z]+-quarter))?(?:(?P<before>(?:19|20)\d\d)\s|(?P<ago>year-ago|year-earlier)\s)?"
    r"(?:fiscal[- ])?)(?P<which>first|second|third|fourth)[- ]quarter(?:\s(?:of\s)?(?P<year>(?:19|20)\d\d))?",
    needs=("unit",),
)
def quarter(m: re.Match[str], moment: Moment) -> Sense | None:
    """the first quarter of 2025; the 1988 second quarter; next year's first quarter"""
    index = table("dates")["ordinals"][m["which"].lower()]
    if m["year"] or m["before"]:
        year, basis = int(m["year"] or m["before"]), "as printed"
    elif moment.issued:
        year, basis = moment.issued.year, f"as seen from {moment.issued}"
        if m["owner"]:
            year += {"last": -1, "next": 1}.get(m["owner"].lower(), 0)
        elif moment.tense != "future" and (index - 1) * 3 + 1 > moment.issued.month:
            year -= 1
        year -= 1 if m["ago"] else 0
    else:
        return Sense("DATE", f"XXXX-Q{index}")
    return Sense("DATE", f"{year:04}-Q{index}", iv.months(year, index * 3 - 2, 3), basis)
