"""What fails while a folder is kept: readers that die, a store that takes nothing, watching that breaks down."""

import os

from models.folder import keeping
from models.store import StoreError


def test_a_reader_that_is_killed_once_is_replaced_and_the_file_read(kept):
    kept.write("a.txt", "KILLS ONCE")
    kept.write("b.txt")
    kept.start()
    assert kept.problem("a.txt") is None
    assert kept.text("a.txt") == "KILLS ONCE"
    assert set(kept.store.files()) == {"a.txt", "b.txt"}


def test_a_file_that_kills_twice_becomes_a_problem_and_the_others_are_read(kept):
    for number in range(5):
        kept.write(f"{number}.txt", "KILLS ALWAYS" if number == 2 else "Words.")
    kept.start()
    assert "twice" in kept.problem("2.txt")
    assert [kept.problem(f"{number}.txt") for number in (0, 1, 3, 4)] == [None] * 4
    kept.write("2.txt", "Harmless now.")
    kept.until_files(*(f"{number}.txt" for number in range(5)))


def test_a_file_that_killed_is_read_again_when_it_changes(kept, until):
    kept.write("a.txt", "KILLS ALWAYS")
    kept.start()
    kept.write("a.txt", "Harmless now.")
    until(lambda: kept.text("a.txt") == "Harmless now.")


def test_a_reader_that_cannot_start_is_a_failure_with_a_sentence(kept):
    kept.command = ["false"]
    kept.write("a.txt")
    kept.start(settled=False)
    kept.until_state("failed")
    assert "exit status 1" in kept.progress[-1].message


def test_a_reader_that_is_not_there_is_a_failure_with_a_sentence(kept):
    kept.command = ["/nowhere/python"]
    kept.start(settled=False)
    kept.until_state("failed")
    assert kept.progress[-1].message


def test_records_the_store_cannot_take_are_tried_again(kept, until, monkeypatch):
    monkeypatch.setattr(keeping, "_STORE_PAUSE", 0.1)
    put = kept.store.put
    refusals = []

    def refuse_twice(*arguments):
        if len(refusals) < 2:
            refusals.append(arguments)
            raise StoreError("The disk is full.")
        put(*arguments)

    kept.store.put = refuse_twice
    kept.write("a.txt")
    kept.start()
    assert set(kept.store.files()) == {"a.txt"}
    assert "The disk is full." in [progress.message for progress in kept.progress]
    assert kept.progress[-1].message == ""


def test_records_that_break_the_store_become_a_problem(kept, until):
    put = kept.store.put

    def break_once(path, state, readings):
        if readings[0].dispatch.problem is None:
            raise ValueError("a fault")
        put(path, state, readings)

    kept.store.put = break_once
    kept.write("a.txt")
    kept.start()
    assert "ValueError" in kept.problem("a.txt")


def test_where_watching_fails_the_folder_is_polled_and_that_is_said(kept, monkeypatch):
    import watchfiles

    watch = watchfiles.watch

    def refuse(*paths, force_polling, **options):
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        return watch(*paths, force_polling=True, **options)

    monkeypatch.setattr(watchfiles, "watch", refuse)
    kept.start()
    assert "OS file watch limit reached." in kept.progress[-1].polls
    assert kept.progress[-1].message == ""
    kept.write("a.txt")
    kept.until_files("a.txt")
    (kept.folder / "a.txt").unlink()
    kept.until_files()


def test_a_watch_that_breaks_down_is_set_again(kept):
    kept.start()
    (kept.folder / os.fsdecode(b"caf\xe9.txt")).write_text("Words.")
    kept.until_files("caf\\xe9.txt")
    kept.write("b.txt")
    kept.until_files("b.txt", "caf\\xe9.txt")
