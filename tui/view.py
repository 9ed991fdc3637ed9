"""One look at the store under a filter: counts, first windows and where each cursor's record is now.

Taken in a thread, because counts and sums may be slow on a large store, and handed to the screen whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from models.filters import Filter
from models.store import Store
from models.store.rows import ClaimRow, Counts, EventRow, Histogram, Kind, RelationRow, Summary
from tui.marking import Excerpt, claim_excerpt, event_excerpt

Row: TypeAlias = EventRow | RelationRow | ClaimRow

KINDS: tuple[Kind, ...] = ("timeline", "relations", "claims")

#: Rows are fetched in windows of so many.
WINDOW = 100

#: How many rows around its last place a cursor's record is looked for.
_SEARCHED = 20_000


@dataclass(frozen=True)
class Anchor:
    """A cursor's record by its key (None before there is one), its row, and where to go if it is gone.

    None is where one begins to read: at the top, in the timeline below what lies ahead.
    """

    key: str | None
    index: int
    otherwise: int | None


@dataclass(frozen=True)
class PanelShot:
    """What one panel is to show: its counts, some windows by their number, the cursor's line."""

    counts: Counts
    windows: dict[int, list[Row]] = field(default_factory=dict)
    cursor: int = 0


@dataclass(frozen=True)
class Days:
    """The timeline by its days: today, how many first rows lie ahead of it, how many last ones are undated."""

    today: dt.date
    ahead: int
    undated: int
    histogram: Histogram | None

    def begin(self, shown: int) -> int:
        """The row where one begins to read, of so many: the newest that has begun, or the nearest ahead."""
        return self.ahead if self.ahead < shown - self.undated else max(0, self.ahead - 1)


@dataclass(frozen=True)
class Shot:
    """What the whole screen is to show, all of it under one filter."""

    chosen: Filter
    generation: int
    summary: Summary
    panels: dict[Kind, PanelShot]
    days: Days


def row_key(row: Row) -> str:
    """What tells a row from the others of its panel, and stays when the rows around it change."""
    if isinstance(row, RelationRow):
        return f"{row.source.id}\N{RIGHTWARDS ARROW}{row.target.id}"
    return row.id


def window(store: Store, kind: Kind, chosen: Filter, number: int) -> list[Row]:
    """The rows of a window."""
    offset = number * WINDOW
    rows: Sequence[Row]
    if kind == "timeline":
        rows = store.timeline(chosen, offset, WINDOW)
    elif kind == "claims":
        rows = store.claims(chosen, offset, WINDOW)
    else:
        rows = store.relations(chosen, offset, WINDOW)
    return list(rows)


def take(store: Store, chosen: Filter, anchors: Mapping[Kind, Anchor], today: dt.date, bins: int) -> Shot:
    """Look at the store: what is written meanwhile shows in the next look, whose generation is higher.

    `bins` is how many the histogram may have, 0 where it is not shown.
    """
    generation = store.generation()
    days = Days(today, store.ahead(chosen, today), store.undated(chosen), store.histogram(chosen, bins))
    panels = {kind: _panel(store, kind, chosen, anchors[kind], days) for kind in KINDS}
    return Shot(chosen, generation, store.summary(), panels, days)


def _panel(store: Store, kind: Kind, chosen: Filter, anchor: Anchor, days: Days) -> PanelShot:
    counts = store.counts(kind, chosen)
    begin = days.begin(counts.shown) if kind == "timeline" else 0
    windows: dict[int, list[Row]] = {0: window(store, kind, chosen, 0)}
    cursor = None
    if anchor.key is not None:
        for number in _outward(anchor.index // WINDOW, counts.shown):
            if number not in windows:
                windows[number] = window(store, kind, chosen, number)
            keys = [row_key(row) for row in windows[number]]
            if anchor.key in keys:
                cursor = number * WINDOW + keys.index(anchor.key)
                break
    if cursor is None:
        cursor = max(0, min(begin if anchor.otherwise is None else anchor.otherwise, counts.shown - 1))
    near = range(cursor // WINDOW - 1, cursor // WINDOW + 2)
    for number in near:
        if 0 <= number * WINDOW < counts.shown and number not in windows:
            windows[number] = window(store, kind, chosen, number)
    return PanelShot(counts, {n: rows for n, rows in windows.items() if n == 0 or n in near}, cursor)


def _outward(start: int, shown: int) -> list[int]:
    """The numbers of the windows there are, nearest to `start` first."""
    last = max(0, (shown - 1) // WINDOW)
    start = min(start, last)
    reach = range(max(0, start - _SEARCHED // WINDOW), min(last, start + _SEARCHED // WINDOW) + 1)
    return sorted(reach, key=lambda number: abs(number - start))


def excerpt_of(store: Store, row: Row, chosen: Filter, today: dt.date) -> Excerpt | None:
    """Where a row was read from; for a relation, its latest event under the filter. None if it is gone."""
    if isinstance(row, ClaimRow):
        claim = store.claim(row.id)
        dispatch = store.dispatch(claim.dispatch) if claim else None
        return claim_excerpt(dispatch, claim) if claim and dispatch else None
    if isinstance(row, RelationRow):
        ids = store.relation_events(row.source.id, row.target.id, chosen)
        event = store.event(ids[0]) if ids else None
    else:
        event = store.event(row.id)
    dispatch = store.dispatch(event.dispatch) if event else None
    if event is None or dispatch is None:
        return None
    return event_excerpt(dispatch, event, store.claim(event.claim) if event.claim else None, today)


def problem_excerpt(store: Store, dispatch_id: str) -> Excerpt | None:
    """A dispatch that could not be read, as far as it was decoded."""
    dispatch = store.dispatch(dispatch_id)
    return Excerpt(dispatch, (0, 0)) if dispatch else None
