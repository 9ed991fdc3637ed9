"""JSON lines: what is written, in which order, and that no dispatch can break out of its line."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from models.exports import write_jsonl
from models.filters import EVERYTHING, parse_filter
from models.records import Actor, Claim, Dispatch, Event, Mention, Reading, Timex, When
from models.store import FileState, Store

TODAY = dt.date(2025, 7, 3)
IRAN = Mention(actor=Actor(id="IRN", name="Iran", kind="country", country="IRN"), span=(0, 4), text="Iran")
RUSSIA = Mention(actor=Actor(id="RUS", name="Russia", kind="country", country="RUS"), span=(5, 11), text="Russia")
DAY = When(
    earliest=dt.date(2025, 6, 22), latest=dt.date(2025, 6, 22), edtf="2025-06-22", text="Sunday", basis="as printed"
)
TEXT = "Iran Russia talks\x1b[2J \u202e\u2028\x7f end"


def reading(path: str, *, events: int = 1, problem: str | None = None, category: str = "CONSULT") -> Reading:
    return Reading(
        dispatch=Dispatch(id=path, path=path, sha256=path, text=TEXT, problem=problem),
        timexes=(Timex(id=f"{path}:t0", dispatch=path, span=(0, 4), text="Iran", kind="DATE", value="2025-06-22"),),
        claims=(Claim(id=f"{path}:c0", dispatch=path, sources=(IRAN,), content=((12, 17),), sentence=(0, 17)),),
        events=tuple(
            Event.model_validate(
                {
                    "id": f"{path}:e{n}",
                    "dispatch": path,
                    "sources": (IRAN,),
                    "targets": (RUSSIA,),
                    "category": category,
                    "verb": "talks",
                    "span": (12, 17),
                    "sentence": (0, 11),
                    "when": DAY if n else None,
                }
            )
            for n in range(events)
        ),
    )


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(None) as store:
        state = FileState(1, 1, "0", "1")
        store.put("b.txt", state, [reading("b.txt", events=2)])
        store.put("a.txt", state, [reading("a.txt", category="AID")])
        empty = Dispatch(id="c.txt", path="c.txt", sha256="c", problem="The file is empty.")
        store.put("c.txt", state, [Reading(dispatch=empty)])
        yield store


def lines(store: Store, text: str = "") -> list[dict[str, Any]]:
    out = io.StringIO()
    written = write_jsonl(store, parse_filter(text, TODAY) if text else EVERYTHING, out)
    records = [json.loads(line) for line in out.getvalue().splitlines()]
    assert written == len(records)
    return records


def names(records: list[dict[str, Any]]) -> list[str]:
    return [record.get("id") or f"{record['source']['id']}>{record['target']['id']}" for record in records]


def test_without_a_filter_all_is_written_dispatch_by_dispatch(store: Store) -> None:
    assert names(lines(store)) == [
        *("a.txt", "a.txt:t0", "a.txt:c0", "a.txt:e0"),
        *("b.txt", "b.txt:t0", "b.txt:c0", "b.txt:e0", "b.txt:e1"),
        "c.txt",
        "IRN>RUS",
    ]


def test_each_line_says_its_type(store: Store) -> None:
    kinds = [record["type"] for record in lines(store)]
    assert kinds[:4] == ["dispatch", "timex", "claim", "event"]
    assert kinds[-1] == "relation"


def test_all_fields_are_written(store: Store) -> None:
    dispatch, timex, claim, event = lines(store)[:4]
    for record, model in ((dispatch, Dispatch), (timex, Timex), (claim, Claim), (event, Event)):
        assert set(record) == set(model.model_fields)


def test_a_filter_leaves_what_matches_and_the_dispatches_that_hold_it(store: Store) -> None:
    assert names(lines(store, "category:aid")) == ["a.txt", "a.txt:t0", "a.txt:e0", "IRN>RUS"]


def test_a_filter_on_words_keeps_out_what_could_not_be_read(store: Store) -> None:
    assert "c.txt" not in names(lines(store, "-absent"))


def test_a_filter_by_date_leaves_the_dated(store: Store) -> None:
    assert names(lines(store, "since:2025")) == ["b.txt", "b.txt:t0", "b.txt:e1", "IRN>RUS"]


def test_the_relations_are_those_of_the_view(store: Store) -> None:
    relation = lines(store, "category:aid")[-1]
    assert (relation["count"], relation["cooperation"], relation["conflict"]) == (1, 1, 0)
    assert (relation["categories"], relation["events"]) == ({"AID": 1}, ["a.txt:e0"])
    assert lines(store)[-1]["events"] == ["b.txt:e1", "a.txt:e0", "b.txt:e0"]


def test_nothing_but_printable_ascii_leaves(store: Store) -> None:
    out = io.StringIO()
    write_jsonl(store, EVERYTHING, out)
    assert all(line.isascii() and line.isprintable() for line in out.getvalue().split("\n"))
    assert json.loads(out.getvalue().split("\n")[0])["text"] == TEXT


def test_a_filter_that_finds_nothing_writes_nothing(store: Store) -> None:
    assert lines(store, "absent") == []


def test_an_export_can_be_repeated_on_the_same_store(store: Store) -> None:
    assert lines(store, "category:aid") == lines(store, "category:aid")
