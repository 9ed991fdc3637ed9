"""The files that the store was read from, as they were then: what a scan compares with the folder."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class FileState(NamedTuple):
    """A file as it was when it was read, and the version of the reading."""

    size: int
    mtime_ns: int
    sha256: str
    version: str


def files(db: sqlite3.Connection) -> dict[str, FileState]:
    """Every file, as it was when it was read."""
    rows = db.execute("SELECT path, size, mtime_ns, sha256, version FROM file")
    return {_path_text(path): FileState(*state) for path, *state in rows}


def file_number(db: sqlite3.Connection, path: str) -> int | None:
    """The row of a file; None where the store does not know it."""
    row = db.execute("SELECT n FROM file WHERE path = ?", (_path_bytes(path),)).fetchone()
    return None if row is None else int(row[0])


def keep_file(db: sqlite3.Connection, path: str, state: FileState) -> int:
    """Notes a file with its state; returns its row."""
    row = db.execute(
        "INSERT INTO file (path, size, mtime_ns, sha256, version) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,"
        " sha256 = excluded.sha256, version = excluded.version RETURNING n",
        (_path_bytes(path), *state),
    ).fetchone()
    return int(row[0])


def touch(db: sqlite3.Connection, path: str, state: FileState) -> None:
    """Notes a file's new state where its content stayed the same."""
    db.execute(
        "UPDATE file SET size = ?, mtime_ns = ?, sha256 = ?, version = ? WHERE path = ?",
        (*state, _path_bytes(path)),
    )


def _path_bytes(path: str) -> bytes:
    """A path as it is kept: a name on disk need not be valid Unicode."""
    return path.encode("utf-8", "surrogatepass")


def _path_text(path: bytes) -> str:
    """The path that `_path_bytes` was given."""
    return path.decode("utf-8", "surrogatepass")
