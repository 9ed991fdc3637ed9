"""The store's file and the connections to it: made private, checked, rebuilt where it cannot be used.

Each call of the store borrows a connection from a pool, so any thread may call, and reads and writes in one
transaction. What SQLite reports becomes a `StoreError` here, in one sentence.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import sqlite3
import stat
import tempfile
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pydantic

from models.store.checkpoints import Checkpoints
from models.store.places import is_cache_path
from models.store.schema import APPLICATION_ID, CREATE, SHAPE

_MAGIC = b"SQLite format 3\x00"
_WAIT_MS = 10_000
_CACHE_KIB = 8_192
#: Pages of the log at which whoever writes has to bring it into the file, where checkpoints never get to the end of it.
_LOG_PAGES = 16_000
#: Steps of SQLite's between two looks at whether a question was given up: about a millisecond.
_BETWEEN_LOOKS = 20_000
#: What the file is called that says that there is a record in the store which cannot be read.
_UNREADABLE = "-unreadable"
#: Why a store of another shape is made anew, as a verb phrase.
_OTHER_VERSION = "came from another version of brief-tui"
_SIDE_FILES = ("-wal", "-shm", "-journal", "-damaged", _UNREADABLE)


class StoreError(Exception):
    """The store cannot be used: one sentence saying why, where, and what to do."""


class OvertakenError(StoreError):
    """Nobody waits for the answer any longer: the question was given up."""


class Connections:
    """A pool of connections to one store file; `notice` says in one line that the file had to be rebuilt.

    Without a path the file is a private temporary one that `close` deletes.
    """

    def __init__(self, path: Path | None) -> None:
        self.notice: str | None = None
        self._temporary = path is None
        if path is None:
            folder = _temporary_folder()
            self._remove_folder = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            path = folder / "store.sqlite3"
        self.path = path
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._checkpoints = Checkpoints(self._connect)
        try:
            self.notice = _prepare(path)
            self.journal = self._choose_journal()
        except sqlite3.Error as error:
            raise self._error(error) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(
                f"The store {path} cannot be opened ({reason}): name another place with --store PATH."
            ) from error

    def close(self) -> None:
        """Closes what is idle at once, and what is in use when its call ends."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        self._checkpoints.close()
        for connection in idle:
            connection.close()
        if self._temporary:
            self._remove_folder()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the store throughout; temporary tables end with it."""
        with self._borrowed() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                _roll_back(connection)

    @contextlib.contextmanager
    def held(self, given_up: threading.Event) -> Iterator[Held]:
        """One connection for many questions, all about one state of the store; given up, it raises `OvertakenError`."""
        with self.reading() as connection:
            connection.set_progress_handler(given_up.is_set, _BETWEEN_LOOKS)
            try:
                yield Held(self, connection, given_up)
            finally:
                connection.set_progress_handler(None, 0)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection with the write lock: all of it is committed at the end, or nothing."""
        with self._borrowed() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                _roll_back(connection)
        if self.journal == "wal":
            self._checkpoints.note()

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._closed:
                raise StoreError(f"The store {self.path} is closed.")
            connection = self._idle.pop() if self._idle else None
        try:
            connection = connection or self._connect()
            yield connection
        except (sqlite3.Error, pydantic.ValidationError, json.JSONDecodeError) as error:
            if connection is not None:  # it may be in a state that outlasts the error
                connection.close()
                connection = None
            raise self._error(error) from error
        finally:
            self._give_back(connection)

    def _give_back(self, connection: sqlite3.Connection | None) -> None:
        if connection is None:
            return
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = _connect(self.path)
        connection.execute("PRAGMA secure_delete = FAST")  # or emptying a table writes all of it anew
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        connection.execute(f"PRAGMA synchronous = {'OFF' if self._temporary else 'NORMAL'}")
        return connection

    def _choose_journal(self) -> str:
        """WAL, so that reading never waits for writing; a rollback journal where the file system has none."""
        connection = self._connect()
        try:
            mode = str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
            connection.execute("SELECT generation FROM state").fetchone()
        except sqlite3.OperationalError:
            mode = str(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
        finally:
            connection.close()
        return mode

    def _error(self, error: Exception) -> StoreError:
        """What went wrong, in one sentence; damage is noted beside the file, for the next start to mend."""
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if isinstance(code, int) else None
        if primary == sqlite3.SQLITE_INTERRUPT:
            return OvertakenError("The store is asked something else by now.")
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return StoreError(f"The store {self.path} is kept busy by another process: try again later.")
        if primary == sqlite3.SQLITE_FULL:
            return StoreError(f"The store {self.path} cannot grow, the disk is full: free some space.")
        if _is_of_a_record(error):
            # Not the whole store for one record: it holds what no file can give back, such as former versions.
            with contextlib.suppress(OSError):
                _make_private(_beside(self.path, _UNREADABLE))
            return StoreError(
                f"A record in the store {self.path} cannot be read: start brief-tui again, which reads its file anew."
            )
        if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            with contextlib.suppress(OSError):  # where nothing can be written, the next start finds the damage itself
                _make_private(_beside(self.path, "-damaged"))
            return StoreError(f"The store {self.path} is damaged: start brief-tui again, which rebuilds it.")
        return StoreError(f"The store {self.path} cannot be used ({error}): name another with --store PATH.")


def _is_of_a_record(error: Exception) -> bool:
    """Whether a record is no JSON or has another form, whoever found it: SQLite has no code of its own for that."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error) == "malformed JSON"
    return isinstance(error, (pydantic.ValidationError, json.JSONDecodeError))


class Held:
    """A connection that is lent to one look at the store: it reads, and sees nothing that is written meanwhile."""

    def __init__(self, pool: Connections, connection: sqlite3.Connection, given_up: threading.Event) -> None:
        self.path, self.notice = pool.path, pool.notice
        self._connection = connection
        self._given_up = given_up

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, as long as the look is wanted."""
        if self._given_up.is_set():
            raise OvertakenError("The store is asked something else by now.")
        yield self._connection

    def writing(self) -> contextlib.AbstractContextManager[sqlite3.Connection]:
        """Never: a look changes nothing."""
        raise StoreError(f"The store {self.path} is only looked at.")

    def close(self) -> None:
        """Nothing: the connection goes back where it came from."""


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT_MS / 1000, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    return connection


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _temporary_folder() -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="brief-tui-"))
    except OSError as error:
        raise StoreError(
            f"No temporary folder can be made ({error.strerror or error}): set TMPDIR to a writable one."
        ) from error


