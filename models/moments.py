"""Moments as people write them: `2025-06-20`, `yesterday`, `-3h`, `14:30`, `last` for the last visit, `ever`."""

from __future__ import annotations

import datetime as dt
import re

from models.filters.dates import read_days

#: The word for the last visit.
LAST = "last"
#: The word for all there ever was.
EVER = "ever"

_AGO = re.compile(r"-(\d{1,5})(m|min|h)", re.ASCII)
#: What a moment may look like, for a sentence.
_LOOKS = (
    "2025, 2025-06, 2025-06-20, today, yesterday, monday, -3h, -30m, -2d, -2w, -1mo, 14:30, 2025-06-20T14:30,"
    f" {LAST} or {EVER}"
)
_CLOCK = re.compile(r"(?:(\d{4}-\d\d-\d\d)[T ])?(\d{1,2}):(\d\d)(?::(\d\d))?", re.ASCII)


class MomentError(ValueError):
    """Words that mean no moment: one sentence saying what was expected."""


def read_moment(words: str, now: dt.datetime, last: dt.datetime | None = None) -> dt.datetime | None:
    """The moment that words mean to a reader whose clock shows `now`; a day is its beginning.

    `-30m` is minutes, `-1mo` a month: a moment is of the clock, other than the days of a filter. None for "ever", and
    for the last visit where there was none. Raises `MomentError`.
    """
    asked = words.strip()
    if asked.lower() == LAST:
        return last
    if asked.lower() == EVER:
        return None
    try:
        if (ago := _AGO.fullmatch(asked.lower())) is not None:
            minutes = int(ago[1]) * (60 if ago[2] == "h" else 1)
            return now - dt.timedelta(minutes=minutes)
        if (clock := _CLOCK.fullmatch(asked)) is not None:
            day = dt.date.fromisoformat(clock[1]) if clock[1] else now.date()
            return dt.datetime.combine(day, dt.time(int(clock[2]), int(clock[3]), int(clock[4] or 0)), now.tzinfo)
        days = read_days(asked, now)
    except (ValueError, OverflowError) as error:
        raise MomentError(f"{words!r} is no moment of the calendar.") from error
    if days is None:
        raise MomentError(f"{words!r} is no moment: write {_LOOKS}.")
    return dt.datetime.combine(days.first, dt.time(), now.tzinfo)
