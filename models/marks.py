"""What a user has marked, with a note where there is one: a small file of the user's own, kept by content.

A mark's key is made of the item's content and the record's place in it, so that it outlives the store, a reading by
another version and a file that is moved. The file is a log of JSON lines, the last word on a key counts.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import ValidationError

from models.ownfile import append, locked
from models.records import Claim, Event, Record

#: The signs of a mark without a note, and of one with.
MARKED, NOTED = "◇", "◆"

#: So many lines of the log that no longer count have it written anew.
_STALE = 200


class MarksError(Exception):
    """The marks cannot be read or kept: one sentence saying why, and what to do."""


class Mark(Record):
    """A marked record: `content` is the sha256 of its dispatch, `words` what it says, `note` the user's own."""

    key: str
    kind: Literal["event", "claim"]
    content: str
    dispatch: str
    words: str
    note: str = ""
    at: dt.datetime
    gone: bool = False


def mark_key(content: str, record: Event | Claim) -> str:
    """The key of a record in an item of that content: the same wherever the file lies and whoever reads it again."""
    if isinstance(record, Event):
        place = f"{record.category} {record.span[0]} {record.span[1]}"
    else:
        place = " ".join(f"{start} {end}" for start, end in record.content)
    return hashlib.sha256(f"{content} {record.type} {place}".encode()).hexdigest()[:32]


def wanted(marks: Iterable[Mark]) -> dict[str, frozenset[str]]:
    """The keys of marks in each content: what `Store.marked` finds the records of."""
    keys: dict[str, set[str]] = {}
    for mark in marks:
        keys.setdefault(mark.content, set()).add(mark.key)
    return {content: frozenset(of) for content, of in keys.items()}


class Marks:
    """The marks of a file; what another program writes into it meanwhile is seen by `refresh`."""

    def __init__(self, path: Path) -> None:
        """The marks that a file holds, none where there is none. Raises `MarksError` where it cannot be read."""
        self._path = path
        self._state: tuple[int, int, int] | None = None
        self._marks: Mapping[str, Mark] = {}
        self._stale = 0
        self._unread: list[bytes] = []
        #: Goes up with each change.
        self.version = 0
        self.refresh()

    @property
    def path(self) -> Path:
        """Where they are kept."""
        return self._path

    @property
    def by_key(self) -> Mapping[str, Mark]:
        """All marks by their keys, the oldest first."""
        return MappingProxyType(dict(self._marks))

    @property
    def wanted(self) -> dict[str, frozenset[str]]:
        """The keys of the marks in each content: what `Store.marked` finds the records of."""
        return wanted(self._marks.values())

    def refresh(self) -> bool:
        """Read the file where it has changed; whether it has."""
        try:
            state = _state(self._path)
            if state == self._state:
                return False
            lines = self._path.read_bytes().splitlines() if state is not None else []
        except OSError as error:
            raise MarksError(f"The marks in {self._path} cannot be read ({error.strerror}).") from error
        marks: dict[str, Mark] = {}
        unread: list[bytes] = []
        for line in lines:
            try:
                mark = Mark.model_validate_json(line)
            except ValidationError:  # cut off, or of a later version: it costs that one mark here, and stays
                unread += [line] if line.strip() else []
                continue
            marks.pop(mark.key, None)
            if not mark.gone:
                marks[mark.key] = mark
        self._marks, self._state, self._unread = marks, state, unread
        self._stale = len(lines) - len(marks) - len(unread)
        self.version += 1
        return True

    def put(self, mark: Mark) -> None:
        """Keep a mark, in place of an earlier one with its key. Raises `MarksError`."""
        self._append(mark)

    def remove(self, key: str) -> None:
        """Take a mark away, if there is one. Raises `MarksError`."""
        mark = self._marks.get(key)
        if mark is not None:
            self._append(mark.model_copy(update={"gone": True}))

    def _append(self, mark: Mark) -> None:
        try:
            append(self._path, [_line(mark)])
            self.refresh()
            if self._stale > _STALE:
                self._write_anew()
        except OSError as error:
            raise MarksError(
                f"The mark cannot be kept in {self._path} ({error.strerror}): make room or give it back its rights."
            ) from error

    def _write_anew(self) -> None:
        """Leave out of the file what no longer counts; what could not be read may count for a later version."""
        with locked(self._path):
            self.refresh()
            own = map(_line, self._marks.values())
            draft = self._path.with_suffix(".part")
            with open(draft, "wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.writelines(line + b"\n" for line in (*self._unread, *own))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
            folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        self.refresh()


def _line(mark: Mark) -> bytes:
    return mark.model_dump_json().encode("utf-8", "replace")


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def marks_path() -> Path:
    """Where a user's marks lie: in the data folder."""
    import platformdirs

    return platformdirs.user_data_path("brief-tui", appauthor=False) / "marks.jsonl"
