"""Which of a person's names is the family's: the last, or the first where that is the custom. Light, for all to ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models.reading.tables import table


def comes_first(words: Sequence[str], country: str | None) -> bool:
    """Whether the family's name is the first of a person's, of that country: `Xi Jinping`, not `Audrey Tang`."""
    if len(words) < 2 or country not in _countries("first"):
        return False
    return words[0] in _names() or words[-1] not in _names()


def family_name(words: Sequence[str], country: str | None) -> str:
    """A person's family name, also by the names alone where the country leaves it open, or is not known."""
    if comes_first(words, country):
        return words[0]
    open_ = country is None or country in _countries("first_for_some")
    return words[0] if open_ and words[0] in _names() else words[-1]


@cache
def _countries(name: str) -> frozenset[str]:
    return frozenset(table("family_names")[name])


@cache
def _names() -> frozenset[str]:
    return frozenset(table("family_names")["names"])
