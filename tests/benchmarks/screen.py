"""What a person waits for: the first paint of a populated store, and a saved file's lines on the screen.

Measured in a real pseudo-terminal from the moment of the return key, or of the file's last byte, until the words
have come out of the terminal.
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from models.folder.keeper import bring_up_to_date
from models.folder.watching import STILL
from tests.benchmarks import traffic
from tests.benchmarks.reading import SEEDS, timed
from tests.benchmarks.table import Row
from tests.benchmarks.terminal import Terminal

FILES = 20
#: Copies of the sample dispatches that make the backlog: more than is read while the files land.
BACKLOG = 150


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
        *traffic.rows(),
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
