"""Where the reader has been: dispatches and actors opened one from another, to go back and forward among. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from models.records import Actor


@dataclass(frozen=True)
class DispatchPlace:
    """A dispatch by its id, seen from one of its records."""

    dispatch: str
    record: str | None = None


@dataclass(frozen=True)
class ActorPlace:
    """An actor's page; the actors are those of the line it was opened from, of which one is shown."""

    actors: tuple[Actor, ...]
    at: int = 0

    @property
    def actor(self) -> Actor:
        """Who is shown."""
        return self.actors[self.at]


Place: TypeAlias = DispatchPlace | ActorPlace


class Trail:
    """The places that are open, one over the other, and those that were left backwards."""

    def __init__(self, show: Callable[[Place], None]) -> None:
        self._show = show
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    @property
    def behind(self) -> int:
        """How many places are open."""
        return len(self._behind)

    def visit(self, place: Place) -> None:
        """Go on to a place; what was ahead is so no longer."""
        self._ahead.clear()
        self._go(place)

    def forward(self) -> bool:
        """Go again where one came back from; False where that is nowhere."""
        if not self._ahead:
            return False
        self._go(self._ahead.pop())
        return True

    def _go(self, place: Place) -> None:
        self._behind.append(place)
        self._show(place)

    def left(self, place: Place | None) -> None:
        """The place on top was left, as it was then; None where it was not there at all."""
        if self._behind:
            self._behind.pop()
            if place is not None:
                self._ahead.append(place)
