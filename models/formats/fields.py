"""What single fields of metadata mean: dates in all notations, datelines of their own, states, versions.

Every structured format asks here, so that the same words mean the same in all of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from email.utils import parsedate_tz
from typing import NamedTuple, cast

from models.formats.dateline import dateline_at
from models.formats.heading import byline_of, noted_revision
from models.formats.issued import PrintedDate, printed_date_at
from models.formats.item import Metadata, one_line
from models.formats.vocabulary import BYLINE_OPENERS, STATES, fold, is_known_agency, strongest, table
from models.records import Revision

_TABLE = table("fields")
_STATUS: dict[str, str] = {word: meaning for meaning, words in _TABLE["status"].items() for word in words}
_SIGNALS: dict[str, str] = {word: meaning for meaning, words in _TABLE["signals"].items() for word in words}
_CLASSES: dict[str, str] = _TABLE["classes"]
_STAMP = re.compile(r"\s*((?:19|20)\d\d)([-./]?)(\d\d)\2(\d\d)(?!\d)")
_DASHES = re.compile(r"[\s,]*(?:--|[-–—_])?\s*$")
_NUMBER = re.compile(r"\d{1,9}")
_OPENER = re.compile(rf"^(?:{BYLINE_OPENERS})\s+")
_LONGEST_PLACE = 80


class DatelineField(NamedTuple):
    """What a dateline says that stands in a field of its own."""

    place: str | None = None
    printed: PrintedDate | None = None
    agency: str | None = None


def day_of(stamp: object) -> dt.date | None:
    """The day of a time stamp as printed, in its own zone: ISO 8601, `20250703T1200Z`, `Thu, 3 Jul 2025 12:00 GMT`."""
    if isinstance(stamp, dt.date):
        return stamp.date() if isinstance(stamp, dt.datetime) else stamp
    if not isinstance(stamp, str) or len(stamp) > 100:
        return None
    try:
        if found := _STAMP.match(stamp):
            return dt.date(int(found[1]), int(found[3]), int(found[4]))
        mailed = parsedate_tz(stamp)
        return dt.date(*mailed[:3]) if mailed else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def first_day(*stamps: object) -> dt.date | None:
    """The day of the first stamp that has one."""
    return next((day for stamp in stamps if (day := day_of(stamp))), None)


def read_dateline(words: str | None) -> DatelineField:
    """A dateline field: whole, or only a place (`Helsinki`), a day (`January 21`), a stamp, a weekday."""
    line = one_line(words)
    if not line or len(line) > 300:
        return DatelineField()
    if _STAMP.match(line) and (day := day_of(line)):
        return DatelineField(printed=PrintedDate(day.month, day.day, day.year))
    if whole := dateline_at(line, 0):
        return DatelineField(whole.place, whole.date, whole.agency)
    bare = _DASHES.sub("", line)
    for at in (0, *(comma.end() for comma in re.finditer(r"[,.]\s+", bare))):
        dated = printed_date_at(bare, at)
        if dated and dated[1] == len(bare):
            place = bare[:at].rstrip(" ,.")
            return DatelineField(place or None, dated[0])
    place = bare if fold(bare.rpartition(", ")[2]) in STATES else bare.rstrip(".")
    return DatelineField(place if place and len(place) <= _LONGEST_PLACE else None)


def byline(words: str | None) -> str | None:
    """Who wrote it, without the word that opens a byline (`By Ann Example`)."""
    line = one_line(words)
    return (byline_of(line) or _OPENER.sub("", line) or line) if line else None


def known_agency(*names: str | None) -> str | None:
    """The first name that is an agency's: a copyright holder or a feed may be anybody."""
    return next((name for name in names if name and is_known_agency(name)), None)


def item_class(name: str | None) -> str | None:
    """What an item of this class (`ninat:picture`, `Photo`) is, in words, where it holds no prose."""
    return _CLASSES.get(_code(name))


def with_state(
    metadata: Metadata,
    status: str | None,
    signals: Iterable[str | None] = (),
    notes: Iterable[str | None] = (),
) -> Metadata:
    """The metadata with what an agency says of the item's state: `stat:canceled`, version 3, `sig:correction`."""
    meaning = _STATUS.get(_code(status))
    meant = [_SIGNALS.get(_code(signal)) for signal in signals]
    noted = [noted_revision(note) for note in map(one_line, notes) if note]
    revisions = [cast("Revision", word) for word in (meaning, *meant) if word and word != "withheld"]
    version = _NUMBER.fullmatch((metadata.version or "").strip())
    later: Revision | None = "update" if version and int(version[0]) > 1 else None
    revision = strongest(metadata.revision, *revisions, *noted, later)
    printed = re.split(r"[:/#]", status.strip())[-1] if status else None
    refusal = "is withheld by its agency until further notice; it is listed, but nothing is taken from it"
    return replace(
        metadata,
        revision=revision,
        refusal=refusal if meaning == "withheld" else metadata.refusal,
        pubstatus=printed or metadata.pubstatus,
    )


def _code(name: str | None) -> str:
    """A code without its scheme (`stat:usable`, `http://…/pubstatusg2/usable`), in small letters."""
    return re.split(r"[:/#]", fold(name or ""))[-1]
