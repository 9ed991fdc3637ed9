"""Records → W3C Web Annotations: each claim and event pinned to its words, as JSON-LD.

The Web Annotation Data Model (www.w3.org/TR/annotation-model) has the format. Positions count code points, as the
records do; `exact`, `prefix` and `suffix` are the dispatch's text unchanged, in ASCII with JSON's escapes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO
from urllib.parse import quote

from models.exports.context import NOTHING_MORE, Beyond, Told, in_context
from models.exports.jsonlines import ascii_json
from models.exports.marked import note_of
from models.places import place_of
from models.records import Claim, Event, Record, Span
from models.wording import chain_words, one_line, parties, when_words

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_URN = "urn:brief-tui:"
#: How many code points of the text before and after go along, to find the words again in a changed file.
_AROUND = 32


def write_annotations(records: Iterable[Record], out: TextIO, beyond: Beyond = NOTHING_MORE) -> int:
    """Writes an annotation for each claim and event, in one AnnotationCollection; returns how many.

    A target's source is the dispatch's id as a relative reference: the path below the folder that was read.
    Written one by one. Raises `OSError` where `out` cannot be written.
    """
    written = 0
    head = {
        "@context": _CONTEXT,
        "id": f"{_URN}collection",
        "type": "AnnotationCollection",
        "label": "Claims and events",
    }
    page = {"id": f"{_URN}page:1", "type": "AnnotationPage", "partOf": head["id"], "startIndex": 0}
    out.write(f'{ascii_json(head)[:-1]}, "first": {ascii_json(page)[:-1]}, "items": [')
    for told in in_context(records, beyond):
        if isinstance(told, Told) and isinstance(told.record, Claim | Event):
            out.write((",\n" if written else "\n") + ascii_json(_annotation(told, told.record)))
            written += 1
    out.write(f'\n]}}, "total": {written}}}\n')
    return written


def _annotation(told: Told, record: Claim | Event) -> dict[str, Any]:
    spans = record.content if isinstance(record, Claim) else (record.span,)
    targets = [_target(told, span) for span in spans]
    return {
        "id": f"{_URN}{record.type}:{_reference(record.id)}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": "brief-tui"},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _summary(told, record)},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in _tags(record)),
            *_mark(record),
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _mark(record: Claim | Event) -> list[dict[str, Any]]:
    """The user's mark as a tag, the note as a comment."""
    mark = note_of(record)
    if mark is None:
        return []
    made = {"type": "TextualBody", "created": mark.at.isoformat()}
    tag = made | {"purpose": "tagging", "value": "marked"}
    note = made | {"purpose": "commenting", "format": "text/plain", "value": one_line(mark.note)}
    return [tag, note] if mark.note else [tag]


def _target(told: Told, span: Span) -> dict[str, Any]:
    text = told.dispatch.text
    start, end = span
    place = place_of(told.dispatch, span)
    # The bytes of a packed file are not those that it unpacks to.
    in_bytes = place.bytes if place and not told.dispatch.path.lower().endswith(".gz") else None
    bytes_ = [{"type": "DataPositionSelector", "start": in_bytes[0], "end": in_bytes[1]}] if in_bytes else []
    return {
        "type": "SpecificResource",
        "source": _reference(told.dispatch.id),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
            *bytes_,
        ],
    }


def _reference(id_: str) -> str:
    """An id as part of an IRI: the path with its slashes, the item behind a file's `#`."""
    path, item, name = id_.partition("#")
    # A first part with a colon would be taken for a scheme, so that colons are written as %3A.
    return quote(path, errors="backslashreplace") + (f"#{quote(name, errors='backslashreplace')}" if item else "")


def _summary(told: Told, record: Claim | Event) -> str:
    says = chain_words(told.chain)
    if isinstance(record, Claim):
        cue = f" {one_line(record.cue.text)}" if record.cue else ""
        return f"{says}{cue} ({record.mode}; said {when_words(record.said)})"
    according = f", according to {says}" if says else ""
    who = parties(record.sources, record.targets)
    return f"{who}: {one_line(record.verb)} ({record.status}; {when_words(record.when)}){according}"


def _tags(record: Claim | Event) -> tuple[str, ...]:
    if isinstance(record, Claim):
        return ("claim", record.polarity, record.certainty, record.stance)
    return ("event", record.category, record.status)
