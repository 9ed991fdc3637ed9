"""The filter language: what a person types after `/`, as a structure that the store turns into conditions.

Pure text in, `Filter` out; it knows neither SQL nor the terminal. All terms of a filter must hold.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast, get_args

from models.records import Category

FieldName = Literal["words", "actor", "from", "to", "category", "since", "until"]

#: The categories by name, in PLOVER's order.
CATEGORIES: tuple[str, ...] = get_args(Category)

#: More would be no filter somebody typed.
MOST_TERMS = 64

_DATE_FIELDS = frozenset({"since", "until"})
_ACTOR_FIELDS = frozenset({"actor", "from", "to"})
_FIELD_START = re.compile(r"([^\W\d_]+):")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class FieldMeaning(NamedTuple):
    """A row of the filter's documentation: how a term is written, and what it means in each view."""

    example: str
    timeline: str
    relations: str
    claims: str


#: What each term means for each kind of record: the table of the README and of the help screen.
FIELDS: dict[FieldName, FieldMeaning] = {
    "words": FieldMeaning(
        'missile  "air strike"',
        "its sentence or actors' names hold the word, or one beginning so; a quotation: just these words",
        "sums the events of which this holds",
        "its content, cue or actors' names hold the word, or one beginning so; a quotation: just these words",
    ),
    "actor": FieldMeaning(
        'actor:iran  actor:"united states"',
        "an actor of the event, by name, id, country or the words that named it; a quotation: just these words",
        "one of the two sides",
        "a speaker, a relay or an actor the claim is about",
    ),
    "from": FieldMeaning(
        "from:russia",
        "a source of the event: who acts",
        "the source of the relation",
        "a speaker or a relay",
    ),
    "to": FieldMeaning(
        "to:israel",
        "a target of the event: on or with whom",
        "the target of the relation",
        "an actor the claim is about",
    ),
    "category": FieldMeaning(
        "category:consult",
        "the event's category, or its beginning",
        "sums the events of that category",
        "an event of that category stands in the claim",
    ),
    "since": FieldMeaning(
        "since:2025-06-20",
        "the event's when reaches that day or a later one; undated ones are hidden",
        "sums the events of which this holds",
        "it was said that day or later; undated ones are hidden",
    ),
    "until": FieldMeaning(
        "until:2025-06",
        "the event's when begins that day (or month, or year) or earlier; undated ones are hidden",
        "sums the events of which this holds",
        "it was said that day (or month, or year) or earlier; undated ones are hidden",
    ),
}


class FilterError(ValueError):
    """A filter that cannot be read: one sentence saying what was expected, and where (`span` in the text)."""

    def __init__(self, message: str, span: tuple[int, int]) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


@dataclass(frozen=True)
class Term:
    """One condition. `exact` is a closed quotation: whole words, where other words match as beginnings.

    Actor fields take one as words do: `from:"IND"` is India, `from:IND` Indonesia as well.

    The value of `since` and `until` is an ISO date (the first or the last day meant), that of `category`
    the beginning of at least one category in upper case.
    """

    field: FieldName
    value: str
    negated: bool = False
    exact: bool = False

    def __str__(self) -> str:
        sign = "-" if self.negated else ""
        if self.field != "words":
            if self.exact:
                return f'{sign}{self.field}:"{self.value}"'
            return f"{sign}{self.field}:" + (f'"{self.value}' if _has_space(self.value) else self.value)
        if self.exact:
            return f'{sign}"{self.value}"'
        return sign + (self.value if _is_bare_word(self.value) else f'"{self.value}')


