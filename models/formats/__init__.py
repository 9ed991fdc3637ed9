"""A file → its dispatches: one module a format, and here the registry of them. The first arrow of the house.

Whatever a file holds, reading it does not fail: what cannot be read becomes a dispatch that says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from models.formats.item import Source, printable_path, problem_of
from models.formats.jsonlines import read_jsonlines
from models.formats.text import read_text
from models.records import Dispatch

_READERS: dict[str, Callable[[Path, Path], Iterator[Dispatch]]] = {
    ".txt": read_text,
    ".jsonl": read_jsonlines,
}

_UNFINISHED = (".part", ".tmp", "~")

#: Suffixes of the files that hold dispatches, in small letters.
SUFFIXES: frozenset[str] = frozenset(_READERS)


def is_dispatch_file(name: str) -> bool:
    """Whether a file of this name (or path) holds dispatches: not hidden, not half-written, not a README."""
    file = PurePath(name)
    hidden = file.name.startswith(".") or file.name.casefold().startswith("readme")
    return not hidden and not name.endswith(_UNFINISHED) and file.suffix.lower() in SUFFIXES


def read_file(path: Path, root: Path) -> Iterator[Dispatch]:
    """The dispatches of a file below `root`, in the file's order; whatever it holds, nothing is raised.

    Ids and paths are relative to `root`, with `/`; a byte of a name that is no UTF-8 is written `\\xff`.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        name = printable_path(path, root)
        known = " or ".join(sorted(SUFFIXES))
        yield problem_of(Source(name, path.name), name, "", f"is no {known} file; rename it if it is")
        return
    yield from reader(path, root)
