"""The store's file: private, checked when opened, made anew only where it is ours; threads and processes."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.filters import EVERYTHING
from models.store import Store, StoreError, connections, store_path


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("open_umask")
def test_only_the_owner_reads_the_store_whatever_the_umask(path: Path, draft: Any) -> None:
    with Store(path) as store:
        draft().event("AID", [draft.IRAN]).put(store)
        files = sorted(path.parent.iterdir())
        assert [file.name for file in files] == [path.name, f"{path.name}-shm", f"{path.name}-wal"]
        assert {mode(file) for file in files} == {0o600}
        assert mode(path.parent) == 0o700


def test_a_store_that_others_could_read_is_closed_to_them(path: Path) -> None:
    Store(path).close()
    path.chmod(0o644)
    Store(path).close()
    assert mode(path) == 0o600


def test_a_strict_umask_does_not_shut_the_owner_out(path: Path) -> None:
    before = os.umask(0o777)
    try:
        path.parent.mkdir(mode=0o700)
        path.parent.chmod(0o700)
        Store(path).close()
    finally:
        os.umask(before)
    assert mode(path) == 0o600


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Store(path) as store:
        assert store.notice is None
        assert store.summary().dispatches == 0


@pytest.mark.parametrize("content", [b"My diary.\n", b"SQLite format 3\x00", b"\x00" * 4096])
def test_a_foreign_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is no brief-tui store"):
        Store(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE state (x)")
    db.close()
    content = path.read_bytes()
    with pytest.raises(StoreError, match="is no brief-tui store"):
        Store(path)
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no brief-tui store"):
        Store(tmp_path)


def test_a_store_of_another_version_is_made_anew(path: Path, draft: Any) -> None:
    with Store(path) as store:
        draft().put(store)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with Store(path) as store:
        assert store.notice is not None
        assert "another version" in store.notice
        assert "\n" not in store.notice
        assert (store.files(), store.generation()) == ({}, 0)
    with Store(path) as store:
        assert store.notice is None


def test_a_store_of_another_version_that_is_being_written_is_left_alone(path: Path) -> None:
    with Store(path):
        pass
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    lock = path.with_name(path.name + ".lock")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="still writing it: end that first"):
            Store(path)
    with Store(path) as store:
        assert "another version" in (store.notice or "")


def overwrite(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


@pytest.mark.parametrize("damage", ["cut", "first page", "schema"])
def test_a_damaged_store_is_made_anew(path: Path, draft: Any, damage: str) -> None:
    with Store(path) as store:
        draft().event("AID", [draft.IRAN]).put(store)
    if damage == "cut":
        os.truncate(path, path.stat().st_size // 2)
    elif damage == "first page":
        overwrite(path, 100, b"\xff" * 3000)
    else:
        with sqlite3.connect(path) as db:
            db.execute("DROP TABLE state")
        db.close()
    with Store(path) as store:
        assert store.notice is not None
        assert "damaged" in store.notice
        assert store.files() == {}
        draft().put(store)
        assert mode(path) == 0o600


def test_a_store_in_the_cache_is_made_anew_even_where_nothing_of_it_is_left(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(path.parent))
    place = path.parent / "brief-tui" / "wires-1.sqlite3"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"\xff" * 5000)
    with Store(place) as store:
        assert store.notice is not None


def test_damage_that_shows_later_is_said_and_mended_at_the_next_start(path: Path, draft: Any) -> None:
    with Store(path) as store:
        for n in range(30):
            draft(f"{n}.txt").event("AID", [draft.IRAN]).put(store)
    with sqlite3.connect(path) as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'event_order'").fetchone()[0]
    db.close()
    overwrite(path, (page - 1) * 4096, b"\xff" * 4096)
    store = Store(path)
    with pytest.raises(StoreError, match="is damaged"):
        store.timeline(EVERYTHING, 0, 50)
    store.close()
    with Store(path) as store:
        assert store.notice is not None
        assert store.timeline(EVERYTHING, 0, 50) == []


@pytest.mark.parametrize("broken", ["json_remove(record, '$.dispatch')", "'{'"])
@pytest.mark.parametrize("table", ["event_body", "claim_body"])
def test_a_record_that_cannot_be_read_has_its_file_read_again_and_costs_nothing_else(
    path: Path, draft: Any, state: Any, table: str, broken: str
) -> None:
    with Store(path) as store:
        draft(text="Talks were held in Geneva, of which nothing was said.").put(store)  # a former version
        for name in ("a.txt", "b.txt"):
            draft(name).claim("depot", [draft.IRAN]).event("AID", [draft.IRAN]).put(store)
        with sqlite3.connect(path) as db:
            (dispatch,) = db.execute("SELECT n FROM dispatch WHERE id = 'a.txt'").fetchone()
            db.execute(
                f"UPDATE {table} SET record = {broken} WHERE n ="
                f" (SELECT n FROM {table.removesuffix('_body')} WHERE dispatch = ?)",
                (dispatch,),
            )
        db.close()
        with pytest.raises(StoreError, match="start brief-tui again, which reads its file anew"):
            show_all(store)
    with Store(path) as store:
        assert store.notice is not None
        assert "could not be read" in store.notice
        assert {name for name, one in store.files().items() if one.version != state.version} == {"a.txt"}
        draft("a.txt").claim("depot", [draft.IRAN]).event("AID", [draft.IRAN]).put(store)
        show_all(store)
        assert len(store.former("a.txt")) == 1
    with Store(path) as store:
        assert store.notice is None


def show_all(store: Store) -> None:
    """Has every event and claim be read."""
    store.timeline(EVERYTHING, 0, 50)
    store.claims(EVERYTHING, 0, 50)


@pytest.mark.parametrize("broken", ["gist SET record = '{}'", "gist SET record = '{'", "gist SET keys = '{'"])
def test_what_comparing_made_and_cannot_be_read_is_made_anew(path: Path, draft: Any, broken: str) -> None:
    def fill(store: Store) -> None:
        draft().event("AID", [draft.IRAN], [draft.ISRAEL]).put(store)
        while store.compare():
            pass

    with Store(path) as store:
        fill(store)
        with sqlite3.connect(path) as db:
            db.execute("INSERT INTO gist SELECT 1, n, NULL, 1, '', '', '{}', '{}', '[]' FROM dispatch")
            db.execute(f"UPDATE {broken}")
        db.close()
        with pytest.raises(StoreError, match="start brief-tui again"):
            fill(store)
    with Store(path) as store:
        assert store.notice is None  # no file has to be read again
        fill(store)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where nobody can write")
def test_a_place_that_cannot_be_written_is_said() -> None:
    with pytest.raises(StoreError, match="--store PATH"):
        Store(Path("/proc/brief-tui/store.sqlite3"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(path: Path) -> None:
    path.parent.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="--store PATH"):
        Store(path)


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="--store PATH"):
        Store(tmp_path / "file" / "store.sqlite3")


def test_a_full_disk_is_said_and_loses_nothing(path: Path, draft: Any) -> None:
    with Store(path) as store:
        draft().put(store)
        with store._connections.reading() as db:
            pages = db.execute("PRAGMA page_count").fetchone()[0]
        (connection,) = store._connections._idle
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full"):
            draft("b.txt", text="word " * 50_000).put(store)
        assert list(store.files()) == ["a.txt"]


def test_a_busy_store_is_said(path: Path, draft: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_WAIT_MS", 10)
    with Store(path) as store, sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="busy"):
            draft().put(store)
        assert store.files() == {}
        other.execute("ROLLBACK")
    other.close()


def test_without_a_log_a_rollback_journal_does(path: Path, draft: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoLog(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if sql == "PRAGMA journal_mode = WAL":
                raise sqlite3.OperationalError("locking protocol")
            return super().execute(sql, *values)

    plain = sqlite3.connect
    monkeypatch.setattr(connections.sqlite3, "connect", lambda *args, **more: plain(*args, **more, factory=NoLog))
    with Store(path) as store:
        assert store._connections.journal == "delete"
        draft().event("AID", [draft.IRAN]).put(store)
        assert len(store.timeline(EVERYTHING, 0, 9)) == 1


def test_a_log_is_used_where_there_can_be_one(store: Store) -> None:
    assert store._connections.journal == "wal"


def test_a_closed_store_says_so(path: Path) -> None:
    store = Store(path)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.summary()


def test_closing_leaves_one_file(path: Path, draft: Any) -> None:
    with Store(path) as store:
        draft().put(store)
    assert list(path.parent.iterdir()) == [path]


def test_a_temporary_store_is_deleted_when_closed(draft: Any) -> None:
    store = Store(None)
    assert mode(store.path.parent) == 0o700
    draft().event("AID", [draft.IRAN]).put(store)
    assert len(store.timeline(EVERYTHING, 0, 9)) == 1
    store.close()
    assert not store.path.parent.exists()


def test_a_temporary_store_serves_several_threads(draft: Any) -> None:
    with Store(None) as store:
        draft().event("AID", [draft.IRAN]).put(store)
        lengths: list[int] = []
        threads = [
            threading.Thread(target=lambda: lengths.append(len(store.timeline(EVERYTHING, 0, 9)))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert lengths == [1, 1, 1, 1]


def test_readers_see_whole_changes_while_a_writer_writes(store: Store, draft: Any, state: Any) -> None:
    """Each put swaps a file's three events for three others: a reader must never count anything else."""
    done = threading.Event()
    faults: list[object] = []

    def read() -> None:
        try:
            while not done.is_set():
                rows = store.timeline(EVERYTHING, 0, 9)
                if len(rows) not in (0, 3) or len({row.verb for row in rows}) > 1:
                    faults.append(rows)
                store.counts("relations", EVERYTHING)
                list(store.records(EVERYTHING))
        except StoreError as error:
            faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(40):
        made = draft(text=f"struck a depot {n}")
        for _ in range(3):
            made.event("AID", [draft.IRAN], [draft.ISRAEL])
        events = [event.model_copy(update={"verb": f"verb{n}"}) for event in made.events]
        store.put("a.txt", state, [made.reading.model_copy(update={"events": tuple(events)})])
    done.set()
    for reader in readers:
        reader.join()
    assert faults == []


