"""Durations and sets ("three weeks", "every Friday"), times of day and holidays."""

from __future__ import annotations

import datetime as dt
import re

from models.reading import intervals as iv
from models.reading.tables import table
from models.reading.timexes.lexicon import (
    ABOUT,
    LONG_WEEKDAY,
    MODIFIER,
    NUMBER,
    UNIT,
    VAGUE,
    YEAR,
    date_of,
    number,
    words,
)
from models.reading.timexes.senses import Moment, Sense, rule

_ZONE = r"(?:GMT|UTC|EST|EDT|Moscow time|local time)"


@rule(
    rf"(?:{ABOUT}\s)?(?P<core>(?:{MODIFIER}\s|the\s(?=\w+\s(?:days|months|years|weeks|hours)))?"
    rf"(?:(?P<count>{NUMBER})(?:[- ](?:more|additional|full|straight|consecutive))?[- ]|(?P<vague>{VAGUE})\s)"
    rf"(?P<unit>{UNIT})s?(?:[- ]long)?)(?![a-z])(?!-?\s?old|[- ]olds)(?!\s(?:of a (?:percent|point)|old))",
    needs=("unit",),
)
def duration(m: re.Match[str], moment: Moment) -> Sense | None:
    """12-day; three weeks; more than two years; an age ("6-year-old") is none."""
    unit = re.sub(r"ies$", "y", m["unit"].lower())
    vague = (m["vague"] or "").lower()
    before = m.string[max(0, m.start() - 24) : m.start()].lower()
    if re.fullmatch(YEAR, m["count"] or ""):
        return None  # "the 1988 quarter" is of that year
    if unit in ("second", "quarter") and (vague in ("a", "an") or (m["count"] or "").lower() in ("one", "three", "a")):
        return None
    one = vague or (m["count"] or "").lower()
    told = m["core"].lower().startswith(("more", "less", "at")) or re.search(
        table("dates")["before_lengths"]["pattern"], before + "|"
    )
    if one in ("a", "an", "some") and not told:
        return None  # "24 hours a day", "a week of talks" name no length unless something says so
    return Sense("DURATION", _length(unit, number(m["count"]) if m["count"] else _vague_count(vague), m["count"]))


def _vague_count(word: str) -> int | None:
    return 2 if "couple" in word else 1 if word in ("a", "an") else None


def _length(unit: str, count: int | None, printed: str | None = None) -> str:
    """The TIMEX3 value of so many units: decades and centuries count in years."""
    code = table("dates")["units"][unit]
    factor = {"DE": 10, "CE": 100}.get(code, 1)
    code = "Y" if factor > 1 else code
    amount = "X" if count is None else str(count * factor)
    half = "6" if printed and re.search(r"1/2|\.5", printed) else ""
    if half and code == "Y":
        return f"P{amount}Y6M"
    if half and code == "TH":
        return f"PT{amount}H30M"
    if code.startswith("T"):
        return f"PT{amount}{code[1:]}"
    if code == "2W":
        return f"P{2 * count}W" if count else "PXW"
    return f"P{amount}{code}"


@rule(
    rf"(?P<core>(?:the\s)?(?P<lean>past|last|next|coming|recent|first|previous|final|latest)\s"
    rf"(?:(?P<count>{NUMBER}|several|few|couple of)[- ])?"
    r"(?P<unit>(?:minute|hour|day|week|month|year|quarter|decade)s))",
    needs=("unit",),
)
def stretch_of_units(m: re.Match[str], moment: Moment) -> Sense | None:
    """the past two weeks; the next few days; recent months"""
    lean, unit = m["lean"].lower(), m["unit"].lower().removesuffix("s")
    count = number(m["count"]) if m["count"] and m["count"].lower() not in ("several", "few", "couple of") else None
    if not m["count"] and lean in ("first", "final", "latest", "previous"):
        return None
    if not m["count"] and lean in ("recent", "past", "coming"):
        return Sense("DATE", "FUTURE_REF" if lean == "coming" else "PAST_REF")
    value = f"P{3 * count}M" if unit == "quarter" and count else _length(unit, count)
    if moment.issued is None or count is None or lean in ("first", "final", "previous", "latest"):
        return Sense("DURATION", value)
    ahead = lean in ("next", "coming")
    there = iv.moved(moment.issued, unit, count if ahead else -count)
    interval = iv.days(moment.issued, there) if ahead else iv.days(there, moment.issued)
    return Sense("DURATION", value, interval, f"{m[0].lower()} as seen from {moment.issued}")


