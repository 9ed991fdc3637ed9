"""The three panels as plain tables, for a pipe or a file: no colour, nothing cut, long cells wrapped."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.filters import EVERYTHING
from models.records import COOPERATION
from models.store import Store
from models.store.rows import ClaimRow, EventRow, RelationRow
from models.wording import chain_words, many, one_line, status_word, when_or_reported
from tui.lines.panels import CONFLICT, COOPERATIVE, NOBODY
from tui.lines.source import wrap
from tui.lines.wording import actor_code, fit, parties, reach_short
from tui.view import KINDS, WINDOW, Row, window

_DEFAULT_WIDTH = 120
_NARROWEST = 80
#: Cells are wrapped, not cut.
_ANY_LENGTH = 200


@dataclass(frozen=True)
class Column:
    """A column's heading and its least cells; with a share, it gets that part of what is left over."""

    name: str
    cells: int
    share: int = 0


def terminal_width() -> int:
    """The width to print for: COLUMNS where it is set to a sensible number, else 120."""
    columns = os.environ.get("COLUMNS", "")
    return max(_NARROWEST, int(columns)) if columns.isdecimal() else _DEFAULT_WIDTH


_COLUMNS = {
    "timeline": (
        Column("When", 16),
        Column("Who", 12, 2),
        Column("What", 11),
        Column("", 8, 2),
        Column("Status", 11),
        Column("According to", 10, 3),
    ),
    "relations": (
        Column("From", 8, 1),
        Column("To", 8, 1),
        Column("Events", 6),
        Column("Conflict", 8),
        Column("Cooperation", 11),
        Column("Days", 12, 2),
    ),
    "claims": (Column("Said", 11), Column("Who", 12, 1), Column("Cue", 12), Column("What", 20, 4)),
}


def panel_tables(store: Store, width: int, today: dt.date) -> Iterator[str]:
    """The lines of the three tables, each under its name and count; plans before today were planned."""
    for kind in KINDS:
        count = store.counts(kind, EVERYTHING).shown
        yield f"{kind.upper()}  {many(count, 'line')}"
        columns = _COLUMNS[kind]
        cells = _cells(columns, width)
        yield from _table_row([column.name for column in columns], cells)
        yield "  ".join("-" * size for size in cells)
        for number in range(-(-count // WINDOW)):
            for row in window(store, kind, EVERYTHING, number):
                yield from _table_row(_values(row, today), cells)
        yield ""


def _cells(columns: Sequence[Column], width: int) -> list[int]:
    """How wide each column is: what is left over goes by their shares."""
    spare = max(0, width - sum(column.cells for column in columns) - 2 * (len(columns) - 1))
    shares = sum(column.share for column in columns)
    return [column.cells + spare * column.share // shares for column in columns]


def _table_row(values: Sequence[str], cells: Sequence[int]) -> Iterator[str]:
    wrapped = [
        [value[start:end] for start, end in wrap(value, size)] for value, size in zip(values, cells, strict=True)
    ]
    for number in range(max(1, *(len(lines) for lines in wrapped))):
        parts = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield "  ".join(fit(part, size) for part, size in zip(parts, cells, strict=True)).rstrip()


def _values(row: Row, today: dt.date) -> list[str]:
    """A row's cells, in the order of its table's columns."""
    if isinstance(row, EventRow):
        return _event(row, today)
    return _relation(row) if isinstance(row, RelationRow) else _claim(row)


def _event(row: EventRow, today: dt.date) -> list[str]:
    sign = COOPERATIVE if row.category in COOPERATION else CONFLICT
    words = one_line(row.verb) + (f", {one_line(row.where)}" if row.where else "")
    status = "" if row.status == "happened" else status_word(row.status, row.when, today)
    who = parties(row.sources, row.targets)
    said = chain_words(row.chain) or (NOBODY if row.claimed else "")
    return [when_or_reported(row.when, row.issued), who, f"{sign} {row.category}", words, status, said]


def _relation(row: RelationRow) -> list[str]:
    span = reach_short(row.first_when, row.last_when, _ANY_LENGTH)
    counts = [str(row.count), str(row.conflict), str(row.cooperation)]
    return [actor_code(row.source), actor_code(row.target), *counts, span]


def _claim(row: ClaimRow) -> list[str]:
    cue = one_line(row.cue) if row.cue else ""
    return [when_or_reported(row.said, row.issued), chain_words(row.chain), cue, one_line(row.content)]
