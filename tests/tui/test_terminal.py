"""The whole program in a real pseudo-terminal: it starts, a file lands, it filters, it quits and leaves no trace."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import SECOND, Terminal, environment, gone, watching


@pytest.fixture
def terminal(folder: Path, tmp_path: Path) -> Iterator[Terminal]:
    running = Terminal(watching(folder, tmp_path / "store.sqlite3"), environment(tmp_path))
    yield running
    running.close()


def test_a_day_at_the_terminal(terminal: Terminal, folder: Path) -> None:
    terminal.until_text("up to date")
    terminal.until_text("Sergei Lavrov")
    (folder / "second.txt").write_text(SECOND)
    terminal.until_text("2 dispatches")
    terminal.until_text("•")
    terminal.until_text("JPN")
    terminal.press("/lavrov\r")
    terminal.until(lambda: "/lavrov" in terminal.text and "JPN" not in terminal.text, "the filter")
    terminal.press("\x1b")
    terminal.until_text("JPN")
    terminal.press("q")
    terminal.until_ended()
    assert os.waitstatus_to_exitcode(terminal.status or 0) == 0
    for taken, given_back in (
        (b"\x1b[?1049h", b"\x1b[?1049l"),
        (b"\x1b[?25l", b"\x1b[?25h"),
        (b"\x1b[?2004h", b"\x1b[?2004l"),
    ):
        assert terminal.output.rindex(given_back) > terminal.output.rindex(taken)
    assert b"\x1b[?1000h" not in terminal.output
    assert b"Traceback" not in terminal.output
    gone(terminal, folder)


def test_being_told_to_end_restores_the_terminal(terminal: Terminal, folder: Path) -> None:
    terminal.until_text("up to date")
    os.kill(terminal.pid, signal.SIGTERM)
    terminal.until_ended()
    assert os.waitstatus_to_exitcode(terminal.status or 0) == 143
    assert terminal.output.rindex(b"\x1b[?1049l") > terminal.output.rindex(b"\x1b[?1049h")
    gone(terminal, folder)


def test_a_connection_that_drops_leaves_nothing_running(terminal: Terminal, folder: Path) -> None:
    terminal.until_text("up to date")
    terminal.hang_up()
    terminal.until(lambda: os.waitpid(terminal.pid, os.WNOHANG)[0] != 0, "the end")
    terminal.status = 0
    gone(terminal, folder)


def test_a_leader_of_the_session_that_passes_no_signal_on_makes_no_difference(tmp_path: Path, folder: Path) -> None:
    # What `ssh HOST 'make run'` comes to: make leads the session, gets the SIGHUP, and waits for the app.
    app = f"{sys.executable} -m tui {folder} --store {tmp_path / 'store.sqlite3'}"
    running = Terminal(["/bin/sh", "-c", f"trap : HUP; {app}; true"], environment(tmp_path))
    try:
        running.until_text("up to date")
        running.hang_up()
        gone(running, folder)
    finally:
        running.close()


@pytest.mark.parametrize(
    ("told", "closed", "stalled"),
    [
        (signal.SIGHUP, False, False),
        (signal.SIGTERM, False, False),
        (signal.SIGTERM, True, False),
        (signal.SIGTERM, False, True),
        (signal.SIGTERM, True, True),
    ],
)
def test_what_ends_it_keeps_where_the_reader_was(
    read_before: tuple[Path, Path], tmp_path: Path, told: signal.Signals, closed: bool, stalled: bool
) -> None:
    folder, store = read_before
    running = Terminal(watching(folder, store), environment(tmp_path))
    try:
        running.until_text("up to date")
        if stalled:  # as a line does that has lost its other end and does not know it yet
            running.fill_up()
        if closed:
            running.hang_up()
        os.kill(running.pid, told)
        running.until_ended_unread()
        gone(running, folder)
    finally:
        running.close()
    assert list((tmp_path / "state" / "brief-tui").glob("store-*.session.json"))
