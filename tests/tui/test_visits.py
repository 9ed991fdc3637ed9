"""When the reader was last here."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from tui.state import visits
from tui.state.visits import Visits, last_visit, visit_path


def test_a_visit_is_known_to_the_next(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite3"
    first = Visits(store)
    assert first.last is None
    first.here()
    noted = last_visit(store)
    assert noted is not None
    assert abs(dt.datetime.now(dt.UTC) - noted) < dt.timedelta(minutes=1)
    assert Visits(store).last == noted
    assert stat.S_IMODE(visit_path(store).stat().st_mode) == 0o600


def test_keys_are_noted_once_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store.sqlite3"
    clock = [100.0]
    monkeypatch.setattr(visits.time, "monotonic", lambda: clock[0])
    visit = Visits(store)
    visit.here()
    visit_path(store).unlink()
    clock[0] += 59
    visit.here()
    assert not visit_path(store).exists()
    clock[0] += 2
    visit.here()
    assert visit_path(store).exists()


@pytest.mark.parametrize("kept", ["", "yesterday", "\xff", "2025-06-20"])
def test_what_is_no_moment_is_no_visit(tmp_path: Path, kept: str) -> None:
    store = tmp_path / "store.sqlite3"
    visit_path(store).write_bytes(kept.encode("latin-1"))
    expected = dt.datetime(2025, 6, 20, tzinfo=dt.UTC) if kept == "2025-06-20" else None
    assert last_visit(store) == expected


def test_where_nothing_can_be_written_nothing_is_noted(tmp_path: Path) -> None:
    visit = Visits(tmp_path / "gone" / "store.sqlite3")
    visit.note()
    assert visit.last is None
