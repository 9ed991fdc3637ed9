"""The day a dispatch was issued, and where that day is known from: printed dates, file names, file times.

`printed_date_at` reads a date inside a dateline; `issued_on` chooses among all that is known of the day. Where a file
is much younger than its dateline, the weekday that the lead names tells the year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from models.formats.vocabulary import MONTHS, NO_DATE, WEEKDAYS, fold
from models.records import DateBasis

#: How far a dateline may lie after the file's own day: zones, and dispatches sent ahead of midnight.
_AHEAD = dt.timedelta(days=2)
_OLDEST, _NEWEST = 1900, 2100
#: A file as young as this came as news: its dateline is of the latest year, whatever weekday the lead speaks of.
_FRESH = dt.timedelta(days=60)
#: Years in which a weekday is looked for: further back it would fall right by chance.
_NEAR_YEARS = 3
#: Code points of the body in which the day of the news is told.
_LEAD = 700

_GAP = r"[ \t\u00a0]{1,9}"
_WORD = r"[^\W\d_]{3,12}"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d\w])"
_MONTH_DAY = re.compile(
    rf"(?P<month>{_WORD})\.?{_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?!\w)(?:,?{_GAP}{_YEAR})?"
)
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[.º°])?{_GAP}(?:(?:de|of){_GAP})?(?P<month>{_WORD})\b\.?"
    rf"(?:,?{_GAP}(?:(?:de|of){_GAP})?(?P<year>(?:19|20)\d\d|\d\d)(?![\d\w:])(?:{_GAP}(?:года|г\.))?)?"
)
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_POINTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)")
_WEEKDAY = re.compile(rf"(?P<weekday>{_WORD})\.?(?![\w-])")
_COMMA_GAP = re.compile(rf",?{_GAP}")
_NAMED_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_.])(\d\d)\2(\d\d)(?!\d)"
    r"|(?<![0-9])((?:19|20)\d\d)(\d\d)(\d\d)(?=[T_.\-]|$)"
)


_WEEKDAY_NAMES = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_LEAD_WEEKDAY = re.compile(rf"(?<!last )(?<!next )\b({'|'.join(calendar.day_name)})\b")
_LEAD_DATE = re.compile(rf"\b(?:{'|'.join(calendar.day_name)}),\s(?P<printed>{_WORD}\.?\s\d{{1,2}},\s(?:19|20)\d\d)")


class PrintedDate(NamedTuple):
    """A date as a dateline prints it, mostly without its year; `NO DATE` and `Monday` give nothing."""

    month: int | None
    day: int | None
    year: int | None


def _checked(month: int | None, day: str, year: str | None) -> PrintedDate | None:
    """A printed date that the calendar knows, in a leap year where no year is printed."""
    if month is None:
        return None
    full = None if year is None else int(year) + (0 if len(year) == 4 else 1900 if int(year) >= 69 else 2000)
    try:
        dt.date(full or 2000, month, int(day))
    except ValueError:
        return None
    return PrintedDate(month, int(day), full)


def printed_date_at(text: str, pos: int) -> tuple[PrintedDate, int] | None:
    """The date exactly at `pos` and the offset after it: `July 3`, `9 мая`, `3 JAN 90`, `NO DATE`."""
    if found := NO_DATE.match(text, pos):
        return PrintedDate(None, None, None), found.end()
    weekday = _WEEKDAY.match(text, pos)
    if weekday and fold(weekday["weekday"]) in WEEKDAYS:
        gap = _COMMA_GAP.match(text, weekday.end())
        after = _dated_at(text, gap.end()) if gap else None
        return after or (PrintedDate(None, None, None), weekday.end())
    return _dated_at(text, pos)


def _dated_at(text: str, pos: int) -> tuple[PrintedDate, int] | None:
    for words in (_MONTH_DAY, _DAY_MONTH):
        if found := words.match(text, pos):
            date = _checked(MONTHS.get(fold(found["month"])), found["day"], found["year"])
            if date is not None:
                return date, found.end()
    for digits in (_ISO, _POINTED):
        if found := digits.match(text, pos):
            date = _checked(int(found["month"]), found["day"], found["year"])
            if date is not None:
                return date, found.end()
    return None


def date_in_name(name: str) -> dt.date | None:
    """The first date in a file's name: `2025-07-03_tass.txt`, `afp20250703T1200.txt`."""
    for found in _NAMED_DAY.finditer(name):
        year, month, day = (found[1], found[3], found[4]) if found[1] else (found[5], found[6], found[7])
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def local_day(mtime: float) -> dt.date | None:
    """The local date of a file's time; null where the clock that wrote it was beyond the calendar."""
    try:
        return dt.date.fromtimestamp(mtime)
    except (OverflowError, ValueError, OSError):
        return None


def with_year(printed: PrintedDate, anchor: dt.date) -> dt.date | None:
    """The latest day of the printed month and day that is not after the anchor, but for a day or two."""
    if printed.month is None or printed.day is None:
        return None
    if printed.year is not None:
        return dt.date(printed.year, printed.month, printed.day)
    # February 29 is at most eight years back, across a century without a leap year.
    for year in range(anchor.year + 1, anchor.year - 9, -1):
        try:
            day = dt.date(year, printed.month, printed.day)
        except ValueError:
            continue
        if day - anchor <= _AHEAD:
            return day
    return None


def issued_on(
    metadata: dt.date | None,
    header: dt.date | None,
    printed: PrintedDate | None,
    name: str,
    mtime: float,
    body: str = "",
) -> tuple[dt.date | None, DateBasis | None]:
    """The day an item was issued and what it rests on, the surest first.

    The file's `name` and `mtime` (seconds) give the year that a dateline leaves out, or the day itself. Without a day
    in the dateline, a full date with its weekday in the lead stands for it ("said on Monday, March 17, 2025").
    """
    if metadata is not None:
        return metadata, "metadata"
    if header is not None:
        return header, "header"
    named, changed = date_in_name(name), local_day(mtime)
    anchor = named or changed
    if printed is None or printed.day is None:
        printed = _date_in_lead(body) or printed
    if printed is not None and (anchor is not None or printed.year is not None):
        day = with_year(printed, anchor or dt.date(_NEWEST, 1, 1))
        if day is not None:
            sure = printed.year is not None or named is not None
            return day if sure else _by_weekday(day, body, changed), "dateline"
    if named is not None:
        return named, "filename"
    return (changed, "mtime") if changed is not None else (None, None)


def _date_in_lead(body: str) -> PrintedDate | None:
    """The first full date with its weekday in the lead: the day of the news, where no dateline gives one."""
    found = _LEAD_DATE.search(body, 0, _LEAD)
    dated = printed_date_at(body, found.start("printed")) if found else None
    return dated[0] if dated is not None and dated[0].year is not None else None


def _by_weekday(day: dt.date, body: str, changed: dt.date | None) -> dt.date:
    """A day in the year, of the last few, in which it falls on the weekday that the lead names."""
    named = _LEAD_WEEKDAY.search(body, 0, _LEAD)
    if named is None or changed is None or changed - day <= _FRESH:
        return day
    wanted = _WEEKDAY_NAMES[named[1].lower()]
    for year in range(day.year, day.year - _NEAR_YEARS, -1):
        found = _in_year(day, year)
        if found is not None and found.weekday() == wanted:
            return found
    return day


def _in_year(day: dt.date, year: int) -> dt.date | None:
    """The same day of another year; nothing for February 29 where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None
