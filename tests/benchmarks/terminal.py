"""The app in a real pseudo-terminal, for the benchmarks: what it paints is timed and weighed, not looked at."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import NamedTuple

from tests.tui.terminal import been_here, environment

_PATIENCE = 60.0


class Painted(NamedTuple):
    """What was painted at once, and after how many seconds."""

    after: float
    data: bytes


class Terminal:
    """The app on a folder and its store, for a reader whose own files are beside it, and who is not welcomed."""

    def __init__(self, folder: Path, store: Path, columns: int = 160, rows: int = 48, home: Path | None = None) -> None:
        home = home or store.parent
        been_here(home, store)
        env = environment(home)
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        self._begin(["-m", "tui", str(folder), "--store", str(store)], env, columns, rows)

    def _begin(self, command: list[str], env: dict[str, str], columns: int, rows: int) -> None:
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(sys.executable, [sys.executable, *command], env)

    def wait_for(self, words: str) -> float:
        """The moment at which these words had been painted; `TimeoutError` where they never are."""
        seen = b""
        until = time.perf_counter() + _PATIENCE
        while time.perf_counter() < until:
            if select.select([self.fd], [], [], 0.5)[0]:
                seen += os.read(self.fd, 65536)
                if words.encode() in seen:
                    return time.perf_counter()
        raise TimeoutError(f"{words!r} was not painted in {_PATIENCE:.0f} s")

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self.fd, keys.encode())

    def painted(self, seconds: float) -> list[Painted]:
        """What is painted for so long."""
        found = []
        begun = time.perf_counter()
        while (left := begun + seconds - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                data = os.read(self.fd, 65536)
                found.append(Painted(time.perf_counter() - begun, data))
        return found

    def rest(self, seconds: float) -> int:
        """How many bytes are painted for so long."""
        return sum(len(painted.data) for painted in self.painted(seconds))

    def still(self, seconds: float, patience: float = _PATIENCE) -> None:
        """Wait until nothing has been painted for so long; `TimeoutError` where that never comes about."""
        until = time.perf_counter() + patience
        while self.rest(seconds):
            if time.perf_counter() > until:
                raise TimeoutError(f"the screen was not still for {seconds} s in {patience:.0f} s")

    def close(self) -> None:
        """End the app as a lost connection would."""
        os.close(self.fd)
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)


class Bare(Terminal):
    """A program that answers each key with a byte and does nothing else: what a key takes on this machine just now."""

    def __init__(self) -> None:
        answer = "import os, tty; tty.setraw(0); os.write(1, b'.')\nwhile os.read(0, 9): os.write(1, b'.')"
        self._begin(["-c", answer], dict(os.environ), 80, 24)
        self.wait_for(".")
