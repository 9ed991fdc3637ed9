"""What befalls a store: a writer that is killed, a disk that fills, a file system without locks or a log."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.filters import EVERYTHING
from models.store import Store, connections

_WRITES_UNTIL_KILLED = """
import os, signal, sys
from pathlib import Path
from models.store import Store
with Store(Path(sys.argv[1])) as store, store._connections.writing() as db:
    db.execute("PRAGMA cache_spill = 1")
    db.execute("DELETE FROM event")
    db.execute("DELETE FROM event_body")
    db.execute("UPDATE state SET events = 0")
    os.kill(os.getpid(), signal.SIGKILL)
"""

_FILLS_ITS_SPACE = """
import resource, signal, sys
from pathlib import Path
from models.store import Store, StoreError
from models.records import Dispatch, Reading
from models.store import FileState

def put(name, text):
    dispatch = Dispatch(id=name, path=name, sha256=name, text=text, body=(0, len(text)))
    store.put(name, FileState(1, 1, "0", "1"), [Reading(dispatch=dispatch)])

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store(Path(sys.argv[1])) as store:
    put("small.txt", "a")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        put("large.txt", "word " * 1_000_000)
    except StoreError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    put("later.txt", "b")
    print(*sorted(store.files()))
"""


def run(program: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, os.fspath(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.fspath(Path(__file__).parents[3])},
    )


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_a_writer_that_is_killed_leaves_what_was_there(path: Path, draft: Any, journal: str) -> None:
    with Store(path) as store:
        draft().event("AID", [draft.IRAN], [draft.ISRAEL]).put(store)
        rows = store.timeline(EVERYTHING, 0, 9)
    if journal == "delete":
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA journal_mode = DELETE")
        db.close()
    assert run(_WRITES_UNTIL_KILLED, path).returncode == -signal.SIGKILL
    with Store(path) as store:
        assert store.notice is None
        assert store.timeline(EVERYTHING, 0, 9) == rows
        assert store.summary().events == 1
        draft("b.txt").event("AID", [draft.IRAN], [draft.ISRAEL]).put(store)
        assert store.summary().events == 2


def test_where_there_is_no_room_it_is_said_and_goes_on_when_there_is(path: Path) -> None:
    said, files = run(_FILLS_ITS_SPACE, path).stdout.splitlines()
    assert str(path) in said
    assert said.endswith(".")
    assert files == "later.txt small.txt"


def test_without_locks_a_store_works_all_the_same(path: Path, draft: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = sqlite3.connect

    def without_locks(place: Path, **more: Any) -> sqlite3.Connection:
        return plain(f"file:{place}?vfs=unix-none", uri=True, **more)

    def no_lock(*_: Any) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(connections.sqlite3, "connect", without_locks)
    monkeypatch.setattr(connections.fcntl, "flock", no_lock)
    with Store(path) as store:
        draft().event("AID", [draft.IRAN], [draft.ISRAEL]).put(store)
        with store.look() as seen:
            assert len(seen.timeline(EVERYTHING, 0, 9)) == 1
    with Store(path) as store:
        assert store.notice is None
        assert store.summary().events == 1


def test_what_the_user_keeps_beside_is_left_alone_when_a_store_is_made_anew(path: Path, draft: Any) -> None:
    with Store(path) as store:
        draft().put(store)
    kept = path.with_name("marks.jsonl")
    kept.write_text("{}\n", encoding="utf-8")
    path.write_bytes(path.read_bytes()[:5000])
    with Store(path) as store:
        assert store.notice is not None
        assert "made anew" in store.notice
    assert kept.read_text(encoding="utf-8") == "{}\n"
