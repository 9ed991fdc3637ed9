"""What each mark weighs (`weights.toml`), and which words newswire says of everything."""

from __future__ import annotations

from functools import cache
from typing import Any

from models.comparing.tables import of_happenings, table
from models.reading.synonyms import senses


@cache
def weights() -> dict[str, Any]:
    """The table of weights."""
    return table("weights")


@cache
def is_common(word: str) -> bool:
    """Whether newswire says a word of everything."""
    return word in of_happenings("common")


@cache
def classes(word: str) -> tuple[str, ...]:
    """What a word may call, in an order that is always the same."""
    return tuple(sorted(senses(word)))
