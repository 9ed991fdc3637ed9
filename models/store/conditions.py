"""A filter as SQL conditions, for each kind of row: what FIELDS says in words, said to SQLite.

What the index of words holds is asked of it in one search (`searching.py`); the rest, dates above all, of sets of rows.
Everything is asked of a row's number in the index, which holds its day. Values are always bound, never written into
the SQL. Where a row has no date, a date field is null: neither it nor its opposite holds.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from models.filters import Filter, Group, Term
from models.filters.fields import DATE_FIELDS
from models.store.schema import BEGINNING, LONG
from models.store.searched import NOTHING, SEARCHED, Searched, begins, has_no_date, key_of, row_of
from models.store.searching import SIDES, either, joined, liked, phrase, search, storable

Value = str | int


#: The records of one side of the clashes whose own words clash, not those that are only the nearest to them: as the
#: sign on their lines has it.
_CLASHING: Final = (
    "SELECT k.id FROM clash AS c CROSS JOIN {kind} AS k ON k.id = c.{{side}} CROSS JOIN {kind}_body AS b ON b.n = k.n"
    " WHERE NOT EXISTS (SELECT 1 FROM json_each(c.marks, '$[{{number}}]') AS m"
    " WHERE m.value ->> 0 < {begin} OR m.value ->> 1 > {end})"
)
_OF_CONTENT: Final = "(SELECT {which}(s.value ->> {end}) FROM json_each(b.record, '$.content') AS s)"
_OWN_WORDS_CLASH: Final[Mapping[Searched, str]] = {
    "event": _CLASHING.format(
        kind="event",
        begin="min(b.record ->> '$.sentence[0]', b.record ->> '$.span[0]')",
        end="max(b.record ->> '$.sentence[1]', b.record ->> '$.span[1]')",
    ),
    "claim": _CLASHING.format(
        kind="claim",
        begin=f"min(b.record ->> '$.sentence[0]', {_OF_CONTENT.format(which='min', end=0)})",
        end=f"max(b.record ->> '$.sentence[1]', {_OF_CONTENT.format(which='max', end=1)})",
    ),
}


class Condition(NamedTuple):
    """A piece of SQL that is true or false of a row, and the values it is bound to."""

    sql: str
    values: tuple[Value, ...] = ()

    def negated(self) -> Condition:
        """True where this one is false; neither holds of what has no value."""
        return Condition(f"NOT ({self.sql})", self.values)


_ALWAYS, _NEVER = Condition("1"), Condition("0")

#: More rows than these are each asked, where only the first are wanted, instead of gathered before.
_MANY: Final = 20_000


@dataclass(frozen=True)
class Asked:
    """Of which rows a condition speaks: their kind, and their number in the index as an SQL expression.

    `paired`: rows `r` of `dyad`, of which actors are asked by their sides. `before`: rows with numbers below are asked
    in their order until enough are found.
    """

    db: sqlite3.Connection
    kind: Searched
    key: str
    paired: bool = False
    before: int | None = None


class Parts(NamedTuple):
    """What a filter asks: what to search the index for, what must not be found there, and the other conditions."""

    wanted: list[str]
    unwanted: list[str]
    others: list[Condition]


def dyad_condition(db: sqlite3.Connection, chosen: Filter) -> Condition:
    """What rows `r` of `dyad` must meet: those of the event, with the actor fields asking the pair itself."""
    return _all(Asked(db, "event", key_of("r", "event", "stands"), paired=True), chosen)


def _all(asked: Asked, chosen: Filter) -> Condition:
    """All parts of a filter, those that the index answers in one search."""
    wanted, unwanted, conditions = parts(asked, chosen)
    found = f"(SELECT rowid FROM {asked.kind}_words WHERE {asked.kind}_words MATCH ?)"
    if wanted:
        conditions.insert(0, Condition(f"{asked.key} IN {found}", (joined(wanted, unwanted),)))
    elif unwanted:
        conditions.insert(0, Condition(f"{asked.key} NOT IN {found}", (either(unwanted),)))
    return all_of(conditions)


def parts(asked: Asked, chosen: Filter, *, dated: bool = False) -> Parts:
    """A filter taken apart; `dated` where it is asked of nothing without a date."""
    found = Parts([], [], [])
    for part in dict.fromkeys(chosen.terms):
        searched = search(asked.db, asked.kind, part, asked.paired)
        if searched is not None:
            (found.unwanted if part.negated else found.wanted).append(searched)
        elif isinstance(part, Group):
            found.others.append(_group(asked, part))
        else:
            condition = _term(asked, part)
            if part.field in DATE_FIELDS and not dated:
                sql = f"CASE WHEN {has_no_date(asked.key)} THEN NULL ELSE {condition.sql} END"
                condition = Condition(sql, condition.values)
            found.others.append(condition.negated() if part.negated else condition)
    return found


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Holds where all of some do."""
    return _joined(" AND ", conditions) if conditions else _ALWAYS


