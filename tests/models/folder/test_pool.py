"""Several reading processes: how work is shared out, and what becomes of it when some die or hang."""

import contextlib
import os
import signal

import pytest

from models.folder import feeding, readers


@pytest.fixture
def pool(kept, monkeypatch):
    """A keeper that has three reading processes as soon as anything waits, and keeps them."""
    monkeypatch.setattr(feeding, "BACKLOG_EACH", 1)
    monkeypatch.setattr(readers, "WINDOW", 2)
    kept.jobs = 3
    return kept


def pids(kept):
    return kept.keeper._feeder.pids


def suspects(kept):
    """The files that were in hand when a process died, until they have been read."""
    return +kept.keeper._feeder._deaths


def names(count):
    return [f"{number:03}.txt" for number in range(count)]


def test_a_backlog_is_read_by_as_many_as_there_may_be_and_each_file_once(pool, until):
    for name in names(60):
        pool.write(name, "WAITS" if name < "003.txt" else "Words.")
    pool.start(settled=False)
    until(lambda: len(pids(pool)) == 3)
    pool.notes.with_name("go").touch()
    pool.until_state("idle")
    assert sorted(pool.read()) == names(60)
    assert pool.progress[-1].done == 60


def test_after_the_backlog_one_is_left(pool, until, monkeypatch):
    monkeypatch.setattr(feeding, "REST", 0.05)
    for name in names(30):
        pool.write(name)
    pool.start(settled=False)
    until(lambda: len(pids(pool)) == 3)
    pool.until_state("idle")
    until(lambda: len(pids(pool)) == 1)
    pool.write("live.txt")
    pool.until_files(*names(30), "live.txt")


def test_one_job_is_one_process(kept, until, monkeypatch):
    monkeypatch.setattr(feeding, "BACKLOG_EACH", 1)
    for name in names(30):
        kept.write(name)
    kept.start()
    assert len(pids(kept)) == 1


def test_a_live_change_goes_to_a_process_that_is_free(pool, until):
    pool.write("0.txt", "WAITS")
    for name in names(8):
        pool.write(name)
    pool.start(settled=False)
    until(lambda: len(pids(pool)) == 3 and len(pool.store.files()) >= 6)
    pool.write("live.txt")
    until(lambda: "live.txt" in pool.store.files())
    assert "0.txt" not in pool.store.files()
    pool.notes.with_name("go").touch()
    pool.until_files("0.txt", "live.txt", *names(8))


def test_a_file_that_changes_while_another_process_could_read_it_is_read_last_as_it_is_now(pool, until):
    pool.write("a.txt", "WAITS")
    for name in names(8):
        pool.write(name)
    pool.start(settled=False)
    until(lambda: "a.txt" in pool.read() and len(pids(pool)) == 3)
    pool.write("a.txt", "Other words.")
    until(lambda: "a.txt" in pool.keeper._feeder._again)
    pool.notes.with_name("go").touch()
    until(lambda: pool.text("a.txt") == "Other words.")


def test_a_file_that_kills_becomes_a_problem_and_none_of_its_neighbours(pool, monkeypatch):
    monkeypatch.setattr(readers, "WINDOW", 6)
    for name in names(40):
        pool.write(name, "KILLS ALWAYS" if name in ("013.txt", "027.txt") else "Words.")
    pool.start()
    problems = [name for name in names(40) if pool.problem(name)]
    assert problems == ["013.txt", "027.txt"]
    assert set(pool.store.files()) == set(names(40))


def test_a_file_that_hangs_becomes_a_problem_and_none_of_its_neighbours(pool, monkeypatch):
    monkeypatch.setattr(readers, "ANSWER_LIMIT", 2.0)
    for name in names(12):
        pool.write(name, "HANGS ALWAYS" if name == "005.txt" else "Words.")
    pool.start()
    assert [name for name in names(12) if pool.problem(name)] == ["005.txt"]
    assert "too long" in pool.problem("005.txt")
    assert len(pids(pool)) >= 1


