"""Writing a store in turn: the process that gets the lock keeps it, all others follow until it goes.

One who follows hands the writer's progress on to its app, and reads and watches nothing itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from models.folder.keeping import Keeper
from models.folder.progress import Progress, ProgressLines
from models.folder.scanning import compare, scan
from models.folder.writer import Word, WriterLock
from models.reading.version import reading_version
from models.store import Store

#: Seconds between two looks at what the writer says: a small read of an open file.
_LISTEN = 0.1
#: Seconds between two attempts to become the writer.
_ATTEMPT = 0.5
#: Seconds a writer that rests is given to notice what lies in the folder and is not in the store.
_NOTICE = 3.0


class Shift:
    """Keeps `store` in step with `folder` while no other process does; `send` takes the progress either way.

    `log` is a file descriptor for what reading processes print; `jobs` how many of them there may be, None: as
    many as suit the machine; `command` starts one.
    """

    def __init__(
        self,
        folder: Path,
        store: Store,
        send: Callable[[Progress], None],
        log: int,
        command: Sequence[str] | None = None,
        jobs: int | None = None,
    ) -> None:
        self._folder = folder
        self._store = store
        self._send = send
        self._log = log
        self._command = command
        self._jobs = jobs
        self._lock = WriterLock(store.path, folder)
        self._stopped = threading.Event()
        self._keeper: Keeper | None = None

    def stop(self) -> None:
        """End it; callable from any thread and from a signal handler."""
        self._stopped.set()
        if (keeper := self._keeper) is not None:
            keeper.stop()

    def keep_up(self) -> None:
        """Write or follow until stopped."""
        try:
            while not self._stopped.is_set():
                if self._lock.take():
                    self._write().keep_up()
                else:
                    self._follow(lambda progress: False)
        finally:
            self._lock.release()

    def catch_up(self) -> Progress:
        """Read all that the store has not got yet, or wait until the writer has; returns the last progress."""
        try:
            while not self._stopped.is_set():
                if self._lock.take():
                    return self._write().catch_up()
                found = self._follow(_Rest(self._folder, self._store).is_reached)
                if found is not None:
                    return found
        finally:
            self._lock.release()
        return Progress(state="scanning")  # stopped on the way

    def _write(self) -> Keeper:
        """A keeper that lets the others know how far it is, for as long as the lock is held."""

        def send(progress: Progress) -> None:
            self._lock.say(progress)
            self._send(progress)

        self._keeper = Keeper(
            self._folder, self._store, send, self._log, self._command, self._jobs, self._lock.holds, self._lock.notice
        )
        if self._stopped.is_set():  # between the look at it and here
            self._keeper.stop()
        return self._keeper

    def _follow(self, is_enough: Callable[[Progress], bool]) -> Progress | None:
        """Hand on what the writer says until it goes (None), or has said enough."""
        lines = ProgressLines(self._send)
        attempt = time.monotonic() + _ATTEMPT
        while not self._stopped.wait(_LISTEN):
            if (word := self._lock.heard()) is not None:
                progress = self._as_follower(word)
                lines.offer(progress)
                if is_enough(progress):
                    lines.flush()
                    return progress
            if time.monotonic() >= attempt:
                attempt = time.monotonic() + _ATTEMPT
                if self._lock.take():
                    break
        return None

    def _as_follower(self, word: Word) -> Progress:
        """The writer's progress as it is told here."""
        changes: dict[str, object] = {"follows": True}
        if self._lock.is_for_another_folder(word):
            changes["message"] = f"This store is filled from the folder {word.folder}: name another with --store."
        return word.progress.model_copy(update=changes)


class _Rest:
    """Whether the writer has really read all: what it says may be older than what lies in the folder."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._since: float | None = None

    def is_reached(self, progress: Progress) -> bool:
        """Whether it rests, and nothing is unread; or does not notice what is, for so long."""
        if progress.state in ("waiting", "failed"):
            return True
        if progress.state != "idle":
            self._since = None
            return False
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        if now - self._since > _NOTICE:
            return True
        differences = compare(scan(self._folder), self._store.files(), reading_version())
        return not differences.changed and not differences.gone
