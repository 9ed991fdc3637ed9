"""Under which keys gists stand, and which of each key's gists take part: the newest few, so that no key grows forever.

A key is kept as a number: of its text, of its kind and of its side. Each function works inside the transaction of its
caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from models.comparing.near import Moment, may_meet
from models.store.kept import Kept

#: How many take part under a key, newest first, by the key's first letter: of each side for P(olarity), S(tands),
#: A(ccusations) and N (denials), in all for D(ates), F(igures), their like of stands (E, Q) and O(ccurrences).
MOST: Final = {"P": 20, "A": 12, "D": 24, "F": 24, "O": 40, "S": 20, "Q": 24, "E": 24, "N": 12}
_KINDS: Final = "".join(MOST)
_SIDES: Final = ("", "+", "-")
_SIDE_BITS: Final = 2
_KIND_BITS: Final = 4
_SIDE: Final = (1 << _SIDE_BITS) - 1


@lru_cache(maxsize=8192)
def numbered(key: str, side: str) -> int:
    """The number that stands for a key and a side of it."""
    told = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> (1 + _SIDE_BITS + _KIND_BITS)
    return (told << _KIND_BITS | _KINDS.index(key[0])) << _SIDE_BITS | _SIDES.index(side)


def kind(key: int) -> str:
    """The letter of a key."""
    return _KINDS[key >> _SIDE_BITS & (1 << _KIND_BITS) - 1]


def whole(key: int) -> int:
    """A key, whatever the side."""
    return key & ~_SIDE


def facing(key: int) -> int:
    """The side of a key that a side is compared with; where there are no two, itself."""
    return key ^ _SIDE if key & _SIDE else key


class Standing(NamedTuple):
    """A gist that stands under a key: by its row, and when it was said and is of."""

    gist: int
    moment: Moment


def standing(kept: Kept) -> Standing:
    """A gist as it stands under keys."""
    dated = kept.gist.first or kept.gist.last
    return Standing(kept.n, Moment(kept.day, dated.toordinal() if dated is not None else 0))


def enter(db: sqlite3.Connection, kept: Kept, keys: Sequence[int]) -> None:
    """Puts a gist under keys."""
    dated = standing(kept).moment.of
    placed = [(key, kept.day, order_of(kept.tie), kept.n, dated) for key in keys]
    db.executemany("INSERT INTO matter VALUES (?, ?, ?, ?, ?)", placed)


def leave(db: sqlite3.Connection, kept: Kept, key: int) -> None:
    """Takes a gist from under a key."""
    placed = (key, kept.day, order_of(kept.tie), kept.n)
    db.execute("DELETE FROM matter WHERE key = ? AND day = ? AND tie = ? AND gist = ?", placed)


def keys_of(db: sqlite3.Connection, n: int) -> list[int]:
    """The keys under which a gist stands."""
    (keys,) = db.execute("SELECT keys FROM gist WHERE n = ?", (n,)).fetchone()
    return [int(key) for key in json.loads(keys)]


def first(db: sqlite3.Connection, key: int, most: int) -> list[Standing]:
    """The gists that stand first under a key, the newest first."""
    rows = db.execute(
        "SELECT gist, day, dated FROM matter WHERE key = ? ORDER BY day DESC, tie, gist LIMIT ?", (key, most)
    )
    return [Standing(n, Moment(day, dated)) for n, day, dated in rows.fetchall()]


def met(kept: Kept, key: int, others: Iterable[Standing]) -> list[int]:
    """Those of others under a key that a gist is compared with."""
    own, of = standing(kept), kind(key)
    return [other.gist for other in others if other.gist != own.gist and may_meet(of, own.moment, other.moment)]


@lru_cache(maxsize=64)
def order_of(tie: str) -> int:
    """The place of a gist among those of its day: any, but the same whenever it comes."""
    return int.from_bytes(blake2b(tie.encode(), digest_size=8).digest(), "big") >> 1
