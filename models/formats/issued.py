"""The day a dispatch was issued, and where that day is known from: printed dates, file names, file times.

`printed_date_at` reads a date inside a dateline; `issued_on` chooses among all that is known of the day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from models.formats.vocabulary import MONTHS, NO_DATE, WEEKDAYS, fold
from models.records import DateBasis

#: How far a dateline may lie after the file's own day: zones, and dispatches sent ahead of midnight.
_AHEAD = dt.timedelta(days=2)
_OLDEST, _NEWEST = 1900, 2100

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
) -> tuple[dt.date | None, DateBasis | None]:
    """The day an item was issued and what it rests on, the surest first.

    The file's `name` and `mtime` (seconds) give the year that a dateline leaves out, or the day itself.
    """
    if metadata is not None:
        return metadata, "metadata"
    if header is not None:
        return header, "header"
    named, changed = date_in_name(name), local_day(mtime)
    anchor = named or changed
    if printed is not None and (anchor is not None or printed.year is not None):
        day = with_year(printed, anchor or dt.date(_NEWEST, 1, 1))
        if day is not None:
            return day, "dateline"
    if named is not None:
        return named, "filename"
    return (changed, "mtime") if changed is not None else (None, None)
