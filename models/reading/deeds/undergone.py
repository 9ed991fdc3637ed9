"""What is done to somebody where nobody says by whom: "was arrested", "was killed in a strike", "the arrest of B".

The rules over verbs and nouns ask here whether such words are an event all the same, and who stands behind the cause.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from models.reading.clauses import is_passive, objects_of, subject_of
from models.reading.deeds.base import noun_actions
from models.reading.deeds.parties import Parties
from models.reading.tables import table
from models.records import Category, Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token

_CAUSES = ("in", "by", "during", "from", "after")
#: What stands before a plural that is of certain ones, not of a kind: "the killing of two civilians".
_TELLING = frozenset({"det", "nummod", "poss", "compound"})
#: Prepositions of what only frames something else: "during a demonstration", "near a rally".
_BESIDE = frozenset({"during", "near", "over", "at", "amid", "throughout", "outside", "for", "about", "of", "in"})
_TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})


@cache
def listed(name: str) -> frozenset[str]:
    """A list of the table's section on what is undergone."""
    return frozenset(table("actions")["undergone"][name])


def is_thing(token: Token) -> bool:
    """Whether a word names a thing that is acted on for its own sake: a ship, a drone, a border."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in listed("things")


def is_felt(thing: Token, category: Category) -> bool:
    """Whether what is imposed or lifted is felt where it is, whoever did it: "a curfew was imposed in the capital"."""
    return thing.dep_ == "nsubjpass" and category in ("COERCE", "SANCTION", "CONCEDE")


def is_undergone(verb: Token, category: Category, affected: Iterable[Token], parties: Parties) -> bool:
    """Whether a passive without an agent is an event: somebody, or a thing of note, underwent it."""
    lemma = verb.lemma_.lower()
    told = lemma in table("actions")["deliberate"]["verbs"] or lemma in listed("verbs")
    armed = category == "ASSAULT" and any(map(_is_armed, affected))  # "soldiers were killed"
    mishap = any(o.lemma_.lower() in listed("mishaps") for o in objects_of(verb, _CAUSES))
    told = told or (armed and not mishap)
    if not (category in listed("categories") or told) or not is_passive(verb):
        return False
    if category == "SUPPORT":  # "judges are appointed by the president": a rule, not a deed
        return any(map(_is_named, affected))
    return armed or any(parties.is_actor(t) or is_thing(t) or _is_named(t) for t in affected)


def _is_armed(token: Token) -> bool:
    return any(t.lemma_.lower() in listed("armed") for t in (token, *objects_of(token, ("of",))))


def _is_named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ not in _TIMES


def cause_of(verb: Token) -> Token | None:
    """The blow in which something was hit: "was killed in an Israeli strike"."""
    if not is_passive(verb):
        return None
    joined = [
        c for c in verb.rights if c.dep_ == "conj" and is_passive(c)
    ]  # "were killed and one was injured in a raid"
    found: list[Token] = []
    for at in (verb, *joined):
        found += [p for c in at.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        found += objects_of(at, _CAUSES)
    return next((t for t in found if noun_actions().get(t.lemma_.lower()) == "ASSAULT"), None)


def blow_when(verb: Token) -> Token | None:
    """The verb of force by which somebody was hit: "were killed when B attacked their outpost"."""
    if not is_passive(verb):
        return None
    clauses = (c for c in verb.rights if c.dep_ == "advcl" and c.pos_ == "VERB" and not is_passive(c))
    found = (c for c in clauses if any(m.lower_ in ("when", "as", "after") for m in c.lefts))
    force = {v for verbs in table("actions")["verbs"]["ASSAULT"].values() for v in verbs}
    return next((c for c in found if c.lemma_.lower() in force), None)


def behind(noun: Token, parties: Parties) -> tuple[Mention, ...]:
    """Who stands behind a happening, as its own words say it: "by B", "B's", "Israeli"."""
    owners = [c for c in noun.lefts if c.dep_ == "poss" and c.pos_ != "PRON"]
    return parties.doers(objects_of(noun, ("by",))) or parties.doers(owners) or parties.country_of(noun)


def doer_after_of(noun: Token, parties: Parties) -> tuple[Mention, ...]:
    """Who does what one does alone: "the resignation of B", "a march by nurses"."""
    if noun.lemma_.lower() not in listed("doers"):
        return ()
    return parties.doers([*of_objects(noun), *objects_of(noun, ("by",))])


def undergoer(noun: Token, parties: Parties) -> list[Token]:
    """Who or what undergoes a deed, after "of": "the arrest of B", "the closure of the border"."""
    if noun.lemma_.lower() not in listed("undergoers"):
        return []
    found = [t for t in of_objects(noun) if parties.is_actor(t) or is_thing(t) or _is_named(t)]
    return [t for t in found if t.pos_ == "PROPN" or t.tag_ == "NN" or any(c.dep_ in _TELLING for c in t.lefts)]


def of_objects(noun: Token) -> list[Token]:
    """What stands in "of" after a noun, also behind its day: "the resignation a day earlier of B"."""
    days = [d for p in noun.rights if p.dep_ == "prep" for d in p.rights if d.ent_type_ in ("DATE", "TIME")]
    days += [d for d in noun.rights if d.dep_ in ("advmod", "npadvmod") and d.ent_type_ in ("DATE", "TIME")]
    return [*objects_of(noun, ("of",)), *(o for d in days for o in objects_of(d, ("of",)))]


def is_one_deed(noun: Token) -> bool:
    """Whether a noun tells of one deed, not of a kind: with an article, an owner, or a day of its own."""
    if noun.tag_ != "NN" or (noun.dep_ == "pobj" and noun.head.lower_ in _BESIDE):
        return False
    return any(c.dep_ in ("det", "poss") for c in noun.lefts) or any(c.ent_type_ == "DATE" for c in noun.children)


def claims(verb: Token, noun: Token) -> bool:
    """Whether a verb and its noun own up to a deed: "claimed responsibility for the attack"."""
    return verb.lemma_ in listed("claiming") and noun.lemma_.lower() in listed("claimed")


def held_behind(noun: Token) -> Token | None:
    """Who is said to stand behind a happening: B of "B was behind the attack", "B is responsible for the killings"."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    prep = first.head
    if first.dep_ != "pobj":
        return None
    over = prep.head
    if disowns(over.head, over) and prep.lower_ in ("for", "in", "of"):
        return subject_of(over.head)
    if prep.lower_ == "for" and over.lemma_.lower() in listed("answerable"):
        over = over.head
    elif prep.lower_ != "behind":
        return None
    return subject_of(over) if over.lemma_ == "be" else None


