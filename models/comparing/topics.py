"""How far two stands are of one thing: by weight of the words, names and parties that they and their settings share.

Pure, over gists alone. What both sides name and is not the same tells against it, whatever else they share.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.comparing.matters import is_country, listed
from models.comparing.views import Bag, View, bag, once_of, view
from models.comparing.weights import weights
from models.reading.synonyms import calls_a_body, counts_people, is_owned, is_weak, told_apart
from models.records import Gist

#: What a shared word weighs: a name, a plain word, one that tells next to nothing, a party.
_NAME: Final = 2.0
_WORD: Final = 1.0
_WEAK: Final = 0.25
_PARTY: Final = 0.5
#: What one side alone is about counts for no more than a word that tells next to nothing.
NEXT_TO_NOTHING: Final = 0.25
#: How much two must share to be of one thing.
_ENOUGH: Final = 2.0
#: The same where neither has anything else and the country is the same: "the airport" of it.
_ENOUGH_OF_COUNTRY: Final = 1.5
#: What two dispatches are about has so many words in common, where a clause of each is of one thing.
_SAME_SETTING: Final = 2
#: So many shared words of their leads make two dispatches one story.
_RICH_SETTING: Final = 4
#: A lead of fewer words counts as one of so many.
_SHORTEST_SETTING: Final = 4
#: From where on two are likely of one thing, and below which they are not though the words that name it are shared.
_LIKELY: Final = 0.0
_UNLIKELY: Final = -1.0
#: How much less what only the setting of one side has.
_SETTING: Final = 0.5


@dataclass(frozen=True, slots=True)
class Topic:
    """What two stands share: weight of the things (`plain`: without names), of the rest, of what only each one has.

    `story` is how much of the shorter lead is in the other, `told` how many are told by somebody, `later` whether one
    is said days after the other.
    """

    things: float
    plain: float
    rest: float
    parties: int
    alone: tuple[float, float]
    names: int
    settings: int
    foremost: bool
    known: int
    story: float
    told: int
    later: bool
    #: Whether both say that it was on one and the same day.
    day: bool

    @property
    def weight(self) -> float:
        """All that they share."""
        return self.things + self.rest + _PARTY * min(self.parties, 2)


def is_one_thing(about: Topic) -> bool:
    """Whether two stands share so much that they are of one thing: by weight of all signs, or by words that name it."""
    apart = min(about.alone)
    if _is_of_one_story(about) and about.told == 2 and about.plain >= 1 and (apart < 1 or about.names):
        return True
    if apart >= 1 and about.things < 1 + apart + (not about.names and about.settings < _RICH_SETTING):
        return False
    return about.things > 0 and (_likely(about) > _LIKELY or (_likely(about) > _UNLIKELY and _named_alike(about)))


def _is_of_one_story(about: Topic) -> bool:
    """Whether two are told in dispatches of one day on one story: by rare names, or one and much of their leads."""
    return not about.later and (about.known >= 2 or (about.known == 1 and about.settings >= _RICH_SETTING - 1))


def _likely(about: Topic) -> float:
    """How likely two are of one thing, by all signs together."""
    of: dict[str, float] = weights()["topic"]
    return sum(of[name] * value for name, value in signs(about).items()) - of["needed"]


def signs(about: Topic) -> dict[str, float]:
    """The signs of one thing, by which it is weighed, each as far as more of it says more."""
    return {
        "things": min(about.things, 4),
        "parties": min(about.parties, 2),
        "alone": min(max(about.alone), 2),
        "names": min(about.names, 2),
        "story": about.story,
        "foremost": about.foremost,
        "told": about.told,
        "later": about.later,
        "day": about.day and about.parties > 0 and max(about.alone) <= 1 and (about.names or about.known) > 0,
    }


def _named_alike(about: Topic) -> bool:
    """Whether what each is about by name or by its foremost words is the other's as well."""
    apart = min(about.alone) if min(about.alone) > NEXT_TO_NOTHING else 0.0
    if apart >= 1 and not about.names and about.known < 2:
        return False
    enough = _ENOUGH if apart or max(about.alone) > 1 or not about.parties else _ENOUGH_OF_COUNTRY
    if not about.foremost or not (about.parties or about.names or about.known):
        return False
    if about.settings < _SAME_SETTING and not (about.settings and about.parties and max(about.alone) < 1):
        return False
    return (
        about.things >= 1 + apart
        and (about.plain >= apart or (about.names > 0 and apart < 1))
        and about.weight >= enough + apart
    )