@rule(
    r"(?:(?<=\bfor\s)|(?<=\bover\s)|(?<=\bwithin\s))(?:the\s)?"
    r"(?P<unit>days|weeks|months|years|decades|centuries)(?!\s(?:of|old))"
    r"|(?<=\bin\s)the\s(?P<unit2>days|weeks|months|years)(?=\s(?:before|after|since|that|ahead|to come))",
    needs=("unit",),
)
def many_units(m: re.Match[str], moment: Moment) -> Sense | None:
    """for weeks; over the years; in the days before"""
    unit = re.sub(r"ies$", "y", (m["unit"] or m["unit2"]).lower()).removesuffix("s")
    return Sense("DURATION", _length(unit, None))


@rule(
    rf"(?P<every>every|each)\s(?:(?P<day>{LONG_WEEKDAY})|(?P<count>{NUMBER}\s)?(?P<unit>{UNIT})s?)",
    needs=("unit", "weekday"),
)
def each(m: re.Match[str], moment: Moment) -> Sense | None:
    """every Friday; each year; every two weeks"""
    if m["day"]:
        return Sense("SET", f"XXXX-WXX-{table('dates')['weekdays'][m['day'].lower()]}")
    code = table("dates")["units"][re.sub(r"ies$", "y", m["unit"].lower())]
    count = number(m["count"].strip()) if m["count"] else 1
    return Sense("SET", f"P{'T' if code.startswith('T') else ''}{count or 'X'}{code.removeprefix('T')}")


@rule(r"(?P<word>daily|weekly|monthly|annually|yearly|hourly)", needs=("often",))
def often(m: re.Match[str], moment: Moment) -> Sense | None:
    """daily; monthly; not "quarterly", "annual", which in the news name a kind of dividend or meeting"""
    unit = {"dai": "1D", "wee": "1W", "mon": "1M", "ann": "1Y", "yea": "1Y", "hou": "T1H"}[m["word"][:3].lower()]
    return Sense("SET", f"P{unit}")


@rule(
    rf"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?)(?:\s{_ZONE})?"
    rf"|(?P<hour2>[01]?\d|2[0-3]):?(?P<minute2>[0-5]\d)\s(?:{_ZONE}|hours)|(?P<noon>noon|midday|midnight)",
    needs=("figure", "noon"),
)
def clock(m: re.Match[str], moment: Moment) -> Sense | None:
    """10:30 a.m.; 1537 GMT; noon"""
    base = moment.spoken.earliest if moment.spoken and moment.spoken.earliest == moment.spoken.latest else moment.issued
    if base is None:
        return None
    if m["noon"]:
        hour, minute = (24, 0) if m["noon"].lower() == "midnight" else (12, 0)
    else:
        hour, minute = int(m["hour"] or m["hour2"]), int(m["minute"] or m["minute2"] or 0)
        if m["half"]:
            hour = hour % 12 + (12 if m["half"].lower().startswith("p") else 0)
    return Sense("TIME", f"{base}T{hour:02}:{minute:02}", iv.day(base), f"time of day on {base}")


@rule(
    rf"(?:(?:last|this|next)\s)?(?P<name>{words('holidays', 'movable')})(?:,?\s(?P<year>(?:19|20)\d\d))?",
    needs=("holiday",),
)
def holiday(m: re.Match[str], moment: Moment) -> Sense | None:
    """Christmas Day; last Thanksgiving; Easter 2024"""
    if not m["name"][0].isupper() or (moment.issued is None and not m["year"]):
        return None
    if m["year"]:
        date, basis = holiday_of(m["name"], int(m["year"])), "as printed"
        return Sense("DATE", date.isoformat(), iv.day(date), basis) if date else None
    base = moment.issued
    assert base is not None
    ahead = moment.tense == "future" or m[0].lower().startswith("next")
    years = (base.year, base.year + 1) if ahead else (base.year, base.year - 1)
    for year in years:
        date = holiday_of(m["name"], year)
        if date and (date >= base if ahead else date <= base):
            return Sense("DATE", date.isoformat(), iv.day(date), f"the one {'after' if ahead else 'before'} {base}")
    return None


def holiday_of(name: str, year: int) -> dt.date | None:
    """The day of a holiday in a year: a fixed one, the nth weekday of a month, or so many days from Easter."""
    fixed = {n.lower(): date for n, date in table("dates")["holidays"].items()}
    movable = {n.lower(): rule_ for n, rule_ in table("dates")["movable"].items()}
    if name.lower() in fixed:
        month, day_of_month = fixed[name.lower()]
        return date_of(year, month, day_of_month)
    found: dict[str, int] = movable[name.lower()]
    if "easter" in found:
        return easter(year) + found["easter"] * iv.DAY
    first = dt.date(year, found["month"], 1)
    day = first + ((found["weekday"] - first.isoweekday()) % 7 + 7 * (found["nth"] - 1)) * iv.DAY
    return day + found.get("then", 0) * iv.DAY


def easter(year: int) -> dt.date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)
