"""Numpy's BLAS on one thread, also where numpy was imported before this package could say so by the environment."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

import numpy as np

from models.reading import BLAS_THREADS

#: How builds of OpenBLAS call the function that sets its threads.
_SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads")


def use_one_thread() -> None:
    """Set the OpenBLAS that numpy brings to one thread, unless the environment says otherwise.

    Threads that wait for work by spinning cost the reading half as much time again, and the app its core.
    """
    if os.environ.get(BLAS_THREADS) != "1":
        return
    for library in bundled():
        for name in _SETTERS:
            if hasattr(library, name):
                getattr(library, name)(1)
                break


def bundled() -> list[ctypes.CDLL]:
    """The OpenBLAS that numpy's wheel holds; none where numpy uses another."""
    beside = Path(np.__file__).parent.parent / "numpy.libs"
    return [ctypes.CDLL(str(file)) for file in sorted(beside.glob("*openblas*"))]
