"""What a verb says that somebody did: "attacked Iran", "suspended aid to B", "was arrested by A"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.reading.actors import NOMINAL
from models.reading.clauses import (
    caught_doing,
    is_passive,
    objects_of,
    patients_of,
    subject_of,
)
from models.reading.deeds.base import (
    RECIPROCAL,
    Deed,
    joined,
    keys_of,
    name_of,
    noun_actions,
    of_the_other,
    others,
    verb_actions,
)
from models.reading.deeds.harm import is_weapon
from models.reading.deeds.objects import allowed, denied_words, misparsed, tells
from models.reading.deeds.parties import Parties, is_each_other
from models.reading.deeds.things import MUTUAL, REFUSED, WITH, ThingRules, are_several, is_refused
from models.reading.deeds.undergone import (
    behind,
    blow_when,
    cause_of,
    disowns,
    is_undergone,
    is_verdict,
    listed,
)
from models.reading.elided import is_main_verb
from models.reading.firmness import is_denied
from models.reading.tables import table
from models.records import Category, Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token

_AT = ("at", "on", "toward", "towards", "into", "against")
_IDLE = ("to", "with")
#: What is threatened where it will be done on a condition.
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION"})


class VerbRules:
    """The rules over a verb."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.things = ThingRules(parties, self)
        #: Words whose deed another word has told already.
        self.taken: set[int] = set()

    def of_verb(self, verb: Token) -> Deed | None:
        """The deed of a verb by its object's noun, else by its frame; on a condition, it is threatened."""
        if self._is_idle(verb):
            return None
        if told := denied_words(verb):
            rebuff = self._rebuff(verb, told)
            if rebuff is not None or tells(told):
                return rebuff
        deed = self.things.of_thing(verb) or self._of_frame(verb)
        if deed is not None and deed.category in _HOSTILE and is_conditional(verb):
            return replace(deed, category="THREATEN", status="happened")
        return deed

    def _is_idle(self, verb: Token) -> bool:
        """Whether a verb does nothing with its thing: "return to dialogue", "talk to reporters"."""
        if verb.lemma_ == "call" and sum(c.dep_ in ("dobj", "oprd") for c in verb.children) > 1 - _is_cut(verb):
            return True  # "the islands, which China calls Diaoyu", "people it calls terrorists"
        idle = table("actions")["idle"].get(verb.lemma_.lower(), ())
        empty = table("actions")["empty"].get(verb.lemma_.lower(), ())
        told = [c for c in verb.rights if c.dep_ in ("dobj", "prt")]  # "struck a blow", "fired off a note"
        if any(disowns(verb, c) for c in told):
            return True
        return any(o.lemma_.lower() in idle for o in objects_of(verb, _IDLE)) or any(
            c.lemma_.lower() in empty for c in told
        )

    def _rebuff(self, verb: Token, told: Token) -> Deed | None:
        """The refusal of words that somebody said: "denied claims by B that …"; the words of nobody are only denied."""
        if not is_denied(told):
            return None  # "did not deny reports that …"
        parties = self.parties
        whose = [c for c in told.lefts if c.dep_ == "poss" and c.pos_ != "PRON"] + objects_of(told, ("by", "from"))
        whose += [c for c in told.lefts if c.dep_ in ("compound", "nmod", "amod") and c.pos_ == "PROPN"]
        targets = parties.named(whose) or parties.country_of(told)
        sources = self.doers(verb)
        if not (sources and targets):
            return None
        self.taken.add(told.i)
        return self.deed(verb, "REJECT", f"{name_of(verb)} {told.lemma_.lower()}", sources, targets)

    def _of_frame(self, verb: Token) -> Deed | None:
        frames = next((f for key in keys_of(verb) if (f := verb_actions().get(key))), None)
        if calls_on(verb, self.parties):
            frames = {"on": "CONSULT"}
        if is_verdict(verb):  # "was found guilty", "was declared persona non grata"
            inner = [s for c in verb.rights if c.dep_ == "ccomp" for s in c.lefts if s.dep_ == "nsubj"]
            found = self._framed(verb, "object", "SANCTION", self._object(verb, "object") or inner)
            by = [o for t in verb.subtree if t.i > verb.i and t.pos_ != "VERB" for o in objects_of(t, ("by",))]
            if found is None or found.sources or not is_passive(verb):
                return found
            sources = self.parties.doers(by)  # "was found guilty of theft by a court": the parse has it be the theft
            return replace(found, sources=sources, targets=others(found.targets, sources))
        if verb.lemma_ in listed("appointing") and any(c.dep_ == "oprd" for c in verb.rights):
            frames = {"object": "SUPPORT"}  # "was named chief justice"
        elif not frames or (
            any(c.dep_ == "oprd" for c in verb.rights) and "dead" not in {c.lower_ for c in verb.rights}
        ):
            return None  # "called it a lie"
        for frame, category in frames.items():
            affected = self._affected(verb, frame)
            if affected is None:
                continue
            category = self._by_object(verb, affected, category)
            if self._is_of_things(verb, category, affected):
                continue
            refused = category in REFUSED and is_refused(verb)
            if refused:
                category = "REJECT"
            if any(is_weapon(t) for t in affected):
                affected = objects_of(verb, _AT)
            deed = self._framed(verb, frame, category, affected)
            if deed is not None:
                return replace(deed, status="happened") if refused else deed
        return None

    def _is_of_things(self, verb: Token, category: Category, affected: list[Token]) -> bool:
        """Whether a verb that acts on people has only things: "fired a warning", "admitted its role"."""
        words = table("actions")
        dismisses = category == "SANCTION" and verb.lemma_ == "remove"
        if dismisses:
            holders = words["objects"]["SANCTION"]["nouns"]
            return not any(self.parties.is_person(t) or t.lemma_.lower() in holders for t in affected)
        asks = verb.lemma_ in words["receiving"]["verbs"] or (verb.lemma_ == "fire" and category == "SANCTION")
        if asks:
            return not any(map(self.parties.is_actor, affected))
        hosted = words["hosted"]
        if category == "CONSULT" and verb.lemma_ in hosted["verbs"]:
            guests = (t for t in affected if t.lemma_.lower() in hosted["nouns"] or self._is_guest(t))
            return next(guests, None) is None
        if verb.lemma_ in words["travels"]["words"] and any(c.dep_ == "dobj" for c in verb.rights):
            return category == "CONSULT"  # "flew them to Guatemala"
        published = words["published"]
        told = [*affected, *(c for c in verb.rights if c.dep_ == "dobj")]
        told += [c for t in told for c in t.lefts if c.nbor(1).tag_ == "VBG"]  # "a statement criticising abuses"
        return verb.lemma_ in published["verbs"] and any(t.lemma_.lower() in published["nouns"] for t in told)

    def _is_guest(self, token: Token) -> bool:
        return self.parties.is_person(token) or token.pos_ == "PROPN"

    def _framed(self, verb: Token, frame: str, category: Category, affected: list[Token]) -> Deed | None:
        """The deed of a verb whose frame fits, where its parties are those that the category needs."""
        parties = self.parties
        sources = self.doers(verb) or self._behind_cause(verb, category)
        if frame == "with" or (category == "CONSULT" and verb.lemma_ == "meet"):
            sources = joined(sources, parties.doers(affected))
            sources = sources if are_several(sources) else self._countries_of(verb) or sources
            return self.deed(verb, category, name_of(verb), sources, sources) if are_several(sources) else None
        if are_several(sources) and any(is_each_other(t) for t in affected):
            return Deed(verb, category, name_of(verb), sources, sources)
        targets = parties.spelled(affected) if misparsed(verb) else parties.affected(affected)
        if category == "REJECT" and frame == "object":
            near = verb.children if is_passive(verb) else verb.rights
            words = (c for c in near if c.dep_ in ("dobj", "nsubjpass"))
            targets = next((a for w in words if (a := others(parties.authors_of(w), sources))), targets)
        if category in RECIPROCAL and not any(parties.is_actor(t) for t in affected):
            return None
        if category in RECIPROCAL and all(m.actor.kind == "place" and not m.actor.country for m in targets):
            return None  # "flew to the islands": with nobody
        if not sources and not is_undergone(verb, category, affected, parties):
            return None
        if frame != "alone" and not targets and not affected:
            return None
        if category in RECIPROCAL and frame == "object" and verb.lemma_ in table("actions")["handing"]["verbs"]:
            return Deed(verb, category, name_of(verb), sources, others(targets, sources))
        if category in RECIPROCAL:
            both = joined(sources, targets)
            return self.deed(verb, category, name_of(verb), both, both)
        return self.deed(verb, category, name_of(verb), sources, targets)

    def deed(
        self, word: Token, category: Category, lemma: str, sources: tuple[Mention, ...], targets: tuple[Mention, ...]
    ) -> Deed | None:
        """A deed of which nobody is both doer and done to, unless they do it together."""
        if category in RECIPROCAL:
            return Deed(word, category, lemma, sources, targets) if are_several(sources) else None
        if category in MUTUAL and are_several(sources) and not self._is_with_others(word, lemma, targets, sources):
            return Deed(word, category, lemma, sources, sources)  # "A and B signed a treaty"
        if category == "ASSAULT":
            targets = tuple(of_the_other(target, sources) for target in targets)
        left = others(targets, sources)
        unknown = len(left) < len(targets) or _is_along_of_both(word)
        if unknown and are_several(sources) and lemma in table("actions")["harm"]["verbs"]:
            return Deed(word, category, lemma, (), targets)  # "A and B traded fire, killing two of A": nobody says who
        return Deed(word, category, lemma, sources, left)

    def _is_with_others(
        self, word: Token, lemma: str, targets: tuple[Mention, ...], sources: tuple[Mention, ...]
    ) -> bool:
        """Whether several do with others, not with each other, what one does with another: "A and B agreed with C"."""
        left = others(targets, sources)
        if lemma.split()[-1] not in table("actions")["reciprocal"]["agreed"] or objects_of(word, WITH):
            return bool(left)
        if lemma == "agree":
            return any(m.actor.kind not in ("unknown", "place") for m in left)
        return any(t.lower_ == "with" for c in (word.children if word.pos_ == "VERB" else word.head.children)
                   for t in (c, *c.children) if t.dep_ == "prep")  # fmt: skip

    def _affected(self, verb: Token, frame: str) -> list[Token] | None:
        """The words acted on in a frame: [] where the frame needs none, None where it does not fit."""
        if frame == "alone":
            return []
        if frame == "clause" and not any(c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB" for c in verb.rights):
            return None
        if frame in ("object", "clause"):
            return self._object(verb, frame)
        if frame == "with":
            partners = objects_of(verb, ("with",))
            if any(c.dep_ == "dobj" and c.lemma_ in noun_actions() for c in verb.rights):
                return None  # the noun rule reads "held talks with"
            subject = subject_of(verb)
            both = subject is not None and len(self.parties.doers([subject])) > 1
            return partners or ([] if both or self._countries_of(verb) else None)
        found = [t for t in objects_of(verb, (frame,)) if t.ent_type_ not in ("DATE", "TIME")]
        if not found and frame == "to":  # "gave Moldova 40 million euros"
            found = [c for c in verb.rights if c.dep_ == "dative" and c.pos_ in NOMINAL]
        return found or None

    def _object(self, verb: Token, frame: str) -> list[Token] | None:
        if passive := patients_of(verb):
            return passive
        if (
            verb.dep_ in ("acl", "relcl")
            and verb.tag_ == "VBN"
            and not is_main_verb(verb)
            and not any(c.dep_ in ("nsubj", "auxpass") for c in verb.lefts)
        ):
            return [verb.head]
        found = misparsed(verb) or [c for c in verb.rights if c.dep_ in ("dobj", "dative")] or caught_doing(verb)
        found = found or allowed(verb)
        moved = table("actions")["moved"]
        if verb.lemma_.lower() in moved["verbs"] and any(o.lemma_.lower() in moved["nouns"] for o in found):
            return self.parties.goal_of(verb) or found  # "mobilised the army against B"
        if not found and frame == "clause":
            found = [s for c in verb.rights if c.dep_ == "ccomp" for s in c.lefts if s.dep_ == "nsubj"]
        return [m for o in found for m in self._meant(verb, o)] or None

    def _meant(self, verb: Token, thing: Token) -> list[Token]:
        """Whom an object that cannot act itself is meant for: "the permits of B", "masks to B"."""
        parties = self.parties
        if parties.is_actor(thing) or parties.is_facility(thing) or is_weapon(thing):
            return [thing]
        blames = any("ACCUSE" in verb_actions().get(key, {}).values() for key in keys_of(verb))
        if blames and not parties.is_matter(thing, happenings=False):
            return [thing]  # "condemned an attack on B" does not blame B
        return parties.meant_with(verb, thing) or [thing]

    def _countries_of(self, verb: Token) -> tuple[Mention, ...]:
        subject = subject_of(verb)
        return self.parties.countries_of(subject) if subject is not None else ()

    def _by_object(self, verb: Token, affected: list[Token], category: Category) -> Category:
        for changed, rule in table("actions")["objects"].items():
            itself = [t for t in affected if t.head.i == verb.i] if "persons" in rule else affected
            persons = "persons" in rule and any(self.parties.is_person(t) for t in itself)
            things = any(t.lemma_ in rule["nouns"] and t.lower_ not in rule.get("except", ()) for t in itself)
            if verb.lemma_ in rule["of"] and (persons or things):
                new: Category = changed
                return new
        return category

    def _behind_cause(self, verb: Token, category: Category) -> tuple[Mention, ...]:
        """Who is behind what hurt somebody, where the blow names no target: "was killed in an Israeli strike"."""
        cause = cause_of(verb) if category == "ASSAULT" else None
        if cause is None and category == "ASSAULT" and (blow := blow_when(verb)) is not None:
            return self.doers(blow)
        if cause is None or self.parties.affected(objects_of(cause, ("on", "against", "at"))):
            return ()
        return behind(cause, self.parties)

    def doers(self, verb: Token) -> tuple[Mention, ...]:
        """Who does it: the subject, or the agent of a passive; of a weapon, who fired it."""
        if is_passive(verb) or any(c.dep_ == "nsubjpass" for c in verb.children):
            agents = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
            return self.parties.doers(agents)
        subject = subject_of(verb)
        if subject is None:
            return ()
        if is_weapon(subject):  # "a missile fired by B hit the ship"
            fired = [
                p for c in subject.rights if c.dep_ == "acl" for a in c.rights if a.dep_ == "agent" for p in a.rights
            ]
            if found := self.parties.doers(fired):
                return found
        return self.parties.doers([subject])


def _is_along_of_both(verb: Token) -> bool:
    """Whether a harm goes along with what two do to each other: "traded fire, killing two and wounding five"."""
    first = verb.head if verb.dep_ == "conj" else verb
    if first.dep_ != "advcl" or first.tag_ != "VBG":
        return False
    return first.head.lemma_.lower() in {*table("actions")["mutual"]["verbs"], *table("actors")["pairs"]["opposing"]}


def _is_cut(verb: Token) -> bool:
    """Whether a verb is said of the noun before it, which is its object: "people it calls …"."""
    return verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.i == verb.i - 1 and c.pos_ in ("PRON", "PROPN")
                                        and c.tag_ not in ("WP", "WDT") for c in verb.lefts)  # fmt: skip


