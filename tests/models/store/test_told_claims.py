"""A claim that several dispatches tell says so in every export: how often, of how many origins, and where else."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest

from models.exports.brief import write_brief
from models.filters import EVERYTHING, parse_filter
from models.records import Claim
from models.store import Store
from tests.across import tell_as_one
from tui.cli.cells import HEADINGS, cells_of


@pytest.fixture
def told(store: Store, draft: Any) -> Store:
    for letter in "abc":
        one = draft(f"{letter}.txt", draft.TEXT + f" Told by {letter}.", agency=letter.upper())
        one.claim("depot", [draft.IRAN]).put(store)
    tell_as_one(store, ["a.txt:c0", "c.txt:c0"], [1, 1], "the same words")
    return store


def test_records_have_the_claims_that_say_the_same(told: Store) -> None:
    claims = {record.id: record for record in told.records(EVERYTHING) if isinstance(record, Claim)}
    assert (claims["a.txt:c0"].same, claims["a.txt:c0"].independent) == (("c.txt:c0",), 1)
    assert (claims["c.txt:c0"].same, claims["c.txt:c0"].independent) == (("a.txt:c0",), 1)
    assert (claims["b.txt:c0"].same, claims["b.txt:c0"].independent) == ((), None)


def test_the_brief_counts_them(told: Store) -> None:
    out = io.StringIO()
    write_brief(told.records(EVERYTHING, "speakers"), out, told)
    assert out.getvalue().count(" · 2 tellings, 1 origin\n") == 2


def test_the_table_for_scripts_counts_them(told: Store) -> None:
    rows = [dict(zip(HEADINGS["claims"], cells_of(row), strict=True)) for row in told.claims(EVERYTHING, 0, 9)]
    assert {row["dispatch"]: (row["tellings"], row["origins"]) for row in rows} == {
        "a.txt": ("2", "1"),
        "b.txt": ("1", "1"),
        "c.txt": ("2", "1"),
    }


def test_a_saying_told_several_times_counts_once(told: Store) -> None:
    assert len(told.claims(EVERYTHING, 0, 9)) == 3
    assert told.sayings(EVERYTHING) == 2
    assert told.sayings(parse_filter("file:nowhere", dt.date(2026, 1, 1))) == 0
