"""The folder watched: raw notices of the file system in, paths that have stood still out.

`Watch` is a thread around watchfiles that reports which paths something happened to; `Settling` decides when
such a path may be read. What happened is found by looking: notices only say where to look.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import watchfiles

from models.folder.scanning import Look

#: A file is read when its size and time have not changed for so many seconds. One that goes on growing after a pause
#: is read again; this only spares most of them that.
STILL = 0.1
#: Milliseconds: notices are gathered as long as they come this close together, but no longer than the second.
_STEP_MS = 25
_GATHER_MS = 100
#: Milliseconds between two looks where the file system sends no notices.
_POLL_MS = 1000


@dataclass(frozen=True, slots=True)
class Watching:
    """The watch is set: no change from here on is missed."""

    watch: Watch


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something happened to these paths (absolute, as the file system names them).

    `is_root_gone`: the folder itself was deleted, and this watch with it, though one like it may be there again.
    """

    watch: Watch
    paths: frozenset[str]
    is_root_gone: bool = False


@dataclass(frozen=True, slots=True)
class WatchEnded:
    """The watch ended by itself; `was_watching` tells a fault on the way from one at the start."""

    watch: Watch
    was_watching: bool
    reason: str


class Watch:
    """Watches a folder with its subfolders from a thread of its own, until stopped or until it fails.

    `polling` looks at all files every second instead of relying on notices. What it finds goes to `post`.
    """

    def __init__(self, root: Path, polling: bool, post: Callable[[Watching | Noticed | WatchEnded], None]) -> None:
        self._root = root
        self._polling = polling
        self._post = post
        self._stop = threading.Event()
        self._is_watching = False
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the watch, and wait for its thread, which asks every 25 ms; nothing is posted for this."""
        self._stop.set()
        self._thread.join(timeout=1.0)

    def is_set(self) -> bool:
        """Asked by watchfiles whether to stop; the first question is the sign that the notices are set up."""
        if not self._is_watching and not self._stop.is_set():
            self._is_watching = True
            self._post(Watching(self))
        return self._stop.is_set()

    def _watch(self) -> None:
        reason = "the folder is gone"
        try:
            for changes in watchfiles.watch(
                self._root,
                watch_filter=None,
                debounce=_GATHER_MS,
                step=_STEP_MS,
                stop_event=self,
                rust_timeout=0,
                raise_interrupt=False,
                force_polling=self._polling,
                poll_delay_ms=_POLL_MS,
                ignore_permission_denied=True,
            ):
                is_root_gone = (watchfiles.Change.deleted, str(self._root)) in changes
                self._post(Noticed(self, frozenset(path for _, path in changes), is_root_gone))
        except (OSError, RuntimeError) as error:  # watchfiles' own error is a RuntimeError
            reason = str(error)
        if not self._stop.is_set():
            self._post(WatchEnded(self, self._is_watching, reason))


class Settling:
    """Files that something happened to, until they have stood still for `STILL` seconds.

    Times are seconds of a monotonic clock that the caller reads, so that nothing here waits.
    """

    def __init__(self) -> None:
        self._last: dict[str, tuple[Look | None, float]] = {}

    def __len__(self) -> int:
        return len(self._last)

    def notice(self, name: str, seen: Look | None, now: float) -> None:
        """Something happened to a file, which looks like this now (None: it is not there)."""
        before = self._last.get(name)
        if before is None or before[0] != seen:
            self._wait_from(name, seen, now)

    def next_due(self) -> float | None:
        """When the first file may have stood still for long enough; None where none is waited for."""
        for _, since in self._last.values():
            return since + STILL
        return None

    def settled(self, now: float, look: Callable[[str], Look | None]) -> list[tuple[str, Look | None]]:
        """The files that have stood still, with how they look; each is forgotten. The others wait anew."""
        still = []
        for name, (before, since) in list(self._last.items()):
            if since + STILL > now:
                break
            seen = look(name)
            if seen == before:
                del self._last[name]
                still.append((name, seen))
            else:
                self._wait_from(name, seen, now)
        return still

    def _wait_from(self, name: str, seen: Look | None, now: float) -> None:
        self._last.pop(name, None)  # to the end: the order stays that of the times
        self._last[name] = (seen, now)

    def clear(self) -> None:
        """Forget all."""
        self._last.clear()
