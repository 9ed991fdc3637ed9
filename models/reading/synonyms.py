"""Whether two nouns may call one thing: "lorry" and "truck", "bill" and "law". The words are in `tables/synonyms.toml`.

A word may be of several classes; two call one thing where they have one in common. Light: no language pipeline.
"""

from __future__ import annotations

from functools import cache

from models.reading.stems import stem
from models.reading.tables import table


@cache
def senses(word: str) -> frozenset[str]:
    """The names of the classes of a word in its base form; of one in no class, the word itself."""
    found = _classes().get(word) or _classes().get(singular(word))
    return found if found is not None else frozenset((singular(word),))


def one_thing(first: str, second: str) -> bool:
    """Whether two words may call one thing."""
    return not senses(first).isdisjoint(senses(second))


@cache
def is_weak(word: str) -> bool:
    """Whether a word tells next to nothing of which thing it is."""
    return word in _weak() or singular(word) in _weak()


def singular(word: str) -> str:
    """A noun without the ending of its plural."""
    for plural, one, shortest in _plurals():
        if word.endswith(plural) and len(word) - len(plural) >= shortest:
            return word[: len(word) - len(plural)] + one
    return word


@cache
def _plurals() -> list[tuple[str, str, int]]:
    return [(one["ending"], one["of"], one["letters"]) for one in table("synonyms")["plural"]]


@cache
def calls_a_body(word: str) -> bool:
    """Whether a word calls a body of a state or of rebels: "troops", "the government"."""
    return not senses(word).isdisjoint(table("synonyms")["bodies"])


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    things: list[list[str]] = table("synonyms")["things"]
    for words in things:
        for word in words:
            found.setdefault(word, set()).add(words[0])
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _weak() -> frozenset[str]:
    return frozenset(table("synonyms")["weak"])


def told_apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether words of the two sides tell two things apart: "northern" here, "southern" there."""
    for line in _apart():
        one, other = some & line, others & line
        if one and other and not one & other:
            return True
    return False


@cache
def _apart() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in table("synonyms")["apart"])


@cache
def counts_people(noun: str) -> bool:
    """Whether who is counted by a noun, or by its stem, may be told of as "people" as well."""
    return noun in _people() or singular(noun) in _people()


@cache
def _people() -> frozenset[str]:
    people: list[str] = table("synonyms")["people"]
    return frozenset((*people, *map(stem, people)))


@cache
def is_owned(word: str) -> bool:
    """Whether a word calls what anyone has: "profit", "shares"."""
    owned: list[str] = table("synonyms")["owned"]
    return word in owned or singular(word) in owned or not senses(word).isdisjoint(owned)
