"""Claims of different dispatches that are one: of the pairs written for them, and one rule a case."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.comparing.agreeing import Said, agree
from models.comparing.apart import claim_key, say_apart
from models.comparing.sayings import Saying, keys, saying
from models.filters import EVERYTHING
from models.records import Reading
from models.setapart import regrouped, told_by
from models.store import Store
from models.store.rows import Tellings
from tests.models.comparing.pairs import STATE, read_side

DATA = Path(__file__).parent / "data"
PAIRS: list[dict[str, Any]] = tomllib.loads((DATA / "sayings.toml").read_text(encoding="utf-8"))["pair"]


@cache
def readings(number: int) -> tuple[Reading, Reading]:
    """The two dispatches of a pair, read."""
    first, second = (read_side(f"{number}-{side}", PAIRS[number][side]) for side in ("first", "second"))
    return first, second


def compared(several: Iterable[Reading], most: int = 20) -> Store:
    """A store of some dispatches, compared."""
    store = Store(None)
    for reading in several:
        store.put(reading.dispatch.id, STATE, [reading])
        store.compare(most)
    while store.compare():
        pass
    return store


def groups(store: Store) -> Iterator[Tellings]:
    """The claims that several dispatches tell."""
    seen: set[str] = set()
    for row in store.claims(EVERYTHING, 0, 1_000):
        if row.told is not None and row.id not in seen:
            found = store.tellings(row.id)
            assert found is not None
            assert (len(found.rows), found.independent) == (row.told.tellings, row.told.independent)
            seen |= {one.record for one in found.rows}
            yield found


def found_in(several: Iterable[Reading]) -> set[str]:
    with compared(several) as store:
        return {group.model_dump_json() for group in groups(store)}


@pytest.mark.parametrize(("name", "fewest"), [("sayings", 40), ("sayings_more", 20)])
def test_claims_told_twice_are_one_and_merely_similar_ones_are_not(name: str, fewest: int) -> None:
    right = wrong = missed = 0
    pairs = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["pair"]
    for pair in pairs:
        with compared(read_side(side, pair[side]) for side in ("first", "second")) as store:
            found = list(groups(store))
        right += bool(found) and pair["gold"] == "same"
        wrong += bool(found) and pair["gold"] != "same"
        missed += not found and pair["gold"] == "same"
    assert len(pairs) >= fewest
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.9


def test_who_has_it_from_the_same_agency_is_one_origin_and_who_had_it_itself_is_another() -> None:
    for number, pair in enumerate(PAIRS):
        if "origins" in pair:
            with compared(readings(number)) as store:
                assert [group.independent for group in groups(store)] == [pair["origins"]], pair["why"]


def test_the_order_of_arrival_does_not_matter_and_what_goes_is_undone() -> None:
    several = [reading for number in range(12) for reading in readings(number)]
    whole = found_in(several)
    assert len(whole) == 12
    shuffled = list(several)
    random.Random(7).shuffle(shuffled)
    assert found_in(shuffled) == whole
    with compared(several) as store:
        store.remove([several[0].dispatch.id, several[5].dispatch.id])
        while store.compare():
            pass
        assert {group.model_dump_json() for group in groups(store)} == found_in(
            [one for place, one in enumerate(several) if place not in (0, 5)]
        )


def test_what_the_user_set_apart_stays_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.store.settling.apart_path", lambda: tmp_path / "apart.jsonl")
    first, second = readings(0)
    pair = frozenset(claim_key(one.dispatch.sha256, one.claims[0].content) for one in (first, second))
    say_apart(tmp_path / "apart.jsonl", [pair])
    with compared([first, second]) as store:
        assert not list(groups(store))


@pytest.mark.parametrize(
    ("by", "origins"),
    [
        ("Reuters reported, citing Kari Lunde", 1),
        ("Kari Lunde told Reuters", 1),
        ("Kari Lunde told reporters", 2),
        ("Kari Lunde said, according to sources", 2),
    ],
)
def test_whom_a_claim_is_from_is_an_agency_by_name_and_nobody_who_is_only_described(by: str, origins: int) -> None:
    texts = [
        f"OSLO, Nov 5 (Sample {place}) - The new subsea cable will be finished in December, {by}." for place in "AB"
    ]
    several = [
        read_side(f"{place}", {"text": text, "agency": f"Sample {place}", "date": "2024-11-05"})
        for place, text in zip("AB", texts, strict=True)
    ]
    apart = [one.model_copy(update={"sketch": ()}) for one in several]
    with compared(apart) as store:
        assert [group.independent for group in groups(store)] == [origins]


def test_what_was_set_apart_and_put_together_again_is_of_the_origins_that_it_was_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("store.settling", "setapart"):
        monkeypatch.setattr(f"models.{module}.apart_path", lambda: tmp_path / "apart.jsonl")
    number = next(number for number, pair in enumerate(PAIRS) if pair.get("origins") == 1)
    with compared(readings(number)) as store:
        (group,) = groups(store)
        assert regrouped(store, group, group.rows[:1], group.rows[1:]) == ""
        assert not list(groups(store))
        again = told_by(store, group.rows[1].record)
        assert again is not None
        assert len(again[1]) == 1
        assert {row.origin for row in again[0].rows} == {1}
        assert regrouped(store, again[0], again[0].rows, []) == ""
        assert [group.independent for group in groups(store)] == [1]


def test_one_dispatch_alone_tells_nothing_twice() -> None:
    text = (
        "OSLO, Nov 5 (Muster) - Kari Lunde said the subsea cable to Denmark would be finished next year. "
        "The subsea cable to Denmark will be finished next year, Kari Lunde said."
    )
    with compared([read_side("one", {"text": text, "agency": "Muster", "date": "2024-11-05"})]) as store:
        assert not list(groups(store))


@cache
def said(words: str, by: str = "Norwegian Energy Minister Kari Lunde", number: int = 1) -> Said:
    """The claim of a dispatch of one sentence."""
    text = f"OSLO, Nov 5 (Muster) - {by} said {words}."
    reading = read_side(f"d{number}", {"text": text, "agency": "Muster", "date": "2024-11-05"})
    claim = reading.claims[0]
    gists = [gist for gist in reading.gists if gist.record == claim.id and not gist.poles]
    return Said(number, (number, text), number, text, saying(claim, reading.dispatch, gists))


FINISHED = "the new subsea cable to Denmark would be finished in December"


@pytest.mark.parametrize(
    ("other", "one"),
    [
        ("that the new subsea cable to Denmark would be completed in December", True),
        ("the subsea cable to Denmark would be finished in December", True),
        ("the new subsea cable to Denmark would not be finished in December", False),
        ("the new subsea cable to Denmark would be finished in October", False),
        ("the new subsea cable to Germany would be finished in December", False),
        ("the new subsea cable to Denmark might be finished in December", False),
        ("the new subsea cable to Denmark had been finished in December", False),
        ("the new subsea cable to Denmark would be started in December", False),
        ("most of the new subsea cable to Denmark would be finished in December", False),
        ("the new subsea cable to Denmark would be finished in December if the weather held", False),
        ("the new gas pipeline to Denmark would be finished in December", False),
        ("the new subsea cable to Denmark would be repaired in December", False),
        ("the cable would be finished", False),
    ],
)
def test_what_is_said_must_be_the_same(other: str, one: bool) -> None:
    found = agree(said(FINISHED), said(other, number=2))
    assert (found is not None) is one
    assert agree(said(other, number=2), said(FINISHED)) == found


def test_another_word_for_the_same_deed_is_the_same_and_a_third_is_not() -> None:
    closed = said("the border crossing at Narva would be closed in December")
    assert agree(closed, said("the border crossing at Narva would be shut in December", number=2)) is not None
    assert agree(closed, said("the border crossing at Narva would be widened in December", number=2)) is None


@pytest.mark.parametrize(
    ("by", "one"),
    [
        ("Kari Lunde", True),
        ("K. Lunde", True),
        ("Energy Minister Per Lunde", False),
        ("Swedish Energy Minister Ulf Hedin", False),
        ("Statnett", False),
    ],
)
def test_who_says_it_must_be_the_same(by: str, one: bool) -> None:
    assert (agree(said(FINISHED), said(FINISHED, by, 2)) is not None) is one


def test_a_number_is_the_same_in_words_and_in_digits() -> None:
    told = said("forty-one workers of the Vardo shipyard had returned home")
    assert agree(told, said("41 workers of the Vardo shipyard had returned home", number=2)) is not None
    assert agree(told, said("42 workers of the Vardo shipyard had returned home", number=2)) is None


def test_who_speaks_is_told_of_by_any_name_and_others_by_the_name_that_is_known() -> None:
    called = said("Norway wanted to buy the ferry Havila from Poland", number=1)
    own = said("his country was trying to buy the ferry Havila from Poland", "Norwegian Energy Minister Per Dahl", 2)
    assert called.saying.words == ("seek", "buy", "ferry", "havila", "@POL")
    assert set(own.saying.words) == set(called.saying.words)


def test_a_claim_finds_its_like_by_two_of_its_words_and_one_of_few_words_finds_none() -> None:
    shorter = said("the subsea cable to Denmark would be finished in December", number=2)
    assert set(keys(said(FINISHED).saying)) & set(keys(shorter.saying))
    assert len(keys(said(FINISHED).saying)) <= 6
    assert keys(Saying(words=("talk",))) == []


def test_a_quotation_is_known_by_its_words_however_much_of_it_is_told() -> None:
    longer = 'that Norway "will not pay a single crown more for a cable that nobody asked for" and would wait'
    shorter = 'Oslo "will not pay a single crown more for a cable"'
    found = agree(said(longer), said(shorter, number=2))
    assert found is not None
    assert "the same words quoted" in found.reasons
