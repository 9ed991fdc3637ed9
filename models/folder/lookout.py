"""Keeping an eye on the folder: whether it is there, what to scan, which of its files have stood still.

It joins scan, watch and settling for the keeper, on whose thread it lives; the scan itself runs in a thread.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from models.folder.mounts import network_file_system
from models.folder.scanning import Look, Scan, look, name_of, on_disk, scan
from models.folder.watching import Noticed, Settling, Watch, WatchEnded, Watching
from models.formats import is_dispatch_file

#: Seconds between two looks at whether the folder is there, and still the one that is watched.
_FOLDER_LOOK = 1.0
#: Seconds after which a new subfolder is scanned once more: its first files may be older than its watch.
_SECOND_LOOK = 1.0
#: So many notices at once may have overrun the kernel's queue: the whole folder is scanned again.
_BURST = 1000


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan is complete."""

    found: Scan


class Lookout:
    """What is known of the folder `root` beside its files; `post` takes what its threads have to say."""

    def __init__(self, root: Path, post: Callable[[Scanned | Watching | Noticed | WatchEnded], None]) -> None:
        self.root = root
        self._post = post
        self._identity = self._look_at_folder()
        self._real_root = os.path.realpath(root)
        self._watch: Watch | None = None
        self._is_setting_up = False
        self._polling = ""  # why the folder is polled; empty while it is watched
        self._closed = ""
        self._is_trusted = False  # whether files were seen in this very folder
        self._is_hollow = False
        self._due: float | None = None  # the next look at the folder; None before the first
        self._settling = Settling()
        self._wanted: dict[str, None] = {}  # subfolders to scan, "" for the whole
        self._second: dict[str, float] = {}  # those to scan once more, and when
        self._is_scanning = False

    @property
    def is_there(self) -> bool:
        """Whether the folder was there at the last look."""
        return self._identity is not None

    @property
    def is_hollow(self) -> bool:
        """Whether there is nothing in the folder, and never was since it is there, though the store knows files."""
        return self._is_hollow

    def trusts(self, found: Scan, knows_files: bool) -> bool:
        """Whether a scan is to be believed that all files are gone: not of a folder nobody has seen a file in.

        The place of a mount that is gone, or not there yet, is such an empty folder.
        """
        if "" in found.under:
            self._is_hollow = not self._is_trusted and knows_files and not found.files and not found.closed
            self._is_trusted = not self._is_hollow
        return not self._is_hollow

    @property
    def is_scanning(self) -> bool:
        """Whether a scan is under way, or about to be."""
        return self._is_setting_up or self._is_scanning or bool(self._wanted)

    @property
    def settling(self) -> int:
        """How many files are waited for to stand still."""
        return len(self._settling)

    @property
    def message(self) -> str:
        """A sentence for the status line; empty where all is well."""
        if not self.is_there:
            return f"Waiting for the folder {self.root}, which is not there."
        if self._is_hollow:
            return f"Waiting for the folder {self.root} to be mounted or filled: it is empty, what was read is kept."
        return self._closed

    @property
    def polls(self) -> str:
        """Why the folder is looked through every second instead of being watched; empty where it is watched."""
        return self._polling

    def folder_is_there(self) -> bool:
        """Look whether the folder is there at this moment; if not, it is looked after at once."""
        if self._look_at_folder() is not None:
            return True
        if self._due is None:  # nobody looks after it again
            self._identity = None
        else:
            self._due = 0.0
        return False

    def look_after_folder(self, now: float) -> None:
        """Once a second: set the watch if there is none, give it up if its folder is gone, or another."""
        if self._due is not None and now < self._due:
            return
        self._due = now + _FOLDER_LOOK
        identity = self._look_at_folder()
        if identity != self._identity:
            self._drop_watch()
            self._settling.clear()
            self._second.clear()
            self._polling = self._closed = ""
            self._is_trusted = self._is_hollow = False
            self._identity = identity
        if identity is not None and self._watch is None:
            self._real_root = os.path.realpath(self.root)
            if not self._polling and (kind := network_file_system(self.root)):
                self._polling = f"The folder is on a network file system ({kind}): it is looked through every second."
            self._is_setting_up = True
            self._watch = Watch(self.root, bool(self._polling), self._post)

    def next_due(self) -> float:
        """When something of this is due again; infinity where nothing is."""
        due = [] if self._is_scanning else list(self._second.values())
        if self._due is not None:
            due.append(self._due)
        if (settled := self._settling.next_due()) is not None:
            due.append(settled)
        return min(due, default=math.inf)

    def want_scan(self, name: str = "") -> None:
        """Have a subfolder scanned, or the whole."""
        self._wanted[name] = None

    def start_scan(self, now: float) -> None:
        """Scan what is wanted, unless a scan is under way; `Scanned` is posted when it is complete."""
        if self._is_scanning:
            return
        for name in [name for name, due in self._second.items() if due <= now]:
            del self._second[name]
            self._wanted[name] = None
        if not self._wanted:
            return
        under = ("",) if "" in self._wanted else tuple(self._wanted)
        self._wanted.clear()
        self._is_scanning = True
        threading.Thread(target=self._scan, args=(under,), daemon=True).start()

    def take(self, event: Scanned | Watching | Noticed | WatchEnded, known: Iterable[str]) -> None:
        """Take in what a thread posted; `known` are the files of the store."""
        match event:
            case Scanned(found):
                self._is_scanning = False
                if "" in found.under:
                    self._closed = _closed_sentence(found.closed)
            case Watching() if event.watch is self._watch:
                self._is_setting_up = False
                self.want_scan()
            case Noticed() if event.watch is self._watch:
                if event.is_root_gone:
                    self._start_anew()
                else:
                    self._take_notices(event.paths, known)
            case WatchEnded() if event.watch is self._watch:
                self._take_end(event)
            case _:
                pass  # from a watch that was given up

    def notice(self, name: str, seen: Look | None) -> None:
        """Wait for a file to stand still."""
        self._settling.notice(name, seen, time.monotonic())

    def settled(self, now: float) -> list[tuple[str, Look | None]]:
        """The files that have stood still since something happened to them; None for one that is gone."""
        return self._settling.settled(now, lambda name: look(on_disk(self.root, name)))

    def close(self) -> None:
        """End the watch."""
        self._drop_watch()

    def _look_at_folder(self) -> tuple[int, int] | None:
        """What tells this folder from another of the same name; None where there is none."""
        try:
            found = os.stat(self.root)
            return (found.st_dev, found.st_ino) if self.root.is_dir() else None
        except OSError:
            return None

    def _drop_watch(self) -> None:
        self._is_setting_up = False
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def _start_anew(self) -> None:
        """Take the folder for another one, whatever its number: those of deleted folders are given out again."""
        self._drop_watch()
        self._identity = None
        self._due = 0.0

    def _take_notices(self, paths: frozenset[str], known: Iterable[str]) -> None:
        """Wait for files to settle, scan folders that came, and look at all files of folders that went."""
        if self._is_hollow:
            self._is_trusted = True  # something happens in it
            self.want_scan()
        vanished = set()
        for path in paths:
            name = name_of(os.fspath(self.root), self._real_root, path)
            if name is None:
                continue
            file = on_disk(self.root, name)
            seen = look(file)
            if seen is None and file.is_dir():
                self.want_scan(name)
                self._second[name] = time.monotonic() + _SECOND_LOOK
            elif is_dispatch_file(file.name):
                self.notice(name, seen)
            if seen is None:
                vanished.add(name)
        vanished -= self._wanted.keys()
        if vanished:
            for name in known:
                if any(folder in vanished for folder in _folders_of(name)):
                    self.notice(name, look(on_disk(self.root, name)))
        if len(paths) >= _BURST:
            self._second.setdefault("", time.monotonic() + _SECOND_LOOK)

    def _take_end(self, event: WatchEnded) -> None:
        self._watch = None
        self._is_setting_up = False
        if self.folder_is_there() and not event.was_watching and not self._polling:
            self._polling = f"The folder cannot be watched ({event.reason}): it is looked through every second instead."
            self._due = 0.0

    def _scan(self, under: tuple[str, ...]) -> None:
        try:
            found = scan(self.root, under)
        except OSError:
            found = Scan(under, closed=list(under))  # nothing seen says nothing
        self._post(Scanned(found))


def _folders_of(name: str) -> Iterable[str]:
    """The folders a path is in, innermost first: "a/b/c.txt" → "a/b", "a"."""
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _closed_sentence(closed: list[str]) -> str:
    if not closed:
        return ""
    first = closed[0] or "the folder itself"
    more = f" and {len(closed) - 1} more" if len(closed) > 1 else ""
    return f"Not all of the folder can be looked through: {first!r}{more} cannot be opened."
