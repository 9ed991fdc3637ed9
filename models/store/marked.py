"""Which records of the store a user has marked: found by the content of their dispatches, wherever these lie."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Set
from typing import Final

from models.marks import mark_key
from models.records import Claim, Event

#: SQLite takes only so many parameters in one statement.
_AT_ONCE: Final = 500


def marked(db: sqlite3.Connection, wanted: Mapping[str, Set[str]]) -> dict[str, str]:
    """The ids of the events and claims that have one of the keys wanted in their content, each with its key."""
    contents = list(wanted)
    found: dict[str, str] = {}
    for begin in range(0, len(contents), _AT_ONCE):
        some = contents[begin : begin + _AT_ONCE]
        places = ", ".join("?" * len(some))
        for table, model in (("event", Event), ("claim", Claim)):
            rows = db.execute(
                f"SELECT dispatch.sha256, {table}_body.record FROM dispatch"
                f" JOIN {table} ON {table}.dispatch = dispatch.n JOIN {table}_body ON {table}_body.n = {table}.n"
                f" WHERE dispatch.sha256 IN ({places})",
                some,
            )
            for content, text in rows:
                record = model.model_validate_json(text)
                assert isinstance(record, Event | Claim)
                key = mark_key(content, record)
                if key in wanted[content]:
                    found[record.id] = key
    return found
