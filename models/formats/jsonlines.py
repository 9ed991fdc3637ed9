"""A `.jsonl` file → its dispatches, one a line: `{"id", "text", "date", "headline", "agency", "place"}`.

Read line by line, never whole; a bad line becomes a dispatch with a problem, and the others are still read.
"""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from models.formats.decoding import LARGEST, DecodingError, decode
from models.formats.item import (
    Metadata,
    Source,
    dispatch_of,
    printable_path,
    problem_of,
    too_large,
    unreadable,
    without_surrogates,
)
from models.records import Dispatch

_CHUNK = 65_536
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d(?::?\d\d)?.{0,30})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class _Line(NamedTuple):
    """A line of a file; `raw` is None where it was too long to keep."""

    number: int
    raw: bytes | None
    sha256: str


class _LineError(ValueError):
    """What is wrong with a line; the message completes a sentence that begins with the line's number."""


def read_jsonlines(path: Path, root: Path) -> Iterator[Dispatch]:
    """The file's dispatches, in its order; ids are `path#ITEM`, the item's own id or its line number."""
    name = printable_path(path, root)
    source = Source(name, path.name)
    ids = _Ids(name)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            yield problem_of(source, name, "", "is no ordinary file; put the dispatches themselves here")
            return
        source = Source(name, path.name, about.st_mtime)
        with path.open("rb") as file:
            for line in _numbered_lines(file):
                if line.raw is None or line.raw.strip():
                    yield _read_line(source, ids, line)
    except OSError as error:
        yield problem_of(source, name, "", unreadable(error))
        return
    if not ids.given:
        yield problem_of(source, name, "", "is empty; write one JSON object a line into it, or remove it")


class _Ids:
    """Ids of a file's items, each given once: the second `path#A` is `path#A~2`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.given: dict[str, int] = {}

    def unique(self, item: str) -> str:
        wanted = f"{self.path}#{item}"
        times = self.given.get(wanted, 0) + 1
        unique = wanted if times == 1 else f"{wanted}~{times}"
        while times > 1 and unique in self.given:
            times += 1
            unique = f"{wanted}~{times}"
        self.given[wanted] = times
        self.given.setdefault(unique, 1)
        return unique


def _read_line(source: Source, ids: _Ids, line: _Line) -> Dispatch:
    try:
        if line.raw is None:
            raise _LineError(too_large())
        item = _object(line.raw)
        text = _text(item)
        metadata = Metadata(_date(item), *(_words(item, key) for key in ("headline", "agency", "place")))
        own_id = _own_id(item) or str(line.number)
    except (_LineError, DecodingError) as error:
        return problem_of(source, ids.unique(str(line.number)), line.sha256, str(error), line.number)
    return dispatch_of(source, ids.unique(own_id), line.sha256, text, metadata)


def _object(raw: bytes) -> dict[str, object]:
    try:
        item = json.loads(decode(raw))
    except json.JSONDecodeError as error:
        raise _LineError(f"is not JSON ({error.msg} at character {error.pos + 1}); mend it") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, DecodingError):
            raise
        raise _LineError("holds a number too long or a nesting too deep to read; mend it") from error
    if not isinstance(item, dict):
        raise _LineError(f'is {_kind(item)}, not an object; write {{"text": …}}')
    return item


def _kind(value: object) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else "a number"


def _text(item: dict[str, object]) -> str:
    text = item.get("text")
    if text is None:
        raise _LineError('has no "text"; give the dispatch\'s words there')
    if not isinstance(text, str):
        raise _LineError(f'has {_kind(text)} as "text"; it must be a string')
    if not text.strip():
        raise _LineError('has an empty "text"; give the dispatch\'s words there')
    return without_surrogates(text)


def _words(item: dict[str, object], key: str) -> str | None:
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        raise _LineError(f'has {_kind(value)} as "{key}"; it must be a string')
    return " ".join(without_surrogates(value).split()) or None if value is not None else None


def _date(item: dict[str, object]) -> dt.date | None:
    value = item.get("date")
    if value is None:
        return None
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if found:
            return dt.date.fromisoformat(found[1])
    except ValueError:
        pass  # such as February 30: told below, like any other wrong date
    printed = json.dumps(value)[:40]
    raise _LineError(f'has {printed} as "date"; it must be an ISO date such as "2025-07-03"')


def _own_id(item: dict[str, object]) -> str:
    value = item.get("id")
    if value is not None and (isinstance(value, bool) or not isinstance(value, (str, int))):
        raise _LineError(f'has {_kind(value)} as "id"; it must be a string or a number')
    return "" if value is None else _CONTROL.sub(" ", without_surrogates(str(value))).strip()


def _numbered_lines(file: BinaryIO) -> Iterator[_Line]:
    """The file's lines with their numbers from 1; of a line over the limit only the hash is kept."""
    number, kept, size, digest = 1, bytearray(), 0, hashlib.sha256()
    for chunk in _utf8_chunks(file):
        pieces = chunk.split(b"\n")
        for index, piece in enumerate(pieces):
            size += len(piece)
            digest.update(piece)
            if size <= LARGEST:
                kept += piece
            if index < len(pieces) - 1:
                yield _Line(number, bytes(kept) if size <= LARGEST else None, digest.hexdigest())
                number, kept, size, digest = number + 1, bytearray(), 0, hashlib.sha256()
    if size:
        yield _Line(number, bytes(kept) if size <= LARGEST else None, digest.hexdigest())


def _utf8_chunks(file: BinaryIO) -> Iterator[bytes]:
    """The file in chunks; one in UTF-16 or UTF-32, as its mark tells, becomes UTF-8 on the way."""
    first = file.read(_CHUNK)
    for mark, encoding in _WIDE:
        if first.startswith(mark):
            decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
            chunk = first[len(mark) :]
            while chunk:
                yield decoder.decode(chunk).encode("utf-8", "replace")
                chunk = file.read(_CHUNK)
            yield decoder.decode(b"", final=True).encode("utf-8", "replace")
            return
    chunk = first.removeprefix(codecs.BOM_UTF8)
    while chunk:
        yield chunk
        chunk = file.read(_CHUNK)