def _group(asked: Asked, group: Group) -> Condition:
    """One of the alternatives, or none of them; always within brackets."""
    alternatives = [_all(asked, alternative) for alternative in group.alternatives]
    whole = _joined(" OR ", alternatives) if alternatives else _NEVER
    return whole.negated() if group.negated else Condition(f"({whole.sql})", whole.values)


def _joined(operator: str, conditions: Sequence[Condition]) -> Condition:
    values = tuple(value for condition in conditions for value in condition.values)
    return Condition(operator.join(f"({condition.sql})" for condition in conditions), values)


def _term(asked: Asked, term: Term) -> Condition:
    """What a term asks that the index of words does not answer."""
    if term.field in SIDES:
        return _sides(asked, term)
    if term.field in DATE_FIELDS:
        return _interval(asked, term)
    few, holds = smaller_set(asked, term)
    if asked.before is not None and are_many(asked, few):
        own = f"x.n = {row_of(asked.key)}"
        condition = Condition(f"EXISTS (SELECT 1 FROM {asked.kind} AS x WHERE {own} AND ({few.sql}))", few.values)
    else:
        condition = _among(asked, few.sql, few.values)
    return condition if holds else condition.negated()


def _among(asked: Asked, condition: str, values: tuple[Value, ...] = ()) -> Condition:
    """Whether a row is among those `x` of its kind that meet a condition."""
    return Condition(f"{asked.key} IN (SELECT {key_of('x')} FROM {asked.kind} AS x WHERE {condition})", values)


def smaller_set(asked: Asked, term: Term) -> tuple[Condition, bool]:
    """For a term about few rows: what rows `x` meet of which it holds; False where it is those it does not hold of."""
    if term.field == "file":
        dispatch = _file(term)
        sql = f"SELECT total({dispatch.sql}), count(*) FROM dispatch"
        of, all_ = asked.db.execute(sql, dispatch.values).fetchone()
        holds = of * 2 <= all_
        sign = "" if holds else "NOT "
        return Condition(f"x.dispatch IN (SELECT n FROM dispatch WHERE {sign}({dispatch.sql}))", dispatch.values), holds
    if term.field == "story":
        return _story(asked, term), True
    if term.field == "reported":
        return Condition("x.issued BETWEEN ? AND ?", tuple(day for day in days_of(term) if day is not None)), True
    if term.value == "disputed":
        own = [_OWN_WORDS_CLASH[asked.kind].format(side=side, number=number) for number, side in enumerate("ab")]
        of_claims = ["SELECT id FROM clash_told"] if asked.kind == "event" else []
        return Condition(f"x.id IN ({' UNION '.join([*own, *of_claims])})"), True
    if term.value == "marked":
        return Condition("x.id IN (SELECT value FROM json_each(?))", term.meant), True
    (seen,) = term.meant
    holds = int(seen) * 2 >= int(asked.db.execute("SELECT generation FROM state").fetchone()[0])
    return Condition(f"x.added {'>' if holds else '<='} ?", (seen,)), holds


def _story(asked: Asked, term: Term) -> Condition:
    """What rows `x` meet whose dispatch has some event or claim that holds the words."""
    words = replace(term, field="words", negated=False)
    sets, values = [], []
    for kind in SEARCHED:
        sets.append(
            f"SELECT o.dispatch FROM {kind} AS o WHERE o.n IN"
            f" (SELECT {row_of('rowid')} FROM {kind}_words WHERE {kind}_words MATCH ?)"
        )
        values.append(search(asked.db, kind, words, False) or NOTHING)
    return Condition(f"x.dispatch IN ({' UNION '.join(sets)})", tuple(values))


