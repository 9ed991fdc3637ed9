"""What refers back: pronouns, and definite descriptions of somebody or of a country named before.

Asked by `naming`; looks only at the phrases that the dispatch has named so far.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING

from countryinfo import CountryInfo, all_countries

from models.reading.clauses import objects_of, subject_of
from models.reading.gazetteer import country
from models.reading.phrases import NEUTER, PERSONAL, PLURAL, SUBJECTS, Named, conjuncts, is_expletive
from models.reading.tables import table
from models.records import Actor, Mention

if TYPE_CHECKING:
    from models.reading.actors import Actors
    from models.reading.tokens import Token

#: What stands for others than who speaks.
_OTHERS = PERSONAL | NEUTER | PLURAL
#: Phrases back that a pronoun may reach: beyond, nobody would follow it either.
_REACH = 400
#: And a description of a country: what the last paragraphs were about.
_REACH_OF_DESCRIPTION = 40


class Referring:
    """Finds what a dispatch's pronouns and definite descriptions stand for."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.parsed = actors.parsed
        #: What a noun has introduced ("broadcaster Kan").
        self.described: dict[str, Actor] = {}
        #: Who bears an office, by title and country, and by title alone.
        self.titled: dict[tuple[str, str | None], Actor] = {}

    def pronoun(self, head: Token) -> Named | None:
        """The last named actor that a pronoun fits."""
        wanted = head.lower_
        if wanted in NEUTER and (head.tag_ != "PRP$") and (is_expletive(head) or _is_what_was_said(head)):
            return None
        if wanted in PLURAL and self._has_pair_before(head):
            return None  # "A and B … their": both, and no one else
        if wanted == "they" and head.dep_ == "nsubjpass" and (patient := self._patient_before(head)) is not None:
            candidates = iter([patient])  # "Police detained three men. They were freed": not the police
        else:
            candidates = self._antecedents(head)
        threatened = _threatened(head)
        if threatened is not None and threatened.i in self.actors.by_head:
            candidates = iter([self.actors.by_head[threatened.i]])  # "threatened to attack B if it strikes": B
        if wanted in PERSONAL:  # a person named before one only described
            candidates = _named_first(candidates)
        doer = _doer_beside(head)
        if wanted in ("his", "her") and _is_indefinite_subject(head):
            return None  # "A farmer was hurt when a shell hit his house": his, whoever was named before
        for named in candidates:
            actor = named.mention.actor
            if doer is not None and (named.head == doer.i or actor == self._actor_at(doer)):
                continue  # "Cambodia accused it": another
            if wanted in PERSONAL:
                fits = actor.kind == "person"
            elif wanted in NEUTER:
                fits = actor.kind in ("country", "organization", "group") and not named.plural
            else:
                fits = (actor.kind == "group" or (named.plural and actor.kind != "unknown")) and actor.role != "MED"
                itself = actor.kind == "organization" and actor.role != "MED"
                fits = fits or (itself and _says_of_itself(named.head, head))
            if fits:
                mention = Mention(
                    actor=actor,
                    span=self.parsed.between(head, head),
                    text=self.parsed.text(self.parsed.between(head, head)),
                )
                return Named(head.i, head.i, head.i, mention, plural=wanted in PLURAL)
        return None

    def _actor_at(self, token: Token) -> Actor | None:
        named = self.actors.at(token)
        return named.mention.actor if named is not None else None

    def _patient_before(self, head: Token) -> Named | None:
        """The last of several to whom the sentence before says that something was done."""
        begin = head.sent.start
        before = (n for n in islice(reversed(self.actors.by_head.values()), _REACH) if n.head < begin)
        nearest = next(before, None)
        if nearest is None:
            return None
        start, doc = self._sentence_of(nearest.head), self.parsed.doc
        told = (n for n in (nearest, *before) if n.head >= start)
        return next((n for n in told if n.plural and doc[n.head].dep_ in ("dobj", "nsubjpass")), None)

    def owner(self, head: Token) -> Actor | None:
        """Whom the pronoun before a noun stands for, where he is called by a name: "its navy"."""
        pronoun = next((c for c in head.lefts if c.dep_ == "poss" and c.lower_ in _OTHERS), None)
        whose = self.pronoun(pronoun) if pronoun is not None else None
        actor = whose.mention.actor if whose is not None else None
        named = actor is not None and actor.kind in ("country", "organization", "person") and actor.name[:1].isupper()
        return actor if named else None

    def _has_pair_before(self, head: Token) -> bool:
        """Whether two joined actors are the subject of the pronoun's sentence before it."""
        for token in head.doc[head.sent.start : head.i]:
            if token.dep_ in SUBJECTS and token.i in self.actors.by_head:
                joined = [t for t in conjuncts(token) if t.i in self.actors.by_head]
                named = [self.actors.by_head[t.i].mention.actor for t in joined]
                if len([a for a in named if a.kind not in ("unknown", "place")]) > 1:
                    return True
        return False

    def anaphor(self, head: Token, lemma: str) -> Actor | None:
        """The named actor whose sector this noun stands for ("the company" after "broadcaster Kan").

        Nobody where the noun says itself whose it is ("the president of the chamber", "the prosecutor's office"), and
        where several of the sector were named; of media, which relay each other, the last one.
        """
        if any(c.dep_ == "poss" for c in head.lefts) or any(c.dep_ == "prep" and c.lower_ == "of" for c in head.rights):
            return None
        if lemma in self.described:
            return self.described[lemma]
        if (body := self._named_in_full(head)) is not None:
            return body
        for kind, section in (("organization", "anaphors"), ("person", "personal_anaphors")):
            sectors = {role for role, nouns in table("actors")[section].items() if lemma in nouns}
            if not sectors:
                continue
            fitting: dict[str, Actor] = {}
            for named in reversed(self.actors.by_head.values()):
                actor = named.mention.actor
                if actor.kind == kind and actor.role in sectors and actor.name[:1].isupper():
                    fitting.setdefault(actor.id, actor)
            if fitting and (len(fitting) == 1 or "MED" in sectors):
                return next(iter(fitting.values()))
        return None

    def _named_in_full(self, head: Token) -> Actor | None:
        """The one body named before whose name ends so: "the press service" after "the Kremlin press service"."""
        words = [t.lower_ for t in self.parsed.doc[head.left_edge.i : head.i + 1] if t.dep_ != "det"]
        tail = f" {' '.join(words)}"
        fitting: dict[str, Actor] = {}
        for named in islice(reversed(self.actors.by_head.values()), _REACH):
            actor = named.mention.actor
            if actor.kind in ("organization", "group") and actor.country and actor.name.lower().endswith(tail):
                fitting.setdefault(actor.id, actor)
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def described_country(self, head: Token, words: list[Token]) -> Actor | None:
        """The country that was last spoken of, where a description fits it: "The gas-rich emirate"."""
        fitting = table("countries")["descriptions"]
        lemma = head.lemma_.lower()
        if head.tag_ == "NNS":
            return None  # "the two countries" are not one
        if lemma in fitting["any"]:
            allowed: frozenset[str] | None = None
        elif lemma in fitting:
            allowed = frozenset(fitting[lemma])
        else:
            return None
        regions = {r for t in words for r in table("countries")["regions"].get(t.text, ())}
        doc = self.parsed.doc
        if allowed is None and not regions and (own := _speakers_country(head, self.actors)) is not None:
            return own
        for named in islice(reversed(self.actors.by_head.values()), _REACH_OF_DESCRIPTION):
            actor = named.mention.actor
            if named.head >= head.sent.start:
                continue  # within a sentence, "the country" is as often the other one
            if actor.kind != "country" or doc[named.head].dep_ not in SUBJECTS or actor.country is None:
                continue
            fits = (allowed is None or actor.country in allowed) and (
                not regions or regions & _regions_of(actor.country)
            )
            return actor if fits else None
        return None

    def _antecedents(self, token: Token) -> Iterator[Named]:
        """Earlier phrases a pronoun may stand for: an owner in its own phrase, then subjects, then the rest."""
        doc, by_head = self.parsed.doc, self.actors.by_head
        for ancestor in token.ancestors:
            for child in ancestor.lefts:
                if child.dep_ == "poss" and child.i < token.i and child.i in by_head:
                    yield by_head[child.i]
        sentence = token.sent.start
        subjects = (n for n in islice(reversed(by_head.values()), _REACH) if doc[n.head].dep_ in SUBJECTS)
        for start, group in groupby(subjects, key=lambda n: self._sentence_of(n.head)):
            if start >= sentence:
                yield from group
            else:  # of an earlier sentence, the subject of its main verb first
                yield from sorted(group, key=lambda n: (_depth(doc[n.head]), n.head))
        yield from (n for n in islice(reversed(by_head.values()), _REACH) if not n.locative)

    def _sentence_of(self, index: int) -> int:
        """The first token of a token's sentence."""
        return self._sentences[bisect_right(self._sentences, index) - 1]

    @cached_property
    def _sentences(self) -> list[int]:
        return [sentence.start for sentence in self.parsed.doc.sents]


