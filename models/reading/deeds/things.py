"""What a verb and the noun of its object tell together: "suspended aid to B", "opened an investigation into B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.clauses import is_passive, objects_of, others_with, seeming
from models.reading.deeds.base import (
    RECIPROCAL,
    Deed,
    hyphenated,
    is_happening,
    joined,
    keys_of,
    name_of,
    noun_actions,
    others,
    party_key,
    thing_actions,
)
from models.reading.deeds.harm import is_weapon
from models.reading.deeds.objects import thing_to
from models.reading.deeds.parties import Parties
from models.reading.deeds.undergone import is_felt, is_thing, is_undergone, keeps_peace, listed
from models.reading.tables import table
from models.records import COOPERATION, Category, Mention

if TYPE_CHECKING:
    from models.reading.deeds.verbs import VerbRules
    from models.reading.tokens import Token

_PARTNERS = ("with", "between", "among", "to")
_INTO_STATE = ("on", "under", "in", "into", "to", "with", "off", "out", "behind", "from", "of")
_AGAINST = ("against", "over")
WITH = ("with",)
#: What is done to a thing of note for its own sake: a newspaper is suspended, a crossing opened.
_ON_THINGS = frozenset({"COERCE", "RETREAT"})
#: What two do to each other where they do it together.
MUTUAL = frozenset({"SUPPORT", "AGREE"})
#: What is refused where it "will not" be done.
REFUSED = frozenset({"AID", "RETREAT", "CONCEDE", "SUPPORT", "COOPERATE"})


class ThingRules:
    """The rules over a verb and its thing."""

    def __init__(self, parties: Parties, verbs: VerbRules) -> None:
        self.parties, self.verbs = parties, verbs

    def of_thing(self, verb: Token) -> Deed | None:
        """ "suspended aid to B", "opened an investigation into B": the verb and the noun of its object together."""
        near = verb.children if is_passive(verb) else verb.rights
        heads = [c for c in near if c.dep_ in ("dobj", "nsubjpass")] + objects_of(verb, _INTO_STATE) + seeming(verb)
        heads += thing_to(verb)
        for head in heads:
            for thing in (head, *(c for c in head.rights if c.dep_ == "conj")):
                category = self._thing_category(verb, thing)
                if category is not None:
                    return self._told(verb, thing, category)
        return None

    def _told(self, verb: Token, thing: Token, category: Category) -> Deed | None:
        """The deed of a verb with a thing, or what a refusal, a test or the keeping of peace makes of it."""
        if category in REFUSED and is_refused(verb):
            return self._refused(verb, thing)
        if category == "ASSAULT" and is_weapon(thing) and _goes_into_water(verb):
            sources = self.verbs.doers(verb)
            return Deed(verb, "MOBILIZE", f"{name_of(verb)} {thing.lemma_.lower()}", sources, ()) if sources else None
        return self._done_with(verb, thing, "AID" if category == "MOBILIZE" and keeps_peace(verb) else category)

    def _done_with(self, verb: Token, thing: Token, category: Category) -> Deed | None:
        """The deed of a verb with a thing, where somebody does or undergoes it."""
        parties = self.parties
        sources = self.verbs.doers(verb) or self._whose(verb, thing)
        goals = self._goals(verb, thing, category)
        goals = [g for g in goals if g.lemma_.lower() not in listed("errands")] or goals
        authors = others(parties.authors_of(thing), sources) if category == "REJECT" else ()
        if thing.lemma_.lower() in table("actions")["missions"]["nouns"]:
            authors = authors or others(parties.country_of(thing), sources)  # "closed the Russian consulate in B"
        targets = authors or parties.affected(goals)
        several = category in MUTUAL and are_several(sources)
        if not others(targets, sources) and not several and category != "PROTEST":
            targets = parties.affected(parties.place_of(verb, thing))
        if category in RECIPROCAL:
            sources = targets = joined(sources, parties.doers(goals))
        felt = is_felt(thing, category) and targets
        if not (sources or felt or is_undergone(verb, category, goals or [thing], parties)):
            return None
        done_to = thing.dep_ == "nsubjpass" or (thing.dep_ == "dobj" and category in _ON_THINGS)
        if done_to and is_thing(thing) and not targets:
            targets = parties.affected([thing])  # "the tanker was seized"
        freed = verb.lemma_.lower() in listed("freeing") or thing.dep_ == "nsubjpass"
        if freed and parties.can_act(thing) and not targets:
            targets = parties.affected([thing])  # "released two soldiers"
        self.verbs.taken.add(thing.i)
        lemma = f"{name_of(verb)} {hyphenated(thing) or thing.lemma_.lower()}"
        if verb.lemma_.lower() in table("actions")["mutual"]["verbs"]:  # "A and B exchanged blows"
            sources = targets = joined(sources, parties.doers([*objects_of(thing, WITH), *objects_of(verb, WITH)]))
            if not are_several(sources):  # "soldiers exchanged fire"
                return Deed(verb, category, lemma, sources, ()) if sources and category == "ASSAULT" else None
            return Deed(verb, category, lemma, sources, targets)
        undoes = set(keys_of(verb)) & set(table("actions")["undone"]["things"])  # "called off a strike": that is done
        itself = noun_actions().get(thing.lemma_.lower(), category)
        other = (itself in COOPERATION) != (category in COOPERATION)  # "lifted sanctions", "broke the truce"
        if is_happening(thing) and category != "REJECT" and not undoes and not other:
            return self.verbs.deed(thing, category, thing.lemma_.lower(), sources, targets)
        return self.verbs.deed(verb, category, lemma, sources, targets)

    def _refused(self, verb: Token, thing: Token) -> Deed | None:
        """What will not be done with a thing: "will not lift the ban on B" refuses B."""
        sources = self.verbs.doers(verb)
        if not sources:
            return None
        self.verbs.taken.add(thing.i)
        goals = [thing] if self.parties.can_act(thing) else self.parties.meant_with(verb, thing)
        targets = others(self.parties.affected(goals), sources)
        return Deed(verb, "REJECT", f"{name_of(verb)} {thing.lemma_.lower()}", sources, targets, "happened")

    def _goals(self, verb: Token, thing: Token, category: Category) -> list[Token]:
        """Whom a verb and its thing concern."""
        if category in RECIPROCAL:  # talks *on* Iran are not with it
            return [*objects_of(thing, _PARTNERS), *objects_of(verb, _PARTNERS), *others_with(verb)]
        if category == "PROTEST":  # "went on strike for better pay", "took to the streets over prices"
            aimed = [o for t in (verb, thing) for o in objects_of(t, _AGAINST)]
            return aimed or [o for t in (verb, thing) for o in self.parties.meant_by(t) if self.parties.is_actor(o)]
        if thing.dep_ == "pobj" or (is_passive(verb) and thing.dep_ == "dobj"):  # "was put under house arrest"
            return [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i != thing.i]
        acts = category == "ACCUSE" and self.parties.can_act(thing)  # "summoned the ambassador"
        return [thing] if acts else self.parties.meant_with(verb, thing)

    def _thing_category(self, verb: Token, thing: Token) -> Category | None:
        into = f"{thing.head.lower_} " if thing.dep_ == "pobj" else ""  # "went on strike", "put on alert"
        words = [into + thing.lemma_.lower()]
        words += [
            f"{into}{c.lower_} {thing.lemma_.lower()}" for c in thing.lefts if c.dep_ in ("compound", "amod", "nmod")
        ]
        words += [f"{words[0]} of {o.lemma_.lower()}" for o in objects_of(thing, ("of",))]
        if thing.lemma_.lower() in table("actions")["measuring"]["nouns"]:
            words += [into + o.lemma_.lower() for o in objects_of(thing, ("of",))]
        if whole := hyphenated(thing):
            words.append(into + whole)
        pairs = ((key, word) for key in keys_of(verb) for word in reversed(words))
        return next((c for pair in pairs if (c := thing_actions().get(pair)) is not None), None)

    def _whose(self, verb: Token, thing: Token) -> tuple[Mention, ...]:
        """Whose troops were sent, where nobody says by whom: "600 Ugandan soldiers were sent to B"."""
        after = [o for o in objects_of(thing, ("by",)) if o.i > verb.i] if is_passive(verb) else []
        if by := self.parties.doers(after):
            return by  # "was hit with a fine by B"
        moved = table("actions")["moved"]["nouns"]
        own = is_passive(verb) and thing.dep_ == "nsubjpass" and thing.lemma_.lower() in moved
        return self.parties.country_of(thing) if own else ()


def _goes_into_water(verb: Token) -> bool:
    """Whether what is fired goes into a sea, and so is tried out: "fired a missile into the East Sea"."""
    into = objects_of(verb, ("into", "toward", "towards"))
    return bool(into) and all(t.lemma_.lower() in table("actions")["waters"]["nouns"] for t in into)


def is_refused(verb: Token) -> bool:
    """ "will not release": what is not going to be done is refused."""
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "wo") for c in verb.lefts)
    return will and any(c.dep_ == "neg" for c in verb.lefts)


def are_several(parties: tuple[Mention, ...]) -> bool:
    """Whether more than one takes part."""
    return len({party_key(p) for p in parties}) > 1 or len(parties) > 1
