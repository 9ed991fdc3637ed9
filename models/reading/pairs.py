"""The two whom words like "the two leaders", "both sides" and "they" stand for: the pair of the sentence before.

Asked by `actors` for each noun phrase in text order. Where that sentence has not just two who can be meant, nobody is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from models.reading.clauses import is_passive, objects_of, subject_of
from models.reading.gazetteer import country
from models.reading.phrases import SUBJECTS, Named, left_edge
from models.reading.tables import table
from models.records import Mention

if TYPE_CHECKING:
    from models.reading.actors import Actors
    from models.reading.tokens import Token

#: How many sentences back the pair may stand, where those between name nobody.
_BACK = 2
#: The tags of words that can stand for two: asked first, since most words cannot.
_TAGS = frozenset({"NNS", "PRP", "DT", "CD", "NN", "PDT", "CC"})
#: Kinds of what is only described, or only a place.
_NOBODY = frozenset({"unknown", "place"})
_PARTNERS = ("with", "between", "to", "by", "of", "from", "against", "on", "among")


class Pairs:
    """Finds the pairs of one dispatch."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.parsed = actors.parsed

    def of(self, head: Token) -> tuple[Named, ...]:
        """The two that a phrase stands for, each named by its words; () where it stands for no pair."""
        if head.tag_ not in _TAGS:
            return ()
        words = table("actors")["pairs"]
        kind = self._kind(head)
        if kind is None:
            return ()
        alone = head.lower_ in words["alone"]
        if found := self._of_same_sentence(head) if alone else self._of_clause_before(head, kind):
            return self._named(head, found)
        for sentence_start in self._before(head):
            found_before = self._of_sentence(sentence_start, kind, head)
            if found_before:
                return self._named(head, found_before)
            if found_before is not None:
                break
        return self._named(head, self._of_dispatch(head, kind))

    def _of_dispatch(self, head: Token, kind: str) -> list[Named]:
        """The two countries that the dispatch is about, where no other two have been told of together in it so far."""
        words = table("actors")["pairs"]
        stand_for = kind in ("country", "any") or head.lemma_.lower() in words["heads"]
        if not stand_for or head.lower_ in (*words["alone"], *words["counted"]):
            return []
        found: dict[frozenset[str], list[Named]] = {}
        for start, both in self._countries_together.items():
            if start < head.sent.start:
                found[frozenset(n.mention.actor.id for n in both)] = both
        return next(iter(found.values())) if len(found) == 1 else []

    @cached_property
    def _countries_together(self) -> dict[int, list[Named]]:
        """By a sentence's first token, the two countries that are its subject or are told of as "between A and B"."""
        found: dict[int, list[Named]] = {}
        for sentence in self.parsed.doc.sents:
            for token in sentence:
                subject = token.dep_ in SUBJECTS and any(
                    c.dep_ == "cc" for t in (token, *token.lefts) for c in t.rights
                )
                between = token.dep_ == "prep" and token.lower_ == "between"
                if (subject or between) and (both := self._two_countries(token)):
                    found.setdefault(sentence.start, both)
        return found

    def _named(self, head: Token, meant: Iterable[Named]) -> tuple[Named, ...]:
        """Those who are meant, by the words that stand for them."""
        first = head if head.pos_ == "PRON" else left_edge(head)
        span = self.parsed.between(first, head)
        text = self.parsed.text(span)
        words = {"span": span, "text": text}
        mentions = (n.mention.model_copy(update=words) for n in meant)
        return tuple(Named(head.i, first.i, head.i, mention, plural=True) for mention in mentions)

    def _of_same_sentence(self, head: Token) -> list[Named]:
        """Those who say together what they do: "A and B said they would meet"."""
        telling = head.head.head if head.head.dep_ == "ccomp" else None
        subject = subject_of(telling) if telling is not None else None
        named = self.actors.mentions(subject) if subject is not None and subject.i < head.i else []
        return named if len(named) > 1 and all(n.mention.actor.kind != "unknown" for n in named) else []

    def _of_clause_before(self, head: Token, kind: str) -> list[Named]:
        """The two of the clause before in the same sentence: "A and B agreed to a truce, and both sides said …"."""
        joined = next((t for t in head.ancestors if t.dep_ == "conj" and t.pos_ == "VERB"), None)
        if joined is None or joined.head.pos_ != "VERB" or joined.head.i > head.i:
            return []
        found = self._distinct(self._acting_together(joined.head), kind)
        return found if len(found) == 2 else []

    def _kind(self, head: Token) -> str | None:
        """What the two are, by the noun: `person`, `country`, or `any`; None where the phrase is of no two."""
        words = table("actors")["pairs"]
        word = head.lower_
        if word in words["alone"]:
            return "any" if head.dep_ == "nsubj" and not is_passive(head.head) else None
        if word in words["counted"]:
            return "any" if head.dep_ in SUBJECTS and any(c.lower_ == "the" for c in head.lefts) else None
        two = any(c.lower_ in words["two"] for c in head.lefts)
        bare = any(c.lower_ == "the" for c in head.lefts) and word in words["sides"]
        if head.tag_ != "NNS" or not (two or bare) or any(c.dep_ in ("amod", "poss", "compound") for c in head.lefts):
            return None
        if any(c.dep_ in ("prep", "acl", "relcl") for c in head.rights):
            return None  # "the two ministers of B"
        lemma = head.lemma_.lower()
        return next((kind for kind in ("person", "country", "any") if lemma in words[kind]), None)

    def _before(self, head: Token) -> list[int]:
        """The first tokens of the sentences before, the nearest first."""
        found: list[int] = []
        at = head.sent.start
        while at > 0 and len(found) < _BACK:
            at = head.doc[at - 1].sent.start
            found.append(at)
        return found

    def _of_sentence(self, start: int, kind: str, head: Token) -> list[Named] | None:
        """The two who take part in what a sentence tells; [] where there are not just two, None where nobody is."""
        words = table("actors")["pairs"]
        sentence = self.parsed.doc[start].sent
        roots = [t for t in sentence if t.head.i == t.i]
        if len(roots) != 1 or roots[0].pos_ != "VERB":
            return None if not any(self.actors.within(start, sentence.end)) else []
        verb = roots[0]
        speaks = verb.lemma_.lower() in words["telling"]
        verb = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ == "VERB"), verb) if speaks else verb
        together = self._acting_together(verb)
        if head.lower_ in words["alone"]:
            if head.lower_ == "they" and verb.lemma_.lower() in words["opposing"]:
                return []  # "Protesters and police clashed. They threw stones": some of the two
            if not together:
                return [] if self._parties(verb) else None
        found = self._distinct(together or self._parties(verb), kind)
        if kind == "country" and len(found) != 2:
            found = self._countries_in(verb) or found
        if head.lower_ == "they" and len(found) > 2 and len(together) == len(found):
            return found
        return None if not found else found if len(found) == 2 else []

    def _countries_in(self, verb: Token) -> list[Named]:
        """The two countries of a subject: "officials from A and B", "the Chinese and Japanese ministers"."""
        subject = subject_of(verb)
        return self._two_countries(subject) if subject is not None else []

    def _two_countries(self, phrase: Token) -> list[Named]:
        """The countries named in a phrase, where they are two."""
        found: dict[str, Named] = {}
        for token in phrase.subtree:
            match = self.actors.match_at(token)
            if match is not None and match.entry.actor.country:
                state = country(match.entry.actor.country)
                span = self.parsed.between(token, token)
                mention = Mention(actor=state, span=span, text=self.parsed.text(span))
                found.setdefault(state.id, Named(token.i, token.i, token.i, mention))
        return list(found.values()) if len(found) == 2 else []

    def _acting_together(self, verb: Token) -> list[Named]:
        """Those who are one subject, or meet: "A and B", "A met B", "A held talks with B"."""
        subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
        if subject is None or is_passive(verb):
            return []
        acting = self.actors.mentions(subject)
        if len(acting) > 1:
            return acting
        meets = verb.lemma_.lower() in table("actors")["pairs"]["meeting"]
        return self._parties(verb) if meets else []

    def _parties(self, verb: Token) -> list[Named]:
        """Who takes part in what a verb tells: subject, object, and the partners of both."""
        subject = subject_of(verb)
        objects = [c for c in verb.rights if c.dep_ in ("dobj", "dative")]
        heads = [subject] if subject is not None else []
        heads += objects + objects_of(verb, _PARTNERS) + [o for t in objects for o in objects_of(t, _PARTNERS)]
        heads += [p for c in verb.rights if c.dep_ == "agent" for p in c.rights if p.dep_ == "pobj"]
        heads += [o for t in heads[:1] for o in objects_of(t, ("between", "with"))]
        return [n for t in heads for n in self.actors.mentions(t)]

    def _distinct(self, parties: list[Named], kind: str) -> list[Named]:
        """The actors that can be meant, each once; as countries where countries are meant."""
        found: dict[str, Named] = {}
        for named in parties:
            actor = named.mention.actor
            if named.locative and actor.kind == "place":
                continue
            if kind == "country" and actor.country:
                state = country(actor.country)
                mention = Mention(actor=state, span=named.mention.span, text=named.mention.text)
                found.setdefault(state.id, Named(named.head, named.first, named.last, mention))
            elif actor.kind == kind or (kind == "any" and actor.kind not in _NOBODY and actor.role != "MED"):
                found.setdefault(actor.id, named)
        return list(found.values())
