"""The pipeline's matrices are multiplied on one thread, whatever was imported first."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from models.reading.threads import bundled

COUNT = "scipy_openblas_get_num_threads64_"
SAID = """
import numpy
from models.reading.threads import bundled, use_one_thread
use_one_thread()
print([getattr(library, "{name}")() for library in bundled()])
"""


@pytest.mark.skipif(not any(hasattr(each, COUNT) for each in bundled()), reason="numpy has another BLAS")
@pytest.mark.parametrize(("environment", "threads"), [({}, 1), ({"OPENBLAS_NUM_THREADS": "2"}, 2)])
def test_one_thread_where_numpy_came_first_unless_more_are_asked_for(environment, threads):
    kept = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    said = subprocess.run(
        [sys.executable, "-c", SAID.format(name=COUNT)],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == f"[{min(threads, os.cpu_count() or 1)}]"
