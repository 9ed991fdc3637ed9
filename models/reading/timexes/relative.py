"""Dates seen from another: from the dispatch's own ("next week", "Monday") or the last one spoken of."""

from __future__ import annotations

import datetime as dt
import re

from models.reading import intervals as iv
from models.reading.tables import table
from models.reading.timexes.lexicon import (
    ABOUT,
    DAY,
    EDGE,
    LONG_WEEKDAY,
    MODIFIER,
    MONTH,
    NUMBER,
    PART,
    UNIT,
    YEAR,
    after_preposition,
    date_of,
    month_number,
    number,
    words,
    year_of,
)
from models.reading.timexes.senses import UNPLACED, Moment, Sense, rule


@rule(
    rf"(?:(?P<edge>{EDGE})?(?P<word>today|tonight|yesterday|tomorrow)(?:\s(?P<part>{PART}))?"
    rf"|(?P<near>(?:earlier\s|later\s)?this|last)\s(?P<part2>morning|afternoon|evening|night))",
    needs=("day",),
)
def near_day(m: re.Match[str], moment: Moment) -> Sense | None:
    """today; yesterday morning; late yesterday; this evening; last night"""
    if moment.issued is None:
        return None
    word = (m["word"] or m["near"]).lower()
    shift = {"yesterday": -1, "tomorrow": 1, "last": -1}.get(word, 0)
    part = "night" if word == "tonight" else m["part"] or m["part2"]
    return _day_at(moment.issued + shift * iv.DAY, part, f"{m[0].lower()} as seen from {moment.issued}")


def _day_at(date: dt.date, part: str | None, basis: str) -> Sense:
    """A day, or a part of one, which TIMEX3 has for a time."""
    if part:
        return Sense("TIME", f"{date}T{table('dates')['dayparts'][part.lower()]}", iv.day(date), basis)
    return Sense("DATE", date.isoformat(), iv.day(date), basis)


@rule(words("references"), needs=("reference",))
def reference(m: re.Match[str], moment: Moment) -> Sense | None:
    """now; recently: TIMEX3 marks them, but no interval can be told"""
    value: str = table("dates")["references"][m[0].lower()]
    return Sense("DATE", value)


@rule(
    r"(?:in|to|for|about)\s(?P<core>the\s(?:past|future))"
    r"(?!\s(?:\w+\s)?(?:days?|weeks?|months?|years?|decades?|century|few|several|\d|quarter))",
    needs=("reference",),
)
def times_gone(m: re.Match[str], moment: Moment) -> Sense | None:
    """in the past; in the future"""
    return Sense("DATE", "PAST_REF" if m[0].lower().endswith("past") else "FUTURE_REF")


@rule(
    rf"(?P<edge>{EDGE})?(?:(?:the|this)\s(?=coming|past|following))?(?:(?P<which>last|next|this|past|coming|following)\s)?"
    rf"(?P<day>{LONG_WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\.)(?:\s(?P<part>{PART}))?(?!\s?s\b)",
    needs=("weekday",),
)
def weekday(m: re.Match[str], moment: Moment) -> Sense | None:
    """Monday; last Monday; Monday night: the nearest one, before the dispatch unless the verb looks ahead."""
    seen_from = moment.told or moment.issued
    if seen_from is None or (m["day"] in ("Sun.", "Sat.") and not after_preposition(m)):
        return None
    number_ = table("dates")["weekdays"][m["day"].lower().rstrip(".")]
    which = (m["which"] or "").lower()
    back = (seen_from.isoweekday() - number_) % 7
    owned = m.string[m.end() : m.end() + 2] in ("'s", "’s")  # "Wednesday's ruling" has been given
    ahead = which in ("next", "coming") or (not which and moment.tense == "future" and back != 0 and not owned)
    if ahead:
        date = seen_from + ((7 - back) % 7 or (7 if which else 0)) * iv.DAY
    else:
        date = seen_from - (back or (7 if which in ("last", "past") else 0)) * iv.DAY
    return _day_at(date, m["part"], f"{m['day']} {'after' if ahead else 'before or on'} {seen_from}")


