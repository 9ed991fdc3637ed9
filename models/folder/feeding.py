"""Keeping the reading process fed: what it is asked for next, and what becomes of that when it dies.

It joins the backlog and the reading process for the keeper, on whose thread it lives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from models.folder.backlog import Backlog
from models.folder.readers import ReaderEnded, ReadingProcess, Reported
from models.reading.process import Answer, Refused, Started

#: A reading process that ends so often before it could read anything will not start the next time either.
_START_ATTEMPTS = 3
#: A file in hand at so many deaths of a reading process, the last one alone, is what kills it.
_FATAL = 2


class Feeder:
    """The backlog and the process that reads it; `failure` is a sentence once nothing can be read at all.

    `command` starts the process, `log` is a file descriptor for its stderr, `post` takes what it has to say.
    """

    def __init__(self, command: Sequence[str], log: int, post: Callable[[Reported | ReaderEnded], None]) -> None:
        self.backlog = Backlog()
        self.failure = ""
        self.version = ""
        self._command = command
        self._log = log
        self._post = post
        self._reader: ReadingProcess | None = None
        self._starts = 0
        self._deaths: Counter[str] = Counter()
        self._again: set[str] = set()  # in hand, and changed meanwhile

    @property
    def pending(self) -> int:
        """Files that wait to be read, or are being read."""
        return len(self.backlog) + len(self._in_hand())

    def start(self) -> None:
        """Start the reading process, unless it runs or cannot be started."""
        if self._reader is not None or self.failure:
            return
        self._starts += 1
        try:
            self._reader = ReadingProcess(self._command, self._log, self._post)
        except OSError as error:
            self.failure = f"The reading process cannot be started ({error}): install brief-tui again."

    def next(self) -> tuple[str, bool] | None:
        """Take the next path from the backlog, and whether it is a live change; None if it has to wait.

        A file in hand is not asked for a second time before its answer: an older reading must not come last.
        A file that was in hand at a death is read alone, so that the next death convicts the right one.
        """
        while not self.failure and (first := self.backlog.first()) is not None:
            path, live = first
            in_hand = self._in_hand()
            if path in in_hand:
                self.backlog.discard(path)
                self._again.add(path)
                continue
            if self._reader is not None and not self._reader.has_room(live):
                return None
            if in_hand and (self._deaths[path] or any(self._deaths[other] for other in in_hand)):
                return None
            self.backlog.discard(path)
            return path, live
        return None

    def ask(self, path: str, file: str, live: bool) -> None:
        """Have a file read: `path` as the store names it, `file` its path below the folder."""
        self.start()
        if self._reader is not None:
            self._reader.ask(path, file, live)

    def take(self, event: Reported) -> tuple[str, Answer] | None:
        """Take in what a process reports; an answer is handed on with its path."""
        if event.process is not self._reader:
            return None
        match event.report:
            case Started():
                self._starts = 0
                self._reader.has_started = True
                self.version = event.report.version
            case Refused():
                self.failure = event.report.message
            case Answer():
                path = self._reader.take_back(event.report.number)
                if path is None:
                    return None
                del self._deaths[path]
                if path in self._again:
                    self._again.discard(path)
                    self.backlog.add_ahead(path)
                return path, event.report
        return None

    def take_death(self, event: ReaderEnded) -> list[str]:
        """Replace a process that died, and have what it had in hand tried once more.

        Returns the paths that are not tried again, having killed twice.
        """
        if event.process is not self._reader:
            return []
        in_hand = self._in_hand()
        had_started = self._reader.has_started
        self._reader.close()
        self._reader = None
        fatal = []
        for path in in_hand:
            self._again.discard(path)
            if had_started:
                self._deaths[path] += 1
            if self._deaths[path] >= _FATAL:
                del self._deaths[path]
                fatal.append(path)
            else:
                self.backlog.add_ahead(path)
        if self._starts >= _START_ATTEMPTS:
            self.failure = self.failure or (
                f"The reading process ends as it starts ({event.status}): "
                "see what it printed in the log beside the store."
            )
        self.start()
        return fatal

    def close(self) -> None:
        """End the reading process."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _in_hand(self) -> list[str]:
        return [] if self._reader is None else self._reader.in_hand()
