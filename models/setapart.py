"""Which tellings are of one happening, or one claim, as the user says: set apart, and taken back, also much later.

The user's word is kept by content (`comparing.apart`); the store is told so that it shows at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence

from models.comparing.apart import ApartError, apart_path, key_by_content, read_apart, say_apart
from models.store import Store
from models.store.rows import TellingRow, Tellings

#: Why tellings are one that comparing has not, or not yet again, taken for one.
_WHY = "You say so."


class InTurn:
    """What is to be done in the order in which it was asked for, by whichever threads come to do it."""

    def __init__(self) -> None:
        self._asked: deque[Callable[[], str]] = deque()
        self._one_at_a_time = threading.Lock()

    def add(self, deed: Callable[[], str]) -> None:
        """Asks for one more."""
        self._asked.append(deed)

    def do_next(self) -> str:
        """Does the one asked for longest ago, once all before it are done; returns what it does."""
        with self._one_at_a_time:
            return self._asked.popleft()()


def told_by(store: Store, id_: str) -> tuple[Tellings, frozenset[str]] | None:
    """The tellings of what an event tells or a claim says, and which of them the user has set apart from the others.

    Seen from those that are most, wherever one comes from. None where it is gone.
    """
    own = store.tellings(id_)
    if own is None:
        return None
    keys = {key for row in own.rows if (key := _key_of(store, row.record))}
    others = {key for pair in read_apart(apart_path()) if pair & keys for key in pair - keys}
    groups = [own]
    for other in sorted(store.by_content(others)) if others else ():
        known = {row.record for group in groups for row in group.rows}
        if other not in known and (group := store.tellings(other)) is not None:
            groups.append(group)
    groups.sort(key=lambda group: -len(group.rows))
    rows = [row for group in groups for row in group.rows]
    if len(groups) > 1:  # each has numbered its origins for itself
        found = store.origins([row.record for row in rows])
        rows = [
            row.model_copy(update={"origin": found[row.record][0], "origin_why": found[row.record][1]})
            for row in rows
            if row.record in found
        ]
    told = groups[0].model_copy(update={"rows": tuple(rows), "why": groups[0].why or _WHY})
    return told, frozenset(row.record for group in groups[1:] for row in group.rows)


def regrouped(store: Store, tellings: Tellings, together: Sequence[TellingRow], apart: Sequence[TellingRow]) -> str:
    """Has some tellings stand as one and others each alone; what went wrong with keeping that, or nothing."""
    keys = {row.record: key for row in tellings.rows if (key := _key_of(store, row.record))}
    pairs = {frozenset((a, b)) for a in keys.values() for b in keys.values() if a != b}
    alone = {keys[row.record] for row in apart if row.record in keys}
    told = [row for row in together if row.record in keys]
    try:
        path = apart_path()
        said, two = read_apart(path), {pair for pair in pairs if pair & alone}
        say_apart(path, two - said)
        say_apart(path, (pairs - two) & said, gone=True)
    except ApartError as error:
        return str(error)
    store.regroup(told, apart, tellings.why)
    return ""


def _key_of(store: Store, id_: str) -> str | None:
    """An event's or claim's key by its content; None where it is gone."""
    record = store.event(id_) or store.claim(id_)
    dispatch = store.dispatch(record.dispatch) if record else None
    return key_by_content(dispatch.sha256, record) if record and dispatch else None