def _speakers_country(head: Token, actors: Actors) -> Actor | None:
    """The country of who says what a country does: "Iran's envoy said the country would answer"."""
    said = head.head if head.dep_ in SUBJECTS and head.head.dep_ == "ccomp" else None
    speaker = subject_of(said.head) if said is not None else None
    named = actors.at(speaker) if speaker is not None else None
    if named is None or named.head > head.i:
        return None
    actor = named.mention.actor
    return country(actor.country) if actor.country and actor.role in (None, "GOV", "MIL", "LEG") else None


def _named_first(candidates: Iterator[Named]) -> Iterator[Named]:
    """Those called by a name, then those only described, each in their order."""
    described = []
    for named in candidates:
        if not named.mention.actor.name[:1].isupper() or named.mention.text == named.mention.actor.name.lower():
            described.append(named)
        else:
            yield named
    yield from described


def _threatened(pronoun: Token) -> Token | None:
    """The other party to a threat, whom the pronoun in its condition stands for: "warned B it would act if it …"."""
    clause = pronoun.head
    if pronoun.dep_ not in SUBJECTS or clause.dep_ != "advcl":
        return None
    if not any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "should") for c in clause.lefts):
        return None
    deed = clause.head
    threat = deed.head if deed.dep_ in ("xcomp", "ccomp") else deed
    if threat.lemma_ not in table("actors")["threatening"]["verbs"]:
        return None
    below = [c for c in threat.rights if c.dep_ in ("xcomp", "ccomp")]
    for verb in (threat, *below):
        aimed = [c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < pronoun.i]
        aimed += [o for o in objects_of(verb, ("against", "on", "at")) if o.i < pronoun.i]
        if named := [t for t in aimed if t.pos_ == "PROPN"]:
            return named[0]
    return None


