"""JSON lines → items, one a line; and a `.json` file → its one item, or those of its list.

Lines are read one by one, never whole: a bad one becomes an item with a problem, and the others are still read.
What the objects mean, `objects` knows.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, Protocol

from models.formats.decoding import LARGEST, DecodingError, FormatError, decode
from models.formats.item import Item
from models.formats.objects import item_of, kind_of
from models.formats.opening import too_large

_CHUNK = 65_536
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Readable(Protocol):
    """What lines are read from: an open file, or a stream that unpacks one."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""


class _Line(NamedTuple):
    """A line of a file; `raw` is None where it was too long to keep, `at` is its first byte."""

    number: int
    raw: bytes | None
    sha256: str
    at: int


def read_jsonlines(file: Readable) -> Iterator[Item]:
    """The file's items, in its order; FormatError where there is none."""
    empty = True
    for line in _numbered_lines(file):
        if line.raw is None or line.raw.strip():
            empty = False
            yield _read_line(line)
    if empty:
        raise FormatError("is empty; write one JSON object a line into it, or remove it")


def read_json(raw: bytes) -> Iterator[Item]:
    """The items of a whole file: one object, a list of objects, or after all an object a line."""
    text = decode(raw)
    try:
        value = _parsed(text)
    except json.JSONDecodeError as error:
        first = text.lstrip().partition("\n")[0]
        if error.msg == "Extra data" and error.pos <= len(text) - len(text.lstrip()) + len(first) + 1:
            yield from read_jsonlines(io.BytesIO(text.encode("utf-8", "replace")))
            return
        raise _not_json(error) from error
    if isinstance(value, list):
        if not value:
            raise FormatError("is an empty list; put the dispatches into it, or remove it")
        for entry in value:
            yield _entry(entry)
        return
    item = _checked(value, hashlib.sha256(raw).hexdigest())
    yield replace(item, name=None, metadata=replace(item.metadata, item=item.metadata.item or item.name))


def _read_line(line: _Line) -> Item:
    try:
        if line.raw is None:
            raise FormatError(too_large())
        try:
            value = _parsed(decode(line.raw))
        except json.JSONDecodeError as error:
            raise _not_json(error) from error
        return replace(_checked(value, line.sha256), line=line.number, raw=line.raw, at=line.at)
    except FormatError as error:
        return Item(line.sha256, problem=str(error), name="", line=line.number)


def _entry(value: object) -> Item:
    digest = hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
    try:
        return _checked(value, digest)
    except FormatError as error:
        return Item(digest, problem=str(error), name="")


def _checked(value: object, digest: str) -> Item:
    if not isinstance(value, dict):
        raise FormatError(f'is {kind_of(value)}, not an object; write {{"text": …}}')
    return item_of(value, digest)


def _parsed(text: str) -> object:
    """What the JSON says; FormatError where it is beyond reading, JSONDecodeError where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, (json.JSONDecodeError, DecodingError)):
            raise
        raise FormatError("holds a number too long or a nesting too deep to read; mend it") from error


def _not_json(error: json.JSONDecodeError) -> FormatError:
    return FormatError(f"is not JSON ({error.msg} at character {error.pos + 1}); mend it")


def _numbered_lines(file: Readable) -> Iterator[_Line]:
    """The file's lines with their numbers from 1; of a line over the limit only the hash is kept."""
    number, kept, size, digest, at = 1, bytearray(), 0, hashlib.sha256(), 0
    for chunk in _utf8_chunks(file):
        pieces = chunk.split(b"\n")
        for index, piece in enumerate(pieces):
            size += len(piece)
            digest.update(piece)
            if size <= LARGEST:
                kept += piece
            if index < len(pieces) - 1:
                yield _Line(number, bytes(kept) if size <= LARGEST else None, digest.hexdigest(), at)
                at += size + 1
                number, kept, size, digest = number + 1, bytearray(), 0, hashlib.sha256()
    if size:
        yield _Line(number, bytes(kept) if size <= LARGEST else None, digest.hexdigest(), at)


def _utf8_chunks(file: Readable) -> Iterator[bytes]:
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
