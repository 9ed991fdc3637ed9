"""What a folder and a machine do to those who watch it: whatever happens, the store ends up with what is there."""

import os
import random
import shutil
import signal
import sys
import time

import pytest

from models.folder import lookout
from models.folder.link import KeeperLink
from tests.models.folder.test_keeper import KEEP, Linked


def there(kept):
    """The dispatch files that are in the folder now, by their names."""
    return {str(file.relative_to(kept.folder)) for file in kept.folder.rglob("*.txt") if file.is_file()}


def until_as_it_is(kept, until):
    """Wait until the store holds just what is in the folder, and each file's text as it is now."""
    until(lambda: kept.state() == "idle" and set(kept.store.files()) == there(kept))
    until(lambda: all(kept.text(name) == (kept.folder / name).read_text() for name in there(kept)))


def test_a_keeper_killed_at_any_moment_loses_and_breaks_nothing(kept, until, tmp_path):
    for number in range(150):
        kept.write(f"{number:03}.txt", f"Words of {number}.")
    command = [sys.executable, "-c", KEEP, str(kept.folder), str(kept.store_path), *kept.command]
    for share in (20, 70):
        linked = Linked(KeeperLink(command, kept.store_path))
        until(lambda share=share: len(kept.store.files()) >= share)
        linked.link._starts.extend([time.monotonic()] * 3)  # it is not to be started again
        os.kill(linked.link.pid, signal.SIGKILL)
        linked.thread.join(60)
        linked.link.stop()
    kept.start()
    assert set(kept.store.files()) == there(kept)
    assert all(kept.text(name) == (kept.folder / name).read_text() for name in there(kept))
    assert kept.store.summary().dispatches == 150


def test_thousands_of_files_at_once_are_all_read(kept, until):
    kept.jobs = 2
    kept.start()
    written = {}
    kept.store.put = lambda path, state, readings: written.update({path: state})
    elsewhere = kept.folder.with_name("elsewhere")
    elsewhere.mkdir()
    names = {f"drop/{number:05}.txt" for number in range(3_000)}
    for name in names:
        (elsewhere / name.split("/")[1]).write_text(name)
    shutil.copytree(elsewhere, kept.folder / "drop")
    until(lambda: written.keys() == names)


def test_a_storm_of_renames_ends_with_what_is_there(kept, until):
    chance = random.Random(3)
    for number in range(20):
        kept.write(f"a/{number}.txt", f"Words of {number}.")
    kept.start()
    for number in range(300):
        file = kept.folder / chance.choice(sorted(there(kept)))
        file.rename(file.with_name(f"{chance.randrange(30)}.txt"))
        if number % 50 == 49:
            (kept.folder / "a").rename(kept.folder / "b")
            (kept.folder / "b").rename(kept.folder / "a")
    until_as_it_is(kept, until)


def test_a_file_cut_short_in_place_is_read_as_it_is(kept, until):
    file = kept.write("a.txt", "First words. More words.")
    kept.start()
    with file.open("r+") as opened:
        opened.truncate(len("First words."))
    until(lambda: kept.text("a.txt") == "First words.")


def test_a_file_emptied_and_written_again_is_read_as_it_is(kept, until):
    kept.write("a.txt", "First words.")
    kept.start()
    for words in ("", "Half of it", "All of it now."):
        kept.write("a.txt", words)
    until(lambda: kept.text("a.txt") == "All of it now.")


def test_a_file_overwritten_in_place_by_one_of_the_same_size_and_time_is_read_as_it_is(kept, until):
    file = kept.write("a.txt", "First words.")
    kept.start()
    before = file.stat()
    with file.open("r+") as opened:
        opened.write("Other words.")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    until(lambda: kept.text("a.txt") == "Other words.")


def test_a_file_that_cannot_be_opened_is_a_problem_until_it_can(kept, until):
    if os.geteuid() == 0:
        pytest.skip("root opens everything")
    file = kept.write("a.txt")
    file.chmod(0)
    kept.start()
    assert kept.problem("a.txt")
    file.chmod(0o600)
    until(lambda: kept.problem("a.txt") is None)


