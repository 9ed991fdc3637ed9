"""Which tellings are of one happening, as the user says: set apart, and taken back, also long afterwards.

The user's word is kept by content (`models.comparing.apart`); the store is told so that the panels show it at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence

from models.comparing.apart import ApartError, apart_path, event_key, read_apart, say_apart
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


def told_by(store: Store, event: str) -> tuple[Tellings, frozenset[str]] | None:
    """The tellings of what an event tells, and those of their events that the user has set apart from the others.

    Seen from those that are most, wherever one comes from. None where the event is gone.
    """
    own = store.tellings(event)
    if own is None:
        return None
    keys = {key for row in own.rows if (key := _key_of(store, row.event))}
    others = {key for pair in read_apart(apart_path()) if pair & keys for key in pair - keys}
    groups = [own]
    for id_ in sorted(store.events_by_content(others)) if others else ():
        known = {row.event for group in groups for row in group.rows}
        if id_ not in known and (group := store.tellings(id_)) is not None:
            groups.append(group)
    groups.sort(key=lambda group: -len(group.rows))
    rows = _by_origins([row for group in groups for row in group.rows])
    told = groups[0].model_copy(update={"rows": tuple(rows), "why": groups[0].why or _WHY})
    return told, frozenset(row.event for group in groups[1:] for row in group.rows)


def _by_origins(rows: Sequence[TellingRow]) -> list[TellingRow]:
    """The same, those that stood alone with the origin of another of their agency, or else with one of their own."""
    known: dict[str | None, int] = {}
    numbered = []
    for row in rows:
        origin = row.origin
        if not row.origin_why:  # alone: nothing was said of its origin
            origin = known.get(row.agency) or max(known.values(), default=0) + 1
        known.setdefault(row.agency, origin)
        numbered.append(row.model_copy(update={"origin": origin}))
    return numbered


def regrouped(store: Store, tellings: Tellings, together: Sequence[TellingRow], apart: Sequence[TellingRow]) -> str:
    """Has some tellings stand as one happening and others each alone; what went wrong with keeping that, or nothing."""
    keys = {row.event: key for row in tellings.rows if (key := _key_of(store, row.event))}
    pairs = {frozenset((a, b)) for a in keys.values() for b in keys.values() if a != b}
    alone = {keys[row.event] for row in apart if row.event in keys}
    told = [row for row in together if row.event in keys]
    try:
        path = apart_path()
        said, two = read_apart(path), {pair for pair in pairs if pair & alone}
        say_apart(path, two - said)
        say_apart(path, (pairs - two) & said, gone=True)
    except ApartError as error:
        return str(error)
    store.regroup(told, apart, tellings.why)
    return ""


def _key_of(store: Store, event_id: str) -> str | None:
    """An event's key by its content; None where it is gone."""
    event = store.event(event_id)
    dispatch = store.dispatch(event.dispatch) if event else None
    return event_key(dispatch.sha256, event.span) if event and dispatch else None
