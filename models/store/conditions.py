"""A filter as SQL conditions, for each kind of row: what FIELDS says in words, said to SQLite.

A condition speaks of a row `r` of `event`, `claim` or `dyad`. Values are always bound, never written into
the SQL; words reach FTS5 as quoted strings, in which nothing is an operator.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from models.filters import CATEGORIES, Filter, Term

Value = str | int


class Condition(NamedTuple):
    """A piece of SQL that is true or false of a row, and the values it is bound to."""

    sql: str
    values: tuple[Value, ...] = ()

    def negated(self) -> Condition:
        """True where this one is false; neither holds of what has no value."""
        return Condition(f"NOT ({self.sql})", self.values)


_ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "event": {"from": ("source",), "to": ("target",), "actor": ("source", "target")},
    "claim": {"from": ("source", "via"), "to": ("about",), "actor": ("source", "via", "about")},
}


def event_condition(chosen: Filter) -> Condition:
    """What rows of `event` must meet."""
    return _all(chosen, _words("event", "r.n", chosen), _event_term)


def claim_condition(chosen: Filter) -> Condition:
    """What rows of `claim` must meet."""
    return _all(chosen, _words("claim", "r.n", chosen), _claim_term)


def dyad_condition(chosen: Filter) -> Condition:
    """What rows of `dyad` must meet: those of the event, with the actor fields asking the pair itself."""
    return _all(chosen, _words("event", "r.event", chosen), _dyad_term)


def _all(chosen: Filter, words: Sequence[Condition], of_term: Callable[[Term], Condition]) -> Condition:
    conditions = list(words)
    for term in chosen.terms:
        if term.field != "words":
            condition = of_term(term)
            conditions.append(condition.negated() if term.negated else condition)
    if not conditions:
        return Condition("1")
    values = tuple(value for condition in conditions for value in condition.values)
    return Condition(" AND ".join(f"({condition.sql})" for condition in conditions), values)


def _event_term(term: Term) -> Condition:
    if term.field == "category":
        return _category(term, "r.category IN ({})")
    return _interval(term) or _actors("event", term)


def _claim_term(term: Term) -> Condition:
    if term.field == "category":
        return _category(term, "r.n IN (SELECT claim FROM event WHERE category IN ({}) AND claim IS NOT NULL)")
    return _interval(term) or _actors("claim", term)


def _dyad_term(term: Term) -> Condition:
    if term.field == "category":
        return _category(term, "r.category IN ({})")
    interval = _interval(term)
    if interval is not None:
        return interval
    return _sides(term)


def _sides(term: Term) -> Condition:
    """The events an actor takes part in, and of their pairs those it stands in on one of the sides asked."""
    sides = {"from": ("source",), "to": ("target",), "actor": ("source", "target")}[term.field]
    named = "naming IN (SELECT rowid FROM naming_words WHERE naming_words MATCH ?)"
    # The plus signs keep SQLite from walking an index once a side, which is slow for a common actor.
    on_a_side = " OR ".join(
        f"(+r.event, +r.{side}) IN (SELECT event, party FROM event_actor WHERE {named} AND role = '{side}')"
        for side in sides
    )
    takes_part = f"r.event IN (SELECT event FROM event_actor WHERE {named})"
    return Condition(f"{takes_part} AND ({on_a_side})", (_match(term),) * (1 + len(sides)))


def _actors(kind: str, term: Term) -> Condition:
    roles = ", ".join(f"'{role}'" for role in _ROLES[kind][term.field])
    sql = (
        f"r.n IN (SELECT {kind} FROM {kind}_actor WHERE naming IN"
        f" (SELECT rowid FROM naming_words WHERE naming_words MATCH ?) AND role IN ({roles}))"
    )
    return Condition(sql, (_match(term),))


def _category(term: Term, sql: str) -> Condition:
    meant = tuple(name for name in CATEGORIES if name.startswith(term.value))
    return Condition(sql.format(", ".join("?" * len(meant))), meant)


def _interval(term: Term) -> Condition | None:
    """An interval meets a range where the two overlap; what has no date meets neither it nor its opposite."""
    if term.field == "since":
        return Condition("r.last >= ?", (dt.date.fromisoformat(term.value).toordinal(),))
    if term.field == "until":
        return Condition("r.first <= ?", (dt.date.fromisoformat(term.value).toordinal(),))
    return None


def _words(kind: str, row: str, chosen: Filter) -> list[Condition]:
    """The words of a filter as one search and one exclusion."""
    words = [term for term in chosen.terms if term.field == "words"]
    wanted = [_match(term) for term in words if not term.negated]
    unwanted = [_match(term) for term in words if term.negated]
    found = f"(SELECT rowid FROM {kind}_words WHERE {kind}_words MATCH ?)"
    conditions = []
    if wanted:
        conditions.append(Condition(f"{row} IN {found}", (" AND ".join(wanted),)))
    if unwanted:
        conditions.append(Condition(f"{row} NOT IN {found}", (" OR ".join(unwanted),)))
    return conditions


def _match(term: Term) -> str:
    """A term in FTS5's language: a quoted string, and a star where it is a beginning.

    FTS5 ends its input at a NUL, which separates words in the index: so a space stands for it.
    """
    text = storable(term.value).replace("\0", " ").replace('"', '""')
    return f'"{text}"' if term.exact else f'"{text}" *'


def bound(values: tuple[Value, ...], offset: int, limit: int) -> tuple[Value, ...]:
    """The values of a window's query: a condition's, then its `LIMIT ? OFFSET ?`."""
    return (*values, max(0, limit), max(0, offset))


def storable(text: str) -> str:
    """Text that SQLite takes: half a surrogate pair is in no record, and finds none."""
    return text.encode("utf-8", "replace").decode()
