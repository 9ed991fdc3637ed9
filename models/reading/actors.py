"""Who is named: every noun phrase of a parsed dispatch that names an actor, resolved to the actor it stands for.

Asked by `claims` and `events` for the actor at a token. What cannot be resolved stays itself, of kind `unknown`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from models.reading.gazetteer import Entry, Gazetteer, Match, country, slug
from models.reading.language import Parsed
from models.reading.tables import table
from models.records import Actor, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
#: Phrases back that a pronoun may reach: beyond, nobody would follow it either.
_REACH = 400
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
#: Dependents on the left that belong to a name or its description.
_PREMODIFIERS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "advmod",
        "predet",
        "punct",
        "case",
        "cc",
        "conj",
        "npadvmod",
        "preconj",
    }
)
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_PLACE_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "from",
        "into",
        "through",
        "within",
        "to",
        "over",
        "toward",
        "towards",
        "via",
    }
)
_NAME_KINDS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT"})


@cache
def words_of(kind: str) -> dict[str, str]:
    """The words of a section of `tables/actors.toml` that map to sectors: `titles`, `collectives`."""
    return {word: role for role, words in table("actors")[kind].items() for word in words}


@cache
def facility_nouns() -> frozenset[str]:
    """Nouns for places that are no actors themselves."""
    return frozenset(table("actors")["facilities"]["nouns"])


@dataclass(frozen=True, slots=True)
class Named:
    """A noun phrase: its head token, its first and last token, the mention, and whether it stands as a place."""

    head: int
    first: int
    last: int
    mention: Mention
    locative: bool = False
    plural: bool = False


@dataclass
class Actors:
    """The noun phrases of one dispatch, by the token that heads them."""

    parsed: Parsed
    matches: list[Match]
    by_head: dict[int, Named] = field(default_factory=dict)
    known: _Known | None = None

    def at(self, token: Token) -> Named | None:
        """The noun phrase headed by this token, if there is one."""
        return self.by_head.get(token.i)

    def inner(self, token: Token) -> Named | None:
        """The name at a token that the parse has put inside a larger phrase ("Kan" of a misread "As Kan notes")."""
        return self.at(token) or (self.known.resolve(token) if self.known else None)

    def mentions(self, token: Token) -> list[Named]:
        """The noun phrase at a token and those joined to it by "and": the parties of a plural subject or object."""
        return [named for t in conjuncts(token) if (named := self.at(t)) is not None]

    def country_before(self, token: Token) -> Match | None:
        """The known country before a noun that it qualifies: "Israeli territory", "Israel's campaign", "US base"."""
        best = None
        for child in token.lefts:
            if child.dep_ in ("amod", "compound", "poss", "nmod", "conj"):
                best = self.match_at(child) or self.country_before(child) or best
        return best

    def match_at(self, token: Token) -> Match | None:
        """The known name that ends at, or covers, this token."""
        return self.match_of.get(token.i)

    @cached_property
    def match_of(self) -> dict[int, Match]:
        """For each token of a known name, that name."""
        return {i: m for m in self.matches for i in range(m.start, m.end)}

    def within(self, start: int, end: int) -> Iterator[Named]:
        """The noun phrases whose heads lie in a stretch of tokens, in text order."""
        return (self.by_head[i] for i in range(start, end) if i in self.by_head)


def conjuncts(token: Token) -> list[Token]:
    """A token and what is joined to it by conjunction, in order."""
    found = [token]
    for child in token.rights:
        if child.dep_ in ("conj", "appos") and child.dep_ == "conj" and child.pos_ in NOMINAL:
            found.extend(conjuncts(child))
    return found


class ActorFinder:
    """Finds the actors of dispatches; holds the gazetteer, which needs the pipeline's vocabulary."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def find(self, parsed: Parsed) -> Actors:
        """Resolve every noun phrase of a dispatch, in text order, so that later words can refer to earlier ones."""
        actors = Actors(parsed, self._gazetteer.find(parsed.doc))
        known = actors.known = _Known(actors)
        for token in parsed.doc:
            if _heads_phrase(token):
                named = known.resolve(token)
                if named is not None:
                    actors.by_head[token.i] = named
        return actors


def _heads_phrase(token: Token) -> bool:
    if token.pos_ == "PRON":
        return token.lower_ in _PERSONAL | _NEUTER | _PLURAL
    if token.pos_ == "ADJ":
        return token.dep_ in SUBJECTS | {"pobj", "dobj", "poss"} and token.text[:1].isupper()
    return token.pos_ in ("NOUN", "PROPN") and (token.dep_ not in ("compound", "nmod") or token.head.i < token.i)


