"""The first bytes of a file and its suffix → the name of its format. What the bytes show goes before the suffix.

Pure functions over the head of a file; the registry knows what reads each format.
"""

from __future__ import annotations

import codecs
import re

from models.formats.decoding import FormatError
from models.formats.suffixes import BY_SUFFIX, Format
from models.formats.vocabulary import table

_SIGNATURES = {bytes.fromhex(digits): kind for digits, kind in table("fields")["signatures"].items()}
_WIDE = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip

#: SYN, SOH, a header, STX: ANPA 1312 and IPTC 7901 alike. Some lines put idle characters before.
_WIRE = re.compile(rb"[\x00\x16\r\n\x11-\x14\x7f]{0,40}\x01[^\x01\x02\x03\x04]{1,600}\x02")
_ROOT = re.compile(
    r"\s*(?:<\?[^>]{0,2000}\?>\s*|<!--(?:(?!-->).){0,4000}-->\s*|<!DOCTYPE(?P<doctype>[^\[>]{0,500})"
    r"(?:\[(?:(?!\]\s*>).){0,6000}\]\s*)?>\s*){0,20}<(?:[A-Za-z_][\w.-]{0,40}:)?(?P<name>[A-Za-z_][\w.-]{0,60})(?=[\s/>])",
    re.DOTALL | re.IGNORECASE,
)
_FEEDS = frozenset({"rss", "feed", "RDF"})
_NEWS = frozenset({
    "nitf", "NewsML", "newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem",
    "catalogItem",
})  # fmt: skip
_HTML_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|br|a)\b", re.I)
_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*\{\s*\"|\[\s*\]|\{\s*\})")
_JSON_LINE = re.compile(r"\s*\{[^\r\n]*\}[ \t]*\r?\n\s*\{")
_LONE_BRACKET = re.compile(r"\s*[\[{][ \t]*(?:\r?\n|$)")
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:(?:[A-Za-z][\w-]{0,40}:(?=\s)|[ \t]|- )[^\r\n]*\r?\n){1,200}(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_MAIL_HEADER = re.compile(r"(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t\r\n])")
_MAIL = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,60}"
    r"(?:Message-ID|MIME-Version|Received|Return-Path):[ \t]",
    re.IGNORECASE,
)


def format_of(head: bytes, suffix: str) -> Format:
    """The format of a file that begins so. Raises FormatError where the bytes are known to be no text."""
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            raise FormatError(f"is binary, not text ({kind}); put it elsewhere")
    if _WIRE.match(head):
        return "wire"
    text = _head_text(head)
    named = BY_SUFFIX.get(suffix, "text")
    if named == "jsonlines":
        return _jsonlines_or(text)
    return _markup(text, named) or _json(text, named) or _headed(text, named) or _as_named(text, named)


def _head_text(head: bytes) -> str:
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, errors="replace")
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return head.decode("utf-16-le", errors="replace")
    if head[:1] == b"\0" and head[1:2] != b"\0":
        return head.decode("utf-16-be", errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")


def _jsonlines_or(text: str) -> Format:
    markup = _markup(text, "jsonlines")
    return markup or ("json" if _LONE_BRACKET.match(text) else "jsonlines")


def _markup(text: str, named: Format) -> Format | None:
    """XML by its root, HTML by its first tag; a plain text that only begins with a tag stays a text."""
    if text.lstrip()[:1] != "<":
        return None
    root = _ROOT.match(text)
    name = root["name"] if root else ""
    if name in _FEEDS:
        return "feed"
    if name in _NEWS:
        return "xml"
    if name.lower() == "html" or (root and (root["doctype"] or "").split()[:1] in (["html"], ["HTML"])):
        return "html"
    if named in ("html", "xml", "feed"):
        return "html" if named == "html" else "xml"
    return "xml" if text.lstrip().startswith("<?xml") else None


def _json(text: str, named: Format) -> Format | None:
    if not _JSON.match(text):
        return None
    return "jsonlines" if named != "json" and _JSON_LINE.match(text) else "json"


def _headed(text: str, named: Format) -> Format | None:
    """Mail and front matter, by how they begin."""
    if (_MAIL_HEADER.match(text) and named == "mail") or _MAIL.match(text):
        return "mail"
    return "markdown" if _FRONT_MATTER.match(text) else None


def _as_named(text: str, named: Format) -> Format:
    """The format of the suffix, where the content may be it; a plain text is one under any name."""
    if named == "html":
        return "html" if _HTML_TAG.search(text) else "text"
    return "text" if named == "mail" else "xml" if named == "feed" else named
