"""Under which keys gists and claims stand, and which of each key's take part: few, so that no key grows forever.

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

from models.comparing.near import REACH, may_meet, voice
from models.store.kept import Kept

#: How many take part under a key, newest first, by the key's first letter: of each side for S(tands), A(ccusations),
#: N (denials) and W (what is negated), in all for figures and dates (Q, E), O(ccurrences) and C(laims).
MOST: Final = {"S": 20, "A": 12, "N": 12, "W": 12, "Q": 24, "E": 24, "O": 40, "C": 24}
#: How many of each side take part for each few days, and how many days these are.
OF_DAYS: Final = 12
_DAYS: Final = 3
#: The keys that have their day in them: all who stand there are near.
_DATED: Final = "O"
#: The keys under which voices matter.
_OF_VOICES: Final = "S"
_KINDS: Final = "".join(MOST)
_SIDES: Final = ("", "+", "-")
_SIDE_BITS: Final = 2
_KIND_BITS: Final = 4
_STANDING: Final = "SELECT gist, day, dated, tie, voice FROM matter"
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
    """Who stands under keys: the row of a gist, or of a claim under its own keys, the day when it was said, the first
    that it is of (0: none told), its place among those of its day, and of a stand its voice (`near`)."""

    gist: int
    said: int
    of: int
    order: int
    voice: int = 0


def standing(kept: Kept) -> Standing:
    """A gist as it stands under keys: what will be "by May 3" is of that day."""
    days = (kept.gist.first, kept.gist.last)
    dated = next((d for d in (days[::-1] if kept.gist.mood == "will" else days) if d is not None), None)
    said_of = dated.toordinal() if dated is not None else 0
    return Standing(kept.n, kept.day, said_of, order_of(kept.tie), voice(kept.gist) if kept.gist.poles else 0)


def leave(db: sqlite3.Connection, own: Standing, key: int) -> None:
    """Takes one from under a key."""
    placed = (key, own.said, own.order, own.gist)
    db.execute("DELETE FROM matter WHERE key = ? AND day = ? AND tie = ? AND gist = ?", placed)


def keys_of(db: sqlite3.Connection, n: int) -> list[int]:
    """The keys under which a gist stands."""
    (keys,) = db.execute("SELECT keys FROM gist WHERE n = ?", (n,)).fetchone()
    return [int(key) for key in json.loads(keys)]


class Standings:
    """Who stands under keys, as they come; each key is looked up once. None may go while it is used."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        #: By key the newest ones, as far as a first day, and one more than take part.
        self._newest: dict[int, tuple[int, list[Standing]]] = {}
        #: By key and first day those of some days who come first, and one more than take part.
        self._of_days: dict[tuple[int, int], list[Standing]] = {}
        self._edges: dict[tuple[int, int], Standing | None] = {}

    def enter(self, own: Standing, keys: Sequence[int]) -> list[tuple[Standing, int]]:
        """Puts a gist, or a claim, under keys; returns whom it crowds out of those that take part, and under which."""
        rows = [
            (key, own.said, own.order, own.gist, own.of, own.voice if kind(key) in _OF_VOICES else 0) for key in keys
        ]
        self._db.executemany("INSERT INTO matter VALUES (?, ?, ?, ?, ?, ?)", rows)
        for key in keys:
            self._newest.pop(key, None)
            self._of_days.pop((key, _begin(own.said)), None)
            for most in (MOST[kind(key)], OF_DAYS):
                self._edges.pop((key, most), None)
        return [(one, key) for key in keys for one in self.just_behind(own, key)]

    def just_behind(self, own: Standing, key: int) -> list[Standing]:
        """Those who do not take part, and would without one that does."""
        found = [self._edge(key, MOST[kind(key)])]
        if self._may_crowd_days(own, key):
            found.append(_at(self._first_of_days(key, own.said), OF_DAYS))
        return list(dict.fromkeys(one for one in found if one is not None and _is_before(own, one)))

    def met(self, own: Standing, key: int) -> list[int]:
        """Those with which a gist is compared: both are of the newest, or of the first of days near by."""
        of, other = kind(key), facing(key)
        most = MOST[of]
        is_newest = _takes_part(own, self._edge(key, most))
        others = self._newest_since(other, own.said - REACH.get(of, own.said))
        found = others[:most] if is_newest else []
        if of != _DATED and not (is_newest and len(others) <= most) and self._is_of_its_days(own, key):
            for day in (own.said - _DAYS, own.said, own.said + _DAYS):
                found = [*found, *self._first_of_days(other, day)[:OF_DAYS]]
        return list(dict.fromkeys([one.gist for one in found if _may_meet(of, own, one)]))

    def _is_of_its_days(self, own: Standing, key: int) -> bool:
        """Whether one is of the first of the days about its own."""
        if not self._may_crowd_days(own, key):
            return True
        return _takes_part(own, _at(self._first_of_days(key, own.said), OF_DAYS))

    def _may_crowd_days(self, own: Standing, key: int) -> bool:
        """Whether more may be of the days about one than take part: there are, of these or newer ones."""
        if kind(key) == _DATED:
            return False
        edge = self._edge(key, OF_DAYS)
        return edge is not None and edge.said >= _begin(own.said)

    def _edge(self, key: int, most: int) -> Standing | None:
        """Who comes next behind so many newest ones."""
        if (key, most) not in self._edges:
            row = self._db.execute(f"{_STANDING} WHERE key = ? {_ORDER} LIMIT 1 OFFSET ?", (key, most)).fetchone()
            self._edges[key, most] = None if row is None else Standing(*row)
        return self._edges[key, most]

    def _newest_since(self, key: int, day: int) -> list[Standing]:
        """The newest of those since a day, and one more than take part."""
        since, found = self._newest.get(key, (day + 1, []))
        if since > day:
            rows = self._db.execute(
                f"{_STANDING} WHERE key = ? AND day >= ? {_ORDER} LIMIT ?", (key, day, MOST[kind(key)] + 1)
            )
            found = [Standing(*row) for row in rows.fetchall()]
            self._newest[key] = day, found
        return found

    def _first_of_days(self, key: int, day: int) -> list[Standing]:
        """The first among those of the days about one, and one more than take part."""
        begin = _begin(day)
        if (key, begin) not in self._of_days:
            rows = self._db.execute(
                f"{_STANDING} WHERE key = ? AND day BETWEEN ? AND ? {_ORDER} LIMIT ?",
                (key, begin, begin + _DAYS - 1, OF_DAYS + 1),
            )
            self._of_days[key, begin] = [Standing(*row) for row in rows.fetchall()]
        return self._of_days[key, begin]


def _begin(day: int) -> int:
    """The first of the few days that a day is one of."""
    return day - day % _DAYS


def _may_meet(of: str, one: Standing, other: Standing) -> bool:
    apart = abs(one.of - other.of) if one.of and other.of else None
    return one.gist != other.gist and may_meet(of, abs(one.said - other.said), apart, bool(one.voice & other.voice))


def _at(several: list[Standing], place: int) -> Standing | None:
    return several[place] if place < len(several) else None


def _takes_part(own: Standing, edge: Standing | None) -> bool:
    return edge is None or _is_before(own, edge)


def _is_before(one: Standing, other: Standing) -> bool:
    return (-one.said, one.order, one.gist) < (-other.said, other.order, other.gist)


@lru_cache(maxsize=64)
def order_of(tie: str) -> int:
    """The place of a gist among those of its day: any, but the same whenever it comes."""
    return int.from_bytes(blake2b(tie.encode(), digest_size=8).digest(), "big") >> 1