def blames(clause: Token) -> bool:
    """Whether a clause says that its subject did something: "is responsible", "was behind the raid", "was to blame"."""
    if clause.lemma_ != "be" or any(c.dep_ == "neg" or c.tag_ == "MD" for c in clause.children):
        return False
    answerable = any(c.lemma_.lower() in listed("answerable") and c.dep_ == "acomp" for c in clause.rights)
    to_blame = any(c.lemma_ == "blame" and c.dep_ in ("xcomp", "acomp") for c in clause.rights)
    return answerable or to_blame or any(c.lower_ == "behind" and c.dep_ == "prep" for c in clause.rights)


def disowns(verb: Token, part: Token) -> bool:
    """Whether a verb and its object deny a part in a deed: "denied any involvement in the attack"."""
    return part.dep_ == "dobj" and verb.lemma_.lower() in listed("disowning") and part.lemma_.lower() in listed("parts")


def is_disowned(noun: Token) -> bool:
    """Whether a happening is one in which somebody denies to have had a part."""
    return noun.dep_ == "pobj" and disowns(noun.head.head.head, noun.head.head)


def is_owned_up_to(noun: Token) -> bool:
    """Whether somebody claims or denies a part in what a noun tells: "claimed responsibility for the blast"."""
    part = noun.head.head
    return noun.dep_ == "pobj" and (claims(part.head, part) or disowns(part.head, part))


def keeps_peace(word: Token) -> bool:
    """Whether troops are sent to keep the peace: "230 troops to B on a peacekeeping mission"."""
    return any(t.lower_ in listed("peace") or t.lemma_.lower() in listed("peace") for t in word.subtree)


def is_verdict(verb: Token) -> bool:
    """Whether a verb declares somebody what makes it a sentence on him, wherever the parse hangs the word."""
    said = [c for c in verb.rights if c.dep_ in ("oprd", "acomp", "ccomp")]
    if verb.lemma_.lower() in listed("declaring"):
        said += [t for t in verb.subtree if t.i > verb.i]
    return any(c.lemma_.lower() in listed("verdicts") for c in said)
