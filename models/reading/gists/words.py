"""The words of gists: under which name a predicate is compared, whether a word turns it round, how a noun counts.

The words are in `tables/gists.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from models.reading.stems import stem
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token


@cache
def _families() -> dict[str, str]:
    same: list[list[str]] = table("gists")["same"]
    found: dict[str, str] = {}
    for words in same:
        for word in words:
            found.setdefault(word, words[0])
    for words in same:
        for word in words:
            found.setdefault(stem(word), words[0])
    return found


@cache
def family(word: str) -> tuple[str, bool]:
    """The name under which a predicate is compared, and whether the word says the contrary of it."""
    contrary: dict[str, str] = table("gists")["contrary"]
    if word in contrary:
        return family(contrary[word])[0], True
    families = _families()
    return families.get(word) or families.get(stem(word)) or stem(word), False


def written(token: Token) -> str:
    """A token's lemma, with the particle that makes it another word."""
    lemma = token.lemma_.lower()
    for child in token.rights:
        if child.dep_ == "prt" or (child.dep_ == "advmod" and child.lower_ in words("clause", "particles")):
            return f"{lemma} {child.lower_}"
    return lemma


def family_of(token: Token) -> tuple[str, bool]:
    """As `family`, of a token with its particle."""
    if token.lemma_ == "free" and token.pos_ == "ADJ":
        return "free of fault", False
    if (objects := _done_to().get(token.lemma_)) is not None:
        done_to = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
        for name, things in objects.items():
            if any(c.lemma_ in things or c.ent_type_ == "GPE" for c in done_to):
                return name, False
    whole = written(token)
    known = whole in _families() or whole in table("gists")["contrary"]
    return family(whole if known else token.lemma_.lower())


@cache
def _done_to() -> dict[str, dict[str, list[str]]]:
    """Verbs that are another predicate where they are done to certain things."""
    found: dict[str, dict[str, list[str]]] = table("gists")["done_to"]
    return found


def deed_name(verb: str, word: Token) -> str:
    """The name under which an event is compared: of its verb and thing together, of the thing, or of its word."""
    verb = verb.lower()
    parts = verb.split(" ")
    if len(parts) > 1 and parts[0] != "be":
        families = _families()
        if found := families.get(verb) or families.get(parts[-1]):
            return found
    return family_of(word)[0]


@cache
def words(section: str, name: str) -> frozenset[str]:
    """A list of the table."""
    return frozenset(table("gists")[section][name])


def is_deed(noun: str) -> bool:
    """Whether a noun is one of doing: "mediation", "talks", "strike"."""
    from models.reading.deeds.base import noun_actions

    return noun in noun_actions() or noun in words("light", "deeds") or noun.endswith(tuple(words("stems", "deeds")))


@cache
def counted(noun: str) -> str:
    """The class of things that a noun counts."""
    classes: dict[str, list[str]] = table("gists")["counted"] | table("gists")["money"]
    return next((name for name, nouns in classes.items() if noun in nouns), stem(noun))


@cache
def is_money(unit: str) -> bool:
    """Whether what is counted, by its class, is a currency."""
    return unit in table("gists")["money"]
