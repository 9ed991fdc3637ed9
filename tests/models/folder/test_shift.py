"""Several keepers on one store: one writes, the others follow, and take over. With processes of their own."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading

import pytest

from models.folder import writer
from models.folder.keeper import bring_up_to_date
from models.folder.link import KeeperLink
from models.folder.progress import Progress
from models.folder.writer import WriterLock, lock_path
from tests.models.folder.test_keeper import KEEP, Linked

#: Holds the lock of STORE for FOLDER until it is killed.
HOLD = """
import sys, time
from pathlib import Path
from models.folder.writer import WriterLock
print(WriterLock(Path(sys.argv[2]), Path(sys.argv[1])).take(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def start(kept):
    """Starts a keeper of a folder on the one store, and hands back its link with all it says."""
    running = []

    def start_one(folder=None):
        command = [sys.executable, "-c", KEEP, str(folder or kept.folder), str(kept.store_path), *kept.command]
        running.append(Linked(KeeperLink(command, kept.store_path)))
        return running[-1]

    yield start_one
    for linked in running:
        linked.stop()


def last(linked):
    return linked.messages[-1] if linked.messages else Progress(state="waiting")


def is_idle(linked, follows):
    return last(linked).state == "idle" and last(linked).follows == follows


def test_one_writes_the_others_follow_and_each_file_is_read_once(kept, start, until):
    kept.write("a.txt")
    first = start()
    until(lambda: is_idle(first, follows=False))
    others = [start(), start()]
    until(lambda: all(is_idle(other, follows=True) for other in others))
    kept.write("b.txt")
    kept.until_files("a.txt", "b.txt")
    until(lambda: all(last(one).generation == kept.store.generation() for one in (first, *others)))
    assert kept.read() == ["a.txt", "b.txt"]
    assert not any(message.follows for message in first.messages)


def test_when_the_writer_is_killed_just_one_takes_over(kept, start, until):
    kept.write("a.txt")
    first = start()
    until(lambda: is_idle(first, follows=False))
    others = [start(), start()]
    until(lambda: all(is_idle(other, follows=True) for other in others))
    killed = first.link.pid
    os.kill(killed, signal.SIGKILL)
    # Its app starts a keeper again, which may be the first to take the lock.
    until(lambda: first.link.pid != killed and sum(not last(one).follows for one in (first, *others)) == 1)
    kept.write("b.txt")
    kept.until_files("a.txt", "b.txt")
    until(lambda: all(last(one).generation == kept.store.generation() for one in (first, *others)))
    assert kept.read() == ["a.txt", "b.txt"]


def test_when_the_writer_ends_in_the_midst_of_a_file_another_reads_it(kept, start, until):
    kept.write("a.txt", "WAITS")
    first = start()
    until(kept.read)
    other = start()
    until(lambda: last(other).follows)
    first.stop()
    kept.notes.with_name("go").touch()
    kept.until_files("a.txt")
    until(lambda: is_idle(other, follows=False))


def test_a_command_waits_for_the_writer_and_reads_nothing_itself(kept, start, until):
    kept.write("a.txt", "WAITS")
    first = start()
    until(kept.read)
    found = []

    def command():
        found.append(bring_up_to_date(kept.folder, kept.store_path, said.append, kept.command))

    said = []
    thread = threading.Thread(target=command)
    thread.start()
    until(lambda: said and said[-1].follows)
    kept.notes.with_name("go").touch()
    thread.join(60)
    assert found[0].state == "idle"
    assert found[0].follows
    assert kept.read() == ["a.txt"]
    assert set(kept.store.files()) == {"a.txt"}
    until(lambda: is_idle(first, follows=False))


def test_a_command_takes_over_from_a_writer_that_is_killed(kept, until):
    kept.write("a.txt")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(kept.folder), str(kept.store_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "True\n"
    found = []

    def command():
        found.append(bring_up_to_date(kept.folder, kept.store_path, lambda progress: None, kept.command))

    thread = threading.Thread(target=command)
    thread.start()
    thread.join(0.3)
    assert not found
    holder.kill()
    holder.wait()
    holder.stdout.close()
    thread.join(60)
    assert (found[0].state, found[0].follows) == ("idle", False)
    assert set(kept.store.files()) == {"a.txt"}


def test_a_store_that_is_filled_from_another_folder_says_so(kept, start, until, tmp_path):
    first = start()
    until(lambda: is_idle(first, follows=False))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    other = start(elsewhere)
    until(lambda: last(other).follows)
    assert str(kept.folder) in last(other).message
    assert "--store" in last(other).message


def test_the_lock_is_had_once_and_goes_with_its_holder(tmp_path):
    one, other = (WriterLock(tmp_path / "store", tmp_path) for _ in range(2))
    assert one.take()
    assert one.take()
    assert not other.take()
    one.release()
    assert other.take()
    assert other.notice == ""
    other.release()


def test_a_store_is_the_same_by_another_name(tmp_path):
    (tmp_path / "store").touch()
    (tmp_path / "link").symlink_to(tmp_path / "store")
    one, other = (WriterLock(tmp_path / name, tmp_path) for name in ("store", "link"))
    assert one.take()
    assert not other.take()


def test_who_follows_hears_the_last_word(tmp_path):
    one, other = (WriterLock(tmp_path / "store", tmp_path) for _ in range(2))
    assert one.take()
    assert not other.take()
    assert other.heard() is None
    one.say(Progress(state="reading", pending=1000, message="A long sentence."))
    one.say(Progress(state="idle", generation=7))
    assert other.heard().progress == Progress(state="idle", generation=7)
    other.say(Progress(state="failed"))
    assert other.heard().progress.state == "idle"


@pytest.mark.parametrize("state", ["failed", "idle"])
def test_the_last_word_of_a_writer_that_is_gone_is_not_believed_of_the_next(tmp_path, state):
    gone, one, other = (WriterLock(tmp_path / "store", tmp_path) for _ in range(3))
    assert gone.take()
    gone.say(Progress(state=state))
    gone.release()
    assert one.take()
    assert not other.take()
    assert other.heard() is None
    one.say(Progress(state="scanning"))
    assert one.take()
    assert other.heard().progress.state == "scanning"


def test_a_lock_whose_file_was_deleted_is_none(tmp_path):
    one, other = (WriterLock(tmp_path / "store", tmp_path) for _ in range(2))
    assert one.take()
    lock_path(tmp_path / "store").unlink()
    assert not one.holds()
    assert other.take()
    assert not one.take()


def test_a_writer_whose_lock_was_deleted_leaves_it_to_who_took_a_new_one(kept, start, until):
    first = start()
    until(lambda: is_idle(first, follows=False))
    other = start()
    until(lambda: is_idle(other, follows=True))
    lock_path(kept.store_path).unlink()
    until(lambda: last(first).follows != last(other).follows)
    kept.write("a.txt")
    until(lambda: {last(one).generation for one in (first, other)} == {kept.store.generation()} and kept.read())
    assert kept.read() == ["a.txt"]


@pytest.fixture
def refusing(monkeypatch, tmp_path):
    """A file system under the test's folder that has no locks."""
    flock = fcntl.flock
    local = tmp_path / "run"
    local.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(local))

    def refuse(handle, operation):
        if "run" not in os.readlink(f"/proc/self/fd/{handle}"):
            raise OSError(errno.ENOLCK, "No locks available")
        return flock(handle, operation)

    monkeypatch.setattr(writer.fcntl, "flock", refuse)
    return local


def test_where_there_are_no_locks_one_of_this_machine_is_taken_and_that_is_said(refusing, tmp_path):
    home = tmp_path / "home"
    one, other = (WriterLock(home / "store", tmp_path) for _ in range(2))
    assert one.take()
    assert not other.take()
    assert "one machine only" in one.notice
    one.say(Progress(state="idle", generation=3))
    assert other.heard().progress.generation == 3
    one.release()
    assert other.take()


def test_where_there_is_no_place_to_lock_whoever_asks_writes_and_that_is_said(refusing, tmp_path):
    (refusing / f"brief-tui-{os.getuid()}").touch()
    lock = WriterLock(tmp_path / "home" / "store", tmp_path)
    assert lock.take()
    assert lock.holds()
    assert "only one brief-tui" in lock.notice


def test_a_keeper_without_locks_says_so_while_it_reads(refusing, kept):
    kept.write("a.txt")
    said = []
    last_said = bring_up_to_date(kept.folder, kept.store_path, said.append, kept.command)
    assert last_said.state == "idle"
    assert any("one machine only" in progress.message for progress in said)
    assert set(kept.store.files()) == {"a.txt"}


def test_an_export_of_a_folder_that_is_kept_reads_nothing_itself(kept, start, until, monkeypatch, tmp_path):
    from click.testing import CliRunner

    from models.store import store_path
    from tui.cli import cli

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    kept.store_path = store_path(kept.folder)
    kept.write("a.txt")
    first = start()
    until(lambda: is_idle(first, follows=False) and last(first).generation)
    result = CliRunner().invoke(cli, ["export", str(kept.folder)])
    assert result.exit_code == 0, result.output
    assert '"id":"a.txt"' in result.output.replace(": ", ":")
    assert kept.read() == ["a.txt"]