def test_a_process_that_hangs_as_it_loads_is_replaced(kept, until, monkeypatch, tmp_path):
    monkeypatch.setattr(readers, "LOADING_LIMIT", 0.5)
    once = tmp_path / "once"
    script = f'test -e {once} && exec "$@"; touch {once}; exec sleep 600'
    kept.command = ["/bin/sh", "-c", script, "sh", *kept.command]
    kept.write("a.txt")
    kept.start(settled=False)
    (first,) = until(lambda: pids(kept))
    until(lambda: first not in pids(kept))
    monkeypatch.setattr(readers, "LOADING_LIMIT", 300)
    kept.until_files("a.txt")


def test_further_processes_that_end_as_they_start_leave_the_first_to_read_alone(pool, until, tmp_path):
    first = tmp_path / "first"
    pool.command = ["/bin/sh", "-c", f'mkdir {first} && exec "$@"; exit 3', "sh", *pool.command]
    for name in names(60):
        pool.write(name, "WAITS" if name < "003.txt" else "Words.")
    pool.start(settled=False)
    until(lambda: pool.keeper._feeder._jobs <= 1 and len(pids(pool)) == 1)
    pool.notes.with_name("go").touch()
    pool.until_state("idle")
    assert set(pool.store.files()) == set(names(60))
    assert not pool.keeper._feeder.failure


def test_processes_that_are_killed_at_any_moment_cost_nothing(pool, until):
    for name in names(200):
        pool.write(name)
    pool.start(settled=False)
    killed = 0
    while killed < 4:
        until(lambda: pids(pool) and not suspects(pool))  # who is killed twice over one file gives it up, and may
        before = len(pool.store.files())
        for pid in pids(pool)[-1:]:
            with contextlib.suppress(ProcessLookupError):  # it may just have ended for want of work
                os.kill(pid, signal.SIGKILL)
                killed += 1
        until(lambda before=before: len(pool.store.files()) >= min(before + 10, 200))
    pool.until_state("idle")
    assert set(pool.store.files()) == set(names(200))
    assert not [name for name in names(200) if pool.problem(name)]


def test_when_stopped_no_process_is_left(pool, until):
    for name in names(30):
        pool.write(name, "WAITS")
    pool.start(settled=False)
    until(lambda: len(pids(pool)) == 3)
    running = pids(pool)
    pool.stop()
    for pid in running:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_long_files_are_spread(monkeypatch):
    monkeypatch.setattr(readers.ReadingProcess, "__init__", lambda self: setattr(self, "_in_hand", {}))
    process = readers.ReadingProcess()
    assert process.has_room(live=False)
    process._in_hand[0] = readers._InHand("long.jsonl", False, 2_000_000)
    assert not process.has_room(live=False)
    assert not process.has_room(live=True)
    assert process.ahead_of(live=True) == 2_000_000


def test_there_is_at_least_one_process(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0})
    assert readers.default_jobs() == 1
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(8)))
    assert readers.default_jobs() == 7


@pytest.mark.parametrize("live", [False, True])
def test_what_lands_while_a_long_file_is_read_waits_for_no_more_than_a_process(kept, until, live):
    if live:
        kept.start()
    kept.write("long.txt", "WAITS " + "word " * (readers.LONG // 5))
    if not live:
        kept.start(settled=False)
    until(lambda: any(reader.is_taken for reader in kept.keeper._feeder._readers))
    kept.write("a.txt")
    kept.write("b.txt")
    until(lambda: {"a.txt", "b.txt"} <= set(kept.store.files()))
    assert len(pids(kept)) == 2
    assert "long.txt" not in kept.store.files()
    kept.notes.with_name("go").touch()
    kept.until_files("a.txt", "b.txt", "long.txt")


def test_two_long_files_do_not_start_a_third_process(kept, until):
    for name in ("a.txt", "b.txt", "c.txt"):
        kept.write(name, "WAITS " + "word " * (readers.LONG // 5))
    kept.start(settled=False)
    until(lambda: len(pids(kept)) == 2 and all(reader.is_taken for reader in kept.keeper._feeder._readers))
    kept.write("d.txt")
    until(lambda: kept.keeper._feeder.pending == 4)
    assert len(pids(kept)) == 2
    kept.notes.with_name("go").touch()
    kept.until_files("a.txt", "b.txt", "c.txt", "d.txt")
