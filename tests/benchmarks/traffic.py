"""What the app sends to a terminal of 120×40 with all colours, in bytes, and how soon after a key the first of them.

On a small store and on a made one, while a backlog is read and while nothing is; each figure beside its limit.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from models.folder.keeper import bring_up_to_date
from models.store import Store
from tests.benchmarks import made_store
from tests.benchmarks.reading import SEEDS
from tests.benchmarks.table import Row
from tests.benchmarks.terminal import Bare, Painted, Terminal
from tui.widgets.linelist import REST

COLUMNS, ROWS = 120, 40
KIB = 1024
#: The limits: bytes, and seconds to the first of them.
STEP, PAGE, SOURCE, UNSEEN, FIRST_BYTE = KIB, 15 * KIB, 16 * KIB, 2 * KIB, 0.020
IDLE_SECONDS = 60
STEPS, PAGES, APPENDS = 30, 10, 5
#: Copies of the sample dispatches that are being read meanwhile: more than the measuring takes.
BACKLOG = 400
#: Seconds that are waited for what a key brings: its lines, then its source.
_SETTLED = 0.45
#: A key every so many seconds is somebody who holds it down.
_HELD = 0.04
#: A step repaints two lines and two of the bars above them; where it repaints more, the list has jumped half a page.
_STEP_LINES = 4
_PLACE = re.compile(rb"\x1b\[(\d+);\d+H")

KEYS = {"step": ("j", "k", STEPS), "page": ("\x1b[6~", "\x1b[5~", PAGES)}


@dataclass
class Keys:
    """What some keys brought, one by one: seconds to the first byte, bytes before and after the cursor had rested."""

    first: list[float] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    jumps: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)

    def add(self, painted: list[Painted]) -> None:
        """Take in what one key brought, if anything: the list may be at its end."""
        if not painted:
            return
        self.first.append(painted[0].after)
        lines = b"".join(data for after, data in painted if after < REST)
        self.lines.append(len(lines))
        if len(set(_PLACE.findall(lines))) > _STEP_LINES:
            self.jumps.append(len(lines))
        self.source.append(sum(len(data) for after, data in painted if after >= REST))

    @property
    def steps(self) -> list[int]:
        """Bytes of those that moved the cursor within the page."""
        left = list(self.lines)
        for jump in self.jumps:
            left.remove(jump)
        return left


def rows() -> list[Row]:
    """All figures, on both stores."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        small = Path(place) / "small.sqlite3"
        shutil.copytree(SEEDS, small.with_suffix(".wire"))
        bring_up_to_date(small.with_suffix(".wire"), small, lambda progress: None)
        found += _figures("small", small, dt.date(2025, 6, 20))
        large = made_store.kept(Path(place))
        with Store(large) as store:
            claims = store.summary().claims
        found += _figures(f"{claims:,} claims", large, dt.date(2026, 5, 20))
    return found


def _figures(name: str, store: Path, day: dt.date) -> Iterator[Row]:
    """The figures of a store with a folder beside it; `day` is one that some of its events have."""
    folder = store.with_suffix(".wire")
    try:
        with _app(folder, store) as terminal:
            terminal.wait_for("up to date")
            found = {keys: _pressed(terminal, keys) for keys in KEYS}
            yield from (*_weighed(name, found), *_timed(name, found))
            yield Row(f"{name}: a held key, bytes a step", _held(terminal), "B", "limit", STEP)
            terminal.still(2.0)
            yield Row(f"{name}: {IDLE_SECONDS} s idle", terminal.rest(IDLE_SECONDS), "B", "limit", 0)
            yield Row(f"{name}: an unseen append, most", max(_appended(terminal, folder, day)), "B", "limit", UNSEEN)
        for copy in range(BACKLOG):
            shutil.copytree(SEEDS, folder / f"backlog{copy}")
        with _app(folder, store) as terminal:
            terminal.wait_for("reading ")
            busy = {keys: _pressed(terminal, keys, there_and_back=True) for keys in KEYS}
            yield from _timed(f"{name}, a backlog being read", busy)
            what = f"{name}, a backlog being read: a program that only answers, first byte, p95"
            yield Row(what, _late(_answered()), "ms", "limit", FIRST_BYTE * 1000)
    finally:
        _take_back(folder, store)


