"""Ends the app when its terminal is gone, also where nobody sends the signal for it.

Only the leader of a session gets the SIGHUP of a lost connection. Where that is `make` (`ssh HOST 'make run'`), it
waits for its child and tells it nothing; the app would go on, unseen, in a loop of empty reads.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time

#: Seconds the app has to keep its state and end.
_PATIENCE = 3.0


def end_with_terminal(fd: int) -> None:
    """Send this process SIGHUP once the terminal at `fd` hangs up; watched in a thread that sleeps until then."""
    threading.Thread(target=_watch, args=(fd,), daemon=True).start()


def _watch(fd: int) -> None:
    poller = select.poll()
    poller.register(fd, 0)  # hang-up and error are always reported, input is not asked for
    while True:
        for _, event in poller.poll():
            if event & select.POLLNVAL:
                return  # closed by ourselves: the app is ending
            if event & (select.POLLHUP | select.POLLERR):
                # Under nohup the signal is ignored; an app without a terminal has nothing left to do there either.
                ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
                os.kill(os.getpid(), signal.SIGTERM if ignored else signal.SIGHUP)
                time.sleep(_PATIENCE)
                os._exit(128 + signal.SIGHUP)  # something keeps it from ending, and nobody is there to see what
