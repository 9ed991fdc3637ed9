"""One look at the store under a filter: counts, first windows and where each cursor's record is now.

Taken in a thread, because counts and sums may be slow on a large store, and handed to the screen whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from models.filters import EVERYTHING, Filter
from models.store import Store
from models.store.pulses import Axis
from models.store.rows import (
    ClaimRow,
    Counts,
    EventRow,
    Histogram,
    Kind,
    Listing,
    Matrix,
    PartRow,
    RelationRow,
    Summary,
)
from tui.lines.source import Excerpt, claim_excerpt, event_excerpt, with_hits

Row: TypeAlias = EventRow | RelationRow | ClaimRow

KINDS: tuple[Kind, ...] = ("timeline", "relations", "claims")

#: The panels whose first rows an index gives; the relations have to be summed up.
FIRST_SEEN: tuple[Literal["timeline", "claims"], ...] = ("timeline", "claims")

#: Rows are fetched in windows of so many.
WINDOW = 100

#: How many rows around its last place a cursor's record is looked for.
_SEARCHED = 20_000

#: The bins of days by which the relations' axis leaves out what lies far off, where no histogram is shown.
_AXIS_BINS = 60

_TO = "\N{RIGHTWARDS ARROW}"

#: A relation by its two parties' ids.
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Chosen:
    """The filters in force, one a panel: what is chosen in one of them may filter the others."""

    timeline: Filter = EVERYTHING
    relations: Filter = EVERYTHING
    claims: Filter = EVERYTHING

    @staticmethod
    def all_by(chosen: Filter) -> Chosen:
        """One filter for all panels."""
        return Chosen(chosen, chosen, chosen)

    def of(self, kind: Kind) -> Filter:
        """The filter of a panel."""
        return {"timeline": self.timeline, "relations": self.relations, "claims": self.claims}[kind]


@dataclass(frozen=True)
class Wanted:
    """What a look is to bring beside the windows: bins of the histogram, open relations by their rows, the matrix.

    `listing` is the order of events and claims.
    """

    bins: int = 0
    opened: Mapping[Pair, int] = field(default_factory=dict)
    matrix: bool = False
    listing: Listing = "date"


@dataclass(frozen=True)
class Opened:
    """A relation that is open: its row among the relations, and what it consists of."""

    pair: Pair
    at: int
    parts: list[PartRow]


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
    """What one panel is to show: its counts, some windows by their number, the cursor's row, open relations.

    At a first glance the counts are not known yet (None).
    """

    counts: Counts | None
    windows: dict[int, list[Row]] = field(default_factory=dict)
    cursor: int = 0
    opened: tuple[Opened, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are; at a first glance, how many of them are known."""
        return sum(map(len, self.windows.values())) if self.counts is None else self.counts.shown


@dataclass(frozen=True)
class Days:
    """The timeline by its days: today, how many first rows lie ahead of it, how many rows are undated.

    Where it is not listed `by_date`, no row is said to lie ahead.
    """

    today: dt.date
    ahead: int
    undated: int
    histogram: Histogram | None
    by_date: bool = True

    def begin(self, shown: int) -> int:
        """The row where one begins to read, of so many: the newest that has begun, or the nearest ahead."""
        if not self.by_date:
            return 0
        return self.ahead if self.ahead < shown else max(0, self.ahead - 1)


@dataclass(frozen=True)
class Shot:
    """What the whole screen is to show, all of it under the filters in force then."""

    chosen: Chosen
    generation: int
    summary: Summary
    panels: dict[Kind, PanelShot]
    days: Days
    axis: Axis | None = None
    matrix: Matrix | None = None
    disagreements: int = 0
    listing: Listing = "date"
    #: False at a first glance: the first rows are there, what has to be counted or summed up is not.
    whole: bool = True


def row_key(row: Row) -> str:
    """What tells a row from the others of its panel, and stays when the rows around it change."""
    if isinstance(row, RelationRow):
        key = _TO.join((row.source.id, row.target.id))
        return f"{_TO.join(row.dyad)}: {row.category or key}" if isinstance(row, PartRow) else key
    return row.id


