"""Keeping the reading processes fed: who is asked for what next, and what becomes of that when one dies.

It joins the backlog and the pool of reading processes for the keeper, on whose thread it lives. One process
always runs; as many as there may be run while the backlog is long, and end when it has been gone for a while. While
all of them are at long files, one more reads what lands meanwhile.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from models.folder.backlog import Backlog
from models.folder.readers import ReaderEnded, ReadingProcess, Reported
from models.reading.process import Answer, Refused, Started

#: Reading processes that end so often in a row before they could read anything will not start the next time either.
_START_ATTEMPTS = 3
#: A file in hand at so many deaths of a reading process, the last one alone, is what kills it.
_FATAL = 2
#: Files that have to wait for each running process before another is worth its seconds of loading.
BACKLOG_EACH = 40
#: Seconds without a backlog after which all processes but one are ended.
REST = 60.0


class Fatal(NamedTuple):
    """A file that is not tried again: it has killed a reading process twice, or kept it busy for far too long."""

    path: str
    hung: bool


class Feeder:
    """The backlog and the at most `jobs` processes (and one spare) that read it.

    `command` starts a process, `log` is a file descriptor for its stderr, `post` takes what it has to say; `failure`
    is a sentence once nothing can be read.
    """

    def __init__(
        self, command: Sequence[str], log: int, post: Callable[[Reported | ReaderEnded], None], jobs: int = 1
    ) -> None:
        self.backlog = Backlog()
        self.failure = ""
        self.version = ""
        self._command = command
        self._log = log
        self._post = post
        self._jobs = jobs
        self._readers: list[ReadingProcess] = []
        self._stillborn = 0  # processes in a row that ended before they could read
        self._deaths: Counter[str] = Counter()
        self._again: set[str] = set()  # in hand, and changed meanwhile
        self._rest_ends = math.inf  # when the processes beyond the first are no longer needed

    @property
    def pending(self) -> int:
        """Files that wait to be read, or are being read."""
        return len(self.backlog) + sum(reader.count for reader in self._readers)

    @property
    def pids(self) -> list[int]:
        """The ids of the reading processes."""
        return [reader.pid for reader in self._readers]

    def start(self) -> None:
        """Start the first reading process, unless one runs or none can be started."""
        if not self._readers:
            self._start_one()

    def tend(self, now: float) -> None:
        """End processes that hang, start further ones for a long backlog, end them after it."""
        for reader in self._readers:
            if reader.due() <= now:
                reader.kill()
        waiting = len(self.backlog)
        running = len(self._readers)
        if running and self._is_another_worth_it(waiting):
            self._start_one()
        if running <= 1 or waiting:
            self._rest_ends = now + REST
        elif self._rest_ends <= now:
            idle = [reader for reader in self._readers if not reader.count]
            for reader in idle[: running - 1]:
                self._end(reader)

    def _is_another_worth_it(self, waiting: int) -> bool:
        """Whether another process may be started, for a long backlog or for what lands behind long files."""
        running = len(self._readers)
        if waiting and all(reader.is_taken for reader in self._readers):
            return running <= self._jobs
        return running < self._jobs and waiting >= BACKLOG_EACH * running

    def next_due(self) -> float:
        """When something of this is due again; infinity where nothing is."""
        due = [reader.due() for reader in self._readers]
        if len(due) > 1:
            due.append(self._rest_ends)
        return min(due, default=math.inf)

    def next(self) -> tuple[str, bool] | None:
        """Take the next path from the backlog, and whether it is a live change; None if it has to wait.

        A file in hand is not asked for a second time before its answer: an older reading must not come last.
        """
        while not self.failure and (first := self.backlog.first()) is not None:
            path, live = first
            if any(reader.has_in_hand(path) for reader in self._readers):
                self.backlog.discard(path)
                self._again.add(path)
                continue
            if self._readers and self._free_for(path, live) is None:
                return None
            self.backlog.discard(path)
            return path, live
        return None

    def ask(self, path: str, file: str, live: bool, size: int) -> None:
        """Have a file read: `path` as the store names it, `file` its path below the folder, of so many bytes."""
        self.start()
        reader = self._free_for(path, live)
        if reader is not None:
            reader.ask(path, file, live, size)
        else:
            self.backlog.add_ahead(path)

    def take(self, event: Reported) -> tuple[str, Answer] | None:
        """Take in what a process reports; an answer is handed on with its path."""
        if event.process not in self._readers:
            return None
        match event.report:
            case Started():
                self._stillborn = 0
                event.process.start_reading()
                self.version = event.report.version
            case Refused():
                self.failure = event.report.message
            case Answer():
                path = event.process.take_back(event.report.number)
                if path is None:
                    return None
                del self._deaths[path]
                if path in self._again:
                    self._again.discard(path)
                    self.backlog.add_ahead(path)
                return path, event.report
        return None

    def take_death(self, event: ReaderEnded) -> list[Fatal]:
        """Replace a process that died, and have what it had in hand tried once more.

        Returns what is not tried again.
        """
        reader = event.process
        if reader not in self._readers:
            return []
        in_hand = reader.in_hand()
        self._end(reader)
        fatal = []
        for path in in_hand:
            self._again.discard(path)
            if reader.has_started:
                self._deaths[path] += 1
            if self._deaths[path] >= _FATAL:
                del self._deaths[path]
                fatal.append(Fatal(path, reader.is_killed))
            else:
                self.backlog.add_ahead(path)
        if not reader.has_started:
            self._stillborn += 1
        if self._stillborn >= _START_ATTEMPTS:
            self._stillborn = 0
            self._do_with_fewer(
                f"The reading process ends as it starts ({event.status}): "
                "see what it printed in the log beside the store."
            )
        self.start()
        return fatal

    def close(self) -> None:
        """End all reading processes: all are told to before one is waited for."""
        for reader in self._readers:
            reader.dismiss()
        while self._readers:
            self._end(self._readers[0])

    def _start_one(self) -> None:
        if self.failure:
            return
        try:
            self._readers.append(ReadingProcess(self._command, self._log, self._post))
        except OSError as error:
            self._do_with_fewer(f"The reading process cannot be started ({error}): install brief-tui again.")

    def _do_with_fewer(self, failure: str) -> None:
        """What the machine refuses now is not asked for again; where no other process is left, that is a failure."""
        if not self._readers:
            self.failure = self.failure or failure
        self._jobs = max(0, len(self._readers) - 1)

    def _end(self, reader: ReadingProcess) -> None:
        self._readers.remove(reader)
        reader.close()

    def _free_for(self, path: str, live: bool) -> ReadingProcess | None:
        """The process that can take a file soonest; None where it has to wait.

        A file that was in hand at a death is read alone, so that the next death convicts the right one.
        """
        if self._deaths[path]:
            free = [reader for reader in self._readers if not reader.count]
        else:
            free = [
                reader
                for reader in self._readers
                if reader.has_room(live) and not any(self._deaths[other] for other in reader.in_hand())
            ]
        return min(free, key=lambda reader: (not reader.has_started, reader.ahead_of(live)), default=None)
