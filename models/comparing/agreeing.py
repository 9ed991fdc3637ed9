"""Whether two claims of different dispatches are one: the same speaker, saying the same, at the same time; and why.

What forbids it is asked first: other days, numbers or bounds, the contrary, another firmness, who does it turned round.
Then both must have most of their words in common, and none may put another word in the place of the other's. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from models.comparing.likeness import Alike
from models.comparing.parties import are_other_names, given_names, party
from models.comparing.sayings import Saying
from models.records import Actor

#: Days by which two may have been said apart, where one is only known by when it was told.
SAID_APART: Final = 1
#: So many words two must share, of such a weight.
_FEWEST: Final = 3
_ENOUGH: Final = 2.5
#: The same where it is not the same name who speaks; and what those may weigh that one has alone.
_ENOUGH_OF_OTHERS: Final = 3.0
_ALONE_OF_OTHERS: Final = 0.5
#: A run of so many words of a quotation is nobody else's.
_QUOTED: Final = 5
#: How much of the shorter quotation the run must be.
_MOST_OF_IT: Final = 0.6
_FIRM: Final = {"asserted": 0, "probable": 1, "possible": 2, "doubtful": 2, "conditional": 3}
_STEPS: Final = 10

#: How well two speakers go together: not, they may be one, they are one.
_NOT, _MAY, _ARE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as one dispatch tells it; `n` names it, `rank` puts them in order, `key` is what it is by its content."""

    n: int
    rank: tuple[int, str]
    dispatch: int
    key: str
    saying: Saying


def agree(one: Said, other: Said) -> Alike | None:
    """Why two claims are one; None where they are not, or it is not sure."""
    if one.n == other.n:
        return None
    a, b = sorted((one, other), key=lambda said: said.rank)
    x, y = a.saying, b.saying
    who = _speakers(x, y)
    if who == _NOT or differ(x, y):
        return None
    run = _longest_run(x.quoted, y.quoted)
    shared, alone = _shared(x, y)
    if run >= _QUOTED and run >= _MOST_OF_IT * min(len(x.quoted), len(y.quoted)) and who == _ARE:
        return Alike(round((sum(shared.values()) + run) * _STEPS), (*_of_whom(x, y), "the same words quoted"))
    weight = sum(shared.values())
    if len(shared) < _FEWEST or weight < (_ENOUGH if who == _ARE else _ENOUGH_OF_OTHERS):
        return None
    if min(alone) > 0 or max(alone) > weight / 2 or (who == _MAY and max(alone) > _ALONE_OF_OTHERS):
        return None  # one word in the place of another is another claim, however common both are
    told = ", ".join(word.removeprefix("@") for word in x.words if x.stems[word] in shared)
    reasons = (*_of_whom(x, y), _of_when(x, y), f"the same words ({told})")
    return Alike(round((weight - sum(alone)) * _STEPS), reasons)


def differ(x: Saying, y: Saying) -> bool:
    """Whether two claims cannot be one, whoever makes them."""
    return (
        x.negated != y.negated
        or _FIRM[x.certainty] != _FIRM[y.certainty]
        or set(x.limits) != set(y.limits)
        or bool(set(x.figures) - set(y.figures) and set(y.figures) - set(x.figures))
        or not _meet(x, y)
        or _moods_differ(x, y)
        or (x.predicate[1:] == y.predicate[1:] and x.predicate != y.predicate)
        or _turned_round(x, y)
    )


def are_two(one: Said, other: Said) -> bool:
    """Whether two claims cannot stand together, though others link them: they differ, or one dispatch makes both."""
    if one.dispatch == other.dispatch:
        return agree(one, other) is None
    return differ(one.saying, other.saying) or _speakers(one.saying, other.saying) == _NOT


def _meet(x: Saying, y: Saying) -> bool:
    """Whether both may have been said at once, and are of the same time."""
    if x.said is None or y.said is None:
        return False
    slack = 0 if x.told_when and y.told_when else SAID_APART
    if x.said[0] > y.said[1] + slack or y.said[0] > x.said[1] + slack:
        return False
    return x.of is None or y.of is None or (x.of[0] <= y.of[1] and y.of[0] <= x.of[1])


def _moods_differ(x: Saying, y: Saying) -> bool:
    """Whether one has it as done, the other as to come."""
    return {x.mood, y.mood} in ({"fact", "will"}, {"fact", "ought"}, {"will", "able"}, {"fact", "able"})


