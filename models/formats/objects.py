"""A JSON object → an item: ninjs, what the crawler news-please writes, or the project's own `{"text", …}`.

`jsonlines` parses the JSON and hands each object here; ninjs, the largest of the three, has its own module.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from models.formats.decoding import FormatError
from models.formats.fields import day_of, with_state
from models.formats.item import Item, Metadata, without_surrogates
from models.formats.vocabulary import table

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d(?::?\d\d)?.{0,30})?")
_NEWS_PLEASE: dict[str, list[str]] = table("fields")["news_please"]


def item_of(value: dict[str, Any], digest: str) -> Item:
    """The item an object holds; FormatError where it holds none."""
    if value.get("text") is None:
        if "maintext" in value:
            return _news_please(value, digest)
        from models.formats.ninjs import is_ninjs, read_ninjs

        if is_ninjs(value):
            return read_ninjs(value, digest)
    text = _text(value, "text")
    headline, agency, place = (_words(value, key) for key in ("headline", "agency", "place"))
    metadata = Metadata(
        date=_date(value),
        headline=headline,
        agency=agency,
        place=place,
        pubstatus=_told(value.get("pubstatus")),
        slug=_told(value.get("slug")),
        version=_told(value.get("version")),
        urgency=_told(value.get("urgency")),
        subjects=_list(value.get("subjects")),
    )
    return Item(digest, text, with_state(metadata, metadata.pubstatus), name=_own_id(value))


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else "a number"


def _news_please(value: dict[str, Any], digest: str) -> Item:
    found = {name: next((value[key] for key in keys if value.get(key)), None) for name, keys in _NEWS_PLEASE.items()}
    authors = found["byline"] if isinstance(found["byline"], list) else [found["byline"]]
    metadata = Metadata(
        date=day_of(found["date"]),
        headline=_string(found["headline"]),
        byline=", ".join(filter(None, map(_string, authors))) or None,
        language=_string(found["language"]),
    )
    return Item(digest, _text(value, "maintext"), metadata, name=_string(found["id"]) or "")


def _told(value: object) -> str | None:
    """A word or a number; anything else tells nothing, and is no reason to refuse the words."""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def _list(value: object) -> tuple[str, ...]:
    values = value[:50] if isinstance(value, list) else [value]
    return tuple(word for entry in values if (word := _told(entry)))


def _string(value: object) -> str | None:
    return without_surrogates(value) if isinstance(value, str) else None


def _text(item: dict[str, Any], key: str) -> str:
    text = item.get(key)
    if text is None:
        raise FormatError(f'has no "{key}"; give the dispatch\'s words there')
    if not isinstance(text, str):
        raise FormatError(f'has {kind_of(text)} as "{key}"; it must be a string')
    if not text.strip():
        raise FormatError(f'has an empty "{key}"; give the dispatch\'s words there')
    return without_surrogates(text)


def _words(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        raise FormatError(f'has {kind_of(value)} as "{key}"; it must be a string')
    return " ".join(without_surrogates(value).split()) or None if value is not None else None


def _date(item: dict[str, Any]) -> dt.date | None:
    value = item.get("date")
    if value is None:
        return None
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if found:
            return dt.date.fromisoformat(found[1])
    except ValueError:
        pass  # such as February 30: told below, like any other wrong date
    printed = json.dumps(value)[:40]
    raise FormatError(f'has {printed} as "date"; it must be an ISO date such as "2025-07-03"')


def _own_id(item: dict[str, Any]) -> str:
    value = item.get("id")
    if value is not None and (isinstance(value, bool) or not isinstance(value, (str, int))):
        raise FormatError(f'has {kind_of(value)} as "id"; it must be a string or a number')
    return "" if value is None else str(value)