def _prepare(path: Path) -> str | None:
    """Makes the file where there is none, and anew where it cannot be used; returns why it was made anew.

    Raises `StoreError` for a file that is no brief-tui store: it is never touched.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked_folder(path.parent):
        if not path.exists() or (path.is_file() and path.stat().st_size == 0):
            _make(path)
            return None
        if not _is_store(path):
            raise StoreError(f"{path} is no brief-tui store: move it away, or name another with --store PATH.")
        path.chmod(0o600)
        reason = _reason_to_rebuild(path)
        if reason is not None:
            if reason == _OTHER_VERSION and _is_being_written(path):
                raise StoreError(
                    f"The store {path} {reason}, which is still writing it: end that first, or name another store with"
                    " --store PATH."
                )
            _make(path)
            return f"The store {reason} and was made anew: all dispatches are read again."
        if (noted := _beside(path, _UNREADABLE)).exists():
            count = _have_read_again(path)
            noted.unlink(missing_ok=True)
            return f"Records in the store could not be read: files read again: {count}." if count else None
    return None


def _is_being_written(path: Path) -> bool:
    """Whether another process holds the writer's lock beside the store; no where that cannot be known."""
    real = Path(os.path.realpath(path))
    try:
        handle = os.open(_beside(real, ".lock"), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def _have_read_again(path: Path) -> int:
    """Has the files read anew whose records cannot be read; returns how many."""
    from models.store import unreadable

    connection = _connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        count = unreadable.have_read_again(connection)
        connection.execute("COMMIT")
    finally:
        _roll_back(connection)
        connection.close()
    return count


@contextlib.contextmanager
def _locked_folder(folder: Path) -> Iterator[None]:
    """Lets one process at a time prepare a store; a file system without locks goes without."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _make(path: Path) -> None:
    """An empty store that takes the path's place in one step, so that no half-made one is ever seen there."""
    new = _beside(path, ".new")
    for leftover in (new, *(_beside(new, suffix) for suffix in _SIDE_FILES)):
        leftover.unlink(missing_ok=True)
    _make_private(new)
    connection = _connect(new)
    try:
        connection.executescript(CREATE)
    finally:
        connection.close()
    for suffix in _SIDE_FILES:
        _beside(path, suffix).unlink(missing_ok=True)
    new.replace(path)


def _make_private(path: Path) -> None:
    """An empty file that only its owner reads and writes, whatever the umask."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        os.fchmod(handle, stat.S_IRUSR | stat.S_IWUSR)
    finally:
        os.close(handle)


def _is_store(path: Path) -> bool:
    """Whether the file says it is ours, or lies where nothing but our stores does."""
    if not path.is_file():
        return False
    header = _header(path)
    says_so = header.startswith(_MAGIC) and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    return says_so or is_cache_path(path)


def _reason_to_rebuild(path: Path) -> str | None:
    """Why the file cannot be used as it is, as a verb phrase; None where it can."""
    if _beside(path, "-damaged").exists() or _is_cut_short(path):
        return "was damaged"
    connection: sqlite3.Connection | None = None
    try:
        connection = _connect(path)
        if connection.execute("PRAGMA user_version").fetchone()[0] != SHAPE:
            return _OTHER_VERSION
        # An index of words is held in tables of its own; without one it cannot be scanned.
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'"
        for (name,) in connection.execute(tables).fetchall():
            connection.execute(f'SELECT * FROM "{name}" LIMIT 1').fetchone()
        if connection.execute("SELECT count(*) FROM state").fetchone() != (1,):
            return "was damaged"
    except sqlite3.DatabaseError as error:
        if (error.sqlite_errorcode & 0xFF) in (
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
        ):
            raise
        return "was damaged"
    finally:
        if connection is not None:
            connection.close()
    return None


def _is_cut_short(path: Path) -> bool:
    """Whether the file is smaller than its header says; a log beside it may still hold the rest."""
    log = _beside(path, "-wal")
    if log.exists() and log.stat().st_size:
        return False
    header = _header(path)
    page = int.from_bytes(header[16:18], "big")
    return path.stat().st_size < int.from_bytes(header[28:32], "big") * (65_536 if page == 1 else page)


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
