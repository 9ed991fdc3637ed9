"""Deeds told by a verb with what goes with it: "walked free", "came under fire", "took control of the town".

Which verb with what, and where those who take part stand, is in `tables/phrases.toml`; here a row is laid over a
clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from models.reading.clauses import caught_doing, is_passive, objects_of, patients_of, qualifies, subject_of
from models.reading.deeds.base import RECIPROCAL, Deed, joined, keys_of, noun_actions, others, party_key
from models.reading.deeds.parties import Parties
from models.reading.deeds.undergone import behind
from models.reading.tables import table
from models.records import Category, Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token

_TIMES = frozenset({"DATE", "TIME"})
_MUTUAL = frozenset({"SUPPORT", "AGREE"})
#: What stands for what it counts: "one of its largest demonstrations", "2 tonnes of cocaine".
_COUNTING = frozenset({"one", "some", "tonne", "ton", "kilo", "kilogram", "dozens", "hundreds", "thousands", "series"})
#: Prepositions of what a thing is made of: "a package of sanctions against B".
_INNER = ("of", "in")
#: With these before it an attack is an illness.
_AILING = frozenset({"heart", "panic", "asthma", "anxiety"})
#: How far a word of the clause may stand from its verb to be said of the same deed.
_NEAR = 14
#: Sectors of those who bear arms, for whom an army stands in the table.
_ARMED = frozenset({"MIL", "REB", "UAF", "SEP"})


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of the table by their verbs, lists as sets."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table("phrases")["phrase"]:
        sets = {k: frozenset(v) if k in ("with", "not", "object", "subject", "doers", "near", "carrying") else v
                for k, v in row.items()}  # fmt: skip
        for verb in row["verbs"]:
            found.setdefault(verb, []).append(sets)
    return found


class PhraseRules:
    """The rules over a verb and its companions."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.actors = parties.actors

    def surely(self, verb: Token) -> Deed | None:
        """The deed of a verb whose companions make it another than the verb alone."""
        return self._of_rows(verb, sure=True)

    def otherwise(self, verb: Token) -> Deed | None:
        """The deed of a verb that tells none alone."""
        return self._of_rows(verb, sure=False)

    def _of_rows(self, verb: Token, sure: bool) -> Deed | None:
        if _is_meant(verb):
            return None
        rows = [row for key in keys_of(verb) for row in _rows().get(key, ()) if bool(row.get("first")) == sure]
        if not rows:
            return None
        clause = _Clause(verb, self.parties)
        fitting = (self._deed(verb, row, clause) for row in rows if clause.fits(row))
        return next((deed for deed in fitting if deed is not None), None)

    def _deed(self, verb: Token, row: dict[str, Any], clause: _Clause) -> Deed | None:
        parties = self.parties
        sources = next((m for place in row["doer"] if (m := self._acting(place, clause, row))), ())
        whom = next((t for place in row["whom"] if (t := self._undergoing(place, clause))), [])
        if not self._are_people(row, whom or clause.at("subject")):
            return None
        if clause.needs_subject and "subject" in row["doer"] and not sources:
            return None
        category: Category = row["category"]
        lemma = " ".join(dict.fromkeys((verb.lemma_.lower(), *clause.said(row))))
        if row.get("together") and category not in _MUTUAL:
            met = (m for m in parties.doers(whom) if m.actor.kind != "place" or m.actor.country)
            both = joined(sources, tuple(met))
            several = len({party_key(m) for m in both}) > 1
            return Deed(verb, category, lemma, both, both) if several else None
        targets = others(parties.affected(whom), sources)
        if category in RECIPROCAL:
            sources = targets = joined(sources, targets)
            if row.get("lone") and len(sources) < 2:
                targets = ()  # a council meets
        elif category in _MUTUAL and row.get("together"):
            partners = parties.doers(whom)
            both = joined(sources, partners)
            if not (len({m.actor.id for m in both}) > 1 or (both and any(map(_are_two, clause.at("subject"))))):
                return None
            sources = targets = both
        return Deed(verb, category, lemma, sources, targets) if sources or targets else None

    def _are_people(self, row: dict[str, Any], tokens: Iterable[Token]) -> bool:
        """Whether those of whom a row says that they are people, or persons by name or office, are."""
        asked = row.get("people")
        test = self.parties.is_person if asked == "persons" else self.parties.is_actor
        return not asked or any(test(t) for t in tokens)

    def _acting(self, place: str, clause: _Clause, row: dict[str, Any]) -> tuple[Mention, ...]:
        """Those who act, where a row says that they stand."""
        parties = self.parties
        if place == "behind":
            causes = [t for t in clause.near(row.get("near", frozenset())) if t.pos_ == "NOUN"]
            found = [parties.doers([t]) if parties.can_act(t) else behind(t, parties) for t in causes]
            subject = [s for s in clause.at("subject") if s.lemma_.lower() in row.get("subject", ())]
            return next((f for f in (*found, *(behind(s, parties) for s in subject)) if f), ())
        if place == "owner":
            owned = [*clause.at("subject"), *clause.at("object")]
            inner = [i for t in owned for i in (t, *objects_of(t, ("of",)), *clause.carried(row))]
            return next((m for t in inner if (m := parties.country_of(t))), ())
        if place == "on_owner":
            lists = objects_of(clause.verb, ("on", "to", "from", "off"))
            return next((m for t in lists if (m := parties.country_of(t))), ())
        if place == "both":
            subject = clause.at("subject")
            several = next((m for t in subject if (m := parties.countries_of(t))), ())
            return several or parties.doers(subject)
        if place == "fired":
            shot = [a for s in clause.at("subject") for c in s.rights if c.dep_ == "acl" for a in c.rights]
            by = [p for a in shot if a.dep_ in ("agent", "prep") and a.lower_ in ("by", "from") for p in a.rights]
            return parties.doers(by) or next((m for s in clause.at("subject") if (m := parties.country_of(s))), ())
        return parties.doers(clause.at(place))

    def _undergoing(self, place: str, clause: _Clause) -> list[Token]:
        """The words for those to whom it is done, where a row says that they stand."""
        if place == "owner":
            return [c for t in clause.at("subject") for c in t.lefts if c.dep_ == "poss" and c.pos_ != "PRON"]
        if place == "named":
            return [c for t in clause.at("object") for c in t.lefts if c.ent_type_ == "PERSON" and c.dep_ == "nmod"]
        if place == "life_of":
            lives = [t for t in clause.verb.subtree if t.lower_ in ("life", "lives")]
            return [o for t in lives for o in objects_of(t, ("of",))]
        return [t for t in clause.at(place) if t.ent_type_ not in _TIMES]


