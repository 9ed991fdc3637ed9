"""The words around a name or a common noun that tell its sector and its country: titles, collectives, states.

What `naming` and its parts ask of the parse and of the known names; nothing is resolved to an actor here but the state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from models.reading.clauses import subject_of
from models.reading.gazetteer import Match, country, known_names
from models.reading.phrases import SUBJECTS, left_edge, stands_as_place, words_of
from models.reading.tables import table
from models.records import Actor

if TYPE_CHECKING:
    from models.reading.actors import Actors
    from models.reading.tokens import Token

#: What stands before a noun and is no part of what it calls somebody.
_BEFORE = re.compile(r"^(?:the|a|an|its|his|her|their|our|my)\s+", re.IGNORECASE)

#: Forms of a name that a person or a club may bear too ("Jordan Whitfield", "Real Madrid").
_BORNE = frozenset({"name", "capital", "place"})
_HYPHENS = frozenset({"-", "–"})
#: Prepositions after a title or a collective, and what they bring.
_BELONGING = frozenset({"for", "of", "in", "from"})
_INSIDE = frozenset({"in", "from"})


def title_of(token: Token) -> str | None:
    """The sector of the title that ends at a token: "opposition leader", "Secretary-General", "judge"."""
    titles = words_of("titles")
    if token.i > 1 and token.nbor(-1).text == "-":
        hyphenated = f"{token.nbor(-2).lower_}-{token.lower_}"
        if role := titles.get(hyphenated):
            return role
    lemma = token.lemma_.lower()
    if token.i and (role := titles.get(f"{token.nbor(-1).lower_} {token.lower_}")):
        return role
    return titles.get(token.lower_) or (titles.get(lemma) if token.pos_ == "NOUN" else None)


def is_title_or_collective(token: Token) -> bool:
    """Whether a word is one of a title or a collective's head."""
    return token.lower_ in words_of("titles") or token.lower_ in words_of("collectives")


def collective_of(words: list[Token]) -> str | None:
    """The sector of the collective that a phrase ends with: "coast guard", "ministry"."""
    lowered = [t.lower_ for t in words]
    if "liberation" in lowered[:-1] and lowered[-1] in ("army", "front", "forces"):
        return "REB"
    pairs = [" ".join(p) for p in pairwise(lowered)]
    for word in (*reversed(pairs), *reversed(lowered[-2:])):
        if role := words_of("collectives").get(word):
            return role
    return None


def is_of_state(word: Token) -> bool:
    """Whether a word calls an office or a body of state, as every country has it."""
    return word.lower_ in table("actors")["home"]["offices"] or is_body_of_state(word)


def is_body_of_state(word: Token) -> bool:
    """Whether a word calls a body of state, as every country has it."""
    return word.lower_ in table("actors")["home"]["bodies"]


def body_of(state: Actor, name: str) -> str:
    """What a state's body is called, whatever calls it so: "Russia's army" for "the Russian army" and "its army"."""
    words = bare_noun(name).split()
    for count in (3, 2, 1):
        owner = " ".join(words[:count])
        entry = known_names().get(owner.removesuffix("'s").removesuffix("’s"))
        if len(words) > count and entry is not None and entry.actor.country == state.country:
            if entry.form == "demonym" or owner.endswith(("'s", "’s")):
                words = words[count:]
                break
            return name
    return owned(" ".join(words), state.name)


def state_of_actor(actor: Actor) -> Actor | None:
    """The country of an actor; None where nobody said which."""
    return country(actor.country) if actor.country else None


def bare_noun(text: str) -> str:
    """A phrase without its article or pronoun."""
    return _BEFORE.sub("", text)


def owned(text: str, owner: str) -> str:
    """A phrase as somebody's: "Ecuador's navy" for "its navy"."""
    return f"{owner}'{'' if owner.endswith('s') else 's'} {bare_noun(text)}"


def is_setting(match: Match, noun: Token) -> bool:
    """Whether a noun is called by where it was signed or done: "the Cairo agreement", "the Odesa attack"."""
    if match.entry.form not in ("capital", "place"):
        return False
    if noun.lemma_.lower() in table("actors")["signed"]["nouns"]:
        return True
    return match.entry.form == "place" and noun.lemma_.lower() in _happenings()


