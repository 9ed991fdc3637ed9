"""The log beside a store: what the keeper and the reading processes print, which is shown on no screen."""

from __future__ import annotations

import os
from pathlib import Path

#: A log that has grown beyond so many bytes is begun anew by who opens it next.
_LONGEST = 1_000_000


def log_path(store: Path) -> Path:
    """Where the log of a store is."""
    return store.with_name(f"{store.name}.log")


def open_log(store: Path) -> int:
    """A file descriptor for the log: gone on with, for several processes may write it; for its owner only.

    Where it cannot be written, what is printed is dropped: a log is never worth failing for.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    path = log_path(store)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = os.open(path, flags, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)
    os.fchmod(log, 0o600)
    if os.fstat(log).st_size > _LONGEST:
        os.ftruncate(log, 0)
    return log
