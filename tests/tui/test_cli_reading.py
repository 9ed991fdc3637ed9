"""The command `read`, as a user or a service calls it, with the real pipeline."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.folder.progress import Progress
from models.store import Store
from tests.models.folder.conftest import wait_until
from tests.models.folder.test_keeper import children, is_gone
from tui.cli.reading import _Teller

TEXT = "KYIV, July 3, 2025. (Sample Wire) - The ministry said that talks with Poland took place on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wire = tmp_path / "wire"
    wire.mkdir()
    (wire / "a.txt").write_text(TEXT)
    return wire


def start(tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    command = [sys.executable, "-m", "tui", "read", "--store", str(tmp_path / "store.sqlite3"), *arguments]
    return subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment
    )


def test_it_fills_the_store_says_so_and_ends(folder: Path, tmp_path: Path) -> None:
    running = start(tmp_path, "--jobs", "2", str(folder))
    out, errors = running.communicate(timeout=120)
    assert running.returncode == 0, errors
    assert out == ""
    assert errors.splitlines()[-1] == "up to date · 1 read"
    with Store(tmp_path / "store.sqlite3") as store:
        assert store.summary().claims >= 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_watches_until_it_is_told_to_end(folder: Path, tmp_path: Path, number: signal.Signals) -> None:
    running = start(tmp_path, "--watch", str(folder))
    with Store(tmp_path / "store.sqlite3") as store:
        wait_until(lambda: store.summary().dispatches == 1)
        (folder / "b.txt").write_text(TEXT.replace("Poland", "France"))
        wait_until(lambda: store.summary().dispatches == 2)
    readers = children(running.pid)
    assert readers
    running.send_signal(number)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Traceback" not in errors
    wait_until(lambda: all(is_gone(reader) for reader in readers))


def test_interrupted_before_the_end_it_says_so_by_its_status(folder: Path, tmp_path: Path) -> None:
    running = start(tmp_path, str(folder))
    assert running.stderr is not None
    assert running.stderr.readline()  # it has begun, and the pipeline takes seconds to load
    running.send_signal(signal.SIGTERM)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in errors


def test_a_folder_that_is_not_there_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    running = start(tmp_path, str(tmp_path / "nowhere"))
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "There is no folder" in errors


def test_a_number_of_jobs_that_is_none_is_wrong_usage(folder: Path, tmp_path: Path) -> None:
    running = start(tmp_path, "--jobs", "0", str(folder))
    running.communicate(timeout=60)
    assert running.returncode == 2


def test_where_lines_are_kept_there_are_few(capsys: pytest.CaptureFixture[str]) -> None:
    teller = _Teller(over=False)
    for pending in range(100, 0, -1):
        teller.tell(Progress(state="reading", pending=pending))
    teller.tell(Progress(state="reading", pending=1, message="The disk is full\x1b[2J."))
    teller.tell(Progress(state="idle", done=100, follows=True, polls="It is a network file system."))
    teller.end()
    assert capsys.readouterr().err.splitlines() == [
        "reading 100",
        "reading 1 · The disk is full\N{SYMBOL FOR ESCAPE}[2J.",
        "up to date · 100 read · by another brief-tui · It is a network file system.",
    ]


def test_on_a_terminal_each_line_is_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    teller = _Teller(over=True)
    for pending in (2, 1):
        teller.tell(Progress(state="reading", pending=pending))
    teller.end()
    assert capsys.readouterr().err == "\r\x1b[Kreading 2\r\x1b[Kreading 1\n"
