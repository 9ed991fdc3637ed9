"""Where in a filter one is typing, and what may stand there: fields, values, days, names of saved filters.

What only the store knows (actors, agencies, files) is asked of it by the field and the beginning found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.filters.dates import NAMED_DAYS
from models.filters.fields import DAY_FIELDS, FIELDS, VALUES

_TOKEN = re.compile(
    r"""(?P<sign>-*)(?P<field>[^\W\d_]+:)?(?P<value>"[^"]*"?\*?|[^\s()]*)""",
    re.VERBOSE,
)
_AWAY = ("-1d", "-7d", "-2w", "-1m", "-1y")


@dataclass(frozen=True)
class Place:
    """Where one is typing: the field, if one is named, the beginning that stands there, and its span."""

    field: str | None
    begins: str
    start: int
    end: int


@dataclass(frozen=True)
class Proposal:
    """What may stand at a place: the text to put there, and what it means."""

    text: str
    note: str = ""


def place_at(text: str, cursor: int) -> Place | None:
    """The word, name of a field or value that ends at the cursor; None where none does."""
    at = 0
    while at < cursor:
        if text[at].isspace() or text[at] in "()":
            at += 1
            continue
        token = _TOKEN.match(text, at)
        assert token is not None  # each of its pieces may be empty
        if token.end() >= cursor:
            return _place(token) if token.end() == cursor else None
        at = max(token.end(), at + 1)
    return None


def _place(token: re.Match[str]) -> Place | None:
    field, value = token["field"], token["value"]
    if len(value) > 1 and value.startswith('"') and value.endswith(('"', "*")):
        return None  # a quotation that is closed is finished
    name = field[:-1].lower() if field else None
    if name is not None and (name not in FIELDS or name == "words"):
        return None
    return Place(name, value.removeprefix('"'), token.start("value"), token.end())


def proposals(place: Place, named: Mapping[str, str]) -> list[Proposal]:
    """What the language itself knows for a place."""
    begins = place.begins.lower()
    if place.field is None:
        if begins.startswith("@"):
            return [Proposal(f"@{name} ", text) for name, text in sorted(named.items()) if _begins(name, begins[1:])]
        fields = [name for name in FIELDS if name != "words" and begins and name.startswith(begins)]
        return [Proposal(f"{name}:", FIELDS[name].example) for name in fields]
    if place.field in DAY_FIELDS:
        return [Proposal(f"{day} ") for day in (*NAMED_DAYS, *_AWAY) if day.startswith(begins) and day != begins]
    known: Iterable[str] = next((values for name, values in VALUES.items() if name == place.field), ())
    return [Proposal(f"{value} ") for value in map(str.lower, known) if value.startswith(begins)]


def without_begun_field(text: str, cursor: int) -> str | None:
    """The text without the word at the cursor, where that may become the name of a field; None where it may not."""
    place = place_at(text, cursor)
    if place is None or place.field is not None or not place.begins or text[place.start] == '"':
        return None
    begins = place.begins.lower()
    if not any(name != "words" and name.startswith(begins) for name in FIELDS):
        return None
    return text[: place.start].rstrip("-") + text[place.end :]


def _begins(name: str, begins: str) -> bool:
    return name.lower().startswith(begins)


def put(text: str, place: Place, proposal: Proposal) -> tuple[str, int]:
    """The text with a proposal in its place, and where the cursor is then."""
    after = text[place.end :]
    chosen = proposal.text[:-1] if after.startswith((" ", ")")) else proposal.text
    whole = text[: place.start] + chosen + after
    return whole, place.start + len(chosen)