class _Known:
    """What the dispatch has named so far, and the rules that read the next noun phrase in its light."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.parsed = actors.parsed
        self.match_of = actors.match_of
        self.people: dict[str, Actor] = {}
        self.titled: dict[tuple[str, str | None], Actor] = {}
        self.described: dict[str, Actor] = {}

    def resolve(self, head: Token) -> Named | None:
        """The noun phrase headed by a token, read by the first rule that fits."""
        if head.pos_ == "PRON":
            return self._pronoun(head)
        first = left_edge(head)
        if self._titles_next_name(head):
            return None
        for rule in (self._known_name, self._person, self._organization, self._description):
            actor = rule(head, first)
            if actor is not None:
                if actor.kind in ("person", "organization") and head.i == first.i and head.pos_ == "PROPN":
                    first = next(self._description_before(first, head), first)
                return self._named(head, first, actor)
        return None

    # -- rules: each gets a head and the first token of its phrase, and yields an actor or nothing

    def _known_name(self, head: Token, first: Token) -> Actor | None:
        match = self.match_of.get(head.i)
        if match is None or match.end != head.i + 1:
            return None
        if match.entry.actor.kind == "country":
            before = head.nbor(-1) if head.i > first.i else None
            named_person = (
                head.ent_type_ == "PERSON"
                and before is not None
                and before.pos_ == "PROPN"
                and before.ent_type_ == "PERSON"
            )
            if named_person and match.start == head.i:
                return None
            if (
                match.entry.form == "demonym"
                and head.pos_ != "ADJ"
                and head.dep_ not in SUBJECTS | {"pobj", "dobj", "poss", "conj"}
            ):
                return None
        return match.entry.actor

    def _person(self, head: Token, first: Token) -> Actor | None:
        if head.pos_ != "PROPN":
            return None
        start = head
        while start.i > first.i and start.nbor(-1).pos_ == "PROPN" and not self._ends_description(start.nbor(-1)):
            start = start.nbor(-1)
        before = list(self._description_before(first, start))
        role, collective = self._title(before)
        name = _bare(self.parsed.doc[start.i : head.i + 1].text)
        if collective:
            return None
        if role is None and head.ent_type_ != "PERSON" and name not in self.people:
            return None
        if start.i == head.i and name in self.people:
            return self.people[name]
        state = self._state_of(before)
        known = self.people.get(head.text)
        if known is not None and (start.i == head.i or known.name.split()[0] == name.split()[0]):
            return known
        actor = Actor(id=slug(name), name=name, kind="person", country=state and state.country, role=role)
        self.people[head.text] = actor
        self.people[name] = actor
        for token in before:
            if words_of("titles").get(token.lower_):
                self.titled[token.lower_, actor.country] = actor
                self.titled[token.lower_, None] = actor
        return actor

    def _organization(self, head: Token, first: Token) -> Actor | None:
        if head.pos_ != "PROPN":
            return None
        start = head
        while start.i > first.i and (
            (start.nbor(-1).pos_ in ("PROPN", "ADP", "CCONJ", "PUNCT") and start.nbor(-1).ent_type_ == "ORG")
            or start.nbor(-1).pos_ == "PROPN"
        ):
            start = start.nbor(-1)
        while start.lower_ in ("the", "of", "and", "'s", "-") and start.i < head.i:
            start = start.nbor(1)
        name = _bare(self.parsed.doc[start.i : self._of_phrase_end(head)].text)
        if name in self.people:
            return self.people[name]
        before = list(self._description_before(first, start))
        within = list(self.parsed.doc[start.i : head.i + 1])
        role, _ = self._title(before)
        role = role or self._collective(within)
        state = self._state_of(before) or self._state_of(within)
        if head.ent_type_ in (
            "DATE",
            "TIME",
            "EVENT",
            "WORK_OF_ART",
            "LAW",
            "LANGUAGE",
            "MONEY",
            "PERCENT",
            "QUANTITY",
            "ORDINAL",
            "CARDINAL",
        ):
            return None
        if head.ent_type_ in ("GPE", "LOC", "FAC") and role is None:
            return Actor(id=slug(name), name=name, kind="place")
        kind = "organization" if role is not None or head.ent_type_ == "ORG" else "unknown"
        actor = Actor(id=slug(name), name=name, kind=kind, country=state and state.country, role=role)
        if kind == "organization":
            self.people[name] = actor
            self.described |= {t.lemma_.lower(): actor for t in before if t.pos_ == "NOUN"}
        return actor

    def _description(self, head: Token, first: Token) -> Actor | None:
        """A phrase headed by a common noun: "the Israeli side", "the president", "the television and radio company"."""
        words = list(self.parsed.doc[first.i : head.i + 1])
        state = self._state_of(words)
        lemma, lower = head.lemma_.lower(), head.lower_
        if state is not None and lemma in table("actors")["state"]["nouns"] and state.kind == "country":
            return state
        text = self.parsed.text(self.parsed.between(first, head))
        definite = first.lower_ in ("the", "this", "that", "its", "his", "their")
        title = words_of("titles").get(lemma) or words_of("titles").get(lower)
        if title is not None:
            plural = head.tag_ in ("NNS", "NNPS")
            if definite and not plural and (known := self.titled.get((lemma, state.country if state else None))):
                return known
            kind = "group" if plural else "person"
            return Actor(id=slug(text), name=text, kind=kind, country=state and state.country, role=title)
        role = self._collective(words)
        if role is not None:
            if state is None and definite and (known := self._anaphor(head, lemma)):
                return known
            name = text.removeprefix("the ").removeprefix("The ").removeprefix("its ").removeprefix("a ")
            return Actor(
                id=slug(name),
                name=name,
                kind="organization" if state else "group",
                country=state and state.country,
                role=role,
            )
        if definite and (known := self._anaphor(head, lemma)):
            return known
        if state is not None:
            return Actor(id=slug(text), name=text, kind="unknown", country=state.country)
        return Actor(id=slug(text), name=text, kind="unknown")

    def _pronoun(self, head: Token) -> Named | None:
        wanted = head.lower_
        if wanted in _NEUTER and (head.tag_ != "PRP$") and is_expletive(head):
            return None
        candidates = list(self._antecedents(head))
        if wanted in _PERSONAL:  # a person named before one only described
            candidates.sort(
                key=lambda n: not n.mention.actor.name[:1].isupper() or n.mention.text == n.mention.actor.name.lower()
            )
        for named in candidates:
            actor = named.mention.actor
            if wanted in _PERSONAL:
                fits = actor.kind == "person"
            elif wanted in _NEUTER:
                fits = actor.kind in ("country", "organization", "group") and not named.plural
            else:
                fits = actor.kind == "group" or (named.plural and actor.kind != "unknown")
            if fits:
                mention = Mention(
                    actor=actor,
                    span=self.parsed.between(head, head),
                    text=self.parsed.text(self.parsed.between(head, head)),
                )
                return Named(head.i, head.i, head.i, mention, plural=wanted in _PLURAL)
        return None

    # -- what the rules ask

    def _antecedents(self, token: Token) -> Iterator[Named]:
        """Earlier phrases a pronoun may stand for: an owner in its own phrase, then subjects, then the rest."""
        doc, by_head = self.parsed.doc, self.actors.by_head
        for ancestor in token.ancestors:
            for child in ancestor.lefts:
                if child.dep_ == "poss" and child.i < token.i and child.i in by_head:
                    yield by_head[child.i]
        sentence = token.sent.start
        recent = list(islice(reversed(by_head.values()), _REACH))[::-1]
        subjects = [n for n in recent if doc[n.head].dep_ in SUBJECTS]
        yield from (n for n in reversed(subjects) if n.head >= sentence)
        earlier = [n for n in subjects if n.head < sentence]
        yield from sorted(earlier, key=lambda n: (-doc[n.head].sent.start, _depth(doc[n.head])))
        yield from (n for n in reversed(recent) if not n.locative)

    def _anaphor(self, head: Token, lemma: str) -> Actor | None:
        """The last named actor whose sector this noun stands for ("the company" after "broadcaster Kan")."""
        if lemma in self.described:
            return self.described[lemma]
        sectors = {role for role, nouns in table("actors")["anaphors"].items() if lemma in nouns}
        if not sectors:
            return None
        for named in reversed(list(self.actors.by_head.values())):
            actor = named.mention.actor
            if actor.kind == "organization" and actor.role in sectors and actor.name[:1].isupper():
                return actor
        return None

    def _title(self, before: list[Token]) -> tuple[str | None, bool]:
        """The sector that the words before a name give it, and whether it is a collective's ("broadcaster Kan")."""
        for token in reversed(before):
            if role := words_of("titles").get(token.lower_):
                return role, False
            if role := words_of("collectives").get(token.lower_):
                return role, True
        return None, False

    def _collective(self, words: list[Token]) -> str | None:
        lowered = [t.lower_ for t in words]
        pairs = [" ".join(p) for p in pairwise(lowered)]
        for word in (*reversed(pairs), *reversed(lowered[-2:])):
            if role := words_of("collectives").get(word):
                return role
        return None

    def _state_of(self, words: list[Token]) -> Actor | None:
        """The country that qualifies a phrase, from its own words; an institution passes on its country."""
        for token in words:
            match = self.match_of.get(token.i)
            if match is not None and match.entry.actor.country:
                return country(match.entry.actor.country)
        return None

    def _description_before(self, first: Token, start: Token) -> Iterator[Token]:
        """The words of title and country before a name, also where the parse has cut them off from it."""
        at = start
        if at.i == first.i:
            paragraph = self.parsed.paragraph_of
            while at.i and paragraph[at.i - 1] == paragraph[at.i] and self._describes(at.nbor(-1)):
                at = at.nbor(-1)
            if not any(_is_title_or_collective(t) for t in self.parsed.doc[at.i : start.i]):
                at = start
        else:
            at = first
        yield from self.parsed.doc[at.i : start.i]

    def _describes(self, token: Token) -> bool:
        return _is_title_or_collective(token) or token.i in self.match_of or token.lower_ == "state"

    def _titles_next_name(self, head: Token) -> bool:
        """Whether a title's name comes next, cut off from it by the parse ("President", then "Masoud Pezeshkian")."""
        if head.i + 1 >= head.sent.end:
            return False
        following = head.nbor(1)
        if head.lower_ in words_of("collectives") and head.tag_ == "NN":
            return (
                following.pos_ == "PROPN" and following.ent_type_ in ("PERSON", "ORG") and following.dep_ != "compound"
            )
        if head.lower_ not in words_of("titles"):
            return False
        return following.pos_ == "PROPN" and following.ent_type_ == "PERSON" and head.pos_ == "PROPN"

    def _ends_description(self, token: Token) -> bool:
        """Whether a capitalised word belongs to the title or the country before a name, not to the name."""
        return token.lower_ in words_of("titles") or token.lower_ in words_of("collectives") or token.i in self.match_of

    def _of_phrase_end(self, head: Token) -> int:
        """Where a name goes on with "of …" ("Ministry of Foreign Affairs")."""
        end = head.i + 1
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
                inner = next(child.rights, None)
                if inner is not None and inner.pos_ == "PROPN":
                    return inner.i + 1
        return end

    def _named(self, head: Token, first: Token, actor: Actor) -> Named:
        last = head
        end = self._of_phrase_end(head)
        if end > head.i + 1 and actor.kind != "country":
            last = self.parsed.doc[end - 1]
        span = self.parsed.between(first, last)
        mention = Mention(actor=actor, span=span, text=self.parsed.text(span))
        match = self.match_of.get(head.i)
        locative = stands_as_place(head, match.entry if match else None) or actor.kind == "place"
        return Named(head.i, first.i, last.i, mention, locative, head.tag_ in ("NNS", "NNPS"))


