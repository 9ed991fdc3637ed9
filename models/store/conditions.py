"""A filter as SQL conditions, for each kind of row: what FIELDS says in words, said to SQLite.

A condition speaks of a row `r` of `event`, `claim` or `dyad`. Values are always bound, never written into
the SQL; words reach FTS5 as quoted strings, in which nothing is an operator. Where a row has no date, a date
field is null: neither it nor its opposite holds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from models.filters import EVERYTHING, VALUES, FieldName, Filter, Group, Part, Term
from models.records import COOPERATION

Value = str | int


class Condition(NamedTuple):
    """A piece of SQL that is true or false of a row, and the values it is bound to."""

    sql: str
    values: tuple[Value, ...] = ()

    def negated(self) -> Condition:
        """True where this one is false; neither holds of what has no value."""
        return Condition(f"NOT ({self.sql})", self.values)


#: A filter's condition on one kind of row.
ConditionOf = Callable[[Filter], Condition]
_TermCondition = Callable[[Term], Condition]

_ALWAYS, _NEVER = Condition("1"), Condition("0")

_ROLES: dict[str, dict[FieldName, tuple[str, ...]]] = {
    "event": {"from": ("source",), "to": ("target",), "actor": ("source", "target")},
    "claim": {"from": ("source", "via"), "to": ("about",), "actor": ("source", "via", "about"), "via": ("via",)},
}

#: Which table each field that takes only some values is a column of.
_OF_EVENT, _OF_CLAIM = ("category", "status"), ("mode", "certainty", "stance")

_NAMED = "naming IN (SELECT rowid FROM naming_words WHERE naming_words MATCH ?)"


def event_condition(chosen: Filter) -> Condition:
    """What rows of `event` must meet."""
    return _all(chosen, "event", "r.n", partial(_event_term, row="r"))


def claim_condition(chosen: Filter) -> Condition:
    """What rows of `claim` must meet."""
    return _all(chosen, "claim", "r.n", partial(_claim_term, row="r"))


def dyad_condition(chosen: Filter) -> Condition:
    """What rows of `dyad` must meet: those of the event, with the actor fields asking the pair itself."""
    return _all(chosen, "event", "r.event", _dyad_term)


def timeline_condition(chosen: Filter, table: str | None = None) -> Condition:
    """What rows of `event` must meet to stand in the timeline: of a happening told several times, the first that does.

    Under a filter that is the first telling which it lets through, so that no happening is hidden by another telling.
    With a table, of the rows in it (`among`).
    """
    condition = event_condition(chosen)
    own = condition if table is None else among(condition, table)
    if chosen == EVERYTHING:
        once = "NOT EXISTS (SELECT 1 FROM telling AS t WHERE t.event = r.n AND t.happening <> t.event)"
        return Condition(f"{condition.sql} AND {once}", condition.values)
    other = re.sub(r"\br\.", "q.", condition.sql)
    once = (
        "NOT EXISTS (SELECT 1 FROM telling AS t CROSS JOIN telling AS o ON o.happening = t.happening"
        f" CROSS JOIN event AS q ON q.n = o.event WHERE t.event = r.n AND o.place < t.place AND ({other}))"
    )
    return Condition(f"({own.sql}) AND {once}", condition.values * 2)


def among(condition: Condition, table: str) -> Condition:
    """The same for rows whose numbers `n` are in a table: what is looked up for it is left out beyond them.

    A search of millions finds the few at hand without keeping the rest. The plus sign has it run once, not once a row.
    """
    sql = re.sub(r"\b(event|claim)_words MATCH \?", rf"\g<0> AND +rowid IN (SELECT n FROM {table})", condition.sql)
    kept = rf"\g<0> AND +\1 IN (SELECT n FROM {table})"
    sql = re.sub(r"SELECT (event|claim) FROM \1_actor WHERE naming IN \(SELECT [^)]*\)", kept, sql)
    return Condition(sql, condition.values)


def dateless_condition(condition_of: ConditionOf, chosen: Filter) -> Condition:
    """What rows must meet that a filter hides only because they have no date."""
    others = condition_of(chosen.undated())
    if chosen.dated_throughout:
        return Condition(f"r.last IS NULL AND {others.sql}", others.values)
    shown = condition_of(chosen)
    return Condition(f"r.last IS NULL AND {others.sql} AND ({shown.sql}) IS NOT TRUE", others.values + shown.values)


def _all(chosen: Filter, words: str, row: str, of_term: _TermCondition) -> Condition:
    """All parts of a filter, its words in one search."""
    wanted: list[str] = []
    unwanted: list[str] = []
    conditions: list[Condition] = []
    for part in chosen.terms:
        search = _search(part)
        if search is not None:
            (unwanted if part.negated else wanted).append(search)
        elif isinstance(part, Term):
            condition = of_term(part)
            conditions.append(condition.negated() if part.negated else condition)
        else:
            conditions.append(_group(part, words, row, of_term))
    found = f"(SELECT rowid FROM {words}_words WHERE {words}_words MATCH ?)"
    if unwanted:
        conditions.insert(0, Condition(f"{row} NOT IN {found}", (" OR ".join(unwanted),)))
    if wanted:
        conditions.insert(0, Condition(f"{row} IN {found}", (" AND ".join(wanted),)))
    return _joined(" AND ", conditions) if conditions else _ALWAYS


def _group(group: Group, words: str, row: str, of_term: _TermCondition) -> Condition:
    """One of the alternatives, or none of them; always within brackets."""
    alternatives = [_all(alternative, words, row, of_term) for alternative in group.alternatives]
    whole = _joined(" OR ", alternatives) if alternatives else _NEVER
    return whole.negated() if group.negated else Condition(f"({whole.sql})", whole.values)


def _joined(operator: str, conditions: Sequence[Condition]) -> Condition:
    values = tuple(value for condition in conditions for value in condition.values)
    return Condition(operator.join(f"({condition.sql})" for condition in conditions), values)


def _search(part: Part) -> str | None:
    """A part in FTS5's language, its negation left aside; None where it holds more than words."""
    if isinstance(part, Term):
        return _match(part) if part.field == "words" else None
    alternatives = []
    for alternative in part.alternatives:
        words = [None if word.negated else _search(word) for word in alternative.terms]
        if not words or None in words:
            return None
        alternatives.append(" AND ".join(filter(None, words)))
    return "(" + " OR ".join(f"({alternative})" for alternative in alternatives) + ")" if alternatives else None


