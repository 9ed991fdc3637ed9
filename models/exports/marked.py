"""A stream of records → the same with the user's marks: on the claims and events, and summed on their relations.

Marks are found by the content of a dispatch, as everywhere (`models.marks`); what has none stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from models.marks import MARKED, NOTED, Mark, wanted
from models.records import Claim, Event, Record, Relation
from models.store import Store
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


class MarkedRelation(Relation):
    """A relation some of whose events the user has marked: how many, and the notes on them."""

    marked: int
    notes: tuple[str, ...] = ()


_MARKED: Final = {Claim: MarkedClaim, Event: MarkedEvent}


def marks_in(store: Store, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """The marks of `Marks.by_key` that a store has records of, by the ids of these."""
    if not marks:
        return {}
    return {id_: marks[key] for id_, key in store.marked(wanted(marks.values())).items()}


def with_marks(records: Iterable[Record], marks: Mapping[str, Mark]) -> Iterator[Record]:
    """The records, in their order, with the marks (by the ids of claims and events) on those that have one."""
    for record in records:
        if isinstance(record, Claim | Event) and (mark := marks.get(record.id)) is not None:
            yield _MARKED[type(record)](**dict(record), mark=Note(note=mark.note, at=mark.at))
        elif isinstance(record, Relation) and marks:
            yield _with_marks_of_events(record, marks)
        else:
            yield record


def _with_marks_of_events(relation: Relation, marks: Mapping[str, Mark]) -> Relation:
    found = [marks[id_] for id_ in relation.events if id_ in marks]
    if not found:
        return relation
    notes = dict.fromkeys(mark.note for mark in found if mark.note)
    return MarkedRelation(**dict(relation), marked=len(found), notes=tuple(notes))


def note_of(record: Record) -> Note | None:
    """The mark on a record, if it has one."""
    return record.mark if isinstance(record, MarkedClaim | MarkedEvent) else None


def marks_of(relation: Relation) -> tuple[int, str]:
    """How many of a relation's events are marked, and the notes on them, on one line."""
    if not isinstance(relation, MarkedRelation):
        return 0, ""
    return relation.marked, "; ".join(map(one_line, relation.notes))


def mark_words(record: Record) -> str:
    """A mark as words on a line: its sign, and the note where there is one; empty without a mark."""
    mark = note_of(record)
    if mark is None:
        return ""
    note = one_line(mark.note)
    return f"{NOTED} {note}" if note else MARKED