def _is_title_or_collective(token: Token) -> bool:
    return token.lower_ in words_of("titles") or token.lower_ in words_of("collectives")


def stands_as_place(head: Token, entry: Entry | None) -> bool:
    """Whether a name stands where a place stands ("a meeting in Washington", "fled from Iran")."""
    if entry is not None and entry.form in ("demonym", "people"):
        return False
    if head.dep_ == "conj":
        return stands_as_place(head.head, entry)
    return head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPOSITIONS


def left_edge(head: Token) -> Token:
    """The first token of the noun phrase, without quotation marks, conjunctions or what only stands before it."""
    first = head
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _PREMODIFIERS or (child.dep_ == "advmod" and child.pos_ != "ADV"):
            break
        first = child.left_edge
    for token in head.doc[first.i + 1 : head.i]:
        if token.text == "," and token.nbor(-1).pos_ == "PROPN":
            first = token.nbor(1)  # "…to Armenia, Defense Ministry spokesman Oleg Petrov": a name ends before a comma
    while first.i < head.i and (first.is_punct or first.dep_ in ("cc", "preconj") or first.is_space):
        first = first.nbor(1)
    return first


def _bare(name: str) -> str:
    """A name without a sentence's full stop, which the tokenizer leaves on what could be an abbreviation ("Kan.")."""
    return name[:-1] if name.endswith(".") and "." not in name[:-1] and len(name) > 3 else name


def is_expletive(pronoun: Token) -> bool:
    """The "it" of "it was stated that", "it is about"."""
    verb = pronoun.head
    if pronoun.dep_ == "nsubjpass":
        return any(c.dep_ in ("ccomp", "xcomp") for c in verb.rights)
    return pronoun.dep_ == "nsubj" and verb.lemma_ == "be"


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)
