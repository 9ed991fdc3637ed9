"""ninjs 1.x, 2.x and 3.x (news in JSON) → an item: the text of its body, and what its properties say.

The versions differ in case (`pubstatus`, `pubStatus`) and in lists for single properties (`headlines`, `headline`).
"""

from __future__ import annotations

from typing import Any

from models.formats.fields import byline, first_day, item_class, known_agency, read_dateline, with_state
from models.formats.item import Item, Metadata, without_surrogates

_MARKS = frozenset({
    "versioncreated", "pubstatus", "headlines", "headline", "bodies", "body_text", "body_xhtml", "body_html",
    "descriptions", "description_text", "associations", "copyrightholder", "representationtype", "eventdetails",
    "standard", "$standard",
})  # fmt: skip
#: Where a body may stand, the most faithful form first: plain text is read as it is.
_PLAIN, _MARKED_UP = ("body_text", "text", "text/plain"), ("html", "xhtml")


def is_ninjs(value: dict[str, Any]) -> bool:
    """Whether an object is ninjs: a `uri` and one at least of its other properties."""
    names = {key.lower() for key in value}
    if not isinstance(value.get("uri"), str) or not value["uri"]:
        return False
    return bool(names & _MARKS)


def read_ninjs(value: dict[str, Any], digest: str) -> Item:
    """The item, or its problem where it holds no text."""
    fields = {key.lower(): field for key, field in value.items()}
    metadata = _metadata(fields)
    kind = item_class(_string(fields.get("type")))
    text = "" if kind else _text(fields)
    name = _string(fields.get("uri")) or ""
    if text:
        return Item(digest, text, metadata, name=name)
    problem = "holds no text"
    if metadata.revision == "withdrawn":
        problem = "was withdrawn by its agency and holds no text; what it replaces no longer stands"
    elif kind:
        problem = f"holds {kind}, not a text"
    return Item(digest, metadata=metadata, problem=problem, name=name)


def _metadata(fields: dict[str, Any]) -> Metadata:
    dateline = read_dateline(_string(fields.get("dateline")) or _string(fields.get("located")))
    holder = _string(fields.get("copyrightholder"))
    sources = [_string(source.get("name")) for source in _objects(fields, "infosource", "infosources")]
    author = byline(_string(fields.get("byline")) or _string(fields.get("by")))
    metadata = Metadata(
        date=first_day(fields.get("versioncreated"), fields.get("contentcreated"), fields.get("firstcreated")),
        headline=_headline(fields),
        agency=dateline.agency or next(filter(None, sources), None) or known_agency(holder),
        place=dateline.place,
        byline=None if known_agency(author) else author,
        printed=dateline.printed,
        language=_string(fields.get("language")),
        slug=_string(fields.get("slugline")),
        version=_string(fields.get("version")),
        urgency=_string(fields.get("urgency")),
        subjects=tuple(
            code
            for subject in _objects(fields, "subject", "subjects")
            if (code := _string(subject.get("code")) or _string(subject.get("literal")) or _string(subject.get("uri")))
        ),
    )
    signals = [_string(signal.get("code")) for signal in _objects(fields, "signal", "signals")]
    return with_state(metadata, _string(fields.get("pubstatus")), signals, [_string(fields.get("ednote"))])


def _headline(fields: dict[str, Any]) -> str | None:
    """The headline, or the main one of several; else the title."""
    entries = _objects(fields, "headlines")
    found = [(_string(entry.get("role")) or "main", _string(entry.get("value"))) for entry in entries]
    main = [words for role, words in found if words and role == "main"]
    rest = [words for _, words in found if words]
    named = [words for key, entry in fields.items() if key.startswith("headline_") and (words := _string(entry))]
    return _string(fields.get("headline")) or next(iter(main + rest + named), None) or _string(fields.get("title"))


def _text(fields: dict[str, Any]) -> str:
    """The body: plain, else marked up, else NITF; where there is none, the description of a text."""
    found = _contents(fields, "body", "bodies") or _contents(fields, "description", "descriptions")
    for kind, text in found:
        if kind in _PLAIN:
            return text.strip()
    for kind, text in found:
        if "nitf" in kind or text.lstrip().startswith("<?xml"):
            if prose := _nitf(text):
                return prose
        elif any(mark in kind for mark in _MARKED_UP) or "<" in text:
            from models.formats.prose import html_prose

            if prose := html_prose(text):
                return prose
    return next((text.strip() for _, text in found if "<" not in text), "")


def _nitf(text: str) -> str:
    from models.formats.nitf import read_nitf
    from models.formats.xml import local, parse_xml

    root = parse_xml(text)
    return read_nitf(root).text if local(root) == "nitf" else ""


def _contents(fields: dict[str, Any], single: str, several: str) -> list[tuple[str, str]]:
    """What kind of content an item has, and the content: `body_text`, `body_xhtml`, or a list of `bodies`."""
    found = [
        (next(filter(None, (_string(entry.get(key)) for key in ("contenttype", "contentType", "role"))), ""), words)
        for entry in _objects(fields, several)
        if (words := _string(entry.get("value")))
    ]
    for key, entry in fields.items():
        if key.startswith(f"{single}_") and (words := _string(entry)):
            found.append(("text" if key == f"{single}_text" else key, words))
    return [(kind.lower(), words) for kind, words in found if words.strip()]


def _objects(fields: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    entries: list[Any] = next((fields[name] for name in names if isinstance(fields.get(name), list)), [])
    return [entry for entry in entries if isinstance(entry, dict)]


def _string(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return without_surrogates(str(value)) or None
