"""What a happening did to people and things: "Israeli airstrikes killed five", "the raid left nine dead"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.clauses import is_passive, objects_of, subject_of
from models.reading.deeds.base import Deed, keys_of, noun_actions, others, verb_actions
from models.reading.deeds.parties import Parties, counts_people
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token


class HarmRules:
    """The rules over a verb of harm whose subject is a blow or a weapon."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties

    def of_harm(self, verb: Token) -> Deed | None:
        """What a happening did: "Israeli airstrikes killed five", "the bombing of the bridge wounded soldiers"."""
        objects = [c for c in verb.rights if c.dep_ == "dobj"] if self._harms(verb) else left_hurt(verb)
        if not objects:
            return None
        # The parse takes many a past tense after its subject for a participle: "airstrikes killed five, medics said".
        subject = verb.head if verb.dep_ == "acl" and objects else subject_of(verb)
        words = table("actions")["harm"]
        weapon = subject is not None and (is_weapon(subject) or subject.lemma_.lower() in words["things"])
        if verb.dep_ == "advcl" and verb.lemma_ == "leave" and _fights(verb.head):  # "fought, leaving three dead"
            return Deed(verb, "ASSAULT", "leave", (), self.parties.affected(objects))
        if subject is None or (noun_actions().get(subject.lemma_.lower()) != "ASSAULT" and not weapon):
            return None
        parties = self.parties
        owners = [c for c in subject.lefts if c.dep_ == "poss" and c.pos_ != "PRON"]
        sources = parties.doers(objects_of(subject, ("by",))) or parties.doers(owners) or parties.country_of(subject)
        hurt = [o for o in objects if parties.is_actor(o) or counts_people(o) or parties.is_facility(o)]
        targets = others(parties.affected(hurt), sources)
        return Deed(verb, "ASSAULT", verb.lemma_.lower(), sources, targets) if targets else None

    def _harms(self, verb: Token) -> bool:
        harm = verb.lemma_.lower() in table("actions")["harm"]["verbs"]
        return harm and not (is_passive(verb) and verb.dep_ != "acl")


def left_hurt(verb: Token) -> list[Token]:
    """How many something left dead or hurt: "left nine dead and 20 injured"."""
    if verb.lemma_ != "leave" or is_passive(verb):
        return []
    hurt = table("actions")["harm"]["left"]
    said = [t for t in verb.subtree if t.lower_ in hurt and t.i > verb.i]
    counts = [c for t in said for c in t.lefts if c.dep_ in ("nummod", "nsubj")]
    return [*(c for c in verb.rights if c.dep_ == "dobj" and said and c not in said), *counts]


def _fights(verb: Token) -> bool:
    """Whether a verb tells of force."""
    return any("ASSAULT" in verb_actions().get(key, {}).values() for key in keys_of(verb))


def is_weapon(thing: Token) -> bool:
    """Whether a noun is of what is fired, which is not whom it hits."""
    return thing.lemma_ in table("actions")["weapons"]["nouns"]
