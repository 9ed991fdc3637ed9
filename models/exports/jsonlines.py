"""Records → JSON lines: one object a line, the shape of the records themselves.

In ASCII, so that nothing a dispatch holds (control characters, bidirectional marks) leaves as anything but an escape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from models.exports.context import NOTHING_MORE, Beyond
from models.filters import Filter
from models.records import Record
from models.store import Store


def ascii_json(value: object) -> str:
    """A value as JSON on one line, in printable ASCII alone."""
    return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")  # the one that JSON lets pass


def write_lines(records: Iterable[Record], out: TextIO, beyond: Beyond = NOTHING_MORE) -> int:
    """Writes each record on a line; returns how many. Raises `OSError` where `out` cannot be written."""
    written = 0
    for record in records:
        out.write(ascii_json(record.model_dump(mode="json")) + "\n")
        written += 1
    return written


def write_jsonl(store: Store, chosen: Filter, out: TextIO) -> int:
    """Writes the records a filter lets through, one a line; returns how many.

    Each dispatch comes before its timexes, claims and events; the relations of the view come last. Under a
    filter: the claims and events that match, and the dispatches that hold one. Raises `StoreError`, and
    `OSError` where `out` cannot be written.
    """
    return write_lines(store.records(chosen), out)
