"""The rows of each view: their order, their windows, what they say, what they count."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any, get_args

import pytest

from models.filters import EVERYTHING, parse_filter
from models.store import Store
from models.store.finding import first_found
from models.store.rows import Kind
from models.store.searched import Searched
from models.store.walking import ORDER
from models.store.windows import _WINDOW


def ids(rows: list[Any]) -> list[str]:
    return [row.id for row in rows]


def test_the_timeline_has_the_newest_day_first_and_undated_events_where_they_were_reported(
    store: Store, draft: Any
) -> None:
    made = draft()
    for when in (None, made.when("2025-06-13"), made.when("2025-06-24"), made.when("2025-06-20", "2025-06-21")):
        made.event("AID", [draft.IRAN], when=when)
    made.put(store)
    assert ids(store.timeline(EVERYTHING, 0, 9)) == ["a.txt:e2", "a.txt:e0", "a.txt:e3", "a.txt:e1"]


def test_an_event_stands_where_it_begins_and_without_a_beginning_where_it_ends(store: Store, draft: Any) -> None:
    made = draft()
    for when in (
        made.when("2025-01-01", "2025-12-31"),
        made.when(None, "2025-06-24"),
        made.when("2025-06-25", None),
        made.when("2025-06-25"),
    ):
        made.event("AID", [draft.IRAN], when=when)
    made.put(store)
    assert ids(store.timeline(EVERYTHING, 0, 9)) == ["a.txt:e2", "a.txt:e3", "a.txt:e1", "a.txt:e0"]


def test_a_date_open_at_both_ends_dates_nothing(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.IRAN], when=draft.when(None, None)).event(
        "AID", [draft.IRAN], when=draft.when("2020-01-01")
    ).put(store)
    assert ids(store.timeline(EVERYTHING, 0, 9)) == ["a.txt:e0", "a.txt:e1"]


def test_events_of_one_day_come_by_dispatch_date_then_id_then_text(store: Store, draft: Any) -> None:
    for name, date in (("c.txt", "2025-06-23"), ("b.txt", "2025-06-24"), ("a.txt", "2025-06-23")):
        made = draft(name, date=date)
        for _ in range(2):
            made.event("AID", [draft.IRAN], when=draft.when("2025-06-22"))
        made.put(store)
    assert ids(store.timeline(EVERYTHING, 0, 9)) == [f"{n}.txt:e{i}" for n in "bac" for i in range(2)]


def test_claims_have_the_last_said_first_and_undated_ones_by_dispatch_date(store: Store, draft: Any) -> None:
    made = draft(date="2025-06-23")
    for said in (None, made.when("2025-06-24"), made.when("2025-06-22"), made.when("2025-06-23")):
        made.claim("Talks were held", [draft.IRAN], said=said)
    made.put(store)
    draft("b.txt", date=None).claim("Talks", [draft.IRAN]).put(store)
    assert ids(store.claims(EVERYTHING, 0, 9)) == ["a.txt:c1", "a.txt:c0", "a.txt:c3", "a.txt:c2", "b.txt:c0"]


@pytest.mark.parametrize("view", ["timeline", "claims", "relations"])
def test_windows_make_up_the_whole(store: Store, draft: Any, view: str) -> None:
    for n in range(7):
        made = draft(f"{n}.txt").claim("Talks", [draft.IRAN])
        other = draft.RED_CROSS.model_copy(update={"id": f"group-{n}"})
        made.event("AID", [draft.IRAN], [other], when=draft.when(f"2025-06-1{n}")).put(store)
    window = getattr(store, view)
    whole = window(EVERYTHING, 0, 100)
    assert len(whole) == 7
    assert [row for at in range(0, 9, 2) for row in window(EVERYTHING, at, 2)] == whole
    assert window(EVERYTHING, 7, 5) == []


def test_negative_bounds_show_from_the_start_or_nothing(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.IRAN]).put(store)
    assert len(store.timeline(EVERYTHING, -5, 5)) == 1
    assert store.timeline(EVERYTHING, 0, -1) == []


def test_an_event_row_says_who_did_what(store: Store, draft: Any) -> None:
    made = draft(agency="EXAMPLE").event(
        "ASSAULT", [draft.ISRAEL], [draft.IRAN], words="saying \u201cno  depot", when=draft.when("2025-06-22")
    )
    made.put(store)
    (row,) = store.timeline(EVERYTHING, 0, 9)
    assert (row.id, row.dispatch, row.category, row.verb, row.status) == (
        "a.txt:e0",
        "a.txt",
        "ASSAULT",
        "act",
        "happened",
    )
    assert (row.sources, row.targets, row.when) == ((draft.ISRAEL,), (draft.IRAN,), draft.when("2025-06-22"))
    assert (row.agency, row.text, row.added) == ("EXAMPLE", "saying \u201cno depot", 1)


def test_the_words_of_an_event_may_reach_beyond_its_sentence(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.IRAN], words="Iran denied it", sentence="denied").put(store)
    assert store.timeline(EVERYTHING, 0, 1)[0].text == "Iran denied it"


def test_what_the_dispatch_itself_asserts_has_no_chain(store: Store, draft: Any) -> None:
    draft(agency="EXAMPLE").event("AID", [draft.IRAN]).put(store)
    assert store.timeline(EVERYTHING, 0, 1)[0].chain == ()


def test_an_event_in_a_claim_has_the_chain_of_the_claim(store: Store, draft: Any) -> None:
    made = draft().claim("Talks", [draft.IRAN], via=[draft.KAN])
    made.event("AID", [draft.IRAN], claim="a.txt:c0").put(store)
    assert store.timeline(EVERYTHING, 0, 1)[0].chain == ("Kan", "Iran")


def test_an_event_in_a_claim_that_is_not_there_has_no_chain(store: Store, draft: Any) -> None:
    draft().event("AID", [draft.IRAN], claim="a.txt:c7").put(store)
    assert store.timeline(EVERYTHING, 0, 1)[0].chain == ()


def test_a_claim_row_says_who_said_what(store: Store, draft: Any) -> None:
    made = draft().claim(
        ["no  depot\u201d was hit", "Talks\u0020were held"],
        [draft.IRAN, draft.RED_CROSS],
        via=[draft.KAN],
        cue="saying",
        quotes=["no  depot", "were"],
        parent="a.txt:c9",
    )
    made.put(store)
    (row,) = store.claims(EVERYTHING, 0, 9)
    assert row.chain == ("Kan", "Iran & Red Cross")
    assert row.content == "no depot\u201d was hit \u2026 Talks were held"
    assert [row.content[start:end] for start, end in row.quotes] == ["no depot", "were"]
    assert (row.cue, row.nested, row.added) == ("saying", True, 1)


def test_problems_have_the_latest_first(store: Store, draft: Any) -> None:
    draft("a.txt", problem="It is empty.").put(store)
    draft("b.txt").put(store)
    draft("c.txt", problem="It is no text.").put(store)
    rows = store.problems(0, 9)
    assert [(row.dispatch, row.path, row.problem, row.added) for row in rows] == [
        ("c.txt", "c.txt", "It is no text.", 3),
        ("a.txt", "a.txt", "It is empty.", 1),
    ]
    assert store.problems(1, 9) == rows[1:]


@pytest.mark.parametrize("kind", ["timeline", "claims", "relations"])
def test_everything_counts_all_and_hides_nothing(store: Store, draft: Any, kind: Kind) -> None:
    draft().claim("Talks", [draft.IRAN]).event("AID", [draft.IRAN], [draft.ISRAEL]).put(store)
    counts = store.counts(kind, EVERYTHING)
    assert (counts.shown, counts.total, counts.undated) == (1, 1, 0)


@pytest.mark.parametrize(("kind", "more"), [("event", "begins"), ("claim", "quotes")])
def test_an_unfiltered_window_walks_an_index_that_is_in_its_order(
    store: Store, path: Path, kind: Searched, more: str
) -> None:
    sql = _WINDOW.format(kind=kind, condition="1", order=ORDER[kind], more=more)
    with sqlite3.connect(path) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", (50, 1000))]
    db.close()
    assert plan[:3] == ["MATERIALIZE shown", f"SCAN r USING COVERING INDEX {kind}_order", "SCAN shown"]


@pytest.mark.parametrize(
    "text", ["depot", "-depot", "actor:iran since:2025", "category:aid (depot OR to:iran)", "k", "depot OR since:2025"]
)
@pytest.mark.parametrize("kind", get_args(Searched))
def test_a_filtered_window_walks_the_index_of_words_and_sorts_nothing(
    store: Store, path: Path, text: str, kind: Searched
) -> None:
    with sqlite3.connect(path) as db:
        query = first_found(db, kind, parse_filter(text, dt.date(2025, 7, 1)), before=1 << 60)
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query.sql}", query.values)]
    db.close()
    assert [step for step in plan if step.startswith(f"SCAN {kind}_words VIRTUAL TABLE")]
    assert not [step for step in plan if "TEMP B-TREE" in step]


def test_unfiltered_relations_walk_an_index_that_is_in_their_order(store: Store, path: Path) -> None:
    with sqlite3.connect(path) as db:
        sql = "SELECT source FROM relation ORDER BY count DESC, source, target LIMIT 50"
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    db.close()
    assert plan == ["SCAN relation USING COVERING INDEX relation_order"]
