"""The current view as a file: the records of the store, written out in the shape others read.

JSON lines: one object a line, in ASCII, so that nothing a dispatch holds (control characters, bidirectional
marks) leaves as anything but an escape.
"""

from __future__ import annotations

import json
from typing import TextIO

from models.filters import Filter
from models.store import Store


def write_jsonl(store: Store, chosen: Filter, out: TextIO) -> int:
    """Writes the records a filter lets through, one a line; returns how many.

    Each dispatch comes before its timexes, claims and events; the relations of the view come last. Under a
    filter: the claims and events that match, and the dispatches that hold one. Raises `StoreError`, and
    `OSError` where `out` cannot be written.
    """
    written = 0
    for record in store.records(chosen):
        line = json.dumps(record.model_dump(mode="json"), ensure_ascii=True)
        out.write(line.replace("\x7f", "\\u007f") + "\n")  # the one control character that JSON lets pass
        written += 1
    return written
