"""What a person waits for: the first paint of a populated store, and a saved file's lines on the screen.

Measured in a real pseudo-terminal from the moment of the return key, or of the file's last byte, until the words
have come out of the terminal.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from models.folder.keeper import bring_up_to_date
from tests.benchmarks.reading import SEEDS, timed
from tests.benchmarks.table import Row

FILES = 10
_PATIENCE = 30.0


class Terminal:
    """The app in a pseudo-terminal of 160×48; `wait_for` reads until some words have been painted."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            command = [sys.executable, "-m", "tui", str(folder), "--store", str(store)]
            os.execv(sys.executable, command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))

    def wait_for(self, words: str) -> float:
        """The moment at which these words had been painted; `TimeoutError` where they never are."""
        seen = b""
        until = time.perf_counter() + _PATIENCE
        while time.perf_counter() < until:
            if select.select([self.fd], [], [], 0.5)[0]:
                seen += os.read(self.fd, 65536)
                if words.encode() in seen:
                    return time.perf_counter()
        raise TimeoutError(f"{words!r} was not painted in {_PATIENCE} s")

    def close(self) -> None:
        """End the app as a lost connection would."""
        os.close(self.fd)
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)


def rows() -> list[Row]:
    """First paint, and saved file to screen, against starting Python with Textual and against the settling time."""
    textual = timed(lambda: subprocess.run([sys.executable, "-c", "import textual.app"], check=True))
    with tempfile.TemporaryDirectory() as place:
        folder, store = Path(place) / "wire", Path(place) / "store.sqlite3"
        shutil.copytree(SEEDS, folder)
        bring_up_to_date(folder, store, lambda progress: None)
        paints = []
        for _ in range(3):
            terminal = Terminal(folder, store)
            paints.append(terminal.wait_for("CONSULT") - terminal.begun)
            terminal.close()
        terminal = Terminal(folder, store)
        terminal.wait_for("up to date")
        time.sleep(4)  # the language pipeline is loaded by now
        waits = [_landed(terminal, folder, number) for number in range(FILES)]
        terminal.close()
    slow = statistics.quantiles(waits, n=20)[-1]
    return [
        Row("first paint of a populated store", min(paints), "s", "python -c 'import textual.app'", textual),
        Row("saved file to its lines on screen, median", statistics.median(waits), "s", "settling time", 0.15),
        Row("saved file to its lines on screen, p95", slow, "s", "settling time", 0.15),
    ]


def _landed(terminal: Terminal, folder: Path, number: int) -> float:
    """Seconds from the last byte of a new file to its line."""
    day = number + 1
    text = f"OSLO, August {day}, 2031 (Sample Wire) -- Norway attacked Chad on August {day}, 2031, Oslo said.\n"
    (folder / f"new{number}.txt").write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    return terminal.wait_for(f"{day} Aug 2031") - begun