def _turned_round(x: Saying, y: Saying) -> bool:
    """Whether of the words of both some have changed places around others: "A hit B", "B hit A"."""
    if x.passive != y.passive:
        return False
    first, second = list(x.weights), list(y.weights)
    places = {word: at for at, word in enumerate(second)}
    named = [word for word in first if word in places]
    if len(named) < 2:
        return False
    # Of two things joined alike ("Israel and Iran") either may come first; not with a deed between them.
    for left, right in combinations(named, 2):
        if places[left] < places[right]:
            continue
        between = set(first[first.index(left) + 1 : first.index(right)])
        also = set(second[places[right] + 1 : places[left]])
        if between & also:
            return True
    return False


def _shared(x: Saying, y: Saying) -> tuple[dict[str, float], tuple[float, float]]:
    """The words that two share, each with its weight, and what each has alone."""
    shared: dict[str, float] = {}
    met: set[str] = set()
    for word, weight in x.weights.items():
        other = word if word in y.weights else _met(x.meanings[word], y.meanings, met)
        if other is not None:
            shared[word] = min(weight, y.weights[other])
            met.add(other)
    one, other = x.stems.get(x.verb), y.stems.get(y.verb)
    if (
        x.predicate == y.predicate
        and one in x.weights
        and other in y.weights
        and one not in shared
        and other not in met
    ):
        shared[one] = min(x.weights[one], y.weights[other])  # "closed", "shut"
        met.add(other)
    alone_x = sum(w for word, w in x.weights.items() if word not in shared and word not in y.speaking)
    alone_y = sum(w for word, w in y.weights.items() if word not in met and word not in x.speaking)
    return shared, (alone_x + _numbers_alone(x, y), alone_y + _numbers_alone(y, x))


def _numbers_alone(x: Saying, y: Saying) -> int:
    """How many numbers one has that the other has not; which day it is may be told otherwise."""
    return sum(figure[0].isdigit() for figure in x.figures if figure not in y.figures)


def _met(senses: frozenset[str], others: Mapping[str, frozenset[str]], taken: Iterable[str]) -> str | None:
    """The word that may call the same."""
    return next((word for word, theirs in others.items() if word not in taken and senses & theirs), None)


def _longest_run(some: tuple[str, ...], others: tuple[str, ...]) -> int:
    """How many words of two quotations follow each other in both."""
    best = 0
    before = [0] * (len(others) + 1)
    for word in some:
        row = [0] * (len(others) + 1)
        for at, other in enumerate(others):
            if word == other:
                row[at + 1] = before[at] + 1
                best = max(best, row[at + 1])
        before = row
    return best


def _speakers(x: Saying, y: Saying) -> int:
    """How well those who speak go together; one who passes it on may stand for who said it."""
    if not x.speakers or not y.speakers:
        return _NOT
    few, many = sorted((x.speakers, y.speakers), key=len)
    found = min(max(_one_speaker(p, q) for q in many) for p in few)
    if found == _NOT:
        return _MAY if _passes_on(x, y) or _passes_on(y, x) else _NOT
    return found if len(few) == len(many) else _MAY


def _passes_on(x: Saying, y: Saying) -> bool:
    """Whether who speaks in the one is an agency through which the other has it."""
    return any(actor.role == "MED" and actor.id in y.relays for actor in x.speakers)


def _one_speaker(first: Actor, second: Actor) -> int:
    one, other = party(first), party(second)
    if one.country and other.country and one.country != other.country:
        return _NOT
    if one.surname and other.surname:
        others = one.surname != other.surname or are_other_names(given_names(first), given_names(second))
        return _NOT if others else _ARE
    if one == other:
        return _ARE
    if one.proper and other.proper:
        return _ARE if one.proper <= other.proper or other.proper <= one.proper else _NOT
    if one.surname or other.surname:
        described = other if one.surname else one
        name = one if one.surname else other
        if described.proper:
            return _ARE if name.surname in described.proper else _NOT
        return _MAY if described.is_country or (described.head and one.role == other.role) else _NOT
    if one.head and other.head:
        apart = one.qualifiers and other.qualifiers and not one.qualifiers & other.qualifiers
        return _ARE if one.head == other.head and one.country == other.country and not apart else _NOT
    return _MAY if one.country and one.country == other.country else _NOT


def _of_whom(x: Saying, y: Saying) -> tuple[str, ...]:
    names = " and ".join(dict.fromkeys(actor.name for actor in (*x.speakers, *y.speakers)))
    return (f"the same speaker ({names})",)


def _of_when(x: Saying, y: Saying) -> str:
    return "the same day" if x.said == y.said else "days that meet"
