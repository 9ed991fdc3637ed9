"""Whom a dispatch introduces to the others, and whom it calls by a name that it does not explain.

Read after the actors, claims and events; what is made of it across dispatches is for `models.bearers` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from models.reading.actors import Actors
from models.reading.family_names import comes_first
from models.reading.gazetteer import known_names, slug
from models.reading.own_actors import own_actors
from models.reading.phrases import words_of
from models.reading.tables import table
from models.records import Actor, Claim, Event, Introduced, Mention, Sought


def introduced(actors: Actors) -> tuple[Introduced, ...]:
    """The people of a dispatch that it names in full, or with their country, each once."""
    found: dict[Actor, Introduced] = {}
    for named in actors.by_head.values():
        mention = named.mention
        actor = mention.actor
        if actor in found or mention.span is None or not _is_name(actor) or actor.name not in mention.text:
            continue
        names = names_for(actor)
        if len(names) > 1 or actor.country is not None:
            found[actor] = Introduced(actor=actor, names=names, span=mention.span)
    return tuple(found.values())


def sought(claims: Sequence[Claim], events: Sequence[Event]) -> tuple[Sought, ...]:
    """The people of a dispatch's claims and events whose country it does not tell, each once."""
    found: dict[str, Sought] = {}
    speakers = {mention.actor.id for claim in claims for mention in claim.sources}
    for mention in _mentions(claims, events):
        actor = mention.actor
        if actor.id in found or not is_open(actor) or actor.name in known_names():
            continue
        if actor.kind == "place" and actor.id not in speakers:
            continue  # a name that the tagger takes for a place's speaks for itself
        others = {name for pair in own_actors().different if actor.name in pair for name in pair} - {actor.name}
        common = actor.id in _common() or (actor.kind != "person" and len(actor.name) < 4)
        role = None if actor.role == "CVL" else actor.role  # "Mr." tells nothing
        found[actor.id] = Sought(id=actor.id, role=role, common=common, others=tuple(sorted(others)))
    return tuple(found.values())


def is_open(actor: Actor) -> bool:
    """Whether an actor is somebody's name and no more: a person's, or a single word that could be one.

    The tagger takes many a foreign surname for an organization's name.
    """
    if actor.country is not None or not actor.name[:1].isupper() or actor.name.isupper():
        return False
    if actor.kind == "person":
        return _is_name(actor)
    if actor.kind not in ("unknown", "organization", "place") or actor.role is not None or _is_word(actor.name):
        return False
    return all(part.isalpha() for part in actor.name.split("-"))


def names_for(actor: Actor) -> tuple[str, ...]:
    """The ids of the names that a person may be called by: all of it, the surname with its particles, without them."""
    surnames = table("actors")["surnames"]
    words = actor.name.split()
    while len(words) > 2 and slug(words[-1]) in surnames["endings"]:
        words.pop()
    found = [slug(actor.name), slug(" ".join(words))]
    if comes_first(words, actor.country):
        found.append(slug(words[0]))
    else:
        found.append(slug(words[-1]))
        found += [slug(words[-1][len(part) + 1 :]) for part in surnames["particles"] if _begins(words[-1], part)]
        at = len(words) - 1
        while at > 1 and slug(words[at - 1]) in surnames["particles"]:
            at -= 1
            found.append(slug(" ".join(words[at:])))
    return tuple(dict.fromkeys(found))


def _begins(word: str, particle: str) -> bool:
    return word.lower().startswith(f"{particle}-")


def _is_name(actor: Actor) -> bool:
    """Whether a person is called by a name, and not by an office ("Foreign Minister")."""
    words = actor.name.split()
    return actor.kind == "person" and bool(words) and words[0][0].isalpha() and not _is_word(words[-1])


def _is_word(name: str) -> bool:
    return name[0].islower() or name.lower() in words_of("titles") or name.lower() in words_of("collectives")


def _mentions(claims: Iterable[Claim], events: Iterable[Event]) -> Iterator[Mention]:
    for claim in claims:
        yield from (*claim.sources, *claim.via, *claim.about)
    for event in events:
        yield from (*event.sources, *event.targets)


@cache
def _common() -> frozenset[str]:
    return frozenset(table("actors")["surnames"]["common"])
