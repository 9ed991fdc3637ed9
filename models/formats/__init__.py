"""A file → its dispatches, one module a format: the first arrow of the house.

Here is only what a file's name tells, since everybody asks that; `registry` reads files, and is imported for the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from models.formats.suffixes import BY_SUFFIX, suffix_of

if TYPE_CHECKING:
    from models.records import Dispatch

_UNFINISHED = (".part", ".tmp", "~")

#: Suffixes of the files that hold dispatches, in small letters; each may be followed by `.gz`.
SUFFIXES: frozenset[str] = frozenset(BY_SUFFIX)


def is_dispatch_file(name: str) -> bool:
    """Whether a file of this name (or path) holds dispatches: not hidden, not half-written, not a README."""
    file = PurePath(name)
    hidden = file.name.startswith(".") or file.name.casefold().startswith("readme")
    return not hidden and not name.endswith(_UNFINISHED) and suffix_of(file) in SUFFIXES


def read_file(path: Path, root: Path) -> Iterator[Dispatch]:
    """The dispatches of a file below `root`, in the file's order; whatever it holds, nothing is raised.

    Ids and paths are relative to `root`, with `/`; a byte of a name that is no UTF-8 is written `\\xff`.
    """
    from models.formats import registry

    return registry.read_file(path, root)
