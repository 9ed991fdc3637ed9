"""RSS and Atom → items, one an entry: the whole content where the feed carries it, else its summary.

A feed is always a file of several, so that an entry's id does not change when the next one comes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from models.formats.decoding import FormatError
from models.formats.fields import byline, first_day, known_agency
from models.formats.item import Item, Metadata, without_surrogates
from models.formats.outlets import named_outlet
from models.formats.prose import html_prose
from models.formats.xml import decoded, parse_xml


def read_feed(raw: bytes) -> Iterator[Item]:
    """The feed's entries, in its order; FormatError where it is none, or has none."""
    import feedparser

    text = decoded(raw)
    parse_xml(text)  # refuses what defines entities, nests too deep, or was cut
    try:
        # A file object: a string might be taken for an address. The encoding is settled above.
        body = _without_declaration(text).encode("utf-8", "replace")
        feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever the parser stumbles over is the file's problem
        raise FormatError(f"is a feed that could not be read ({type(error).__name__}); have it sent again") from error
    entries = feed.get("entries") or []
    if not entries:
        raise FormatError("is a feed without entries; there is nothing to read in it")
    for entry in entries:
        yield _item(entry, feed.get("feed") or {})


def _without_declaration(text: str) -> str:
    """The text without its prolog, whose encoding is no longer true."""
    text = text.lstrip("\ufeff \t\r\n")
    return text[text.find("?>") + 2 :] if text.startswith("<?xml") else text


def _item(entry: Any, feed: Any) -> Item:
    title = html_prose(_string(entry.get("title")))
    bodies = [_string(content.get("value")) for content in entry.get("content") or []]
    text = next((words for body in (*bodies, _string(entry.get("summary"))) if (words := html_prose(body))), "")
    # Past the parser's own `get`, which gives the one for the other, with a warning.
    stamps = [_string(dict.get(entry, name)) for name in ("published", "updated", "created")]
    name = _string(entry.get("id")) or _string(entry.get("link"))
    source = entry.get("source") or {}
    titles = (_string(source.get("title")), _string(entry.get("publisher")), _string(feed.get("title")))
    metadata = Metadata(
        date=first_day(*stamps),
        headline=title or None,
        publisher=next(filter(None, map(named_outlet, titles)), None),
        agency=known_agency(*titles),
        byline=byline(_string(entry.get("author"))),
        language=_string(entry.get("language")) or _string(feed.get("language")) or None,
        subjects=tuple(_string(tag.get("term")) for tag in entry.get("tags") or [] if tag.get("term")),
    )
    digest = hashlib.sha256("\0".join((name, title, text, *stamps)).encode()).hexdigest()
    if text or title:
        return Item(digest, text or title, metadata, name=name)
    return Item(digest, metadata=metadata, problem="holds no text", name=name)


def _string(value: object) -> str:
    return without_surrogates(value) if isinstance(value, str) else ""