@dataclass(frozen=True)
class Filter:
    """Terms that must all hold; `str` gives the text that parses to the same filter."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    @property
    def dated(self) -> bool:
        """Whether a date field takes part, which hides what has no date."""
        return any(term.field in _DATE_FIELDS for term in self.terms)

    def undated(self) -> Filter:
        """The same filter without its date fields."""
        return Filter(tuple(term for term in self.terms if term.field not in _DATE_FIELDS))


#: The filter that hides nothing.
EVERYTHING = Filter(())


def parse_filter(text: str, today: dt.date) -> Filter:
    """Reads a filter; `today` is what `since:today` and `until:yesterday` count from.

    A term that is not finished yet (a field without a value, a lone `-`, an open quotation without a letter
    or digit) is passed over; a quotation that is still open reaches to the end and matches as a beginning.
    Raises `FilterError`, and nothing else, for an unknown field, a value its field does not take, a finished
    term without a letter or digit, or more than `MOST_TERMS` terms.
    """
    terms: list[Term] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        term, at = _read_term(text, at, today)
        if term is not None:
            if len(terms) == MOST_TERMS:
                raise FilterError(f"A filter takes {MOST_TERMS} terms at most.", (at - 1, at))
            terms.append(term)
    return Filter(tuple(terms))


def _read_term(text: str, start: int, today: dt.date) -> tuple[Term | None, int]:
    """The term that begins at `start`, or None where it is not finished, and where the next may begin."""
    at = start
    while text.startswith("-", at):
        at += 1
    negated = at > start
    named = _FIELD_START.match(text, at)
    if named is None:
        value, closed, end = _read_value(text, at)
        found = _is_wanted(text, at, value, closed, (start, end))
        return (Term("words", value, negated, exact=closed) if found else None), end
    value, closed, end = _read_value(text, named.end())
    field = _field(named, end)
    if not _is_wanted(text, named.end(), value, closed, (start, end)):
        return None, end
    if field in _DATE_FIELDS:
        value = _day(field, value, (named.end(), end), today).isoformat()
    elif field == "category":
        value = _category(value, (named.end(), end))
    return Term(field, value, negated, exact=closed and field in _ACTOR_FIELDS), end


def _read_value(text: str, start: int) -> tuple[str, bool, int]:
    """A word up to the next space, or a quotation: its text, whether it is a closed quotation, its end."""
    if not text.startswith('"', start):
        end = start
        while end < len(text) and not text[end].isspace():
            end += 1
        return text[start:end], False, end
    close = text.find('"', start + 1)
    inside = text[start + 1 : close if close >= 0 else len(text)]
    return " ".join(inside.split()), close >= 0, close + 1 if close >= 0 else len(text)


def _is_wanted(text: str, at: int, value: str, closed: bool, span: tuple[int, int]) -> bool:
    """Whether the value that begins at `at` can be looked for; False where it is unfinished.

    `FilterError` where it is finished and holds neither a letter nor a digit: it would seem to match everything.
    """
    if any(char.isalnum() for char in value):
        return True
    quoted = text.startswith('"', at)
    if closed or (value and not quoted):
        term = text[slice(*span)]
        message = f"There is nothing to search for in {_shown(term)}: a term needs a letter or a digit."
        raise FilterError(message, span)
    return False


def _field(named: re.Match[str], end: int) -> FieldName:
    name = named[1].lower()
    if name not in FIELDS or name == "words":
        known = ", ".join(f"{field}:" for field in FIELDS if field != "words")
        message = f"There is no field {named[1]}:, only {known}; as a word, put it in quotation marks."
        raise FilterError(message, (named.start(), end))
    return cast(FieldName, name)


def _day(field: str, value: str, span: tuple[int, int], today: dt.date) -> dt.date:
    """The day a date value means: the first of a year or month for `since`, the last for `until`."""
    if value.lower() == "today":
        return today
    if value.lower() == "yesterday" and today > dt.date.min:
        return today - dt.timedelta(days=1)
    shape = _DAY.fullmatch(value)
    if shape is None:
        message = f"{field}: takes a date as YYYY, YYYY-MM or YYYY-MM-DD, today or yesterday, not {_shown(value)}."
        raise FilterError(message, span)
    first = field == "since"
    year, month = int(shape[1]), int(shape[2] or (1 if first else 12))
    try:
        day = int(shape[3]) if shape[3] else (1 if first else monthrange(year, month)[1])
        return dt.date(year, month, day)
    except ValueError:
        raise FilterError(f"{field}: takes a date of the calendar, and {value} is none.", span) from None


def _category(value: str, span: tuple[int, int]) -> str:
    """A category's beginning in upper case."""
    start = value.upper()
    if not any(name.startswith(start) for name in CATEGORIES):
        raise FilterError(f"category: takes {' '.join(CATEGORIES)}.", span)
    return start


def _shown(value: str) -> str:
    """A value as an error shows it: short, and with nothing in it a terminal would obey."""
    short = value if len(value) <= 40 else value[:39] + "…"
    return repr(short) if short.isprintable() else ascii(short)


def _has_space(value: str) -> bool:
    return any(char.isspace() for char in value)


def _is_bare_word(value: str) -> bool:
    return not (_has_space(value) or value.startswith(("-", '"')) or _FIELD_START.match(value))
