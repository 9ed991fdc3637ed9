"""What a person waits for: the first paint of a populated store, and a saved file's lines on the screen.

Measured in a real pseudo-terminal from the moment of the return key, or of the file's last byte, until the words
have come out of the terminal.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
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
from collections.abc import Iterator
from pathlib import Path

from models.folder.keeper import bring_up_to_date
from models.folder.watching import STILL
from tests.benchmarks.reading import SEEDS, timed
from tests.benchmarks.table import Row

FILES = 20
#: Copies of the sample dispatches that make the backlog: more than is read while the files land.
BACKLOG = 150
_PATIENCE = 30.0


class Terminal:
    """The app in a pseudo-terminal of 160×48; `wait_for` reads until some words have been painted."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", XDG_STATE_HOME=str(store.parent / "state"))
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))
            command = [sys.executable, "-m", "tui", str(folder), "--store", str(store)]
            os.execv(sys.executable, command)

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

    def rest(self, seconds: float) -> None:
        """Take in what is painted for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                os.read(self.fd, 65536)

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
        left, drawn = first_paints(folder, store, "CONSULT")
        terminal = Terminal(folder, store)
        terminal.wait_for("up to date")
        time.sleep(4)  # the language pipeline is loaded by now
        idle = [_landed(terminal, folder, 2031, number) for number in range(FILES)]
        for copy in range(BACKLOG):
            shutil.copytree(SEEDS, folder / f"backlog{copy}")
        terminal.wait_for("reading ")
        busy = [_landed(terminal, folder, 2032, number) for number in range(FILES)]
        terminal.close()
    return [
        Row("first paint, of what was left", left, "s", "python -c 'import textual.app'", textual),
        Row("first paint, of what the store holds", drawn, "s", "python -c 'import textual.app'", textual),
        *_spread("saved file to its lines on screen", idle),
        *_spread("the same while a backlog is read", busy),
    ]


def first_paints(folder: Path, store: Path, words: str) -> tuple[float, float]:
    """Seconds from the return key until words of the panels stand: of what was left, and drawn from the store.

    The median of five each; the latter where nothing was left, as at the first start.
    """
    left, drawn = [], []
    for _ in range(5):
        for paints in (drawn, left):
            terminal = Terminal(folder, store)
            paints.append(terminal.wait_for(words) - terminal.begun)
            terminal.rest(2)
            terminal.close()
        shutil.rmtree(store.parent / "state")
    return statistics.median(left), statistics.median(drawn)


def _spread(what: str, waits: list[float]) -> Iterator[Row]:
    """The median and the slow end of what was waited for."""
    yield Row(f"{what}, median", statistics.median(waits), "s", "settling time", STILL)
    yield Row(f"{what}, p95", statistics.quantiles(waits, n=20)[-1], "s", "settling time", STILL)


def _landed(terminal: Terminal, folder: Path, year: int, number: int) -> float:
    """Seconds from the last byte of a new file to its line, the screen having rested before."""
    terminal.rest(random.uniform(0.6, 1.1))
    day = number + 1
    text = f"OSLO, August {day}, {year} (Sample Wire) -- Norway attacked Chad on August {day}, {year}, Oslo said.\n"
    (folder / f"new{year}-{number}.txt").write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    return terminal.wait_for(f"{day} Aug {year}") - begun