def pair_of(row: RelationRow) -> Pair:
    """The relation that a row is, or is a part of."""
    return row.dyad if isinstance(row, PartRow) else (row.source.id, row.target.id)


def window(
    store: Store, kind: Kind, chosen: Filter, number: int, axis: Axis | None = None, listing: Listing = "date"
) -> list[Row]:
    """The rows of a window; relations are spread over an axis where there is one."""
    offset = number * WINDOW
    rows: Sequence[Row]
    if kind == "timeline":
        rows = store.timeline(chosen, offset, WINDOW, listing)
    elif kind == "claims":
        rows = store.claims(chosen, offset, WINDOW, listing)
    else:
        rows = store.relations(chosen, offset, WINDOW, axis)
    return list(rows)


def glance(store: Store, chosen: Chosen, today: dt.date, listing: Listing = "date") -> Shot:
    """The first rows under other filters, before anything is counted: those of a common word take seconds to count."""
    windows = {kind: window(store, kind, chosen.of(kind), 0, None, listing) for kind in FIRST_SEEN}
    begun = [row for row in windows["timeline"] if isinstance(row, EventRow) and (row.day or dt.date.min) <= today]
    full = len(windows["timeline"]) == WINDOW
    # Where all that is seen lies ahead, it is not known yet where to begin.
    ahead = len(windows["timeline"]) - len(begun) if begun or not full else 0
    days = Days(today, ahead, 0, None) if listing == "date" else Days(today, 0, 0, None, by_date=False)
    begin = {"timeline": days.begin(len(windows["timeline"]))}
    panels = {
        kind: PanelShot(None, {0: windows[kind]} if kind in windows else {}, begin.get(kind, 0)) for kind in KINDS
    }
    return Shot(chosen, store.generation(), store.summary(), panels, days, listing=listing, whole=False)


def beside(glanced: Shot, before: Shot | None) -> Shot:
    """A first glance with what was on the screen already and stands under the same filter as before."""
    if before is None:
        return glanced
    same = {kind for kind in KINDS if glanced.chosen.of(kind) == before.chosen.of(kind)}
    return replace(
        glanced,
        panels={kind: (before if kind in same else glanced).panels[kind] for kind in KINDS},
        days=before.days if "timeline" in same else glanced.days,
        axis=before.axis if "relations" in same else None,
        disagreements=before.disagreements if "claims" in same else 0,
    )


def take(
    store: Store,
    chosen: Chosen,
    anchors: Mapping[Kind, Anchor],
    today: dt.date,
    wanted: Wanted,
    glanced: Shot | None = None,
) -> Shot:
    """Look at the store: what is written meanwhile shows in the next look, whose generation is higher.

    What was seen at a first glance at the same state of the store is not asked for again.
    """
    generation = store.generation()
    events = chosen.timeline
    seen: dict[Kind, PanelShot] = {}
    by_date = wanted.listing == "date"
    ahead = store.ahead(events, today) if by_date else 0
    days = Days(today, ahead, store.undated(events), store.histogram(events, wanted.bins), by_date)
    for kind in FIRST_SEEN:
        begin = glanced.panels[kind].windows if glanced else {}
        seen[kind] = _panel(store, kind, chosen, anchors[kind], days, None, wanted, begin)
    spread = days.histogram if chosen.relations == events else None
    axis = store.axis(chosen.relations, spread or store.histogram(chosen.relations, _AXIS_BINS))
    seen["relations"] = _panel(store, "relations", chosen, anchors["relations"], days, axis, wanted, {})
    matrix = store.matrix(chosen.relations) if wanted.matrix else None
    disputes = store.disagreement_counts(chosen.claims).shown
    panels = {kind: seen[kind] for kind in KINDS}
    return Shot(chosen, generation, store.summary(), panels, days, axis, matrix, disputes, wanted.listing)