class _Clause:
    """A verb with its companions, as rows ask for them."""

    def __init__(self, verb: Token, parties: Parties) -> None:
        self.verb = verb
        self.parties = parties
        self.passive = is_passive(verb)
        self.companions = set(_companions(verb, self.passive))
        #: An active verb whose own subject is there: it must be one who can act.
        self.needs_subject = not self.passive

    def fits(self, row: dict[str, Any]) -> bool:
        """Whether a row is of this clause."""
        companions = self.companions
        if not ("" in row["with"] or companions & row["with"]) or companions & row.get("not", frozenset()):
            return False
        if row.get("without_object") and any(c.dep_ == "dobj" for c in self.verb.rights):
            return False
        if row.get("passive") and not (self.passive and not qualifies(self.verb)):
            return False
        if "object" in row and not _lemmas(self.at("object")) & row["object"]:
            return False
        if "subject" in row and not _lemmas(self.at("subject_said")) & row["subject"]:
            return False
        if "doers" in row and not self._is_done_by(row["doers"]):
            return False
        if "near" in row and not any(self.near(row["near"])):
            return False
        return "carrying" not in row or bool(self.carried(row))

    def _is_done_by(self, doers: frozenset[str]) -> bool:
        acting = self.at("subject") if not self.passive or self.at("subject") else []
        if any(t.lemma_.lower() in doers or t.lower_ in doers or _counted(t) & doers for t in acting):
            return True
        return "army" in doers and any(m.actor.role in _ARMED for m in self.parties.named(acting))  # "the Taliban"

    def near(self, words: Iterable[str]) -> Iterator[Token]:
        """The words of a list that stand near in the clause, beside its subject and object."""
        joined = [c for c in self.verb.rights if c.dep_ == "conj"] if self.passive else []
        later = [v for c in joined for v in (c, *c.rights) if v.dep_ in ("conj", "acl") and is_passive(v)]
        for phrase in (*self.verb.rights, *(c for v in later for c in v.rights)):
            if phrase.dep_ not in ("prep", "agent", "advcl") or phrase.lower_ in ("of", "with"):
                continue
            for token in phrase.subtree:
                told = token.lemma_.lower() in words and 0 < token.i - self.verb.i <= _NEAR
                if told and not any(c.lower_ in _AILING for c in token.lefts):
                    yield token

    def carried(self, row: dict[str, Any]) -> list[Token]:
        """What is brought, where the row names things that are: "a plane with tents", "docked … with relief goods"."""
        things = row.get("carrying", frozenset())
        if not things:
            return []
        told = [t for s in self.at("subject") for t in s.subtree if t.pos_ in ("NOUN", "PROPN")]
        told += [t for o in objects_of(self.verb, ("with", "carrying")) for t in o.subtree]
        return [t for t in told if t.lemma_.lower() in things or t.lower_ in things]

    def said(self, row: dict[str, Any]) -> list[str]:
        """The companion by which the row was found, for the name of the deed."""
        found = sorted(c for c in self.companions & row["with"] if c)
        if found:
            return found[:1]
        heads = [t.lemma_.lower() for t in self.at("object")]
        return [h for h in heads if h in row.get("object", ())][:1]

    def at(self, place: str) -> list[Token]:
        """The words at a place of the clause: subject (who acts), object, dative, by, or a preposition."""
        verb = self.verb
        if place == "subject":
            if self.passive:
                return self.at("by")
            subject = subject_of(verb)
            return [subject] if subject is not None else []
        if place == "subject_said":
            return [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
        if place == "object":
            if self.passive:
                return [verb.head] if qualifies(verb) else patients_of(verb)
            found = [
                c for c in verb.rights if c.dep_ in ("dobj", "oprd") and c.pos_ in ("NOUN", "PROPN", "NUM", "PRON")
            ]
            small = [c for c in verb.rights if c.dep_ == "ccomp" and c.pos_ == "ADJ"]  # "set a car ablaze"
            found = found or caught_doing(verb) or [s for c in small for s in c.lefts if s.dep_ == "nsubj"]
            return [*found, *(o for t in found if _counts(t) for o in objects_of(t, ("of",)))]
        if place == "dative":
            return [c for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP"]
        if place == "by":
            agents = [p for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")
                      for p in c.rights if p.dep_ == "pobj"]  # fmt: skip
            things = [
                *self.at("subject_said"),
                *self.at("object"),
                *verb.rights,
                *(p for c in verb.rights if c.dep_ == "prep" for p in c.rights),
            ]
            inner = [o for t in things for o in objects_of(t, ("by",))]
            return [t for t in (*agents, *inner) if t.ent_type_ not in _TIMES]
        things = [*self.at("object"), *self.at("subject_said")]
        things += objects_of(verb, ("in", "on", "into", "for"))
        inner = [i for t in things for i in objects_of(t, _INNER)]
        found = next(
            (f for ts in ([verb], things, inner) if (f := [o for t in ts for o in objects_of(t, (place,))])), []
        )
        return [t for t in found if t.ent_type_ not in _TIMES]


def _is_meant(verb: Token) -> bool:
    """Whether a deed is only meant or allowed: "agreed to deliver aid"; of that the verb above it tells."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def _counts(token: Token) -> bool:
    return token.lower_ in _COUNTING or token.lemma_.lower() in _COUNTING or token.pos_ == "NUM"


def _are_two(token: Token) -> bool:
    """Whether one phrase is of the two who do something together: "the two countries' commanders", "both ministers"."""
    return token.tag_ == "NNS" and any(t.lower_ in ("two", "both") for t in token.subtree if t.i < token.i)


def _counted(token: Token) -> set[str]:
    """What a word that only counts or gathers stands for: "a contingent of 400 police", "fighters of the M23"."""
    return {o.lemma_.lower() for o in objects_of(token, ("of",))}


def _lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(word for t in tokens for word in (t.lemma_.lower(), t.lower_))


def _companions(verb: Token, passive: bool) -> Iterator[str]:
    """What goes with a verb, each as the table writes it."""
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "acomp", "oprd") or (child.dep_ == "ccomp" and child.pos_ == "ADJ"):
            yield child.lower_
            yield from (f"{child.lower_} {inner}" for inner in _phrases(child))
        if child.dep_ in ("dobj", "oprd") or (passive and child.dep_ == "nsubjpass"):
            yield from _things(child)
            yield from (
                f"of {o.lemma_.lower()}" for o in objects_of(child, ("of",))
            )  # "relieved the minister of his duties"
            yield from (f"{t}" for c in child.rights if c.dep_ == "amod" for t in (c.lower_,))  # "30 people captive"
            yield from (c.lemma_.lower() for c in child.rights if c.dep_ in ("relcl", "acl") and c.tag_ == "VB")
        elif child.dep_ in ("xcomp", "advcl") and child.tag_ == "VB" and child.i > verb.i:
            yield child.lemma_.lower()
            yield from (
                f"{child.lemma_.lower()} {c.lemma_.lower()}" for c in child.rights if c.dep_ in ("dobj", "acomp")
            )
            yield from (f"{child.lemma_.lower()} {c.lower_}" for c in child.rights if c.dep_ == "advmod")
    for thing in (*caught_doing(verb), *([verb.head] if passive and qualifies(verb) else ())):
        yield from _things(thing)
    yield from (key.split(" ", 1)[1] for key in keys_of(verb) if " " in key)  # "called its envoy in Cairo home"
    yield from _phrases(verb)


def _phrases(word: Token) -> Iterator[str]:
    """The prepositions with their nouns: "on trial", "out of prison"."""
    for phrase in word.rights:
        if phrase.dep_ not in ("prep", "agent"):
            continue
        yield phrase.lower_
        for noun in phrase.rights:
            if noun.dep_ == "pobj" and noun.ent_type_ not in _TIMES:
                yield from (f"{phrase.lower_} {thing}" for thing in _things(noun))
            elif noun.dep_ == "pcomp":
                yield f"{phrase.lower_} {noun.lemma_.lower()}"
            elif noun.dep_ == "prep":
                yield from (f"{phrase.lower_} {inner}" for inner in _phrases(phrase))


def _things(noun: Token) -> Iterator[str]:
    """A noun as the table may have it: alone, with a word before it, with "of" or "in" after it."""
    heads = [
        noun,
        *(o for o in objects_of(noun, ("of",)) if _counts(noun)),
        *(c for c in noun.rights if c.dep_ == "conj"),
    ]
    for head in heads:
        lemma = head.lemma_.lower()
        yield lemma
        yield from (f"{c.lower_} {lemma}" for c in head.lefts if c.dep_ in ("compound", "amod", "nmod"))
        yield from (
            f"{lemma} {p.lower_} {o.lemma_.lower()}"
            for p in head.rights
            if p.dep_ == "prep"
            for o in p.rights
            if o.dep_ == "pobj"
        )
        yield from (f"{lemma} {p.lower_}" for p in head.rights if p.dep_ == "prep")


def comes_about(noun: Token) -> Token | None:
    """The verb by which a happening that is its subject comes about: "talks took place", "a test was conducted"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ != "VERB" or verb.i < noun.i:
        return None
    return verb if verb.lemma_.lower() in table("phrases")["coming"]["verbs"] else None


def coming_category(noun: Token) -> Category | None:
    """The category of a happening that comes about, if it is one."""
    rule = table("phrases")["coming"]
    found: Category | None = rule["nouns"].get(noun.lemma_.lower()) or noun_actions().get(noun.lemma_.lower())
    return found if found in rule["categories"] else None
