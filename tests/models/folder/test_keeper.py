"""The keeper as a process: what it says to the app, and that nothing is left of it whichever way it ends."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from models.folder.keeper import bring_up_to_date
from models.folder.link import KeeperLink, start_keeper
from models.folder.log import log_path, open_log
from models.folder.progress import Progress
from models.store import Store

#: A keeper whose reading process is the stand-in: FOLDER STORE COMMAND...
KEEP = """
import sys
from pathlib import Path
from models.folder.keeper import _print_progress, keep
keep(Path(sys.argv[1]), Path(sys.argv[2]), _print_progress, sys.argv[3:])
"""

#: An app that starts a keeper, and says its process id and each progress: FOLDER STORE COMMAND...
APP = f"""
import sys
from pathlib import Path
from models.folder.link import KeeperLink
link = KeeperLink([sys.executable, "-c", {KEEP!r}, *sys.argv[1:]], Path(sys.argv[2]))
print(link.pid, flush=True)
for progress in link.messages():
    print(progress.model_dump_json(), flush=True)
"""


class Linked:
    """A link, with its messages taken in by a thread."""

    def __init__(self, link):
        self.link = link
        self.messages = []
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self):
        for message in self.link.messages():
            self.messages.append(message)

    def stop(self):
        self.link.stop()
        self.thread.join(60)
        assert not self.thread.is_alive()


@pytest.fixture
def keeper_command(kept):
    return [sys.executable, "-c", KEEP, str(kept.folder), str(kept.store_path), *kept.command]


@pytest.fixture
def linked(kept, keeper_command):
    linked = Linked(KeeperLink(keeper_command, kept.store_path))
    yield linked
    linked.stop()


def children(pid):
    """The process ids of a process's children."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in found.stdout.split()]


