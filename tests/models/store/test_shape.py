"""A store of another shape is made anew: so whatever is kept in another way must be another shape."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from models.records import Reading
from models.store.schema import CREATE, SHAPE

#: The shape, and what was kept in it. Where the digest changes, raise `SHAPE` and write both here.
KNOWN = (23, "8514265770a3f126")


def without_words(schema: Any) -> Any:
    """A schema without what is only said about it."""
    if isinstance(schema, dict):
        return {
            key: without_words(part)
            for key, part in schema.items()
            if not (key in ("title", "description") and isinstance(part, str))
        }
    return [without_words(part) for part in schema] if isinstance(schema, list) else schema


def digest() -> str:
    """What the tables are and what the records in them are, in short."""
    schema = without_words(Reading.model_json_schema())  # all other records are parts of it
    tables = " ".join(line.strip() for line in CREATE.splitlines() if not line.strip().startswith("--"))
    tables = tables.replace(f"user_version = {SHAPE}", "")
    return hashlib.sha256((json.dumps(schema, sort_keys=True) + tables).encode()).hexdigest()[:16]


def test_what_is_kept_in_another_way_is_another_shape() -> None:
    assert (SHAPE, digest()) == KNOWN, "what the store keeps has changed: raise SHAPE, then write both into KNOWN"
