"""Keeping a store in step with its folder: one loop over what scan, watch and reading process report.

All state is touched by one thread only; the others put events on its queue. The keeper's process runs it for
as long as the app lives, a command without a terminal until everything there is has been read.
"""

from __future__ import annotations

import math
import os
import queue
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from models.folder.feeding import Fatal, Feeder
from models.folder.lookout import Lookout, Scanned
from models.folder.progress import Pace, Progress, ProgressLines, State
from models.folder.readers import ReaderEnded, Reported, default_jobs, reading_command
from models.folder.scanning import Scan, compare, landed, look, on_disk
from models.folder.watching import STILL, Noticed, WatchEnded, Watching
from models.reading.process import Answer, content_hash
from models.reading.version import reading_version
from models.records import Dispatch, Reading
from models.store import FileState, Store, StoreError
from models.wording import one_line

#: Seconds until a file is tried again whose records the store could not take.
_STORE_PAUSE = 5.0
#: Files looked at in one turn of the loop, so that a long backlog never keeps events waiting.
_TURN = 16
#: Seconds of one turn for what nobody waits for: what is written anew and compared, a dispatch at a time.
_SPARE = 0.04
#: What that rests for, as a multiple of the time it took, while anything is to be read: the app needs a core as well.
_REST = 3.0


@dataclass(frozen=True, slots=True)
class Stop:
    """End the loop."""


Event = Scanned | Watching | Noticed | WatchEnded | Reported | ReaderEnded | Stop