def test_links_in_circles_are_passed_over_while_watched(kept, until):
    kept.start()
    kept.write("a/b.txt")
    (kept.folder / "a" / "back").symlink_to(kept.folder)
    (kept.folder / "self.txt").symlink_to("self.txt")
    (kept.folder / "nowhere.txt").symlink_to("gone.txt")
    kept.write("c.txt")
    kept.until_files("a/b.txt", "c.txt")
    kept.until_state("idle")


@pytest.mark.parametrize("name", [b"\x1b[31mred.txt", b"two\nlines.txt", b"tab\t.txt", b"caf\xe9.txt", b"\xff\xfe.txt"])
def test_a_file_of_any_name_comes_changes_and_goes(kept, until, name):
    kept.start()
    file = kept.folder / os.fsdecode(name)
    file.write_text("Words.")
    until(lambda: len(kept.store.files()) == 1)
    (known,) = kept.store.files()
    assert kept.text(known) == "Words."
    file.write_text("Other words.")
    until(lambda: kept.text(known) == "Other words.")
    file.unlink()
    kept.until_files()


def test_a_clock_that_was_set_back_keeps_nothing_from_being_read(kept, until):
    ahead = time.time() + 100_000
    file = kept.write("a.txt", "First words.")
    os.utime(file, (ahead, ahead))
    kept.start()
    assert kept.text("a.txt") == "First words."
    kept.write("a.txt", "Other words.")  # an earlier time than before
    until(lambda: kept.text("a.txt") == "Other words.")
    late = kept.write("b.txt", "Words from ahead.")
    os.utime(late, (ahead, ahead))
    kept.until_files("a.txt", "b.txt")


def test_the_empty_place_of_a_mount_that_is_gone_takes_nothing_from_the_store(kept, until):
    kept.write("a.txt")
    kept.write("b.txt")
    kept.start()
    away = kept.folder.with_name("away")
    kept.folder.rename(away)
    kept.folder.mkdir()
    until(lambda: "mounted" in kept.progress[-1].message)
    assert kept.state() == "waiting"
    assert set(kept.store.files()) == {"a.txt", "b.txt"}
    kept.folder.rmdir()
    away.rename(kept.folder)
    kept.until_state("idle")
    assert sorted(kept.read()) == ["a.txt", "b.txt"]


def test_a_mount_that_is_not_there_yet_at_the_start_takes_nothing_from_the_store(kept, until):
    kept.write("a.txt")
    kept.start()
    kept.stop()
    (kept.folder / "a.txt").rename(kept.folder.with_name("a.txt"))
    kept.start(settled=False)
    until(lambda: kept.progress and "mounted" in kept.progress[-1].message)
    assert set(kept.store.files()) == {"a.txt"}
    kept.write("b.txt")  # so it is no place of a mount, and what is gone is gone
    kept.until_files("b.txt")
    kept.until_state("idle")


def test_a_folder_made_again_under_the_same_number_is_watched_again(kept, until):
    kept.write("sub/a.txt")
    kept.start()
    for name in ("b.txt", "c.txt", "d.txt"):
        before = kept.folder.stat().st_ino
        shutil.rmtree(kept.folder)
        kept.write(name)
        kept.until_files(name)
        kept.until_state("idle")
        kept.write("sub/later.txt", f"After {before}.")
        kept.until_files(name, "sub/later.txt")


def test_all_files_deleted_while_watched_are_gone(kept):
    for number in range(5):
        kept.write(f"{number}.txt")
    kept.start()
    for file in kept.folder.iterdir():
        file.unlink()
    kept.until_files()
    kept.until_state("idle")


def test_a_folder_on_a_network_file_system_is_polled_and_that_is_said(kept, until, monkeypatch):
    monkeypatch.setattr(lookout, "network_file_system", lambda folder: "nfs4")
    kept.write("a.txt", "First words.")
    kept.start()
    assert "nfs4" in kept.progress[-1].polls
    later = kept.write("a.txt", "Other words.").stat().st_mtime + 5  # polling tells times apart by the second
    os.utime(kept.folder / "a.txt", (later, later))
    kept.write("b.txt")
    kept.until_files("a.txt", "b.txt")
    until(lambda: kept.text("a.txt") == "Other words.")
    (kept.folder / "b.txt").unlink()
    kept.until_files("a.txt")