def are_many(asked: Asked, condition: Condition) -> bool:
    """Whether many rows `x` of the kind meet a condition."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {asked.kind} AS x WHERE {condition.sql} LIMIT {_MANY + 1})"
    return int(asked.db.execute(sql, condition.values).fetchone()[0]) > _MANY


def _file(term: Term) -> Condition:
    """A part of the dispatch's id; or just that id, or all items of just that file."""
    value = storable(term.value)
    if term.exact:  # "$" is the next code point after "#"
        return Condition("id = ? OR (id > ? AND id < ?)", (value, f"{value}#", f"{value}$"))
    return Condition("id LIKE ? ESCAPE '!'", (f"%{liked(value)}%",))


def _sides(asked: Asked, term: Term) -> Condition:
    """The pairs in which an actor stands on one of the sides asked.

    A party whose actors all are meant is known by its key; of another it is looked up who stands for it in the event.
    """
    named = "SELECT rowid FROM naming_words WHERE naming_words MATCH ?"
    rows = asked.db.execute(
        f"SELECT party, min(meant) FROM (SELECT party, n IN ({named}) AS meant FROM naming) GROUP BY party"
        " HAVING max(meant)",
        (phrase(term),),
    ).fetchall()
    wholly = json.dumps([party for party, whole in rows if whole])
    partly = json.dumps([party for party, whole in rows if not whole])
    conditions = []
    for side in SIDES[term.field]:
        conditions.append(Condition(f"r.{side} IN (SELECT value FROM json_each(?))", (wholly,)))
        if not all(whole for _, whole in rows):
            sql = (
                f"r.{side} IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM event_actor"
                f" WHERE event = r.event AND role = '{side}' AND party = r.{side} AND +naming IN ({named}))"
            )
            conditions.append(Condition(sql, (partly, phrase(term))))
    return _joined(" OR ", conditions)


def days_of(term: Term) -> tuple[int | None, int | None]:
    """The day that a date must reach, and the one by which it must have begun."""
    days = [dt.date.fromisoformat(day).toordinal() for day in term.value.split("/")]
    return (None if term.field == "until" else days[0]), (None if term.field == "since" else days[-1])


def _interval(asked: Asked, term: Term) -> Condition:
    """An interval meets a range where the two overlap; of what has a date.

    A date reaches a day if it begins on it or later, or is among the lasting ones; it has begun by a day if it
    does so on it or earlier, or has an open beginning.
    """
    reached, begun = days_of(term)
    conditions = []
    if reached is not None:
        sets = [_among(asked, lasting.sql, lasting.values) for lasting in lasting_over(reached)]
        conditions.append(_joined(" OR ", [Condition(f"{asked.key} >= ?", (begins(reached),)), *sets]))
    if begun is not None:
        is_open = open_after(begun)
        own = Condition(f"{asked.key} < ?", (begins(begun + 1),))
        conditions.append(_joined(" OR ", [own, _among(asked, is_open.sql, is_open.values)]))
    return Condition(f"({_joined(' AND ', conditions).sql})", _joined(" AND ", conditions).values)


def lasting_over(day: int) -> tuple[Condition, Condition]:
    """What rows `x` meet that begin before a day and reach it: those whose dates are of any length, and long ones.

    Of the shorter ones only those need be looked at that end soon after.
    """
    # The plus signs keep SQLite from walking all earlier days.
    soon = Condition("x.last > x.day AND x.last BETWEEN ? AND ? AND +x.day < ?", (day, day + LONG, day))
    return soon, Condition(f"x.last > x.day + {LONG} AND x.last > ? AND +x.day < ?", (day + LONG, day))


def open_after(day: int) -> Condition:
    """What rows `x` meet that have an open beginning and stand under a later day."""
    return Condition(f"x.first = {BEGINNING} AND x.day > ?", (day,))


def bound(values: tuple[Value, ...], offset: int, limit: int) -> tuple[Value, ...]:
    """The values of a window's query: a condition's, then its `LIMIT ? OFFSET ?`."""
    return (*values, max(0, limit), max(0, offset))
