"""The keeper as the app sees it: a child process that reports progress, started before the terminal is taken.

`messages` belongs in a thread of the app's; `stop` may be called from any other.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from models.folder.log import log_path, open_log
from models.folder.progress import Progress

#: Seconds the keeper has to end by itself.
_GRACE = 2.0


class KeeperLink:
    """A running keeper. Should this process be killed, the keeper's stdin closes, and it ends as well."""

    def __init__(self, command: Sequence[str], store: Path) -> None:
        """Start the keeper by its command line, in a session of its own: Ctrl-C belongs to the app."""
        self._log = log_path(store)
        self._is_stopping = False
        errors = open_log(store)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        finally:
            os.close(errors)

    @property
    def pid(self) -> int:
        """The keeper's process id."""
        return self._process.pid

    def messages(self) -> Iterator[Progress]:
        """Each progress as it comes; blocks, and ends when the keeper ends.

        A keeper that ends without being told to leaves a last progress that says so.
        """
        stdout = self._process.stdout
        assert stdout is not None
        last: Progress | None = None
        with stdout:
            for line in stdout:
                try:
                    last = Progress.model_validate_json(line)
                except ValidationError:
                    break  # cut off by the keeper's death
                yield last
        status = self._process.wait()
        if not self._is_stopping and (last is None or last.state != "failed"):
            yield Progress(
                state="failed",
                generation=0 if last is None else last.generation,
                message=f"The folder is watched no more (the keeper ended, status {status}): start again. "
                f"What it printed is in {self._log}.",
            )

    def stop(self) -> None:
        """End the keeper and with it the reading processes: by closing its stdin, or in the end by force."""
        self._is_stopping = True
        stdin = self._process.stdin
        assert stdin is not None
        stdin.close()
        try:
            self._process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def start_keeper(folder: Path, store: Path, jobs: int | None = None, once: bool = False) -> KeeperLink:
    """Start the keeper of a folder, before `App.run()`; `OSError` where no process can be started.

    It may have so many reading processes (None: as many as suit the machine); `once`: it ends when it has read
    what there is.
    """
    # -P: a folder called "models" where the app was started must not be taken for ours.
    command = [sys.executable, "-P", "-m", "models.folder.keeper"]
    command += [f"--jobs={jobs}"] * (jobs is not None) + ["--once"] * once
    return KeeperLink([*command, "--store", os.fspath(store), "--", os.fspath(folder)], store)
