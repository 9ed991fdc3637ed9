"""Durations and sets ("three weeks", "every Friday"), times of day and holidays."""

from __future__ import annotations

import re

from models.reading import intervals as iv
from models.reading.tables import table
from models.reading.timexes.lexicon import ABOUT, LONG_WEEKDAY, NUMBER, UNIT, date_of, nearest, number, words
from models.reading.timexes.senses import Moment, Sense, rule

_ZONE = r"(?:GMT|UTC|EST|EDT|Moscow time|local time)"


@rule(
    rf"(?:(?P<about>{ABOUT})\s)?(?P<count>{NUMBER}|several|a few|many|some|couple of)[- ]"
    rf"(?P<unit>{UNIT})s?(?![a-z])(?:[- ](?:long|old))?"
)
def duration(m: re.Match[str], moment: Moment) -> Sense | None:
    """12-day; three weeks; about two years"""
    unit = re.sub(r"ies$", "y", m["unit"].lower())
    code = table("dates")["units"][unit]
    count = number(m["count"])
    if count is None:
        count = 2 if "couple" in m["count"].lower() else None
    amount = "X" if count is None else str(count)
    if code.startswith("T"):
        return Sense("DURATION", f"PT{amount}{code[1:]}")
    if code == "2W":
        return Sense("DURATION", f"P{2 * count}W" if count else "PXW")
    return Sense("DURATION", f"P{amount}{code}")


@rule(rf"(?P<every>every|each)\s(?:(?P<day>{LONG_WEEKDAY})|(?P<count>{NUMBER}\s)?(?P<unit>{UNIT})s?)")
def each(m: re.Match[str], moment: Moment) -> Sense | None:
    """every Friday; each year; every two weeks"""
    if m["day"]:
        return Sense("SET", f"XXXX-WXX-{table('dates')['weekdays'][m['day'].lower()]}")
    code = table("dates")["units"][re.sub(r"ies$", "y", m["unit"].lower())]
    count = number(m["count"].strip()) if m["count"] else 1
    return Sense("SET", f"P{'T' if code.startswith('T') else ''}{count or 'X'}{code.removeprefix('T')}")


@rule(r"(?P<word>daily|weekly|monthly|annually|annual|yearly|quarterly|hourly)")
def often(m: re.Match[str], moment: Moment) -> Sense | None:
    """daily; monthly"""
    unit = {"dai": "1D", "wee": "1W", "mon": "1M", "ann": "1Y", "yea": "1Y", "qua": "1Q", "hou": "T1H"}[
        m["word"][:3].lower()
    ]
    return Sense("SET", f"P{unit}")


@rule(
    rf"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?)(?:\s{_ZONE})?"
    rf"|(?P<hour2>[01]?\d|2[0-3]):?(?P<minute2>[0-5]\d)\s(?:{_ZONE}|hours)|(?P<noon>noon|midnight)"
)
def clock(m: re.Match[str], moment: Moment) -> Sense | None:
    """10:30 a.m.; 1537 GMT; noon"""
    base = moment.spoken.earliest if moment.spoken and moment.spoken.earliest == moment.spoken.latest else moment.issued
    if base is None:
        return None
    if m["noon"]:
        hour, minute = (12, 0) if m["noon"].lower() == "noon" else (24, 0)
    else:
        hour, minute = int(m["hour"] or m["hour2"]), int(m["minute"] or m["minute2"] or 0)
        if m["half"]:
            hour = hour % 12 + (12 if m["half"].lower().startswith("p") else 0)
    return Sense("TIME", f"{base}T{hour:02}:{minute:02}", iv.day(base), f"time of day on {base}")


@rule(words("holidays"))
def holiday(m: re.Match[str], moment: Moment) -> Sense | None:
    """Christmas Day"""
    if not m[0][0].isupper() or moment.issued is None:
        return None
    by_name = {name.lower(): date for name, date in table("dates")["holidays"].items()}
    month, day = by_name[m[0].lower()]
    found = nearest(month, day, moment)
    date = found and date_of(found[0], month, day)
    return Sense("DATE", date.isoformat(), iv.day(date), found[1]) if date and found else None
