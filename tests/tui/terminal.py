"""A program in a real pseudo-terminal, whose screen the tests read, and what it takes to start the app in one."""

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
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

from tui.state.session import session_path

COLUMNS, ROWS = 120, 40
PATIENCE = 90.0  # the language pipeline has to load; nothing here is timed

FIRST = "GENEVA, July 3. /EXAMPLE/. Russian Foreign Minister Sergei Lavrov said on July 2 that Iran attacked Israel.\n"
ACCENTED = "MADRID, July 5. /EXAMPLE/. Spain and Peru held talks in Málaga on July 4, Pedro Muñoz said.\n"
SECOND = "TOKYO, July 4. /EXAMPLE/. Japan and China held talks in Tokyo on July 3, Prime Minister Taro Aso said.\n"


class Terminal:
    """A program on a pseudo-terminal, its screen kept by pyte, its output kept as it came."""

    def __init__(self, command: list[str], env: Mapping[str, str], columns: int = COLUMNS, rows: int = ROWS) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
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

    def ended(self) -> bool:
        """Whether the program has ended."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    def until_ended(self) -> None:
        self.until(self.ended, "the end")
        for _ in range(10):
            self.pump()

    def until_ended_unread(self) -> None:
        """Wait for the end, and take in nothing."""
        deadline = time.monotonic() + PATIENCE
        while not self.ended():
            assert time.monotonic() < deadline, "the end never came about"
            time.sleep(0.02)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def press(self, keys: str | bytes) -> None:
        """Send keys, as text in UTF-8 or as they are."""
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)

    def rest(self, seconds: float) -> bytes:
        """Take in for so long what the program writes, and give it."""
        before, end = len(self.output), time.monotonic() + seconds
        while time.monotonic() < end:
            self.pump()
        return self.output[before:]

    @property
    def echoes(self) -> bool:
        """Whether the terminal itself shows what is typed, as a shell's does."""
        return bool(termios.tcgetattr(self._fd)[3] & termios.ECHO)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as its window does."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def fill_up(self) -> None:
        """Have it draw, and take nothing in, until it waits for the terminal."""
        for keys in ("?", "\x1b") * 100:
            os.write(self._fd, keys.encode())
            time.sleep(0.005)

    def hang_up(self) -> None:
        """Close the terminal's other end, as a connection does that drops."""
        os.close(self._fd)
        self._closed = True

    def drop(self) -> None:
        """End the program without a word."""
        os.kill(self.pid, signal.SIGKILL)
        self.until_ended_unread()

    def close(self) -> None:
        if self.status is None:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        if not self._closed:
            self.hang_up()


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a user whose files are all under a folder."""
    env = os.environ | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    for name in ("COLUMNS", "LINES", "NO_COLOR", "TMUX", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT", "STY"):
        env.pop(name, None)
    return env | more


def watching(folder: Path, store: Path) -> list[str]:
    """The command that starts the app."""
    return [sys.executable, "-m", "tui", str(folder), "--store", str(store)]


def been_here(home: Path, store: Path) -> None:
    """Have a session on the store be known: nobody is welcomed."""
    path = home / "state" / "brief-tui" / session_path(store).name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text('{"hinted": true}')


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
