"""What is done with words about a deed to come: agreed to, refused, threatened, demanded.

PLOVER codes a promise to release as AGREE, a refusal to meet as REJECT, a threat to bomb as THREATEN: the deed itself
has not been done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.clauses import is_demanded, is_passive, objects_of, subject_of
from models.reading.deeds.base import Deed, is_happening, keys_of, others, party_key, verb_actions
from models.reading.deeds.parties import Parties
from models.reading.deeds.undergone import behind, blames
from models.reading.deeds.verbs import VerbRules
from models.reading.tables import table
from models.records import COOPERATION, Category, Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token

_WILL = frozenset({"will", "would", "'ll", "wo", "could"})
_MUST = frozenset({"must", "should", "ought"})


class WordRules:
    """The rules over a verb or adjective that brings another verb's deed into words."""

    def __init__(self, parties: Parties, verbs: VerbRules) -> None:
        self.parties, self.verbs = parties, verbs

    def of_words(self, word: Token) -> Deed | None:
        """The deed of a word like "agreed to", "refused to", "is ready to", "said it will", "said B must"."""
        return self._of_infinitive(word) or self._of_speech(word)

    def _of_infinitive(self, word: Token) -> Deed | None:
        below = next((c for c in word.rights if c.dep_ in ("xcomp", "ccomp") and c.tag_ in ("VB", "VBG")), None)
        if below is not None and below.tag_ == "VBG":
            return self._of_gerund(word, below)
        if below is None or not any(c.dep_ == "aux" and c.lower_ == "to" for c in below.lefts):
            return None
        if below.lemma_ in table("actions")["status"]["ongoing"]:  # "vowed to keep striking"
            below = next((c for c in below.rights if c.dep_ == "xcomp"), below)
        category = self._stance(word.lemma_.lower(), below)
        verb = word if word.pos_ == "VERB" else word.head
        if category is None or verb.pos_ not in ("VERB", "AUX"):
            return None
        subject = subject_of(verb)
        return self._about(word, category, self.parties.doers([subject]) if subject is not None else (), below)

    def _of_gerund(self, verb: Token, below: Token) -> Deed | None:
        """ "ruled out sending": a refusal of what has not been done."""
        subject = subject_of(verb)
        if subject is None or not set(keys_of(verb)) & set(table("actions")["stances"]["REJECT"]["gerund"]):
            return None
        return self._about(verb, "REJECT", self.parties.doers([subject]), below, keys_of(verb)[0])

    def _stance(self, lemma: str, below: Token) -> Category | None:
        """AGREE, REJECT or THREATEN, by the word and by whether what it speaks of is hostile."""
        for category, words in table("actions")["stances"].items():
            if lemma in words["words"] and below.lemma_.lower() not in words.get("except", ()):
                hostile = self._is_hostile(below)
                new: Category = "THREATEN" if category == "AGREE" and hostile else category
                return new
        return None

    def _of_speech(self, verb: Token) -> Deed | None:
        """ "said it will release B" promises, "said it will not" refuses, "said B must stop" demands."""
        known = {*table("actions")["speech"]["verbs"], *table("actions")["demanding"]["verbs"]}
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in known:
            return None
        below = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
        subject = subject_of(verb)
        if below is None or subject is None:
            return None
        told = next((c for c in below.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        sources = self.parties.doers([subject])
        if told is None or not sources:
            return None
        auxiliaries = {c.lower_ for c in below.lefts if c.dep_ == "aux"}
        themselves = self._same(told, sources)
        if auxiliaries & _MUST and not themselves and self.parties.is_actor(told):
            targets = self.parties.affected([told])
            self.verbs.taken.add(below.i)
            return Deed(verb, "REQUEST", below.lemma_.lower(), sources, others(targets, sources))
        if not themselves and blames(below) and self.parties.is_actor(told):
            return Deed(verb, "ACCUSE", "blame", sources, others(self.parties.affected([told]), sources))
        if is_demanded(below) and not themselves:
            return self._demand(verb, sources, below, told)
        if not auxiliaries & _WILL or not themselves:
            return None
        if any(c.dep_ == "neg" for c in below.children):
            return self._about(verb, "REJECT", sources, below, below.lemma_.lower())
        if verb.lemma_.lower() == "warn" and not self._categories(below) & COOPERATION:
            return self._about(verb, "THREATEN", sources, below, below.lemma_.lower())
        kind = (self._categories(below) & COOPERATION) - {"CONSULT"}
        if below.lemma_ in table("actions")["receiving"]["verbs"]:  # "said it would treat that as an act of war"
            kind = kind if any(c.dep_ == "dobj" and self.parties.is_actor(c) for c in below.rights) else set()
        return self._about(verb, "AGREE", sources, below, below.lemma_.lower()) if kind else None

    def _demand(self, verb: Token, sources: tuple[Mention, ...], below: Token, told: Token) -> Deed | None:
        """ "demanded that Mali withdraw" asks Mali; "demanded that he be freed by Mali" as well."""
        if is_passive(below):
            agents = [p for c in below.rights if c.dep_ == "agent" for p in c.rights if p.dep_ == "pobj"]
            targets = self.parties.doers(agents)
        else:
            targets = self.parties.affected([told]) if self.parties.is_actor(told) else ()
        targets = others(targets, sources)
        return Deed(verb, "REQUEST", verb.lemma_.lower(), sources, targets) if targets else None

    def _about(
        self, word: Token, category: Category, sources: tuple[Mention, ...], below: Token, lemma: str = ""
    ) -> Deed | None:
        if not sources:
            return None
        partners = objects_of(word, ("with",)) if category == "AGREE" else []
        several = category == "AGREE" and not partners and len({party_key(s) for s in sources}) > 1
        nobody = word.lemma_ == "agree" and not any(map(self.parties.is_actor, self.parties.goal_of(below)))
        if several and (nobody or "COOPERATE" in self._categories(below)):
            targets = sources  # "A and B agreed to share", "agreed to build a bridge"
        else:
            answered = self._answered(below) if category == "THREATEN" else None
            told = self._warned(word) if category == "THREATEN" else []
            goals = (
                self.parties.affected(partners or told or self.parties.goal_of(below)) if answered is None else answered
            )
            targets = others(goals, sources)
        if "CONSULT" in self._categories(below):
            return Deed(
                word, category, lemma or word.lemma_.lower(), sources, targets
            )  # the meeting agreed on is still to come
        self.verbs.taken.add(below.i)
        self.verbs.taken.update(c.i for c in below.rights if c.dep_ in ("dobj", "conj"))
        return Deed(word, category, lemma or word.lemma_.lower(), sources, targets)

    def _warned(self, word: Token) -> list[Token]:
        """Whom a threat is told to: "warned B that it would close the border"."""
        heard = [c for c in word.rights if c.dep_ in ("dobj", "dative")] if word.lemma_ == "warn" else []
        return [t for t in heard if self.parties.is_actor(t)]

    def _same(self, told: Token, sources: tuple[Mention, ...]) -> bool:
        """Whether a clause's subject is the speaker himself."""
        ids = {s.actor.id for s in sources}
        named = self.parties.actors.mentions(told)
        return told.pos_ == "PRON" if not named else any(n.mention.actor.id in ids for n in named)

    def _categories(self, verb: Token) -> set[Category]:
        return {c for key in keys_of(verb) for c in verb_actions().get(key, {}).values()}

    def _answered(self, verb: Token) -> tuple[Mention, ...] | None:
        """Whom an answer threatens: the one named after "to", "against", else who is behind what is answered."""
        answering = table("actions")["answering"]
        if verb.lemma_.lower() not in answering["verbs"]:
            return None
        things = [c for c in verb.rights if c.dep_ == "dobj"] + objects_of(verb, tuple(answering["to"]))
        aimed = objects_of(verb, ("to", "against", "on", "at"))
        things += [o for o in aimed if is_happening(o) and o not in things]  # "against any attack by B"
        against = [o for o in aimed if not is_happening(o) and self.parties.is_actor(o)]
        return self.parties.affected(against) or tuple(m for t in things for m in behind(t, self.parties))

    def _is_hostile(self, verb: Token) -> bool:
        answering = table("actions")["answering"]
        if verb.lemma_.lower() in answering["verbs"]:
            return not any(o.lemma_.lower() in answering["mild"] for o in objects_of(verb, tuple(answering["to"])))
        if set(keys_of(verb)) & set(table("actions")["stances"]["THREATEN"]["below"]):
            return True
        categories = self._categories(verb)
        return bool(categories) and not categories & COOPERATION
