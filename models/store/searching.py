"""A filter's parts in FTS5's language: what the index of words answers by itself (`searched.py`).

Words reach FTS5 as quoted strings, in which nothing is an operator, each limited to the columns that it is meant for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from models.filters import VALUES, FieldName, Filter, Part, Term
from models.records import COOPERATION
from models.store.searched import (
    ALL,
    INDEXED,
    NOTHING,
    UNDATED,
    WORDED,
    Searched,
    actor_columns,
    in_columns,
    trait,
)

#: The roles that an actor field asks for.
_ROLES: Final[Mapping[Searched, Mapping[FieldName, tuple[str, ...]]]] = {
    "event": {"from": ("source",), "to": ("target",), "actor": ("source", "target"), "via": ("via",)},
    "claim": {"from": ("source", "via"), "to": ("about",), "actor": ("source", "via", "about"), "via": ("via",)},
}
#: The sides of a pair that an actor field asks for.
SIDES: Final[Mapping[FieldName, tuple[str, ...]]] = {
    field: roles for field, roles in _ROLES["event"].items() if field != "via"
}


#: A beginning of so many words at most is searched for by these.
_FEW: Final = 64


def search(db: sqlite3.Connection, kind: Searched, part: Part, paired: bool) -> str | None:
    """A part as a search, its negation left aside; None where the index of words does not answer it.

    Paired, actors are not asked of the event but of its pairs, which the index does not know.
    """
    if isinstance(part, Term):
        return _term(db, kind, part, paired)
    alternatives = []
    for alternative in part.alternatives:
        found = _whole(db, kind, alternative, paired)
        if found is None:
            return None
        alternatives.append(found)
    return either(alternatives)


def joined(wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    """A search for what all of some searches find, and none of others."""
    found = " AND ".join(f"({each})" for each in wanted) or ALL
    return f"({found}) NOT ({either(unwanted)})" if unwanted else found


def _whole(db: sqlite3.Connection, kind: Searched, chosen: Filter, paired: bool) -> str | None:
    wanted: list[str] = []
    unwanted: list[str] = []
    for part in chosen.terms:
        found = search(db, kind, part, paired)
        if found is None:
            return None
        (unwanted if part.negated else wanted).append(found)
    return joined(wanted, unwanted)


def either(searches: Sequence[str]) -> str:
    """A search for what one of some searches finds."""
    return " OR ".join(f"({each})" for each in searches) or NOTHING


def _term(db: sqlite3.Connection, kind: Searched, term: Term, paired: bool) -> str | None:
    if term.field == "words":
        return in_columns(WORDED[kind], _beginnings(db, kind, term))
    if term.field in _ROLES[kind]:
        if paired and term.field in SIDES:
            return None
        return in_columns(actor_columns(_ROLES[kind][term.field]), _beginnings(db, "naming", term))
    if term.field == "type":
        return ALL if ("relation" if paired else kind).startswith(term.value) else NOTHING
    if term.field == "agency":
        return _any_trait("agency", _agencies(db, term))
    if term.field == "is":
        return _state(kind, term)
    if term.field in VALUES:
        return _any_trait(term.field, (name for name in VALUES[term.field] if name.startswith(term.value)))
    return None


def _state(kind: Searched, term: Term) -> str | None:
    """What is undated, quoted, negated, of conflict, of cooperation; what is new or marked only if anything is."""
    match term.value:
        case "undated":
            return UNDATED
        case "quoted":
            return _any_trait("mode", ("direct", "mixed"))
        case "negated":
            return trait("status" if kind == "event" else "polarity", "negated")
        case "conflict":
            return _any_trait("category", (name for name in VALUES["category"] if name not in COOPERATION))
        case "cooperation":
            return _any_trait("category", sorted(COOPERATION))
        case "new" | "marked" if not term.meant:
            return NOTHING
    return None


def _any_trait(name: str, values: Iterable[str | int]) -> str:
    return either([trait(name, value) for value in values])


def _agencies(db: sqlite3.Connection, term: Term) -> list[int]:
    """Agencies by all of a name, or by the beginning of a word in it, in any case of ASCII letters."""
    if term.exact:
        rows = db.execute("SELECT n FROM agency WHERE name = ? COLLATE NOCASE", (storable(term.value),))
    else:
        begins = liked(term.value) + "%"
        sql = "SELECT n FROM agency WHERE name LIKE ? ESCAPE '!' OR name LIKE ? ESCAPE '!'"
        rows = db.execute(sql, (begins, "% " + begins))
    return [n for (n,) in rows]


def _beginnings(db: sqlite3.Connection, of: Searched | Literal["naming"], term: Term) -> str:
    """A term in FTS5's language; a beginning as the words that begin so, where these are few.

    The lists of words are walked only as far as rows are wanted. That of a beginning is made whole before, unless it
    is one of two letters, which the index has.
    """
    begin = term.value.lower()
    if term.exact or not (begin.isascii() and begin.isalnum()) or len(begin) == INDEXED:
        return phrase(term)
    words: list[str] = []
    least = begin
    sql = f"SELECT term FROM {of}_words_held WHERE term >= ? LIMIT 1"
    while (row := db.execute(sql, (least,)).fetchone()) is not None and row[0].startswith(begin):
        (word,) = row
        if len(words) == _FEW or not word.isalnum():
            return phrase(term)
        if len(word) < INDEXED or len(begin) > INDEXED:
            words.append(f'"{word}"')
            least = f"{word}\0"
        else:
            words.append(f'"{word[:INDEXED]}" *')
            least = word[: INDEXED - 1] + chr(ord(word[INDEXED - 1]) + 1)
    return f"({' OR '.join(words)})" if words else phrase(term)


def phrase(term: Term) -> str:
    """A term in FTS5's language: a quoted string, and a star where it is a beginning.

    FTS5 ends its input at a NUL, which separates words in the index: so a space stands for it.
    """
    text = storable(term.value).replace("\0", " ").replace('"', '""')
    return f'"{text}"' if term.exact else f'"{text}" *'


def liked(value: str) -> str:
    """Text in which LIKE sees no wildcard."""
    return storable(value).replace("!", "!!").replace("%", "!%").replace("_", "!_").replace("\0", " ")


def storable(text: str) -> str:
    """Text that SQLite takes: half a surrogate pair is in no record, and finds none."""
    return text.encode("utf-8", "replace").decode()
