"""The words wires print around a dispatch, loaded once from `tables/*.toml`; code only applies them.

A new agency, month name or version mark is a line in a table, read here for `dateline`, `heading`, `issued`.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any, cast

from models.records import Revision


def fold(words: str) -> str:
    """The form in which words are compared: case folded, blanks made single, no full stop at the end."""
    return " ".join(words.split()).casefold().rstrip(".")


def table(name: str) -> dict[str, Any]:
    """A table of `tables/`, as it stands there."""
    return tomllib.loads(files("models.formats").joinpath("tables", f"{name}.toml").read_text(encoding="utf-8"))


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def alternatives(words: list[str]) -> str:
    """A regular expression that matches any of the words, the longest first; a blank matches blanks."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(r"[ \t]{1,9}".join(map(re.escape, word.split())) for word in longest_first)


_AGENCIES: dict[str, list[str]] = table("agencies")
_CALENDAR, _PLACES, _MARKS = table("calendar"), table("places"), table("marks")

#: Folded spelling → the agency's usual short name.
AGENCIES: dict[str, str] = {fold(spelling): name for name, spellings in _AGENCIES.items() for spelling in spellings}
_SPELLINGS = [spelling for spellings in _AGENCIES.values() for spelling in spellings]
ANY_AGENCY = alternatives(_SPELLINGS)
#: An agency's name as it may stand without brackets, spelled exactly so. Two letters may be a state (`PA`).
BARE_AGENCY = re.compile(rf"(?:{alternatives([name for name in _SPELLINGS if len(name) > 2])})(?!\w)")

#: Folded month word → 1 to 12.
MONTHS: dict[str, int] = {fold(word): number for number, words in enumerate(_CALENDAR["months"], 1) for word in words}
WEEKDAYS = _folded(_CALENDAR["weekdays"])
NO_DATE = re.compile(rf"(?:{alternatives(_CALENDAR['no_date'])})(?!\w)", re.IGNORECASE)

CITIES = _folded(_PLACES["cities"])
STATES = _folded(_PLACES["states"])
LINKS = frozenset(_PLACES["links"])
NO_PLACE = _folded(_PLACES["no_place"])
NOT_PLACES = _folded(_PLACES["not_places"]) | WEEKDAYS | frozenset(MONTHS)

#: Revisions, the strongest first.
ORDER = cast("list[Revision]", _MARKS["order"])
MARKS: dict[str, Revision] = {fold(word): revision for revision in ORDER for word in _MARKS["marks"].get(revision, [])}
MARK_WORDS = alternatives([word for words in _MARKS["marks"].values() for word in words])
LABELS = _folded(_MARKS["labels"]["words"])
LABEL_WORDS = alternatives(_MARKS["labels"]["words"])
NUMBERED_AFTER = alternatives(_MARKS["numbered"]["after"])
NUMBERED_BEFORE = alternatives(_MARKS["numbered"]["before"])
ORDINALS: tuple[str, ...] = tuple(map(fold, _MARKS["numbered"]["ordinals"]))
MEDIA = _folded(_MARKS["labels"]["media"])
NOTE_OPENERS = alternatives(_MARKS["notes"]["openers"])
NOTE_VERBS: dict[str, Revision] = {
    fold(verb): revision for revision in ORDER for verb in _MARKS["notes"].get(revision, [])
}
BYLINE_OPENERS = alternatives(_MARKS["bylines"]["openers"])
BYLINE_ROLES = frozenset(_MARKS["bylines"]["roles"])
STORY_NOUNS = alternatives(_MARKS["statements"]["nouns"])
STORY_OWN = alternatives(_MARKS["statements"]["own"])
STORY_EARLIER = alternatives(_MARKS["statements"]["earlier"])
STORY_LABELS = alternatives(_MARKS["statements"]["labels"])
STORY_VERBS: dict[str, Revision] = {
    fold(verb): revision for revision in ORDER for verb in _MARKS["statements"].get(revision, [])
}
CREDIT_OPENERS = alternatives(_MARKS["credits"]["openers"])
CREDIT_ENDINGS = alternatives(_MARKS["credits"]["endings"])
RIGHTS = alternatives(_MARKS["credits"]["rights"])
TRAILERS: tuple[str, ...] = tuple(_MARKS["trailers"]["lines"])


def usual_name(printed: str) -> str:
    """An agency's usual short name; several (`ats afp`) are joined by a slash; an unknown one as printed."""
    whole = AGENCIES.get(fold(printed))
    if whole is not None:
        return whole
    parts = [AGENCIES.get(fold(part)) for part in re.split(r"[/,+&;\s]+", printed) if part]
    known = [part for part in parts if part is not None]
    return "/".join(known) if known and len(known) == len(parts) else " ".join(printed.split())


def is_known_agency(printed: str) -> bool:
    """Whether all the names in a bracket are agencies of the table."""
    parts = [part for part in re.split(r"[/,+&;\s]+", printed) if part]
    return fold(printed) in AGENCIES or (bool(parts) and all(fold(part) in AGENCIES for part in parts))


def strongest(*revisions: Revision | None) -> Revision | None:
    """The revision that counts among several, or None where there is none."""
    return next((revision for revision in ORDER if revision in revisions), None)
