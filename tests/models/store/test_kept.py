"""What was met of the store is remembered from one transaction to the next, and never what is not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.records import Gist
from models.store.connections import Connections
from models.store.kept import Met


@pytest.fixture
def store(path: Path) -> Iterator[Connections]:
    connections = Connections(path)
    yield connections
    connections.close()


def a_gist(db: sqlite3.Connection, agency: str) -> int:
    row = db.execute(
        "INSERT INTO gist (dispatch, day, tie, agency, record, source, keys) VALUES (1, 1, '', ?, ?, '{}', '[]')",
        (agency, Gist(record="c1", span=(0, 1), words="it", predicate="say").model_dump_json()),
    )
    assert row.lastrowid is not None
    return row.lastrowid


def agency_of(met: Met, db: sqlite3.Connection, n: int) -> str:
    return met.among(db, {n})[n].agency


def test_what_was_met_is_not_asked_for_again(store: Connections) -> None:
    met = Met()
    with met.kept(), store.writing() as db:
        n = a_gist(db, "TASS")
        assert agency_of(met, db, n) == "TASS"
    asked: list[str] = []
    with met.kept(), store.writing() as db:
        db.set_trace_callback(asked.append)
        assert agency_of(met, db, n) == "TASS"
        db.set_trace_callback(None)
    assert asked == []


def test_what_a_failed_transaction_wrote_is_forgotten(store: Connections) -> None:
    met = Met()
    lost: list[int] = []

    def fail() -> None:
        with met.kept(), store.writing() as db:
            lost.append(a_gist(db, "TASS"))
            agency_of(met, db, lost[0])
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        fail()
    with met.kept(), store.writing() as db:
        n = a_gist(db, "Reuters")
        assert n == lost[0]
        assert agency_of(met, db, n) == "Reuters"


def test_no_row_is_ever_another_gists(store: Connections) -> None:
    with store.writing() as db:
        first = a_gist(db, "TASS")
        db.execute("DELETE FROM gist")
        assert a_gist(db, "Reuters") > first


def test_a_gist_that_is_gone_is_forgotten(store: Connections) -> None:
    met = Met()
    with met.kept(), store.writing() as db:
        n = a_gist(db, "TASS")
        met.among(db, {n})
        db.execute("DELETE FROM gist")
        met.forget(n)
        assert n not in met.among(db, {n})
