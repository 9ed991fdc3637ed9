"""What the reader left is on the terminal again at once, and stays there until the app is ready to draw.

Starting Python, Textual and the app takes most of a second; a frame kept when the app ends takes none. It is kept by
the words of the command line, the folder they were said in and the kind of terminal, and shown in a terminal of the
same size while its store is there. Nothing else of the app is imported here: this runs before anything is.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: What decides how the same command draws.
_ENVIRONMENT = ("TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG")
#: Frames of so many commands are kept, a few ten kilobytes each.
_KEPT = 8
_ENTER, _LEAVE = b"\x1b[?1049h\x1b[?25l\x1b[?7l", b"\x1b[?7h\x1b[?25h\x1b[?1049l"


def frame_path() -> Path:
    """Where the frame of this command is kept."""
    import hashlib

    import platformdirs

    asked = [*map(os.fsencode, sys.argv[1:]), b"", os.fsencode(os.getcwd())]
    asked += [f"{name}={os.environ.get(name)}".encode("utf-8", "surrogateescape") for name in _ENVIRONMENT]
    name = hashlib.sha256(b"\0".join(asked)).hexdigest()[:16]
    return platformdirs.user_state_path("brief-tui") / f"{name}.frame"


def keep_frame(path: Path, store: Path, size: tuple[int, int], painted: bytes) -> None:
    """Keep what was painted on a terminal of so many columns and rows; where nothing can be written, nothing is."""
    head = b"%d %d %s\0" % (*size, os.fsencode(store.resolve()))
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")  # which only its owner reads
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(head + painted)
            os.replace(name, path)
        except OSError:
            os.unlink(name)
            return
        for older in sorted(path.parent.glob("*.frame"), key=os.path.getmtime)[:-_KEPT]:
            older.unlink()


def drop_frame(path: Path) -> None:
    """Keep no frame of this command any longer."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


class _Shown:
    """The terminal as it was before a frame was shown on it."""

    def __init__(self, before: list[Any]) -> None:
        self.before = before


#: The frame that stands on the terminal while the app starts: one a process, as there is one terminal.
_shown: _Shown | None = None


@contextlib.contextmanager
def last_frame() -> Iterator[None]:
    """Show the frame of this command, if there is one that fits; unless the app takes over, take it away at the end."""
    global _shown
    painted = _fitting()
    if painted is not None:
        _shown = _show(painted)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # by which the frame is taken away
    try:
        yield
    finally:
        clear()


def taken_over() -> list[Any] | None:
    """The app draws from here on: the settings of the terminal it is to leave behind, if a frame was shown on it."""
    global _shown
    shown, _shown = _shown, None
    return None if shown is None else shown.before


def clear() -> None:
    """Take a frame away that the app has not taken over, so that what is said now can be seen."""
    before = taken_over()
    if before is not None:
        with contextlib.suppress(OSError, termios.error):  # the terminal may be gone
            _write(_LEAVE)
            termios.tcsetattr(0, termios.TCSANOW, before)


def _fitting() -> bytes | None:
    """What to paint; None where there is no terminal, no frame, or one of another size or of a store that is gone."""
    try:
        if not (os.isatty(0) and os.isatty(1)):
            return None
        head, _, painted = frame_path().read_bytes().partition(b"\0")
        columns, rows, store = head.split(b" ", 2)
        fits = (int(columns), int(rows)) == tuple(os.get_terminal_size(1)) and os.path.exists(store)
    except (OSError, ValueError):
        return None
    return painted if fits else None


def _show(painted: bytes) -> _Shown | None:
    """Paint, and keep the terminal from showing what is typed meanwhile, which the app will be handed."""
    try:
        before = termios.tcgetattr(0)
        quiet = termios.tcgetattr(0)
        quiet[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
        quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        quiet[6][termios.VSUSP] = b"\0"  # Ctrl+Z waits for the app too; Ctrl+C ends the start
        termios.tcsetattr(0, termios.TCSANOW, quiet)
        _write(_ENTER + painted)
    except (OSError, termios.error):
        return None
    return _Shown(before)


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(1, data) :]
