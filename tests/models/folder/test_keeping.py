"""Files that come, change and go: through scan, watch and reading process into the store."""

import os
import shutil
import threading
import time

import pytest

from models.folder import keeping, readers


def test_what_is_there_is_read_the_newest_first(kept):
    for age, name in enumerate(("new.txt", "sub/middle.txt", "old.txt")):
        file = kept.write(name)
        os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))
    kept.start()
    assert kept.read() == ["new.txt", "sub/middle.txt", "old.txt"]
    assert set(kept.store.files()) == {"new.txt", "sub/middle.txt", "old.txt"}


def test_a_folder_of_nothing_becomes_idle(kept):
    kept.start()
    assert kept.progress[-1].pending == 0
    assert kept.progress[-1].message == ""


def test_a_new_file_is_read(kept):
    kept.start()
    kept.write("a.txt")
    kept.until_files("a.txt")


def test_a_new_file_in_a_new_subfolder_is_read(kept):
    kept.start()
    kept.write("b/c/d.txt")
    kept.until_files("b/c/d.txt")
    kept.write("b/c/e.txt")
    kept.until_files("b/c/d.txt", "b/c/e.txt")


def test_a_file_passed_over_is_not_read_until_it_has_its_name(kept):
    kept.start()
    for name in ("a.txt.part", ".b.txt", "c.tmp", "README.txt", ".d/e.txt"):
        kept.write(name)
    (kept.folder / "a.txt.part").rename(kept.folder / "a.txt")
    kept.until_files("a.txt")
    assert kept.read() == ["a.txt"]


def test_a_changed_file_is_read_again(kept, until):
    kept.write("a.txt", "First words.")
    kept.start()
    kept.write("a.txt", "Other words.")
    until(lambda: kept.text("a.txt") == "Other words.")
    assert kept.read() == ["a.txt", "a.txt"]


def test_a_file_replaced_by_renaming_is_read_again_and_never_gone(kept, until):
    kept.write("a.txt", "First words.")
    kept.start()
    removed = []
    kept.store.remove = removed.extend
    kept.write(".a.txt.swp", "Other words.").rename(kept.folder / "a.txt")
    until(lambda: kept.text("a.txt") == "Other words.")
    assert removed == []


def test_a_renamed_file_moves(kept):
    kept.write("a.txt")
    kept.start()
    (kept.folder / "a.txt").rename(kept.folder / "b.txt")
    kept.until_files("b.txt")


def test_a_renamed_subfolder_moves_with_its_files(kept):
    kept.write("a/b/c.txt")
    kept.start()
    (kept.folder / "a").rename(kept.folder / "z")
    kept.until_files("z/b/c.txt")


def test_a_deleted_file_goes(kept):
    kept.write("a.txt")
    kept.write("b.txt")
    kept.start()
    (kept.folder / "a.txt").unlink()
    kept.until_files("b.txt")


def test_a_deleted_subfolder_goes_with_its_files(kept):
    kept.write("a/b.txt")
    kept.write("c.txt")
    kept.start()
    shutil.rmtree(kept.folder / "a")
    kept.until_files("c.txt")


def test_a_file_moved_out_of_the_folder_goes(kept):
    kept.write("a.txt")
    kept.write("b.txt")
    kept.start()
    (kept.folder / "a.txt").rename(kept.folder.with_name("elsewhere.txt"))
    kept.until_files("b.txt")


def test_a_half_written_file_is_read_when_it_stands_still(kept, until):
    kept.start()
    with (kept.folder / "a.txt").open("w") as file:
        for number in range(20):
            file.write(f"Sentence {number}. ")
            file.flush()
            time.sleep(0.02)
        whole = "".join(f"Sentence {number}. " for number in range(20))
    until(lambda: kept.text("a.txt") == whole)


def test_a_restart_reads_nothing_that_stayed_the_same(kept):
    kept.write("a.txt")
    kept.write("b/c.txt")
    kept.start()
    generation = kept.store.generation()
    kept.stop()
    kept.start()
    assert len(kept.read()) == 2
    assert kept.store.generation() == generation


