"""NewsML-G2 → items: the text of each news item in a document or a message, and why other items hold none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from models.formats.decoding import FormatError
from models.formats.fields import byline, first_day, item_class, known_agency, read_dateline, with_state
from models.formats.item import MOST_ITEMS, Item, Metadata
from models.formats.nitf import Extract, read_nitf
from models.formats.prose import html_prose, prose
from models.formats.xml import Element, attribute, child, children, language, local, within, words

#: Roots of NewsML-G2 that hold no text, and what they are.
OTHER_ROOTS = {
    "packageItem": "a package that lists other items",
    "conceptItem": "an entry of a vocabulary",
    "knowledgeItem": "a vocabulary",
    "planningItem": "a plan of coverage",
    "catalogItem": "a catalogue of vocabularies",
    "contentMeta": "a piece of an item without its text",
    "contentSet": "a piece of an item without its metadata",
    "groupSet": "a piece of a package",
}
_MARKUP = frozenset({"html", "body", "article", "section", "div", "p", "main"})


def read_message(root: Element) -> Iterator[Item]:
    """The text items of a `newsMessage`; pictures beside them are passed over."""
    items = [_item(node, None) for node in islice(within(root, "newsItem"), MOST_ITEMS + 1)]
    texts = [item for item in items if item.problem is None]
    others = [local(node) for name in OTHER_ROOTS for node in children(root, f"itemSet/{name}")]
    if not items:
        holds = OTHER_ROOTS[others[0]] if others else "nothing"
        raise FormatError(f"is a NewsML-G2 message that holds {holds}, and no news item; only texts are read")
    yield from texts or items[:1]


def read_news_item(root: Element, digest: str) -> Iterator[Item]:
    """The one item of a `newsItem` document."""
    item = _item(root, digest)
    yield replace(item, name=None, metadata=replace(item.metadata, item=item.name))


def _item(node: Element, digest: str | None) -> Item:
    own = digest or hashlib.sha256(etree.tostring(node, with_tail=False)).hexdigest()
    name = attribute(node, "guid") or ""
    metadata = _metadata(node)
    kind = item_class(attribute(child(node, "itemMeta/itemClass"), "qcode"))
    extract = _content(child(node, "contentSet"))
    metadata = _joined(metadata, extract.metadata)
    if metadata.revision == "withdrawn" and not extract.text:
        problem = "was withdrawn by its agency and holds no text; what it replaces no longer stands"
    elif kind:
        problem = f"holds {kind}, not a text"
    elif not extract.text:
        problem = _why_empty(child(node, "contentSet"))
    else:
        return Item(own, extract.text, metadata, name=name)
    return Item(own, metadata=metadata, problem=problem, name=name)


def _metadata(node: Element) -> Metadata:
    """What `itemMeta` and `contentMeta` say."""
    meta, content = child(node, "itemMeta"), child(node, "contentMeta")
    dateline = read_dateline(words(child(content, "dateline")))
    provider = child(meta, "provider")
    code = (attribute(provider, "qcode") or attribute(provider, "literal") or "").rpartition(":")[2]
    holder = words(child(node, "rightsInfo/copyrightHolder/name"))
    source = words(child(content, "infoSource/name"))
    metadata = Metadata(
        date=first_day(
            *(
                words(child(meta, "versionCreated")),
                words(child(content, "contentModified")),
                words(child(content, "contentCreated")),
                words(child(meta, "firstCreated")),
            )
        ),
        headline=_headline(content),
        agency=dateline.agency or words(child(provider, "name")) or known_agency(code, source, holder) or _name(code),
        place=dateline.place or words(child(content, "located/name")),
        byline=byline(words(child(content, "by"))) or _creators(content),
        printed=dateline.printed,
        language=attribute(child(content, "language"), "tag") or language(node),
        slug=words(child(content, "slugline")),
        version=attribute(node, "version"),
        urgency=words(child(content, "urgency")),
        subjects=tuple(
            topic for subject in children(content, "subject") if (topic := attribute(subject, "qcode")) is not None
        ),
    )
    signals = [attribute(signal, "qcode") for signal in children(meta, "signal")]
    notes = [words(note) for note in children(meta, "edNote")]
    return with_state(metadata, attribute(child(meta, "pubStatus"), "qcode"), signals, notes)


def _name(code: str) -> str | None:
    """A provider's code where it may be a name; a host's address is none."""
    return code if code and "." not in code else None


def _headline(content: Element | None) -> str | None:
    """The headline without a role, or with the main one, before any other."""
    headlines = children(content, "headline")
    main = [node for node in headlines if (attribute(node, "role") or "main").endswith(("main", "headline"))]
    return words(next(iter(main or headlines), None))


def _creators(content: Element | None) -> str | None:
    names = [words(child(creator, "name")) for creator in children(content, "creator")]
    return ", ".join(filter(None, names)) or None


def _content(content: Element | None) -> Extract:
    """The text of the first rendition that has one."""
    for node in children(content, "inlineXML"):
        for inner in node:
            name = local(inner).lower()
            words_of = prose(inner) if name in _MARKUP else ""
            extract = read_nitf(inner) if name == "nitf" else Extract(words_of, Metadata())
            if extract.text:
                return extract
    for node in children(content, "inlineData"):
        if attribute(node, "encoding") is None and node.text and node.text.strip():
            is_html = "html" in (attribute(node, "contenttype") or "")
            return Extract(html_prose(node.text) if is_html else node.text.strip(), Metadata())
    return Extract("", Metadata())


def _joined(outer: Metadata, inner: Metadata) -> Metadata:
    """What the item says, and where it says nothing, what the text inside says."""
    return replace(
        outer,
        date=outer.date or inner.date,
        headline=outer.headline or inner.headline,
        agency=inner.agency if outer.agency is None else outer.agency,
        place=outer.place or inner.place,
        byline=inner.byline or outer.byline,
        printed=outer.printed or inner.printed,
    )


def _why_empty(content: Element | None) -> str:
    if children(content, "remoteContent"):
        return "says where its content lies, and holds no text itself; nothing is fetched"
    inner = [local(node) for holder in children(content, "inlineXML") for node in holder if local(node)]
    return f"holds data ({inner[0]}), not a text" if inner and inner[0] != "nitf" else "holds no text"
