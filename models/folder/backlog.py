"""What is still to be read, in order: live changes first, what landed last ahead of all; then the rest by age."""

from __future__ import annotations

import heapq
import itertools
import time


class Backlog:
    """Paths that wait to be read, each once."""

    def __init__(self) -> None:
        self._live: dict[str, tuple[int, int]] = {}
        self._ahead: list[tuple[int, int, str]] = []
        self._turns = itertools.count()
        self._rest: set[str] = set()
        self._order: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._live) + len(self._rest)

    def add(self, path: str, mtime_ns: int) -> None:
        """Queue a path by its file's age, unless it waits already."""
        if path not in self._live and path not in self._rest:
            self._rest.add(path)
            heapq.heappush(self._order, (-mtime_ns, path))

    def add_ahead(self, path: str, landed_ns: int | None = None) -> None:
        """Queue a path ahead of the rest: what landed or changed last (now, where not said) is what somebody waits for.

        One moment may be noticed late, and more than once: of a thousand files that came together with their folder,
        none goes before what landed since.
        """
        moment = time.time_ns() if landed_ns is None else landed_ns
        before = self._live.get(path)
        if before is not None and before[0] == moment:
            return
        self._rest.discard(path)
        self._live[path] = (moment, next(self._turns))
        heapq.heappush(self._ahead, (-moment, -self._live[path][1], path))

    def first(self) -> tuple[str, bool] | None:
        """The next path, and whether it is a live change; None where nothing waits."""
        while self._ahead:
            moment, turn, path = self._ahead[0]
            if self._live.get(path) == (-moment, -turn):
                return path, True
            heapq.heappop(self._ahead)  # it has changed again since, or is wanted no more
        while self._order:
            path = self._order[0][1]
            if path in self._rest:
                return path, False
            heapq.heappop(self._order)  # it has moved ahead, or is wanted no more
        return None

    def discard(self, path: str) -> None:
        """Wait for a path no more."""
        self._live.pop(path, None)
        self._rest.discard(path)

    def clear(self) -> None:
        """Wait for nothing any more."""
        self._live.clear()
        self._ahead.clear()
        self._rest.clear()
        self._order.clear()
