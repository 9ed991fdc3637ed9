"""A keeper over a folder and a store of the test's own, with a reading process that needs no parser."""

import sys
import threading
import time
from pathlib import Path

import pytest

from models.folder.keeping import Keeper
from models.folder.log import open_log
from models.store import Store

STAND_IN = Path(__file__).with_name("stand_in.py")

#: Seconds until a condition that should come true is given up; far beyond what any takes, also under load.
PATIENCE = 60


def wait_until(condition):
    """Wait until a condition holds, and return what it returned."""
    end = time.monotonic() + PATIENCE
    while not (result := condition()):
        assert time.monotonic() < end, f"still not so after {PATIENCE} s"
        time.sleep(0.01)
    return result


@pytest.fixture
def until():
    return wait_until


class Kept:
    """A folder with its keeper, which runs in a thread of the test."""

    def __init__(self, tmp_path: Path):
        self.folder = tmp_path / "wire"
        self.folder.mkdir()
        self.store_path = tmp_path / "state" / "store.sqlite3"
        self.notes = tmp_path / "notes"
        self.command = [sys.executable, "-P", str(STAND_IN), str(self.folder), str(self.notes)]
        self.progress = []
        self.store = Store(self.store_path)
        self.jobs = 1
        self.keeper = None
        self.thread = None

    def start(self, settled=True):
        """Run a keeper; unless told otherwise, wait until it is idle."""
        self.progress.clear()
        log = open_log(self.store_path)
        self.keeper = Keeper(self.folder, self.store, self.progress.append, log, self.command, self.jobs)
        self.thread = threading.Thread(target=self.keeper.keep_up)
        self.thread.start()
        if settled:
            self.until_state("idle")
        return self

    def stop(self):
        if self.thread is not None:
            self.keeper.stop()
            self.thread.join(PATIENCE)
            assert not self.thread.is_alive()
            self.thread = None

    def write(self, name, text="KYIV, July 3. (Sample Wire) - Words."):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def state(self):
        return self.progress[-1].state if self.progress else None

    def until_state(self, state):
        wait_until(lambda: self.state() == state)

    def until_files(self, *names):
        wait_until(lambda: set(self.store.files()) == set(names))

    def read(self):
        """The ids the reader was asked for so far, in order."""
        return self.notes.read_text().split("\n")[:-1] if self.notes.exists() else []

    def text(self, name):
        dispatch = self.store.dispatch(name)
        return dispatch.text if dispatch else None

    def problem(self, name):
        dispatch = self.store.dispatch(name)
        return dispatch.problem if dispatch else None


@pytest.fixture
def kept(tmp_path):
    kept = Kept(tmp_path)
    yield kept
    kept.stop()
    kept.store.close()
