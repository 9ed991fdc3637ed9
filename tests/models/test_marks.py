"""Marks: kept by content, a log that survives what files go through."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from models.marks import Mark, Marks, MarksError, mark_key

NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.jsonl"


def mark(key: str, note: str = "", content: str = "c") -> Mark:
    return Mark(key=key, kind="event", content=content, dispatch="a.txt", words="struck", note=note, at=NOON)


def test_no_file_is_no_marks(path: Path) -> None:
    assert not Marks(path).by_key
    assert not path.exists()


def test_what_is_marked_is_there_the_next_time_and_for_its_owner_alone(path: Path) -> None:
    Marks(path).put(mark("k", "ask Kan\n“why”"))
    assert Marks(path).by_key == {"k": mark("k", "ask Kan\n“why”")}
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_last_word_on_a_key_counts(path: Path) -> None:
    marks = Marks(path)
    marks.put(mark("k"))
    marks.put(mark("l"))
    marks.put(mark("k", "later"))
    assert list(Marks(path).by_key) == ["l", "k"]
    assert Marks(path).by_key["k"].note == "later"


def test_a_mark_that_is_taken_away_is_gone(path: Path) -> None:
    marks = Marks(path)
    marks.put(mark("k"))
    marks.remove("k")
    marks.remove("never there")
    assert not marks.by_key
    assert not Marks(path).by_key


def test_what_another_program_marks_is_seen(path: Path) -> None:
    one, other = Marks(path), Marks(path)
    one.put(mark("k"))
    assert not other.by_key
    assert other.refresh()
    assert list(other.by_key) == ["k"]
    assert not other.refresh()


def test_a_line_that_was_cut_off_costs_that_one_mark(path: Path) -> None:
    Marks(path).put(mark("k"))
    with path.open("a") as file:
        file.write('{"key": "half')
    Marks(path).put(mark("l"))
    assert list(Marks(path).by_key) == ["k", "l"]


def test_a_log_that_has_grown_long_is_written_anew(path: Path) -> None:
    marks = Marks(path)
    for number in range(205):
        marks.put(mark("k", str(number)))
    assert len(path.read_text().splitlines()) < 10
    assert Marks(path).by_key["k"].note == "204"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_read_is_said_in_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(MarksError, match="cannot be read"):
        Marks(path)


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the way")
    marks = Marks(tmp_path / "other" / "marks.jsonl")
    (tmp_path / "other").write_text("a file in the way")
    with pytest.raises(MarksError, match="cannot be kept"):
        marks.put(mark("k"))


def test_keys_are_wanted_by_content(path: Path) -> None:
    marks = Marks(path)
    for key, content in (("k", "1"), ("l", "1"), ("m", "2")):
        marks.put(mark(key, content=content))
    assert marks.wanted == {"1": {"k", "l"}, "2": {"m"}}


def test_a_key_is_made_of_content_and_place_alone() -> None:
    from models.records import Event

    event = Event(id="a:e0", dispatch="a", sources=(), category="AID", verb="help", span=(3, 7), sentence=(0, 9))
    elsewhere = event.model_copy(update={"id": "moved:e4", "dispatch": "moved", "verb": "support"})
    assert mark_key("c", event) == mark_key("c", elsewhere)
    assert mark_key("c", event) != mark_key("d", event)
    assert mark_key("c", event) != mark_key("c", event.model_copy(update={"span": (3, 8)}))


def test_what_a_later_version_has_written_outlives_a_log_written_anew(path: Path) -> None:
    marks = Marks(path)
    marks.put(mark("first"))
    later = b'{"of": "a later version", "key": "l"}'
    with open(path, "ab") as file:
        file.write(later + b"\n")
    for number in range(250):
        marks.put(mark("k", str(number)))
    lines = path.read_bytes().splitlines()
    assert len(lines) < 100  # it was written anew
    assert later in lines
    assert Marks(path).by_key["k"].note == "249"
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_log_that_replaces_another_is_on_the_disk_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(os.fstat(file).st_ino))
    marks = Marks(path)
    marks.put(mark("k"))
    first = path.stat().st_ino
    for number in range(1000):
        marks.put(mark("k", str(number)))
        if path.stat().st_ino != first:
            break
    assert synced[-2:] == [path.stat().st_ino, path.parent.stat().st_ino]
