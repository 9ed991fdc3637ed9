"""A fault in a look costs its answer, which is said in one line; the app goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from textual.widgets import Input

from models.folder.log import log_path
from models.marks import Marks
from models.store import Store, StoreError
from tests.tui.driving import Drive, driving, until
from tests.tui.readings import filled_store
from tui.faults import problem_of
from tui.screens.exporting import ExportScreen

FAULT = "A fault in brief-tui (KeyError)"


def raises(*_args: object, **_options: object) -> NoReturn:
    raise KeyError("no such column")


def said(drive: Drive) -> Callable[[], bool]:
    return lambda: any(note.message.startswith(FAULT) for note in drive.app._notifications)


async def goes_on(drive: Drive) -> None:
    await drive.filter("kan")
    assert "/kan" in drive.screen


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled_store(tmp_path / "store.sqlite3")


def test_what_the_store_says_is_said_and_any_other_fault_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    assert problem_of(StoreError("The disk is full."), path) == "The disk is full."
    assert not log_path(path).exists()
    try:
        raises()
    except KeyError as error:
        words = problem_of(error, path)
    assert words.startswith(FAULT)
    assert str(log_path(path)) in words
    assert "no such column" in log_path(path).read_text()


def test_where_no_log_can_be_written_it_is_still_said(tmp_path: Path) -> None:
    assert problem_of(KeyError("x"), tmp_path / "gone" / "store.sqlite3").startswith(FAULT)


@pytest.mark.parametrize(
    ("key", "question"),
    [
        ("v", "tui.screens.across.versions_of"),
        ("w", "tui.screens.across.told_by"),
        ("d", "models.store.Store.disagreement_counts"),
        ("i", "tui.screens.leading.page_of"),
        ("c", "models.store.Store.changes"),
        ("A", "models.store.Store.generation"),
        ("p", "models.store.Store.problems"),
    ],
)
async def test_of_a_screen_that_would_open(
    store: Store, monkeypatch: pytest.MonkeyPatch, key: str, question: str
) -> None:
    async with driving(store=store) as drive:
        with monkeypatch.context() as broken:
            broken.setattr(question, raises)
            await drive.press(key)
            await until(said(drive), "nothing was said")
        if drive.app.screen is not drive.app.main:
            await drive.press("escape")
        await goes_on(drive)


async def test_of_proposals(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(store=store) as drive:
        with monkeypatch.context() as broken:
            broken.setattr("models.store.Store.names", raises)
            await drive.press("slash")
            await drive.type("ira")
            log = log_path(store.path)
            await until(lambda: log.exists() and "no such column" in log.read_text())
        await drive.shown("ira")
        await drive.press("escape")
        await goes_on(drive)


async def test_of_an_export(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with driving(store=store, marks=Marks(tmp_path / "marks.jsonl")) as drive:
        await drive.press("e")
        await until(lambda: isinstance(drive.app.screen, ExportScreen))
        asked = drive.app.screen
        assert isinstance(asked, ExportScreen)
        drive.app.screen.query_one(Input).value = str(tmp_path / "brief.md")
        with monkeypatch.context() as broken:
            broken.setattr("models.exports.export_view", raises)
            await drive.press("enter")
            await until(lambda: asked.note.words.startswith(FAULT))
        await drive.press("escape")
        await goes_on(drive)
