"""What comparing asks of a gist again and again, worked out once: its words, and the senses among which others are met.

By identity, for a record is as dear to hash as what is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Final, NamedTuple, TypeVar

from models.reading.synonyms import is_weak, senses
from models.records import Gist

T = TypeVar("T")

#: The gists of a day or two of news.
_REMEMBERED: Final = 8192


def once_of(work: Callable[[Gist], T]) -> Callable[[Gist], T]:
    """Has what is worked out of a gist be kept with it, for all who ask again; nobody may change it."""
    found: dict[int, tuple[Gist, T]] = {}

    @wraps(work)
    def remembered(gist: Gist) -> T:
        kept = found.get(id(gist))
        if kept is None or kept[0] is not gist:
            if len(found) >= _REMEMBERED:
                found.clear()
            kept = found[id(gist)] = gist, work(gist)
        return kept[1]

    return remembered


class Bag(NamedTuple):
    """Words, in order, with the senses of all, and those that have each sense."""

    words: tuple[str, ...]
    senses: frozenset[str]
    of_sense: dict[str, list[str]]

    def met(self, word: str) -> str | None:
        """The sense in which a word is met among them; None where it is not."""
        mine = senses(word)
        if mine.isdisjoint(self.senses):
            return None
        return next(min(both) for other in self.words if (both := mine & senses(other)))

    def meeting(self, others: Bag) -> set[str]:
        """Those of the words that are met among others."""
        return {word for sense in self.senses & others.senses for word in self.of_sense[sense]}


class View(NamedTuple):
    """A gist by its words: what it is foremost about, its own (`told`: with their senses), its setting's, all."""

    things: tuple[str, ...]
    own: Bag
    told: frozenset[str]
    unnamed: Bag
    setting: Bag
    #: Its own words and its setting's: its own first, or the setting's.
    around: Bag
    in_setting: Bag
    known: frozenset[str]
    #: The words that it knows and that tell something.
    telling: frozenset[str]
    everything: frozenset[str]
    parties: frozenset[str]


@once_of
def view(gist: Gist) -> View:
    """A gist by its words."""
    own = bag((*gist.theme, *gist.names, *gist.terms))
    known = frozenset(gist.known)
    return View(
        things=tuple(dict.fromkeys((*gist.theme, *gist.names))),
        own=own,
        told=own.senses.union(own.words),
        unnamed=bag((*gist.theme, *gist.terms)),
        setting=bag(gist.setting),
        around=bag((*own.words, *gist.setting)),
        in_setting=bag((*gist.setting, *own.words)),
        known=known,
        telling=frozenset(word for word in known if word[0] not in "#=" and not is_weak(word)),
        everything=known.union(gist.names, gist.setting, gist.terms),
        parties=frozenset((*gist.others, *gist.agents)),
    )


def bag(words: Iterable[str]) -> Bag:
    """Words with their senses, each once."""
    told = tuple(dict.fromkeys(words))
    of_sense: dict[str, list[str]] = {}
    for word in told:
        for sense in senses(word):
            of_sense.setdefault(sense, []).append(word)
    return Bag(told, frozenset(of_sense), of_sense)