def topic(x: Gist, y: Gist) -> Topic | None:
    """What two stands share; None where they name different ones."""
    one, other = view(x), view(y)
    if _names_apart(x, y) or told_apart(one.told, other.told):
        return None
    names = {*x.names, *y.names}
    # All that is met below is among these.
    met_first, met_second = one.meeting(other), other.meeting(one)
    shared: dict[str, float] = {}
    for words, met, others in ((one.things, met_first, other.own), (other.things, met_second, one.own)):
        for word in words:
            if word in met and (sense := others.met(word)) is not None:
                shared[sense] = max(shared.get(sense, 0), _weight(word, names))
    things = sum(shared.values())
    rest: dict[str, float] = {}
    for words, met, others in ((one.own.words, met_first, other.around), (other.own.words, met_second, one.around)):
        for word in words:
            if word in met and (sense := others.met(word)) is not None and sense not in shared:
                rest[sense] = max(rest.get(sense, 0), _SETTING * _weight(word, names))
    both_know = one.known & other.known
    for word in x.setting:
        sense = other.setting.met(word) if word in met_first else None
        if sense is not None and sense not in shared and sense not in rest:
            rest[sense] = _SETTING * 0.5 * _weight(word, both_know)
    named_first, named_second = _of_parties(x), _of_parties(y)
    alone = (
        sum(_weight(w, ()) for w in one.things if w not in met_first and w not in named_first),
        sum(_weight(w, ()) for w in other.things if w not in met_second and w not in named_second),
    )
    named = len({n for n in x.names if n in other.everything} | {n for n in y.names if n in one.everything})
    plain = sum(weight for sense, weight in shared.items() if sense not in names)
    persons = {*x.called, *y.called}
    named -= len({n for n in x.names if n in persons and n in other.everything})
    settings = max(_met_in_setting(one, other, met_first), _met_in_setting(other, one, met_second))
    return Topic(
        things,
        plain,
        sum(rest.values()),
        _parties(x, y, one.parties & other.parties),
        alone,
        max(named, 0),
        settings,
        _foremost(x, y),
        len(one.telling & other.telling),
        min(1.0, settings / max(_SHORTEST_SETTING, min(len(x.setting), len(y.setting)))),
        bool(x.speakers) + bool(y.speakers),
        x.said is not None and y.said is not None and abs((x.said - y.said).days) > 1,
        x.dated is not None and y.dated is not None and x.first == x.last == y.first == y.last is not None,
    )


def _parties(x: Gist, y: Gist, both: frozenset[str]) -> int:
    """How many parties two share: who speaks of himself is one, though his country stands beside him."""
    return len(both) - (len(both.intersection(x.speakers).intersection(y.speakers)) > 1)


def _met_in_setting(one: View, other: View, met: Container[str]) -> int:
    """How many things of the setting of one are met in what the other and its setting are about."""
    told = (other.in_setting.met(word) for word in one.setting.words if word in met and not is_weak(word))
    return len({sense for sense in told if sense})


@once_of
def _of_parties(gist: Gist) -> set[str]:
    """The words of the names of those who take part or tell it, which are compared as parties."""
    named = {*gist.names, *gist.called}
    keys = (key.split("-") for key in (*gist.agents, *gist.others, *gist.speakers))
    return {word for words in keys if not named.isdisjoint(words) for word in words}


def _foremost(x: Gist, y: Gist) -> bool:
    """Whether what each is foremost about is of the other as well."""
    one, other = view(x), view(y)
    first, second = (next((w for w in g.theme if not is_light(w)), None) for g in (x, y))
    if first is None or second is None:
        return bool({*x.names} & {*y.names, *y.known}) or not (x.theme or y.theme)
    there, here = other.own.met(first), one.own.met(second)
    return bool(there and one.around.met(second)) or bool(here and other.around.met(first))


@cache
def is_light(word: str) -> bool:
    """Whether a word tells little of which thing it is, or of whom only that it is people or troops."""
    return is_weak(word) or counts_people(word) or calls_a_body(word)


def _weight(word: str, names: Container[str]) -> float:
    if is_light(word):
        return _WEAK
    return _NAME if word in names else _WORD


def _names_apart(x: Gist, y: Gist) -> bool:
    """Whether each names something that the other dispatch has nowhere."""
    return bool(_only(x, y) and _only(y, x))


def _only(x: Gist, y: Gist) -> list[str]:
    """The names that the other dispatch has nowhere; the person who tells it is not what it is about."""
    if not x.names:
        return []
    other = view(y)
    if other.everything.issuperset(x.names):
        return []
    tellers = {*x.called} & {word for key in x.speakers for word in key.split("-")}
    missing = (n for n in x.names if n not in other.everything and n not in tellers)
    return [n for n in missing if _unnamed(y).met(n) is None]


@once_of
def _unnamed(gist: Gist) -> Bag:
    return bag((*gist.theme, *gist.terms))


def only_one_names(x: Gist, y: Gist) -> bool:
    """Whether one of two is of what has a name that the other dispatch has nowhere."""
    return bool(_only(x, y) or _only(y, x))


def owners_apart(x: Gist, y: Gist) -> bool:
    """Whether both are about what anyone has, as a profit, and nothing says that it is of the same."""
    foremost = [next((word for word in (*g.theme, *g.names) if not is_light(word)), None) for g in (x, y)]
    if not all(word is not None and is_owned(word) for word in foremost):
        return False
    kinds = listed("anyone", "owners")
    one, other = ({key for key in (*g.agents, *g.speakers) if key not in kinds} for g in (x, y))
    return not (one & other or {*x.names} & {*y.names, *y.known} or {*y.names} & {*x.known})


def stories_apart(x: Gist, y: Gist) -> bool:
    """Whether the leads of both dispatches name things, as companies or places, and neither has one of the other's."""
    one, other = ({word[1:] for word in g.known if word[0] == "="} for g in (x, y))
    return bool(one and other) and not one & {*y.known} and not other & {*x.known}


def countries_apart(x: Gist, y: Gist) -> bool:
    """Whether both name countries, and none is the same; or none beside the one that does it, "talks with India"."""
    one, other = _countries(x), _countries(y)
    if not one or not other:
        return False
    if not one & other:
        return True
    doing = {*x.agents} & {*y.agents}
    return bool(doing and one - doing and other - doing and not (one - doing) & (other - doing))


@once_of
def _countries(gist: Gist) -> frozenset[str]:
    """The countries that take part."""
    return frozenset(key for key in (*gist.others, *gist.agents) if is_country(key))
