"""What the keeper does when nothing else is to be done, writing anew and comparing: refused, at fault, and at rest."""

import time

from models.folder import keeping
from models.store import StoreError


def test_what_the_store_refused_to_compare_is_tried_again(kept, until, monkeypatch):
    monkeypatch.setattr(keeping, "_STORE_PAUSE", 0.1)
    compare, refusals = kept.store.compare, []

    def refuse_twice(most):
        if len(refusals) < 2:
            refusals.append(most)
            raise StoreError("The disk is full.")
        return compare(most)

    kept.store.compare = refuse_twice
    kept.write("a.txt")
    kept.start()
    assert len(refusals) == 2
    assert "The disk is full." in [progress.message for progress in kept.progress]
    assert kept.progress[-1].message == ""
    assert not kept.store.compare(1)


def test_a_dispatch_that_comparing_stumbles_over_is_passed_over(kept, until):
    compare, stumbled = kept.store.compare, []

    def stumble_once(most):
        if not stumbled:
            stumbled.append(most)
            raise KeyError("a fault")
        return compare(most)

    kept.store.compare = stumble_once
    for name in ("a.txt", "b.txt"):
        kept.write(name)
    kept.start()
    assert stumbled
    kept.write("c.txt")
    kept.until_files("a.txt", "b.txt", "c.txt")
    assert not kept.store.pass_over()


def test_a_fault_in_taking_out_a_file_is_told_and_is_not_the_end(kept, until):
    def stumble(names):
        raise KeyError("a fault")

    kept.write("a.txt")
    kept.start()
    kept.store.remove = stumble
    (kept.folder / "a.txt").unlink()
    until(lambda: "a.txt could not be kept up to date" in kept.progress[-1].message)
    kept.write("b.txt")
    kept.until_files("a.txt", "b.txt")


def test_comparing_rests_while_files_wait(kept, until, monkeypatch):
    monkeypatch.setattr(keeping, "_REST", 1e9)
    calls = []

    def compare(most):
        calls.append(time.monotonic())
        return True

    kept.store.compare = compare
    monkeypatch.setattr(keeping.Keeper, "_pending", lambda self: 1)
    kept.write("a.txt")
    kept.start(settled=False)
    kept.until_files("a.txt")
    until(lambda: calls)
    last = calls[-1]
    kept.write("b.txt")
    kept.until_files("a.txt", "b.txt")
    assert calls[-1] <= last + 2 * keeping._SPARE
