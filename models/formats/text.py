"""A `.txt` file → its one dispatch: the whole file is the text.

The format of most of the folder; `item` makes the dispatch, this module only reads the bytes, within bounds.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path

from models.formats.decoding import LARGEST, DecodingError, decode
from models.formats.item import (
    Metadata,
    Source,
    dispatch_of,
    printable_path,
    problem_of,
    too_large,
    unreadable,
)
from models.records import Dispatch


def read_text(path: Path, root: Path) -> Iterator[Dispatch]:
    """The file's dispatch. Its id is its path; a file that is not read at all has an empty hash."""
    name = printable_path(path, root)
    source = Source(name, path.name)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            yield problem_of(source, name, "", "is no ordinary file; put the dispatch itself here")
            return
        source = Source(name, path.name, about.st_mtime)
        raw = b""
        if about.st_size <= LARGEST:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)  # it may have grown since
    except OSError as error:
        yield problem_of(source, name, "", unreadable(error))
        return
    if max(about.st_size, len(raw)) > LARGEST:
        yield problem_of(source, name, "", too_large())
        return
    digest = hashlib.sha256(raw).hexdigest()
    try:
        text = decode(raw)
    except DecodingError as error:
        yield problem_of(source, name, digest, str(error))
        return
    yield dispatch_of(source, name, digest, text, Metadata())
