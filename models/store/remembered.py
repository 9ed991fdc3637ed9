"""What a writer remembers from one transaction to the next, and forgets where one fails: that takes back its rows."""

from __future__ import annotations

import contextlib
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Self


class Remembered(ABC):
    """A memory of rows that were written or read, for one transaction at a time."""

    def __init__(self) -> None:
        self._in_use = threading.Lock()

    @contextlib.contextmanager
    def kept(self) -> Iterator[Self]:
        """The memory, for one transaction; where it fails, all is forgotten."""
        with self._in_use:
            try:
                yield self
            except BaseException:
                self._forget_all()
                raise

    @abstractmethod
    def _forget_all(self) -> None:
        """Forgets everything."""
