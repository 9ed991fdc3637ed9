"""The panels as plain tables: nothing cut, no control characters, columns in line."""

from __future__ import annotations

import datetime as dt

import pytest
from rich.cells import cell_len

from models.store import Store
from tests.tui.readings import filled_store, late, put
from tui.cli.plain import panel_tables, terminal_width

TODAY = dt.date(2025, 7, 4)


@pytest.fixture
def store() -> Store:
    return filled_store()


@pytest.mark.parametrize("width", [80, 97, 120, 200])
def test_no_line_is_too_wide(store: Store, width: int) -> None:
    assert all(cell_len(line) <= width for line in panel_tables(store, width, TODAY))


@pytest.mark.parametrize("width", [80, 120])
def test_nothing_is_cut(store: Store, width: int) -> None:
    text = "\n".join(panel_tables(store, width, TODAY))
    assert "…" not in text
    claims = text[text.index("CLAIMS") :]
    assert {'"secretly', "maintaining", 'contacts"'} <= set(claims.split())


def test_the_three_tables_have_their_counts(store: Store) -> None:
    text = "\n".join(panel_tables(store, 120, TODAY))
    assert [line for line in text.splitlines() if line.isupper() or "lines" in line] == [
        "TIMELINE  10 lines",
        "RELATIONS  6 lines",
        "CLAIMS  5 lines",
    ]


def test_columns_are_in_line(store: Store) -> None:
    lines = list(panel_tables(store, 120, TODAY))
    ruler = lines[2]
    at = [index for index in range(1, len(ruler)) if ruler[index - 1] == " " and ruler[index] == "-"]
    assert all(line[index - 1] == " " for line in lines[3:13] for index in at if len(line) > index)


def test_all_windows_are_printed(store: Store) -> None:
    put(store, *(late(number) for number in range(1, 29)))
    text = "\n".join(panel_tables(store, 120, TODAY))
    assert sum("visit" in line for line in text.splitlines()) == 28


def test_there_are_no_control_characters(store: Store) -> None:
    reading = late(1)
    event = reading.events[0].model_copy(update={"verb": "\x1b[31mred\u202e"})
    put(store, reading.model_copy(update={"events": (event,)}))
    assert not [char for line in panel_tables(store, 120, TODAY) for char in line if ord(char) < 32 or char == "\u202e"]


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("", 120), ("wide", 120), ("5", 80)])
def test_the_width_comes_from_columns(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width() == width


def test_a_plan_whose_day_has_passed_was_planned(store: Store) -> None:
    for today, words in ((dt.date(2025, 7, 13), " planned"), (dt.date(2025, 7, 14), "was planned")):
        (line,) = (line for line in panel_tables(store, 120, today) if "discuss" in line)
        assert words in line
        assert ("was planned" in line) == (words == "was planned")
