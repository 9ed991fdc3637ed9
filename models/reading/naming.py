"""What a noun phrase names: the rules that read it in the light of what the dispatch has named before.

Asked by `actors` for each noun phrase in text order. What cannot be resolved stays itself, of kind `unknown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.describing import Describing, collective_of, title_of
from models.reading.gazetteer import Match, country, known_names, slug, state_after
from models.reading.own_actors import own_actors
from models.reading.phrases import SUBJECTS, Named, left_edge, words_of
from models.reading.referring import Referring
from models.reading.tables import table
from models.records import Actor, ActorKind, Mention

if TYPE_CHECKING:
    from models.reading.actors import Actors
    from models.reading.tokens import Token

#: NER's kinds that name nobody.
_NOBODY = frozenset(
    {"DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"}
)
#: Sectors of which every state has its own institution: "Congress" is another's where another is named.
_EVERY_STATES = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})
_AGENCY = ("news", "agency")


class Known:
    """What the dispatch has named so far, and the rules that read the next noun phrase in its light."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.parsed = actors.parsed
        self.match_of = actors.match_of
        self.people: dict[str, Actor] = {}
        self.describing = Describing(actors)
        self.referring = Referring(actors)
        self._own = own_actors()
        #: Names that have been read with the title before them.
        self._merged: set[int] = set()

    def resolve(self, head: Token) -> Named | None:
        """The noun phrase headed by a token, read by the first rule that fits."""
        if head.pos_ == "PRON":
            return self.referring.pronoun(head)
        if self._titles_next_name(head):
            return self._with_next_name(head)
        if (titled := self._titled(head)) is not None:
            return titled
        first = left_edge(head)
        if head.pos_ == "PROPN" and self._is_title(head):
            return self._named(head, first, self._description(head, first))
        for rule in (self._known_name, self._person, self._organization, self._description):
            actor = rule(head, first)
            if actor is not None:
                if actor.kind in ("person", "organization") and head.i == first.i and head.pos_ == "PROPN":
                    first = next(self.describing.before_name(first, head), first)
                return self._named(head, first, actor)
        return None

    def _titled(self, head: Token) -> Named | None:
        """A person right after a word in small letters: "his Turkish counterpart Hakan Fidan", "the trader A"."""
        if head.tag_ != "NN" or not (title_of(head) or _is_calling(head)) or head.i + 2 >= head.sent.end:
            return None
        start = head.nbor(2) if head.nbor(1).text == "," and head.lemma_ == "counterpart" else head.nbor(1)
        if start.ent_type_ != "PERSON" or start.pos_ != "PROPN" or start.ent_iob_ != "B":
            return None
        last = start
        while last.i + 1 < head.sent.end and last.nbor(1).ent_iob_ == "I" and last.nbor(1).ent_type_ == "PERSON":
            last = last.nbor(1)
        if last.tag_ == "POS":
            return None
        first = left_edge(head)
        before = list(self.parsed.doc[first.i : head.i + 1])
        state, (role, _) = self.describing.state_of(before, persons=False), self.describing.title([*before, start])
        beside = last.dep_ == "appos" and last.head.i == head.i and start.i == head.i + 1
        if state is None and not beside:
            return None
        name = self._own.one_name(_bare(self.parsed.doc.words(start.i, last.i + 1).text))
        actor = self._known_as(name) or self._remembered(
            Actor(id=slug(name), name=name, kind="person", country=state and state.country, role=role), before
        )
        self._merged.update(range(start.i, last.i + 1))
        span = self.parsed.between(first, last)
        return Named(head.i, first.i, last.i, Mention(actor=actor, span=span, text=self.parsed.text(span)))

    def _with_next_name(self, head: Token) -> Named | None:
        """A title or collective and the name after it, which the parse has made two phrases of."""
        name = head.nbor(1)
        while name.dep_ in ("compound", "nmod") and name.head.i > name.i:
            name = name.head
        if head.head.i == name.i or (name.dep_ not in SUBJECTS and name.head.i != head.i):
            return None
        named = self.resolve(name)
        if named is None:
            return None
        self._merged.add(name.i)
        first = left_edge(head)
        span = self.parsed.between(first, self.parsed.doc[named.last])
        mention = Mention(actor=named.mention.actor, span=span, text=self.parsed.text(span))
        return Named(head.i, first.i, named.last, mention, named.locative, named.plural)

    def is_inside_name(self, token: Token) -> bool:
        """Whether a token is a part of a known name that another token heads ("Korea" of "Republic of Korea")."""
        match = self.match_of.get(token.i)
        if token.i in self._merged:
            return True
        return match is not None and len(roots := self.describing.roots_of(match)) == 1 and roots[0].i != token.i

    # -- rules: each gets a head and the first token of its phrase, and yields an actor or nothing

    def _known_name(self, head: Token, first: Token) -> Actor | None:
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
            return self._remembered(actor, list(self.describing.before_name(first, self.parsed.doc[match.start])))
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
        counted = any(c.dep_ == "nummod" for c in head.lefts) or (
            quantity is not None and quantity.lemma_.lower() in table("actors")["describing"]["quantities"]
        )
        if counted and head.tag_ in ("NNS", "NNPS", "NN", "NNP"):
            return Actor(id=slug(head.text), name=head.text, kind="group", country=actor.country)
        return actor

    def _institution(self, match: Match, first: Token) -> Actor:
        """A known institution, or the one of another state that bears the same name ("Peru's Congress")."""
        actor = match.entry.actor
        if actor.role not in _EVERY_STATES:
            return actor
        state = self.describing.state_of(list(self.parsed.doc[first.i : match.start]))
        if state is None or state.country == actor.country:
            return actor
        name = self.parsed.doc.words(match.start, match.end).text
        return Actor(
            id=slug(f"{state.name} {name}"), name=name, kind="organization", country=state.country, role=actor.role
        )

    def _introduced(self, actor: Actor, name: str, first: Token, match: Match) -> Actor:
        """An institution, to be known by this name and by the nouns before it from now on."""
        self.people[name] = actor
        before = self.describing.before_name(first, self.parsed.doc[match.start])
        self.referring.described |= {t.lemma_.lower(): actor for t in before if t.pos_ == "NOUN"}
        return actor

    def _person(self, head: Token, first: Token) -> Actor | None:
        if head.i == first.i and head.text[:1].isupper() and (known := self._known_as(head.text)):
            return known  # also where the tagger takes the name for a common noun
        hyphenated = head.i > 0 and head.nbor(-1).text == "-" and head.ent_type_ == "PERSON"
        if head.pos_ != "PROPN" and not hyphenated:
            return None
        start = head
        while start.i > first.i and self._is_of_person(start.nbor(-1)):
            start = start.nbor(-1)
        before = list(self.describing.before_name(first, start))
        role, collective = self.describing.title(before)
        name = self._own.one_name(_bare(self.parsed.doc.words(start.i, head.i + 1).text))
        if collective:
            return None
        told_role, told_state = (None, None) if role else self._told_after(head)
        if role is None and told_state is None and head.ent_type_ != "PERSON" and name not in self.people:
            return None
        if start.i == head.i and (known := self._known_as(name)):
            return known
        known = self.people.get(head.text)
        same = known is not None and (start.i == head.i or known.name.split()[0] == name.split()[0])
        if known is not None and same and not self._own.told_apart(name, known.name):
            return known
        state = self.describing.state_of(before) or _state_of_title(before)
        if state is None and role is not None:
            told_role, told_state = self._told_after(head)
        state, role = state or told_state, role or told_role
        if state is None and any(_is_of_state(t) for t in before):
            state = self.describing.at_home(head)
        actor = Actor(id=slug(name), name=name, kind="person", country=state and state.country, role=role)
        return self._remembered(actor, before)

    def _known_as(self, name: str) -> Actor | None:
        """Who the dispatch has named so, unless the user says that it is somebody else."""
        known = self.people.get(name)
        return known if known and not self._own.told_apart(name, known.name) else None

    def _is_of_person(self, token: Token) -> bool:
        """Whether a word before a part of a person's name belongs to it too ("Ban Ki-moon")."""
        if token.text == "-":  # "Oh Jae-hwan", though the tagger knows no person
            return token.ent_type_ == "PERSON" or (
                token.nbor(-1).pos_ == "PROPN" and token.nbor(1).lower_ == token.nbor(1).text
            )
        return token.pos_ == "PROPN" and not self.describing.ends_description(token)

    def _remembered(self, actor: Actor, before: list[Token]) -> Actor:
        """A person, to be known by surname and office from now on."""
        if entry := known_names().get(actor.name):
            actor = entry.actor if entry.form == "person" else actor
        words = actor.name.split()
        if actor.country in table("actors")["surnames"]["family_first"]:
            self.people[words[0]] = actor
        self.people[words[-1]] = actor
        self.people[actor.name] = actor
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

    def _organization(self, head: Token, first: Token) -> Actor | None:
        if head.pos_ != "PROPN":
            return None
        start = head
        while start.i > first.i and (
            (start.nbor(-1).pos_ in ("PROPN", "ADP", "CCONJ", "PUNCT", "PART") and start.nbor(-1).ent_type_ == "ORG")
            or start.nbor(-1).pos_ == "PROPN"
        ):
            start = start.nbor(-1)
        while start.lower_ in ("the", "of", "and", "'s", "-") and start.i < head.i:
            start = start.nbor(1)
        name = self._agency_name(_bare(self.parsed.doc.words(start.i, self.describing.phrase_end(head)).text))
        if known := self._known_as(name):
            return known
        before = list(self.describing.before_name(first, start))
        within = list(self.parsed.doc[start.i : head.i + 1])
        role, _ = self.describing.title(before)
        role = role or collective_of(within)
        if head.ent_type_ in _NOBODY:
            return None
        borne = self._is_borne_by_place(within)
        own = [] if borne and role is None else within
        state = self.describing.state_of(before) or self.describing.state_of(own)
        if state is None and role is not None:
            state = self.describing.state_of(list(self.parsed.doc[head.i : self.describing.phrase_end(head)]))
        if head.ent_type_ in ("GPE", "LOC", "FAC") and role is None:
            if borne and head.ent_type_ == "GPE":
                return Actor(id=slug(name), name=name)
            return Actor(id=slug(name), name=name, kind="place", country=state_after(self.parsed.doc, head.i + 1))
        kind: ActorKind = "unknown"
        if role is not None or (head.ent_type_ == "ORG" and not borne):
            kind = "group" if _is_several(head) else "organization"
        actor = Actor(id=slug(name), name=name, kind=kind, country=state and state.country, role=role)
        if kind == "organization":
            self.people[name] = actor
            self.referring.described |= {t.lemma_.lower(): actor for t in before if t.pos_ == "NOUN"}
        return actor

    def _agency_name(self, name: str) -> str:
        """A name as the user would have it, without "news agency" after it: "Yonhap News Agency" is Yonhap."""
        one = self._own.one_name(name)
        words = one.split()
        bare = " ".join(words[:-2])
        if bare and tuple(w.lower() for w in words[-2:]) == _AGENCY and not self._own.told_apart(bare, one):
            return bare
        return one

    def _description(self, head: Token, first: Token) -> Actor:
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
            if state is None and definite and (known := self.referring.anaphor(head, lemma)):
                return known
            beside = self.describing.state_beside(head) if state is None and collective_of([head]) else None
            bare = first.i == head.i or definite
            if state is None and beside is None and bare and lemma in table("actors")["home"]["bodies"]:
                state = self.describing.at_home(head)
            if beside is not None:
                state = beside[0]
                text = self.parsed.text(self.parsed.between(first, beside[1]))
            name = text.removeprefix("the ").removeprefix("The ").removeprefix("its ").removeprefix("a ")
            kind: ActorKind = "organization" if state and not _is_several(head) else "group"
            return Actor(id=slug(name), name=name, kind=kind, country=state and state.country, role=role)
        if definite and (known := self.referring.anaphor(head, lemma)):
            return known
        if state is None and definite and (described := self.referring.described_country(head, words)):
            return described
        state = self.describing.state_of(words, persons=False)
        return Actor(id=slug(text), name=text, kind="unknown", country=state and state.country)

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
        owner = next((c for c in head.lefts if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        if definite and not plural and not another and owner is None:
            known = self.referring.titled.get((lemma, state.country if state else None))
            if known is None and state is None and not self.describing.objects_of(head):
                known = self.referring.anaphor(head, lemma)
            if known is not None:
                return known
        if owner is not None and state is None and lemma != "counterpart":
            whose = self.referring.pronoun(owner)  # "its foreign minister": the country's that "its" stands for
            code = whose and whose.mention.actor.country
            state = country(code) if code else None
        if state is None and owner is None and definite and not plural and not another and _is_of_state(head):
            state = self.describing.at_home(head)
        last = beside[1] if beside else self.parsed.doc[self.describing.phrase_end(head) - 1]
        text = self.parsed.text(self.parsed.between(words[0], last))
        return Actor(
            id=slug(text),
            name=text,
            kind="group" if plural else "person",
            country=state and state.country,
            role=self.describing.role_within(title, [*words, *self.describing.objects_of(head)]),
        )

    # -- what the rules ask

    def _is_title(self, head: Token) -> bool:
        """Whether a capitalised word is an office standing alone, no surname ("the Secretary-General")."""
        if title_of(head) is None:
            return False
        hyphenated = head.i > 0 and head.nbor(-1).text == "-"
        return hyphenated or head.ent_type_ not in ("PERSON", "ORG")

    def _is_borne_by_place(self, words: list[Token]) -> bool:
        """Whether a place's name in a longer one tells nothing: "Real Madrid", "Paris Hilton", not "Iran Khodro"."""
        last = self.match_of.get(words[-1].i)
        if last is not None and last.entry.form in ("name", "capital", "place"):
            return True
        match = self.match_of.get(words[0].i)
        given = len(words) == 2 and match is not None and self.describing.is_given_name(words[0])
        return given and match is not None and match.entry.form != "name"

    def _titles_next_name(self, head: Token) -> bool:
        """Whether a title's name comes next, cut off from it by the parse ("President", then "Masoud Pezeshkian")."""
        if head.i + 1 >= head.sent.end:
            return False
        following = head.nbor(1)
        match = self.match_of.get(following.i)
        if head.lower_ in words_of("collectives") and head.tag_ == "NN":
            if match is not None and match.entry.form == "institution" and match.start == following.i:
                return collective_of(list(self.parsed.doc[max(0, head.i - 1) : head.i + 1])) == match.entry.actor.role
            return (
                following.pos_ == "PROPN" and following.ent_type_ in ("PERSON", "ORG") and following.dep_ != "compound"
            )
        if head.lower_ not in words_of("titles"):
            return False
        if following.pos_ != "PROPN":
            return False
        return following.ent_type_ == "PERSON" and head.pos_ == "PROPN"

    def _named(self, head: Token, first: Token, actor: Actor) -> Named:
        last = head
        end = self.describing.phrase_end(head)
        match = self.match_of.get(head.i)
        if end > head.i + 1 and (actor.kind != "country" or match is not None):
            last = self.parsed.doc[end - 1]
        span = self.parsed.between(first, last)
        mention = Mention(actor=actor, span=span, text=self.parsed.text(span))
        somewhere = actor.kind != "person" and self.describing.stands_as_place(head, match)
        locative = somewhere or actor.kind == "place"
        return Named(head.i, first.i, last.i, mention, locative, head.tag_ in ("NNS", "NNPS"))


def _is_calling(noun: Token) -> bool:
    """Whether a noun is what somebody does or is, and no body of people: "trader", not "police"."""
    return noun.lemma_.lower() in table("actions")["agents"]["nouns"] and not collective_of([noun])


def _is_of_state(title: Token) -> bool:
    """Whether a title is an office of state, which every country has."""
    return title.lower_ in table("actors")["home"]["offices"]


def _state_of_title(before: list[Token]) -> Actor | None:
    """The state of an office that only one has."""
    states = table("actors")["only_office"]
    return next((country(states[t.lower_]) for t in before if t.lower_ in states), None)


def _is_several(head: Token) -> bool:
    """Whether a collective is called by the people in it ("rebels"), not as a body ("army")."""
    return head.tag_ in ("NNS", "NNPS") and head.lower_ not in table("actors")["bodies"]["nouns"]


def _bare(name: str) -> str:
    """A name without a sentence's full stop, which the tokenizer leaves on what could be an abbreviation ("Kan.")."""
    return name[:-1] if name.endswith(".") and "." not in name[:-1] and len(name) > 3 else name