def is_gone(pid):
    """Whether a process is no more, or a zombie that only waits to be asked for its status."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return not found.stdout.strip() or found.stdout.startswith("Z")


def test_it_reads_and_says_so(kept, linked, until):
    kept.write("a.txt")
    until(lambda: linked.messages and linked.messages[-1].state == "idle" and kept.store.files())
    assert kept.text("a.txt")


def test_stopping_ends_the_messages_and_all_processes(kept, linked, until):
    until(lambda: linked.messages and linked.messages[-1].state == "idle")
    (reader,) = children(linked.link.pid)
    linked.stop()
    until(lambda: is_gone(reader))
    assert linked.messages[-1].state == "idle"


def test_stopping_twice_is_fine(linked):
    linked.stop()
    linked.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_and_its_reader(linked, until, number):
    until(lambda: linked.messages and linked.messages[-1].state == "idle")
    (reader,) = children(linked.link.pid)
    os.kill(linked.link.pid, number)
    until(lambda: is_gone(reader))
    linked.thread.join(60)
    assert linked.link._process.returncode == 0


def test_a_keeper_that_is_killed_takes_its_reader_with_it_and_is_started_again(kept, linked, until):
    until(lambda: linked.messages and linked.messages[-1].state == "idle")
    first = linked.link.pid
    (reader,) = children(first)
    os.kill(first, signal.SIGKILL)
    until(lambda: is_gone(reader))
    until(lambda: linked.link.pid != first)
    kept.write("a.txt")
    kept.until_files("a.txt")
    until(lambda: linked.messages[-1].generation == kept.store.generation())


def test_a_keeper_that_is_killed_again_and_again_is_given_up_and_the_app_is_told(linked, until):
    for _ in range(3):
        pid = linked.link.pid
        os.kill(pid, signal.SIGKILL)
        until(lambda pid=pid: linked.link.pid != pid or (linked.messages and linked.messages[-1].state == "failed"))
    until(lambda: linked.messages[-1].state == "failed")
    assert "log" in linked.messages[-1].message


def test_an_app_that_is_killed_leaves_no_process(kept, until):
    kept.write("a.txt")
    command = [sys.executable, "-c", APP, str(kept.folder), str(kept.store_path), *kept.command]
    app = subprocess.Popen(command, stdout=subprocess.PIPE)
    keeper = int(app.stdout.readline())
    while Progress.model_validate_json(app.stdout.readline()).state != "idle":
        pass
    (reader,) = children(keeper)
    app.kill()
    app.wait()
    app.stdout.close()
    until(lambda: is_gone(keeper) and is_gone(reader))


def test_it_has_a_session_of_its_own(linked):
    assert os.getsid(linked.link.pid) != os.getsid(0)


def test_a_store_that_cannot_be_used_is_a_failure_with_a_sentence(kept, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    linked = Linked(start_keeper(kept.folder, in_the_way / "store.sqlite3"))
    linked.thread.join(60)
    assert linked.messages[-1].state == "failed"
    assert linked.messages[-1].message
    linked.stop()


def test_it_imports_neither_the_parser_nor_the_terminal():
    code = (
        "import sys, models.folder.keeper, models.folder.link; "
        "heavy = {'spacy', 'thinc', 'numpy', 'textual', 'rich', 'click'} & sys.modules.keys(); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_bringing_up_to_date_reads_all_and_returns(kept):
    kept.write("a.txt")
    kept.write("b/c.txt")
    progress = []
    last = bring_up_to_date(kept.folder, kept.store_path, progress.append, kept.command)
    assert (last.state, last.done, last.pending) == ("idle", 2, 0)
    assert progress[-1] == last
    assert set(kept.store.files()) == {"a.txt", "b/c.txt"}


def test_bringing_up_to_date_what_is_up_to_date_starts_no_reader(kept):
    kept.write("a.txt")
    bring_up_to_date(kept.folder, kept.store_path, lambda progress: None, kept.command)
    last = bring_up_to_date(kept.folder, kept.store_path, lambda progress: None, ["/nowhere/python"])
    assert last.state == "idle"


def test_bringing_a_missing_folder_up_to_date_says_so_and_keeps_its_records(kept):
    kept.write("a.txt")
    bring_up_to_date(kept.folder, kept.store_path, lambda progress: None, kept.command)
    kept.folder.rename(kept.folder.with_name("away"))
    last = bring_up_to_date(kept.folder, kept.store_path, lambda progress: None, kept.command)
    assert last.state == "waiting"
    assert str(kept.folder) in last.message
    assert set(kept.store.files()) == {"a.txt"}


def test_bringing_up_to_date_without_a_reader_fails_with_a_sentence(kept):
    kept.write("a.txt")
    last = bring_up_to_date(kept.folder, kept.store_path, lambda progress: None, ["false"])
    assert last.state == "failed"
    assert last.message


def test_the_log_is_gone_on_with_and_for_its_owner_only(tmp_path):
    store = tmp_path / "state" / "store.sqlite3"
    for words in (b"once, ", b"twice"):
        log = open_log(store)
        os.write(log, words)
        os.close(log)
    assert log_path(store).read_text() == "once, twice"
    assert log_path(store).stat().st_mode & 0o777 == 0o600


def test_a_log_that_has_grown_long_is_begun_anew(tmp_path):
    store = tmp_path / "store.sqlite3"
    log_path(store).write_bytes(b"x" * 1_000_001)
    os.close(open_log(store))
    assert log_path(store).stat().st_size == 0


def test_a_log_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").touch()
    log = open_log(tmp_path / "file" / "store.sqlite3")
    os.write(log, b"dropped")
    os.close(log)


def test_the_whole_way_with_the_real_pipeline(tmp_path, until):
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "KYIV, July 3, 2025. (Sample Wire) - The ministry said that talks with Poland took place on Monday.\n"
    )
    store_path = tmp_path / "store.sqlite3"
    linked = Linked(start_keeper(folder, store_path))
    try:
        until(lambda: linked.messages and linked.messages[-1].state in {"idle", "failed"})
        assert linked.messages[-1].state == "idle", linked.messages[-1].message
        with Store(store_path) as store:
            assert store.summary().claims >= 1
            (folder / "b.txt").write_text((folder / "a.txt").read_text().replace("Poland", "France"))
            until(lambda: store.summary().dispatches == 2)
    finally:
        linked.stop()
