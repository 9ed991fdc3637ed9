"""What is written gets into the store's file while nobody waits for it."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from models.store.checkpoints import Checkpoints
from models.store.connections import Connections


def in_the_file(path: Path) -> int:
    """How many rows the file alone has, without its log."""
    alone = path.with_suffix(".alone")
    shutil.copyfile(path, alone)
    with closing(sqlite3.connect(alone)) as db:
        try:
            return int(db.execute("SELECT count(*) FROM note").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_what_is_written_gets_into_the_file_by_itself(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "store.sqlite3")
    try:
        with connections.writing() as db:
            db.execute("CREATE TABLE note (n)")
        for n in range(16):
            with connections.writing() as db:
                db.execute("INSERT INTO note VALUES (?)", (n,))
        until = time.monotonic() + 10
        while in_the_file(connections.path) < 7 and time.monotonic() < until:
            time.sleep(0.05)
        assert in_the_file(connections.path) >= 7
    finally:
        connections.close()
    assert in_the_file(connections.path) == 16


def test_closing_ends_the_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    connections = Connections(tmp_path / "store.sqlite3")
    for n in range(9):
        with connections.writing() as db:
            db.execute(f"CREATE TABLE t{n} (n)")
    assert set(threading.enumerate()) - before
    connections.close()
    assert set(threading.enumerate()) <= before


def test_a_file_that_cannot_be_opened_is_left_to_who_writes() -> None:
    def connect() -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    checkpoints = Checkpoints(connect)
    for _ in range(20):
        checkpoints.note()
    checkpoints.close()
