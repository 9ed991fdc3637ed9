"""Markdown, with front matter where it has some → its one item: the words without the marks.

Front matter (YAML between two lines `---`) is metadata; which of its fields mean what is in `tables/fields.toml`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from models.formats.decoding import FormatError, decode
from models.formats.fields import byline, day_of, read_dateline, with_state
from models.formats.item import Item, Metadata
from models.formats.vocabulary import table

_FIELDS: dict[str, list[str]] = table("fields")["front_matter"]
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LARGEST_FRONT_MATTER = 16_384

# No pattern may look far for an end that never comes: each repetition is bounded, or cannot begin inside itself.
_HEADING = re.compile(r"^#{1,6}[ \t]{1,9}|(?<=\S)[ \t]{1,9}#{1,6}[ \t]{0,9}(?=\r?$)", re.MULTILINE)
_TITLE = re.compile(r"\s{0,99}#[ \t]{1,9}(?P<title>[^\r\n]{1,300})(?:\r?\n|\Z)")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)|\[[^\]\n]{0,100}\])")
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]*\S{1,2000}.*$", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{1,1000}?)(?<=[^\s*_\\])\1(?![\w*])")
_QUOTED = re.compile(r"^(?: {0,3}>[ \t]?)+", re.MULTILINE)
_BULLET = re.compile(r"^ {0,6}(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\r?$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(raw: bytes) -> Iterator[Item]:
    """The file's item; FormatError where its front matter cannot be read, or no words follow it."""
    text = decode(raw)
    found = _FRONT_MATTER.match(text)
    fields = _front_matter(found[0]) if found else {}
    metadata = _metadata(fields)
    body = text[found.end() :] if found and fields else text
    title = _TITLE.match(body)
    if title and (metadata.headline is None or plain(title["title"]) == metadata.headline):
        metadata = replace(metadata, headline=plain(title["title"]))
        body = body[title.end() :]
    words = plain(body)
    if not words.strip():
        raise FormatError("has no words after its front matter; write the dispatch there")
    yield Item(hashlib.sha256(raw).hexdigest(), words, metadata)


def plain(text: str) -> str:
    """Markdown without its marks: links by their words, no pictures, comments, rules or emphasis."""
    text = _without_comments(text)
    for pattern in (_DEFINITION, _IMAGE, _RULE, _QUOTED):
        text = pattern.sub("", text)
    text = _HEADING.sub("", _BULLET.sub("", text))
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", text))
    for _ in range(2):  # bold inside italics
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text).strip()


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (begin := text.find("<!--", at)) != -1 and (end := text.find("-->", begin)) != -1:
        kept.append(text[at:begin])
        at = end + 3
    return "".join([*kept, text[at:]])


def _front_matter(block: str) -> dict[str, object]:
    """The fields of the front matter; empty where the lines are none after all."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    if len(block) > _LARGEST_FRONT_MATTER:
        raise FormatError("has too long a front matter to read; shorten it")
    try:
        handler = YAMLHandler()
        # The loader in Python: the one in C, frontmatter's own choice, overruns the stack where lists nest deep.
        fields = handler.load(handler.split(block)[0], Loader=yaml.SafeLoader)
    except Exception as error:  # YAML readers raise what they will, also RecursionError
        reason = " ".join(str(getattr(error, "problem", None) or type(error).__name__).split())[:80]
        raise FormatError(f"has front matter that is not YAML ({reason}); mend it") from error
    if not isinstance(fields, dict):
        return {}
    return {str(key).lower().replace("-", "_"): value for key, value in fields.items() if isinstance(key, (str, int))}


def _metadata(fields: dict[str, object]) -> Metadata:
    def value(name: str) -> object:
        return next((fields[key] for key in _FIELDS[name] if fields.get(key) not in (None, "", [])), None)

    def words(name: str) -> str | None:
        return next(iter(_strings(value(name))), None)

    dateline = read_dateline(words("dateline"))
    metadata = Metadata(
        date=day_of(value("date")),
        headline=words("headline"),
        agency=words("agency") or dateline.agency,
        place=words("place") or dateline.place,
        byline=byline(", ".join(_strings(value("byline")))),
        printed=dateline.printed,
        language=words("language"),
        item=words("item"),
        slug=words("slug"),
        version=words("version"),
        urgency=words("urgency"),
        subjects=tuple(_strings(value("subjects"))),
    )
    return with_state(metadata, words("status"))


def _strings(value: object) -> list[str]:
    """The words of a field that holds one value or a short list; anything deeper is none."""
    values = value[:50] if isinstance(value, list) else [value]
    return [str(entry)[:1000] for entry in values if isinstance(entry, (str, int, float, dt.date))]
