"""The suffixes of files that hold dispatches, and the format each names: all that is known before a file is opened."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

Format = Literal["text", "wire", "markdown", "mail", "json", "jsonlines", "xml", "feed", "html"]

#: Formats by suffix; the content of any may turn out to be another.
BY_SUFFIX: dict[str, Format] = {
    ".txt": "text",
    ".anpa": "text",
    ".iptc": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".eml": "mail",
    ".json": "json",
    ".ninjs": "json",
    ".jsonl": "jsonlines",
    ".ndjson": "jsonlines",
    ".xml": "xml",
    ".nitf": "xml",
    ".newsml": "xml",
    ".rss": "feed",
    ".atom": "feed",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}

_PACKED = ".gz"


def suffix_of(file: PurePath) -> str:
    """The suffix that tells a file's format, in small letters: the one below a `.gz`."""
    suffix = file.suffix.lower()
    return PurePath(file.stem).suffix.lower() if suffix == _PACKED else suffix
