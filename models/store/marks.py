"""Marks of a pair's events: a number by which the oldest and the newest of them are found in one pass.

A mark holds the day under which an event stands, how long its date reaches and its row. The least and the
greatest mark are the outermost events; of those on one day the one that is dated most precisely.
"""

from __future__ import annotations

from typing import Final

from models.store.schema import BEGINNING

_DAY: Final = 40
_REACH: Final = 30
#: The days that a date reaches, as far as marks tell them apart; an open end reaches farthest.
_FARTHEST: Final = 1023

_REACHES = f"CASE WHEN r.first = {BEGINNING} THEN {_FARTHEST} ELSE min({_FARTHEST}, r.last - r.day) END"

#: The marks of a row `r` of `dyad`; the least of the first ones, the greatest of the last ones is wanted.
FIRST_MARK: Final = f"(r.day << {_DAY}) | (({_REACHES}) << {_REACH}) | r.event"
LAST_MARK: Final = f"(r.day << {_DAY}) | (({_FARTHEST} - ({_REACHES})) << {_REACH}) | r.event"


def marks(event: int, day: int, last: int, first: int) -> tuple[int, int]:
    """An event's first and last mark, as the SQL above has them."""
    reach = _FARTHEST if first == BEGINNING else min(_FARTHEST, last - day)
    return day << _DAY | reach << _REACH | event, day << _DAY | (_FARTHEST - reach) << _REACH | event


def day_of(mark: int) -> int:
    """The day number of a mark."""
    return mark >> _DAY


def event_of(mark: int) -> int:
    """The event's row of a mark."""
    return mark & ((1 << _REACH) - 1)
