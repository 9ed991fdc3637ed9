"""What the screens look like, kept as pictures in `snapshots/`: `make snapshots` draws them anew, `git diff` shows how.

Each is drawn dark and light from the same store at the same moment: the words are the same, the styles its own.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from models.store import writing
from tests.tui.crowded import crowded_store, one_mark
from tests.tui.driving import Drive, driving, until
from tests.tui.snapshot import Picture, differences, picture_of, read, written
from tui.config import Settings, ThemeName

PLACE = Path(__file__).parent / "snapshots"
SIZES = {"60x15": (60, 15), "80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}
THEMES: tuple[ThemeName, ...] = ("dark", "light")
RENEW = os.environ.get("SNAPSHOTS") == "renew"
LANDED = dt.datetime(2026, 1, 1, 11, 30, tzinfo=dt.UTC)

Way = Callable[[Drive], Awaitable[None]]


class Scene(NamedTuple):
    """A screen: how to get there, and words that stand on it when all has come."""

    go: Way
    words: str


def keys(*pressed: str) -> Way:
    async def go(drive: Drive) -> None:
        await drive.press(*pressed)

    return go


def typed(text: str, *then: str) -> Way:
    """A filter being typed."""

    async def go(drive: Drive) -> None:
        await drive.press("slash")
        await drive.type(text)
        await drive.press(*then)

    return go


async def of_a_dispatch(drive: Drive) -> None:
    drive.app.main.open_record("2025/talks.txt:e2")
    await until(lambda: drive.app.screen is not drive.app.main)


async def of_versions(drive: Drive) -> None:
    drive.app.main.open_versions("fixed.txt")
    await until(lambda: drive.app.screen is not drive.app.main)


async def of_tellings(drive: Drive) -> None:
    drive.app.main.open_tellings("first.txt:e1")
    await until(lambda: drive.app.screen is not drive.app.main)


#: The main screen, drawn at all sizes.
MAIN = {"timeline": Scene(keys("g"), "Iran")}
#: The others, at 80×24.
SCENES = {
    "relations": Scene(keys("2", "right"), "Iran"),
    "matrix": Scene(keys("2", "x"), "rows act on columns"),
    "claims": Scene(keys("3"), "Putin"),
    "filter": Scene(typed("iran", "enter"), "hides"),
    "typing": Scene(typed("from:ira"), '"Iran"'),
    "mistake": Scene(typed("iran since:soon"), "!"),
    "dispatch": Scene(of_a_dispatch, "talks.txt"),
    "tellings": Scene(of_tellings, "told as one"),
    "disagreements": Scene(keys("d"), "[seeks]"),
    "versions": Scene(of_versions, "fixed.txt"),
    "actor": Scene(keys("i"), "Is spoken of"),
    "changes": Scene(keys("c"), "slip.txt"),
    "marks": Scene(keys("M"), "It was said"),
    "problems": Scene(keys("p"), "The file is empty."),
    "help": Scene(keys("question_mark"), "Anywhere among the panels"),
    "palette": Scene(keys("ctrl+p"), "matrix"),
    "export": Scene(keys("e"), "brief.md"),
}


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terminal and the same moment everywhere."""
    for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", "TZ": "UTC"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            return cls.fromtimestamp(LANDED.timestamp(), tz)

    monkeypatch.setattr(writing, "time", SimpleNamespace(time=LANDED.timestamp))
    monkeypatch.setattr(writing, "dt", SimpleNamespace(datetime=Clock, UTC=dt.UTC))


async def still(drive: Drive) -> None:
    """Wait until nothing has changed on the screen for a moment."""
    before, same = picture_of(drive.app.screen), 0
    for _ in range(200):
        await asyncio.sleep(0.05)
        now = picture_of(drive.app.screen)
        before, same = now, same + 1 if now == before else 0
        if same == 8:
            return
    raise AssertionError("the screen never came to rest")


async def drawn(scene: Scene, size: tuple[int, int], theme: ThemeName, wanted: Picture | None, marks: Path) -> Picture:
    """The scene as it is drawn: as it is wanted, if it ever comes to that, else as it comes to rest."""
    async with driving(size, crowded_store(), settings=Settings(theme=theme), marks=one_mark(marks)) as drive:
        await until(lambda: drive.source, "no source came")
        await scene.go(drive)
        await until(lambda: scene.words in drive.screen, f"{scene.words!r} did not come:\n{drive.screen}")
        if wanted is not None:
            for _ in range(100):
                if picture_of(drive.app.screen) == wanted:
                    return wanted
                await asyncio.sleep(0.05)
        await still(drive)
        return picture_of(drive.app.screen)


@pytest.mark.parametrize(
    ("name", "size"),
    [*((name, size) for name in MAIN for size in SIZES), *((name, "80x24") for name in SCENES)],
)
async def test_it_looks_as_it_did(name: str, size: str, tmp_path: Path) -> None:
    scene, path = {**MAIN, **SCENES}[name], PLACE / f"{name}-{size}.txt"
    kept = {} if RENEW else read(path)
    shown = {}
    for theme in THEMES:
        marks = tmp_path / f"{theme}.jsonl"
        shown[theme] = await drawn(scene, SIZES[size], theme, kept.get(theme), marks)
    assert shown["dark"].text == shown["light"].text
    if RENEW:
        path.write_text(written(shown), encoding="utf-8")
        assert read(path) == shown
        return
    assert kept, f"There is no {path.name}: make snapshots draws it."
    for theme in THEMES:
        if shown[theme] != kept[theme]:
            pytest.fail(f"{path.name}, {theme}:\n{differences(kept[theme], shown[theme])}", pytrace=False)


def test_no_picture_is_left_of_a_scene_that_is_gone() -> None:
    names = {path.name.rpartition("-")[0] for path in PLACE.glob("*.txt")}
    assert names == {*MAIN, *SCENES}


def test_what_differs_is_said_in_words() -> None:
    before = Picture(((("K", "bold"), ("a", "plain")), (("x", "plain"),)))
    after = Picture(((("K", "bold"), ("a", "dim")), (("y", "plain"),)))
    said = differences(before, after)
    assert "-x\n+y" in said
    assert "line 1, cells 2–2 'a': dim instead of plain" in said
