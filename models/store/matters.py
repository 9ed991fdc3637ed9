"""Under which keys gists stand, and which of each key's gists take part: few, so that no key grows forever.

Those that are newest of all meet each other, and the first of a few days those of these days and of the next ones: so
what is found stays when others come later, and what comes late finds its own days. A key is kept as a number, of its
text, its kind and its side. Each function works inside the transaction of its caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from models.comparing.near import Moment, may_meet
from models.store.kept import Kept

#: How many take part under a key, newest first, by the key's first letter: of each side for P(olarity), S(tands),
#: A(ccusations) and N (denials), in all for D(ates), F(igures), their like of stands (E, Q) and O(ccurrences).
MOST: Final = {"P": 20, "A": 12, "D": 24, "F": 24, "O": 40, "S": 20, "Q": 24, "E": 24, "N": 12}
#: How many of each side take part for each few days, and how many days these are.
OF_DAYS: Final = 12
_DAYS: Final = 3
#: The keys that have their day in them: all who stand there are near.
_DATED: Final = "O"
_KINDS: Final = "".join(MOST)
_SIDES: Final = ("", "+", "-")
_SIDE_BITS: Final = 2
_KIND_BITS: Final = 4
_STANDING: Final = "SELECT gist, day, dated FROM matter"
_ORDER: Final = "ORDER BY day DESC, tie, gist"
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
    rows = db.execute(f"{_STANDING} WHERE key = ? {_ORDER} LIMIT ?", (key, most))
    return [Standing(n, Moment(day, dated)) for n, day, dated in rows.fetchall()]


def first_of(db: sqlite3.Connection, key: int, day: int, most: int) -> list[Standing]:
    """The gists that stand first under a key among those of the days about one."""
    begin = day - day % _DAYS
    rows = db.execute(
        f"{_STANDING} WHERE key = ? AND day BETWEEN ? AND ? {_ORDER} LIMIT ?", (key, begin, begin + _DAYS - 1, most)
    )
    return [Standing(n, Moment(day, dated)) for n, day, dated in rows.fetchall()]


def met(db: sqlite3.Connection, own: Standing, key: int) -> list[int]:
    """Those with which a gist is compared under a key: both are of the newest, or of the first of days near by."""
    of, other = kind(key), facing(key)
    most = MOST[of]
    is_first = own in first(db, key, most)
    others = first(db, other, most + 1)
    found = others[:most] if is_first else []
    if of != _DATED and not (is_first and len(others) <= most) and own in first_of(db, key, own.moment.said, OF_DAYS):
        for days in (-_DAYS, 0, _DAYS):
            found += first_of(db, other, own.moment.said + days, OF_DAYS)
    near = (one.gist for one in found if one.gist != own.gist and may_meet(of, own.moment, one.moment))
    return list(dict.fromkeys(near))


def just_behind(db: sqlite3.Connection, own: Standing, key: int) -> list[Standing]:
    """Those who are not among the first under a key, and would be without a gist that is."""
    most = MOST[kind(key)]
    found = _behind(first(db, key, most + 1), own, most)
    if kind(key) != _DATED:
        found += _behind(first_of(db, key, own.moment.said, OF_DAYS + 1), own, OF_DAYS)
    return list(dict.fromkeys(found))


def _behind(several: list[Standing], own: Standing, most: int) -> list[Standing]:
    return several[most:] if own in several[:most] else []


@lru_cache(maxsize=64)
def order_of(tie: str) -> int:
    """The place of a gist among those of its day: any, but the same whenever it comes."""
    return int.from_bytes(blake2b(tie.encode(), digest_size=8).digest(), "big") >> 1
