"""What is put into a store comes out the same; files are replaced, removed, and known again after a restart."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from models.filters import EVERYTHING
from models.records import Reading
from models.store import FileState, Store, StoreError


@pytest.fixture
def full(draft: Any) -> Any:
    """A dispatch with one of each record."""
    made = draft(agency="EXAMPLE").timex("held", "2025-06-22")
    made.claim(
        "no  depot\u201d was hit",
        [draft.IRAN],
        via=[draft.KAN],
        about=[draft.ISRAEL],
        said=draft.when("2025-06-22"),
        cue="saying",
        quotes=["no  depot"],
    )
    return made.event("ASSAULT", [draft.ISRAEL], [draft.IRAN], when=draft.when("2025-06-22"), claim="a.txt:c0")


def test_records_come_back_as_they_were(store: Store, full: Any) -> None:
    full.put(store)
    assert store.dispatch("a.txt") == full.dispatch
    assert store.claim("a.txt:c0") == full.claims[0]
    assert store.event("a.txt:e0") == full.events[0]
    assert list(store.records(EVERYTHING))[:4] == [full.dispatch, *full.timexes, *full.claims, *full.events]


@pytest.mark.parametrize("id", ["", "b.txt", "a.txt:c9", "\ud800", "x\x00y", "' OR 1 --"])
def test_an_unknown_id_finds_nothing(store: Store, full: Any, id: str) -> None:
    full.put(store)
    assert store.dispatch(id) is None
    assert store.claim(id) is None
    assert store.event(id) is None


def test_control_characters_and_markup_come_back_as_text(store: Store, draft: Any) -> None:
    text = "a\x00b \x1b[2J [bold]x[/] \u202e \u2028 \U0001f680"
    draft(text=text).claim(text).put(store)
    found = store.dispatch("a.txt")
    assert found is not None
    assert found.text == text
    assert "\x1b[2J [bold]x[/]" in store.claims(EVERYTHING, 0, 1)[0].content


def test_the_summary_counts(store: Store, full: Any, draft: Any) -> None:
    assert store.summary().last_change is None
    before = dt.datetime.now(dt.UTC)
    full.put(store)
    draft("b.txt", problem="The file is empty.").put(store)
    summary = store.summary()
    assert (summary.dispatches, summary.problems, summary.claims, summary.events) == (2, 1, 1, 1)
    assert summary.last_change is not None
    assert before <= summary.last_change <= dt.datetime.now(dt.UTC)


def test_a_file_put_again_replaces_what_was_read_before(store: Store, full: Any, draft: Any) -> None:
    full.put(store)
    draft(text="Nothing was said about it.").put(store)
    summary = store.summary()
    assert (summary.dispatches, summary.claims, summary.events) == (1, 0, 0)
    assert store.event("a.txt:e0") is None
    assert store.relations(EVERYTHING, 0, 10) == []


def test_a_removed_file_leaves_nothing(store: Store, path: Path, full: Any) -> None:
    full.put(store)
    store.remove(["a.txt"])
    assert store.files() == {}
    assert list(store.records(EVERYTHING)) == []
    with sqlite3.connect(path) as db:
        kept = {"state", "naming", "party", "agency", "moment", "departed"}
        names = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\'"
        )
        tables = {name for (name,) in names} - kept
        assert {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables} == dict.fromkeys(
            tables, 0
        )
        for words in ("event_words", "claim_words"):
            db.execute(f"INSERT INTO {words} ({words}) VALUES ('integrity-check')")
            db.execute(f"CREATE VIRTUAL TABLE temp.all_{words} USING fts5vocab (main, {words}, row)")
            assert db.execute(f"SELECT * FROM all_{words}").fetchall() == []
    db.close()


def test_removing_what_is_not_there_changes_nothing(store: Store, full: Any) -> None:
    full.put(store)
    store.remove(["b.txt"])
    assert store.generation() == 1
    assert store.summary().dispatches == 1


def test_one_file_may_hold_several_dispatches(store: Store, draft: Any, state: FileState) -> None:
    readings = [draft("a.jsonl", id=f"a.jsonl#{n}").event("AID", [draft.IRAN]).reading for n in range(3)]
    store.put("a.jsonl", state, readings)
    assert store.summary().dispatches == 3
    store.remove(["a.jsonl"])
    assert store.summary().dispatches == 0


def test_two_dispatches_of_one_id_are_both_kept(store: Store, draft: Any, state: FileState) -> None:
    reading = draft("a.jsonl", id="a.jsonl#1").event("AID", [draft.IRAN]).reading
    store.put("a.jsonl", state, [reading, reading])
    assert len(store.timeline(EVERYTHING, 0, 10)) == 2


def test_each_change_has_a_number(store: Store, full: Any, draft: Any) -> None:
    assert store.generation() == 0
    full.put(store)
    draft("b.txt").event("AID", [draft.IRAN]).put(store)
    assert store.generation() == 2
    assert {row.dispatch: row.added for row in store.timeline(EVERYTHING, 0, 10)} == {"a.txt": 1, "b.txt": 2}


def test_a_dispatch_that_did_not_change_is_not_new_again(store: Store, draft: Any, state: FileState) -> None:
    old = draft("a.jsonl", id="a.jsonl#1").event("AID", [draft.IRAN]).reading
    new = draft("a.jsonl", text="struck a depot again", id="a.jsonl#2").event("AID", [draft.IRAN]).reading
    store.put("a.jsonl", state, [old])
    store.put("a.jsonl", state, [old, new])
    rows = store.timeline(EVERYTHING, 0, 10)
    assert {row.dispatch: row.added for row in rows} == {"a.jsonl#1": 1, "a.jsonl#2": 2}


def test_a_touched_file_has_a_new_state_and_no_new_generation(store: Store, full: Any, state: FileState) -> None:
    full.put(store)
    store.touch("a.txt", state._replace(mtime_ns=5))
    assert store.files() == {"a.txt": state._replace(mtime_ns=5)}
    assert store.generation() == 1


@pytest.mark.parametrize("name", ["a.txt", "\udcff\udc80.txt", "\u202e.txt", "a\nb.txt"])
def test_any_file_name_is_known_again(store: Store, state: FileState, full: Any, name: str) -> None:
    store.put(name, state, [full.reading])
    assert store.files() == {name: state}
    store.remove([name])
    assert store.files() == {}


def test_all_is_there_after_a_restart(path: Path, full: Any, state: FileState) -> None:
    with Store(path) as store:
        full.put(store)
        rows, relations, summary = store.timeline(EVERYTHING, 0, 9), store.relations(EVERYTHING, 0, 9), store.summary()
    with Store(path) as store:
        assert store.notice is None
        assert store.files() == {"a.txt": state}
        assert store.timeline(EVERYTHING, 0, 9) == rows
        assert store.relations(EVERYTHING, 0, 9) == relations
        assert store.summary() == summary


def test_a_put_that_fails_leaves_all_as_it_was(store: Store, full: Any, draft: Any, monkeypatch: Any) -> None:
    full.put(store)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("no luck")

    with monkeypatch.context() as broken:
        broken.setattr("models.store.writing.settle", fail)
        with pytest.raises(StoreError):
            draft("b.txt").event("AID", [draft.RED_CROSS], [draft.KREMLIN]).put(store)
    assert (store.generation(), store.summary().dispatches) == (1, 1)
    draft("b.txt").event("AID", [draft.RED_CROSS], [draft.KREMLIN]).put(store)
    assert [row.source.id for row in store.relations(EVERYTHING, 0, 9)] == ["ISR", "red-cross"]


def test_an_empty_reading_list_notes_the_file(store: Store, state: FileState) -> None:
    store.put("empty.jsonl", state, [])
    assert store.files() == {"empty.jsonl": state}


def test_spans_beyond_the_text_do_no_harm(store: Store, full: Any, state: FileState) -> None:
    cut = full.dispatch.model_copy(update={"text": "Isr"})
    store.put("a.txt", state, [Reading(dispatch=cut, claims=tuple(full.claims), events=tuple(full.events))])
    assert store.timeline(EVERYTHING, 0, 1)[0].text == ""
    assert store.claims(EVERYTHING, 0, 1)[0].content == ""
