"""A reading process as the keeper sees it: started, asked for files, its reports taken in, ended with it.

Reports come as events on the keeper's queue; a process that ends hands back what it had in hand.
"""

from __future__ import annotations

import contextlib
import itertools
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from models.reading.process import REPORT, Answer, Refused, Request, Started

#: Files in hand at a time: enough to fill the parser's batches, few enough to leave nothing waiting for long.
WINDOW = 12
#: Bytes in hand at which a process is asked for no more, so that long files are spread over all processes.
WINDOW_BYTES = 64_000
#: Live changes in hand at a time, on top of a full window: behind these the next one has to wait.
LIVE_WINDOW = 2
#: Bytes that keep a process busy for longer than loading another takes.
LONG = 200_000
#: Seconds a process has to end after its stdin was closed.
_GRACE = 1.0
#: Seconds a process may take to load the pipeline, and to answer; the latter grows with what it has in hand, by so
#: many bytes a second. Both are far beyond what a busy machine takes: what is over them hangs.
LOADING_LIMIT = 300.0
ANSWER_LIMIT = 60.0
SLOWEST = 500


def default_jobs() -> int:
    """How many reading processes suit the machine: one less than the cores this process may use, at least one."""
    return max(1, len(os.sched_getaffinity(0)) - 1)


@dataclass(frozen=True, slots=True)
class Reported:
    """A line of a reading process: it has started, refuses to, or answers."""

    process: ReadingProcess
    report: Started | Refused | Answer


class _InHand(NamedTuple):
    """A file that was asked for."""

    path: str
    live: bool
    size: int


@dataclass(frozen=True, slots=True)
class ReaderEnded:
    """A reading process is no more; `status` says how it ended, in words."""

    process: ReadingProcess
    status: str


def _environment() -> dict[str, str]:
    """One thread a process: what the matrices gain by more, the processes beside it lose."""
    return {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", **os.environ}


def reading_command(root: Path) -> list[str]:
    """The command line of a reading process; `-P`: a folder "models" here must not be taken for ours."""
    return [sys.executable, "-P", "-m", "models.reading.process", os.fspath(root)]


class ReadingProcess:
    """One reading process. Used from the keeper's thread; a thread of its own takes in the reports."""

    def __init__(self, command: Sequence[str], log: int, post: Callable[[Reported | ReaderEnded], None]) -> None:
        """Start `command`, its stderr going to the file descriptor `log`; `OSError` where it cannot be."""
        self._post = post
        self._numbers = itertools.count()
        self._in_hand: dict[int, _InHand] = {}
        self.has_started = False
        self.is_killed = False
        # When it last said something, noted as that comes in, or got something to do.
        self._heard = time.monotonic()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=-1, env=_environment()
        )
        self._thread = threading.Thread(target=self._take_in, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def count(self) -> int:
        """How many files it has in hand."""
        return len(self._in_hand)

    def in_hand(self) -> list[str]:
        """The paths that were asked for and not answered yet."""
        return [asked.path for asked in self._in_hand.values()]

    def has_in_hand(self, path: str) -> bool:
        """Whether that path was asked for and not answered yet."""
        return any(asked.path == path for asked in self._in_hand.values())

    def has_room(self, live: bool) -> bool:
        """Whether another file, or another live change, may be asked for now: behind a long one nothing waits."""
        if self.is_taken:
            return False
        alike = [asked.size for asked in self._in_hand.values() if asked.live == live]
        return len(alike) < LIVE_WINDOW if live else len(alike) < WINDOW and sum(alike) < WINDOW_BYTES

    @property
    def is_taken(self) -> bool:
        """Whether it is at a long file, or will be."""
        return any(asked.size >= LONG for asked in self._in_hand.values())

    def ahead_of(self, live: bool) -> int:
        """About how many bytes are read before the next file, or the next live change."""
        if not live:
            return sum(asked.size for asked in self._in_hand.values())
        # A live change goes ahead of the backlog, but not of the file the parser is at: the longest, at worst.
        before = sum(asked.size for asked in self._in_hand.values() if asked.live)
        return before + max((asked.size for asked in self._in_hand.values() if not asked.live), default=0)

    def due(self) -> float:
        """When it will have taken so long that it must hang; infinity while it has nothing to do."""
        if self.is_killed or (self.has_started and not self._in_hand):
            return math.inf
        if not self.has_started:
            return self._heard + LOADING_LIMIT
        return self._heard + ANSWER_LIMIT + sum(asked.size for asked in self._in_hand.values()) / SLOWEST

    def start_reading(self) -> None:
        """It has loaded the pipeline."""
        self.has_started = True

    def ask(self, path: str, file: str, live: bool, size: int) -> None:
        """Ask for the readings of a file: `path` as the store names it, `file` its path below the folder.

        Where the process has just died, nothing is sent, and `ReaderEnded` is on its way.
        """
        number = next(self._numbers)
        request = Request(number=number, path=path, file=os.fsencode(file).decode("latin-1"), live=live)
        if not self._in_hand and self.has_started:
            self._heard = time.monotonic()
        self._in_hand[number] = _InHand(path, live, size)
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(request.model_dump_json().encode() + b"\n")
            stdin.flush()
        except BrokenPipeError:
            return

    def take_back(self, number: int) -> str | None:
        """The path an answer is for, which is no more in hand; None for an answer nobody asked for."""
        asked = self._in_hand.pop(number, None)
        return None if asked is None else asked.path

    def kill(self) -> None:
        """End the process by force: it hangs. `ReaderEnded` follows."""
        self.is_killed = True
        self._process.kill()

    def dismiss(self) -> None:
        """Tell the process to end, by closing its stdin."""
        stdin = self._process.stdin
        assert stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it is dead already, with something unsent
            stdin.close()

    def close(self) -> None:
        """End the process: by closing its stdin, and if that is not enough, by force."""
        self.dismiss()
        try:
            self._process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join(timeout=_GRACE)

    def _take_in(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        with stdout:
            for line in stdout:
                self._heard = time.monotonic()
                try:
                    report = REPORT.validate_json(line)
                except ValidationError:
                    # Cut off by its death, or nonsense: then it is not trusted with more.
                    self._process.kill()
                    break
                self._post(Reported(self, report))
        code = self._process.wait()
        status = f"signal {-code}" if code < 0 else f"exit status {code}"
        self._post(ReaderEnded(self, status))
