"""The whole program in a real pseudo-terminal: it starts, a file lands, it filters, it quits and leaves no trace."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

COLUMNS, ROWS = 120, 40
PATIENCE = 90.0  # the language pipeline has to load; nothing here is timed

FIRST = "GENEVA, July 3. /EXAMPLE/. Russian Foreign Minister Sergei Lavrov said on July 2 that Iran attacked Israel.\n"
SECOND = "TOKYO, July 4. /EXAMPLE/. Japan and China held talks in Tokyo on July 3, Prime Minister Taro Aso said.\n"


class Terminal:
    """A program on a pseudo-terminal, its screen kept by pyte, its output kept as it came."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(command[0], command, env)
        self.status: int | None = None
        self._closed = False

    def pump(self) -> None:
        """Take in what the program has written."""
        if self._closed:
            time.sleep(0.05)
            return
        if not select.select([self._fd], [], [], 0.05)[0]:
            return
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return  # the program has ended
        self.output += data
        # pyte takes the kitty and private-mode sequences with an intermediate byte for text.
        self._stream.feed(data.replace(b"\x1b[>25u", b"").replace(b"\x1b[<u", b""))

    def until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"{what} never came about:\n{self.text}"
            self.pump()

    def until_text(self, text: str) -> None:
        self.until(lambda: text in self.text, repr(text))

    def until_ended(self) -> None:
        def ended() -> bool:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
            return bool(pid)

        self.until(ended, "the end")
        for _ in range(10):
            self.pump()

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def press(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def hang_up(self) -> None:
        """Close the terminal's other end, as a connection does that drops."""
        os.close(self._fd)
        self._closed = True

    def close(self) -> None:
        if self.status is None:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        if not self._closed:
            os.close(self._fd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wire = tmp_path / "wire"
    wire.mkdir()
    (wire / "first.txt").write_text(FIRST)
    return wire


@pytest.fixture
def terminal(folder: Path, tmp_path: Path) -> Iterator[Terminal]:
    env = os.environ | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        env.pop(name, None)
    store = str(tmp_path / "store.sqlite3")
    command = [sys.executable, "-c", "from tui.cli import main; main()", str(folder), "--store", store]
    running = Terminal(command, env)
    yield running
    running.close()


def keepers_of(folder: Path) -> list[str]:
    """The processes that name a folder in their command line, this one left out."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if str(folder) in line:
                    found.append(line)
    return found


def gone(terminal: Terminal, folder: Path) -> None:
    terminal.until(lambda: not keepers_of(folder), "the end of the keeper")


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
    environment = os.environ | {"TERM": "xterm-256color", "XDG_CONFIG_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    running = Terminal(["/bin/sh", "-c", f"trap : HUP; {app}; true"], environment)
    try:
        running.until_text("up to date")
        running.hang_up()
        gone(running, folder)
    finally:
        running.close()
