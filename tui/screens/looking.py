"""Looking at the store beside the event loop: threads ask, messages bring the answers to the screen.

One look at a time; what is asked for meanwhile is looked at once, afterwards.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.screen import Screen

from models.filters import Filter
from models.store import OvertakenError, Store
from models.store.pulses import Axis
from models.store.rows import Kind, Listing, PartRow
from tui.faults import problem_of
from tui.lines.source import Excerpt
from tui.view import Anchor, Chosen, Pair, Row, Shot, Wanted, excerpt_of, glance, take, window

#: What an excerpt is wanted for.
Then = Callable[[Excerpt | None], None]


@dataclass
class Looked(Message):
    """A look at the store is done; or at a first glance, its first rows are there."""

    shot: Shot


class Overtaken(Message):
    """A look was given up for another one."""


@dataclass
class Failed(Message):
    """The store could not be asked; `problem` says why, `question` is the message that would have come."""

    problem: str
    question: type[Message]


@dataclass
class Arrived(Message):
    """A window of a panel that is fetched in the background."""

    kind: Kind
    chosen: Filter
    number: int
    rows: list[Row]
    listing: Listing = "date"


@dataclass
class Unfolded(Message):
    """What a relation consists of that is to be opened."""

    pair: Pair
    chosen: Filter
    parts: list[PartRow]


@dataclass
class Found(Message):
    """The excerpt for a row (None if it is gone), and what it was wanted for."""

    excerpt: Excerpt | None
    then: Then


@dataclass
class Reached(Message):
    """The generation that the store has reached."""

    generation: int


@dataclass
class Stepped(Message):
    """The row where the day begins that was asked for; None where there is no such day."""

    chosen: Filter
    index: int | None


class Looking:
    """What a screen asks of its store in threads; every method returns at once."""

    def __init__(self, store: Store, screen: Screen[None]) -> None:
        self._store = store
        self._screen = screen
        self._given_up = threading.Event()
        self._fetching: set[tuple[Kind, Filter, int, Axis | None, Listing]] = set()
        self._asking_generation = False
        #: Whether a look is under way.
        self.busy = False

    def look(self, chosen: Chosen, anchors: Mapping[Kind, Anchor], today: dt.date, wanted: Wanted, first: bool) -> None:
        """Look at all three panels; `Looked`, `Overtaken` or `Failed` tells when it is done.

        Where `first`, another `Looked` with the first rows comes before anything is counted.
        """
        self.busy = True
        given_up = self._given_up = threading.Event()

        def ask() -> Message:
            try:
                with self._store.look(given_up) as seen:
                    glanced = glance(seen, chosen, today, wanted.listing) if first else None
                    if glanced is not None:
                        self._screen.post_message(Looked(glanced))
                    return Looked(take(seen, chosen, anchors, today, wanted, glanced))
            except OvertakenError:
                return Overtaken()

        self._run(Looked, ask)

    def ask_generation(self) -> None:
        """Look up which generation the store has reached; `Reached` tells it, once for all who ask meanwhile."""
        if not self._asking_generation:
            self._asking_generation = True
            self._run(Reached, self._generation)

    def _generation(self) -> Message:
        try:
            return Reached(self._store.generation())
        finally:
            self._asking_generation = False

    def give_up(self) -> None:
        """Nobody wants the look that is under way any longer: `Overtaken` comes at once."""
        self._given_up.set()

    def fetch(self, kind: Kind, chosen: Filter, number: int, axis: Axis | None, listing: Listing = "date") -> None:
        """Fetch a window, unless it is on its way; `Arrived` brings it."""
        wanted = kind, chosen, number, axis, listing
        if wanted in self._fetching:
            return
        self._fetching.add(wanted)

        def ask() -> Message:
            try:
                rows = window(self._store, kind, chosen, number, axis, listing)
                return Arrived(kind, chosen, number, rows, listing)
            finally:
                self._fetching.discard(wanted)

        self._run(Arrived, ask)

    def unfold(self, pair: Pair, chosen: Filter, axis: Axis | None) -> None:
        """Look up what a relation consists of; `Unfolded` brings it."""
        self._run(Unfolded, lambda: Unfolded(pair, chosen, self._store.parts(*pair, chosen, axis)))

    def find(self, row: Row, chosen: Filter, today: dt.date, then: Then) -> None:
        """Look up where a row was read from; `Found` brings it."""
        self._run(Found, lambda: Found(excerpt_of(self._store, row, chosen, today), then))

    def step(self, chosen: Filter, day: dt.date | None, steps: int) -> None:
        """Look up where the day begins that is some steps from a day of the timeline; `Stepped` brings it."""
        self._run(Stepped, lambda: Stepped(chosen, self._store.day_begins(chosen, day, steps)))

    def _run(self, question: type[Message], ask: Callable[[], Message]) -> None:
        self._screen.run_worker(partial(self._ask, question, ask), thread=True)

    def _ask(self, question: type[Message], ask: Callable[[], Message]) -> None:
        try:
            answer = ask()
        except Exception as error:  # noqa: BLE001 - a fault in one question costs its answer, never the app
            answer = Failed(problem_of(error, self._store.path), question)
        self._screen.post_message(answer)
