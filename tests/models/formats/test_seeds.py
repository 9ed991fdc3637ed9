"""The sample dispatches: each is read whole, under a made-up agency, with a day that no machine's clock decides."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from models.comparing.editions import Edition, link
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


def test_seeds_hold_updates_a_correction_and_a_withdrawal() -> None:
    revisions = Counter(dispatch.revision for dispatch in DISPATCHES)
    assert revisions == {"original": 11, "update": 2, "corrected": 1, "withdrawn": 1}


def test_a_correction_and_a_withdrawal_replace_just_their_slips() -> None:
    pairs = {
        (found.newer, found.older)
        for one, other in combinations(map(Edition, DISPATCHES), 2)
        if (found := link(one, other)) is not None
    }
    assert pairs == {
        ("2025-06-23_prova_tehran_corrected.txt", "2025-06-23_prova_tehran.txt"),
        ("2025-06-24_prova_washington_withdrawn.txt", "2025-06-24_prova_washington.txt"),
    }


def test_seeds_span_the_days_of_the_first_dispatch() -> None:
    days = sorted({dispatch.date for dispatch in DISPATCHES if dispatch.date})
    assert (days[0], days[-1]) == (dt.date(2025, 6, 13), dt.date(2025, 7, 3))
