"""A path → its bytes, unpacked where they are gzipped, read from the front and within bounds.

The first thing the registry does with a file; what the bytes are is `sniffing`'s question.
"""

from __future__ import annotations

import contextlib
import gzip
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from models.formats.decoding import LARGEST, FormatError

#: How much a .gz file may unpack to, in bytes: lines are read one by one, so their sum may be larger than an item.
LARGEST_UNPACKED = 100 * LARGEST
#: What `sniffing` looks at.
HEAD = 8_192

_GZIP = b"\x1f\x8b"


class Stream:
    """The unpacked bytes of an open file; `head` are the first of them, still to be read."""

    def __init__(self, file: BinaryIO) -> None:
        packed = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        self._file: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=file) if packed else file
        self._packed = packed
        self._taken = 0
        self._ahead = b""
        self.head = self._ahead = self._from_file(HEAD)
        if packed and self.head.startswith(_GZIP):
            raise FormatError("is packed twice; unpack it once")

    def read(self, size: int) -> bytes:
        """The next bytes, fewer than `size` only before the end; FormatError where they cannot be unpacked."""
        ahead, self._ahead = self._ahead[:size], self._ahead[size:]
        return ahead or self._from_file(size)

    def whole(self) -> bytes:
        """All the bytes that are left; FormatError where they are more than an item may have."""
        pieces: list[bytes] = []
        size = 0
        while piece := self.read(LARGEST + 1 - size):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST:
                raise FormatError(too_large())
        return b"".join(pieces)

    def _from_file(self, size: int) -> bytes:
        try:
            piece = self._file.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise FormatError("is a damaged or cut .gz file; fetch it again") from error
        self._taken += len(piece)
        if self._packed and self._taken > LARGEST_UNPACKED:
            raise FormatError(f"unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB; split it")
        return piece


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """The file's stream. Raises OSError where it cannot be opened, FormatError where it is no ordinary file."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise FormatError("is no ordinary file; put the dispatch itself here")
    with path.open("rb") as file:
        yield Stream(file)


def too_large() -> str:
    """What is wrong with an item over the limit."""
    return f"is larger than {LARGEST // 1_000_000} MB; split it into single dispatches"


def unreadable(error: OSError) -> str:
    """What is wrong with a file the system does not let be read."""
    reason = error.strerror or type(error).__name__
    return f"could not be read ({reason}); check that it exists and may be read"
