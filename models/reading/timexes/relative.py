"""Dates seen from another: from the dispatch's own ("next week", "Monday") or the last one spoken of."""

from __future__ import annotations

import datetime as dt
import re

from models.reading import intervals as iv
from models.reading.tables import table
from models.reading.timexes.lexicon import (
    ABOUT,
    DAY,
    LONG_WEEKDAY,
    MONTH,
    NUMBER,
    PART,
    UNIT,
    YEAR,
    after_preposition,
    date_of,
    month_number,
    nearest,
    number,
    words,
)
from models.reading.timexes.senses import Moment, Sense, rule


@rule(rf"(?P<word>today|tonight|yesterday|tomorrow|{words('references')})(?:\s(?P<part>{PART}))?")
def near_day(m: re.Match[str], moment: Moment) -> Sense | None:
    """today; yesterday morning; now"""
    word = m["word"].lower()
    if vague := table("dates")["references"].get(word):
        return Sense("DATE", vague)
    if moment.issued is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    date = moment.issued + shift * iv.DAY
    basis = f"{word} as seen from {moment.issued}"
    part = "night" if word == "tonight" else m["part"]
    if part:
        return Sense("TIME", f"{date}T{table('dates')['dayparts'][part.lower()]}", iv.day(date), basis)
    return Sense("DATE", date.isoformat(), iv.day(date), basis)


@rule(
    rf"(?:(?P<which>last|next|this|past|coming)\s)?"
    rf"(?P<day>{LONG_WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\.)(?:\s(?P<part>{PART}))?"
)
def weekday(m: re.Match[str], moment: Moment) -> Sense | None:
    """Monday; last Monday; Monday night: the nearest one, before the dispatch unless the verb looks ahead."""
    if moment.issued is None or (m["day"] in ("Sun.", "Sat.") and not after_preposition(m)):
        return None
    number_ = table("dates")["weekdays"][m["day"].lower().rstrip(".")]
    which = (m["which"] or "").lower()
    back = (moment.issued.isoweekday() - number_) % 7
    ahead = which in ("next", "coming") or (not which and moment.tense == "future")
    if ahead:
        date = moment.issued + ((7 - back) % 7 or (7 if which else 0)) * iv.DAY
    else:
        date = moment.issued - (back or (7 if which in ("last", "past") else 0)) * iv.DAY
    basis = f"{m['day']} {'after' if ahead else 'before or on'} {moment.issued}"
    if m["part"]:
        return Sense("TIME", f"{date}T{table('dates')['dayparts'][m['part'].lower()]}", iv.day(date), basis)
    return Sense("DATE", date.isoformat(), iv.day(date), basis)


@rule(
    rf"(?:the\s)?(?P<part>{PART})\sof\s"
    rf"(?:(?P<month>{MONTH})\s(?P<day>{DAY})|(?P<day2>{DAY})\s(?P<month2>{MONTH}))(?:,?\s(?P<year>{YEAR}))?"
)
def part_of_day(m: re.Match[str], moment: Moment) -> Sense | None:
    """the night of June 22"""
    month, day = month_number(m["month"] or m["month2"]), int(m["day"] or m["day2"])
    year, basis = (int(m["year"]), "as printed") if m["year"] else (nearest(month, day, moment) or (None, ""))
    date = date_of(year, month, day) if year else None
    if date is None:
        return None
    return Sense("TIME", f"{date}T{table('dates')['dayparts'][m['part'].lower()]}", iv.day(date), basis)


@rule(
    r"(?P<which>last|next|this|that|the following|the same|(?:the\s)?(?:past|previous|coming))\s"
    r"(?P<unit>week|month|year|quarter|weekend|decade|century)"
)
def unit_near(m: re.Match[str], moment: Moment) -> Sense | None:
    """next week; last year; the same month"""
    which, unit = m["which"].lower().removeprefix("the "), m["unit"].lower()
    if which in ("following", "previous", "same", "that"):
        base = moment.spoken.earliest if moment.spoken and moment.spoken.earliest else moment.issued
    else:
        base = moment.issued
    if base is None:
        return None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    basis = f"{m[0].lower()} as seen from {base}"
    return _unit_at(unit, base, shift, basis)


