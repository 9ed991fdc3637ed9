"""Intervals of time and their EDTF (ISO 8601-2): the arithmetic behind `When`, without any text.

An `Interval` holds whole days, both ends included; an open end is None.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`; `edtf` is never more precise than the words it came from."""

    earliest: dt.date | None
    latest: dt.date | None
    edtf: str
    approximate: bool = False

    def about(self) -> Interval:
        """The same interval, marked approximate; `~` does not widen it."""
        if self.approximate:
            return self
        marked = "/".join(part if part in ("", "..") else part + "~" for part in self.edtf.split("/"))
        return replace(self, edtf=marked, approximate=True)

    def through(self, later: Interval) -> Interval:
        """From the beginning of this one to the end of a later one; unchanged where that would run backwards."""
        if self.earliest and later.latest and self.earliest > later.latest:
            return self
        first, last = self.edtf.split("/")[0], later.edtf.split("/")[-1]
        return Interval(
            self.earliest,
            later.latest,
            first if first == last else f"{first}/{last}",
            self.approximate or later.approximate,
        )

    def since(self) -> Interval:
        """From this one on, with an open end."""
        return Interval(self.earliest, None, f"{self.edtf.split('/')[0]}/..", self.approximate)

    def until(self) -> Interval:
        """Up to the end of this one, with an open beginning."""
        return Interval(None, self.latest, f"../{self.edtf.split('/')[-1]}", self.approximate)


def day(date: dt.date) -> Interval:
    """One day."""
    return Interval(date, date, date.isoformat())


def days(first: dt.date, last: dt.date) -> Interval:
    """From a day through another."""
    return Interval(first, last, f"{first}/{last}" if first != last else first.isoformat())


def week(date: dt.date) -> Interval:
    """The ISO week that holds a day, Monday first."""
    monday = date - date.weekday() * DAY
    return days(monday, monday + 6 * DAY)


def month(year: int, number: int) -> Interval:
    """A month."""
    last = calendar.monthrange(year, number)[1]
    return Interval(dt.date(year, number, 1), dt.date(year, number, last), f"{year:04}-{number:02}")


def months(year: int, number: int, count: int) -> Interval:
    """So many months from one on."""
    end_year, end_month = divmod(year * 12 + number - 1 + count - 1, 12)
    end = month(end_year, end_month + 1)
    first = dt.date(year, number, 1)
    return Interval(first, end.latest, f"{year:04}-{number:02}/{end.edtf}" if count > 1 else end.edtf)


def year(number: int) -> Interval:
    """A year."""
    return Interval(dt.date(number, 1, 1), dt.date(number, 12, 31), f"{number:04}")


def years(first: int, last: int) -> Interval:
    """From a year through another."""
    return Interval(dt.date(first, 1, 1), dt.date(last, 12, 31), f"{first:04}/{last:04}")


def add_months(date: dt.date, count: int) -> dt.date:
    """A date so many months on, its day held back to the length of the month; `OverflowError` beyond the calendar."""
    total = date.year * 12 + date.month - 1 + count
    if not dt.MINYEAR * 12 <= total < (dt.MAXYEAR + 1) * 12:
        raise OverflowError("date value out of range")
    number, index = divmod(total, 12)
    return dt.date(number, index + 1, min(date.day, calendar.monthrange(number, index + 1)[1]))


def moved(date: dt.date, unit: str, count: int) -> dt.date:
    """A date so many units on (back where negative); less than a day stays. `OverflowError` beyond the calendar."""
    if unit in ("day", "night", "week", "fortnight"):
        return date + count * {"week": 7, "fortnight": 14}.get(unit, 1) * DAY
    if unit in ("month", "quarter", "year", "decade", "century"):
        return add_months(date, count * {"quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 1))
    return date