def test_a_restart_reads_what_changed_came_and_went(kept):
    for name in ("stays.txt", "changes.txt", "goes.txt"):
        kept.write(name, "First words.")
    kept.start()
    kept.stop()
    kept.notes.unlink()
    kept.write("changes.txt", "Other words, and more of them.")
    kept.write("comes.txt")
    (kept.folder / "goes.txt").unlink()
    kept.start()
    assert sorted(kept.read()) == ["changes.txt", "comes.txt"]
    assert set(kept.store.files()) == {"stays.txt", "changes.txt", "comes.txt"}


def test_a_file_that_was_only_touched_is_not_read_and_not_hashed_again(kept, monkeypatch):
    file = kept.write("a.txt")
    kept.start()
    kept.stop()
    os.utime(file, (1_600_000_000, 1_600_000_000))
    kept.start()
    assert kept.read() == ["a.txt"]
    assert kept.store.files()["a.txt"].mtime_ns == 1_600_000_000 * 10**9
    kept.stop()
    monkeypatch.setattr(keeping, "content_hash", lambda file: pytest.fail("hashed"))
    kept.start()
    assert kept.read() == ["a.txt"]


def test_a_file_touched_while_watched_is_not_read_again(kept, until):
    file = kept.write("a.txt")
    kept.start()
    os.utime(file, (1_600_000_000, 1_600_000_000))
    until(lambda: kept.store.files()["a.txt"].mtime_ns == 1_600_000_000 * 10**9)
    assert kept.read() == ["a.txt"]


def test_another_version_of_the_reading_reads_all_again(kept):
    kept.write("a.txt")
    kept.write("b.txt")
    kept.start()
    kept.stop()
    before = kept.store.files()["a.txt"]
    kept.store.touch("a.txt", before._replace(version="older"))
    kept.start()
    assert sorted(kept.read()) == ["a.txt", "a.txt", "b.txt"]
    assert kept.store.files()["a.txt"] == before


def test_what_other_rules_compared_is_compared_anew_and_not_read_again(kept, monkeypatch):
    kept.write("a.txt")
    kept.start().stop()
    before = kept.store.generation()
    monkeypatch.setattr("models.store.writing.comparing_version", lambda: "other")
    compare, may_end = kept.store.compare, threading.Event()
    monkeypatch.setattr(kept.store, "compare", lambda most: compare(most) or not may_end.wait(0.01))
    kept.start(settled=False)
    kept.until_state("comparing")
    may_end.set()
    kept.until_state("idle")
    assert kept.store.generation() > before
    assert kept.read() == ["a.txt"]


def test_a_live_change_goes_ahead_of_the_backlog(kept, until, monkeypatch):
    monkeypatch.setattr(readers, "WINDOW", 1)
    for number in range(300):
        os.utime(kept.write(f"{number:03}.txt"), (1_700_000_000, 1_700_000_000))
    kept.start(settled=False)
    until(lambda: len(kept.read()) > 3)
    kept.write("live.txt")
    kept.until_state("idle")
    assert set(kept.read()) == {f"{number:03}.txt" for number in range(300)} | {"live.txt"}
    assert kept.read().index("live.txt") < 300


def test_a_file_that_changes_while_a_scan_runs_is_not_missed(kept, until, monkeypatch):
    from models.folder import lookout

    scan = lookout.scan

    def slow_scan(root, under):
        found = scan(root, under)
        if "" in under and not (kept.folder / "b.txt").exists():
            kept.write("b.txt")
            kept.write("a.txt", "Other words.")
        return found

    monkeypatch.setattr(lookout, "scan", slow_scan)
    kept.write("a.txt", "First words.")
    kept.start(settled=False)
    kept.until_files("a.txt", "b.txt")
    until(lambda: kept.text("a.txt") == "Other words.")


def test_a_folder_that_is_not_there_is_waited_for(kept):
    kept.folder.rmdir()
    kept.start(settled=False)
    kept.until_state("waiting")
    assert str(kept.folder) in kept.progress[-1].message
    kept.write("a.txt")
    kept.until_files("a.txt")
    kept.until_state("idle")
    assert kept.progress[-1].message == ""


