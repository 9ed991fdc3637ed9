"""Ends the app when its terminal is gone, also where nobody sends the signal for it, and when it cannot end by itself.

Only the leader of a session gets the SIGHUP of a lost connection. Where that is `make` (`ssh HOST 'make run'`), it
waits for its child and tells it nothing; the app would go on, unseen. And an app that waits for a terminal which
takes nothing any more hears no signal: what it was told to do is then done for it.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
import time
from collections.abc import Callable

#: Seconds the app has to keep its state and end: without a terminal, and with one that is to be given back.
_PATIENCE = 1.2
_PATIENCE_WITH_TERMINAL = 5.0

_once = threading.Lock()


def end_with_terminal(fd: int, keep: Callable[[], None]) -> None:
    """End this process once the terminal at `fd` hangs up; watched in a thread that sleeps until then.

    It is sent SIGHUP first. Where it does not follow that, `keep` keeps its state, and it is ended.
    """
    threading.Thread(target=_watch, args=(fd, keep), daemon=True).start()


def end_without_terminal(keep: Callable[[], None]) -> None:
    """The terminal is gone: end this process; returns only if another thread does so already."""
    if not _once.acquire(blocking=False):
        return
    # Under nohup the signal is ignored; an app without a terminal has nothing left to do there either.
    ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    os.kill(os.getpid(), signal.SIGTERM if ignored else signal.SIGHUP)
    _end_by_force(_PATIENCE, 128 + signal.SIGHUP, keep)


def end_if_it_hangs(status: int, keep: Callable[[], None]) -> None:
    """End this process by force if it has not ended in order after a while; returns at once."""
    waiting = threading.Thread(target=_end_by_force, args=(_PATIENCE_WITH_TERMINAL, status, keep), daemon=True)
    waiting.start()


def _watch(fd: int, keep: Callable[[], None]) -> None:
    poller = select.poll()
    poller.register(fd, 0)  # hang-up and error are always reported, input is not asked for
    while True:
        for _, event in poller.poll():
            if event & select.POLLNVAL:
                return  # closed by ourselves: the app is ending
            if event & (select.POLLHUP | select.POLLERR):
                end_without_terminal(keep)
                return


def _end_by_force(patience: float, status: int, keep: Callable[[], None]) -> None:
    time.sleep(patience)
    with contextlib.suppress(Exception):  # nobody is there to see what is in its way
        keep()
    os._exit(status)
