"""XML and HTML text → a tree, without entities, network or depth; and the few questions asked of a tree.

All XML formats parse here. A document that defines entities is refused, and the declared encoding is believed
only where the bytes bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any, cast

from lxml import etree

from models.formats.decoding import DecodingError, FormatError, decode

#: An element of a tree. lxml has no types of its own.
Element = Any

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,400}\?>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,40})[\"']")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_TOO_DEEP = re.compile(r"depth|PARSE_HUGE", re.IGNORECASE)
_LONGEST_REASON = 100


def decoded(raw: bytes) -> str:
    """The text of an XML file: UTF-8 where it is UTF-8, else as its prolog says, else as the bytes suggest."""
    declared = _ENCODING.search(raw[:1000])
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"utf-16"):
            try:
                return raw.decode(declared[1].decode())
            except (LookupError, ValueError):
                pass  # the prolog is wrong: the bytes themselves have to tell
    return decode(raw)


def parse_xml(text: str) -> Element:
    """The root element. Raises FormatError where the text is no XML that may be read."""
    if not text.lstrip().startswith("<"):
        raise FormatError("holds no XML, though its name says so; give it the suffix of what it is")
    doctype = text.find("<!DOCTYPE")
    if doctype != -1 and "<!ENTITY" in text[doctype:]:
        raise FormatError("defines XML entities of its own, which are not expanded; send it without")
    text = text.strip()
    declaration = _DECLARATION.match(text)
    plain = _NAMED.sub(_character, text[declaration.end() :] if declaration else text).strip()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg or "").split())
        if _TOO_DEEP.search(reason):
            raise FormatError("nests its elements too deep to read; send it flatter") from error
        shown = "".join(char for char in reason if char.isprintable())[:_LONGEST_REASON]
        raise FormatError(f"is not well-formed XML ({shown}); have it sent again") from error
    if root is None:
        raise DecodingError("holds no element; have it sent again")
    return root


def parse_html(text: str) -> Element | None:
    """The root of an HTML page or a piece of one, however it is written; None where nothing is in it."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(f"<html><body>{text}".encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def local(node: Element) -> str:
    """The name of an element without its namespace; empty for comments, instructions, entities."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def child(node: Element | None, path: str) -> Element | None:
    """The first element below `node` along a path of local names (`docdata/date.issue`), in any namespace."""
    return None if node is None else node.find("/".join(f"{{*}}{name}" for name in path.split("/")))


def children(node: Element | None, path: str) -> list[Element]:
    """All elements below `node` along a path of local names."""
    if node is None:
        return []
    return cast("list[Element]", node.findall("/".join(f"{{*}}{name}" for name in path.split("/"))))


def within(node: Element | None, name: str) -> Iterator[Element]:
    """All elements of that local name at any depth, in document order."""
    return iter(()) if node is None else cast("Iterator[Element]", node.iter(f"{{*}}{name}"))


def words(node: Element | None) -> str | None:
    """The text in an element on one line, None where there is none."""
    return None if node is None else " ".join("".join(node.itertext("{*}*")).split()) or None


def attribute(node: Element | None, name: str) -> str | None:
    """An attribute's value, None where element or attribute is missing."""
    return None if node is None else cast("str | None", node.get(name))


def language(node: Element | None) -> str | None:
    """The language an element declares."""
    return attribute(node, "{http://www.w3.org/XML/1998/namespace}lang") or attribute(node, "lang")


def _character(found: re.Match[str]) -> str:
    """The character of an entity that HTML names and XML does not."""
    name = found[1]
    return found[0] if name in _OF_XML else html5.get(name, found[0])
