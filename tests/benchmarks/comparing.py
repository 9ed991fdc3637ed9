"""What comparing one more dispatch costs in a store of many, as news comes in: some hundreds a day, day after day.

The texts are those of our own pairs of dispatches, several in one so that they are as long as those of a wire, moved
to the day and to countries that are as unevenly frequent as in the news, and to other names, which those of one story
keep for some days. On every eighth day most are about one matter between the same countries. `DISPATCHES` says how
many there are before those that count; of more than two thousand, the newest are filled through the code, and what
stands under the same keys from before them are older copies. `BENCH_COMPARED` is a path at which the filled store is
kept.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import random
import re
import shutil
import sqlite3
import string
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from models.comparing.version import comparing_version
from models.folder.keeper import collect_seldom
from models.records import Reading
from models.store import FileState, Store
from models.store.matters import kind
from tests.benchmarks.table import Row, show
from tests.models.comparing.pairs import read_side

COUNT = 2_000
#: So many more are measured.
_LAST = 200
#: So many at most are compared to fill a store.
_THROUGH = 2_000
_TOGETHER = 20
#: Milliseconds that it may take.
_HELD = ("ms", "limit", 50.0)
_STATE = FileState(0, 0, "", "")
_PAIRS = Path(__file__).parents[1] / "models" / "comparing" / "data"
_DATE = re.compile(r"20\d\d-\d\d-\d\d")
_TOLD = re.compile(r'"(?:date|said)":"20\d\d-\d\d-\d\d"')
_HELD_BACK = re.compile(r"(20\d\d)_(\d\d-\d\d)")
_CODE = re.compile(r'"country":"([A-Z]{3})"|"id":"([A-Z]{3})"')
_NAME = re.compile("[a-z]{4,}")
#: What stands in the JSON of a reading and is no name.
_LETTERED = re.compile("[a-z]+")
_OWN_WORDS = set(_LETTERED.findall(json.dumps(Reading.model_json_schema())))
_LETTERS = string.ascii_lowercase
#: Other names: each of so many ways puts other letters in the place of letters.
_CIPHERS = [
    str.maketrans(_LETTERS + _LETTERS.upper(), other + other.upper())
    for other in ("".join(random.Random(way).sample(_LETTERS, 26)) for way in range(200))
]
#: Days for which those who tell of one thing name the same.
_STORY = 4
#: A dispatch has so many words at least.
_WORDS = int(os.environ.get("WORDS", "200"))
#: A day brings so many; on every so manieth, four of five tell one story.
_A_DAY = 250
_STORY_DAYS = 8
_FIRST_DAY = dt.date(2025, 5, 5)
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


@cache
def templates() -> list[tuple[str, dt.date]]:
    """The readings of our own dispatches, as JSON, each with its day."""
    found = []
    for side in _long_sides():
        reading = read_side("@ID@", side)
        if reading.dispatch.date is not None:
            found.append((reading.model_dump_json(), reading.dispatch.date))
    return found


def _long_sides() -> Iterator[dict[str, Any]]:
    """Our own dispatches as long as those of a wire: what others tell, which stand next to each other, is added."""
    for path in sorted(_PAIRS.glob("merging*.toml")):
        pairs = tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
        for sides in ([pair[side] for pair in pairs] for side in ("first", "second")):
            while sides:
                first, *_ = sides
                texts = [sides.pop(0)["text"]]
                while sides and sum(len(text.split()) for text in texts) < _WORDS:
                    texts.append(sides.pop(0)["text"].rpartition("\n\n")[2])
                yield {**first, "text": "\n\n".join(texts)}


def made(numbers: range) -> Iterator[Reading]:
    """Readings by their numbers, the oldest first, each one of ours moved to its day, to other countries and names."""
    texts = templates()
    names = [_names(text) for text, _ in texts]
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(_CODES) + 1)))
    for number in numbers:
        day = number // _A_DAY
        chance = random.Random(number)
        place, countries = chance.randrange(len(texts)), chance
        if day % _STORY_DAYS == 0 and number % 5:
            countries = random.Random(-day)
            place = (countries.randrange(len(texts)) + chance.randrange(8)) % len(texts)
        text, written = texts[place]
        # When it is told is of the day; what is told of stays where it was for those who tell of it later.
        today = _FIRST_DAY + dt.timedelta(days=day)
        by = _FIRST_DAY + dt.timedelta(days=day // _STORY * _STORY) - written
        moved = _TOLD.sub(
            lambda m, now=today, then=written: m[0].replace(then.isoformat(), f"{now:%Y}_{now:%m-%d}"), text
        )
        moved = _DATE.sub(lambda m, by=by: (dt.date.fromisoformat(m[0]) + by).isoformat(), moved)
        moved = _HELD_BACK.sub(r"\1-\2", moved)
        known = sorted({code for found in _CODE.findall(text) for code in found if code})
        for code in known[:3]:
            moved = moved.replace(f'"{code}"', f'"{countries.choices(_CODES, cum_weights=weights)[0]}"')
        cipher = random.Random(f"{place} {day // _STORY}").choice(_CIPHERS)
        moved = names[place].sub(lambda m, cipher=cipher: m[0].translate(cipher), moved)
        yield Reading.model_validate_json(moved.replace("@ID@", f"{number}.txt"))


def _names(text: str) -> re.Pattern[str]:
    """What finds the names of a reading in its JSON, wherever they stand; they are replaced by others as long."""
    gists = Reading.model_validate_json(text).gists
    found = {name for gist in gists for name in (*gist.names, *gist.proper, *gist.called) if _NAME.fullmatch(name)}
    found -= _OWN_WORDS.union(*(_LETTERED.findall(f"{gist.predicate} {gist.poles}") for gist in gists))
    return re.compile(rf"\b({'|'.join(sorted(found)) or '^$'})\b", re.IGNORECASE)


def fill(store: Store, count: int) -> None:
    """Puts so many into a store, as far as they are not there, and compares them."""
    for reading in made(range(store.summary().dispatches, count)):
        store.put(reading.dispatch.path, _STATE, [reading])
        if store.summary().dispatches % _TOGETHER == 0:
            store.compare(_TOGETHER)
    while store.compare():
        pass


def grow(path: Path, times: int) -> None:
    """Has a store stand for one so many times as large: all that is found under keys is there as often, ever older."""
    with closing(sqlite3.connect(path)) as db, db:
        gists, dispatches, days = db.execute(
            "SELECT max(n), max(dispatch), max(day) - min(day) + 1 FROM gist WHERE day > 0"
        ).fetchone()
        db.create_function("kind", 1, kind, deterministic=True)
        for copy in range(1, times):
            db.execute(
                "INSERT INTO gist SELECT n + :gists, dispatch + :dispatches, NULL, day - :days, tie, agency,"
                " json_set(record, '$.said', date(record ->> '$.said', :back)), source, keys FROM gist"
                " WHERE n <= :all AND record ->> '$.said' IS NOT NULL",
                {
                    "gists": copy * gists,
                    "dispatches": copy * dispatches,
                    "days": copy * days,
                    "back": f"-{copy * days} days",
                    "all": gists,
                },
            )
            # What happened on other days stands under other keys.
            db.execute(
                "INSERT INTO matter SELECT iif(kind(key) = 'O', key + (?1 << 20), key), day - ?2, tie, gist + ?3,"
                " iif(dated, dated - ?2, 0), voice FROM matter WHERE gist <= ?4 ORDER BY 1, 2 DESC",
                (copy, copy * days, copy * gists, gists),
            )
        db.execute("UPDATE spread SET dispatches = dispatches * ?", (times,))


def costs(store: Store, first: int) -> tuple[list[float], list[float]]:
    """Milliseconds that comparing each of some more dispatches takes, and those of the processor, the least first."""
    spent, worked = [], []
    for reading in made(range(first, first + _LAST)):
        store.put(reading.dispatch.path, _STATE, [reading])
        begun = time.perf_counter(), time.process_time()
        store.compare(1)
        spent.append(1000 * (time.perf_counter() - begun[0]))
        worked.append(1000 * (time.process_time() - begun[1]))
    return sorted(spent), sorted(worked)


def _next_day(path: Path) -> int:
    """The first day, by its number, that a store has nothing of."""
    with closing(sqlite3.connect(path)) as db:
        (latest,) = db.execute("SELECT coalesce(max(day), 0) FROM gist").fetchone()
    return int(max(0, latest - _FIRST_DAY.toordinal() + 1))


def _take_as_compared(path: Path) -> None:
    """Has a store that is there be one by the rules of today, whatever they were when it was filled."""
    if path.exists():
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("UPDATE state SET compared = ?", (comparing_version(),))


def rows() -> list[Row]:
    """The cost of one dispatch more, against the limit."""
    count = int(os.environ.get("DISPATCHES", COUNT))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "store.sqlite3"
        prepared = os.environ.get("BENCH_COMPARED")
        filled = Path(prepared) if prepared else path
        _take_as_compared(filled)
        with Store(filled) as store:
            fill(store, min(count, _THROUGH))
            there = store.summary().dispatches
        if filled != path:
            shutil.copyfile(filled, path)
        grow(path, times := max(count // there, 1))
        count = there * times
        with Store(path) as store:
            day = _next_day(path)
            days = {"an ordinary day": day + (day % _STORY_DAYS == 0), "a day of one story": day + -day % _STORY_DAYS}
            collect_seldom()  # as the writer does
            found = []
            for what, number in sorted(days.items(), key=lambda item: item[1]):
                spent, worked = costs(store, number * _A_DAY)
                found += [
                    Row(f"comparing one dispatch, {count:,} there, {what}: median", spent[_LAST // 2], *_HELD),
                    Row("p95", spent[_LAST * 95 // 100], *_HELD),
                    Row("the slowest", spent[-1], *_HELD),
                    Row("p95, time of the processor", worked[_LAST * 95 // 100], *_HELD),
                ]
    return found


if __name__ == "__main__":
    show(rows())
