"""What the tests in a real pseudo-terminal have in common: a folder and its store that one start has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.terminal import ACCENTED, FIRST, Terminal, environment, gone, watching


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a dispatch in it."""
    wire = tmp_path / "wire"
    wire.mkdir()
    (wire / "first.txt").write_text(FIRST)
    return wire


@pytest.fixture(scope="session")
def read_before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder and its store that one start has read: those who use it need no language pipeline."""
    place = tmp_path_factory.mktemp("read")
    wire, store = place / "wire", place / "store.sqlite3"
    wire.mkdir()
    (wire / "first.txt").write_text(FIRST)
    (wire / "second.txt").write_text(ACCENTED)
    running = Terminal(watching(wire, store), environment(place))
    running.until_text("2 dispatches")
    running.until_text("up to date")
    running.press("q")
    running.until_ended()
    gone(running, wire)
    running.close()
    return wire, store
