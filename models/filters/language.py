"""What a filter is: terms that must all hold, some of them brackets of which one alternative must."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from models.filters.fields import DATE_FIELDS, FieldName

#: What makes a word of a filter a field: letters and a colon.
FIELD_START = re.compile(r"([^\W\d_]+):")

#: Words that are no words unless they stand in quotation marks.
OPERATORS = frozenset({"OR", "AND", "NOT"})


class FilterError(ValueError):
    """A filter that cannot be read: one sentence saying what was expected, and where (`span` in the text)."""

    def __init__(self, message: str, span: tuple[int, int]) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


@dataclass(frozen=True)
class Term:
    """One condition. `exact` is a closed quotation: whole words, where other words match as beginnings.

    Actor fields and `story` take one as words do: `from:"IND"` is India, `from:IND` Indonesia as well; `agency` and
    `file` are then all of the name. The value of a date field is an ISO date (the first or the last day meant), that
    of `on` and `reported` may be two with a `/` between; that of a field that takes only some values the beginning of
    at least one. `meant` is what the value stood for when the filter was read: of `is:new` the generation of the store
    up to which nothing is new, of `is:marked` the ids of the marked records.
    """

    field: FieldName
    value: str
    negated: bool = False
    exact: bool = False
    meant: tuple[int | str, ...] = ()

    def __str__(self) -> str:
        sign = "-" if self.negated else ""
        field = "" if self.field == "words" else f"{self.field}:"
        if self.exact:
            return f'{sign}{field}"{self.value}"'
        bare = _is_bare(self.value) if field else _is_bare_word(self.value)
        return f"{sign}{field}{self.value}" if bare else f'{sign}{field}"{self.value}"*'


@dataclass(frozen=True)
class Group:
    """Brackets: one of the alternatives must hold; negated, none may."""

    alternatives: tuple[Filter, ...]
    negated: bool = False

    def __str__(self) -> str:
        return ("-" if self.negated else "") + f"({self.inside})"

    @property
    def inside(self) -> str:
        """What stands between the brackets."""
        return " OR ".join(map(str, self.alternatives))


Part: TypeAlias = Term | Group


@dataclass(frozen=True)
class Filter:
    """Parts that must all hold; `str` gives the text that parses to the same filter."""

    terms: tuple[Part, ...] = ()

    def __str__(self) -> str:
        if len(self.terms) == 1 and isinstance(self.terms[0], Group) and not self.terms[0].negated:
            return self.terms[0].inside
        return " ".join(map(str, self.terms))

    def __and__(self, other: Filter) -> Filter:
        """What both let through."""
        return Filter(self.terms + other.terms)

    def each(self) -> Iterator[Term]:
        """All terms, also those in brackets, in their order."""
        for part in self.terms:
            if isinstance(part, Term):
                yield part
            else:
                for alternative in part.alternatives:
                    yield from alternative.each()

    @property
    def dated(self) -> bool:
        """Whether a date field takes part, which hides what has no date."""
        return any(term.field in DATE_FIELDS for term in self.each())

    @property
    def dated_throughout(self) -> bool:
        """Whether nothing without a date can get through: a date field stands outside all brackets."""
        return any(isinstance(part, Term) and part.field in DATE_FIELDS for part in self.terms)

    def undated(self) -> Filter:
        """What this may let through of what has no date, if only it had one: its date fields left out."""
        return _without_dates(self, holds=True) or NOTHING


#: The filter that hides nothing.
EVERYTHING = Filter(())

#: One that lets nothing through.
NOTHING = Filter((Group(()),))


def either(alternatives: tuple[Filter, ...]) -> Filter:
    """One of these must hold; of none, everything does."""
    flat: list[Filter] = []
    for alternative in alternatives:
        only = alternative.terms[0] if len(alternative.terms) == 1 else None
        inner = only.alternatives if isinstance(only, Group) and not only.negated else (alternative,)
        flat += inner
    if not flat:
        return EVERYTHING
    return flat[0] if len(flat) == 1 else Filter((Group(tuple(flat)),))


def opposite(chosen: Filter) -> Filter:
    """What a filter hides; of one that hides nothing, everything."""
    if not chosen.terms:
        return chosen
    if len(chosen.terms) == 1:
        part = chosen.terms[0]
        return Filter((replace(part, negated=not part.negated),))
    return Filter((Group((chosen,), negated=True),))


def _without_dates(chosen: Filter, holds: bool) -> Filter | None:
    """The filter with each date field taken as it must be for the whole to hold, or not; None is never true."""
    parts: list[Part] = []
    for part in chosen.terms:
        if isinstance(part, Term):
            if part.field not in DATE_FIELDS:
                parts.append(part)
            elif not holds:
                return None
            continue
        wanted = holds is not part.negated
        kept = [found for each in part.alternatives if (found := _without_dates(each, wanted)) is not None]
        always = True if EVERYTHING in kept else None if kept else False
        if always is None:
            parts.append(Group(tuple(kept), part.negated))
        elif always is part.negated:
            return None
    return Filter(tuple(parts))


def _is_bare(value: str) -> bool:
    """Whether a value can stand without quotation marks."""
    return not (any(char.isspace() or char in "()" for char in value) or value.startswith('"'))


def _is_bare_word(value: str) -> bool:
    unlike = value.startswith(("-", "@")) or value in OPERATORS or FIELD_START.match(value) is not None
    return _is_bare(value) and not unlike
