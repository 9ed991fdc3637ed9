"""The reading process as the keeper sees it: started, asked for files, its reports taken in, ended with it.

Reports come as events on the keeper's queue; a process that ends hands back what it had in hand.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from models.reading.process import REPORT, Answer, Refused, Request, Started

#: Files in hand at a time: enough to fill the parser's batches, few enough to leave nothing waiting for long.
WINDOW = 12
#: Live changes in hand at a time, on top of a full window: behind these the next one has to wait.
LIVE_WINDOW = 2
#: Seconds a process has to end after its stdin was closed.
_GRACE = 1.0


@dataclass(frozen=True, slots=True)
class Reported:
    """A line of a reading process: it has started, refuses to, or answers."""

    process: ReadingProcess
    report: Started | Refused | Answer


@dataclass(frozen=True, slots=True)
class ReaderEnded:
    """A reading process is no more; `status` says how it ended, in words."""

    process: ReadingProcess
    status: str


def reading_command(root: Path) -> list[str]:
    """The command line of a reading process; `-P`: a folder "models" here must not be taken for ours."""
    return [sys.executable, "-P", "-m", "models.reading.process", os.fspath(root)]


class ReadingProcess:
    """One reading process. Used from the keeper's thread; a thread of its own takes in the reports."""

    def __init__(self, command: Sequence[str], log: int, post: Callable[[Reported | ReaderEnded], None]) -> None:
        """Start `command`, its stderr going to the file descriptor `log`; `OSError` where it cannot be."""
        self._post = post
        self._numbers = itertools.count()
        self._in_hand: dict[int, Request] = {}
        self.has_started = False
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=-1)
        self._thread = threading.Thread(target=self._take_in, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def in_hand(self) -> list[str]:
        """The paths that were asked for and not answered yet."""
        return [request.path for request in self._in_hand.values()]

    def has_room(self, live: bool) -> bool:
        """Whether another file, or another live change, may be asked for now."""
        return sum(request.live == live for request in self._in_hand.values()) < (LIVE_WINDOW if live else WINDOW)

    def ask(self, path: str, file: str, live: bool) -> None:
        """Ask for the readings of a file: `path` as the store names it, `file` its path below the folder.

        Where the process has just died, nothing is sent, and `ReaderEnded` is on its way.
        """
        number = next(self._numbers)
        request = Request(number=number, path=path, file=os.fsencode(file).decode("latin-1"), live=live)
        self._in_hand[number] = request
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(request.model_dump_json().encode() + b"\n")
            stdin.flush()
        except BrokenPipeError:
            return

    def take_back(self, number: int) -> str | None:
        """The path an answer is for, which is no more in hand; None for an answer nobody asked for."""
        request = self._in_hand.pop(number, None)
        return None if request is None else request.path

    def close(self) -> None:
        """End the process: by closing its stdin, and if that is not enough, by force."""
        stdin = self._process.stdin
        assert stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it is dead already, with something unsent
            stdin.close()
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
