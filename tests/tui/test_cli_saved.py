"""Saved filters on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store import Store
from tests.tui.readings import on
from tui.cli.asked import Asked
from tui.config import Settings
from tui.state.saved import SavedFilters


def test_a_saved_filter_stands_for_its_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tui.state.saved.saved_path", lambda: tmp_path / "filters.json")
    SavedFilters(tmp_path / "filters.json").save("mine", "from:iran OR kan")
    monkeypatch.setattr("models.marks.marks_path", lambda: tmp_path / "marks.jsonl")
    with Store(None) as store:
        asked = Asked("-@mine on:2025-06-20", Settings()).of(store)
    assert str(asked) == f"-(from:iran OR kan) on:{on('2025-06-20').edtf}"
