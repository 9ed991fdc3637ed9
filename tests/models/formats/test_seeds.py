"""The sample dispatches: each is read whole, under a made-up agency, with a day that no machine's clock decides."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.formats import is_dispatch_file, read_file
from models.records import Dispatch

SEEDS = Path(__file__).parents[3] / "seeds"
DISPATCHES = [
    dispatch for path in sorted(SEEDS.iterdir()) if is_dispatch_file(path.name) for dispatch in read_file(path, SEEDS)
]


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=lambda dispatch: dispatch.id)
def test_seed_is_read_whole(dispatch: Dispatch) -> None:
    assert dispatch.problem is None
    assert dispatch.agency in {"EXAMPLE", "Sample Wire", "Muster", "Prova"}
    assert dispatch.place is not None
    assert dispatch.date_basis != "mtime"
    assert str(dispatch.date) == dispatch.path[: len("2025-06-13")]


def test_seeds_hold_a_slip_and_its_correction() -> None:
    revisions = [dispatch.revision for dispatch in DISPATCHES]
    assert (len(DISPATCHES), revisions.count("corrected"), revisions.count("update")) == (11, 1, 2)


def test_seeds_span_the_days_of_the_first_dispatch() -> None:
    days = sorted({dispatch.date for dispatch in DISPATCHES if dispatch.date})
    assert (days[0], days[-1]) == (dt.date(2025, 6, 13), dt.date(2025, 7, 3))
