"""Proper names: what the gazetteer knows, and the persons and organizations that a dispatch names.

Asked by `naming`; a name is known by its parts from then on ("Anna Muster", then "Muster").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.reading.describing import (
    Describing,
    body_of,
    collective_of,
    is_body_of_state,
    is_of_state,
    is_several,
    state_of_actor,
    title_of,
)
from models.reading.family_names import comes_first
from models.reading.gazetteer import Match, country, known_names, slug, state_after
from models.reading.own_actors import own_actors
from models.reading.phrases import SUBJECTS, left_edge, words_of
from models.reading.referring import Referring
from models.reading.tables import table
from models.records import Actor, ActorKind

if TYPE_CHECKING:
    from models.reading.actors import Actors
    from models.reading.tokens import Token

#: NER's kinds that name nobody.
_NOBODY = frozenset(
    {"DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"}
)
#: Sectors of which every state has its own institution: "Congress" is another's where another is named.
_EVERY_STATES = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})
_ABBREVIATION = re.compile(r"\s\(([A-Z]{2,8})\)")
_AGENCY = ("news", "agency")


class ProperNames:
    """Reads names; each rule gets a head and the first token of its phrase, and yields an actor or nothing."""

    def __init__(self, actors: Actors, describing: Describing, referring: Referring) -> None:
        self.parsed = actors.parsed
        self.match_of = actors.match_of
        self.people: dict[str, Actor] = {}
        #: By the first of their names, in many countries that by which they are called; None where several bear it.
        self._given: dict[str, Actor | None] = {}
        self.describing = describing
        self.referring = referring
        self._own = own_actors()

    def one_name(self, name: str) -> str:
        """A name as the user would have it."""
        return self._own.one_name(name)

    def known_name(self, head: Token, first: Token) -> Actor | None:
        """What a name in the gazetteer stands for here, where the head ends or covers one."""
        match = self.match_of.get(head.i)
        if match is None or (self.describing.root_of(match).i != head.i and len(self.describing.roots_of(match)) > 1):
            return None
        if self.describing.is_given_name(head) or self.describing.is_part_of_name(match, first):
            return None
        form, actor = match.entry.form, match.entry.actor
        before = self.parsed.doc[match.start - 1] if match.start else None
        if form == "demonym" and head.pos_ != "ADJ" and head.dep_ not in SUBJECTS | {"pobj", "dobj", "poss", "conj"}:
            return None
        if form in ("demonym", "people", "regional"):
            return self._some_people(head, first, match)
        if match.entry.place and self.describing.stands_as_place(head, match):
            return match.entry.place
        name = self.parsed.doc.words(match.start, match.end).text
        if form == "name" and name in table("countries")["rivers"]["names"] and before and before.lower_ == "the":
            return Actor(id=slug(name), name=name, kind="place")
        if form in ("person", "institution") and (named := self.people.get(name)) and named.kind == "person":
            return named  # somebody the dispatch has named bears this name
        if form == "person":
            return self.remembered(actor, list(self.describing.before_name(first, self.parsed.doc[match.start])))
        if form == "institution":
            if actor.role == "MED" and before is not None and before.pos_ == "PROPN" and title_of(before):
                return None  # somebody who bears an agency's name
            return self._introduced(self._institution(match, first), name, first, match)
        return actor

    def _some_people(self, head: Token, first: Token, match: Match) -> Actor | None:
        """A people's name: the state, or with an article or a number some of its people."""
        actor = match.entry.actor
        text = self.parsed.text(self.parsed.between(first, head))
        if match.entry.form != "people" and first.lower_ in ("a", "an", "another", "one") and head.pos_ != "ADJ":
            return Actor(id=slug(text), name=text, kind="person", country=actor.country)
        quantity = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
        told = any(c.dep_ == "nummod" for c in head.lefts)
        counted = told or (
            quantity is not None and quantity.lemma_.lower() in table("actors")["describing"]["quantities"]
        )
        if counted and head.tag_ in ("NNS", "NNPS", "NN", "NNP"):
            name = text if told else head.text  # how many, where the words say it: "34 Cambodians"
            return Actor(id=slug(head.text), name=name, kind="group", country=actor.country)
        return actor

    def _institution(self, match: Match, first: Token) -> Actor:
        """A known institution, or the one of another state that bears the same name ("Peru's Congress")."""
        actor = match.entry.actor
        if actor.role not in _EVERY_STATES:
            return actor
        name = self.parsed.doc.words(match.start, match.end).text
        state = self.describing.state_of(list(self.parsed.doc[first.i : match.start]))
        if state is None and name in table("actors")["home"]["shared"]:
            state = self.describing.at_home(self.parsed.doc[match.end - 1])
        if state is None or state.country == actor.country:
            return actor
        return Actor(
            id=slug(f"{state.name} {name}"), name=name, kind="organization", country=state.country, role=actor.role
        )

    def _introduced(self, actor: Actor, name: str, first: Token, match: Match) -> Actor:
        """An institution, to be known by this name and by the nouns before it from now on."""
        self.people[name] = actor
        before = self.describing.before_name(first, self.parsed.doc[match.start])
        self.referring.described |= {t.lemma_.lower(): actor for t in before if t.pos_ == "NOUN"}
        return actor

    def person(self, head: Token, first: Token) -> Actor | None:
        """A person, by a name with a title or one that the tagger takes for a person's."""
        if head.i == first.i and head.text[:1].isupper() and (known := self.known_as(head.text)):
            return known  # also where the tagger takes the name for a common noun
        hyphenated = head.i > 0 and head.nbor(-1).text == "-" and head.ent_type_ == "PERSON"
        if head.pos_ != "PROPN" and not hyphenated:
            return None
        start = head
        while start.i > first.i and self._is_of_person(start.nbor(-1)):
            start = start.nbor(-1)
        before = list(self.describing.before_name(first, start))
        role, collective = self.describing.title(before)
        name = self._own.one_name(bare(self.parsed.doc.words(start.i, head.i + 1).text))
        if collective:
            office = _office_over(before)
            if office is None or head.ent_type_ != "PERSON":
                return None
            role = title_of(office)  # "head of the Chadian delegation Anna Muster"
        told_role, told_state = (None, None) if role else self._told_after(head)
        if role is None and told_state is None and head.ent_type_ != "PERSON" and name not in self.people:
            return None
        if start.i == head.i and (known := self.known_as(name)):
            return known
        known = self.people.get(head.text)
        same = known is not None and (start.i == head.i or known.name.split()[0] == name.split()[0])
        if known is not None and same and not self._own.told_apart(name, known.name):
            return known
        state = self.describing.state_of(before) or _state_of_title(before)
        if state is None and role is not None:
            told_role, told_state = self._told_after(head)
        state, role = state or told_state, role or told_role
        if state is None and any(is_of_state(t) for t in before):
            state = self.describing.at_home(head)
        actor = Actor(id=slug(name), name=name, kind="person", country=state and state.country, role=role)
        return self.remembered(actor, before)

    def known_as(self, name: str) -> Actor | None:
        """Who the dispatch has named so, unless the user says that it is somebody else."""
        known = self.people.get(name) or self._given.get(name)
        return known if known and not self._own.told_apart(name, known.name) else None

    def _is_of_person(self, token: Token) -> bool:
        """Whether a word before a part of a person's name belongs to it too ("Ban Ki-moon")."""
        if token.text == "-":  # "Oh Jae-hwan", though the tagger knows no person
            return token.ent_type_ == "PERSON" or (
                token.nbor(-1).pos_ == "PROPN" and token.nbor(1).lower_ == token.nbor(1).text
            )
        return token.pos_ == "PROPN" and not self.describing.ends_description(token) and not _is_portfolio(token)

    def abbreviated(self, actor: Actor, end: int) -> None:
        """A body, to be known from now on by the letters in brackets after its name as well."""
        found = _ABBREVIATION.match(self.parsed.dispatch.text, end)
        initials = "".join(word[0] for word in actor.name.split() if word[0].isupper())
        if found is not None and found[1] == initials:
            self.people.setdefault(found[1], actor)

    def remembered(self, actor: Actor, before: list[Token]) -> Actor:
        """A person, to be known by surname and office from now on."""
        if entry := known_names().get(actor.name):
            actor = entry.actor if entry.form == "person" else actor
        words = actor.name.split()
        if comes_first(words, actor.country):
            self.people[words[0]] = actor
        self.people[words[-1]] = actor
        self.people[actor.name] = actor
        if len(words) > 1:  # "Anwar" after "Anwar Ibrahim", where no other bears that name
            other = self._given.get(words[0], actor)
            self._given[words[0]] = actor if other is not None and other.id == actor.id else None
        for token in before:
            if words_of("titles").get(token.lower_):
                pair = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
                others = table("actors")["other_words"]
                for office in (token.lower_, *others.get(pair, ()), *others.get(token.lower_, ())):
                    self.referring.titled[office, actor.country] = actor
                    self.referring.titled[office, None] = actor
        return actor

    def _told_after(self, head: Token) -> tuple[str | None, Actor | None]:
        """The sector and country of a person in apposition: "Anna Muster, the French foreign minister"."""
        for child in head.rights:
            if child.dep_ == "appos" and (role := title_of(child)):
                words = list(self.parsed.doc[left_edge(child).i : child.i + 1])
                beside = self.describing.state_beside(child)
                state = self.describing.state_of(words) or (beside and beside[0])
                return self.describing.role_within(role, words), state
        return None, None

    def organization(self, head: Token, first: Token) -> Actor | None:
        """An organization, a place or something unknown, by a name that the gazetteer does not hold."""
        if head.pos_ != "PROPN":
            return None
        start = _first_of_name(head, first)
        name = self._agency_name(bare(self.parsed.doc.words(start.i, self.describing.phrase_end(head)).text))
        before = list(self.describing.before_name(first, start))
        within = list(self.parsed.doc[start.i : head.i + 1])
        role, _ = self.describing.title(before)
        role = role or collective_of(within)
        borne = self._is_borne_by_place(within)
        own = [] if borne and role is None else within
        state = self.describing.state_of(before) or self.describing.state_of(own)
        if is_body_of_state(head) and self.describing.phrase_end(head) == head.i + 1:
            state = state or self._owners_state(head) or self.describing.at_home(head)
            name = body_of(state, name) if state is not None else name
        if known := self.known_as(name):
            return known
        if head.ent_type_ in _NOBODY:
            return None
        if state is None and role is not None:
            state = self.describing.state_of(list(self.parsed.doc[head.i : self.describing.phrase_end(head)]))
        if state is None and name in table("actors")["home"]["shared"]:
            state = self.describing.at_home(head)
        if head.ent_type_ in ("GPE", "LOC", "FAC") and role is None:
            if borne and head.ent_type_ == "GPE":
                return Actor(id=slug(name), name=name)
            return Actor(id=slug(name), name=name, kind="place", country=state_after(self.parsed.doc, head.i + 1))
        kind: ActorKind = "unknown"
        if role is not None or (head.ent_type_ == "ORG" and not borne):
            kind = "group" if is_several(head) else "organization"
        actor = Actor(id=slug(name), name=name, kind=kind, country=state and state.country, role=role)
        if kind == "organization":
            self.people[name] = actor
            self.referring.described |= {t.lemma_.lower(): actor for t in before if t.pos_ == "NOUN"}
        return actor

    def _owners_state(self, head: Token) -> Actor | None:
        """The country that the pronoun before a body stands for."""
        owner = self.referring.owner(head)
        return state_of_actor(owner) if owner is not None else None

    def _agency_name(self, name: str) -> str:
        """A name as the user would have it, without "news agency" after it: "Yonhap News Agency" is Yonhap."""
        one = self._own.one_name(name)
        words = one.split()
        bare = " ".join(words[:-2])
        if bare and tuple(w.lower() for w in words[-2:]) == _AGENCY and not self._own.told_apart(bare, one):
            return bare
        return one

    def _is_borne_by_place(self, words: list[Token]) -> bool:
        """Whether a place's name in a longer one tells nothing: "Real Madrid", "Paris Hilton", not "Iran Khodro"."""
        last = self.match_of.get(words[-1].i)
        if last is not None and last.entry.form in ("name", "capital", "place"):
            return True
        match = self.match_of.get(words[0].i)
        given = len(words) == 2 and match is not None and self.describing.is_given_name(words[0])
        return given and match is not None and match.entry.form != "name"


