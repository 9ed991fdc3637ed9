"""One item of a file → its `Dispatch`: the text laid out, the day it was issued, or the problem it has.

What all formats share: each reads its own file and hands its items here.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from models.formats.decoding import LARGEST
from models.formats.issued import issued_on
from models.formats.layout import lay_out
from models.formats.vocabulary import usual_name
from models.records import Dispatch

_SURROGATE_BYTE = re.compile("[\udc80-\udcff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """The file an item comes from: its printable path below the folder, its name, its time in seconds."""

    path: str
    name: str
    mtime: float = 0.0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a format knows of an item beside its text; it goes before what the text prints."""

    date: dt.date | None = None
    headline: str | None = None
    agency: str | None = None
    place: str | None = None


def printable_path(path: Path, root: Path) -> str:
    """The path below the root with `/`, always encodable: a byte that is no UTF-8 is written `\\xff`."""
    below = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    escaped = _SURROGATE_BYTE.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", below.as_posix())
    return escaped.encode("utf-8", "backslashreplace").decode("utf-8")


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which no file can hold, replaced one for one."""
    return _SURROGATE.sub("\ufffd", text)


def dispatch_of(source: Source, item: str, sha256: str, text: str, metadata: Metadata) -> Dispatch:
    """The dispatch of an item that could be decoded; `item` is its id."""
    parts = lay_out(text)
    printed = parts.printed if parts.printed and parts.printed.month else parts.transmitted
    if printed and printed.year is None and parts.transmitted:
        printed = printed._replace(year=parts.transmitted.year)
    date, basis = issued_on(metadata.date, parts.header, printed, source.name, source.mtime)
    return Dispatch(
        id=item,
        path=source.path,
        sha256=sha256,
        text=text,
        body=parts.body,
        headline=metadata.headline or parts.headline,
        place=metadata.place or parts.place,
        agency=usual_name(metadata.agency) if metadata.agency else parts.agency,
        byline=parts.byline,
        date=date,
        date_basis=basis,
        revision=parts.revision,
    )


def problem_of(source: Source, item: str, sha256: str, problem: str, line: int | None = None) -> Dispatch:
    """The dispatch of an item that could not be read; `problem` goes on where the item's name ends."""
    name = "".join(char if char.isprintable() else repr(char)[1:-1] for char in source.path)
    subject = f"{name} {problem}." if line is None else f"Line {line} of {name} {problem}."
    return Dispatch(id=item, path=source.path, sha256=sha256, problem=subject)


def too_large() -> str:
    """What is wrong with an item over the limit."""
    return f"is larger than {LARGEST // 1_000_000} MB; split it into single dispatches"


def unreadable(error: OSError) -> str:
    """What is wrong with a file the system does not let be read."""
    reason = error.strerror or type(error).__name__
    return f"could not be read ({reason}); check that it exists and may be read"
