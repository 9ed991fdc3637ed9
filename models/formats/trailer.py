"""What closes an item below its prose: `-0-`, `==Kyodo`, desk initials, the line a wire was transmitted with.

`layout` asks where the prose ends; a transmission line may be the only date an item has.
"""

from __future__ import annotations

import re

from models.formats.issued import PrintedDate, printed_date_at
from models.formats.vocabulary import BARE_AGENCY, TRAILERS

_WINDOW, _MOST = 400, 5
_AGENCY = re.compile(rf"(?:^|\s)==[ \t]{{0,3}}{BARE_AGENCY.pattern}$")
_INITIALS = re.compile(r"(?:^|(?<=\s))\([a-z]{1,5}(?:[-/][a-z]{1,5}){1,3}\)$")
#: Day, time, month and year, after the desk's letters: `dpa ab cd 101137 GMT Dez 18`.
_TRANSMITTED = re.compile(
    r"(?:^|(?<=\s))(?:[a-z]{2,8}(?:[ \t][a-z]{1,4}){1,5}\s{1,3})?"
    r"(?P<day>\d\d)\d{4}[ \t](?:GMT|UTC|MESZ|MEZ)[ \t](?P<month>[^\W\d_]{3,10})\.?[ \t](?P<year>\d\d)$"
)


def prose_end(text: str) -> tuple[int, PrintedDate | None]:
    """Where the prose ends, before blanks and trailers, and the date of a transmission line, if any."""
    end, date = len(text.rstrip()), None
    for _ in range(_MOST):
        last = text[max(0, end - _WINDOW) : end]
        if found := _TRANSMITTED.search(last):
            printed = printed_date_at(f"{found['day']} {found['month']} {found['year']}", 0)
            if printed is None:
                break
            date = printed[0]
        else:
            found = _AGENCY.search(last) or _INITIALS.search(last)
        length = len(last) - found.start() if found else _mark_length(last)
        if length == 0:
            break
        end = len(text[: end - length].rstrip())
    return end, date


def _mark_length(last: str) -> int:
    """The length of a closing mark at the end; one of mere letters must have its line for itself."""
    line = re.split(r"[\r\n]", last)[-1]
    for mark in TRAILERS:
        if line.strip() == mark or (line.endswith(f" {mark}") and not mark.isalpha()):
            return len(mark)
    return 0
