"""One item of a file → its `Dispatch`: the text laid out, the day it was issued, or the problem it has.

What all formats share: each reads its own bytes into `Item`s, and the registry has them made dispatches here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from models.formats.issued import PrintedDate, issued_on
from models.formats.languages import foreign_language
from models.formats.layout import lay_out
from models.formats.outlets import title_outlet
from models.formats.unprinted import blanked
from models.formats.vocabulary import strongest, usual_name
from models.records import Dispatch, Revision

_SURROGATE_BYTE = re.compile("[\udc80-\udcff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST_ID = 300
#: The most items that are read of a file which is read whole; lines may be any number.
MOST_ITEMS = 20_000


@dataclass(frozen=True, slots=True)
class Source:
    """The file an item comes from: its printable path below the folder, its name, its time in seconds."""

    path: str
    name: str
    mtime: float = 0.0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a format knows of an item beside its text; it goes before what the text prints.

    `printed` is the date of a dateline that stands in a field of its own. `publisher` is who put it out, where the text
    does not say whose it is. `refusal` says why an item that
    could be read is not to be: it completes a sentence that begins with the item's name.
    """

    date: dt.date | None = None
    headline: str | None = None
    agency: str | None = None
    publisher: str | None = None
    place: str | None = None
    byline: str | None = None
    printed: PrintedDate | None = None
    revision: Revision | None = None
    language: str | None = None
    refusal: str | None = None
    item: str | None = None
    pubstatus: str | None = None
    slug: str | None = None
    version: str | None = None
    urgency: str | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What a format found: an item's text and metadata, or its problem.

    `name` is the item's own id, empty where it has none, and null where the file is the item. `line` is where it
    stands in a file read by lines, `raw` that line, and `at` its first byte.
    """

    sha256: str
    text: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    problem: str | None = None
    name: str | None = None
    line: int | None = None
    raw: bytes | None = None
    at: int = 0


class Described(TypedDict):
    """The fields of a dispatch that its text does not print."""

    item: str | None
    pubstatus: str | None
    slug: str | None
    version: str | None
    urgency: str | None
    subjects: tuple[str, ...]


class Ids:
    """Ids of a file's items, each given once: the second `path#A` is `path#A~2`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.given: dict[str, int] = {}

    def of(self, item: Item, number: int) -> str:
        """The id of an item: its own, or its line or number; one in trouble is named by its line alone."""
        if item.name is None and item.line is None:
            return self._unique(self.path)
        name = _CONTROL.sub(" ", without_surrogates(item.name or "")).strip()[:_LONGEST_ID]
        own = "" if item.problem and item.line is not None else name
        return self._unique(f"{self.path}#{own or item.line or number}")

    def _unique(self, wanted: str) -> str:
        times = self.given.get(wanted, 0) + 1
        unique = wanted if times == 1 else f"{wanted}~{times}"
        while times > 1 and unique in self.given:
            times += 1
            unique = f"{wanted}~{times}"
        self.given[wanted] = times
        self.given.setdefault(unique, 1)
        return unique


def printable_path(path: Path, root: Path) -> str:
    """The path below the root with `/`, always encodable: a byte that is no UTF-8 is written `\\xff`."""
    below = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    escaped = _SURROGATE_BYTE.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", below.as_posix())
    return escaped.encode("utf-8", "backslashreplace").decode("utf-8")


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which no file can hold, replaced one for one."""
    return _SURROGATE.sub("\ufffd", text)


def one_line(words: str | None) -> str | None:
    """Words of a field on one line, without what no file can hold; null where none are left."""
    return " ".join(_CONTROL.sub(" ", without_surrogates(words)).split()) or None if words else None


def dispatches_of(source: Source, items: Iterator[Item]) -> Iterator[Dispatch]:
    """The dispatches of a file's items, each with an id of its own."""
    ids = Ids(source.path)
    for number, item in enumerate(items, 1):
        if number > MOST_ITEMS and item.line is None:
            yield problem_of(source, "", f"holds more than {MOST_ITEMS:,} items; the rest is not read, so split it")
            return
        item_id = ids.of(item, number)
        if item.problem is None:
            yield _dispatch_of(source, item_id, item)
            continue
        shown = "Item " + item_id.removeprefix(f"{source.path}#") if item.name is not None else None
        within = f"Line {item.line}" if item.line is not None else shown
        yield Dispatch(
            id=item_id,
            path=source.path,
            sha256=item.sha256,
            headline=one_line(item.metadata.headline),
            date=item.metadata.date,
            date_basis="metadata" if item.metadata.date else None,
            **_described(item),
            revision=item.metadata.revision or "original",
            problem=problem_sentence(source, item.problem, within),
        )


def _dispatch_of(source: Source, item_id: str, item: Item) -> Dispatch:
    """The dispatch of an item that could be decoded."""
    metadata = item.metadata
    headline, outlet = title_outlet(one_line(metadata.headline) or "")
    parts = lay_out(blanked(item.text), headed=bool(headline))
    printed = metadata.printed
    if printed is None or not printed.month:
        printed = parts.printed if parts.printed and parts.printed.month else parts.transmitted
    if printed and printed.year is None and parts.transmitted:
        printed = printed._replace(year=parts.transmitted.year)
    body = item.text[slice(*parts.body)]
    date, basis = issued_on(metadata.date, parts.header, printed, source.name, source.mtime, body)
    agency = one_line(metadata.agency)
    refusal = metadata.refusal or _foreign(body or item.text, metadata.language)
    return Dispatch(
        id=item_id,
        path=source.path,
        sha256=item.sha256,
        text=item.text,
        body=parts.body,
        headline=headline or one_line(parts.headline),
        place=one_line(metadata.place) or parts.place,
        agency=usual_name(agency) if agency else parts.agency or outlet or one_line(metadata.publisher),
        byline=one_line(metadata.byline) or parts.byline,
        date=date,
        date_basis=basis,
        **_described(item, parts.slug),
        revision=strongest(metadata.revision, parts.revision) or "original",
        problem=problem_sentence(source, refusal) if refusal else None,
    )


def _described(item: Item, slug: str | None = None) -> Described:
    """What metadata say of an item; the slug may stand above its text."""
    metadata = item.metadata
    subjects = tuple(subject for words in metadata.subjects if (subject := one_line(words)))
    return Described(
        item=one_line(metadata.item or item.name),
        pubstatus=one_line(metadata.pubstatus),
        slug=one_line(metadata.slug or slug),
        version=one_line(metadata.version),
        urgency=one_line(metadata.urgency),
        subjects=subjects,
    )


def _foreign(text: str, declared: str | None) -> str | None:
    language = foreign_language(text, declared)
    if language is None:
        return None
    return f"is in {language}, and only English is read; it is listed, but nothing is taken from it"


def problem_of(source: Source, sha256: str, problem: str) -> Dispatch:
    """The dispatch of a file that could not be read; `problem` goes on where the file's name ends."""
    return Dispatch(id=source.path, path=source.path, sha256=sha256, problem=problem_sentence(source, problem))


def problem_sentence(source: Source, problem: str, within: str | None = None) -> str:
    """The sentence that says what is wrong with a file, or with a line or an item within it."""
    name = "".join(char if char.isprintable() else repr(char)[1:-1] for char in source.path)
    return f"{within} of {name} {problem}." if within else f"{name} {problem}."