def _event_term(term: Term, row: str) -> Condition:
    """What a term asks of a row of `event`."""
    if term.field in _ROLES["event"]:
        return _actors("event", term, row)
    if term.field in _OF_EVENT:
        return _one_of(term, row)
    if term.field in _OF_CLAIM or term.field == "via" or term.value == "quoted":
        claim = _claim_term(term, "c")
        inside = f"{row}.claim IN (SELECT c.n FROM claim AS c WHERE {claim.sql})"
        return Condition(f"{row}.claim IS NOT NULL AND {inside}", claim.values)
    if term.field == "is" and term.value in ("conflict", "cooperation"):
        quad = tuple(sorted(COOPERATION))
        sign = "IN" if term.value == "cooperation" else "NOT IN"
        return Condition(f"{row}.category {sign} ({_marks(quad)})", quad)
    if term.field == "is" and term.value == "negated":
        return Condition(f"{row}.status = 'negated'")
    return _of_any(term, row, "event")


def _claim_term(term: Term, row: str) -> Condition:
    """What a term asks of a row of `claim`."""
    if term.field in _ROLES["claim"]:
        return _actors("claim", term, row)
    if term.field in _OF_CLAIM:
        return _one_of(term, row)
    if term.field in _OF_EVENT or term.value in ("conflict", "cooperation"):
        event = _event_term(term, "e")
        inside = f"SELECT e.claim FROM event AS e WHERE e.claim IS NOT NULL AND {event.sql}"
        return Condition(f"{row}.n IN ({inside})", event.values)
    if term.field == "is" and term.value == "quoted":
        return Condition(f"{row}.mode IN ('direct', 'mixed')")
    if term.field == "is" and term.value == "negated":
        return Condition(f"{row}.polarity = 'negated'")
    return _of_any(term, row, "claim")


def _dyad_term(term: Term) -> Condition:
    """What a term asks of a row of `dyad`: what it holds itself, else what its event holds."""
    if term.field in _ROLES["event"]:
        return _sides(term)
    own = term.field in ("category", "since", "until", "on")
    own = own or (term.field == "is" and term.value in ("new", "conflict", "cooperation", "undated"))
    if own:
        return _event_term(term, "r")
    if term.field == "type":
        return _is_type(term, "relation")
    event = _event_term(term, "e")
    return Condition(f"r.event IN (SELECT e.n FROM event AS e WHERE {event.sql})", event.values)


