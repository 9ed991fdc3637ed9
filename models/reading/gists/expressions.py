"""The expressions of `tables/stances.toml` in a sentence: words in their order, few between, in any form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: Words that may stand between two of one expression; before a preposition, which else belongs elsewhere, one.
_BETWEEN = 3
_PREPOSITIONS = frozenset({"in", "on", "of", "to", "at", "for", "from", "by", "with"})
_BRIDGES = _PREPOSITIONS | {"into", "against", "over", "as", "than", "be"}
#: Words that stand for some of a thing.
_SOME = frozenset({"all", "some", "most", "none", "any", "half", "one", "each", "several", "many"})
_QUOTES = frozenset("\"'“”‘’")
_OF_KIND = {"v": ("VERB", "AUX"), "n": ("NOUN", "PROPN"), "a": ("ADJ", "ADV", "ADP", "PART"), "r": ("ADV",)}


@dataclass(frozen=True, slots=True)
class _Expression:
    rest: tuple[str, ...]
    #: The kind of its first word, and of its last where a second letter tells it.
    kind: str
    axis: str
    is_plus: bool


@cache
def _expressions() -> dict[str, list[_Expression]]:
    found: dict[str, list[_Expression]] = {}
    for name, axis in table("stances")["axis"].items():
        for is_plus, written in ((True, axis["plus"]), (False, axis["minus"])):
            for one in written:
                text, _, kind = one.partition("/")
                first, *rest = text.split(" ")
                found.setdefault(first, []).append(_Expression(tuple(rest), kind, name, is_plus))
    return found


class _Beginning(NamedTuple):
    """The expressions that may begin with a word, those of them of one word, and the second words of the others."""

    every: tuple[_Expression, ...]
    alone: tuple[_Expression, ...]
    seconds: frozenset[str]


@cache
def _beginning(lemma: str, lower: str) -> _Beginning | None:
    """What may begin with a word of these forms; None for most words."""
    every = tuple(one for form in dict.fromkeys((lemma, lower)) for one in _expressions().get(form, ()))
    alone, seconds = (one for one in every if not one.rest), (one.rest[0] for one in every if one.rest)
    return _Beginning(every, tuple(alone), frozenset(seconds)) if every else None


def matches(tokens: list[Token]) -> list[tuple[tuple[Token, ...], str, bool]]:
    """The expressions in a sentence; one inside a longer one does not count."""
    forms = [(t.lemma_.lower(), t.lower_) for t in tokens]
    there = set(chain.from_iterable(forms))
    found: list[tuple[tuple[Token, ...], str, bool]] = []
    for at, form in enumerate(forms):
        beginning = _beginning(*form)
        if beginning is None:
            continue
        seconds = beginning.seconds & there
        for one in beginning.every if seconds else beginning.alone:
            if one.rest and (one.rest[0] not in seconds or _only_helps(tokens[at])):
                continue
            if not one.rest and _has_particle(tokens[at]):
                continue
            if one.kind and tokens[at].pos_ not in _OF_KIND[one.kind[0]]:
                continue
            rest = _following(tokens, forms, at, one.rest)
            if rest is not None and not (one.kind[1:] and rest[-1].pos_ not in _OF_KIND[one.kind[1]]):
                found.append(((tokens[at], *rest), one.axis, one.is_plus))
    # A preposition alone ("deliver to") makes no other word of it.
    longer = [
        frozenset(t.i for t in whole)
        for whole, axis, _ in found
        if len(whole) > 1 and (axis == "none" or any(t.lower_ not in _BRIDGES for t in whole[1:]))
    ]
    if not longer:
        return found
    return [match for match in found if not any(frozenset(t.i for t in match[0]) < whole for whole in longer)]


def _only_helps(verb: Token) -> bool:
    """Whether it is no verb of its own, as an expression begins with: "did not make it" is no "do it"."""
    return verb.dep_ in ("aux", "auxpass") and verb.lemma_ in ("do", "have")


def _has_particle(verb: Token) -> bool:
    """Whether a particle makes another word of a verb: "grew up" is not "grew"."""
    return verb.pos_ == "VERB" and any(c.dep_ == "prt" for c in verb.rights)


def _following(tokens: list[Token], forms: list[tuple[str, str]], at: int, rest: tuple[str, ...]) -> list[Token] | None:
    """The further words of an expression after its first, each near the one before it; None where one is missing."""
    found: list[Token] = []
    if len(rest) == 1 and (done_to := _done_to(tokens[at], rest[0])) is not None:
        return [done_to]
    for word in rest:
        place = _near(tokens, forms, at, word)
        if place is None and (place := _belonging(tokens[at], forms, word)) is None:
            return None
        if word == "no" and len(found) + 1 == len(rest) and tokens[place].dep_ == "det":
            return None  # "said it had no drones" is no "said no"
        if word == "to" and len(found) + 1 == len(rest) and tokens[place].tag_ == "TO":
            return None  # "is going to focus"
        found.append(tokens[place])
        at = place
    return found


def _near(tokens: list[Token], forms: list[tuple[str, str]], at: int, word: str) -> int | None:
    """Where the next word of an expression stands a little after the one at a place."""
    reach = 1 if word in _PREPOSITIONS else _BETWEEN
    for place in range(at + 1, min(at + reach + 2, len(tokens))):
        if word in forms[place]:
            return place
        if tokens[place].is_punct and tokens[place].text not in _QUOTES:
            return None
    return None


def _belonging(above: Token, forms: list[tuple[str, str]], word: str) -> int | None:
    """Where it stands further on as what is done, or after "of" or a preposition: "shut all of its coal plants"."""
    start = above.sent.start
    for child in above.rights:
        if child.dep_ in ("dobj", "pobj", "prep"):
            if word in forms[child.i - start]:
                return child.i - start
            if child.lower_ in _SOME:
                for noun in (n for of in child.rights if of.lower_ == "of" for n in of.rights):
                    if word in forms[noun.i - start]:
                        return noun.i - start
    return None


def _done_to(verb: Token, noun: str) -> Token | None:
    """The thing of an expression that stands before its verb: "the bill was signed", "mines laid by the army"."""
    if verb.pos_ != "VERB" or verb.tag_ != "VBN":
        return None
    if verb.dep_ in ("acl", "relcl") and verb.head.lemma_ == noun:
        return verb.head
    return next((c for c in verb.lefts if c.dep_ == "nsubjpass" and c.lemma_ == noun), None)
