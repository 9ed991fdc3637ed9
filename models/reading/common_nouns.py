"""What is called by a common noun: "the Israeli side", "the president", "hundreds of Venezuelans".

Asked by `naming` for phrases that no name heads; an office stands for who bears it, where the dispatch has named him.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.describing import (
    Describing,
    bare_noun,
    body_of,
    collective_of,
    is_body_of_state,
    is_number,
    is_of_state,
    is_several,
    owned,
    state_of_actor,
    title_of,
)
from models.reading.gazetteer import slug
from models.reading.phrases import left_edge, words_of
from models.reading.referring import Referring
from models.reading.tables import table
from models.records import Actor, ActorKind

if TYPE_CHECKING:
    from models.reading.actors import Actors
    from models.reading.tokens import Token


class CommonNouns:
    """Reads descriptions."""

    def __init__(self, actors: Actors, describing: Describing, referring: Referring) -> None:
        self.parsed = actors.parsed
        self.describing = describing
        self.referring = referring

    def described(self, head: Token, first: Token) -> Actor:
        """A phrase headed by a common noun: "the Israeli side", "the president", "the television and radio company"."""
        words = list(self.parsed.doc[first.i : head.i + 1])
        state = self.describing.state_of(words)
        lemma = head.lemma_.lower()
        if state is not None and lemma in table("actors")["state"]["nouns"] and state.kind == "country":
            return state
        if (some := self._some_of(head, first)) is not None:
            return some
        text = self.parsed.text(self.parsed.between(first, head))
        definite = first.lower_ in ("the", "this", "that", "its", "his", "their")
        title = title_of(head) or words_of("titles").get(lemma)
        if title is not None:
            return self._office(head, words, title, state, definite)
        role = collective_of(words)
        if role is not None:
            return self._body(head, first, role, state, definite)
        if definite and (known := self.referring.anaphor(head, lemma)):
            return known
        if state is None and definite and (described := self.referring.described_country(head, words)):
            return described
        state = self.describing.state_of(words, persons=False)
        counted = any(map(is_number, self.describing.objects_of(head)))  # "a crew of four"
        if counted or lemma in table("actors")["placed"]["nouns"]:  # "the port of Odesa"
            text = self.parsed.text(self.parsed.between(first, self.parsed.doc[self.describing.phrase_end(head) - 1]))
        return Actor(id=slug(text), name=text, kind="unknown", country=state and state.country)

    def _body(self, head: Token, first: Token, role: str, state: Actor | None, definite: bool) -> Actor:
        """A collective: "the Israeli army", "its navy", "police in Kyiv", "rebels"."""
        if state is None and definite and (known := self.referring.anaphor(head, head.lemma_.lower())):
            return known
        text = self.parsed.text(self.parsed.between(first, head))
        beside = self.describing.state_beside(head) if state is None and collective_of([head]) else None
        bare = first.i == head.i or definite
        owner = self.referring.owner(head)
        if state is None and beside is None and owner is not None:
            state = state_of_actor(owner)
        if state is None and beside is None and bare and is_body_of_state(head):
            state = self.describing.at_home(head)
        if beside is not None:
            state = beside[0]
            text = self.parsed.text(self.parsed.between(first, beside[1]))
        kind: ActorKind = "organization" if state and not is_several(head) else "group"
        name = bare_noun(text) if owner is None else owned(text, owner.name)
        if state is not None and kind == "organization" and beside is None and is_body_of_state(head):
            name = body_of(state, text)
        return Actor(id=slug(name), name=name, kind=kind, country=state and state.country, role=role)

    def _some_of(self, head: Token, first: Token) -> Actor | None:
        """People counted by a noun: "Hundreds of Venezuelans", "a group of Turkish soldiers"."""
        if head.lemma_.lower() not in table("actors")["describing"]["quantities"]:
            return None
        for thing in self.describing.objects_of(head):
            if thing.lemma_.lower() in table("actors")["describing"]["quantities"]:
                return self._some_of(thing, first)  # "tens of thousands of students"
            if thing.tag_ not in ("NNS", "NNPS", "JJ"):
                continue
            words = list(self.parsed.doc[left_edge(thing).i : thing.i + 1])
            state, role = self.describing.state_of(words, persons=False), collective_of(words)
            if state is None and role is None:
                continue
            name = self.parsed.text(self.parsed.between(words[0], thing))
            return Actor(id=slug(name), name=name, kind="group", country=state and state.country, role=role or "CVL")
        return None

    def _office(self, head: Token, words: list[Token], title: str, state: Actor | None, definite: bool) -> Actor:
        """Who bears an office: the person the dispatch has named with it, else one of whom only that is known."""
        plural = head.tag_ in ("NNS", "NNPS")
        beside = self.describing.state_beside(head) if state is None else None
        state = beside[0] if beside else state
        lemma = head.lemma_.lower()
        another = state is None and any(c.dep_ == "poss" and c.pos_ != "PRON" for c in head.lefts)
        with_pronoun = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.lefts)
        owner = self.referring.owner(head) if state is None and lemma != "counterpart" else None
        if definite and not plural and not another and not with_pronoun:
            known = self.referring.titled.get((lemma, state.country if state else None))
            of_another = collective_of(words[:-1]) is not None  # "the opposition leader" is not the president
            if known is None and state is None and not of_another and not self.describing.objects_of(head):
                known = self.referring.anaphor(head, lemma)
            if known is not None:
                return known
        if owner is not None:  # "its foreign minister": the country's that "its" stands for
            state = state_of_actor(owner)
        if state is None and not with_pronoun and definite and not plural and not another and is_of_state(head):
            state = self.describing.at_home(head)
        last = beside[1] if beside else self.parsed.doc[self.describing.phrase_end(head) - 1]
        text = self.parsed.text(self.parsed.between(words[0], last))
        name = owned(text, owner.name) if owner is not None else text
        return Actor(
            id=slug(name),
            name=name,
            kind="group" if plural else "person",
            country=state and state.country,
            role=self.describing.role_within(title, [*words, *self.describing.objects_of(head)]),
        )
