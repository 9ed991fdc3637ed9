"""When something is done that nobody's key asked for: at once after a rest, then only now and then.

A terminal on a thin line shows two repaints a second well, and more of them not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.timer import Timer

#: Seconds between two repaints that nobody's key asked for.
PULSE = 0.5


class Beat:
    """Does `act` when asked to, but not more often than every `PULSE` seconds: what is asked for meanwhile is one.

    `set_timer` is a widget's; `after` are seconds to wait also after a rest, for what may be over by then.
    """

    def __init__(
        self, set_timer: Callable[[float, Callable[[], None]], Timer], act: Callable[[], None], after: float = 0.0
    ) -> None:
        self._set_timer = set_timer
        self._act = act
        self._after = after
        self._last = float("-inf")
        self._timer: Timer | None = None

    def soon(self) -> None:
        """Do it now, or as soon as its time has come."""
        if self._timer is not None:
            return
        wait = max(self._after, self._last + PULSE - time.monotonic())
        if wait > 0:
            self._timer = self._set_timer(wait, self._do)
        else:
            self._do()

    def _do(self) -> None:
        self._timer = None
        self._last = time.monotonic()
        self._act()
