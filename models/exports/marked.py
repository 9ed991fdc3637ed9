"""A stream of records → the same with the user's marks on the claims and events that have one.

A mark is found by the content of the dispatch, as everywhere (`models.marks`); what has none stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from models.marks import MARKED, NOTED, Mark, mark_key
from models.records import Claim, Dispatch, Event, Record
from models.wording import one_line


class Note(Record):
    """A mark as it leaves the terminal: the user's note, empty where there is none, and when it was made."""

    note: str = ""
    at: dt.datetime


class MarkedClaim(Claim):
    """A claim that the user has marked."""

    mark: Note


class MarkedEvent(Event):
    """An event that the user has marked."""

    mark: Note


_MARKED: Final = {Claim: MarkedClaim, Event: MarkedEvent}


def with_marks(records: Iterable[Record], marks: Mapping[str, Mark]) -> Iterator[Record]:
    """The records of `Store.records`, in their order, with the marks of `Marks.by_key` on those that have one."""
    contents = {mark.content for mark in marks.values()}
    content = ""
    for record in records:
        if isinstance(record, Dispatch):
            content = record.sha256
        elif isinstance(record, Claim | Event) and content in contents:
            mark = marks.get(mark_key(content, record))
            if mark is not None:
                record = _MARKED[type(record)](**dict(record), mark=Note(note=mark.note, at=mark.at))
        yield record


def note_of(record: Record) -> Note | None:
    """The mark on a record, if it has one."""
    return record.mark if isinstance(record, MarkedClaim | MarkedEvent) else None


def mark_words(record: Record) -> str:
    """A mark as words on a line: its sign, and the note where there is one; empty without a mark."""
    mark = note_of(record)
    if mark is None:
        return ""
    note = one_line(mark.note)
    return f"{NOTED} {note}" if note else MARKED
