"""What all tests stand on: signals as a terminal's user has them."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """A run in the background of a script ignores Ctrl-C, and so would every program that a test starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
