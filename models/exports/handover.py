"""The page for who takes over: what was taken back and is disputed, what happened, what lies ahead, who said what.

A store at one moment → a `Page`, each item made of a record, with its words and where they stand. In each section
what matters most comes first: of how much there is room is for who lays it out, the order on the page is `order`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final, TypeVar

from models.exports.changed import what_changed
from models.exports.context import side
from models.exports.marked import marks_in
from models.exports.quoting import Quoted, marked, quoted, where
from models.filters import EVERYTHING, Filter, Term
from models.marks import MARKED, NOTED, Mark
from models.oneline import claim_content
from models.records import Claim, Event
from models.store import Store
from models.store.rows import ChangeRow, ClaimRow, DisagreementRow, EventRow
from models.wording import (
    NOTHING_KNOWN,
    chain_words,
    day,
    many,
    one_line,
    parties,
    status_word,
    when_words,
)

#: So many rows of a section are looked at, the latest by date.
MOST: Final = 2_000
#: So many of them become items: more than a page has room for.
SHOWN: Final = 60
#: Of a section there are no more than so many, for a page is held whole.
EVERY: Final = 20_000
#: Rows fetched at a time.
_WINDOW: Final = 200

_Row = TypeVar("_Row", EventRow, ClaimRow)


@dataclass(frozen=True)
class Item:
    """Something on the page: what it says in one line, what of it was so before, the words it was read from.

    `under` is the heading it stands under, `order` its place among those shown. All words are safe to show.
    """

    sign: str
    says: str
    quotes: tuple[Quoted, ...]
    details: tuple[str, ...] = ()
    under: str = ""
    order: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """Items of one sort, what matters most first; `total` is how many there are, `more` what lists all of them."""

    title: str
    items: tuple[Item, ...]
    total: int
    more: str

    @property
    def left_out(self) -> str:
        """How many are not on the page, and what lists them; empty where all are."""
        left = self.total - len(self.items)
        more = self.more if len(self.items) >= EVERY else "brief-tui brief --all"
        return f"and {left:,} more: {more}" if left > 0 else ""


@dataclass(frozen=True)
class Page:
    """A page: its title, what it covers, the sections."""

    title: str
    about: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Covered:
    """What a page covers: a filter, what came after a generation (0: all), since when in words; `at` is now.

    Of the `most` latest rows of a section those that matter most become items, `shown` at most.
    """

    chosen: Filter = EVERYTHING
    since: int = 0
    since_words: str = "the beginning"
    at: dt.datetime = field(default_factory=lambda: dt.datetime.now().astimezone())
    marks: Mapping[str, Mark] = field(default_factory=dict)
    most: int = MOST
    shown: int = SHOWN

    def of_all(self, most: int = EVERY) -> Covered:
        """The same with all there is, as far as there are not very many."""
        return replace(self, most=most, shown=most)

    @property
    def today(self) -> dt.date:
        """The reader's day."""
        return self.at.date()

    @property
    def new(self) -> Filter:
        """What the filter lets through of what came since."""
        return self.chosen & Filter((Term("is", "new", meant=(self.since,)),)) if self.since else self.chosen


def handover(store: Store, covered: Covered, name: str) -> Page:
    """The page of a store at this moment; `name` is what it is called. Raises `StoreError`."""
    with store.look() as seen:
        return _Writer(seen, covered).page(name)


