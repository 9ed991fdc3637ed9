"""What comparing one more dispatch costs in a store of many: the samples, moved to other days and countries.

`python -m tests.benchmarks.comparing [COUNT]` says how many; the median and the slowest of the last 200 count.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from models.library import dispatches_in, read_dispatch
from models.records import Reading
from models.store import FileState, Store
from tests.benchmarks.table import Row, show

COUNT = 100_000
_LAST = 200
_STATE = FileState(0, 0, "", "")
_SEEDS = Path(__file__).parents[2] / "seeds"
_DATE = re.compile(r"20\d\d-\d\d-\d\d")
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


def made(count: int) -> Iterator[Reading]:
    """So many readings, each a sample's moved to another day of ten years and other countries."""
    chance = random.Random(1)
    texts = [
        read_dispatch(d.text, id="@ID@", date=d.date, agency=d.agency).model_dump_json()
        for d in dispatches_in([_SEEDS])
    ]
    for number in range(count):
        days = dt.timedelta(days=chance.randrange(3650))
        moved = _DATE.sub(lambda m, by=days: (dt.date.fromisoformat(m[0]) - by).isoformat(), chance.choice(texts))
        for code, other in zip(("IRN", "ISR", "RUS"), chance.sample(_CODES, 3), strict=True):
            moved = moved.replace(f'"{code}"', f'"{other}"')
        yield Reading.model_validate_json(moved.replace("@ID@", f"{number}.txt"))


def costs(count: int) -> list[float]:
    """Milliseconds that comparing each of the dispatches took, in a store that grows to so many."""
    found: list[float] = []
    with Store(None) as store:
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
