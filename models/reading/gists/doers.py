"""Who does what a gist tells: the subject, whose it is, and what of one is accused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from models.reading.actors import SUBJECTS, Actors
from models.reading.gists.clauses import Core
from models.reading.gists.words import words
from models.records import Mention

if TYPE_CHECKING:
    from models.reading.gists.poles import Pole
    from models.reading.tokens import Token


def party(mention: Mention) -> str:
    """As whom an actor is compared: its country, else itself."""
    return mention.actor.country or mention.actor.id


class Doing(NamedTuple):
    """Who does something: as whom they are compared, and who of them are persons, by their ids."""

    parties: list[str]
    persons: list[str]


class Doers:
    """Who does what is told in one dispatch."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors

    def accused_of(self, top: Token, inside: set[int]) -> Token:
        """The deed in "Iran of supplying drones", of which the first word is who is accused."""
        if self._actors.at(top) is None:
            return top
        verb = next((t for t in top.doc[min(inside) : max(inside) + 1] if t.dep_ == "pcomp" and t.i in inside), None)
        if verb is not None:
            return verb
        preps = [
            t
            for t in (*top.rights, *top.head.rights)
            if t.dep_ == "prep" and t.i in inside and t.lower_ in words("clause", "of_accused")
        ]
        return next((p for t in preps for p in t.rights if p.dep_ in ("pobj", "pcomp")), top)

    def of(self, at: Core) -> list[str]:
        """Who does it: the subject of the outermost verb that has one, or the owner of the noun."""
        if at.word.pos_ == "NOUN" and at.word.dep_ == "pobj" and at.word.head.lower_ in words("light", "states"):
            holder = self._actors.country_before(at.word)  # "is in Peruvian hands"
            if holder is not None and holder.entry.actor.country:
                return [holder.entry.actor.country]
        for layer in (*reversed(at.layers), *_above(at.layers[0])):
            for doer in _doers(layer):
                if found := self.parties(doer):
                    return found
        for layer in at.layers:
            if layer.pos_ == "NOUN":
                match = self._actors.country_before(layer)
                if match is not None and match.entry.actor.country:
                    return [match.entry.actor.country]
        return []

    def of_pole(self, pole: Pole, subject: Token | None, told: tuple[str, ...], speaking: tuple[Mention, ...]) -> Doing:
        """Who does what a clause stands for: the subject, who is accused of it, or after "by"; of "I", who speaks.

        `told` are those who speak, as whom they are compared, by their mentions.
        """
        verb = pole.verb
        holder = next((h for t in pole.tokens if t.lemma_ in ("hand", "control") and (h := self._holder(t))), None)
        if holder is not None:
            return Doing(holder, [])
        by = next((p for c in verb.children if c.dep_ == "agent" for p in c.rights), None) or _doer_of_noun(pole)
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
        doer = by if by is not None else None if passive or _is_only_seen(pole) else subject
        if pole.manner == "accuses" and pole.top is not verb:
            doer = next((c for c in pole.top.children if c.dep_ in ("dobj", "nsubjpass")), doer)
        if doer is None:
            return Doing([], [])
        owner = next((c for c in doer.lefts if c.lower_ in words("own", "possessives")), None)
        if owner is not None and (foreign := self._nation(doer)):
            return Doing(foreign, [])  # "our American colleagues"
        if owner is not None and (found := self.parties(owner)):
            return Doing(found, [])
        if owner is not None or doer.lower_ in words("own", "pronouns"):
            return Doing(list(told), _persons(speaking) if doer.lower_ == "i" else [])
        found = self.parties(doer)
        if not found and (match := self._actors.country_before(doer)) is not None and match.entry.actor.country:
            found = [match.entry.actor.country]
        return Doing(found, _persons(n.mention for n in self._actors.mentions(doer)))

    def _nation(self, noun: Token) -> list[str]:
        """The country of whose people a noun is: "their Chinese partners"."""
        match = self._actors.country_before(noun)
        if match is None or match.entry.form != "demonym" or not match.entry.actor.country:
            return []
        return [match.entry.actor.country]

    def _holder(self, noun: Token) -> list[str]:
        """In whose hands: "in the hands of the rebels", "in Ukrainian hands"."""
        if noun.dep_ != "pobj":
            return []
        of = next((p for c in noun.rights if c.lower_ == "of" for p in c.rights), None)
        if of is not None:
            return [party(n.mention) for n in self._actors.mentions(of)]
        match = self._actors.country_before(noun)
        return [match.entry.actor.country] if match is not None and match.entry.actor.country else []

    def parties(self, token: Token) -> list[str]:
        """The known parties that a word and what is joined to it name."""
        named = self._actors.mentions(token) or ([n] if (n := self._actors.inner(token)) else [])
        return [party(n.mention) for n in named if n.mention.actor.kind != "unknown" or n.mention.actor.country]


def _doer_of_noun(pole: Pole) -> Token | None:
    """Who does what a noun tells, after "by": "there was no shelling by our side"."""
    nouns = [t for t in pole.tokens if t.pos_ == "NOUN" and t.head is pole.verb]
    return next((p for t in nouns for c in t.rights if c.lower_ == "by" for p in c.rights if p.dep_ == "pobj"), None)


def _is_only_seen(pole: Pole) -> bool:
    """Whether the subject only sees what a noun tells: "we have seen no withdrawal"."""
    seen = [t for t in pole.tokens if t.pos_ == "NOUN" and t.dep_ == "dobj" and t.head is pole.verb]
    return bool(seen) and pole.verb.lemma_ in words("own", "seeing")


def _persons(mentions: Iterable[Mention]) -> list[str]:
    return [m.actor.id for m in mentions if m.actor.kind == "person"]


def _doers(layer: Token) -> Iterator[Token]:
    """The words that say who does what a word says: its subject, "by …", whose it is."""
    for child in layer.children:
        if (child.dep_ in SUBJECTS and child.dep_ != "nsubjpass") or (child.dep_ == "poss" and layer.pos_ == "NOUN"):
            yield child
        elif child.dep_ == "agent":
            yield from child.rights


def _above(word: Token) -> Iterator[Token]:
    """Verbs whose subject is also that of a word: over an infinitive, or joined to it."""
    at = word
    while at.dep_ in ("xcomp", "conj", "pcomp", "prep", "advcl") and at.head.i != at.i:
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            yield at
