"""What the rules of events share: the deed they find, and the words of `tables/actions.toml` they know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from models.reading.tables import table
from models.records import Category, Mention, Status

if TYPE_CHECKING:
    from models.reading.tokens import Token

RECIPROCAL = frozenset({"CONSULT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as tokens: the word that carries it, what it is, who acts, on whom."""

    word: Token
    category: Category
    lemma: str
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    #: Set where the word's own form does not tell it: a threat to strike has been made.
    status: Status | None = None


@cache
def verb_actions() -> dict[str, dict[str, Category]]:
    """For each verb its frames, each with its category."""
    found: dict[str, dict[str, Category]] = {}
    for category, frames in table("actions")["verbs"].items():
        for frame, verbs in frames.items():
            for verb in verbs:
                found.setdefault(verb, {}).setdefault(frame, category)
    return found


@cache
def noun_actions() -> dict[str, Category]:
    """The category of each noun, or compound of two."""
    return {noun: category for category, nouns in table("actions")["nouns"].items() for noun in nouns}


@cache
def thing_actions() -> dict[tuple[str, str], Category]:
    """The category of a verb with a noun as its object: "suspended aid", "opened an investigation"."""
    return {
        (verb, noun): rule["category"]
        for rule in table("actions")["things"]
        for verb in rule["verbs"]
        for noun in rule["nouns"]
    }


@cache
def agent_nouns() -> frozenset[str]:
    """Common nouns for people and bodies that act together, though nobody names them: "protesters", "the court"."""
    return frozenset(table("actions")["agents"]["nouns"])


def names_people(noun: str) -> bool:
    """Whether a plural noun is of people by its ending: "militiamen", "separatists"."""
    return noun.endswith(tuple(table("actions")["agents"]["endings"]))


#: Adverbs that go with a verb though its object stands between: "called its ambassador home".
_AWAY = frozenset({"home", "back"})
_MOVING = frozenset({"call", "send", "bring", "pull"})


def hyphenated(word: Token) -> str:
    """A word with what a hyphen joins to it, which the pipeline takes for words of their own ("cease-fire"), or ""."""
    if word.i < 2 or word.nbor(-1).text != "-" or word.nbor(-1).idx + 1 != word.idx:
        return ""
    before = word.nbor(-2)
    return f"{before.lower_}-{word.lemma_.lower()}" if before.idx + len(before.text) == word.nbor(-1).idx else ""


def keys_of(verb: Token) -> list[str]:
    """What a verb is looked up as: with its particle ("turn down") or what a hyphen joins to it before without it."""
    lemma = verb.lemma_.lower()
    if whole := hyphenated(verb):
        return [whole, lemma]
    particle = next(
        (c.lower_ for c in verb.rights if c.dep_ == "prt" or (c.dep_ == "advmod" and c.i == verb.i + 1)),
        "",
    )
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if not particle and after.tag_ == "RP":  # "handed over 18 soldiers", of which the parse makes a quantity
        particle = after.lower_
    if not particle and (out := next((c for c in verb.rights if c.i == verb.i + 1 and c.dep_ == "prep"), None)):
        particle = (
            out.lower_ if any(c.dep_ == "prep" and c.i == out.i + 1 for c in out.rights) else ""
        )  # "pulled out of"
    if not particle and lemma in _MOVING:
        particle = next((t.lower_ for c in verb.rights for t in c.subtree if t.lower_ in _AWAY), "")
    return [f"{lemma} {particle}", lemma] if particle else [lemma]


def name_of(verb: Token) -> str:
    """What a verb's deed is called: its lemma with its particle, "rule out"."""
    return " ".join((verb.lemma_.lower(), *(c.lower_ for c in verb.rights if c.dep_ == "prt")))


def is_happening(noun: Token) -> bool:
    """Whether a noun can carry an event of its own."""
    return noun.lemma_.lower() in noun_actions() or noun.lemma_.lower() in table("actions")["qualified"]


def is_answered(noun: Token) -> bool:
    """Whether a happening is what somebody answers, not what is done: "respond to the attack", "avenge the killing"."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "pobj"):
        return False
    after = noun.head.lower_ if noun.dep_ == "pobj" else ""
    verb = noun.head.head if after else noun.head
    answering = table("actions")["answering"]
    return verb.lemma_.lower() in answering["verbs"] and after in ("", *answering["to"])


def party_key(mention: Mention) -> str:
    """What makes two mentions one party: their country where they have one."""
    return mention.actor.country or mention.actor.id


#: Sectors of a country that act against it or each other: its rebels, its courts, its press.
_APART = frozenset(
    {"REB", "OPP", "SEP", "UAF", "CVL", "MED", "LEG", "JUD", "PTY", "EDU", "LAB", "REL", "NGO", "BUS", "CRM"}
)


def are_one(first: Mention, second: Mention) -> bool:
    """Whether two mentions are one party: the same actor, or a state and its own government."""
    kinds = {first.actor.kind, second.actor.kind}
    if first.actor.id == second.actor.id or party_key(first) != party_key(second):
        return first.actor.id == second.actor.id
    if "country" not in kinds or "unknown" in kinds:
        return False  # two ministers are two; what is only described ("Taliban prisoners") is not its country
    return first.actor.role == second.actor.role or not {first.actor.role, second.actor.role} & _APART


def others(parties: Iterable[Mention], doers: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The parties that are none of the doers."""
    return tuple(p for p in parties if not any(are_one(p, d) for d in doers))


def of_the_other(target: Mention, doers: tuple[Mention, ...]) -> Mention:
    """What is attacked, of nobody known where the parse has it be the attackers': "A's men stormed their outpost"."""
    of = target.actor.country
    is_theirs = target.text.split(" ")[0].lower() in ("their", "his", "her", "its")
    if not (is_theirs and of) or all(doer.actor.country != of for doer in doers):
        return target
    return target.model_copy(update={"actor": target.actor.model_copy(update={"country": None})})


def joined(first: tuple[Mention, ...], second: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions of both, each actor once."""
    seen: dict[str, Mention] = {}
    for mention in (*first, *second):
        seen.setdefault(mention.actor.id, mention)
    return tuple(seen.values())
