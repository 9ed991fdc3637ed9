"""Wire messages framed by control bytes, ANPA 1312 and IPTC 7901 → items, the bytes made header fields.

`SOH header STX text ETX trailer EOT`, one message after another. What stands between STX and ETX is the text,
without the marks of typesetting; header and trailer give slug, urgency, category and the day it was sent.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator

from models.formats.decoding import DecodingError, FormatError, decode
from models.formats.fields import with_state
from models.formats.heading import noted_revision
from models.formats.issued import printed_date_at
from models.formats.item import Item, Metadata
from models.formats.vocabulary import table

_PRIORITY: dict[str, str] = table("wire")["priority"]
_MESSAGE = re.compile(
    rb"\x01(?P<header>[^\x01-\x04]{1,600})\x02(?P<text>[^\x01-\x04]*)(?:\x03(?P<trailer>[^\x01-\x04]{0,200}))?"
)
_MOST_MESSAGES = 10_000
#: ANPA: service, number; then priority, category, format, slug with version, day, words.
_ANPA = re.compile(
    r"[A-Za-z](?P<number>\d{3,4})\W(?P<selector>[\w-]*)\s+(?P<priority>[a-z])\s+(?P<category>[a-z])\s+"
    r"(?P<slug>.*?)(?:\s+\d{1,2}-\d{1,2})?(?:\s+\d{1,5})?\s*$",
    re.IGNORECASE | re.DOTALL,
)
#: IPTC: source and number, priority, category, words, and perhaps a keyword or a slug on the next line.
_IPTC = re.compile(
    r"(?P<source>[A-Za-z]{1,6})(?P<number>\d{1,6})\s+(?P<priority>\d)\s+(?P<category>[A-Za-z]{1,3})\s+\d{1,5}\b[ \t]*"
    r"(?P<slug>.*?)\s*$",
    re.DOTALL,
)
_SENT_NUMBERS = re.compile(r"(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<year>\d{2,4})\b")
_SENT_WORDS = re.compile(r"(?P<day>\d\d)\d{4}\s+(?:[A-Z]{3,4}\s+)?(?P<month>[A-Za-z]{3,9})\.?\s+(?P<year>\d{4}|\d\d)\b")
_CYCLE = re.compile(r"(?:am|pm|bc|ap)-", re.IGNORECASE)
#: Controls of typesetting; those of layout (tab, line feed, return) stay.
_CODES = re.compile(r"[\x00-\x07\x0b\x0e-\x1f\x7f]+")
_LINE_MARKS = re.compile(r"^[ \t]{0,9}\^|(?<![<^=])[<^=]{1,9}(?=[ \t]{0,9}\r?$)", re.MULTILINE)


def read_wire(raw: bytes) -> Iterator[Item]:
    """The messages of a file; FormatError where none of them is whole."""
    messages = [found for found, _ in zip(_MESSAGE.finditer(raw), range(_MOST_MESSAGES), strict=False)]
    if not messages:
        raise FormatError("begins as a wire message and has no text; have it sent again")
    for found in messages:
        yield _item(found, name=None if len(messages) == 1 else "")


def _item(found: re.Match[bytes], name: str | None) -> Item:
    digest = hashlib.sha256(found[0]).hexdigest()
    try:
        text = _LINE_MARKS.sub("", _CODES.sub("", decode(found["text"])))
    except DecodingError as error:
        return Item(digest, problem=str(error), name=name)
    if not text.strip():
        return Item(digest, problem="holds no text", name=name)
    header = _CODES.sub(" ", found["header"].decode("latin-1")).strip()
    trailer = _CODES.sub(" ", (found["trailer"] or b"").decode("latin-1"))
    return Item(digest, text, _metadata(header, trailer), name=name)


def _metadata(header: str, trailer: str) -> Metadata:
    known = _IPTC.match(header) or _ANPA.match(header)
    if known is None:
        return Metadata(date=_sent(trailer), revision=noted_revision(header))
    slug = " ".join(known["slug"].split())
    priority = known["priority"].lower()
    metadata = Metadata(
        date=_sent(trailer),
        revision=noted_revision(slug),
        item=known["number"],
        slug=_CYCLE.sub("", slug, count=1) or None,
        urgency=priority if priority.isdigit() else _PRIORITY.get(priority),
        subjects=(known["category"],),
    )
    return with_state(metadata, None)


def _sent(trailer: str) -> dt.date | None:
    """The day a message was sent, as its trailer tells: `AP-NY-07-03-25 1204EDT`, `031204 GMT JUL 25`."""
    if found := _SENT_WORDS.search(trailer):
        printed = printed_date_at(f"{found['day']} {found['month']} {found['year']}", 0)
        if printed and printed[0].month and printed[0].day and printed[0].year:
            return dt.date(printed[0].year, printed[0].month, printed[0].day)
    if found := _SENT_NUMBERS.search(trailer):
        year = int(found["year"])
        try:
            full = year if year >= 100 else year + (1900 if year >= 69 else 2000)
            return dt.date(full, int(found["month"]), int(found["day"]))
        except ValueError:
            return None
    return None
