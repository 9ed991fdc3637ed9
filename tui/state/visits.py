"""When the reader was last here: a small file beside the store, so that what came since can be shown.

A visit lasts as long as keys are pressed: a screen that nobody sits at sees nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import time
from pathlib import Path

#: Seconds between two notes of one visit.
_APART = 60.0


def visit_path(store: Path) -> Path:
    """The file in which visits to a store are noted."""
    return store.with_name(store.name + ".visit")


def last_visit(store: Path) -> dt.datetime | None:
    """When the reader was last here (UTC); None where that is not known."""
    try:
        noted = dt.datetime.fromisoformat(visit_path(store).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
    return noted if noted.tzinfo else noted.replace(tzinfo=dt.UTC)


class Visits:
    """The visit that is going on, and the one before it (`last`)."""

    def __init__(self, store: Path) -> None:
        self._path = visit_path(store)
        self.last = last_visit(store)
        self._noted = 0.0

    def here(self) -> None:
        """The reader is here; noted once a minute."""
        if time.monotonic() - self._noted >= _APART:
            self.note()

    def note(self) -> None:
        """Note that the reader is here now; where nothing can be written, the note before stays."""
        self._noted = time.monotonic()
        new = self._path.with_name(self._path.name + ".new")
        with contextlib.suppress(OSError):
            handle = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(dt.datetime.now(dt.UTC).isoformat() + "\n")
            new.replace(self._path)
