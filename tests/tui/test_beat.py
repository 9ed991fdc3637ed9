"""How often something is done that is asked for again and again, by a clock and timers that the test moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest

from tui.screens import beat
from tui.screens.beat import PULSE, Beat


class Clock:
    """A moment, and the timers that wait for theirs."""

    def __init__(self) -> None:
        self.now = 100.0
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def monotonic(self) -> float:
        return self.now

    def set_timer(self, wait: float, do: Callable[[], None]) -> Any:
        self.timers.append((self.now + wait, do))
        return object()

    def go_on(self, seconds: float) -> None:
        self.now += seconds
        due = [do for at, do in self.timers if at <= self.now + 1e-9]
        self.timers = [timer for timer in self.timers if timer[0] > self.now + 1e-9]
        for do in due:
            do()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(beat, "time", clock)
    return clock


def test_after_a_rest_it_is_done_at_once_and_then_seldom(clock: Clock) -> None:
    done: list[float] = []
    asked = Beat(cast(Any, clock.set_timer), lambda: done.append(clock.now))
    for _ in range(10):
        asked.soon()
        clock.go_on(0.1)
    assert done == pytest.approx([100.0, 100.5, 101.0])
    assert not clock.timers
    clock.go_on(10)
    asked.soon()
    assert done[-1] == pytest.approx(111.0)


def test_what_may_be_over_by_then_waits_a_little_first(clock: Clock) -> None:
    done: list[float] = []
    asked = Beat(cast(Any, clock.set_timer), lambda: done.append(clock.now), after=0.25)
    asked.soon()
    asked.soon()
    assert not done
    clock.go_on(0.25)
    assert done == [100.25]
    asked.soon()
    clock.go_on(PULSE)
    assert len(done) == 2
