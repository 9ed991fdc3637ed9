"""What a clause says at bottom: the predicate beneath attitudes, light verbs and nouns, its polarity and its mood.

"Expressed readiness to provide mediation services" and "does not seek to act as a mediator" both come to "mediate".
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.reading.firmness import is_negated
from models.reading.gists.words import is_deed, words, written
from models.records import Mood

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: Clauses that tell of something else.
_APART = frozenset({"advcl", "relcl", "parataxis"})
#: Layers that are looked through at most.
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Core:
    """The word of a predicate, whether it is turned round, how it is meant, and the words passed on the way."""

    word: Token
    negated: bool
    mood: Mood
    layers: tuple[Token, ...]


def core(word: Token, negated: bool | None = None, mood: Mood = "fact") -> Core:
    """What a verb or noun comes to; `negated` where its own polarity is known already."""
    found = Core(word, is_negated(word) if negated is None else negated, _stronger(mood, _mood(word)), (word,))
    for _ in range(_DEEPEST):
        deeper = _beneath(found)
        if deeper is None:
            break
        found = deeper
    return found


def _stronger(first: Mood, second: Mood) -> Mood:
    if "open" in (first, second):
        return "open"
    return first if second == "fact" else second


def _mood(word: Token) -> Mood:
    """How the auxiliaries and conditions of a clause have it meant."""
    auxiliaries: set[str] = set()
    for child in word.children:
        if child.dep_ in ("mark", "advmod"):
            if child.lower_ in words("modals", "leaving_open"):
                return "open"
        elif child.dep_ in ("aux", "auxpass"):
            auxiliaries.add(child.lower_)
        elif child.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in words("clause", "conditions") for c in child.children
        ):
            return "open"
    moods: tuple[Mood, ...] = ("will", "ought", "able", "open") if auxiliaries else ()
    return next((mood for mood in moods if auxiliaries & words("modals", mood)), "fact")


def _beneath(found: Core) -> Core | None:
    """One layer deeper; None where the predicate is reached."""
    word = found.word
    if word.pos_ in ("VERB", "AUX"):
        return _beneath_verb(found, word)
    if word.pos_ == "ADJ":
        return _beneath_attitude(found, word)
    if word.pos_ in ("NOUN", "PROPN"):
        return _beneath_attitude(found, word) or _in_container(found, word)
    return None


def _beneath_verb(found: Core, word: Token) -> Core | None:
    lemma = written(word)
    shared = _shared_in(word)
    if shared is not None:
        return replace(_to(found, shared), negated=found.negated or _is_nothing(word))
    if word.lemma_ == "be" or (word.lemma_ in words("clause", "copulas") and _said_of(word) is not None):
        at = _said_of(word)
        return None if at is None else _to(found, at)
    attitude = _beneath_attitude(found, word)
    if attitude is not None:
        return attitude
    if word.lemma_ in words("said", "saying"):
        told = next((c for c in word.rights if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
        return None if told is None else _to(found, told)
    if lemma in words("light", "verbs") or word.lemma_ in words("light", "verbs"):
        return _lent(found, word)
    return None


def _said_of(verb: Token) -> Token | None:
    """The adjective, noun or state that a copula says of its subject."""
    for child in verb.rights:
        if child.dep_ in ("acomp", "attr", "oprd"):
            return child
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in words("light", "stances") and not _is_aside(child):
            return child
        if child.dep_ == "prep" and child.lower_ in words("light", "states"):
            return next((p for p in child.rights if p.dep_ == "pobj" and p.pos_ == "NOUN"), None)
        if child.dep_ == "xcomp":
            return child
    return None


def _beneath_attitude(found: Core, word: Token) -> Core | None:
    """What is wanted, refused, failed in or gone on with."""
    lemma = written(word) if written(word) in words("will", "refuse") else word.lemma_.lower()
    wish, refuse = lemma in words("will", "wish"), lemma in words("will", "refuse")
    undone, goes_on = lemma in words("undone", "words"), lemma in words("undone", "goes_on")
    if not (wish or refuse or undone or goes_on):
        return None
    act = _act_of(word, nouns=wish or refuse or undone)
    if act is None:
        return None
    mood: Mood = "will" if (wish or refuse) and found.mood in ("fact", "will") else found.mood
    return _to(replace(found, mood=mood, negated=found.negated != (refuse or undone)), act)


def _act_of(word: Token, nouns: bool) -> Token | None:
    """The act after an attitude: "to mediate", "sending troops", "for talks", "the role of a mediator"."""
    for child in word.rights:
        if child.dep_ in ("xcomp", "acl", "ccomp") and child.pos_ in ("VERB", "AUX") and child.tag_ in ("VB", "VBG"):
            return child
        if child.dep_ in ("prep", "prt") and child.lower_ in words("clause", "to_an_act"):
            for inner in child.rights:
                if inner.dep_ in ("pcomp", "xcomp") and inner.pos_ == "VERB":
                    return inner
                if (
                    nouns
                    and inner.dep_ == "pobj"
                    and inner.pos_ == "NOUN"
                    and (is_deed(inner.lemma_) or _is_container(inner))
                ):
                    return inner
    if nouns:
        for child in word.rights:
            if child.dep_ == "dobj" and child.pos_ == "NOUN" and (is_deed(child.lemma_) or _is_container(child)):
                return child
        for child in word.lefts:
            if word.pos_ == "NOUN" and child.dep_ == "compound" and is_deed(child.lemma_):
                return child
    return None


def _is_aside(prep: Token) -> bool:
    """Whether a preposition has nothing after it that one could be for or against."""
    return not any(p.dep_ in ("pobj", "pcomp") for p in prep.rights)


def _shared_in(verb: Token) -> Token | None:
    """The deed in which one has a share, or none: "had nothing to do with the raid", "was behind the attack"."""
    shares = words("light", "shares")
    at = [verb, *(c for c in verb.rights if c.dep_ in ("acomp", "attr", "dobj", "prep", "advmod"))]
    for word in at:
        if word.lemma_.lower() in shares:
            inner = _after(word, words("clause", "to_a_share"))
            if inner is not None:
                return inner
    if _is_nothing(verb):
        for do in (t for c in verb.rights if c.lower_ in ("nothing", "do") for t in (c, *c.rights)):
            if do.lemma_ == "do" and (inner := _after(do, ("with",))) is not None:
                return inner
    return None


def _after(word: Token, prepositions: Container[str]) -> Token | None:
    """The deed after a preposition: "in the killing", "behind shelling the camp"."""
    preps = [word] if word.dep_ == "prep" else [c for c in word.rights if c.dep_ == "prep"]
    for prep in preps:
        if prep.lower_ in prepositions:
            for inner in prep.rights:
                if inner.dep_ == "pcomp" or (inner.dep_ == "pobj" and inner.pos_ == "NOUN" and is_deed(inner.lemma_)):
                    return inner
    return None


def _is_nothing(verb: Token) -> bool:
    return verb.lemma_ == "have" and any(c.lower_ == "nothing" for c in verb.rights)


def _of_degree(verb: Token) -> Token | None:
    """The adjective that is the predicate of what one has: "has sufficient reserves"."""
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr") and child.pos_ == "NOUN":
            return next((c for c in child.lefts if c.lower_ in words("light", "degrees")), None)
    return None


def _lent(found: Core, verb: Token) -> Core | None:
    """The deed to which a light verb lends its subject."""
    if verb.lemma_ in words("clause", "having") and (degree := _of_degree(verb)) is not None:
        return _to(found, degree)
    for child in verb.children:
        named = child.dep_ in ("dobj", "nsubjpass") or (
            child.dep_ == "nsubj" and not any(c.dep_ in ("dobj", "prep") and c.i > verb.i for c in verb.children)
        )
        if named and child.pos_ == "NOUN" and (is_deed(child.lemma_) or _is_container(child)):
            inner = _in_container(found, child)
            return inner if inner is not None else _to(found, child)
    if verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.rights):
        deed = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN" and is_deed(c.lemma_)), None)
        return None if deed is None else _to(found, deed)
    bridges = {"as", "into"} | ({"in"} if verb.lemma_ in ("engage", "take") else set())
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in bridges:
            for noun in child.rights:
                if noun.dep_ == "pobj" and noun.pos_ == "NOUN" and (child.lower_ == "as" or is_deed(noun.lemma_)):
                    return _to(found, noun)
    return None


def _is_container(noun: Token) -> bool:
    return noun.lemma_ in words("light", "containers") or noun.lemma_ in words("will", "wish")


def _in_container(found: Core, noun: Token) -> Core | None:
    """What a role, a service or an effort consists in."""
    if noun.lemma_ not in words("light", "containers"):
        return None
    for child in noun.lefts:
        qualifies = child.dep_ in ("compound", "amod", "nmod") and child.pos_ in ("NOUN", "ADJ", "VERB")
        if qualifies and not child.ent_type_ and (is_deed(child.lemma_) or child.lemma_.endswith(("ing", "or", "ory"))):
            return _to(found, child)
    act = _act_of(noun, nouns=True)
    if act is not None:
        return _to(found, act)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "as"):
            inner = next((p for p in child.rights if p.dep_ == "pobj" and p.pos_ == "NOUN"), None)
            if inner is not None:
                return _to(found, inner)
    return None


def _to(found: Core, word: Token) -> Core:
    """A layer deeper, with what this layer itself negates and leaves open."""
    already = (
        word.head.i == found.word.i and word.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and is_negated(found.word)
    )
    negated = found.negated != (is_negated(word) and not already)
    return Core(word, negated, _stronger(found.mood, _mood(word)), (*found.layers, word))


def joined(verb: Token) -> Iterator[Token]:
    """A predicate and those joined to it by conjunction."""
    yield verb
    for child in verb.rights:
        if (
            child.dep_ == "conj"
            and child.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
            and (verb.pos_ in ("VERB", "AUX")) == (child.pos_ in ("VERB", "AUX"))
        ):
            yield from joined(child)


class Clauses:
    """The clauses of one dispatch, each gathered once."""

    def __init__(self) -> None:
        self._of: dict[int, Sequence[Token]] = {}

    def of(self, word: Token) -> Sequence[Token]:
        """A predicate with all that belongs to it, each word before its own, without clauses that tell of others."""
        found = self._of.get(word.i)
        if found is None:
            found = self._of[word.i] = _gathered(word)
        return found


def _gathered(word: Token) -> list[Token]:
    found: list[Token] = []
    waiting = [word]
    while waiting:
        at = waiting.pop()
        found.append(at)
        for side in (at.rights, at.lefts):
            for child in reversed(side):
                joined_verb = child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")
                if not joined_verb and child.dep_ not in _APART:
                    waiting.append(child)
    return found