@cache
def _happenings() -> frozenset[str]:
    """The nouns of what is done."""
    return frozenset(noun for nouns in table("actions")["nouns"].values() for noun in nouns)


def _speaks(head: Token) -> bool:
    """Whether somebody is the subject of a verb of saying."""
    return head.dep_ in SUBJECTS and head.head.lower_ in table("cues")["saying"]["forms"]


def is_several(head: Token) -> bool:
    """Whether a collective is called by the people in it ("rebels"), not as a body ("army")."""
    return head.tag_ in ("NNS", "NNPS") and head.lower_ not in table("actors")["bodies"]["nouns"]


def is_number(token: Token) -> bool:
    """Whether a word is a bare number of people or things: "four" of "a family of four"."""
    return token.tag_ == "CD" and token.ent_type_ == "CARDINAL" and not token.rights


class Describing:
    """What the words of one dispatch tell about those beside them."""

    def __init__(self, actors: Actors) -> None:
        self.parsed = actors.parsed
        self.match_of = actors.match_of
        self.by_head = actors.by_head

    @cached_property
    def _homes(self) -> frozenset[str]:
        """The countries that a dispatch speaks of, whose "the army" may be: where it is from, and its agency's own."""
        spoken_of = {m.entry.actor.country for m in self.match_of.values() if m.entry.actor.role != "MED"}
        return frozenset(code for code in (self._place_state, self._agencys_state) if code and code in spoken_of)

    @cached_property
    def _place_state(self) -> str | None:
        """The country of the dateline's place."""
        place = self.parsed.dispatch.place or ""
        known = known_names()
        entries = [known.get(name) for part in place.split(",")[::-1] for name in (part.strip(), part.strip().title())]
        return next((e.actor.country for e in entries if e and e.form in ("name", "capital", "place")), None)

    @cached_property
    def _agencys_state(self) -> str | None:
        """The country of the dispatch's agency, if it is no agency of all the world."""
        agency = self.parsed.dispatch.agency
        entry = known_names().get(agency) if agency and agency not in table("actors")["home"]["worldwide"] else None
        return entry.actor.country if entry and entry.actor.role == "MED" else None

    def at_home(self, head: Token) -> Actor | None:
        """The dispatch's own country, for an office or a body of state in a sentence that names no other country.

        Who speaks may speak of others, if of the own as well: "Chad recalled its envoy to Mali, the ministry said".
        """
        sentence = range(head.sent.start, head.sent.end)
        named = {m.entry.actor.country for i in sentence if (m := self.match_of.get(i)) and m.entry.actor.role != "MED"}
        homes = [code for code in self._homes if not self._meets_one_of(code, head)]
        if len(homes) != 1 or self._is_met_by(homes[0], head):
            return None
        return country(homes[0]) if named <= {*self._homes, None} or (_speaks(head) and homes[0] in named) else None

    def _is_met_by(self, code: str, head: Token) -> bool:
        """Whether somebody is met by one of a country: then he is most likely of another one."""
        verb = head.head if head.dep_ == "dobj" else head.head.head if head.dep_ == "pobj" else None
        if verb is None or verb.lemma_.lower() not in table("actors")["home"]["meeting"]:
            return False
        subject = subject_of(verb)
        who = self.by_head.get(subject.i) if subject is not None else None
        return who is not None and who.mention.actor.country == code

    def _meets_one_of(self, code: str, head: Token) -> bool:
        """Whether the counterpart of somebody of this sentence is a country's: then he is not."""
        counterparts = (t for t in head.sent if t.lemma_.lower() == "counterpart" and t.i != head.i)
        return any((s := self.state_of(list(t.subtree))) and s.country == code for t in counterparts)

    def state_of(self, words: list[Token], persons: bool = True) -> Actor | None:
        """The country that qualifies a phrase, from its own words; institutions pass on theirs, and so may persons.

        Not media: where Reuters sits says nothing about its correspondent.
        """
        for token in words:
            match = self.match_of.get(token.i)
            if match is None or not match.entry.actor.country or self._joined_elsewhere(match):
                continue
            if token.dep_ == "compound" and is_setting(match, token.head):
                continue
            if match.entry.actor.role != "MED" and (persons or match.entry.form != "person"):
                return country(match.entry.actor.country)
        return None

    def state_beside(self, head: Token, depth: int = 2) -> tuple[Actor, Token] | None:
        """The country of what a title or collective is "for", "of", "in", and that word: "officials in Kyiv"."""
        posted = table("actors")["posted"]
        elsewhere = head.lemma_.lower() in posted["nouns"] or head.lower_ in posted["nouns"]
        if any(c.lower_ in posted["qualities"] for c in head.lefts):
            return None
        for prep in head.rights:
            if prep.dep_ != "prep" or prep.lower_ not in _BELONGING or (elsewhere and prep.lower_ in _INSIDE):
                continue
            for thing in prep.rights:
                if thing.dep_ == "pobj" and (state := self._state_of_object(thing, depth)):
                    return state, thing
        return None

    def objects_of(self, head: Token) -> list[Token]:
        """What a title is "of" or "for": IAEA of "head of the IAEA"."""
        preps = [c for c in head.rights if c.dep_ == "prep" and c.lower_ in ("of", "for")]
        return [thing for prep in preps for thing in prep.rights if thing.dep_ == "pobj"]

    def _state_of_object(self, thing: Token, depth: int) -> Actor | None:
        """The one country that the object of a preposition names, or that names it."""
        states = [self.state_of(list(self.parsed.doc[left_edge(t).i : t.i + 1])) for t in (thing, *_joined_to(thing))]
        if len({s.id for s in states if s}) > 1:
            return None
        match = self.match_of.get(thing.i)
        if states[0] is None and match is None and depth:
            beside = self.state_beside(thing, depth - 1)
            return beside[0] if beside else None
        return states[0]

    def title(self, before: list[Token]) -> tuple[str | None, bool]:
        """The sector that the words before a name give it, and whether it is a collective's ("broadcaster Kan").

        A general office counts for the institution that it is one of: a Hamas leader is no government's.
        """
        for token in reversed(before):
            if role := title_of(token):
                return self.role_within(role, before), False
            if token.nbor(1).lower_ != "'s" and (role := words_of("collectives").get(token.lower_)):
                return role, True
        return None, False

    def role_within(self, role: str, words: list[Token]) -> str:
        """The sector of a title, or of the institution named before it where the title is a general one."""
        if role != "GOV":
            return role
        named = [m.entry for t in words if (m := self.match_of.get(t.i))]
        states = any(entry.actor.kind == "country" for entry in named)
        for entry in named:
            if entry.form == "institution" and entry.actor.role and (entry.actor.country or not states):
                return entry.actor.role
        return role

    def before_name(self, first: Token, start: Token) -> Iterator[Token]:
        """The words of title and country before a name, also where the parse has cut them off from it."""
        at = start
        if at.i == first.i:
            paragraph = self.parsed.paragraph_of
            while at.i and paragraph[at.i - 1] == paragraph[at.i] and self._describes(at.nbor(-1)):
                at = at.nbor(-1)
            if not any(is_title_or_collective(t) for t in self.parsed.doc[at.i : start.i]):
                at = start
        else:
            at = first
        yield from self.parsed.doc[at.i : start.i]

    def _describes(self, token: Token) -> bool:
        if token.text == "-" and token.i and token.nbor(1).i < len(token.doc):
            return title_of(token.nbor(1)) is not None and is_title_or_collective(token.nbor(-1))
        if token.tag_ == "POS":
            return token.i - 1 in self.match_of
        return (
            is_title_or_collective(token)
            or token.i in self.match_of
            or token.lower_ in table("actors")["describing"]["words"]
        )

    def is_given_name(self, token: Token) -> bool:
        """Whether a country's or city's name is a name's first part ("Jordan Whitfield"), not its description."""
        match = self.match_of.get(token.i)
        if match is None or match.entry.form not in _BORNE or match.end - match.start > 1 or token.text.isupper():
            return False
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        return (
            token.dep_ in ("compound", "nmod")
            and following is not None
            and following.pos_ == "PROPN"
            and not is_title_or_collective(following)
            and following.i not in self.match_of
        )

    def ends_description(self, token: Token) -> bool:
        """Whether a capitalised word belongs to the title or the country before a name, not to the name."""
        return is_title_or_collective(token) or (token.i in self.match_of and not self.is_given_name(token))

    def is_part_of_name(self, match: Match, first: Token) -> bool:
        """Whether a known name is the end of a longer one ("Denzel Washington", "Pan-African Congress")."""
        if match.start <= first.i:
            return False
        doc = self.parsed.doc
        before, root = doc[match.start - 1], doc[match.end - 1]
        if before.pos_ != "PROPN" or before.dep_ not in ("compound", "nmod", "amod") or self.ends_description(before):
            return False
        if not match.start <= before.head.i < match.end or before.lower_ in table("actors")["describing"]["parts"]:
            return False
        if match.entry.form in ("institution", "person"):
            return before.ent_type_ == root.ent_type_ and before.ent_type_ in ("ORG", "PERSON") and root.ent_iob_ == "I"
        return match.entry.form in _BORNE

    def roots_of(self, match: Match) -> list[Token]:
        """The tokens of a known name that hang on none of its others: several where the name is none here."""
        inside = range(match.start, match.end)
        return [t for t in self.parsed.doc[match.start : match.end] if t.head.i not in inside or t.head.i == t.i]

    def root_of(self, match: Match) -> Token:
        """The token that heads a known name in the parse: its last word, or the one before "of …"."""
        return self.roots_of(match)[-1]

    def phrase_end(self, head: Token) -> int:
        """Where a phrase goes on with "of …": "Ministry of Foreign Affairs", "a family of four"."""
        end = head.i + 1
        match = self.match_of.get(head.i)
        if match is not None and match.end > end:
            return match.end
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
                inner = next(iter(child.rights), None)
                if inner is not None and (inner.pos_ == "PROPN" or is_number(inner)):
                    return inner.i + 1
        return end

    def stands_as_place(self, head: Token, match: Match | None) -> bool:
        """Whether a name stands where a place stands, or opens a dispatch as the place it was sent from."""
        if match is not None and match.entry.form in ("capital", "institution") and self._is_dateline(match):
            return True
        return stands_as_place(head, match.entry if match else None)

    def _is_dateline(self, match: Match) -> bool:
        """Whether a name in capitals opens a paragraph as the place it was sent from: "PARIS, May 3 (AFP) - "."""
        doc, paragraph = self.parsed.doc, self.parsed.paragraph_of
        opens = match.start == 0 or paragraph[match.start - 1] != paragraph[match.start]
        follows = doc[match.end].text if match.end < len(doc) else ""
        return opens and doc[match.end - 1].text.isupper() and follows in (",", "(", "-", "–", "—", "--")

    def joined_by_hyphen(self, match: Match) -> Match | None:
        """The other of two names that a hyphen joins: "the Thai-Cambodian border" is of both."""
        doc = self.parsed.doc
        if match.end + 1 < len(doc) and doc[match.end].text in _HYPHENS:
            return self.match_of.get(match.end + 1)
        if match.start > 1 and doc[match.start - 1].text in _HYPHENS:
            return self.match_of.get(match.start - 2)
        return None

    def _joined_elsewhere(self, match: Match) -> bool:
        """Whether a state is joined to a quality that is not belonging to it ("Iran-backed", "English-language")."""
        doc = self.parsed.doc
        end = match.end
        if (other := self.joined_by_hyphen(match)) is not None:
            return other.entry.actor.country != match.entry.actor.country
        return (
            end + 1 < len(doc)
            and doc[end].text == "-"
            and doc[end + 1].lower_ in table("countries")["joined"]["elsewhere"]
        )


def _joined_to(token: Token) -> list[Token]:
    return [c for c in token.rights if c.dep_ == "conj"]