@rule(
    rf"(?:the\s)?(?P<part>{PART})\sof\s"
    rf"(?:(?P<month>{MONTH})\s(?P<day>{DAY})|(?P<day2>{DAY})\s(?P<month2>{MONTH}))(?:,?\s(?P<year>{YEAR}))?",
    needs=("month",),
)
def part_of_day(m: re.Match[str], moment: Moment) -> Sense | None:
    """the night of June 22"""
    month, day = month_number(m["month"] or m["month2"]), int(m["day"] or m["day2"])
    year, basis = year_of(m, month, day, moment)
    date = date_of(year, month, day) if year else None
    return _day_at(date, m["part"], basis) if date else None


@rule(
    rf"(?P<edge>{EDGE}|the (?:end|beginning|start|middle|rest|remainder) of\s)?"
    r"(?P<which>last|next|this|that|the following|the same|the current|(?:the\s)?(?:past|previous|coming))\s"
    r"(?:fiscal\s|calendar\s)?(?P<unit>week|month|year|quarter|weekend|decade|century)(?!-)",
    needs=("unit",),
)
def unit_near(m: re.Match[str], moment: Moment) -> Sense | None:
    """next week; early last year; the same month"""
    which, unit = m["which"].lower().removeprefix("the "), m["unit"].lower()
    back = which in ("following", "previous", "same", "that") and moment.spoken and moment.spoken.earliest
    base = moment.spoken.earliest if back and moment.spoken else moment.issued
    if base is None:
        return None
    if which == "past" and unit in ("decade", "century"):
        return Sense("DURATION", "P10Y" if unit == "decade" else "P100Y")
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    sense = _unit_at(unit, base, shift, f"{m[0].lower()} as seen from {base}")
    edge = (m["edge"] or "").lower().strip(" -")
    return _on_side(_at_edge(sense, edge), edge, base) if not shift else _at_edge(sense, edge)


@rule(
    r"(?:by|at|before|until|toward|towards)\s(?P<core>the\s(?P<edge>end|start|beginning|middle)\sof\sthe\s(?P<unit>week|month))"
    r"(?!-)",
    needs=("unit",),
)
def edge_of_the_unit(m: re.Match[str], moment: Moment) -> Sense | None:
    """by the end of the week: the dispatch's own"""
    if moment.issued is None:
        return None
    sense = _unit_at(m["unit"].lower(), moment.issued, 0, f"{m['core'].lower()} as seen from {moment.issued}")
    return _at_edge(sense, f"the {m['edge'].lower()} of")


def _on_side(sense: Sense | None, edge: str, seen_from: dt.date) -> Sense | None:
    """The part of a time before or after the day it is seen from: "earlier this week", "later this month"."""
    whole = sense.interval if sense is not None else None
    if sense is None or whole is None or whole.earliest is None or whole.latest is None:
        return sense
    if edge == "earlier":
        return Sense(sense.kind, sense.value, iv.days(whole.earliest, seen_from), sense.basis)
    if edge in ("later", "the rest of", "the remainder of"):
        return Sense(sense.kind, sense.value, iv.days(seen_from, whole.latest), sense.basis)
    return sense


def _at_edge(sense: Sense | None, edge: str) -> Sense | None:
    """The part of a time that "early", "late", "the end of" name: within it, and no nearer than about."""
    if sense is None or sense.interval is None or not edge or sense.interval.earliest is None:
        return sense
    first, last = sense.interval.earliest, sense.interval.latest
    if last is None or edge in ("earlier", "later", "the rest of", "the remainder of"):
        return sense
    third = (last - first) // 3
    if edge in ("early", "the beginning of", "the start of"):
        narrowed = iv.days(first, first + third)
    elif edge in ("late", "the end of"):
        narrowed = iv.days(last - third, last)
    else:
        narrowed = iv.days(first + third, last - third)
    return Sense(sense.kind, sense.value, narrowed.about(), sense.basis)


@rule(r"(?:over\s|during\s|on\s)(?P<core>the weekend)", needs=("unit",))
def the_weekend(m: re.Match[str], moment: Moment) -> Sense | None:
    """over the weekend: the one before the dispatch, unless the verb looks ahead"""
    seen_from = moment.told or moment.issued
    if seen_from is None:
        return None
    back = moment.tense != "future" and seen_from.isoweekday() < 6
    return _unit_at("weekend", seen_from, -1 if back else 0, f"the weekend nearest to {seen_from}")


