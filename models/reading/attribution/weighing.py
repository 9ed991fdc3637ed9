"""How likely a word attributes its complement: a logistic model over what the grammar shows of the two.

The weights are in `tables/weights.toml`, fitted by `tests/fitting/attributing_words.py` (L1-regularised logistic
regression, as in the cue classifiers of Pareti 2015 and Scheible et al. 2016). A feature is a family and a value
(`("verb clause", "say")`); no feature names an actor, a subject or a topic: words count only as cues.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from models.reading.actors import words_of
from models.reading.clauses import is_passive, subject_of
from models.reading.quotes import is_mark
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token

Feature = tuple[str, str]

#: Complements that are what a word is about, unlike the prepositional phrases beside it.
_CORE = frozenset({"clause", "to", "np", "ing", "small", "addressed", "subject", "participle"})
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_PRONOUNS = {
    **dict.fromkeys(("i", "we"), "first"),
    **dict.fromkeys(("he", "she"), "he"),
    **dict.fromkeys(("this", "these", "those"), "this"),
    **{word: word for word in ("you", "they", "it", "who", "which", "that", "one")},
}
#: What a subject is, coarsely: nobody, a thing, things, the one who speaks here, or someone.
_COARSE = {
    **dict.fromkeys(("none", "it"), "none"),
    **dict.fromkeys(("which", "that", "this", "noun"), "thing"),
    "nouns": "things",
    "first": "first",
    "you": "you",
}


@dataclass(frozen=True, slots=True)
class Complement:
    """A word, one of the frames it stands in (`clauses.frames_of`), and the tokens of the complement in that frame."""

    word: Token
    frame: str
    tokens: list[Token]
    frames: frozenset[str]
    #: Whether the word stands inside quotation marks, and whether the complement brings a quotation.
    quoted: bool = False
    quotes: bool = False


@cache
def written_frames() -> dict[str, frozenset[str]]:
    """The frames in which `tables/cues.toml` lists a verb or, under `noun`, what a noun brings."""
    frames: dict[str, set[str]] = {}
    for kinds in table("cues")["verbs"].values():
        for frame, verbs in kinds.items():
            for verb in verbs:
                frames.setdefault(verb, set()).add(frame)
    return {verb: frozenset(found) for verb, found in frames.items()}


def kind_of(word: Token) -> str | None:
    """The kind of cue that a word can be: `verb`, `noun`, `adjective`."""
    return _KINDS.get(word.pos_)


def is_written(complement: Complement) -> bool:
    """Whether `tables/cues.toml` lists the word with this complement."""
    word = complement.word
    lemma = word.lemma_.lower()
    if kind_of(word) == "noun":
        return complement.frame in table("cues")["nouns"].get(lemma, ())
    frame = "to" if complement.frame == "addressed" else complement.frame
    return frame in written_frames().get(lemma, ())


def likelihood(complement: Complement) -> float:
    """The probability, 0 to 1, that a complement is what its word attributes."""
    weights = table("weights")
    score = weights["bias"][""]
    for family, value in features(complement):
        if (known := weights.get(family)) is not None:
            score += known.get(value, 0.0)
    return float(1 / (1 + math.exp(-score)))


def features(complement: Complement) -> Iterator[Feature]:
    """What the grammar shows of a word and its complement."""
    word, frame = complement.word, complement.frame
    kind, lemma = kind_of(word) or "", word.lemma_.lower()
    yield kind, lemma
    yield f"{kind} {frame}", lemma
    yield f"{kind} frame", frame
    yield "tag", word.tag_
    yield "relation", word.dep_
    yield from _of_speaker(word, kind, lemma, frame)
    yield from _of_word(word, frame)
    if kind == "verb":
        yield from _of_verb(word, lemma, frame)
    elif kind == "noun":
        yield from _of_noun(word, lemma, frame)
    yield from _of_complement(complement)


def _of_speaker(word: Token, kind: str, lemma: str, frame: str) -> Iterator[Feature]:
    if kind == "verb":
        speaker = subject_of(word)
    elif kind == "noun":
        speaker = next((c for c in word.lefts if c.dep_ == "poss"), None)
    else:
        speaker = subject_of(word.head) if word.head.pos_ in ("VERB", "AUX") else None
    who = _who(speaker)
    yield f"{kind} by", who
    if kind == "verb":
        yield f"{frame} by", who
        yield f"verb by {_COARSE.get(who, 'someone')}", lemma


def _of_word(word: Token, frame: str) -> Iterator[Feature]:
    marks = {c.dep_: c for c in word.lefts}
    if is_passive(word):
        yield "form", "passive"
        yield "passive", frame
        yield "form", "by an agent" if any(c.dep_ == "agent" for c in word.rights) else "by nobody"
    if any(c.tag_ == "MD" for c in word.lefts):
        yield "form", "modal"
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in word.lefts):
        yield "form", "infinitive"
    if "neg" in marks:
        yield "form", "negated"
    if "mark" in marks and marks["mark"].lower_ == "if":
        yield "form", "conditional"


def _of_verb(word: Token, lemma: str, frame: str) -> Iterator[Feature]:
    yield f"verb as {word.tag_}", lemma
    if word.dep_ == "xcomp":
        yield "under", word.head.lemma_.lower()
    written = written_frames().get(lemma)
    if written is not None:
        yield "written", frame if frame in written else "otherwise"


def _of_noun(word: Token, lemma: str, frame: str) -> Iterator[Feature]:
    if word.dep_ in ("dobj", "nsubj", "attr", "nsubjpass"):
        yield f"noun as {word.dep_}", word.head.lemma_.lower()
    yield "determiner", next((c.lower_ for c in word.lefts if c.dep_ == "det"), "none")
    if frame in table("cues")["nouns"].get(lemma, ()):
        yield "written", "noun"


def _of_complement(complement: Complement) -> Iterator[Feature]:
    word, frame, tokens = complement.word, complement.frame, complement.tokens
    first, last = tokens[0], tokens[-1]
    if complement.quoted:
        yield "form", "quoted"
        yield "quoted", frame
    elif complement.quotes:
        yield "form", "quotes"
        yield "quotes", frame
    if first.i > word.i:
        yield "side", "after"
    else:
        closed = last.i + 1 < len(word.doc) and (last.text == "," or last.nbor(1).text == ",")
        yield "side", "before a comma" if closed else "before"
    yield "length", next((str(n) for n in (1, 3, 7, 15) if len(tokens) <= n), "more")
    inside = set(tokens)
    head = next((t for t in tokens if t.head.i == t.i or t.head not in inside), first)
    if frame == "clause":
        marks = [c.lower_ for c in head.lefts if c.dep_ == "mark" or c.tag_ in ("WP", "WRB", "WDT")]
        yield "mark", marks[0] if marks else "none"
        yield "clause", head.tag_
    elif frame in ("np", "addressed"):
        yield "object", _who(head)
    for other in complement.frames - {frame}:
        yield f"{frame} beside", other if other in _CORE else "preposition"


def _who(token: Token | None) -> str:
    """What a subject, owner or object is: nobody, a pronoun, a name of a kind, a person's title, a common noun."""
    if token is None:
        return "none"
    if (pronoun := _PRONOUNS.get(token.lower_)) is not None:
        return pronoun
    if token.pos_ == "PRON":
        return "pronoun"
    if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return token.ent_type_
    if token.pos_ == "PROPN":
        return "name"
    lemma = token.lemma_.lower()
    if lemma in words_of("titles") or token.lower_ in words_of("titles"):
        return "title"
    if lemma in words_of("collectives"):
        return "collective"
    return "nouns" if token.tag_ == "NNS" else "noun"


def complements_of(word: Token, frames: dict[str, list[Token]], quoted: frozenset[int]) -> list[Complement]:
    """Each complement of a word in its frames; `quoted` are the tokens inside quotation marks, marks included."""
    inside = word.i in quoted
    return [
        Complement(
            word,
            frame,
            sorted(tokens, key=lambda t: t.i),
            frozenset(frames),
            quoted=inside,
            quotes=not inside and any(t.i in quoted or is_mark(t.text) for t in tokens),
        )
        for frame, tokens in frames.items()
    ]


def leaning(kind: str, frame: str, lemma: str) -> float:
    """The log odds that a word alone lends a frame, whatever stands around it."""
    weights = table("weights")
    return float(sum(weights.get(family, {}).get(lemma, 0.0) for family in (kind, f"{kind} {frame}")))
