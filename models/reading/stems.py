"""What words that are made from one another have in common. Light: no language pipeline, for comparing asks it too.

The endings are in `tables/gists.toml`.
"""

from __future__ import annotations

from functools import cache

from models.reading.tables import table

#: A stem has at least so many letters.
_SHORTEST = 4


@cache
def stem(word: str) -> str:
    """What a word has in common with those made from it: "mediation", "mediator" and "mediate" have "medi"."""
    word = word.lower()
    endings: list[str] = table("gists")["stems"]["endings"]
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _undoubled(word[: -len(ending)])
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl" else word
