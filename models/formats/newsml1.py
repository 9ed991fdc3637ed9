"""NewsML 1.x → items: of each news item the body among its components, with what its lines and metadata say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from models.formats.decoding import FormatError
from models.formats.fields import byline, first_day, item_class, known_agency, read_dateline, with_state
from models.formats.item import MOST_ITEMS, Item, Metadata
from models.formats.nitf import read_nitf
from models.formats.prose import html_prose, prose
from models.formats.xml import Element, attribute, child, children, language, local, within, words

_BODY_ROLES = frozenset({"", "main", "body", "text", "article", "maintext", "main text", "bodytext"})
#: An item has a handful of renditions; with thousands, looking for the body would take long.
_MOST_CONTENTS = 100
_NO_PROSE = ("css", "jpeg", "gif", "png", "mpeg", "pdf", "flash", "video", "audio", "image")
_MARKUP = frozenset({"html", "body", "body.content", "p", "div", "section", "article"})


def read_newsml1(root: Element, digest: str) -> Iterator[Item]:
    """The text items of a `NewsML` document, in its order; those without text only where there is no other."""
    nodes = children(root, "NewsItem")[: MOST_ITEMS + 1]
    if not nodes:
        raise FormatError("is a NewsML document without a news item; have it sent again")
    envelope = child(root, "NewsEnvelope")
    if len(nodes) == 1:
        item = _item(nodes[0], envelope, digest)
        yield replace(item, name=None, metadata=replace(item.metadata, item=item.name))
        return
    items = [_item(node, envelope, None) for node in nodes]
    yield from [item for item in items if item.problem is None] or items[:1]


def _item(node: Element, envelope: Element | None, digest: str | None) -> Item:
    own = digest or hashlib.sha256(etree.tostring(node, with_tail=False)).hexdigest()
    identifier = child(node, "Identification/NewsIdentifier")
    name = words(child(identifier, "PublicIdentifier")) or words(child(identifier, "NewsItemId")) or ""
    metadata = _metadata(node, envelope)
    text, inner = _body(node)
    metadata = replace(
        metadata,
        headline=metadata.headline or inner.headline,
        place=metadata.place or inner.place,
        byline=metadata.byline or inner.byline,
    )
    if text:
        return Item(own, text, metadata, name=name)
    problem = "holds no text"
    if metadata.revision == "withdrawn":
        problem = "was withdrawn by its agency and holds no text; what it replaces no longer stands"
    else:
        kinds = (item_class(attribute(kind, "FormalName")) for kind in within(node, "MediaType"))
        if kind := next(filter(None, kinds), None):
            problem = f"holds {kind}, not a text"
    return Item(own, metadata=metadata, problem=problem, name=name)


def _metadata(node: Element, envelope: Element | None) -> Metadata:
    management = child(node, "NewsManagement")
    identifier = child(node, "Identification/NewsIdentifier")
    dateline = read_dateline(_line(node, "DateLine"))
    agency = dateline.agency or _party(node, "Provider") or _party(envelope, "SentFrom")
    author = byline(_line(node, "ByLine")) or _party(node, "Creator")
    revision = child(identifier, "RevisionId")
    metadata = Metadata(
        date=first_day(
            words(child(management, "ThisRevisionCreated")),
            words(child(management, "FirstCreated")),
            words(next(within(node, "DateLineDate"), None)),
            words(child(identifier, "DateId")),
            words(child(envelope, "DateAndTime")),
        ),
        headline=_line(node, "HeadLine"),
        agency=agency or words(child(identifier, "ProviderId")),
        place=dateline.place or _city(node),
        byline=None if known_agency(author) else author,
        printed=dateline.printed,
        language=attribute(next(within(node, "Language"), None), "FormalName") or language(node),
        slug=_line(node, "SlugLine") or words(child(node, "Identification/NameLabel")),
        version=words(revision),
        urgency=attribute(child(management, "Urgency"), "FormalName"),
        subjects=tuple(
            code
            for subject in within(node, "SubjectCode")
            for matter in subject
            if (code := attribute(matter, "FormalName")) is not None
        ),
    )
    if (attribute(revision, "PreviousRevision") or "0") not in ("", "0"):
        metadata = replace(metadata, revision="update")
    lines = within(node, "NewsLine")
    notes = [words(child(line, "NewsLineText")) for line in lines if _is_advisory(line)]
    return with_state(metadata, attribute(child(management, "Status"), "FormalName"), notes=notes)


def _is_advisory(line: Element) -> bool:
    kind = attribute(child(line, "NewsLineType"), "FormalName") or ""
    return "advisory" in kind.lower() or "note" in kind.lower()


def _line(node: Element, name: str) -> str | None:
    """The first of the item's lines of that name that has words."""
    return next(filter(None, map(words, within(node, name))), None)


def _party(node: Element | None, role: str) -> str | None:
    """The name of the party that plays a role."""
    party = next((found for holder in within(node, role) for found in children(holder, "Party")), None)
    return (attribute(party, "FormalName") or "").strip() or None


def _city(node: Element) -> str | None:
    """The city an item is from."""
    for location in within(node, "Location"):
        if attribute(location, "HowPresent") in (None, "Origin"):
            for fact in children(location, "Property"):
                if attribute(fact, "FormalName") == "City":
                    return attribute(fact, "Value")
    return None


def _body(node: Element) -> tuple[str, Metadata]:
    """The longest text among the content of the components that play the part of a body."""
    best: tuple[str, Metadata] = ("", Metadata())
    for content in islice(within(node, "ContentItem"), _MOST_CONTENTS):
        roles = {(attribute(child(above, "Role"), "FormalName") or "").lower() for above in content.iterancestors()}
        names = (attribute(child(content, kind), "FormalName") for kind in ("Format", "MimeType", "MediaType"))
        kinds = " ".join(filter(None, names)).lower()
        if roles <= _BODY_ROLES and not any(kind in kinds for kind in _NO_PROSE):
            found = _data(child(content, "DataContent"))
            best = max(best, found, key=lambda extract: len(extract[0]))
    return best


def _data(data: Element | None) -> tuple[str, Metadata]:
    if data is None:
        return "", Metadata()
    nitf = next(within(data, "nitf"), None)
    if nitf is not None:
        return read_nitf(nitf)
    if any(local(inner).lower() in _MARKUP for inner in data):
        return prose(data), Metadata()
    return (html_prose(data.text or "") if len(data) == 0 else ""), Metadata()