def _doer_beside(pronoun: Token) -> Token | None:
    """Who acts on a pronoun, which then stands for another: the subject of a verb whose object it is."""
    if pronoun.tag_ != "PRP" or pronoun.dep_ not in ("dobj", "dative") or pronoun.lower_.endswith(("self", "selves")):
        return None
    return subject_of(pronoun.head) if pronoun.head.pos_ == "VERB" else None


def _is_indefinite_subject(owned: Token) -> bool:
    """Whether "his" stands in a sentence about somebody who is only described, "A farmer", and not named."""
    if owned.tag_ != "PRP$":
        return False
    subjects = (t for t in owned.doc[owned.sent.start : owned.i] if t.dep_ in ("nsubj", "nsubjpass"))
    nearest = [t for t in subjects if t.pos_ in ("NOUN", "PROPN", "PRON") and t.lemma_.lower() in _people()]
    if not nearest:
        return False
    return any(c.lower_ in ("a", "an") for c in nearest[-1].lefts) and not any(
        t.pos_ == "PROPN" for t in nearest[-1].subtree
    )


@cache
def _people() -> frozenset[str]:
    """Nouns for people."""
    return frozenset(table("actions")["agents"]["nouns"])


def _says_of_itself(head: int, pronoun: Token) -> bool:
    """Whether somebody says what the pronoun does: "The Houthis said they had attacked a ship"."""
    clause = pronoun.head
    if pronoun.dep_ not in SUBJECTS or clause.dep_ != "ccomp" or clause.head.pos_ != "VERB":
        return False
    return any(c.i == head for c in clause.head.lefts if c.dep_ == "nsubj")


def _is_what_was_said(pronoun: Token) -> bool:
    """The "it" that somebody denies, confirms or calls something: words, nobody."""
    return (
        pronoun.lower_ == "it" and pronoun.dep_ == "dobj" and pronoun.head.lemma_ in table("actors")["denying"]["verbs"]
    )


@cache
def _regions_of(code: str) -> frozenset[str]:
    """The parts of the world that a country lies in."""
    info: CountryInfo | None = next((c for c in all_countries() if c.iso(3) == code), None)
    return frozenset(part for part in (info.region(), info.subregion()) if part) if info else frozenset()


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)
