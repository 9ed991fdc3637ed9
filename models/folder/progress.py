"""How far the keeper is: the one record that goes back to the app, a JSON line each, a few a second at most.

It is the only thing beside the store that passes from the keeper to the status line.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Literal

from models.records import Record

#: Seconds between two lines: fast enough for the eye, slow enough for a terminal on a thin line.
INTERVAL = 0.1

#: Seconds over which the pace is taken, and before which it is too soon to tell; so few files say nothing.
_LOOKED_BACK = 15.0
_TOO_SOON = 2.0
_TOO_FEW = 5

State = Literal["waiting", "scanning", "reading", "comparing", "idle", "failed"]


class Progress(Record):
    """The keeper's state; `pending` counts the files still to be read, those still being written
    included, `done` those read since it last was idle.

    `generation` is the store's after the last change, so a reader of the store knows whether to look again.
    `message` is a sentence for the status line: what is waited for, what failed and what to do; else empty.
    While a backlog is read, `rate` is files a second and `left` the seconds it will take; else both are 0.
    `follows`: another process reads, and this is its progress. `polls`: why the folder is looked through every
    second instead of being watched, as a sentence; else empty.
    """

    state: State
    pending: int = 0
    done: int = 0
    generation: int = 0
    message: str = ""
    rate: float = 0
    left: int = 0
    follows: bool = False
    polls: str = ""


class Pace:
    """How fast a backlog is read, from what was done in the last seconds. Times are of a monotonic clock."""

    def __init__(self) -> None:
        self._done: deque[float] = deque()
        self._begun: float | None = None  # when the first was done: before, the pipeline was being loaded

    def begin(self) -> None:
        """Another backlog begins."""
        self._done.clear()
        self._begun = None

    def note(self, now: float) -> None:
        """A file has been read."""
        self._begun = now if self._begun is None else self._begun
        self._done.append(now)

    def tell(self, now: float, pending: int) -> tuple[float, int]:
        """Files a second, and about how many seconds so many will take; zeros where it is too soon to say."""
        if self._begun is None or now - self._begun < _TOO_SOON:
            return 0, 0
        since = max(self._begun, now - _LOOKED_BACK)
        while self._done and self._done[0] < since:
            self._done.popleft()
        if len(self._done) < _TOO_FEW:
            return 0, 0
        rate = len(self._done) / (now - since)
        return float(f"{rate:.2g}"), max(1, int(float(f"{pending / rate:.2g}")))


class ProgressLines:
    """Hands on each progress that differs from the one before, but not more often than every `INTERVAL`."""

    def __init__(self, send: Callable[[Progress], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._send = send
        self._clock = clock
        self._sent: Progress | None = None
        self._held: Progress | None = None
        self._next = 0.0

    def offer(self, progress: Progress) -> None:
        """Send a progress now if it is news and its time has come; else hold the latest back until it has."""
        self._held = None if progress == self._sent else progress
        if self._held is not None and self._clock() >= self._next:
            self.flush()

    def wait(self) -> float | None:
        """Seconds until what is held back may go; None where nothing is."""
        return None if self._held is None else max(0.0, self._next - self._clock())

    def flush(self) -> None:
        """Send what is held back, whatever the time."""
        if self._held is not None:
            self._sent, self._held = self._held, None
            self._next = self._clock() + INTERVAL
            self._send(self._sent)
