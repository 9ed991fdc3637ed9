"""Words a second of the real reading processes, two of them against one, over the same files."""

from __future__ import annotations

import os
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import SimpleQueue

from models.folder.readers import ReaderEnded, ReadingProcess, Reported, reading_command
from models.reading.process import Answer, Started
from models.records import Dispatch
from tests.benchmarks.table import Row


def rows(dispatches: Iterable[Dispatch]) -> Iterator[Row]:
    """Two jobs against one; with fewer than two cores free, which the load tells, the ratio says nothing."""
    with tempfile.TemporaryDirectory(prefix="brief-tui-") as place:
        folder, words = Path(place), 0
        for number, dispatch in enumerate(dispatches):
            (folder / f"{number:05}.txt").write_text(dispatch.text, encoding="utf-8")
            words += len(dispatch.text.split())
        load = os.getloadavg()[0]
        one, two = (min(seconds(folder, jobs) for _ in range(2)) for jobs in (1, 2))
        yield Row(f"two jobs (load before {load:.1f})", words / two, "words/s", "one job", words / one)


def seconds(folder: Path, jobs: int) -> float:
    """How long so many reading processes, loaded and waiting, take for the files of a folder."""
    reports: SimpleQueue[Reported | ReaderEnded] = SimpleQueue()
    with Path(os.devnull).open("w", encoding="utf-8") as log:
        processes = [ReadingProcess(reading_command(folder), log.fileno(), reports.put) for _ in range(jobs)]
        try:
            for _ in processes:
                said = reports.get()
                if not isinstance(said, Reported) or not isinstance(said.report, Started):
                    raise RuntimeError("A reading process did not start.")
                said.process.start_reading()
            begun = time.perf_counter()
            _read_all(processes, deque(sorted(folder.iterdir())), reports)
            return time.perf_counter() - begun
        finally:
            for process in processes:
                process.close()


def _read_all(
    processes: list[ReadingProcess], waiting: deque[Path], reports: SimpleQueue[Reported | ReaderEnded]
) -> None:
    """Keep each process's window full until every file is answered."""
    while waiting or any(process.count for process in processes):
        for process in processes:
            while waiting and process.has_room(live=False):
                file = waiting.popleft()
                process.ask(file.name, file.name, live=False, size=file.stat().st_size)
        said = reports.get()
        if not isinstance(said, Reported) or not isinstance(said.report, Answer):
            raise RuntimeError("A reading process has ended before its time.")
        said.process.take_back(said.report.number)
