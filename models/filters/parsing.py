"""Reads a filter: words, quotations, fields, `-`, `OR`, brackets and the names of saved filters.

By hand, left to right: what is typed is seldom finished, and each unfinished end has a meaning of its own.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple, cast

from models.filters.dates import LOOKS, read_days
from models.filters.fields import DAY_FIELDS, FIELDS, MEANT, QUOTED_FIELDS, RANGE_FIELDS, VALUES, FieldName
from models.filters.language import FIELD_START, Filter, FilterError, Part, Term, either, opposite

#: More would be no filter somebody typed.
MOST_TERMS = 64
#: Deeper nobody reads.
DEEPEST = 16

_OPERATOR = re.compile(r"(OR|AND|NOT)(?=[\s()\"]|\Z)")
_NAME = re.compile(r"@[\w-]+")
_BARE = re.compile(r"[^\s()]*")
_RANGE = re.compile(r"/|\.\.")

Span = tuple[int, int]


class _Given(NamedTuple):
    """What words of a filter refer to that its text does not hold."""

    now: dt.date
    seen: int | None
    marked: Collection[str]
    named: Mapping[str, str]
    finished: bool


class _Value(NamedTuple):
    """A word or a quotation: what it holds, whether it is quoted and closed, where it ends."""

    text: str
    quoted: bool
    exact: bool
    closed: bool
    end: int


def parse_filter(
    text: str,
    today: dt.date,
    *,
    seen: int | None = None,
    marked: Collection[str] = (),
    named: Mapping[str, str] | None = None,
    finished: bool = False,
) -> Filter:
    """Reads a filter; relative dates count from `today`, hours from its moment where it has one.

    `seen` is the generation of the store up to which nothing is new (None: nothing is), `marked` the ids of the
    marked records, `named` the texts of the saved filters. What is not finished yet (a field without a value,
    a lone `-`, `OR` at the end, a quotation without a letter or digit) is passed over; a quotation that is still
    open reaches to the end and matches as a beginning, an open bracket is closed there. Nobody goes on typing what is
    `finished`, a script's say: there all of this is an error. Raises `FilterError`, and nothing else, for all else that
    cannot be read, or more than `MOST_TERMS` terms.
    """
    return _Reader(text, _Given(today, seen, marked, named or {}, finished)).whole()


class _Reader:
    """Where a filter has been read up to."""

    def __init__(self, text: str, given: _Given, within: tuple[str, ...] = (), budget: list[int] | None = None) -> None:
        self._text = text
        self._given = given
        self._within = within  # the saved filters that this one stands in
        self._budget = [MOST_TERMS] if budget is None else budget
        self._at = 0
        self._depth = 0

    def whole(self) -> Filter:
        return self._either(None, None)

    def _skip_space(self) -> bool:
        """Go to the next token; False at the end."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._at < len(self._text)

    def _either(self, opened: int | None, field: str | None) -> Filter:
        """Alternatives up to the bracket that closes the one opened, or the end."""
        alternatives: list[Filter] = []
        parts: list[Part] = []
        begun = False  # whether anything stands in this alternative, finished or not
        last: re.Match[str] | None = None  # the operator after which nothing has come yet
        while self._skip_space():
            if self._text[self._at] == ")":
                self._close(opened, begun, bool(alternatives))
                break
            operator = _OPERATOR.match(self._text, self._at)
            if operator is not None and operator[1] != "NOT":
                self._at, last = operator.end(), operator
                if not begun and self._skip_space():
                    raise FilterError(f"{operator[1]} stands between two terms; as a word, quote it.", operator.span())
                if operator[1] == "OR":
                    alternatives.append(Filter(tuple(parts)))
                    parts, begun = [], False
                continue
            begun, last = True, None
            parts += self._part(field)
        else:
            if opened is not None:
                self._unfinished("This bracket is not closed.", (opened, opened + 1))
        if last is not None:
            self._unfinished(f"{last[1]} stands between two terms: one is missing after it.", last.span())
        alternatives.append(Filter(tuple(parts)))
        return either(tuple(found for found in alternatives if found.terms))

    def _unfinished(self, message: str, span: Span) -> None:
        """Something is not finished yet: an error where nobody goes on typing."""
        if self._given.finished:
            raise FilterError(message, span)

    def _close(self, opened: int | None, begun: bool, after_or: bool) -> None:
        here = self._at
        self._at += 1
        if opened is None:
            raise FilterError("No bracket was opened that this one closes; as a word, quote it.", (here, here + 1))
        if not begun:
            if after_or:
                raise FilterError("OR stands between two terms: one is missing before the bracket.", (here, here + 1))
            raise FilterError("There is nothing between these brackets.", (opened, here + 1))

    def _part(self, field: str | None) -> tuple[Part, ...]:
        """The term or brackets that begin here; nothing where they are not finished."""
        start = self._at
        negated = self._negated()
        if negated and not self._skip_space():
            self._unfinished(f"After {self._text[start:].strip()} a term is missing.", (start, len(self._text)))
            return ()
        text = self._text
        if text.startswith("(", self._at):
            inner = self._brackets(field)
        elif (saved := _NAME.match(text, self._at)) is not None:
            inner = self._saved(saved)
        elif (name := FIELD_START.match(text, self._at)) is not None:
            known = self._field(name)
            self._at = name.end()
            inner = self._brackets(known) if text.startswith("(", self._at) else self._term(known, start)
        else:
            inner = self._term(field or "words", start)
        return (opposite(inner) if negated else inner).terms

    def _negated(self) -> bool:
        """Whether `-` or `NOT` stands here; goes beyond it."""
        start = self._at
        operator = _OPERATOR.match(self._text, start)
        if operator is not None:
            self._at = operator.end()
            following = _OPERATOR.match(self._text, self._at) if self._skip_space() else None
            if following is not None or self._text.startswith(")", self._at):
                raise FilterError("NOT stands before a term; as a word, quote it.", operator.span())
        while self._text.startswith("-", self._at):
            self._at += 1
        return self._at > start

    def _brackets(self, field: str | None) -> Filter:
        opened = self._at
        self._depth += 1
        if self._depth > DEEPEST:
            raise FilterError(f"Brackets go {DEEPEST} deep at most.", (opened, opened + 1))
        self._at += 1
        inner = self._either(opened, field)
        self._depth -= 1
        return inner

    def _saved(self, at: re.Match[str]) -> Filter:
        """The saved filter of this name."""
        self._at = at.end()
        name = at[0][1:]
        text = self._given.named.get(name)
        if text is None:
            known = ", ".join(f"@{known}" for known in sorted(self._given.named)[:8]) or "none yet"
            message = f"There is no saved filter {_shown(at[0])} (saved: {known}); as a word, quote it."
            raise FilterError(_printable(message), at.span())
        if name in self._within:
            raise FilterError(_printable(f"The saved filter {_shown(at[0])} stands in itself."), at.span())
        try:
            return _Reader(text, self._given, (*self._within, name), self._budget).whole()
        except FilterError as error:
            raise FilterError(f"In {_shown(at[0])}: {error.message}", at.span()) from None

    def _field(self, name: re.Match[str]) -> FieldName:
        field = name[1].lower()
        if field in FIELDS and field != "words":
            return cast(FieldName, field)
        end = self._value_at(name.end()).end
        known = [f"{known}:" for known in FIELDS if known != "words"]
        meant = [f"{MEANT[field]}:"] if field in MEANT else []
        near = meant or difflib.get_close_matches(f"{field}:", known, 1)
        instead = f"{near[0]} is the nearest" if near else f"only {' '.join(known)}"
        message = f"There is no field {name[1][:40]}:, {instead}; as a word, quote it."
        raise FilterError(message, (name.start(), end))

    def _value_at(self, start: int) -> _Value:
        """A word up to the next space or bracket, or a quotation, which a `*` makes a beginning."""
        text = self._text
        if not text.startswith('"', start):
            bare = _BARE.match(text, start)
            assert bare is not None
            return _Value(bare[0], quoted=False, exact=False, closed=True, end=bare.end())
        close = text.find('"', start + 1)
        if close < 0:
            return _Value(" ".join(text[start + 1 :].split()), quoted=True, exact=False, closed=False, end=len(text))
        inside = " ".join(text[start + 1 : close].split())
        beginning = text.startswith("*", close + 1)
        return _Value(inside, quoted=True, exact=not beginning, closed=True, end=close + 1 + beginning)

    def _term(self, field: str, start: int) -> Filter:
        """The term whose value begins here; `start` is where it began."""
        at = self._at
        value = self._value_at(at)
        self._at = value.end
        if not self._is_wanted(value, start, field):
            return Filter()
        self._budget[0] -= 1
        if self._budget[0] < 0:
            raise FilterError(f"A filter takes {MOST_TERMS} terms at most.", (start, value.end))
        name = cast(FieldName, field)
        if name in DAY_FIELDS:
            return Filter((Term(name, self._date(name, value.text, (at, value.end))),))
        if name in VALUES:
            return Filter((self._one_of(name, value.text, (at, value.end)),))
        exact = value.exact and (name == "words" or name in QUOTED_FIELDS)
        return Filter((Term(name, value.text, exact=exact),))

    def _is_wanted(self, value: _Value, start: int, field: str) -> bool:
        """Whether a value can be looked for; False where it is unfinished.

        `FilterError` where it is finished and holds neither a letter nor a digit: it would seem to match everything.
        """
        if value.quoted and not value.closed:
            self._unfinished("This quotation is not closed.", (start, value.end))
        if any(char.isalnum() for char in value.text):
            return True
        if field in DAY_FIELDS and value.text in ("-", "+"):
            self._unfinished(f"{field}: takes a date ({LOOKS}), not {_shown(value.text)}.", (start, value.end))
            return False
        if value.closed and (value.quoted or value.text):
            shown = _shown(self._text[start : value.end])
            message = f"There is nothing to search for in {shown}: a term needs a letter or a digit."
            raise FilterError(message, (start, value.end))
        self._unfinished(f"After {_shown(self._text[start : value.end])} a value is missing.", (start, value.end))
        return False

    def _date(self, field: str, value: str, span: Span) -> str:
        """The day or days a date value means, as ISO dates."""
        parts = _RANGE.split(value) if field in RANGE_FIELDS else [value]
        try:
            days = [read_days(part, self._given.now) for part in parts]
        except ValueError:
            raise FilterError(f"{field}: takes a date of the calendar, and {_shown(value)} is none.", span) from None
        first, last = days[0], days[-1]
        if first is None or last is None or len(days) > 2:
            raise FilterError(f"{field}: takes a date ({LOOKS}), not {_shown(value)}.", span)
        if first.first > last.last:
            raise FilterError(f"{field}: takes an earlier day and a later one, not {_shown(value)}.", span)
        if field == "since":
            return first.first.isoformat()
        if field == "until":
            return last.last.isoformat()
        return "/".join(dict.fromkeys(day.isoformat() for day in (first.first, last.last)))

    def _one_of(self, field: FieldName, value: str, span: Span) -> Term:
        """The beginning of a value that the field takes."""
        known = VALUES[field]
        start = value.upper() if known[0].isupper() else value.lower()
        if not any(name.startswith(start) for name in known):
            raise FilterError(f"{field}: takes {' '.join(known)}.", span)
        if field != "is":
            return Term(field, start)
        whole = next(name for name in known if name.startswith(start))
        return Term(field, whole, meant=self._meant(whole))

    def _meant(self, value: str) -> tuple[int | str, ...]:
        """What `is:new` and `is:marked` stand for now."""
        if value == "new":
            return () if self._given.seen is None else (self._given.seen,)
        return (json.dumps(sorted(self._given.marked)),) if value == "marked" else ()


def _shown(value: str) -> str:
    """A value as an error shows it: short, and with nothing in it a terminal would obey."""
    short = value if len(value) <= 40 else value[:39] + "…"
    return repr(short) if short.isprintable() else ascii(short)


def _printable(message: str) -> str:
    return message if message.isprintable() else ascii(message)[1:-1]
