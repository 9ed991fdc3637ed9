"""The filters a user has typed and named: kept in a file, shared by the programs that are open."""

from __future__ import annotations

import stat
from pathlib import Path

from tui.state.saved import MOST_REMEMBERED, SavedFilters


def test_what_was_typed_and_named_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "state" / "filters.json"
    saved = SavedFilters(path)
    for text in ("iran", "kan", "iran", ""):
        saved.remember(text)
    saved.save("mine", "from:iran")
    again = SavedFilters(path)
    assert (again.history, again.named) == (("kan", "iran"), {"mine": "from:iran"})
    again.forget("mine")
    assert SavedFilters(path).named == {}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_programs_lose_nothing_of_each_other(tmp_path: Path) -> None:
    first, second = SavedFilters(tmp_path / "f"), SavedFilters(tmp_path / "f")
    first.remember("a")
    second.save("b", "b")
    first.remember("c")
    assert SavedFilters(tmp_path / "f").history == ("a", "c")
    assert first.named == {"b": "b"}


def test_only_the_latest_are_kept(tmp_path: Path) -> None:
    saved = SavedFilters(tmp_path / "f")
    for number in range(MOST_REMEMBERED + 5):
        saved.remember(str(number))
    assert len(saved.history) == MOST_REMEMBERED
    assert saved.history[-1] == str(MOST_REMEMBERED + 4)


def test_a_file_that_cannot_be_read_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_text("no json")
    saved = SavedFilters(path)
    assert "holds no saved filters" in saved.trouble
    saved.remember("iran")
    assert saved.history == ("iran",)
    assert path.read_text() == "no json"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    saved = SavedFilters(tmp_path / "file" / "f")
    saved.save("mine", "iran")
    assert "cannot be" in saved.trouble
    assert saved.named == {"mine": "iran"}
