"""An XML file → its items, by its root: NITF, NewsML-G2, NewsML 1.x; any other root is a problem that names it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from models.formats.decoding import FormatError
from models.formats.item import Item
from models.formats.newsml1 import read_newsml1
from models.formats.newsml_g2 import OTHER_ROOTS, read_message, read_news_item
from models.formats.nitf import read_nitf
from models.formats.xml import decoded, local, parse_xml

_LONGEST_NAME = 40


def read_news_xml(raw: bytes) -> Iterator[Item]:
    """The file's items; FormatError where it is no XML, or none of news."""
    digest = hashlib.sha256(raw).hexdigest()
    root = parse_xml(decoded(raw))
    match local(root):
        case "nitf":
            text, metadata = read_nitf(root)
            problem = None if text else "holds no text"
            yield Item(digest, text, metadata, problem)
        case "newsItem":
            yield from read_news_item(root, digest)
        case "newsMessage":
            yield from read_message(root)
        case "NewsML":
            yield from read_newsml1(root, digest)
        case name if name in OTHER_ROOTS:
            raise FormatError(f"is {OTHER_ROOTS[name]} ({name}), not a text")
        case name:
            shown = name[:_LONGEST_NAME]
            raise FormatError(f"is XML of no news format that is known (its root is <{shown}>); put it elsewhere")
