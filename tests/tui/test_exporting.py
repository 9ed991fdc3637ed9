"""Taking the view along with `e`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from models.marks import Marks
from tests.tui.driving import Drive, driving, until
from tui.screens.exporting import SUFFIXES, ExportScreen


async def _ask(drive: Drive, name: str) -> None:
    """Open the screen where it is not, and write to a file."""
    if not isinstance(drive.app.screen, ExportScreen):
        await drive.press("e")
        await until(lambda: isinstance(drive.app.screen, ExportScreen))
    drive.app.screen.query_one(Input).value = name
    await drive.press("enter")
    await until(lambda: not getattr(drive.app.screen, "busy", False))


async def test_the_view_is_written_in_the_format_of_the_suffix(tmp_path: Path) -> None:
    async with driving() as drive:
        await _ask(drive, str(tmp_path / "out.jsonl"))
        kinds = {json.loads(line)["type"] for line in (tmp_path / "out.jsonl").read_text().splitlines()}
        assert {"dispatch", "claim", "event"} <= kinds
        await _ask(drive, str(tmp_path / "out.md"))
        assert (tmp_path / "out.md").read_text().startswith("# Brief")


async def test_once_it_is_written_keys_are_commands_again(tmp_path: Path) -> None:
    async with driving() as drive:
        await _ask(drive, str(tmp_path / "out.md"))
        await until(lambda: drive.app.screen is drive.app.main)
        assert any(str(tmp_path / "out.md") in n.message for n in drive.app._notifications)


async def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    place = tmp_path / "out.md"
    place.write_text("mine")
    async with driving() as drive:
        await _ask(drive, str(place))
        assert place.read_text() == "mine"
        await _ask(drive, f"{place}!")
        assert place.read_text().startswith("# Brief")


async def test_an_unknown_suffix_and_a_missing_folder_write_nothing(tmp_path: Path) -> None:
    async with driving() as drive:
        await _ask(drive, str(tmp_path / "out.docx"))
        await _ask(drive, str(tmp_path / "none" / "out.md"))
        await _ask(drive, "~nosuchuser/out.md")
        assert list(tmp_path.iterdir()) == []


async def test_escape_goes_back_and_letters_are_typed() -> None:
    async with driving() as drive:
        await drive.press("e")
        await until(lambda: isinstance(drive.app.screen, ExportScreen))
        await drive.press("q", "?")
        assert drive.app.screen.query_one(Input).value.endswith("q?") or "q?" in drive.app.screen.query_one(Input).value
        await drive.press("escape")
        await until(lambda: drive.app.screen is drive.app.main)


def test_every_format_has_a_suffix() -> None:
    from models.exports import FORMATS

    assert set(SUFFIXES.values()) == set(FORMATS)


async def test_what_is_marked_is_marked_in_the_file(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "marks.jsonl")
    async with driving(marks=marks) as drive:
        await drive.press("m")
        await until(lambda: drive.panel("timeline").marked)
        (marked,) = drive.panel("timeline").marked
        await _ask(drive, str(tmp_path / "out.jsonl"))
        lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
        assert [line["id"] for line in lines if "mark" in line] == [marked]


@pytest.mark.parametrize("key", ["e", "a", "ctrl+p"])
async def test_a_field_that_waits_does_not_blink(key: str, tmp_path: Path) -> None:
    async with driving(marks=Marks(tmp_path / "marks.jsonl")) as drive:
        await drive.press(key)
        await until(lambda: isinstance(drive.app.focused, Input))
        assert isinstance(drive.app.focused, Input)
        assert not drive.app.focused.cursor_blink
