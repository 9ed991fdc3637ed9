"""The keeper as the app sees it: a child process that reports progress, started before the terminal is taken.

`messages` belongs in a thread of the app's; `stop` may be called from any other.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from models.folder.log import log_path, open_log
from models.folder.progress import Progress

#: Seconds the keeper has to end by itself.
_GRACE = 2.0
#: A keeper that was started so often within so many seconds is not started again.
_STARTS = 3
_STARTS_WITHIN = 60.0


class KeeperLink:
    """A running keeper. Should this process be killed, the keeper's stdin closes, and it ends as well.

    A keeper that is killed itself is started again, unless that happens again and again.
    """

    def __init__(self, command: Sequence[str], store: Path) -> None:
        """Start the keeper by its command line, in a session of its own: Ctrl-C belongs to the app."""
        self._command = command
        self._store = store
        self._is_stopping = False
        self._starting = threading.Lock()
        self._starts: deque[float] = deque(maxlen=_STARTS)
        self._process = self._start()

    @property
    def pid(self) -> int:
        """The keeper's process id."""
        return self._process.pid

    def messages(self) -> Iterator[Progress]:
        """Each progress as it comes; blocks, and ends when the keeper ends for good.

        A keeper that ends without being told to, and is not started again, leaves a last progress that says so.
        """
        last = yield from self._listen(None)
        while not self._is_stopping and (last is None or last.state != "failed"):
            status = self._process.wait()
            if status == 0 or not self._start_again():
                if not self._is_stopping:
                    yield self._ended(last, status)
                return
            last = yield from self._listen(last)

    def stop(self) -> None:
        """End the keeper and with it the reading processes: by closing its stdin, or in the end by force."""
        with self._starting:
            self._is_stopping = True
        stdin = self._process.stdin
        assert stdin is not None
        stdin.close()
        try:
            self._process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        errors = open_log(self._store)
        self._starts.append(time.monotonic())
        try:
            return subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        finally:
            os.close(errors)

    def _start_again(self) -> bool:
        """Replace a keeper that ended; False where it is not wanted any more, or would only end once more."""
        with self._starting:
            often = len(self._starts) == _STARTS and time.monotonic() - self._starts[0] < _STARTS_WITHIN
            if self._is_stopping or often:
                return False
            stdin = self._process.stdin
            assert stdin is not None
            stdin.close()
            try:
                self._process = self._start()
            except OSError:
                return False
            return True

    def _listen(self, last: Progress | None) -> Generator[Progress, None, Progress | None]:
        """What one keeper says; returns the last of it, or of the one before."""
        stdout = self._process.stdout
        assert stdout is not None
        with stdout:
            for line in stdout:
                try:
                    last = Progress.model_validate_json(line)
                except ValidationError:
                    break  # cut off by the keeper's death
                yield last
        return last

    def _ended(self, last: Progress | None, status: int) -> Progress:
        return Progress(
            state="failed",
            generation=0 if last is None else last.generation,
            message=f"The folder is watched no more (the keeper ended, status {status}): start again. "
            f"What it printed is in {log_path(self._store)}.",
        )


def start_keeper(folder: Path, store: Path, jobs: int | None = None, once: bool = False) -> KeeperLink:
    """Start the keeper of a folder, before `App.run()`; `OSError` where no process can be started.

    It may have so many reading processes (None: as many as suit the machine); `once`: it ends when it has read
    what there is.
    """
    # -P: a folder called "models" where the app was started must not be taken for ours.
    command = [sys.executable, "-P", "-m", "models.folder.keeper"]
    command += [f"--jobs={jobs}"] * (jobs is not None) + ["--once"] * once
    return KeeperLink([*command, "--store", os.fspath(store), "--", os.fspath(folder)], store)