def test_two_writers_take_turns(store: Store, path: Path, draft: Any) -> None:
    with Store(path) as other:
        threads = [
            threading.Thread(
                target=lambda each, name: [
                    draft(f"{name}{n}.txt").event("AID", [draft.IRAN]).put(each) for n in range(15)
                ],
                args=(each, name),
            )
            for each, name in ((store, "a"), (store, "b"), (other, "c"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.summary().dispatches == other.summary().events == other.generation() == 45


def test_another_process_sees_what_was_put(store: Store, path: Path, draft: Any) -> None:
    draft().put(store)
    code = "import sys, pathlib; from models.store import Store; print(list(Store(pathlib.Path(sys.argv[1])).files()))"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "['a.txt']\n"


def test_an_abandoned_export_does_not_block_the_writer(store: Store, draft: Any) -> None:
    for n in range(3):
        draft(f"{n}.txt").event("AID", [draft.IRAN]).put(store)
    records = store.records(EVERYTHING)
    next(records)
    draft("4.txt").put(store)
    records.close()
    assert store.summary().dispatches == 4


def test_the_store_needs_neither_the_pipeline_nor_the_terminal() -> None:
    code = (
        "import sys, models.store, models.exports;"
        " print([n for n in ('spacy', 'textual', 'rich', 'countryinfo') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_folder_of_nobody_has_a_store_of_its_own() -> None:
    assert store_path(Path("~nosuchuser/wire")).name.startswith("wire-")