def _first_of_name(head: Token, first: Token) -> Token:
    """The first word of an organization's name, after what only stands before it in its phrase."""
    start = head
    while start.i > first.i and (
        (start.nbor(-1).pos_ in ("PROPN", "ADP", "CCONJ", "PUNCT", "PART") and start.nbor(-1).ent_type_ == "ORG")
        or start.nbor(-1).pos_ == "PROPN"
    ):
        start = start.nbor(-1)
    while start.lower_ in ("the", "of", "and", "'s", "-") and start.i < head.i:
        start = start.nbor(1)
    return start


def _office_over(before: list[Token]) -> Token | None:
    """The office that the body before a name is of: "head" of "head of the Chadian delegation Anna Muster"."""
    doc, at = before[0].doc, before[0].i - 1
    while at > 1 and doc[at].lower_ == "the":
        at -= 1
    of = at > 0 and doc[at].lower_ in ("of", "for")
    return doc[at - 1] if of and title_of(doc[at - 1]) is not None else None


def _is_portfolio(token: Token) -> bool:
    """Whether a word is what an office before it is of, no part of a name: "Secretary of State Anna Muster"."""
    if token.lower_ not in table("actors")["portfolios"]["words"]:
        return False
    at = token.i
    while at and (token.doc[at - 1].pos_ == "PROPN" or token.doc[at - 1].lower_ == "the"):
        at -= 1
    return at > 1 and token.doc[at - 1].lower_ == "of" and title_of(token.doc[at - 2]) is not None


def _state_of_title(before: list[Token]) -> Actor | None:
    """The state of an office that only one has."""
    states = table("actors")["only_office"]
    return next((country(states[t.lower_]) for t in before if t.lower_ in states), None)


def bare(name: str) -> str:
    """A name without a sentence's full stop, which the tokenizer leaves on what could be an abbreviation ("Kan.")."""
    return name[:-1] if name.endswith(".") and "." not in name[:-1] and len(name) > 3 else name