class Keeper:
    """Keeps `store` in step with `folder`, and says through `send` how far it is.

    `log` is a file descriptor for what the reading processes print; `command` starts one, and there are at most
    `jobs`. It ends by itself when `may_write` says no. `notice` is a sentence to be told at first.
    """

    def __init__(
        self,
        folder: Path,
        store: Store,
        send: Callable[[Progress], None],
        log: int,
        command: Sequence[str] | None = None,
        jobs: int | None = None,
        may_write: Callable[[], bool] = lambda: True,
        notice: str = "",
    ) -> None:
        self._root = folder.absolute()
        self._store = store
        self._known = store.files()
        self._generation = store.generation()
        self._version = reading_version()
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._lookout = Lookout(self._root, self._events.put)
        self._feeder = Feeder(command or reading_command(self._root), log, self._events.put, jobs or default_jobs())
        self._lines = ProgressLines(send)
        self._pace = Pace()
        self._postponed: dict[str, float] = {}  # paths whose records the store refused → when to try again
        self._trouble = ""
        self._may_write = may_write
        self._notice = " ".join(
            said for said in (store.notice, notice) if said
        )  # what opening the store has to tell, until the first rest
        self._done = 0
        self._has_more = False
        self._may_be_stale = True  # whether dispatches may name people whom others now tell better, or be uncompared
        self._rests_until = 0.0
        self._was_idle = False
        self._is_stopped = False

    def stop(self) -> None:
        """End the loop; callable from any thread and from a signal handler."""
        self._events.put(Stop())

    def keep_up(self) -> None:
        """Scan, watch and read until stopped."""
        try:
            self._feeder.start()
            while not self._is_stopped and self._may_write():
                self._lookout.look_after_folder(time.monotonic())
                self._work()
                self._wait()
        finally:
            self._close()

    def catch_up(self) -> Progress:
        """Scan once and read all that differs; returns the last progress: `idle`, or why it is not."""
        try:
            if self._lookout.is_there:
                self._lookout.want_scan()
            self._work()
            while self._state() in {"scanning", "reading", "comparing"} and not self._is_stopped:
                self._wait()
                self._work()
            return self._tell()
        finally:
            self._close()

    def _work(self) -> None:
        """Do all that can be done without waiting."""
        now = time.monotonic()
        for name, seen in self._lookout.settled(now):
            if seen is None:
                self._remove([name])
            else:
                self._feeder.backlog.add_ahead(name, landed(on_disk(self._root, name)))
        for name in [name for name, due in self._postponed.items() if due <= now]:
            del self._postponed[name]
            self._feeder.backlog.add_ahead(name)
        self._lookout.start_scan(now)
        self._has_more = all(self._feed() for _ in range(_TURN))
        if not self._has_more:
            self._refresh()
        self._feeder.tend(now)
        self._tell()

    def _wait(self) -> None:
        """Wait for the next event or due time, and take the event in."""
        try:
            event = self._events.get(timeout=self._patience())
        except queue.Empty:
            return
        match event:
            case Stop():
                self._is_stopped = True
            case Reported():
                answered = self._feeder.take(event)
                self._version = self._feeder.version or self._version
                if answered is not None:
                    self._take_answer(*answered)
            case ReaderEnded():
                for fatal in self._feeder.take_death(event):
                    self._give_up(fatal)
            case _:
                self._lookout.take(event, self._known)
                if isinstance(event, Scanned):
                    self._take_scan(event.found)

    def _patience(self) -> float | None:
        """Seconds until something is due; None where only an event can bring work."""
        if self._has_more:
            return 0.0
        now = time.monotonic()
        due = [self._lookout.next_due(), self._feeder.next_due(), *self._postponed.values()]
        if (held := self._lines.wait()) is not None:
            due.append(now + held)
        if self._may_be_stale:
            due.append(self._rests_until)
        first = min(due)
        return None if math.isinf(first) else max(0.0, first - now)

    def _feed(self) -> bool:
        """Look at the next path of the backlog; False where none is to be read now."""
        wanted = self._feeder.next()
        if wanted is not None:
            self._consider(*wanted)
        return wanted is not None

    def _consider(self, name: str, live: bool) -> None:
        """Have a file read, unless it is gone, still being written, or holds just what is known of it."""
        file = on_disk(self._root, name)
        seen = look(file)
        if seen is None:
            self._remove([name])
            return
        state = self._known.get(name)
        if state is not None and state.version == self._version and state.sha256:
            if state[:2] == seen and not live:
                return
            # Two writes within one tick of the file system look alike: a live change is always hashed.
            if content_hash(file) == state.sha256:
                if state[:2] != seen:
                    self._touch(name, state._replace(size=seen.size, mtime_ns=seen.mtime_ns))
                return
        if not live and 0 <= time.time() - seen.mtime_ns / 1e9 < STILL:
            self._lookout.notice(name, seen)
            return
        self._feeder.ask(name, os.path.relpath(file, self._root), live, seen.size)

    def _refresh(self) -> None:
        """Have a few dispatches say what others now tell of them. What has happened meanwhile goes first."""
        begun = time.monotonic()
        if not self._may_be_stale or begun < self._rests_until or not self._events.empty():
            return
        is_done = self._write([], self._refresh_store)
        ended = time.monotonic()
        rest = _REST * (ended - begun) if self._pending() else 0.0
        self._rests_until = ended + (rest if is_done else _STORE_PAUSE)

    def _refresh_store(self) -> None:
        until = time.monotonic() + _SPARE
        is_left = True
        while is_left and time.monotonic() < until:
            try:
                is_left = self._store.refresh(1) or self._store.compare(1)
            except StoreError:
                raise
            except Exception:  # noqa: BLE001
                # A dispatch that the rules stumble over stays as it is; the keeper goes on with the next.
                traceback.print_exc()
                is_left = self._store.pass_over()
        self._may_be_stale = is_left

    def _take_scan(self, found: Scan) -> None:
        """Queue what a scan found new or changed, the newest first; forget what is really gone.

        What turns up in a subfolder that has just come is a live change; the whole folder is backlog.
        """
        if not self._lookout.trusts(found, bool(self._known)):
            return
        differences = compare(found, self._known, self._version)
        for name, seen in differences.changed.items():
            if "" in found.under:
                self._feeder.backlog.add(name, seen.mtime_ns)
            else:
                self._lookout.notice(name, seen)
        self._remove([name for name in differences.gone if look(on_disk(self._root, name)) is None])

    def _take_answer(self, name: str, answer: Answer) -> None:
        """Put a file's readings into the store, unless the file went away meanwhile."""
        if answer.missing or (look(on_disk(self._root, name)) is None and self._lookout.folder_is_there()):
            self._remove([name])
            return
        state = FileState(answer.size, answer.mtime_ns, answer.sha256, answer.version)
        self._put(name, state, answer.readings)

    def _give_up(self, fatal: Fatal) -> None:
        """Put a problem in the place of a file that ends the reading process."""
        name = fatal.path
        file = on_disk(self._root, name)
        seen = look(file)
        if seen is None:
            self._remove([name])
            return
        what = "has taken far too long" if fatal.hung else "has ended the reading process"
        state = FileState(seen.size, seen.mtime_ns, content_hash(file), self._version)
        problem = f"Reading it {what} twice: change the file to have it tried again."
        self._put(name, state, [_problem(name, state, problem)])

    def _put(self, name: str, state: FileState, readings: Sequence[Reading]) -> None:
        try:
            is_written = self._write([name], partial(self._store.put, name, state, readings))
        except Exception as fault:  # noqa: BLE001
            # Records the store cannot hold cost this one file, never the keeper.
            traceback.print_exc()
            problem = (
                f"Its records could not be stored because of a fault in brief-tui ({type(fault).__name__}): "
                "please report it."
            )
            instead = [_problem(name, state, problem)]
            is_written = self._try([name], partial(self._store.put, name, state, instead))
        if is_written:
            self._known[name] = state
            self._done += 1
            self._pace.note(time.monotonic())

    def _touch(self, name: str, state: FileState) -> None:
        if self._try([name], partial(self._store.touch, name, state)):
            self._known[name] = state

    def _remove(self, names: Sequence[str]) -> None:
        """Remove files that are gone from the store; but where the folder itself is gone, all of it stays."""
        gone = [name for name in names if name in self._known]
        if gone and self._lookout.folder_is_there() and self._try(gone, partial(self._store.remove, gone)):
            for name in gone:
                del self._known[name]

    def _try(self, names: Sequence[str], change: Callable[[], None]) -> bool:
        """Change the store where nothing can be put in the place of what fails: a fault is told, and is not the end."""
        try:
            return self._write(names, change)
        except Exception as fault:  # noqa: BLE001
            traceback.print_exc()
            self._trouble = (
                f"{one_line(names[0])} could not be kept up to date because of a fault in brief-tui "
                f"({type(fault).__name__}): please report it."
            )
            return False

    def _write(self, names: Sequence[str], change: Callable[[], None]) -> bool:
        """Change the store; where it refuses, say why, and have the files looked at again a little later."""
        try:
            change()
            self._may_be_stale = self._may_be_stale or bool(names)
            self._generation = self._store.generation()
        except StoreError as error:
            self._trouble = str(error)
            self._postponed.update(dict.fromkeys(names, time.monotonic() + _STORE_PAUSE))
            return False
        self._trouble = ""
        return True

    def _state(self) -> State:
        if self._feeder.failure:
            return "failed"
        if not self._lookout.is_there:
            return "waiting"
        if self._lookout.is_scanning:
            return "scanning"
        if self._lookout.is_hollow:
            return "waiting"
        if self._pending():
            return "reading"
        return "comparing" if self._may_be_stale else "idle"

    def _pending(self) -> int:
        return self._feeder.pending + self._lookout.settling + len(self._postponed)

    def _tell(self) -> Progress:
        """Offer the progress of now to be sent, and return it."""
        state = self._state()
        if self._was_idle and state != "idle":
            self._done = 0
            self._pace.begin()
        self._was_idle = state == "idle"
        if self._was_idle:
            self._notice = ""
        rate, left = self._pace.tell(time.monotonic(), self._pending()) if state == "reading" else (0, 0)
        progress = Progress(
            state=state,
            pending=self._pending(),
            done=self._done,
            generation=self._generation,
            message=self._feeder.failure or self._lookout.message or self._trouble or self._notice,
            rate=rate,
            left=left,
            polls=self._lookout.polls,
        )
        self._lines.offer(progress)
        return progress

    def _close(self) -> None:
        self._lookout.close()
        self._feeder.close()
        self._lines.flush()


def _problem(name: str, state: FileState, sentence: str) -> Reading:
    return Reading(dispatch=Dispatch(id=name, path=name, sha256=state.sha256, problem=sentence))
