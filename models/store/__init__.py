"""What was read, kept: readings in, one transaction a file; windows of rows, counts and records out.

The only place that speaks SQL. One process writes, any number read, each from as many threads as it likes. What
only writers need is imported by the calls that need it, for the app is to be on the screen at once.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from models.filters import Filter
from models.records import Claim, DisagreementKind, Dispatch, Event, Reading, Record
from models.store import (
    actors,
    arrivals,
    compared,
    days,
    export,
    files,
    marked,
    matrix,
    names,
    opened,
    pulses,
    relations,
    windows,
)
from models.store.actors import Alias
from models.store.connections import Connections, Held, OvertakenError, StoreError
from models.store.export import RECORD_KINDS, Order, RecordKind
from models.store.files import FileState
from models.store.names import Name
from models.store.parties import Namings
from models.store.places import store_path
from models.store.pulses import Axis
from models.store.rows import (
    Changes,
    ClaimRow,
    Counts,
    DisagreementRow,
    EventRow,
    Former,
    Histogram,
    Kind,
    Listing,
    Matrix,
    PartRow,
    ProblemRow,
    RelationRow,
    Summary,
    TellingRow,
    Tellings,
)
from models.store.tellings import origins_of

if TYPE_CHECKING:
    from models.store.kept import Met

__all__ = [
    "RECORD_KINDS",
    "FileState",
    "Order",
    "OvertakenError",
    "RecordKind",
    "Store",
    "StoreError",
    "store_path",
]


class Store:
    """The store of one watched folder; every method may be called from any thread and raises `StoreError`.

    `notice` is None, or one line saying that the file had to be rebuilt, and why.
    """

    def __init__(self, path: Path | None) -> None:
        """Opens the store at a path, made (mode 0600) where there is none; None: a temporary one.

        A store that is damaged or of another version is made anew, which `notice` says. Raises `StoreError`
        where the place cannot be used, or the file there is no brief-tui store.
        """
        self._connections: Connections | Held = Connections(path)
        self._namings = Namings()
        self._met: Met | None = None

    @contextlib.contextmanager
    def look(self, given_up: threading.Event | None = None) -> Iterator[Store]:
        """The store as it is at this moment, to be asked many questions by one thread.

        What they have in common is worked out once. From the moment that `given_up` is set, by any thread, the
        question that is being answered and all further ones raise `OvertakenError`.
        """
        assert isinstance(self._connections, Connections)
        with self._connections.held(given_up or threading.Event()) as held:
            seen = Store.__new__(Store)
            seen._connections, seen._namings = held, self._namings
            yield seen

    @property
    def path(self) -> Path:
        """The store's file."""
        return self._connections.path

    @property
    def notice(self) -> str | None:
        """One line for the user where the store had to be made anew."""
        return self._connections.notice

    def close(self) -> None:
        """Closes all connections; a temporary store is deleted."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def put(self, path: str, state: FileState, readings: Sequence[Reading]) -> None:
        """Replaces all that is kept of a file by its readings, in one transaction.

        A dispatch whose id and content stayed the same keeps its `added`, so that it is not new again.
        """
        from models.store import writing

        with self._namings.kept() as namings, self._connections.writing() as db:
            writing.put(db, namings, path, state, readings)

    def remove(self, paths: Iterable[str]) -> None:
        """Takes files out with all that was read from them, in one transaction."""
        from models.store import writing

        with self._namings.kept() as namings, self._connections.writing() as db:
            writing.remove(db, namings, paths)

    def refresh(self, most: int = 20) -> bool:
        """Writes some dispatches anew whose people other dispatches now tell better; False where none is left.

        Until then their records say what was known when they were put.
        """
        from models.store import writing

        with self._namings.kept() as namings, self._connections.writing() as db:
            return writing.refresh(db, namings, most)

    def compare(self, most: int = 20) -> bool:
        """Compares some dispatches that were put with their neighbours; False where none is left.

        Until then they take no part in occurrences and disagreements; what is taken out leaves both at once. Where the
        rules of comparing have changed since, that is so for all dispatches.
        """
        from models.store import writing
        from models.store.kept import Met

        self._met = self._met or Met()
        with self._met.kept() as met, self._connections.writing() as db:
            return writing.compare(db, met, most)

    def pass_over(self) -> bool:
        """Leaves the dispatch as it is that `refresh` or `compare` would take next; False where there is none."""
        from models.store import writing

        with self._connections.writing() as db:
            return writing.pass_over(db)

    def touch(self, path: str, state: FileState) -> None:
        """Notes the new state of a file whose content stayed the same."""
        with self._connections.writing() as db:
            files.touch(db, path, state)

    def files(self) -> dict[str, FileState]:
        """Every file the store knows, as it was when it was read."""
        with self._connections.reading() as db:
            return files.files(db)

    def generation(self) -> int:
        """The number of the last change; rows carry the one they came with as `added`."""
        with self._connections.reading() as db:
            return windows.generation(db)

    def summary(self) -> Summary:
        """How much the store holds, and when it last changed."""
        with self._connections.reading() as db:
            return windows.summary(db)

    def counts(self, kind: Kind, chosen: Filter) -> Counts:
        """How many rows of a view a filter shows, of how many."""
        with self._connections.reading() as db:
            if kind == "relations":
                return relations.counts(db, chosen)
            return windows.counts(db, kind, chosen)

    def timeline(self, chosen: Filter, offset: int, limit: int, listing: Listing = "date") -> list[EventRow]:
        """A window of the events, newest first, undated last."""
        with self._connections.reading() as db:
            return windows.timeline(db, chosen, offset, limit, listing)

    def position(
        self, kind: Literal["timeline", "claims"], chosen: Filter, id: str, listing: Listing = "date"
    ) -> int | None:
        """The row of an event in the timeline, or of a claim, by its id; None where the filter does not show it."""
        with self._connections.reading() as db:
            return windows.position(db, kind, chosen, id, listing)

    def ahead(self, chosen: Filter, today: dt.date) -> int:
        """How many rows of the timeline, its first ones, stand under a day after today."""
        with self._connections.reading() as db:
            return days.ahead(db, chosen, today)

    def undated(self, chosen: Filter) -> int:
        """How many rows of the timeline, its last ones, have no date."""
        with self._connections.reading() as db:
            return days.undated(db, chosen)

    def day_begins(self, chosen: Filter, day: dt.date | None, steps: int) -> int | None:
        """The timeline's row where the day begins that is so many days with events later (negative: earlier).

        As far as there are days; None where there is none that way. A day of None is that of undated events.
        """
        with self._connections.reading() as db:
            return days.day_begins(db, chosen, day, steps)

    def histogram(self, chosen: Filter, bins: int) -> Histogram | None:
        """The dated events by day, in at most so many bins, the far-off few left out; None without any."""
        with self._connections.reading() as db:
            return days.histogram(db, chosen, bins)

    def relations(self, chosen: Filter, offset: int, limit: int, axis: Axis | None = None) -> list[RelationRow]:
        """A window of the directed pairs, most events first, each spread over an axis where one is given.

        An actor with a country counts as that country, but for an armed group by name; what is only described
        without one as nobody, and nobody is paired with itself. What is planned, possible or negated does not count:
        it did not pass between the two. Under a filter a pair sums just the events that match.
        """
        with self._connections.reading() as db:
            return relations.relations(db, chosen, offset, limit, axis)

    def axis(self, chosen: Filter, days: Histogram | None) -> Axis | None:
        """The time over which the relations are spread, none of it beyond a histogram of the same view."""
        with self._connections.reading() as db:
            return pulses.axis(db, chosen, days)

    def parts(self, source: str, target: str, chosen: Filter, axis: Axis | None = None) -> list[PartRow]:
        """What a relation consists of: the single actors in it, most events first, then its categories.

        Each is spread over an axis where one is given.
        """
        with self._connections.reading() as db:
            return opened.parts(db, source, target, chosen, axis)

    def latest_event(self, row: RelationRow, chosen: Filter) -> str | None:
        """The id of the latest event of a relation, or of a part of one; None if it is gone."""
        with self._connections.reading() as db:
            return opened.latest_event(db, row, chosen)

    def matrix(self, chosen: Filter) -> Matrix:
        """The relations between the most frequent actors."""
        with self._connections.reading() as db:
            return matrix.matrix(db, chosen)

    def claims(self, chosen: Filter, offset: int, limit: int, listing: Listing = "date") -> list[ClaimRow]:
        """A window of the claims, last said first; where that is unknown, by the dispatch's date."""
        with self._connections.reading() as db:
            return windows.claims(db, chosen, offset, limit, listing)

    def sayings(self, chosen: Filter) -> int:
        """How many claims a filter shows, what several dispatches tell of one saying counted once."""
        with self._connections.reading() as db:
            return windows.sayings(db, chosen)

    def disagreements(self, chosen: Filter, offset: int, limit: int) -> list[DisagreementRow]:
        """A window of the disagreements, the latest first: those with a side that the filter lets through."""
        with self._connections.reading() as db:
            return compared.disagreements(db, chosen, offset, limit)

    def disagreement_counts(self, chosen: Filter) -> Counts:
        """How many disagreements a filter shows, of how many."""
        with self._connections.reading() as db:
            return compared.counts(db, chosen)

    def disagreements_of(self, id: str) -> list[DisagreementRow]:
        """The disagreements in which a claim or event, by its id, or another telling of it, is one side."""
        with self._connections.reading() as db:
            return compared.disagreements_of(db, id)

    def disputed(self, ids: Iterable[str]) -> dict[str, tuple[DisagreementKind, ...]]:
        """Those of some claims and events (by id) that disagree with others, and in which ways: for their signs."""
        with self._connections.reading() as db:
            return compared.disputed(db, ids)

    def told_with(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For those of some events (by id) that several dispatches tell: all that tell the same, itself first."""
        with self._connections.reading() as db:
            return compared.told_with(db, ids)

    def tellings(self, id: str) -> Tellings | None:
        """All tellings of what an event tells, or a claim says, and how independent they are; None where it is gone."""
        with self._connections.reading() as db:
            return compared.tellings(db, id)

    def origins(self, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Of some events, or claims, taken for one, by their ids: the number of each one's origin, and why."""
        with self._connections.reading() as db:
            return origins_of(db, ids)

    def by_content(self, keys: Set[str]) -> dict[str, str]:
        """The ids of the events and claims that have one of some keys in their content (`apart`), each with its key."""
        with self._connections.reading() as db:
            return compared.by_content(db, keys)

    def aliases(self, actor: str, most: int) -> list[Alias]:
        """The words that name an actor, by its id, most often first."""
        with self._connections.reading() as db:
            return actors.aliases(db, actor, most)

    def regroup(self, together: Sequence[TellingRow], apart: Sequence[TellingRow], why: str) -> None:
        """Has some tellings stand as one and others each alone, as the user says; a new generation."""
        from models.store import regrouping, writing

        with self._connections.writing() as db:
            regrouping.regroup(db, together, apart, why)
            writing.note_generation(db)

    def names(self, field: str, begins: str, most: int) -> list[Name]:
        """Names that begin so for a field of the filter: actors, most frequent first, agencies, dispatches."""
        with self._connections.reading() as db:
            return names.names(db, field, begins, most)

    def problems(self, offset: int, limit: int) -> list[ProblemRow]:
        """A window of the dispatches that could not be read, the latest first."""
        with self._connections.reading() as db:
            return windows.problems(db, offset, limit)

    def dispatch(self, id: str) -> Dispatch | None:
        """A dispatch by its id."""
        with self._connections.reading() as db:
            return windows.dispatch_by_id(db, id)

    def reading(self, id: str) -> Reading | None:
        """All that was read from a dispatch, also from one that is replaced or withdrawn."""
        from models.store import editions

        with self._connections.reading() as db:
            return editions.reading(db, id)

    def former(self, id: str, most: int = 20) -> list[Former]:
        """The earlier states of a dispatch, the latest first: its file's before it changed, then what it replaces."""
        from models.store import editions

        with self._connections.reading() as db:
            return editions.former(db, id, most)

    def generation_at(self, moment: dt.datetime) -> int:
        """The last generation that had come by a moment; 0 before the first."""
        from models.store import changes

        with self._connections.reading() as db:
            return changes.generation_at(db, moment)

    def changes(self, since: int, most: int = 500) -> Changes:
        """What came after a generation, at most so many of each kind, the latest first."""
        from models.store import changes

        with self._connections.reading() as db:
            return changes.changes(db, since, most)

    def event(self, id: str) -> Event | None:
        """An event by its id."""
        with self._connections.reading() as db:
            return windows.event_by_id(db, id)

    def claim(self, id: str) -> Claim | None:
        """A claim by its id."""
        with self._connections.reading() as db:
            return windows.claim_by_id(db, id)

    def arrivals(self, kind: Literal["timeline", "claims"], chosen: Filter, since: int) -> list[tuple[str, int]]:
        """Ids and generations of what came after a generation under a filter, the latest first, 1,000 at most."""
        with self._connections.reading() as db:
            return arrivals.arrivals(db, kind, chosen, since)

    def marked(self, wanted: Mapping[str, Set[str]]) -> dict[str, str]:
        """The ids of the events and claims that are marked (`Marks.wanted`), each with its mark's key."""
        with self._connections.reading() as db:
            return marked.marked(db, wanted)

    def relation_events(self, source: str, target: str, chosen: Filter) -> list[str]:
        """The ids of the events a relation sums (by its actors' ids), newest first."""
        with self._connections.reading() as db:
            return relations.relation_events(db, source, target, chosen)

    def records(
        self, chosen: Filter, order: Order = "dispatches", kinds: Collection[RecordKind] = RECORD_KINDS
    ) -> Iterator[Record]:
        """All records of a view, or those of some kinds: dispatch by dispatch, or as the panels have them (`Order`)."""
        with self._connections.reading() as db:
            yield from export.records(db, chosen, order, kinds)
