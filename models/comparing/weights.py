"""The table of weights (`weights.toml`), and which words newswire says of everything."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from models.reading.synonyms import senses


@cache
def weights() -> dict[str, Any]:
    """The table of weights."""
    return tomllib.loads((files("models.comparing") / "weights.toml").read_text(encoding="utf-8"))


@cache
def is_common(word: str) -> bool:
    """Whether newswire says a word of everything."""
    return word in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(weights()["common"])


@cache
def classes(word: str) -> tuple[str, ...]:
    """What a word may call, in an order that is always the same."""
    return tuple(sorted(senses(word)))
