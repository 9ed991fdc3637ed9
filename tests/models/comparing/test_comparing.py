"""Occurrences, origins and disagreements: of the pairs written for them, and whatever the order of arrival."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from pathlib import Path

import pytest

from models.comparing.figures import differ
from models.comparing.origins import Source, origins
from models.filters import EVERYTHING, parse_filter
from models.library import dispatches_in, read_dispatch
from models.records import Disagreement, Occurrence, Quantity, Reading
from models.store import Store
from tests.models.comparing.pairs import STATE, judged, score

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parents[3] / "seeds"


@cache
def seeds() -> tuple[Reading, ...]:
    return tuple(
        read_dispatch(d.text, id=d.id, date=d.date, agency=d.agency, headline=d.headline)
        for d in dispatches_in([SEEDS])
    )


def found(readings: list[Reading], without: tuple[str, ...] = (), most: int = 3) -> set[str]:
    """What comparing finds, as records: readings put in this order, those `without` taken out again."""
    with Store(None) as store:
        for reading in readings:
            store.put(reading.dispatch.id, STATE, [reading])
            store.compare(most)
        while store.compare():
            pass
        store.remove(without)
        while store.compare():
            pass
        records = [r for r in store.records(EVERYTHING) if isinstance(r, Occurrence | Disagreement)]
    return {record.model_dump_json() for record in records}


def test_the_order_of_arrival_does_not_matter() -> None:
    whole = found(list(seeds()))
    assert {r.split('"')[3] for r in whole} == {"occurrence", "disagreement"}
    for seed in range(4):
        shuffled = list(seeds())
        random.Random(seed).shuffle(shuffled)
        assert found(shuffled, most=seed + 1) == whole


def test_what_is_taken_out_is_undone_exactly() -> None:
    for one in seeds()[:4]:
        rest = [reading for reading in seeds() if reading is not one]
        assert found(list(seeds()), without=(one.dispatch.id,)) == found(rest)


@pytest.mark.parametrize("pairs", ["disagreements", "disagreements_more", "disagreements_more_2"])
def test_disagreements_are_found_and_few_are_not_there(pairs: str) -> None:
    result = score(list(judged(DATA / f"{pairs}.toml")))
    assert result.precision >= 0.9
    assert result.recall >= 0.6


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        ("merging.toml", 0.95, 0.75),
        ("merging_more.toml", 0.95, 0.75),
        ("merging_wild.toml", 0.95, 0.7),
        ("merging_traps.toml", 0.95, 0.85),
        ("merging_blind_1.toml", 0.95, 0.7),
        ("merging_blind_2.toml", 0.95, 0.45),
        ("merging_blind_3.toml", 0.95, 0.45),
        ("merging_blind_4.toml", 0.95, 0.45),
        ("merging_blind_5.toml", 0.95, 0.6),
        ("merging_blind_6.toml", 0.95, 0.2),
        ("merging_blind_7.toml", 0.95, 0.35),
        ("merging_blind_8.toml", 0.95, 0.4),
    ],
)
def test_happenings_told_twice_are_one(name: str, precision: float, recall: float) -> None:
    result = score(list(judged(DATA / name)))
    assert result.precision >= precision
    assert result.recall >= recall


def quantity(low: float | None, high: float | None) -> Quantity:
    return Quantity(low=low, high=high, counted="person", act="kill", span=(0, 1), text="x")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((12, 12), (15, 15), True),
        ((12, None), (15, 15), False),
        ((20, None), (15, 15), True),
        ((None, 10), (15, 15), True),
        ((90, 110), (100, 100), False),
        ((None, None), (15, 15), False),
    ],
)
def test_numbers_differ_where_no_bound_lets_both_stand(
    one: tuple[float, float], other: tuple[float, float], expected: bool
) -> None:
    assert differ(quantity(*one), quantity(*other)) is expected
    assert differ(quantity(*other), quantity(*one)) is expected


def test_who_cites_the_same_is_one_origin_and_who_cannot_be_told_stands_alone() -> None:
    sketch = tuple(range(64))
    told = origins(
        [
            Source(1, tags={"kan": "Kan"}),
            Source(2, tags={"kan": "Kan", "tass": "TASS"}),
            Source(3, tags={"tass": "TASS"}),
            Source(4, sketch=sketch),
            Source(5, sketch=sketch),
            Source(6),
        ]
    )
    assert [told[n][0] for n in range(1, 7)] == [1, 1, 1, 2, 2, 3]
    assert told[5][1] == "nearly the same words"


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        ("disagreements_blind_1", 0.95, 0.8),
        ("disagreements_blind_2", 0.95, 0.78),
        ("disagreements_blind_3", 0.95, 0.72),
        ("disagreements_blind_4", 0.95, 0.7),
        ("disagreements_blind_5", 0.95, 0.55),
        ("disagreements_blind_6", 0.9, 0.8),
        ("disagreements_blind_7", 0.95, 0.6),
        ("disagreements_wire", 0.95, 0.65),
    ],
)
def test_disagreements_first_written_blind_bring_few_false_alarms(name: str, precision: float, recall: float) -> None:
    """The sixth as at its first run, the others mended against since."""
    result = score(list(judged(DATA / f"{name}.toml")))
    assert result.precision >= precision
    assert result.recall >= recall


def test_an_event_disagrees_as_the_claim_does_that_tells_it() -> None:
    texts = {
        "a": "TEHRAN, March 12 (Wire A) - Iran will hold talks with the United States in Doha, Abbas Karimi said.",
        "b": "DOHA, March 12 (Wire B) - Iran will not hold talks with the United States in Doha, Reza Amini said.",
    }
    with Store(None) as store:
        for name, text in texts.items():
            store.put(name, STATE, [read_dispatch(text, id=name, date="2024-03-12", agency=name)])
        while store.compare():
            pass
        assert store.disagreement_counts(EVERYTHING).total == 1
        claims = [row for row in store.claims(EVERYTHING, 0, 9) if row.disputed]
        events = [row for row in store.timeline(EVERYTHING, 0, 9) if row.disputed]
        assert len(claims) == 2
        assert {row.dispatch for row in events} == {"a", "b"}
        (found,) = store.disagreements_of(events[0].id)
        assert found == store.disagreements_of(claims[0].id)[0]
        asked = parse_filter("is:disputed", dt.date(2024, 3, 13))
        assert {row.id for row in store.timeline(asked, 0, 9)} == {row.id for row in events}
