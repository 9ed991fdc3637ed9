"""What comparing asks of a gist again and again, worked out once: its words, and the senses among which others are met.

By identity, for a record is as dear to hash as what is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import chain
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
    """Words, in order, with the senses of all."""

    words: tuple[str, ...]
    senses: frozenset[str]

    def met(self, word: str) -> str | None:
        """The sense in which a word is met among them; None where it is not."""
        mine = senses(word)
        if mine.isdisjoint(self.senses):
            return None
        return next(min(both) for other in self.words if (both := mine & senses(other)))


class View(NamedTuple):
    """A gist by its words: what it is foremost about, its own (`told`: with their senses), its setting's, all."""

    things: tuple[str, ...]
    own: Bag
    told: frozenset[str]
    setting: Bag
    #: Its own words and its setting's: its own first, or the setting's; and those that have each sense.
    around: Bag
    in_setting: Bag
    of_sense: dict[str, list[str]]
    known: frozenset[str]
    #: The words that it knows and that tell something.
    telling: frozenset[str]
    everything: frozenset[str]
    parties: frozenset[str]

    def meeting(self, other: View) -> set[str]:
        """Those of its own words and its setting's that are met among the other's."""
        return {word for sense in self.around.senses & other.around.senses for word in self.of_sense[sense]}


@once_of
def view(gist: Gist) -> View:
    """A gist by its words."""
    own, setting = bag((*gist.theme, *gist.names, *gist.terms)), bag(gist.setting)
    around = Bag(_each_once(own.words, setting.words), own.senses | setting.senses)
    of_sense: dict[str, list[str]] = {}
    for word in around.words:
        for sense in senses(word):
            of_sense.setdefault(sense, []).append(word)
    known = frozenset(gist.known)
    return View(
        things=_each_once(gist.theme, gist.names),
        own=own,
        told=own.senses.union(own.words),
        setting=setting,
        around=around,
        in_setting=Bag(_each_once(setting.words, own.words), around.senses),
        of_sense=of_sense,
        known=known,
        telling=frozenset(word for word in known if word[0] not in "#=" and not is_weak(word)),
        everything=known.union(gist.names, gist.setting, gist.terms),
        parties=frozenset((*gist.others, *gist.agents)),
    )


def bag(words: Iterable[str]) -> Bag:
    """Words with their senses, each once."""
    told = _each_once(words)
    return Bag(told, frozenset().union(*map(senses, told)))


def _each_once(*words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*words)))