def calls_on(verb: Token, parties: Parties) -> bool:
    """Whether a person pays a visit to another: "the minister called on the president", and asks nothing of him."""
    if (
        verb.lemma_ != "call"
        or is_passive(verb)
        or any(c.dep_ in ("dobj", "xcomp", "ccomp", "advcl") and not _is_visiting(c) for c in verb.rights)
    ):
        return False
    subject, visited = subject_of(verb), objects_of(verb, ("on", "upon"))
    if subject is None or not visited or objects_of(verb, ("for",)):
        return False
    comes = parties.is_person(subject) or subject.lemma_.lower() in table("actions")["hosted"]["nouns"]
    asked = any(c.tag_ == "VB" and not _is_visiting(c) for t in (subject, visited[0]) for c in t.children)
    return comes and parties.is_person(visited[0]) and not asked


def _is_visiting(verb: Token) -> bool:
    """Whether an infinitive is what one pays a visit for: "called on the president to discuss an alliance"."""
    return verb.tag_ == "VB" and verb.lemma_.lower() in table("actions")["hosted"]["visiting"]


def is_conditional(verb: Token) -> bool:
    """Whether something will be done if something else is, or is not: "will strike if", "would respond unless"."""
    if not any(c.dep_ == "aux" and c.lower_ in ("will", "would", "shall", "'ll") for c in verb.lefts):
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    clauses = [c for c in (*verb.children, *verb.head.children) if c.dep_ == "advcl"]
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for clause in clauses for c in clause.lefts)
