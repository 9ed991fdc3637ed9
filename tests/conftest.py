"""What all tests stand on: signals as a terminal's user has them, and no test that fails for taking long."""

from __future__ import annotations

import signal

import hypothesis


def pytest_configure() -> None:
    """A run in the background ignores Ctrl-C, one under nohup the hang-up: so would each program a test starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