def _unit_at(unit: str, base: dt.date, shift: int, basis: str) -> Sense | None:
    if unit == "week":
        date = base + 7 * shift * iv.DAY
        iso = date.isocalendar()
        return Sense("DATE", f"{iso.year}-W{iso.week:02}", iv.week(date), basis)
    if unit == "weekend":
        saturday = base - (base.weekday() - 5) * iv.DAY + 7 * shift * iv.DAY
        iso = saturday.isocalendar()
        return Sense("DATE", f"{iso.year}-W{iso.week:02}-WE", iv.days(saturday, saturday + iv.DAY), basis)
    if unit == "month":
        date = iv.add_months(base.replace(day=1), shift)
        return Sense("DATE", f"{date.year:04}-{date.month:02}", iv.month(date.year, date.month), basis)
    if unit == "quarter":
        date = iv.add_months(base.replace(day=1), 3 * shift)
        index = (date.month - 1) // 3 + 1
        return Sense("DATE", f"{date.year:04}-Q{index}", iv.months(date.year, index * 3 - 2, 3), basis)
    if unit == "year":
        return Sense("DATE", f"{base.year + shift:04}", iv.year(base.year + shift), basis)
    if unit == "decade":
        start = (base.year // 10 + shift) * 10
        return Sense("DATE", f"{start // 10}", iv.years(start, start + 9), basis)
    start = base.year // 100 + shift
    return Sense("DATE", f"{start}", iv.years(start * 100, start * 100 + 99), basis)


@rule(rf"(?:the|that)\s(?P<which>same|very|following|next|previous)?\s?(?:day|(?P<part>{PART}))")
def same_day(m: re.Match[str], moment: Moment) -> Sense | None:
    """the same day; the next day; that evening"""
    which = (m["which"] or "").lower()
    if not which and m[0].lower().startswith("the"):
        return None
    base = moment.spoken
    if base is None or base.earliest is None or base.earliest != base.latest:
        return None
    shift = {"following": 1, "next": 1, "previous": -1}.get(which, 0)
    date = base.earliest + shift * iv.DAY
    basis = f"{m[0].lower()} as {base.earliest}" if not shift else f"{m[0].lower()} after {base.earliest}"
    if m["part"]:
        return Sense("TIME", f"{date}T{table('dates')['dayparts'][m['part'].lower()]}", iv.day(date), basis)
    return Sense("DATE", date.isoformat(), iv.day(date), basis)


@rule(
    rf"(?:(?P<about>{ABOUT})\s)?(?P<count>{NUMBER}|several|a few)\s(?P<unit>{UNIT})s?\s"
    r"(?P<way>ago|earlier|later|before|from now)"
)
def distance(m: re.Match[str], moment: Moment) -> Sense | None:
    """a week ago; two days earlier"""
    way = m["way"].lower()
    if way == "before" and re.match(r"\s(?:the|a|an|his|her|its|their|[A-Z])", m.string[m.end() :]):
        return None
    base = moment.issued
    if way in ("earlier", "later", "before") and moment.spoken and moment.spoken.earliest:
        base = moment.spoken.earliest
    count = number(m["count"])
    sign = -1 if way in ("ago", "earlier", "before") else 1
    unit = re.sub(r"ies$", "y", m["unit"].lower())
    if base is None or count is None:
        return Sense("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    sense = _shifted(base, sign * count, unit, f"{m[0]}, counted from {base}")
    if sense and m["about"] and sense.interval:
        return Sense(sense.kind, sense.value, sense.interval.about(), sense.basis)
    return sense


def _shifted(base: dt.date, count: int, unit: str, basis: str) -> Sense | None:
    if unit in ("day", "night"):
        date = base + count * iv.DAY
        return Sense("DATE", date.isoformat(), iv.day(date), basis)
    if unit in ("hour", "minute", "second"):
        return Sense("TIME", base.isoformat(), iv.day(base), basis)
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if unit in ("week", "weekend", "month", "quarter", "year", "decade", "century"):
        return _unit_at(unit, base, count, basis)
    return None
