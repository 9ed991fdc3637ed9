"""Noun phrases of a parse: where one begins, what is joined to it, whether it stands as a place.

What `naming` and `actors` need to know of the grammar; no name is resolved here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from models.reading.tables import table
from models.records import Mention

if TYPE_CHECKING:
    from models.reading.gazetteer import Entry
    from models.reading.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
#: Dependents on the left that belong to a name or its description.
_PREMODIFIERS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "advmod",
        "predet",
        "punct",
        "case",
        "cc",
        "conj",
        "npadvmod",
        "preconj",
    }
)
PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
_PRONOUNS = PERSONAL | NEUTER | PLURAL
#: Where an adjective that stands for a name stands ("the Germans").
_STANDING = SUBJECTS | {"pobj", "dobj", "poss"}
_PLACE_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "from",
        "into",
        "through",
        "within",
        "to",
        "over",
        "toward",
        "towards",
        "via",
        "above",
        "below",
        "beyond",
        "off",
    }
)


@cache
def words_of(kind: str) -> dict[str, str]:
    """The words of a section of `tables/actors.toml` that map to sectors: `titles`, `collectives`."""
    return {word: role for role, words in table("actors")[kind].items() for word in words}


@cache
def facility_nouns() -> frozenset[str]:
    """Nouns for places that are no actors themselves."""
    return frozenset(table("actors")["facilities"]["nouns"])


@dataclass(frozen=True, slots=True)
class Named:
    """A noun phrase: its head token, its first and last token, the mention, and whether it stands as a place."""

    head: int
    first: int
    last: int
    mention: Mention
    locative: bool = False
    plural: bool = False


def conjuncts(token: Token) -> list[Token]:
    """A token and what is joined to it by conjunction, in order."""
    found = [token]
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in NOMINAL:
            found.extend(conjuncts(child))
    if len(found) == 1 and token.dep_ in SUBJECTS and (other := _other_subject(token)) is not None:
        found.extend(conjuncts(other))
    return found


def _other_subject(subject: Token) -> Token | None:
    """The second of two joined subjects, where the parse has hung both on the verb: "A" and "B" of "A and B met"."""
    joint = next((c for c in subject.rights if c.dep_ == "cc"), None)
    if joint is None:
        return None
    others = [c for c in subject.head.lefts if c.dep_ == subject.dep_ and c.left_edge.i == joint.i + 1]
    return others[0] if others and others[0].pos_ in NOMINAL else None


def left_edge(head: Token) -> Token:
    """The first token of the noun phrase, without quotation marks, conjunctions or what only stands before it."""
    first = head
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _PREMODIFIERS or (child.dep_ == "advmod" and child.pos_ != "ADV"):
            break
        first = child.left_edge
    for token in head.doc[first.i + 1 : head.i]:
        if token.text == "," and token.nbor(-1).pos_ == "PROPN":
            first = token.nbor(1)  # "…to Armenia, Defense Ministry spokesman Oleg Petrov": a name ends before a comma
    before = first.nbor(-1).lemma_ if first.i else ""
    if first.i < head.i and (first.tag_ == "RP" or (first.lower_ == "dead" and before == "shoot")):
        first = first.nbor(1)  # "handed over 18 soldiers", "shot dead two men": of the verb
    while first.i < head.i and (first.is_punct or first.dep_ in ("cc", "preconj") or first.is_space):
        first = first.nbor(1)
    return first


def stands_as_place(head: Token, entry: Entry | None) -> bool:
    """Whether a name stands where a place stands ("a meeting in Washington", "fled from Iran")."""
    if entry is not None and entry.form in ("demonym", "people"):
        return False
    if head.dep_ == "conj":
        return stands_as_place(head.head, entry)
    if head.dep_ in ("compound", "npadvmod", "nmod"):
        following = head.doc[head.i + 1 : head.i + 3]
        based = len(following) == 2 and following[0].text == "-" and following[1].lower_ == "based"
        return based or (head.dep_ == "compound" and head.head.lower_ in table("actors")["facilities"]["parts"])
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        return head.head.head.lemma_.lower() in table("actors")["facilities"]["whereabouts"]
    return head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPOSITIONS


def is_expletive(pronoun: Token) -> bool:
    """The "it" of "it was stated that", "it is about"."""
    verb = pronoun.head
    if pronoun.dep_ == "nsubjpass":
        return any(c.dep_ in ("ccomp", "xcomp") for c in verb.rights)
    if pronoun.dep_ != "nsubj" or verb.lemma_ != "be":
        return False
    own = table("actors")["of_somebody"]["words"]  # "said it was ready to mediate", "denied it was behind the raid"
    return not any(c.lower_ in own for c in verb.rights)


def heads_phrase(token: Token) -> bool:
    """Whether a token heads a noun phrase that may name an actor."""
    if token.pos_ == "PRON":
        return token.lower_ in _PRONOUNS
    if token.pos_ == "ADJ":
        return token.dep_ in _STANDING and token.text[:1].isupper()
    if token.pos_ == "ADV":  # "Axios reported", of which the tagger makes an adverb
        return token.dep_ in SUBJECTS and token.text[:1].isupper()
    return token.pos_ in ("NOUN", "PROPN") and (token.dep_ not in ("compound", "nmod") or token.head.i < token.i)
