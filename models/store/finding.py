"""The rows that a filter lets through, as one query for their numbers in the index of words.

The query yields them in the order of the days where it is asked to, newest first, and walks no farther than it is read:
a search is one walk through the lists of the index. What is said of few rows alone is looked up instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from models.filters import Filter, Group, Term
from models.filters.fields import DATE_FIELDS
from models.store.conditions import (
    Asked,
    Condition,
    all_of,
    are_many,
    days_of,
    lasting_over,
    open_after,
    parts,
    smaller_set,
)
from models.store.searched import NOTHING, UNDATED, Searched, begins, key_of
from models.store.searching import joined, search

#: Brackets that the index does not answer are taken apart into as many queries, or left to SQLite.
_MOST_ALTERNATIVES: Final = 8


def found(db: sqlite3.Connection, kind: Searched, chosen: Filter) -> Condition:
    """The query for the numbers `key` of all rows of a kind that a filter lets through."""
    return _found(Asked(db, kind, f"+{kind}_words.rowid"), chosen)


def first_found(db: sqlite3.Connection, kind: Searched, chosen: Filter, before: int) -> Condition:
    """The same for those below a number, the highest first, of which a few are wanted."""
    query = _found(Asked(db, kind, f"+{kind}_words.rowid", before=before), chosen)
    return Condition(f"{query.sql} ORDER BY key DESC", query.values)


def _found(asked: Asked, chosen: Filter) -> Condition:
    alternatives = list(islice(_alternatives(asked, chosen), _MOST_ALTERNATIVES + 1))
    if len(alternatives) > _MOST_ALTERNATIVES:
        alternatives = [chosen]
    queries = [_query(asked, alternative) for alternative in alternatives] or [_search(asked, NOTHING, [])]
    values = tuple(value for query in queries for value in query.values)
    return Condition(" UNION ".join(query.sql for query in queries), values)


def _alternatives(asked: Asked, chosen: Filter) -> Iterator[Filter]:
    """Filters that together let through the same, without brackets that the index does not answer."""
    for place, part in enumerate(chosen.terms):
        if isinstance(part, Group) and search(asked.db, asked.kind, part, asked.paired) is None:
            others = chosen.terms[:place] + chosen.terms[place + 1 :]
            if part.negated:
                yield from _alternatives(asked, Filter(others + tuple(map(_opposite, part.alternatives))))
            else:
                for alternative in part.alternatives:
                    yield from _alternatives(asked, Filter(others + alternative.terms))
            return
    yield chosen


def _opposite(chosen: Filter) -> Group:
    """What lets through what a filter does not, as far as that can be told: where one of its parts is not so."""
    return Group(tuple(Filter((replace(part, negated=not part.negated),)) for part in chosen.terms))


def _query(asked: Asked, chosen: Filter) -> Condition:
    """One search; or, where nothing is searched for, the rows that a term is about, if these are few."""
    if all(search(asked.db, asked.kind, part, asked.paired) is None for part in chosen.terms):
        few = _few(asked, chosen)
        if few is not None:
            return few
    is_dated = any(isinstance(part, Term) and part.field in DATE_FIELDS for part in chosen.terms)
    wanted, unwanted, others = parts(asked, chosen, dated=is_dated)
    if is_dated:
        unwanted.append(UNDATED)
        others += _reach(asked, chosen)
    return _search(asked, joined(wanted, unwanted), others)


def _search(asked: Asked, searched: str, others: list[Condition]) -> Condition:
    words = f"{asked.kind}_words"
    if asked.before is not None:
        others = [*others, Condition(f"{words}.rowid < ?", (asked.before,))]
    condition = all_of([Condition(f"{words} MATCH ?", (searched,)), *others])
    return Condition(f"SELECT {words}.rowid AS key FROM {words} WHERE {condition.sql}", condition.values)


def _few(asked: Asked, chosen: Filter) -> Condition | None:
    """The rows that a filter is about, by their own table, and of these those that it lets through."""
    for place, part in enumerate(chosen.terms):
        if isinstance(part, Group) or part.negated or part.field in DATE_FIELDS:
            continue
        few, holds = smaller_set(asked, part)
        if not holds or (asked.before is not None and are_many(asked, few)):
            continue
        others = Filter(chosen.terms[:place] + chosen.terms[place + 1 :])
        # What has no date, no date field lets through.
        condition = all_of(parts(replace(asked, key="+key"), others).others)
        rows = f"SELECT {key_of('x')} AS key FROM {asked.kind} AS x WHERE ({few.sql})"
        if asked.before is not None:
            rows = f"{rows} AND {key_of('x')} < {asked.before}"
        return Condition(f"SELECT key FROM ({rows}) WHERE {condition.sql}", few.values + condition.values)
    return None


def _reach(asked: Asked, chosen: Filter) -> list[Condition]:
    """Between which numbers all lies that a filter's dates let through: what need not be walked is left out."""
    dates = [
        days_of(part)
        for part in chosen.terms
        if isinstance(part, Term) and part.field in DATE_FIELDS and not part.negated
    ]
    reached = max((day for day, _ in dates if day is not None), default=None)
    begun = min((day for _, day in dates if day is not None), default=None)
    own = f"{asked.kind}_words.rowid"
    conditions = []
    if reached is not None:
        first = min(_outermost(asked, "min", condition, reached) for condition in lasting_over(reached))
        conditions.append(Condition(f"{own} >= ?", (begins(first),)))
    if begun is not None:
        last = _outermost(asked, "max", open_after(begun), begun)
        conditions.append(Condition(f"{own} < ?", (begins(last + 1),)))
    return conditions


def _outermost(asked: Asked, which: str, condition: Condition, day: int) -> int:
    """The outermost day of some rows; without any, the day given."""
    sql = f"SELECT coalesce({which}(+x.day), ?) FROM {asked.kind} AS x WHERE {condition.sql}"
    return int(asked.db.execute(sql, (day, *condition.values)).fetchone()[0])
