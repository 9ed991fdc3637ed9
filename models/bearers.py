"""Who bears a name, by all that the dispatches of a folder say: one person, or nobody knows.

Pure, and blind to the order in which dispatches came: the answer follows from whom they introduce, and how many do.
Conservative: where two people bear a name, it stands for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, TypeVar

from models.records import Actor, Claim, Event, Mention, Sought

#: Of so many dispatches, a single one that puts a person into another country is taken for a mistake.
_MANY: Final = 10

Told = TypeVar("Told", Claim, Event)


class Bearer(NamedTuple):
    """A person as some dispatches introduce it, and how many do."""

    actor: Actor
    dispatches: int


def bearer_of(sought: Sought, bearers: Iterable[Bearer]) -> Actor | None:
    """The one person whom a name stands for, of all who bear it; None where there is none, or more than one."""
    others = [b for b in bearers if b.actor.name not in sought.others]
    actor = the_one(sought.id, others)
    if actor is None or (sought.role is not None and actor.role != sought.role):
        return None
    return None if sought.common and sought.role is None else actor


def the_one(name: str, bearers: Sequence[Bearer]) -> Actor | None:
    """The one person that all who bear a name (by its id) are, with the country and sector that most give it."""
    if len({b.actor.id for b in bearers}) > 1 and not _are_one(name, bearers):
        return None
    country = _country(bearers)
    if country is None:
        return None
    of_country = [b for b in bearers if b.actor.country == country]
    full = max(of_country, key=lambda b: (len(b.actor.name.split()) > 1, b.dispatches, b.actor.id, b.actor.name)).actor
    role = _most((b.actor.role, b.dispatches) for b in of_country)
    return full.model_copy(update={"country": country, "role": role})


def known_as(told: Told, answer: Callable[[Actor], Actor | None]) -> Told:
    """A claim or an event with its mentions as `answer` knows them, by the actors as the dispatch alone has them."""
    return with_mentions(told, lambda mention: _known(mention, answer))


def with_mentions(told: Told, change: Callable[[Mention], Mention]) -> Told:
    """A claim or an event with each of its mentions changed; itself where none is."""
    lists = ("sources", "via", "about") if isinstance(told, Claim) else ("sources", "targets")
    changed = {}
    for field in lists:
        mentions: tuple[Mention, ...] = getattr(told, field)
        anew = tuple(map(change, mentions))
        if anew != mentions:
            changed[field] = anew
    return told.model_copy(update=changed) if changed else told


def _known(mention: Mention, answer: Callable[[Actor], Actor | None]) -> Mention:
    alone = mention.alone or mention.actor
    actor = answer(alone)
    if actor is None:
        return mention if mention.alone is None else mention.model_copy(update={"actor": alone, "alone": None})
    return mention.model_copy(update={"actor": actor, "alone": alone})


def _are_one(name: str, bearers: Iterable[Bearer]) -> bool:
    """Whether the given names before a surname can all be one person's: "Abbas", "A.", "Seyed Abbas"."""
    given = sorted({tuple(_without(b.actor.id.split("-"), name.split("-"))) for b in bearers}, key=len)
    return all(_fits(short, long) for i, short in enumerate(given) for long in given[i + 1 :])


def _without(words: list[str], part: list[str]) -> list[str]:
    for at in range(len(words) - len(part) + 1):
        if words[at : at + len(part)] == part:
            return words[:at] + words[at + len(part) :]
    return words


def _fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each of some given names, or its initial, is in longer ones, in that order."""
    left = iter(long)
    return all(any(word == other or word == other[0] or other == word[0] for other in left) for word in short)


def _country(bearers: Iterable[Bearer]) -> str | None:
    counts = Counter[str]()
    for bearer in bearers:
        if bearer.actor.country is not None:
            counts[bearer.actor.country] += bearer.dispatches
    ranked = counts.most_common(3)
    if len(ranked) == 1 or (len(ranked) == 2 and ranked[1][1] == 1 and ranked[0][1] >= _MANY):
        return ranked[0][0]
    return None


def _most(counted: Iterable[tuple[str | None, int]]) -> str | None:
    """The sector that most dispatches give; of as many, the first by its name."""
    counts = Counter[str]()
    for role, dispatches in counted:
        if role is not None:
            counts[role] += dispatches
    return min(counts, key=lambda role: (-counts[role], role), default=None)
