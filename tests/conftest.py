"""What all tests stand on: signals as a terminal's user has them."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """A run in the background ignores Ctrl-C, one under nohup the hang-up: so would each program a test starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
