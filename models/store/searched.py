"""What filters look in: for each event and claim one row of an index of words, under a number that holds its day.

Actors stand in it by their roles and by all they are called, what else a filter asks (a category, a mode, an agency)
as traits: words that no text has. So a filter is one search, which finds the rows in the order of their days.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args

Searched: TypeAlias = Literal["event", "claim"]
SEARCHED: Final[tuple[Searched, ...]] = get_args(Searched)

#: The columns that actors stand in: what they are called in the first, their ids and countries in the second.
_ACTORS: Final[Mapping[Searched, tuple[str, ...]]] = {
    "event": ("source", "target"),
    "claim": ("source", "via", "about"),
}
_OWN_WORDS: Final[Mapping[Searched, tuple[str, ...]]] = {"event": ("words",), "claim": ("words", "cue")}


def _columns_of(role: str) -> tuple[str, str]:
    return role, f"{role}_more"


#: All columns of an index; an event has the relays of the claim that it stands in.
COLUMNS: Final[Mapping[Searched, tuple[str, ...]]] = {
    kind: (
        *_OWN_WORDS[kind],
        *(column for role in dict.fromkeys((*_ACTORS[kind], "via")) for column in _columns_of(role)),
        "traits",
    )
    for kind in _ACTORS
}

#: Those in which words without a field are looked for.
WORDED: Final[Mapping[Searched, tuple[str, ...]]] = {kind: (*_OWN_WORDS[kind], *_ACTORS[kind]) for kind in _ACTORS}

#: Stands between two names, so that no quotation runs from one into the next; and before a trait. Both are letters
#: to the index, of Unicode's private use.
_BETWEEN: Final = "\ue000"
_TRAIT: Final = "\ue001"

#: A row's number in the index: from these bits on its day, then whether it has no date of its own, below its number.
_BITS: Final = 32
_NO_DATE: Final = 31
_ROW: Final = (1 << _NO_DATE) - 1


#: Beginnings of so many letters have lists of their own in the index.
INDEXED: Final = 2


def key_of(row: str, number: str = "n", day: str = "day") -> str:
    """The number in the index of a row, as an SQL expression: its day (0: none), its own number (columns).

    Where it has no date, `last` is null: it stands under the day of its dispatch then, which the number says as well.
    """
    return f"(coalesce({row}.{day}, 0) << {_BITS} | (({row}.last IS NULL) << {_NO_DATE}) | {row}.{number})"


def row_of(key: str) -> str:
    """The row's own number, as an SQL expression."""
    return f"({key} & {_ROW})"


def day_of(key: str) -> str:
    """The row's day, null where it has none, as an SQL expression."""
    return f"nullif({key} >> {_BITS}, 0)"


def has_no_date(key: str) -> str:
    """Whether the row has no date of its own, as an SQL expression: 1 or 0."""
    return f"({key} >> {_NO_DATE} & 1)"


def begins(day: int) -> int:
    """The least number that a row of a day may have in the index."""
    return day << _BITS


def number_of(key: int) -> int:
    """The row's own number."""
    return key & _ROW


def day_number(key: int) -> int:
    """The row's day, 0 where it has none."""
    return key >> _BITS


def in_columns(columns: tuple[str, ...], match: str) -> str:
    """A search for words, limited to some columns."""
    return f"{{{' '.join(columns)}}} : {match}"


def actor_columns(roles: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in which actors of some roles stand."""
    return tuple(column for role in roles for column in _columns_of(role))


def trait(name: str, value: str | int = "") -> str:
    """A search for what has a trait."""
    return f'traits : "{_TRAIT}{name}{value}"'


#: A search for all rows, for none, and for those without a date.
ALL: Final = trait("all")
NOTHING: Final = trait("nothing")
UNDATED: Final = trait("undated")


def set_apart(*names: str) -> str:
    """Several names as one text in which no quotation runs from one into the next."""
    return f" {_BETWEEN} ".join(dict.fromkeys(filter(None, names)))


def index(db: sqlite3.Connection, dispatch: int) -> None:
    """Have what was read from a dispatch found, once all of it is in the tables."""
    for kind in COLUMNS:
        db.execute(f"{_insert(kind)} {_contents(kind, 'r.dispatch = ?')}", (dispatch,))


def index_all(db: sqlite3.Connection) -> None:
    """The same for all there is, with indexes that are empty."""
    for kind in COLUMNS:
        db.execute(f"{_insert(kind)} {_contents(kind, '1')}")


def withdraw(db: sqlite3.Connection, dispatch: int) -> None:
    """Have it found no longer, while all of it still is in the tables: an index is told what it has held."""
    for kind in COLUMNS:
        db.execute(f"{_insert(kind, 'delete')} {_contents(kind, 'r.dispatch = ?', 'delete')}", (dispatch,))


def _insert(kind: Searched, command: str = "") -> str:
    own = (f"{kind}_words",) if command else ()
    return f"INSERT INTO {kind}_words ({', '.join((*own, 'rowid', *COLUMNS[kind]))})"


def _contents(kind: Searched, condition: str, command: str = "") -> str:
    """The rows of an index by their numbers, for one that does not rise makes it write out what it has gathered."""
    picked = [key_of("r"), "b.words"]
    if command:
        picked.insert(0, f"'{command}'")
    if kind == "claim":
        picked.append("b.record ->> '$.cue.text'")
    for role in _ACTORS[kind]:
        picked += _named(kind, role, "r.n")
    if kind == "event":
        picked += _named("claim", "via", "r.claim")
    picked.append(_EVENT_TRAITS if kind == "event" else _CLAIM_TRAITS)
    return (
        f"SELECT {', '.join(picked)} FROM {kind} AS r CROSS JOIN {kind}_body AS b ON b.n = r.n"
        f" WHERE {condition} ORDER BY {key_of('r')}"
    )


def _named(kind: Searched, role: str, row: str) -> list[str]:
    """What the actors of a row are called, and by what else they are found."""
    return [
        f"(SELECT group_concat(n.{column}, ' {_BETWEEN} ') FROM {kind}_actor AS a CROSS JOIN naming AS n"
        f" ON n.n = a.naming WHERE a.{kind} = {row} AND a.role = '{role}')"
        for column in ("names", "more")
    ]


def _traits(row: str, *names: str) -> str:
    return " || ".join(f"' {_TRAIT}{name}' || {row}.{name}" for name in names)


_OF_ANY = (
    f"' {_TRAIT}all' || CASE WHEN r.last IS NULL THEN ' {_TRAIT}undated' ELSE '' END"
    f" || coalesce((SELECT ' {_TRAIT}agency' || g.n FROM dispatch AS d CROSS JOIN agency AS g ON g.name = d.agency"
    " WHERE d.n = r.dispatch), '')"
)
_OF_CLAIM, _OF_EVENT = ("mode", "certainty", "stance"), ("category", "status")
_EVENT_TRAITS = (
    f"{_OF_ANY} || {_traits('r', *_OF_EVENT)}"
    f" || coalesce((SELECT {_traits('c', *_OF_CLAIM)} FROM claim AS c WHERE c.n = r.claim), '')"
)
_CLAIM_TRAITS = (
    f"{_OF_ANY} || {_traits('r', *_OF_CLAIM, 'polarity')}"
    f" || coalesce((SELECT group_concat({_traits('e', *_OF_EVENT)}, '') FROM event AS e WHERE e.claim = r.n), '')"
)