@rule(
    r"(?:(?:for|in|of|during)\s(?P<core>the\s(?:full\s|fiscal\s)?year)(?P<ended>\s(?:ended|ending))?)"
    r"(?!\s(?:\d|two|old|of|before|after|that|when|round|and|or|to)|-)",
    needs=("unit",),
)
def the_year(m: re.Match[str], moment: Moment) -> Sense | None:
    """for the year; in the fiscal year ended June 30: that one is a length of a year"""
    if m["ended"]:
        return Sense("DURATION", "P1Y")
    if moment.issued is None:
        return None
    return _unit_at("year", moment.issued, 0, f"the year of the dispatch ({moment.issued})")


@rule(
    r"the\s(?:(?P<ago>year-ago|year-earlier|comparable)\s|latest\s)?quarter(?!\s(?:of|century|mile|final))",
    needs=("unit",),
)
def the_quarter(m: re.Match[str], moment: Moment) -> Sense | None:
    """the quarter; the latest quarter; the year-ago quarter: the last one that had ended"""
    if moment.issued is None:
        return None
    base = moment.issued if not m["ago"] else iv.add_months(moment.issued, -12)
    return _unit_at("quarter", base, -1, f"the last full quarter before {base}")


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


@rule(
    rf"(?P<edge>{EDGE})?(?:the|that)\s(?:(?P<which>same|very|following|next|previous)\s)?(?P<day>day|(?P<part>{PART}))"
    r"(?!\s(?:before|after|of|when|that))(?!-)",
    needs=("unit", "day"),
)
def same_day(m: re.Match[str], moment: Moment) -> Sense | None:
    """the same day; the next day; earlier that day; that evening"""
    which = (m["which"] or "").lower()
    if not which and not m[0].lower().removeprefix((m["edge"] or "").lower()).startswith("that"):
        return None
    base = moment.spoken
    if base is None or base.earliest is None or base.earliest != base.latest:
        return None
    shift = {"following": 1, "next": 1, "previous": -1}.get(which, 0)
    basis = f"{m[0].lower()} as {base.earliest}" if not shift else f"{m[0].lower()}, counted from {base.earliest}"
    return _day_at(base.earliest + shift * iv.DAY, m["part"], basis)


@rule(
    rf"(?P<core>(?:{MODIFIER}\s)?(?:(?P<about>{ABOUT})\s)?(?P<count>{NUMBER}|several|a few|a couple of|half a)[- ]"
    rf"(?P<unit>{UNIT})s?(?:\sor\s(?:so|two))?\s(?P<way>ago|earlier|later|before|from now))",
    needs=("unit",),
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
    if unit == "year" and (quarter := _quarter_of(moment.spoken, moment.issued)):
        return _unit_at("quarter", iv.add_months(quarter, sign * count * 12), 0, f"{m[0]}, counted from the quarter")
    sense = _shifted(base, sign * count, unit, f"{m[0]}, counted from {base}")
    if way == "later" and moment.tense == "past" and sense and _lies_ahead(sense, moment.issued):
        return Sense("DATE", "FUTURE_REF", basis=UNPLACED)
    if sense and sense.interval and (m["about"] or m.end("core") - m.start("core") > m.end("way") - m.start("count")):
        return Sense(sense.kind, sense.value, sense.interval.about(), sense.basis)
    return sense


def _lies_ahead(sense: Sense, issued: dt.date | None) -> bool:
    """Whether a time lies after the dispatch: what happened was then counted from a day that nobody named."""
    first = sense.interval.earliest if sense.interval else None
    return issued is not None and first is not None and first > issued


def _quarter_of(spoken: iv.Interval | None, issued: dt.date | None) -> dt.date | None:
    """The first day of the quarter last spoken of, where it is one: "a year earlier" then is that quarter's."""
    if spoken is None or spoken.earliest is None or spoken.latest is None or spoken.earliest.month % 3 != 1:
        return None
    if not 88 <= (spoken.latest - spoken.earliest).days <= 92:
        return None
    quarter = spoken.earliest
    if (
        issued is not None and (issued - quarter).days > 400
    ):  # last year's was spoken of as such: count from this year's
        quarter = iv.add_months(quarter, 12)
    return quarter


@rule(r"(?P<way>year-ago|year-earlier)(?!\squarter)", needs=("unit",))
def year_ago(m: re.Match[str], moment: Moment) -> Sense | None:
    """the year-ago figure"""
    if moment.issued is None:
        return None
    quarter = _quarter_of(moment.spoken, moment.issued)
    base = quarter or moment.issued
    unit = "quarter" if quarter else "year"
    return _unit_at(unit, iv.add_months(base.replace(day=1), -12), 0, f"{m[0]}, counted from {base}")


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
