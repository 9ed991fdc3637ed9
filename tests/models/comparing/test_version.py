"""A change of the rules of comparing has all compared anew, from what was read: also after an end in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.comparing.version import comparing_version, version_of
from models.filters import EVERYTHING
from models.library import dispatches_in, read_dispatch
from models.records import Disagreement, Occurrence
from models.store import FileState, Store, judging, writing

ROOT = Path(__file__).resolve().parents[3]
STATE = FileState(0, 0, "", "")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    for name in (
        "comparing/clashes.py",
        "comparing/editions.py",
        "comparing/weights.toml",
        "store/comparing.py",
        "store/judging.py",
        "store/kept.py",
        "store/matters.py",
        "store/sayings.py",
        "store/settling.py",
        "store/spread.py",
        "store/tellings.py",
        "store/rows.py",
        "reading/dates.py",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


@pytest.mark.parametrize("name", ["comparing/clashes.py", "comparing/weights.toml", "store/judging.py"])
def test_a_change_of_rules_tables_or_what_is_compared_shows(models: Path, name: str) -> None:
    before = version_of(models)
    (models / name).write_text("changed")
    assert version_of(models) != before


@pytest.mark.parametrize("name", ["store/rows.py", "reading/dates.py", "comparing/notes.txt", "comparing/editions.py"])
def test_a_change_of_anything_else_does_not(models: Path, name: str) -> None:
    before = version_of(models)
    (models / name).write_text("changed")
    assert version_of(models) == before


def fill(store: Store) -> None:
    for told in dispatches_in([ROOT / "seeds"]):
        reading = read_dispatch(told.text, id=told.id, date=told.date, agency=told.agency, headline=told.headline)
        store.put(told.id, STATE, [reading])


def compare_all(store: Store) -> None:
    while store.compare(2):
        pass


def found(store: Store) -> set[str]:
    records = store.records(EVERYTHING)
    return {record.model_dump_json() for record in records if isinstance(record, Occurrence | Disagreement)}


def test_all_is_compared_anew_by_other_rules_and_what_stays_is_not_new(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(None) as store:
        with monkeypatch.context() as older:
            older.setattr(writing, "comparing_version", lambda: "older")
            fill(store)
            compare_all(store)
            whole = found(store)
            since = {row.id: row.added for row in store.disagreements(EVERYTHING, 0, 99)}
            older.setattr(writing, "comparing_version", lambda: "without clashes")
            older.setattr(judging, "clash", lambda *_: None)
            compare_all(store)
            assert found(store) == {record for record in whole if '"occurrence"' in record}
        files = store.files()
        compare_all(store)
        assert found(store) == whole
        assert len(since) > 1
        assert store.files() == files

    with Store(None) as store:
        monkeypatch.setattr(writing, "comparing_version", lambda: "older")
        fill(store)
        compare_all(store)
        since = {row.id: row.added for row in store.disagreements(EVERYTHING, 0, 99)}
        monkeypatch.setattr(writing, "comparing_version", comparing_version)
        compare_all(store)
        assert {row.id: row.added for row in store.disagreements(EVERYTHING, 0, 99)} == since


def test_by_the_same_rules_nothing_is_compared_again() -> None:
    with Store(None) as store:
        fill(store)
        compare_all(store)
        before = store.generation()
        compare_all(store)
        assert store.generation() == before


_KILLED = """
import os, signal, sys
from pathlib import Path
from models.store import Store, writing

writing.comparing_version = lambda: "other"
store = Store(Path(sys.argv[1]))
store.compare(3)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_goes_on_after_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite3"
    with Store(path) as store:
        fill(store)
        compare_all(store)
        whole = found(store)
        since = {row.id: row.added for row in store.disagreements(EVERYTHING, 0, 99)}
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    monkeypatch.setattr(writing, "comparing_version", lambda: "other")
    with Store(path) as store:
        assert found(store) != whole
        compare_all(store)
        assert found(store) == whole
        assert {row.id: row.added for row in store.disagreements(EVERYTHING, 0, 99)} == since
