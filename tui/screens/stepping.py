"""Steps by day in the timeline: keys add up while the store is asked where the day begins."""

from __future__ import annotations

from collections.abc import Callable

from models.filters import Filter
from tui.panels.lists import Timeline
from tui.screens.looking import Looking, Stepped


class DaySteps:
    """The way to a day, one look-up at a time."""

    def __init__(self, timeline: Timeline, looking: Looking, shown: Callable[[], Filter]) -> None:
        """`shown` tells the filter of what the timeline shows."""
        self._timeline = timeline
        self._looking = looking
        self._shown = shown
        self._steps = 0  # to go, and whether the way to the first of them is being looked up
        self._stepping = False

    def ask(self, steps: int) -> None:
        """Go so many days on."""
        self._steps += steps
        self._step()

    def _step(self) -> None:
        if self._stepping:
            return
        steps, self._steps = self._steps, 0
        chosen = self._shown()
        if not steps or self._timeline.current is None:
            return
        self._stepping = True
        self._looking.step(chosen, self._timeline.day, steps)

    def arrived(self, message: Stepped) -> None:
        """Go where the day begins, and on where keys have come meanwhile."""
        self._stepping = False
        if message.index is not None and message.chosen == self._shown():
            self._timeline.move_to(message.index)
        self._step()

    def failed(self) -> None:
        """The store could not be asked: the next key asks again."""
        self._stepping = False
