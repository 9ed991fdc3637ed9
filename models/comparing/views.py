"""What comparing asks of a gist again and again, worked out once: its words, and the senses among which others are met.

By identity, for a record is as dear to hash as what is worked out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from models.reading.synonyms import senses
from models.records import Gist

#: The gists of a day or two of news.
_REMEMBERED: Final = 4096


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
    unnamed: Bag
    setting: Bag
    #: Its own words and its setting's: its own first, or the setting's.
    around: Bag
    in_setting: Bag
    known: frozenset[str]
    everything: frozenset[str]


_views: dict[int, tuple[Gist, View]] = {}


def view(gist: Gist) -> View:
    """A gist by its words."""
    kept = _views.get(id(gist))
    if kept is None or kept[0] is not gist:
        if len(_views) >= _REMEMBERED:
            _views.clear()
        kept = _views[id(gist)] = gist, _seen(gist)
    return kept[1]


def bag(words: Iterable[str]) -> Bag:
    """Words with their senses, each once."""
    told = tuple(dict.fromkeys(words))
    return Bag(told, frozenset().union(*map(senses, told)))


def _seen(gist: Gist) -> View:
    own = bag((*gist.theme, *gist.names, *gist.terms))
    return View(
        things=tuple(dict.fromkeys((*gist.theme, *gist.names))),
        own=own,
        told=own.senses.union(own.words),
        unnamed=bag((*gist.theme, *gist.terms)),
        setting=bag(gist.setting),
        around=bag((*own.words, *gist.setting)),
        in_setting=bag((*gist.setting, *own.words)),
        known=frozenset(gist.known),
        everything=frozenset((*gist.known, *gist.names, *gist.setting, *gist.terms)),
    )
