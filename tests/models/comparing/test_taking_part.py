"""Few take part under a key: the newest of all, and the first of each few days; whatever the order of arrival."""

from __future__ import annotations

import random

import pytest

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.records import Reading
from models.store import FileState, Store, matters

STATE = FileState(0, 0, "", "")
DAYS = ("2024-03-02", "2024-03-12", "2024-03-22", "2024-04-02")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matters, "MOST", dict.fromkeys(matters.MOST, 1))
    monkeypatch.setattr(matters, "OF_DAYS", 1)


def told(day: str) -> list[Reading]:
    """What two say against each other on a day."""
    texts = {
        "a": "TEHRAN (Wire A) - Iran will hold talks with the United States in Doha, Abbas Karimi said.",
        "b": "DOHA (Wire B) - Iran will not hold talks with the United States in Doha, Reza Amini said.",
    }
    return [read_dispatch(text, id=f"{day}{side}", date=day, agency=side) for side, text in texts.items()]


def pairs_found(readings: list[Reading], without: tuple[str, ...] = ()) -> tuple[int, ...]:
    with Store(None) as store:
        for reading in readings:
            store.put(reading.dispatch.id, STATE, [reading])
            store.compare()
        store.remove(without)
        store.compare()
        return tuple(row.pairs for row in store.disagreements(EVERYTHING, 0, 99))


def test_what_is_found_of_a_day_stays_when_others_come_and_is_found_late() -> None:
    readings = [reading for day in DAYS for reading in told(day)]
    assert pairs_found(readings) == (len(DAYS),)
    for seed in range(3):
        random.Random(seed).shuffle(readings)
        assert pairs_found(readings) == (len(DAYS),)


def test_who_stood_behind_takes_part_where_one_goes() -> None:
    readings = [reading for day in DAYS for reading in told(day)]
    beside = read_dispatch(
        "TEHRAN (Wire C) - Iran will hold talks with the United States in Doha, Omid Rezai said.",
        id="beside",
        date=DAYS[0],
        agency="c",
    )
    gone = (f"{DAYS[0]}a",)
    left = [reading for reading in readings if reading.dispatch.id not in gone]
    found = pairs_found([*readings, beside], without=gone)
    assert found == pairs_found([*left, beside])
    assert sum(found) == len(DAYS)
