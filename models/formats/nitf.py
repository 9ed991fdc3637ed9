"""NITF (News Industry Text Format) 3.x → text and metadata, as a file of its own or inside another format."""

from __future__ import annotations

from typing import NamedTuple

from models.formats.fields import byline, first_day, read_dateline, with_state
from models.formats.item import Metadata
from models.formats.prose import prose
from models.formats.xml import Element, attribute, child, children, language, words


class Extract(NamedTuple):
    """What a body of a standard format yields."""

    text: str
    metadata: Metadata


def read_nitf(root: Element) -> Extract:
    """The prose of a `nitf` element and what its head says; the text is empty where it has none."""
    head, opening = child(root, "head"), child(root, "body/body.head")
    docdata = child(head, "docdata")
    dateline = read_dateline(words(child(opening, "dateline")))
    publication = child(head, "pubdata")
    metadata = Metadata(
        date=first_day(
            attribute(child(docdata, "date.issue"), "norm"),
            attribute(child(docdata, "date.release"), "norm"),
            attribute(publication, "date.publication"),
            attribute(child(opening, "dateline/story.date"), "norm"),
        ),
        headline=words(child(opening, "hedline/hl1")) or words(child(head, "title")),
        agency=dateline.agency or words(child(opening, "distributor")) or attribute(child(docdata, "doc-id"), "regsrc"),
        place=words(child(opening, "dateline/location")) or dateline.place or _event_place(docdata),
        byline=_byline(child(opening, "byline")),
        printed=dateline.printed,
        revision="corrected" if child(docdata, "correction") is not None else None,
        language=language(root) or attribute(root, "baselang"),
        item=attribute(child(docdata, "doc-id"), "id-string"),
        slug=attribute(child(docdata, "du-key"), "key"),
        version=attribute(child(docdata, "du-key"), "version"),
        urgency=attribute(child(docdata, "urgency"), "ed-urg"),
        subjects=tuple(
            number
            for subject in children(head, "tobject/tobject.subject")
            if (number := attribute(subject, "tobject.subject.refnum"))
        ),
    )
    note = attribute(child(docdata, "ed-msg"), "info")
    metadata = with_state(metadata, attribute(docdata, "management-status"), notes=[note])
    text = prose(child(root, "body/body.content")) or prose(child(opening, "abstract"))
    return Extract(text, metadata)


def _byline(node: Element | None) -> str | None:
    """The name in a byline, without the title under it, unless the title is all."""
    if node is None:
        return None
    titles = [title for title in map(words, children(node, "byttl")) if title]
    name = words(node) or ""
    for title in titles:
        name = name.replace(title, "").rstrip(" ,")
    return byline(name) or byline(", ".join(titles))


def _event_place(docdata: Element | None) -> str | None:
    """Only a city: `evloc` may be where the story plays, and a country or a region is no place of issue."""
    return attribute(child(docdata, "evloc"), "city")
