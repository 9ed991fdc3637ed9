"""What closes an item below its prose: `-0-`, `==Kyodo`, desk initials, credits, a note that it was corrected.

`layout` asks where the prose ends; a transmission line may be the only date an item has, a signature its only agency.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from models.formats.issued import PrintedDate, printed_date_at
from models.formats.statements import stated_revision
from models.formats.vocabulary import (
    ANY_AGENCY,
    BARE_AGENCY,
    CREDIT_ENDINGS,
    CREDIT_OPENERS,
    RIGHTS,
    TRAILERS,
    strongest,
    usual_name,
)
from models.records import Revision

_WINDOW, _MOST = 700, 8
_AGENCY = re.compile(rf"(?:^|\s)==[ \t]{{0,3}}(?P<agency>{BARE_AGENCY.pattern})$")
_INITIALS = re.compile(r"(?:^|(?<=\s))\([a-z]{1,5}(?:[-/][a-z]{1,5}){1,3}\)$")
#: An agency's name that stands alone after the last sentence: `… was not bombed. The AP`, `— AFP`.
_SIGNATURE = re.compile(
    rf"(?:^|(?<=[.!?\"”’)]\s)|\n)\s{{0,9}}(?:[-–—]{{1,2}}[ \t]{{0,3}})?[(/]?(?P<agency>{ANY_AGENCY})[)/]?$"
)
#: Day, time, month and year, after the desk's letters: `dpa ab cd 101137 GMT Dez 18`.
_TRANSMITTED = re.compile(
    r"(?:^|(?<=\s))(?:[a-z]{2,8}(?:[ \t][a-z]{1,4}){1,5}\s{1,3})?"
    r"(?P<day>\d\d)\d{4}[ \t](?:GMT|UTC|MESZ|MEZ)[ \t](?P<month>[^\W\d_]{3,10})\.?[ \t](?P<year>\d\d)$"
)
_RULE = re.compile(r"(?:^|(?<=[\r\n]))[ \t]{0,9}[_*=-]{3,80}$")
_LAST_LINE = re.compile(r"[^\r\n]+$")
_LAST_BLOCK = re.compile(r"(?:(?<=\n)|(?<=\r))(?:[^\r\n]*[^\s.!?](?:\r\n|[\r\n])){1,9}[^\r\n]+$")
_CREDIT = re.compile(
    rf"[(\[]?(?:(?:{CREDIT_OPENERS}) [^\r\n]*|(?:{RIGHTS})(?!\w).*|.{{3,300}}\b(?:{CREDIT_ENDINGS})[.)\]]{{0,2}})$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_CREDIT = 400
_RIGHTS = re.compile(rf"(?:{RIGHTS})(?!\w)", re.IGNORECASE)


class Trailer(NamedTuple):
    """Where the prose ends, before blanks and trailers, and what stands below it of the item."""

    end: int
    transmitted: PrintedDate | None = None
    agency: str | None = None
    revision: Revision | None = None


def trailer_of(text: str) -> Trailer:
    """The trailer of a text; one without any ends with its last word."""
    trailer = Trailer(len(text.rstrip()))
    for _ in range(_MOST):
        last = text[max(0, trailer.end - _WINDOW) : trailer.end]
        shorter = _without_last(trailer, last)
        if shorter is None or shorter.end == trailer.end:
            return shorter or trailer
        trailer = shorter._replace(end=len(text[: shorter.end].rstrip()))
    return trailer


def _without_last(trailer: Trailer, last: str) -> Trailer | None:
    """The trailer with one closing line more; None where the prose ends."""
    if found := _TRANSMITTED.search(last):
        printed = printed_date_at(f"{found['day']} {found['month']} {found['year']}", 0)
        if printed is None:
            return None
        return trailer._replace(end=_before(trailer, last, found), transmitted=printed[0])
    if found := _AGENCY.search(last) or _SIGNATURE.search(last):
        if not last[: found.start()].strip():
            return None
        return trailer._replace(end=_before(trailer, last, found), agency=trailer.agency or usual_name(found["agency"]))
    if found := _INITIALS.search(last) or _RULE.search(last):
        return trailer._replace(end=_before(trailer, last, found))
    if length := _mark_length(last):
        return trailer._replace(end=trailer.end - length)
    return _without_paragraph(trailer, last)


def _without_paragraph(trailer: Trailer, last: str) -> Trailer | None:
    """The trailer with a last line or block that credits somebody, or says what was done to the item.

    That an item is withdrawn is what it has to say, and stays prose.
    """
    for found in (_LAST_BLOCK.search(last), _LAST_LINE.search(last)):
        if found is None or not last[: found.start()].strip():
            continue
        paragraph = found[0].strip()
        revision = stated_revision(paragraph)
        if revision is not None:
            end = trailer.end if revision == "withdrawn" else _before(trailer, last, found)
            return trailer._replace(end=end, revision=strongest(trailer.revision, revision))
        if len(paragraph) <= _LONGEST_CREDIT and _CREDIT.match(paragraph):
            agency = BARE_AGENCY.search(paragraph) if _RIGHTS.match(paragraph) else None
            named = usual_name(agency[0]) if agency else None
            return trailer._replace(end=_before(trailer, last, found), agency=trailer.agency or named)
    return None


def _before(trailer: Trailer, last: str, found: re.Match[str]) -> int:
    return trailer.end - (len(last) - found.start())


def _mark_length(last: str) -> int:
    """The length of a closing mark at the end; one of mere letters must have its line for itself."""
    line = re.split(r"[\r\n]", last)[-1]
    for mark in TRAILERS:
        if line.strip() == mark or (line.endswith(f" {mark}") and not mark.isalpha()):
            return len(mark)
    return 0
