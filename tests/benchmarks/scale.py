"""How the store and the app bear a folder that has grown: `DISPATCHES=100000 make bench ARGS=scale`.

A store of made records (ten claims and seven events a dispatch) is filled for the run, or kept at the path that
`BENCH_STORE` names, its files beside it. Each question is asked of a fresh look, as after a new filter.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from models.filters import EVERYTHING, Filter, parse_filter
from models.folder.scanning import compare, scan
from models.reading.version import reading_version
from models.store import FileState, Store
from tests.benchmarks.made_store import EVERYWHERE, RARE, Maker, kept
from tests.benchmarks.reading import timed
from tests.benchmarks.screen import first_paints
from tests.benchmarks.table import Row
from tests.benchmarks.terminal import Terminal

_TODAY = dt.date(2026, 7, 1)
_RUNS = 5

#: A spread of what people ask: how the filter is called, and the filter.
FILTERS = {
    "a rare word": RARE,
    "a common word": "keli",
    "a word in every row": EVERYWHERE,
    "a phrase": '"keli bake"',
    "an actor": "actor:usa",
    "from and to": "from:rus to:irn",
    "a category": "category:consult",
    "since": "since:2026-01",
    "until": "until:2021",
    "without a word": "-bake",
    "a combination": "bake actor:irn since:2025",
    "two actors": "actor:usa actor:rus",
    "alternatives": "keli OR bake OR actor:isr",
    "an actor without a word": "actor:usa -keli",
    "a phrase of common words, an actor, since": '"tatasida tarudano" actor:usa since:2025',
    "a bracket": "(keli OR bake) actor:rus -category:consult until:2024",
    "a day": f"on:2026-06-20 {EVERYWHERE}",
    "an agency": 'agency:"agency 3" bake',
    "a folder": "file:w03/",
    "one letter": "k",
    "a word or since": "keli OR since:2026-06-20",
}

#: What a question under a new filter may take, in milliseconds.
_MAY_TAKE = {"first window": 100.0, "whole count": 500.0}


def rows() -> list[Row]:
    """Questions under each filter, all of them together, the folder, the app."""
    with tempfile.TemporaryDirectory() as place:
        path = kept(Path(place))
        folder = path.with_suffix(".wire")
        with Store(path) as store:
            found = [*_questions(store), *_put(store), *_rescan(store, folder)]
        return [*found, *_app(folder, path)]


def _questions(store: Store) -> list[Row]:
    summary = store.summary()
    size = f"{summary.claims:,} claims, {summary.events:,} events"
    reference = f"a dispatch by its id; {size}"
    some_id = store.timeline(EVERYTHING, 0, 1)[0].dispatch
    plain = timed(lambda: store.dispatch(some_id)) * 1000
    store.claims(EVERYTHING, 0, 1)  # what the app has asked before a filter is typed
    kinds: dict[str, tuple[Callable[[Store, Filter], object], ...]] = {
        "first window": (lambda seen, f: seen.timeline(f, 0, 100), lambda seen, f: seen.claims(f, 0, 100)),
        "whole count": (lambda seen, f: seen.counts("timeline", f), lambda seen, f: seen.counts("claims", f)),
        "relations": (lambda seen, f: (seen.counts("relations", f), seen.relations(f, 0, 100)),),
        "histogram": (lambda seen, f: seen.histogram(f, 60),),
    }
    found = []
    for name, questions in kinds.items():
        every: list[float] = []
        for called, text in FILTERS.items():
            chosen = parse_filter(text, _TODAY)
            waits = [[_asked(store, question, chosen) for _ in range(_RUNS)] for question in questions]
            every += [wait for runs in waits for wait in runs]
            slower = max(map(statistics.median, waits))  # of the timeline and the claims
            found.append(Row(f"{name}: {called}", slower, "ms", reference, plain))
        held_against = ("what it may take", _MAY_TAKE[name]) if name in _MAY_TAKE else (reference, plain)
        found.append(Row(f"{name}: median of all", statistics.median(every), "ms", *held_against))
        found.append(Row(f"{name}: p95 of all", statistics.quantiles(every, n=20)[-1], "ms", *held_against))
    last = summary.claims - 100
    end = timed(lambda: store.claims(EVERYTHING, last, 100)) * 1000
    found.append(Row("the last window of the claims", end, "ms", reference, plain))
    return found


def _asked(store: Store, question: Callable[[Store, Filter], object], chosen: Filter) -> float:
    with store.look() as seen:
        begun = time.perf_counter()
        question(seen, chosen)
        return (time.perf_counter() - begun) * 1000


def _put(store: Store, count: int = 100) -> list[Row]:
    """Made dispatches put into the large store and into an empty one, and taken out again."""
    maker = Maker(seed=2)
    readings = [maker.reading(1_000_000 + number) for number in range(count)]
    state = FileState(1, 1, "0" * 64, reading_version())

    def put_all(into: Store) -> float:
        begun = time.perf_counter()
        for reading in readings:
            into.put(reading.dispatch.path, state, [reading])
        return (time.perf_counter() - begun) / count * 1000

    with tempfile.TemporaryDirectory() as place, Store(Path(place) / "empty.sqlite3") as empty:
        small = put_all(empty)
    large = put_all(store)
    store.remove([reading.dispatch.path for reading in readings])
    return [Row("put a dispatch", large, "ms", "the same into an empty store", small)]


def _rescan(store: Store, folder: Path) -> list[Row]:
    begun = time.perf_counter()
    known = store.files()
    found = scan(folder)
    differences = compare(found, known, reading_version())
    spent = time.perf_counter() - begun
    walked = timed(lambda: [os.stat(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names], 1)
    assert not differences.changed, "the folder is not the one the store was filled from"
    return [Row(f"rescan of {len(known):,} unchanged files", spent, "s", "os.walk and os.stat of them", walked)]


def _app(folder: Path, path: Path) -> list[Row]:
    textual = timed(lambda: subprocess.run([sys.executable, "-c", "import textual.app"], check=True))
    left, drawn = first_paints(folder, path, "Jun 2026")
    terminal = Terminal(folder, path)
    terminal.rest(6)  # all is counted by then
    resident = _resident_mb(terminal.pid)
    terminal.close()
    return [
        Row("first paint, of what was left", left, "s", "python -c 'import textual.app'", textual),
        Row("first paint, of what the store holds", drawn, "s", "python -c 'import textual.app'", textual),
        Row("the app's process", resident, "MB", "what it may take", 150.0),
    ]


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
