"""The dates of a filter: days, months, years of the calendar, weekdays, and so long ago.

Text and the moment in, first and last day meant out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

_SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_AWAY = re.compile(r"([+-])(\d{1,5})(mo|[hdwmy])?", re.ASCII)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}

#: Letters by which the name of a day is known.
_FEWEST_LETTERS = 3

#: Names of days, for completion.
NAMED_DAYS = (*_NEAR, *_WEEKDAYS)

#: What a date may look like, for a sentence.
LOOKS = "2025, 2025-06, 2025-06-20, today, yesterday, monday, -3d, -2w, -6h, -1m or -1y"


class Days(NamedTuple):
    """The first and the last day that are meant."""

    first: dt.date
    last: dt.date


def read_days(value: str, now: dt.date) -> Days | None:
    """The days that a value means; None where it is no date. `now` may be a moment, from which hours count.

    A weekday is the latest one, today included; `-1m` (or `-1mo`) and `-1y` keep within the month.
    Raises `ValueError` where it has the shape of a date that the calendar does not have.
    """
    today = now.date() if isinstance(now, dt.datetime) else now
    name = value.lower()
    try:
        if (away := _AWAY.fullmatch(name)) is not None:
            day = _away(int(away[1] + away[2]), (away[3] or "d")[:1], now, today)
            return Days(day, day)
        if len(name) >= _FEWEST_LETTERS and (day_meant := _named(name, today)) is not None:
            return Days(day_meant, day_meant)
    except OverflowError:
        raise ValueError(value) from None
    shape = _SHAPE.fullmatch(value)
    if shape is None:
        return None
    year, month, day_of_month = (int(part) if part else None for part in shape.groups())
    assert year is not None
    first = dt.date(year, month or 1, day_of_month or 1)
    if day_of_month:
        return Days(first, first)
    last_month = month or 12
    return Days(first, dt.date(year, last_month, calendar.monthrange(year, last_month)[1]))


def _named(name: str, today: dt.date) -> dt.date | None:
    for near, away in _NEAR.items():
        if near.startswith(name):
            return today + dt.timedelta(away)
    for number, weekday in enumerate(_WEEKDAYS):
        if weekday.startswith(name):
            return today - dt.timedelta((today.weekday() - number) % 7)
    return None


def _away(number: int, unit: str, now: dt.date, today: dt.date) -> dt.date:
    """The day so many units away."""
    if unit == "h":
        moment = now if isinstance(now, dt.datetime) else dt.datetime.combine(now, dt.time())
        return (moment + dt.timedelta(hours=number)).date()
    if unit in "dw":
        return today + dt.timedelta(days=number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + number * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError
    return dt.date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
