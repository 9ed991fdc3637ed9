"""What was written goes from SQLite's log into the file by a thread of its own, so that no writing waits for the disk.

Writing goes on meanwhile. Where it never pauses, the log is emptied by whoever writes, once it is long
(`connections`): nearly all of it is in the file by then.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from typing import Final

#: Transactions between two checkpoints.
_EVERY: Final = 8
#: One is done again while more pages than these were written meanwhile, and so often at most: the log begins anew, and
#: the file is brought to the disk, only by one that comes to the log's end.
_FEW: Final = 100
_TIMES: Final = 5


class Checkpoints:
    """The checkpoints of one store's file; `connect` opens a connection to it. Any thread may call."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._due = threading.Event()
        self._written = 0
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def note(self) -> None:
        """Counts a transaction that was written; now and then the thread is told to look after the log."""
        with self._lock:
            self._written += 1
            if self._written < _EVERY or self._is_closed:
                return
            self._written = 0
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep, name="checkpoints", daemon=True)
                self._thread.start()
        self._due.set()

    def close(self) -> None:
        """Ends the thread, after the checkpoint that it is at."""
        with self._lock:
            self._is_closed = True
        self._due.set()
        if self._thread is not None:
            self._thread.join()

    def _keep(self) -> None:
        # What goes wrong here goes wrong for who writes as well, and is told there.
        with contextlib.suppress(sqlite3.Error), contextlib.closing(self._connect()) as connection:
            while True:
                self._due.wait()
                self._due.clear()
                if self._is_closed:
                    return
                _checkpoint(connection)


def _checkpoint(connection: sqlite3.Connection) -> None:
    done = 0
    for _ in range(_TIMES):
        _busy, _pages, in_file = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if in_file - done <= _FEW:
            return
        done = in_file
