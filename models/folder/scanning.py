"""What is in the folder, and what of it differs from the store: by paths, sizes and times; nothing is read.

A path is named as the store names it: relative to the folder, with `/`, undecodable bytes written `\\xNN`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from models.formats import is_dispatch_file
from models.store import FileState

_ESCAPED_BYTE = re.compile(rb"\\x([89a-f][0-9a-f])")


class Look(NamedTuple):
    """What a glance at a file tells."""

    size: int
    mtime_ns: int


@dataclass(slots=True)
class Scan:
    """What a scan found: each dispatch file by its path; `closed` are folders that could not be looked into.

    `under` are the subfolders that were scanned, `("",)` for the whole folder.
    """

    under: tuple[str, ...]
    files: dict[str, Look] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)


class Differences(NamedTuple):
    """What a scan and the store disagree on: paths to look at, and paths that seem to be gone."""

    changed: dict[str, Look]
    gone: list[str]


def shown(path: str) -> str:
    """A path as the store names it, readable and valid Unicode whatever bytes it has on the disk."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def on_disk(root: Path, name: str) -> Path:
    """Where the file of that name is: the inverse of `shown`."""
    plain = root / name
    if "\\x" not in name or plain.exists():
        return plain
    raw = _ESCAPED_BYTE.sub(lambda found: bytes([int(found[1], 16)]), name.encode("utf-8"))
    return root / os.fsdecode(raw)


def name_of(root: str, real_root: str, path: str) -> str | None:
    """The name of a path below the folder; None where it is the folder itself or has a dot-folder in between.

    A path that leads through a link back into the folder is named where it really is. `real_root` is `root`
    without links.
    """
    parent, last = os.path.split(path)
    real_parent = os.path.realpath(parent)
    if real_parent == real_root or real_parent.startswith(real_root + os.sep):
        path, root = os.path.join(real_parent, last), real_root
    relative = os.path.relpath(path, root)
    parts = relative.split(os.sep)
    if any(part.startswith(".") for part in parts):
        return None
    return shown(relative)


def landed(file: Path) -> int | None:
    """When a file last changed or came to its place, in ns; its own time may be older. None where it is gone."""
    try:
        return file.stat().st_ctime_ns
    except (OSError, ValueError):
        return None


def look(file: Path) -> Look | None:
    """Size and time of a regular file; None where there is none."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return Look(found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else None


def scan(root: Path, under: Iterable[str] = ("",)) -> Scan:
    """Look through the folder, or only through some of its subfolders (by their names).

    Links to folders elsewhere are followed, each folder once; those to folders of the same tree are passed
    over, since they are found at their own place. A link to a file counts as the file it leads to.
    """
    result = Scan(tuple(under))
    real_root = os.path.realpath(root)
    seen: set[tuple[int, int]] = set()
    folders = [os.fspath(on_disk(root, name)) for name in result.under if not _leads_back(root, name, real_root)]
    links: list[str] = []
    while folders or links:
        # Links come last and by name: which of two is followed must not depend on the directory's order.
        folder = folders.pop() if folders else links.pop()
        relative = "" if folder == os.fspath(root) else os.path.relpath(folder, root) + os.sep
        try:
            identity = os.stat(folder)
            if (identity.st_dev, identity.st_ino) in seen:
                continue
            seen.add((identity.st_dev, identity.st_ino))
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        _sort_entry(entry, relative, real_root, result, folders, links)
        except (FileNotFoundError, NotADirectoryError):
            continue  # gone while the scan was under way
        except OSError:
            result.closed.append(shown(relative.rstrip(os.sep)))
        links.sort(reverse=True)
    return result


def _sort_entry(
    entry: os.DirEntry[str],
    relative: str,
    real_root: str,
    result: Scan,
    folders: list[str],
    links: list[str],
) -> None:
    """Put a folder's entry where it belongs: files found, folders to look into, links to follow last."""
    try:
        if entry.is_dir():
            if not entry.is_symlink():
                folders.append(entry.path)
            elif not _same_tree(os.path.realpath(entry.path), real_root):
                links.append(entry.path)
        elif is_dispatch_file(entry.name) and entry.is_file():
            found = entry.stat()
            result.files[shown(relative + entry.name)] = Look(found.st_size, found.st_mtime_ns)
    except OSError:
        return  # a link in circles, or gone while the scan was under way


def compare(found: Scan, known: Mapping[str, FileState], version: str) -> Differences:
    """What is new, changed, or read by another version; and what was not found where the scan looked.

    A file that could not be opened when it was last read (no hash) is always looked at again.
    """
    changed = {}
    for name, seen in found.files.items():
        state = known.get(name)
        if state is None or not state.sha256 or state[:2] != seen or state.version != version:
            changed[name] = seen
    gone = [
        name
        for name in known
        if name not in found.files and beneath(name, found.under) and not beneath(name, found.closed)
    ]
    return Differences(changed, gone)


def beneath(name: str, folders: Iterable[str]) -> bool:
    """Whether a path is in one of the folders (by name, "" the whole) or below it."""
    return any(folder in {"", "."} or name.startswith(folder + "/") for folder in folders)


def _leads_back(root: Path, name: str, real_root: str) -> bool:
    """Whether a subfolder is a link back into the tree, or reached through one: its files have names of their own."""
    place = on_disk(root, name)
    real, own = os.path.realpath(place), os.path.normpath(os.path.join(real_root, os.path.relpath(place, root)))
    return _same_tree(real, real_root) and real != own


def _same_tree(real_path: str, real_root: str) -> bool:
    """Whether one of the two real paths is the other, or below it."""
    return (
        real_path == real_root
        or real_path.startswith(real_root + os.sep)
        or real_root.startswith(real_path.rstrip(os.sep) + os.sep)
    )
