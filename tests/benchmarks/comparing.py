"""What comparing one more dispatch costs in a store of many, as news comes in: some hundreds a day, day after day.

The texts are those of our own pairs of dispatches, moved to the day and to countries that are as unevenly frequent as
in the news. `python -m tests.benchmarks.comparing [COUNT]` says how many; the last 200 count.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

from models.records import Reading
from models.store import FileState, Store
from tests.benchmarks.table import Row, show
from tests.models.comparing.pairs import read_side

COUNT = 100_000
_LAST = 200
_STATE = FileState(0, 0, "", "")
_PAIRS = Path(__file__).parents[1] / "models" / "comparing" / "data"
_DATE = re.compile(r"20\d\d-\d\d-\d\d")
_CODE = re.compile(r'"country":"([A-Z]{3})"|"id":"([A-Z]{3})"')
#: A day brings so many.
_A_DAY = 250
_LAST_DAY = dt.date(2026, 6, 30)
_CODES = [
    "FRA",
    "DEU",
    "ITA",
    "ESP",
    "POL",
    "TUR",
    "EGY",
    "SAU",
    "IND",
    "PAK",
    "CHN",
    "JPN",
    "KOR",
    "PRK",
    "UKR",
    "GEO",
    "ARM",
    "AZE",
    "SRB",
    "GRC",
    "SWE",
    "NOR",
    "FIN",
    "KEN",
    "NGA",
    "ETH",
]


def templates() -> list[tuple[str, dt.date]]:
    """The readings of our own dispatches, as JSON, each with its day."""
    found = []
    for path in sorted(_PAIRS.glob("merging*.toml")):
        for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            for side in ("first", "second"):
                reading = read_side("@ID@", pair[side])
                if reading.dispatch.date is not None:
                    found.append((reading.model_dump_json(), reading.dispatch.date))
    return found


def made(count: int) -> Iterator[Reading]:
    """So many readings, the oldest first, each one of ours moved to its day and to other countries."""
    chance = random.Random(1)
    texts = templates()
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(_CODES) + 1)))
    for number in range(count):
        text, written = chance.choice(texts)
        by = _LAST_DAY - dt.timedelta(days=(count - 1 - number) // _A_DAY) - written
        moved = _DATE.sub(lambda m, by=by: (dt.date.fromisoformat(m[0]) + by).isoformat(), text)
        known = sorted({code for found in _CODE.findall(text) for code in found if code})
        for code in known[:3]:
            moved = moved.replace(f'"{code}"', f'"{chance.choices(_CODES, cum_weights=weights)[0]}"')
        yield Reading.model_validate_json(moved.replace("@ID@", f"{number}.txt"))


def costs(count: int) -> list[float]:
    """Milliseconds that comparing each of the dispatches took, in a store that grows to so many."""
    found: list[float] = []
    with tempfile.TemporaryDirectory() as place, Store(Path(place) / "store.sqlite3") as store:
        for number, reading in enumerate(made(count)):
            store.put(f"{number}.txt", _STATE, [reading])
            begun = time.perf_counter()
            store.compare(1)
            found.append(1000 * (time.perf_counter() - begun))
    return found


def rows(count: int = COUNT) -> list[Row]:
    """The cost of one dispatch at the end, against the limit and against that at the beginning."""
    found = costs(count)
    last, first = found[-_LAST:], found[_LAST : 2 * _LAST]
    return [
        Row(f"comparing one dispatch, {count:,} there", statistics.median(last), "ms", "limit", 50),
        Row("the slowest of the last 200", max(last), "ms", "limit", 50),
        Row("the same, few there", statistics.median(first), "ms", "at the end", statistics.median(last)),
    ]


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
