"""What is asked for in one order is done in that order, whichever thread comes first."""

from __future__ import annotations

import threading

import pytest

from models.setapart import InTurn


def test_the_thread_that_comes_first_does_what_was_asked_first() -> None:
    turns, done = InTurn(), []
    goes_on = threading.Event()

    def first() -> str:
        goes_on.wait(60)
        done.append("apart")
        return ""

    turns.add(first)
    turns.add(lambda: done.append("together") or "")
    threads = [threading.Thread(target=turns.do_next) for _ in range(2)]
    for thread in threads:
        thread.start()
    goes_on.set()
    for thread in threads:
        thread.join(60)
    assert done == ["apart", "together"]


def test_a_deed_that_fails_holds_up_no_other() -> None:
    turns = InTurn()
    turns.add(lambda: str(1 // 0))
    turns.add(lambda: "done")
    with pytest.raises(ZeroDivisionError):
        turns.do_next()
    assert turns.do_next() == "done"
