"""The store is never asked on the event loop: a writer that holds it, or a slow disk, must not hold up a key."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store.connections import Connections
from tests.tui.crowded import crowded_store, one_mark
from tests.tui.driving import Drive, driving, until

#: What is pressed, from the panels and back to them: every way to another screen, and what is asked in it.
WALKS = (
    "1 j k [ ] t w escape",
    "1 right escape",
    "2 right left x x",
    "3 G g v escape",
    "d j right enter escape escape",
    "p j enter escape",
    "c s s j enter escape escape",
    "i escape",
    "m m M escape",
    "A n F F o o L L",
    "3 enter tab x n N escape",
    "less_than_sign greater_than_sign",
)


@pytest.fixture
def asked_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the store was asked on the thread of the event loop."""
    loop, found = threading.current_thread(), list[str]()
    borrowed = Connections._borrowed

    @contextlib.contextmanager
    def noting(self: Connections) -> Iterator[sqlite3.Connection]:
        if threading.current_thread() is loop:
            found.append("".join(traceback.format_stack(limit=8)[:-2]))
        with borrowed(self) as connection:
            yield connection

    monkeypatch.setattr(Connections, "_borrowed", noting)
    return found


async def walk(drive: Drive, keys: str) -> None:
    for key in keys.split():
        await drive.press(key)
        await drive.pilot.pause(0.05)
    while drive.app.screen is not drive.app.main:
        drive.app.pop_screen()
        await drive.pilot.pause()


async def test_no_key_asks_the_store_on_the_event_loop(asked_on: list[str], tmp_path: Path) -> None:
    store = crowded_store()
    async with driving(store=store, marks=one_mark(tmp_path / "marks.jsonl")) as drive:
        del asked_on[:]
        for keys in WALKS:
            await walk(drive, keys)
            assert not asked_on, f"{keys}: {asked_on[0]}"


async def test_the_watch_would_see_one_who_did(asked_on: list[str]) -> None:
    async with driving(store=crowded_store()) as drive:
        del asked_on[:]
        drive.store.generation()
        await until(lambda: asked_on)
