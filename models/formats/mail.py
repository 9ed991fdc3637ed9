"""A mail (`.eml`) → its one item: the plain part of its body, or the words of the marked-up one.

Subject, date and sender are metadata; attachments are not looked at.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from models.formats.decoding import FormatError, decode
from models.formats.fields import day_of, known_agency
from models.formats.item import Item, Metadata, without_surrogates
from models.formats.outlets import named_outlet
from models.formats.vocabulary import alternatives, is_known_agency, table

#: Answered, passed on, through a list; the counter of some mailers: `Re[2]:`.
_PASSED_ON = re.compile(
    rf"(?:\s{{0,9}}(?:\[[^\]]{{1,40}}\]|(?:{alternatives(table('fields')['mail']['passed_on'])})(?:\[\d{{1,2}}\])?\s?:)){{1,20}}\s{{0,9}}",
    re.IGNORECASE,
)
_MOST_PARTS = 200
_LONGEST_HEADER = 2_000
_LARGEST_HEADER = 20_000


def read_mail(raw: bytes) -> Iterator[Item]:
    """The mail's item; FormatError where it has no text."""
    try:
        yield _item(raw)
    except FormatError:
        raise
    except RecursionError as error:
        raise FormatError("nests its parts too deep to read; save the dispatch alone") from error
    except Exception as error:  # the parser stumbles over some headers in ways of its own
        raise FormatError(f"is a mail that could not be read ({type(error).__name__}); save its text") from error


def _item(raw: bytes) -> Item:
    message = message_from_bytes(raw)
    parts = _parts(message)
    text = next((words for part in parts if _is(part, "plain") and (words := _words(part)).strip()), "")
    if not text:
        from models.formats.prose import html_prose

        text = next((words for part in parts if _is(part, "html") and (words := html_prose(_words(part)))), "")
    if not text:
        raise FormatError("is a mail without text; save the dispatch itself")
    sender = parseaddr(_header(message, "From") or "")[0]
    headline, opener = _subject(_header(message, "Subject"))
    metadata = Metadata(
        date=day_of(_header(message, "Date")),
        headline=headline,
        publisher=named_outlet(sender),
        agency=known_agency(sender, _header(message, "Organization"), opener),
        language=_header(message, "Content-Language"),
        item=(_header(message, "Message-ID") or "").strip("<> ") or None,
    )
    return Item(hashlib.sha256(raw).hexdigest(), text, metadata)


def _subject(subject: str | None) -> tuple[str | None, str | None]:
    """The headline in a subject, and the agency before it: `Fwd: TASS: Envoys meet`, `[wire] RE: Envoys meet`."""
    if subject is None:
        return None, None
    headline = _PASSED_ON.sub("", subject)
    opener, colon, rest = headline.partition(":")
    if colon and rest.strip() and is_known_agency(opener):
        return rest.strip(), opener
    return headline.strip() or None, None


def _parts(message: Message) -> list[Message]:
    """The parts that may hold the text: not attachments, not the mails inside a mail."""
    found: list[Message] = []
    stack = [message]
    while stack and len(found) < _MOST_PARTS:
        part = stack.pop()
        if any(len(str(value)) > _LARGEST_HEADER for value in part.values()):
            raise FormatError("is a mail with too long a header to read; save its text")
        inner = part.get_payload()
        if isinstance(inner, list):
            if part.get_content_maintype() == "multipart":
                stack.extend(entry for entry in reversed(inner) if isinstance(entry, Message))
        elif part.get_content_disposition() != "attachment":
            found.append(part)
    return found


def _is(part: Message, kind: str) -> bool:
    return part.get_content_maintype() == "text" and part.get_content_subtype() == kind


def _words(part: Message) -> str:
    """A part's text, in the encoding it declares where the bytes bear it out."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw.strip():
        return ""
    declared = part.get_content_charset()
    if declared and not declared.replace("-", "").startswith(("utf8", "unknown", "usascii", "utf7")):
        try:
            return without_surrogates(raw.decode(declared))
        except (LookupError, ValueError):
            pass  # a wrong or unknown name: the bytes have to tell
    return decode(raw)


def _header(message: Message, name: str) -> str | None:
    """A header on one line, its encoded words decoded; None where it is missing."""
    value = message.get(name)
    if value is None:
        return None
    printed = str(value)[:_LONGEST_HEADER]
    with contextlib.suppress(HeaderParseError, LookupError, ValueError):  # as it stands, then
        printed = str(make_header(decode_header(printed)))
    return " ".join(without_surrogates(printed).split()) or None
