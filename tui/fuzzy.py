"""Finding by some of the letters: how well a few typed ones fit a name. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

#: What a letter is worth that begins a word, that follows the one before, that stands at all.
_BEGINS, _FOLLOWS, _STANDS = 8, 5, 1


def fitness(typed: str, name: str) -> int | None:
    """How well what was typed fits a name, more is better; None where its letters are not all there in order.

    >>> fitness("cp", "copy") is None or fitness("co", "copy") > fitness("co", "to come of")
    True
    """
    wanted, words = typed.casefold().replace(" ", ""), name.casefold()
    if not wanted:
        return 0
    best: int | None = None
    for begin in (at for at, char in enumerate(words) if char == wanted[0]):
        found = _from(wanted, words, begin)
        if found is not None and (best is None or found > best):
            best = found
    return best


def _from(wanted: str, words: str, begin: int) -> int | None:
    worth, before, at = 0, -2, begin
    for char in wanted:
        at = words.find(char, at)
        if at < 0:
            return None
        begins = at == 0 or not words[at - 1].isalnum()
        worth += _FOLLOWS if at == before + 1 else _BEGINS if begins else _STANDS
        before, at = at, at + 1
    return worth * 100 - len(words)


def ranked(typed: str, things: Iterable[Thing], names: Callable[[Thing], Sequence[str]]) -> list[Thing]:
    """The things of which a name fits, best first; equally good ones in their order."""
    scored = [
        (max((worth for name in names(thing) if (worth := fitness(typed, name)) is not None), default=None), thing)
        for thing in things
    ]
    fit = [(worth, thing) for worth, thing in scored if worth is not None]
    return [thing for _worth, thing in sorted(fit, key=lambda pair: -pair[0])]