def test_a_folder_that_goes_away_keeps_its_records_until_it_is_back(kept):
    kept.write("a.txt")
    kept.write("b.txt")
    kept.start()
    away = kept.folder.with_name("away")
    kept.folder.rename(away)
    kept.until_state("waiting")
    assert set(kept.store.files()) == {"a.txt", "b.txt"}
    (away / "b.txt").unlink()
    away.rename(kept.folder)
    kept.until_files("a.txt")
    kept.until_state("idle")
    assert sorted(kept.read()) == ["a.txt", "b.txt"]


def test_a_folder_deleted_and_made_again_is_watched_again(kept):
    kept.write("a.txt")
    kept.start()
    shutil.rmtree(kept.folder)
    kept.until_state("waiting")
    kept.write("b.txt")
    kept.until_files("b.txt")
    kept.write("c.txt")
    kept.until_files("b.txt", "c.txt")


def test_a_folder_replaced_by_another_is_scanned_and_watched(kept):
    kept.write("a.txt")
    kept.start()
    other = kept.folder.with_name("other")
    other.mkdir()
    (other / "b.txt").write_text("Words.")
    kept.folder.rename(kept.folder.with_name("away"))
    other.rename(kept.folder)
    kept.until_files("b.txt")
    kept.write("c.txt")
    kept.until_files("b.txt", "c.txt")


def test_an_empty_file_becomes_a_problem(kept):
    kept.write("a.txt", "")
    kept.start()
    assert kept.problem("a.txt")


def test_a_name_that_is_no_unicode_is_read(kept):
    (kept.folder / os.fsdecode(b"caf\xe9.txt")).write_text("Words.")
    kept.start()
    assert set(kept.store.files()) == {"caf\\xe9.txt"}
    assert kept.text("caf\\xe9.txt") == "Words."


def test_a_file_that_changes_while_it_is_read_is_read_again(kept, until):
    kept.write("a.txt", "WAITS")
    kept.start(settled=False)
    until(kept.read)
    kept.write("a.txt", "Other words.")
    kept.write("b.txt", "Words.")
    until(lambda: kept.progress[-1].pending >= 2)
    kept.notes.with_name("go").touch()
    kept.until_files("a.txt", "b.txt")
    until(lambda: kept.text("a.txt") == "Other words.")


def test_a_file_that_goes_while_it_is_read_leaves_nothing(kept, until):
    file = kept.write("a.txt", "WAITS")
    kept.start(settled=False)
    until(kept.read)
    file.unlink()
    kept.notes.with_name("go").touch()
    kept.until_state("idle")
    assert kept.store.files() == {}
    assert kept.text("a.txt") is None


def test_what_opening_the_store_has_to_tell_is_told_until_the_first_rest(kept, monkeypatch):
    monkeypatch.setattr(type(kept.store), "notice", "It was made anew.")
    kept.write("a.txt")
    kept.start()
    assert kept.progress[0].message == "It was made anew."
    kept.write("b.txt")
    kept.until_files("a.txt", "b.txt")
    kept.until_state("idle")
    assert kept.progress[-1].message == ""


def test_progress_counts_the_files_and_names_the_generation(kept):
    for number in range(5):
        kept.write(f"{number}.txt")
    kept.start()
    last = kept.progress[-1]
    assert (last.done, last.pending, last.generation) == (5, 0, kept.store.generation())
    kept.write("5.txt")
    kept.until_files(*(f"{number}.txt" for number in range(6)))
    kept.until_state("idle")


def test_nothing_is_said_while_nothing_happens(kept):
    kept.start()
    kept.write(".hidden.txt")
    kept.write("notes.pdf")
    said = len(kept.progress)
    kept.write("a.txt")
    kept.until_files("a.txt")
    states = [progress.state for progress in kept.progress[said:]]
    assert len(states) <= 2, states


def test_when_stopped_no_process_is_left(kept, until):
    kept.write("a.txt")
    kept.start()
    (pid,) = kept.keeper._feeder.pids
    kept.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