class _Writer:
    """Items out of a store."""

    def __init__(self, store: Store, covered: Covered) -> None:
        self._store = store
        self._covered = covered
        self._marks = marks_in(store, covered.marks)
        self._agencies: dict[str, str] = {}

    def page(self, name: str) -> Page:
        covered, changes = self._covered, self._store.changes(self._covered.since, self._covered.most)
        counted = " · ".join(f"{count:,} {kind}" for kind, count in changes.counts.items()) or "nothing new"
        about = [f"since {covered.since_words}: {counted}"]
        if covered.chosen != EVERYTHING:
            about.append(one_line(f"filter: {covered.chosen} (what was withdrawn is told whatever the filter)"))
        sections = (self._taken_back(changes.rows), self._happened(), self._ahead(), self._said())
        title = f"{one_line(name)} · {day(covered.today)} {covered.at:%H:%M %Z}".rstrip()
        return Page(title, tuple(about), sections)

    # What was taken back, and what cannot both stand.

    def _taken_back(self, rows: Sequence[ChangeRow]) -> Section:
        withdrawn = [row for row in rows if row.kind == "withdrawn"]
        corrected = [row for row in rows if row.kind == "corrected" and self._is_chosen(row.dispatch)]
        disputes = self._disputes()
        # By turns, so that many of one kind do not crowd out the others.
        ranked = sorted(
            [(n, 0, row) for n, row in enumerate(withdrawn)]
            + [(n, 1, row) for n, row in enumerate(corrected)]
            + [(n, 2, row) for n, row in enumerate(disputes)],
            key=lambda entry: entry[:2],
        )
        items = []
        for n, kind, row in ranked[: self._covered.shown]:
            item = self._dispute(row) if isinstance(row, DisagreementRow) else self._taken(row)
            items.append(replace(item, order=(kind, n)))
        return Section("Disputed, corrected, withdrawn", tuple(items), len(ranked), "brief-tui changes, disagreements")

    def _is_chosen(self, dispatch: str) -> bool:
        """Whether the filter lets something of a dispatch through."""
        if self._covered.chosen == EVERYTHING:
            return True
        chosen = self._covered.chosen & Filter((Term("file", dispatch, exact=True),))
        return any(self._store.counts(kind, chosen).shown for kind in ("timeline", "claims"))

    def _disputes(self) -> list[DisagreementRow]:
        found: list[DisagreementRow] = []
        for offset in range(0, self._covered.most, _WINDOW):
            rows = self._store.disagreements(self._covered.chosen, offset, _WINDOW)
            found += [row for row in rows if row.added > self._covered.since]
            if len(rows) < _WINDOW:
                break
        return found

    def _dispute(self, row: DisagreementRow) -> Item:
        quotes = []
        for one in (row.first, row.second):
            told = side(one.record, self._store)
            dispatch = told.dispatch if told is not None else self._store.dispatch(one.dispatch)
            said = f"{chain_words(one.chain) or one_line(one.agency or '') or 'the dispatch itself'}"
            said += f", {when_words(one.when) if one.when else day(one.issued) if one.issued else 'undated'}"
            pieces = marked(one.sentence, one.marks)
            quotes.append(Quoted(said, pieces, where(dispatch, one.spans, one.dispatch)))
        return Item("≠", one_line(f"{row.kind}: {row.why}"), tuple(quotes))

    def _taken(self, row: ChangeRow) -> Item:
        """A dispatch that was withdrawn or corrected, with what of it was so before."""
        opening = "" if row.kind == "withdrawn" and row.problem else row.opening  # which is quoted below
        words = one_line(row.headline or opening or row.dispatch)
        head = ", ".join(part for part in (one_line(row.agency or ""), day(row.date) if row.date else "") if part)
        says = f"{row.kind}: {f'{head}: ' if head else ''}{words}"
        if row.kind == "withdrawn":
            counts = f"{many(row.events, 'event')}, {many(row.claims, 'claim')}"
            took_down = f"takes down {counts} of {row.replaces}" if row.replaces else NOTHING_KNOWN
            details = tuple(map(one_line, (took_down, *row.took_down)))
            quotes = (Quoted("", ((one_line(row.problem), False),), one_line(row.dispatch)),) if row.problem else ()
            return Item("✗", says, quotes, details)
        details = what_changed(self._store, row)
        return Item("✎", says, (), (*details, one_line(f"{row.dispatch} replaces {row.replaces}")))

    # What happened, and what lies ahead.

    def _happened(self) -> Section:
        chosen = self._covered.new
        ahead = self._store.ahead(chosen, self._covered.today)
        total = self._store.counts("timeline", chosen).shown - ahead
        fetched = self._rows(lambda offset: self._store.timeline(chosen, ahead + offset, _WINDOW))
        # A plan is no happening: one whose day has passed says nothing of whether it took place.
        told_in: Counter[str] = Counter()
        ranks = {}
        for row in fetched:
            told_in[row.dispatch] += 1
            ranks[row.id] = (
                not self._is_marked(row.id),
                row.status == "planned",
                *_weight(row),
                told_in[row.dispatch],
                -row.day.toordinal() if row.day else 0,
            )
        rows = sorted(fetched, key=lambda row: ranks[row.id])[: self._covered.shown]
        items = (
            self._event(row, (-row.day.toordinal() if row.day else 1, row.is_undated, n)) for n, row in enumerate(rows)
        )
        return Section("What happened", _those(items), total, "brief-tui timeline")

    def _ahead(self) -> Section:
        """Whenever it came: what was announced before is ahead still."""
        chosen = self._covered.chosen
        total = self._store.ahead(chosen, self._covered.today)
        first = max(0, total - self._covered.shown)  # those next to come
        rows: list[EventRow] = []
        while first + len(rows) < total:
            window = self._store.timeline(chosen, first + len(rows), min(_WINDOW, total - first - len(rows)))
            if not window:
                break
            rows += window
        items = (self._event(row, (n,)) for n, row in enumerate(reversed(rows)))
        return Section("What lies ahead", _those(items), total, "brief-tui timeline")

    def _event(self, row: EventRow, order: tuple[int, ...]) -> Item | None:
        told = side(row.id, self._store)
        if told is None or not isinstance(told.record, Event):
            return None
        event = told.record
        status = status_word(event.status, event.when, self._covered.today)
        parts = [
            parties(event.sources, event.targets),
            one_line(f"{event.category}: {event.verb}" + (f", {event.where}" if event.where else "")),
            "" if status == "happened" else status,
            _told_words(row),
            self._note(row.id),
        ]
        when = when_words(event.when)
        if row.is_undated and row.issued is not None:
            when = f"{when}, reported {day(row.issued)}"
        quote = quoted(told, event.sentence, (event.span,))
        return Item(_sign(row), " · ".join(part for part in parts if part), (quote,), (), when, order)

    # Who said what.

    def _said(self) -> Section:
        chosen = self._covered.new
        total = self._store.sayings(chosen)
        fetched = self._rows(lambda offset: self._store.claims(chosen, offset, _WINDOW))
        sayings = islice(self._one_a_saying(self._by_speakers(fetched)), self._covered.shown)
        items = _those(self._claim(row, n) for n, row in sayings)
        return Section("Who said what", items, total, "brief-tui claims")

    def _by_speakers(self, rows: Sequence[ClaimRow]) -> list[ClaimRow]:
        """Claims by how many origins they have, then the first of each speaker and dispatch before any second."""
        spoken: Counter[str] = Counter()
        told_in: Counter[str] = Counter()
        ranks = {}
        for row in rows:
            speaker = self._speaker(row)
            spoken[speaker] += 1
            told_in[row.dispatch] += 1
            ranks[row.id] = (
                not self._is_marked(row.id),
                row.nested,
                not speaker,
                -(row.told.independent if row.told else 1),
                max(spoken[speaker], told_in[row.dispatch]),
            )
        return sorted(rows, key=lambda row: ranks[row.id])

    def _speaker(self, row: ClaimRow) -> str:
        """Who speaks, by name; empty where nobody is named, and the agency only passes it on."""
        if not row.chain or row.chain[-1] != row.chain[0]:
            return row.chain[-1] if row.chain else ""
        if row.dispatch not in self._agencies:
            dispatch = self._store.dispatch(row.dispatch)
            self._agencies[row.dispatch] = (dispatch and dispatch.agency) or ""
        return "" if row.chain[0] == self._agencies[row.dispatch] else row.chain[0]

    def _one_a_saying(self, rows: Iterable[ClaimRow]) -> Iterator[tuple[int, ClaimRow]]:
        """The claims with their numbers, what several dispatches tell of one saying once."""
        told: set[str] = set()
        for n, row in enumerate(rows):
            if row.id in told:
                continue
            if row.told is not None and (tellings := self._store.tellings(row.id)) is not None:
                told |= {telling.record for telling in tellings.rows}
            yield n, row

    def _claim(self, row: ClaimRow, n: int) -> Item | None:
        told = side(row.id, self._store)
        if told is None or not isinstance(told.record, Claim):
            return None
        claim = told.record
        manner = [
            claim.mode,
            "" if claim.certainty == "asserted" else claim.certainty,
            "" if claim.polarity == "affirmed" else claim.polarity,
            "" if claim.stance == "neutral" else claim.stance,
        ]
        cue = f" {one_line(claim.cue.text).rstrip(':')}" if claim.cue else ""
        says = f"{chain_words(told.chain)}{cue} ({', '.join(word for word in manner if word)})"
        says = " · ".join(part for part in (says, _told_words(row), self._note(row.id)) if part)
        pieces = ((one_line(claim_content(claim, told.dispatch.text)[0]), False),)
        quote = Quoted("", pieces, where(told.dispatch, claim.content))
        said = claim.said and (claim.said.earliest or claim.said.latest)
        return Item(_sign(row), says, (quote,), (), when_words(claim.said), (-said.toordinal() if said else 1, n))

    # All of them.

    def _rows(self, fetch: Callable[[int], list[_Row]]) -> list[_Row]:
        rows: list[_Row] = []
        while len(rows) < self._covered.most and (window := fetch(len(rows))):
            rows += window
        return rows[: self._covered.most]

    def _is_marked(self, id_: str) -> bool:
        return id_ in self._marks

    def _note(self, id_: str) -> str:
        mark = self._marks.get(id_)
        return "" if mark is None else f"{NOTED} {one_line(mark.note)}" if mark.note else MARKED


def in_order(items: Iterable[Item]) -> list[Item]:
    """Items as they stand on the page."""
    return sorted(items, key=lambda item: item.order)


def _those(items: Iterable[Item | None]) -> tuple[Item, ...]:
    """What is still there: a store may be read while a file of it goes."""
    return tuple(item for item in items if item is not None)


def _sign(row: EventRow | ClaimRow) -> str:
    return "≠" if row.disputed else ""


def _weight(row: EventRow) -> tuple[int, ...]:
    """What has more independent origins, and more tellings, comes first; then what is dated."""
    independent, tellings = (row.told.independent, row.told.tellings) if row.told else (1, 1)
    return (-independent, -tellings, row.is_undated)


def _told_words(row: EventRow | ClaimRow) -> str:
    if row.told is None:
        return ""
    return f"{many(row.told.tellings, 'telling')}, {many(row.told.independent, 'origin')}"
