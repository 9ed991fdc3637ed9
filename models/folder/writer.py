"""Who writes a store: the one keeper that holds the lock beside it; the others read there how far it is.

The lock ends with its process, however that ends. Its file also carries the writer's last progress, so that
whoever follows needs neither the folder nor a line to the writer.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from pydantic import ValidationError

from models.folder.progress import Progress
from models.records import Record

#: What `flock` says where the file system has no locks.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EIO})
_LONGEST = 65_536


class Word(Record):
    """What the writer says of itself: its process, its folder, and how far it is."""

    pid: int
    folder: str
    progress: Progress


class WriterLock:
    """The lock of one store; `notice` is a sentence where it holds on this machine only, or not at all.

    Used from one thread. A lock file that was deleted is no lock any more: see `holds`.
    """

    def __init__(self, store: Path, folder: Path) -> None:
        self.notice = ""
        self._path = lock_path(store)
        self._store = store
        self._folder = os.path.realpath(folder)
        self._handle: int | None = None
        self._is_held = False
        self._without = False  # there is no place that has locks: whoever asks may write

    def take(self) -> bool:
        """Become the writer unless another process is; never waits."""
        if self._is_held and self.holds():
            return True
        while True:
            self._open_current()
            if self._handle is None:
                self._is_held = self._without
                return self._without
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
                self._go_elsewhere()
                continue
            if self._is_current():  # else it was deleted between the two, and another may hold a new one
                self._is_held = True
                self._forget_the_last_word()
                return True

    def holds(self) -> bool:
        """Whether this process is the writer still; not where the lock's file was deleted meanwhile."""
        return self._is_held and (self._without or self._is_current())

    def say(self, progress: Progress) -> None:
        """Let those who follow know how far the writer is; a full disk only costs them the news."""
        if self._handle is None or not self._is_held:
            return
        word = Word(pid=os.getpid(), folder=self._folder, progress=progress).model_dump_json().encode("utf-8")
        with contextlib.suppress(OSError):
            os.pwrite(self._handle, word, 0)
            os.ftruncate(self._handle, len(word))

    def _forget_the_last_word(self) -> None:
        """What a writer that is gone said last is nothing to believe of this one."""
        assert self._handle is not None
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, 0)

    def heard(self) -> Word | None:
        """The writer's last word; None where it has said nothing yet, or is just saying it."""
        if self._handle is None:
            return None
        try:
            return Word.model_validate_json(os.pread(self._handle, _LONGEST, 0))
        except (OSError, ValidationError):
            return None

    def is_for_another_folder(self, word: Word) -> bool:
        """Whether the writer fills the store from another folder than this one's."""
        return word.folder != self._folder

    def release(self) -> None:
        """Give the lock up."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = None
        self._is_held = False

    def _open_current(self) -> None:
        """Have a handle of the file that has the lock's name now."""
        if self._without or (self._handle is not None and self._is_current()):
            return
        self.release()
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
            self._handle = os.open(self._path, flags, stat.S_IRUSR | stat.S_IWUSR)
        except OSError:
            self._go_elsewhere()
            if not self._without:
                self._open_current()

    def _is_current(self) -> bool:
        assert self._handle is not None
        try:
            there = os.stat(self._path, follow_symlinks=False)
        except OSError:
            return False
        mine = os.fstat(self._handle)
        return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)

    def _go_elsewhere(self) -> None:
        """Where there are no locks beside the store, take one on this machine; in the end do without."""
        self.release()
        place = _local_path(self._store)
        if place is None or place == self._path:
            self._without = True
            self.notice = "No locks can be had for the store: start only one brief-tui on it."
        else:
            self._path = place
            self.notice = "The store lies where there are no locks: start brief-tui on it on one machine only."


def lock_path(store: Path) -> Path:
    """Where the lock of a store is, whichever name the store is called by."""
    real = Path(os.path.realpath(store))
    return real.with_name(f"{real.name}.lock")


def is_kept(store: Path, folder: Path) -> bool:
    """Whether another process keeps that store in step with that folder at this moment."""
    if not lock_path(store).exists():
        return False
    lock = WriterLock(store, folder)
    try:
        if lock.take():
            return False
        word = lock.heard()
        return word is not None and not lock.is_for_another_folder(word)
    finally:
        lock.release()


def _local_path(store: Path) -> Path | None:
    """A place of this user's on this machine for the lock of a store; None where there is none to trust."""
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder = base / f"brief-tui-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        return None
    return folder / f"{hashlib.sha256(os.fsencode(os.path.realpath(store))).hexdigest()[:32]}.lock"