class _Windows:
    """The windows of a panel that one look has fetched."""

    def __init__(self, fetch: Callable[[int], list[Row]], shown: int, fetched: Mapping[int, list[Row]]) -> None:
        self._fetch = fetch
        self._shown = shown
        self.fetched = dict(fetched)

    def __getitem__(self, number: int) -> list[Row]:
        if number not in self.fetched:
            self.fetched[number] = self._fetch(number)
        return self.fetched[number]

    def find(self, key: str, near: int, reach: int = _SEARCHED) -> int | None:
        """Where a row is now, looked for around a place."""
        for number in _outward(near // WINDOW, self._shown, reach // WINDOW):
            keys = [row_key(row) for row in self[number]]
            if key in keys:
                return number * WINDOW + keys.index(key)
        return None


def _panel(
    store: Store,
    kind: Kind,
    chosen: Chosen,
    anchor: Anchor,
    days: Days,
    axis: Axis | None,
    wanted: Wanted,
    fetched: Mapping[int, list[Row]],
) -> PanelShot:
    counts = store.counts(kind, chosen.of(kind))
    begin = days.begin(counts.shown) if kind == "timeline" else 0

    def fetch(number: int) -> list[Row]:
        return window(store, kind, chosen.of(kind), number, axis, wanted.listing)

    windows = _Windows(fetch, counts.shown, fetched)
    first = windows[0]
    cursor = _find(store, kind, chosen.of(kind), windows, anchor, wanted.listing) if anchor.key is not None else None
    if cursor is None:
        cursor = max(0, min(begin if anchor.otherwise is None else anchor.otherwise, counts.shown - 1))
    near = range(cursor // WINDOW - 1, cursor // WINDOW + 2)
    kept = {n: windows[n] for n in near if 0 <= n * WINDOW < counts.shown} | {0: first}
    opened = _opened(store, windows, chosen.relations, wanted.opened, axis) if kind == "relations" else ()
    return PanelShot(counts, kept, cursor, opened)


def _find(store: Store, kind: Kind, chosen: Filter, windows: _Windows, anchor: Anchor, listing: Listing) -> int | None:
    """Where the cursor's record is now: near where it was, else anywhere."""
    assert anchor.key is not None
    if kind == "relations":
        return windows.find(anchor.key, anchor.index)
    found = windows.find(anchor.key, anchor.index, 0)
    return store.position(kind, chosen, anchor.key, listing) if found is None else found


def _opened(
    store: Store, windows: _Windows, chosen: Filter, wanted: Mapping[Pair, int], axis: Axis | None
) -> tuple[Opened, ...]:
    """The open relations that are still there and near where they were, from the top down."""
    found = []
    for pair, near in wanted.items():
        at = windows.find(_TO.join(pair), near, WINDOW)
        if at is not None:
            found.append(Opened(pair, at, store.parts(*pair, chosen, axis)))
    return tuple(sorted(found, key=lambda opened: opened.at))


def _outward(start: int, shown: int, reach: int) -> list[int]:
    """The numbers of the windows there are, so many to each side, nearest to `start` first."""
    last = max(0, (shown - 1) // WINDOW)
    start = min(start, last)
    near = range(max(0, start - reach), min(last, start + reach) + 1)
    return sorted(near, key=lambda number: abs(number - start))


def excerpt_of(store: Store, row: Row, chosen: Filter, today: dt.date) -> Excerpt | None:
    """Where a row was read from, with the words that the filter asks for; of a relation, its latest event.

    None if it is gone.
    """
    excerpt = _excerpt_of(store, row, chosen, today)
    return with_hits(excerpt, chosen) if excerpt is not None else None


def _excerpt_of(store: Store, row: Row, chosen: Filter, today: dt.date) -> Excerpt | None:
    if isinstance(row, ClaimRow):
        claim = store.claim(row.id)
        dispatch = store.dispatch(claim.dispatch) if claim else None
        return claim_excerpt(dispatch, claim) if claim and dispatch else None
    if isinstance(row, RelationRow):
        latest = store.latest_event(row, chosen)
        event = store.event(latest) if latest else None
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