def _of_any(term: Term, row: str, kind: str) -> Condition:
    """What a term asks of an event as it does of a claim."""
    if term.field == "type":
        return _is_type(term, kind)
    if term.field in ("agency", "file"):
        dispatch = _agency(term) if term.field == "agency" else _file(term)
        return Condition(f"{row}.dispatch IN (SELECT n FROM dispatch WHERE {dispatch.sql})", dispatch.values)
    if term.field == "is":
        return _state(term, row, kind)
    return _interval(term, row)


def _is_type(term: Term, kind: str) -> Condition:
    return _ALWAYS if kind.startswith(term.value) else _NEVER


def _one_of(term: Term, row: str) -> Condition:
    """A column that holds one of the values that begin so."""
    meant = tuple(name for name in VALUES[term.field] if name.startswith(term.value))
    return Condition(f"{row}.{term.field} IN ({_marks(meant)})", meant)


def _marks(values: Sequence[Value]) -> str:
    return ", ".join("?" * len(values))


def _state(term: Term, row: str, kind: str) -> Condition:
    """What is new, marked, undated, disputed."""
    if term.value == "undated":
        return Condition(f"{row}.last IS NULL")
    if term.value == "disputed":
        return Condition(f"{row}.id IN (SELECT a FROM clash UNION SELECT b FROM clash)")
    if not term.meant:
        return _NEVER
    if term.value == "new":
        return Condition(f"{row}.added > ?", term.meant)
    marked = f"SELECT m.n FROM {kind} AS m WHERE m.id IN (SELECT value FROM json_each(?))"
    return Condition(f"{row}.n IN ({marked})", term.meant)


def _agency(term: Term) -> Condition:
    """All of a name, or the beginning of a word in it, in any case of ASCII letters."""
    if term.exact:
        return Condition("agency = ? COLLATE NOCASE", (storable(term.value),))
    begins = liked(term.value) + "%"
    return Condition("agency LIKE ? ESCAPE '!' OR agency LIKE ? ESCAPE '!'", (begins, "% " + begins))


def _file(term: Term) -> Condition:
    """A part of the dispatch's id; or just that id, or all items of just that file."""
    value = storable(term.value)
    if term.exact:  # "$" is the next code point after "#"
        return Condition("id = ? OR (id > ? AND id < ?)", (value, f"{value}#", f"{value}$"))
    return Condition("id LIKE ? ESCAPE '!'", (f"%{liked(value)}%",))


def liked(value: str) -> str:
    """Text in which LIKE sees no wildcard."""
    return storable(value).replace("!", "!!").replace("%", "!%").replace("_", "!_").replace("\0", " ")


def _sides(term: Term) -> Condition:
    """The events an actor takes part in, and of their pairs those it stands in on one of the sides asked."""
    sides = _ROLES["event"][term.field]
    # The plus signs keep SQLite from walking an index once a side, which is slow for a common actor.
    on_a_side = " OR ".join(
        f"(+r.event, +r.{side}) IN (SELECT event, party FROM event_actor WHERE {_NAMED} AND role = '{side}')"
        for side in sides
    )
    takes_part = f"r.event IN (SELECT event FROM event_actor WHERE {_NAMED})"
    return Condition(f"{takes_part} AND ({on_a_side})", (_match(term),) * (1 + len(sides)))


def _actors(kind: str, term: Term, row: str) -> Condition:
    roles = ", ".join(f"'{role}'" for role in _ROLES[kind][term.field])
    sql = f"{row}.n IN (SELECT {kind} FROM {kind}_actor WHERE {_NAMED} AND role IN ({roles}))"
    return Condition(sql, (_match(term),))


def _interval(term: Term, row: str) -> Condition:
    """An interval meets a range where the two overlap; what has no date meets neither it nor its opposite."""
    days = [dt.date.fromisoformat(day).toordinal() for day in term.value.split("/")]
    if term.field == "since":
        return Condition(f"{row}.last >= ?", (days[0],))
    if term.field == "until":
        return Condition(f"{row}.first <= ?", (days[0],))
    return Condition(f"{row}.last >= ? AND {row}.first <= ?", (days[0], days[-1]))


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
