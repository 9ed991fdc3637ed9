"""`python -m tests.benchmarks.soak --minutes N`: files land, change, move and go; memory and open files must stay flat.

Runs the app in a pseudo-terminal, with its keeper and reading process, and a second one that follows, over a folder
of its own. Prints each process's memory and open files now and then; the status is 1 where one of them grew.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from models.store import Store
from tests.benchmarks.reading import SEEDS
from tests.benchmarks.terminal import Terminal

#: Files kept in the folder, about; more of them go than come once there are so many.
_KEPT = 150
#: What a process may have more at the end than in its second quarter, before it counts as growing.
_MORE_MB, _MORE_FILES = 25.0, 5


class Size(NamedTuple):
    """What a process holds."""

    megabytes: float
    files: int
    threads: int


def size(pid: int) -> Size | None:
    """Memory, open files and threads of a process; None where there is none."""
    try:
        fields = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        files = len(os.listdir(f"/proc/{pid}/fd"))
        return Size(int(fields["VmRSS"].split()[0]) / 1024, files, int(fields["Threads"]))
    except (OSError, KeyError):
        return None


def family(pid: int, name: str) -> dict[str, int]:
    """A process and those below it, by what they are."""
    found = {name: pid}
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                words = Path(f"/proc/{child}/cmdline").read_bytes()
                part = "reader" if b"models.reading.process" in words else "keeper"
                found |= family(int(child), f"{name} {part}")
    return found


class Wire:
    """A folder in which something happens at each step."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance
        self._number = 0
        self._texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
        folder.mkdir()

    def step(self) -> None:
        """Let one file land, and perhaps change, move or remove another."""
        self._land()
        there = sorted(self._folder.rglob("*.txt"))
        file = self._chance.choice(there)
        match self._chance.randrange(4):
            case 0:
                file.write_text(self._text(), encoding="utf-8")
            case 1:
                file.rename(file.with_name(f"moved-{self._number}.txt"))
            case 2 if len(there) > _KEPT // 2:
                file.unlink()
            case _:
                pass
        if len(there) > _KEPT:
            for old in self._chance.sample(there, 3):
                old.unlink(missing_ok=True)
        if self._number % 300 == 0:
            shutil.rmtree(self._folder)
            self._folder.mkdir()

    def _land(self) -> None:
        self._number += 1
        place = self._folder / f"day{self._number % 7}"
        place.mkdir(exist_ok=True)
        part = place / f"{self._number}.txt.part"
        part.write_text(self._text(), encoding="utf-8")
        part.rename(part.with_suffix(""))

    def _text(self) -> str:
        return f"{self._chance.choice(self._texts)}\n\nItem {self._number} of the day.\n"


def main() -> int:
    """Run for so long; 0 where nothing grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two steps")
    parser.add_argument("--every", type=float, default=60, help="seconds between two lines")
    chosen = parser.parse_args()
    seen: dict[str, list[Size]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as place:
        wire = Wire(Path(place) / "wire", random.Random(1))
        store = Path(place) / "store.sqlite3"
        terminals = {name: Terminal(Path(place) / "wire", store) for name in ("app", "second")}
        try:
            _run(wire, store, terminals, chosen.minutes * 60, chosen.pause, chosen.every, seen)
        finally:
            for terminal in terminals.values():
                terminal.close()
    return _verdict(seen)


def _run(
    wire: Wire,
    store: Path,
    terminals: dict[str, Terminal],
    seconds: float,
    pause: float,
    every: float,
    seen: dict[str, list[Size]],
) -> None:
    begun = time.monotonic()
    told = begun + every
    while (now := time.monotonic()) < begun + seconds:
        wire.step()
        for terminal in terminals.values():
            terminal.rest(pause / len(terminals))
        if now >= told:
            told += every
            sizes = {
                name: found
                for first, terminal in terminals.items()
                for name, pid in family(terminal.pid, first).items()
                if (found := size(pid))
            }
            for name, found in sizes.items():
                seen[name].append(found)
            with Store(store) as kept:
                count = kept.summary().dispatches
            shown = "   ".join(f"{name} {s.megabytes:.0f} MB {s.files} files" for name, s in sizes.items())
            print(f"{(now - begun) / 60:6.1f} min  {count:4} dispatches   {shown}", flush=True)


def _verdict(seen: dict[str, list[Size]]) -> int:
    """Set the last quarter of each process against its second; 1 where one grew."""
    grew = 0
    for name, sizes in seen.items():
        quarter = max(1, len(sizes) // 4)
        before, after = sizes[quarter : 2 * quarter] or sizes[:1], sizes[-quarter:]
        memory = [statistics.median(s.megabytes for s in part) for part in (before, after)]
        files = [statistics.median(s.files for s in part) for part in (before, after)]
        is_flat = memory[1] - memory[0] <= _MORE_MB and files[1] - files[0] <= _MORE_FILES
        grew |= not is_flat
        print(
            f"{name}: {memory[0]:.0f} → {memory[1]:.0f} MB, {files[0]:.0f} → {files[1]:.0f} open files"
            f"{'' if is_flat else ': it grew'}"
        )
    return int(grew)


if __name__ == "__main__":
    sys.exit(main())