def _take_back(folder: Path, store: Path) -> None:
    """Leave a store that is kept as it was."""
    for added in folder.glob("backlog*"):
        shutil.rmtree(added)
    for added in folder.glob("unseen*"):
        added.unlink()
    bring_up_to_date(folder, store, lambda progress: None)


@contextmanager
def _app(folder: Path, store: Path) -> Iterator[Terminal]:
    with tempfile.TemporaryDirectory() as home:  # where nothing was left
        terminal = Terminal(folder, store, COLUMNS, ROWS, Path(home))
        try:
            yield terminal
        finally:
            terminal.close()


def _pressed(terminal: Terminal, keys: str, there_and_back: bool = False) -> Keys:
    """Steps, or pages, down through each of the lists; or to and fro, so that each key has something to repaint."""
    found = Keys()
    down, up, count = KEYS[keys]
    for panel in "123":
        terminal.press(panel)
        terminal.press("g")
        terminal.rest(1.0)
        for number in range(count):
            terminal.rest(random.uniform(0.0, 0.2))
            terminal.press(up if there_and_back and number % 2 else down)
            found.add(terminal.painted(_SETTLED))
    return found


def _weighed(name: str, found: dict[str, Keys]) -> Iterator[Row]:
    steps, pages = found["step"], found["page"]
    yield Row(f"{name}: a step, median", statistics.median(steps.steps), "B", "limit", STEP)
    yield Row(f"{name}: a step, most", max(steps.steps), "B", "limit", STEP)
    yield Row(f"{name}: steps with the jumps at the edge, mean", statistics.mean(steps.lines), "B", "limit", STEP)
    yield Row(f"{name}: such a jump, most", max(steps.jumps, default=0), "B", "limit of a page", PAGE)
    yield Row(f"{name}: a page, most", max(pages.lines), "B", "limit", PAGE)
    yield Row(f"{name}: the source after it, most", max(steps.source + pages.source), "B", "limit", SOURCE)


def _timed(name: str, found: dict[str, Keys]) -> Iterator[Row]:
    for key, keys in found.items():
        yield Row(f"{name}: a {key}, first byte, p95", _late(keys.first), "ms", "limit", FIRST_BYTE * 1000)


def _late(seconds: list[float]) -> float:
    """Their slow end, in milliseconds."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000


def _answered() -> list[float]:
    """Seconds to the first byte of a program that only answers: what is the machine's part in them."""
    bare = Bare()
    try:
        found = []
        for _ in range(STEPS):
            bare.rest(random.uniform(0.2, 0.4))
            bare.press("j")
            found += [painted.after for painted in bare.painted(_SETTLED)[:1]]
        return found
    finally:
        bare.close()


def _held(terminal: Terminal) -> float:
    """Bytes a step while a key is held down, in which no source is sent."""
    terminal.press("1g")
    terminal.still(1.0)
    sizes = []
    for _ in range(STEPS):
        terminal.press("j")
        sizes.append(terminal.rest(_HELD))
    return statistics.mean(sizes)


def _appended(terminal: Terminal, folder: Path, day: dt.date) -> list[int]:
    """Bytes that files bring whose lines are out of sight: all lists stand at their ends."""
    sizes = []
    terminal.press("2G3G1G")
    terminal.still(2.0)
    for number in range(APPENDS):
        words = f"Norway attacked Chad on {day:%B} {day.day}, {day.year}, Oslo said"
        text = f"OSLO, {day:%B} {day.day}, {day.year} (Sample Wire) -- {words} ({number}).\n"
        (folder / f"unseen{number}.txt").write_text(text, encoding="utf-8")
        sizes.append(terminal.rest(3.0))
    return sizes
