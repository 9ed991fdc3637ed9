"""A file of lines that is the user's own, such as marks: added to by several programs at once, and made by none anew
while another adds to it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def append(path: Path, lines: Iterable[bytes]) -> None:
    """Adds lines, on a line of their own also where the last one was cut off; makes the file. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path) as file:
        begin = [b"\n"] if _ends_open(file) else []
        with open(file, "ab", closefd=False) as out:
            out.writelines([*begin, *(line + b"\n" for line in lines)])
        os.fsync(file)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[int]:
    """The file, open to append, while no other program writes to it or puts another in its place."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            with contextlib.suppress(OSError):  # some network file systems know no locks
                fcntl.flock(file, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(file), os.stat(path)):
                yield file
                return
        finally:
            os.close(file)


def _ends_open(file: int) -> bool:
    """Whether the last line was cut off, by a full disk or a fallen machine."""
    size = os.lseek(file, 0, os.SEEK_END)
    return size > 0 and os.pread(file, 1, size - 1) != b"\n"
