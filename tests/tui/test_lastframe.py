"""What was left is on the terminal at once when the app is started again, and is in nobody's way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import FIRST, Terminal, been_here, environment, watching
from tui.terminal import lastframe

TAKEN, GIVEN_BACK = b"\x1b[?1049h", b"\x1b[?1049l"


class Place:
    """A folder, its store, and the app started on it again and again."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder, self.store = home, home / "wire", home / "store.sqlite3"
        self.folder.mkdir()
        (self.folder / "first.txt").write_text(FIRST)
        been_here(home, self.store)
        self.running: list[Terminal] = []

    def start(self, columns: int = 120, **more: str) -> Terminal:
        terminal = Terminal(watching(self.folder, self.store), environment(self.home, **more), columns)
        self.running.append(terminal)
        return terminal

    def look_and_leave(self, keys: str = "q") -> Terminal:
        terminal = self.start()
        terminal.until_text("up to date")
        terminal.until_text("Lavrov")
        terminal.press(keys)
        terminal.until_ended()
        return terminal


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    found = Place(tmp_path)
    yield found
    for terminal in found.running:
        terminal.close()


def frames(home: Path) -> list[Path]:
    return list((home / "state" / "brief-tui").glob("*.frame"))


def test_what_was_left_stands_until_the_app_draws(place: Place) -> None:
    assert b"as left" not in place.look_and_leave().output
    again = place.start()
    again.until_text("as left")
    assert "Lavrov" in again.text
    again.press("?")  # typed before anybody listens
    again.until_text("In a list")
    again.press("\x1b")
    again.until(lambda: "In a list" not in again.text, "the panels")
    again.press("q")
    again.until_ended()
    assert again.echoes
    assert again.output.count(TAKEN) == 1
    assert again.output.rindex(GIVEN_BACK) > again.output.rindex(TAKEN)
    assert "as left" not in again.text
    assert oct(frames(place.home)[0].stat().st_mode)[-3:] == "600"


def test_no_empty_panel_is_drawn_in_between(place: Place) -> None:
    place.look_and_leave()
    again = place.start()
    again.until_text("as left")
    while "up to date" not in again.text:
        again.pump()
        assert "Lavrov" in again.text


def test_another_size_or_terminal_has_no_frame(place: Place) -> None:
    place.look_and_leave()
    for terminal in (place.start(columns=100), place.start(NO_COLOR="1")):
        terminal.until_text("up to date")
        assert b"as left" not in terminal.output
        terminal.close()


def test_a_store_that_is_gone_has_no_frame(place: Place) -> None:
    place.look_and_leave()
    for file in place.home.glob("store.sqlite3*"):
        file.unlink()
    again = place.start()
    again.until_text("up to date")
    assert b"as left" not in again.output


def test_who_begins_afresh_has_no_frame(place: Place) -> None:
    place.look_and_leave()
    assert frames(place.home)
    (place.home / "config" / "brief-tui").mkdir(parents=True)
    (place.home / "config" / "brief-tui" / "config.toml").write_text("restore = false\n")
    place.look_and_leave()
    assert not frames(place.home)


def test_a_start_that_fails_takes_the_frame_away_and_says_why(place: Place) -> None:
    place.look_and_leave()
    place.store.write_bytes(b"this is no store at all" * 100)
    again = place.start()
    again.until_ended()
    assert again.echoes
    assert os.waitstatus_to_exitcode(again.status or 0) == 1
    assert b"as left" in again.output
    assert b"no brief-tui store" in again.output.rpartition(GIVEN_BACK)[2]


def test_told_to_end_before_the_app_is_ready_it_takes_the_frame_away(place: Place) -> None:
    place.look_and_leave()
    again = place.start()
    again.until_text("as left")
    os.kill(again.pid, signal.SIGTERM)
    again.until_ended()
    assert os.waitstatus_to_exitcode(again.status or 0) == 143
    assert again.echoes
    assert again.output.rindex(GIVEN_BACK) > again.output.rindex(TAKEN)


def test_few_frames_are_kept(tmp_path: Path) -> None:
    for number in range(20):
        lastframe.keep_frame(tmp_path / f"{number}.frame", tmp_path, (80, 24), b"")
        os.utime(tmp_path / f"{number}.frame", (number, number))
    assert len(list(tmp_path.glob("*.frame"))) <= 9
    assert (tmp_path / "19.frame").exists()
