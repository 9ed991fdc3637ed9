"""What is still to be read, in order: live changes first, then the rest, each the newest first."""

from __future__ import annotations

import heapq


class Backlog:
    """Paths that wait to be read, each once."""

    def __init__(self) -> None:
        self._live: dict[str, object] = {}
        self._rest: set[str] = set()
        self._order: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._live) + len(self._rest)

    def add(self, path: str, mtime_ns: int) -> None:
        """Queue a path by its file's age, unless it waits already."""
        if path not in self._live and path not in self._rest:
            self._rest.add(path)
            heapq.heappush(self._order, (-mtime_ns, path))

    def add_ahead(self, path: str, seen: object = None) -> None:
        """Queue a path ahead of all others: what changed last is what somebody waits for.

        One that waits ahead already and is `seen` as it was keeps its turn: a folder that came is looked at twice, and
        its files must not go before what has landed since.
        """
        if seen is not None and self._live.get(path) == seen:
            return
        self._rest.discard(path)
        self._live.pop(path, None)
        self._live[path] = seen

    def first(self) -> tuple[str, bool] | None:
        """The next path, and whether it is a live change; None where nothing waits."""
        if self._live:
            return next(reversed(self._live)), True
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
        self._rest.clear()
        self._order.clear()
