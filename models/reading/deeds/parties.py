"""Who takes part in an event: actors named or described, owners of facilities, whom a thing is meant for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.reading.actors import NOMINAL, Actors, Named, facility_nouns
from models.reading.clauses import objects_of, subject_of
from models.reading.deeds.base import agent_nouns, is_happening, names_people
from models.reading.describing import is_setting, title_of
from models.reading.gazetteer import Match, country, slug
from models.reading.language import Parsed
from models.reading.tables import table
from models.records import Actor, ActorKind, Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token

_PLACE_WORDS = ("in", "of", "near", "at", "inside")
#: Prepositions after which the one meant by a thing stands: "aid to B", "an investigation into B", "a ban on B".
_MEANT = (
    "to", "with", "against", "on", "into", "toward", "towards", "from", "for", "of", "by", "over", "between", "among",
)  # fmt: skip
#: What brings some of many: "sanctions on banks including those of B".
_SUCH = ("including",)
#: Prepositions of the place that stands for its people.
_AIMED = ("for", "against", "on", "with")
_WHERE = ("in", "at", "to", "into", "along", "near", "across", "around")
_TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "LAW", "EVENT"})


class Parties:
    """The parties of one dispatch's events."""

    def __init__(self, parsed: Parsed, actors: Actors) -> None:
        self.parsed, self.actors = parsed, actors
        self.owners = self._stated_owners()

    def named(self, tokens: Iterable[Token]) -> tuple[Mention, ...]:
        """The actors at these words and joined to them; descriptions that name nobody are left out."""
        found = [n for t in tokens for n in self.actors.mentions(t)]
        return tuple(n.mention for n in found if is_party(n))

    def doers(self, tokens: Iterable[Token]) -> tuple[Mention, ...]:
        """Who can act at these words: actors, and people and bodies only described ("protesters", "the court")."""
        found: list[Mention] = []
        words = [o for t in tokens for o in (_counted_of(t) or [t])]
        told = [at for t in words for at in (t, *_joined_to_name(t))]
        for named in (n for t in told for n in self.actors.mentions(_after_dateline(t))):
            noun = self.parsed.doc[named.head]
            if is_party(named) or self.can_act(noun):
                found += self.countries_of(noun) or (self._by_name(noun, named.mention),)
        return tuple(found)

    def affected(self, tokens: Iterable[Token]) -> tuple[Mention, ...]:
        """Those acted on, as words say it; a facility counts for its owner, else for the country it lies in."""
        found: list[Mention] = []
        for token in tokens:
            if is_count(token):
                found.append(self._counted(token))
            for named in self.actors.mentions(token):
                noun = self.parsed.doc[named.head]
                if noun.ent_type_ in _TIMES and noun.pos_ != "PRON" and not self.can_act(noun):
                    continue
                found.append(self._owned(noun, named) or self._by_name(noun, named.mention))
        return tuple(found)

    def _counted(self, number: Token) -> Mention:
        """People of whom only the number is told, as they are: "at least 12"."""
        first = next((t for t in number.doc[number.left_edge.i : number.i] if not t.is_punct), number)
        of = objects_of(number, ("of",))  # "two of its soldiers"
        span = self.parsed.between(first, of[-1] if of else number)
        text = self.parsed.text(span)
        return Mention(actor=Actor(id=slug(text), name=text), span=span, text=text)

    def _by_name(self, noun: Token, described: Mention) -> Mention:
        """Who is described, by the name beside it: "B's top diplomat, A"."""
        actor = described.actor
        if actor.kind not in ("unknown", "person") or noun.tag_ != "NN" or noun.pos_ != "NOUN":
            return described
        if self.is_facility(noun):
            return described  # "the tanker Nordic Star" is no person, whatever the tagger makes of its name
        beside = [c for t in (noun, *objects_of(noun, ("of",))) for c in t.rights if c.dep_ == "appos"]
        kinds = ("person", "unknown") if title_of(noun) else ("person",)
        beside = [c for c in beside if c.pos_ == "PROPN" and c.ent_type_ not in ("GPE", "ORG", "FAC", "LOC")]
        named = [n.mention.actor for c in beside if (n := self.actors.at(c)) and n.mention.actor.kind in kinds]
        if not named:
            return described
        known = {"kind": "person", "country": named[0].country or actor.country, "role": named[0].role or actor.role}
        return described.model_copy(update={"actor": named[0].model_copy(update=known)})

    def spelled(self, names: Iterable[Token]) -> tuple[Mention, ...]:
        """Names that the parse has put inside other phrases, as they are spelled: "fined the B 3 million euros"."""
        found: list[Mention] = []
        for last in names:
            first = last
            while first.i > last.sent.start and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).dep_ != "pobj":
                first = first.nbor(-1)
            span = self.parsed.between(first, last)
            name = self.parsed.text(span)
            match = self.actors.match_at(last)
            kind: ActorKind = "person" if last.ent_type_ == "PERSON" else "unknown"
            actor = match.entry.actor if match is not None else Actor(id=slug(name), name=name, kind=kind)
            found.append(Mention(actor=actor, span=span, text=name))
        return tuple(found)

    def can_act(self, token: Token) -> bool:
        """Whether a phrase that names no known actor stands for people, a body or a name nobody knows."""
        if token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.ent_type_ == "PERSON"):
            return token.ent_type_ not in _TIMES
        if token.pos_ != "NOUN":
            return False
        known = token.lemma_.lower() in agent_nouns() or token.lower_ in agent_nouns()
        return known or (token.tag_ == "NNS" and names_people(token.lower_))

    def is_actor(self, token: Token) -> bool:
        """Whether a word stands for somebody, known or described."""
        return any(is_party(n) for n in self.actors.mentions(token)) or self.can_act(token)

    def is_person(self, token: Token) -> bool:
        """Whether a word stands for a person known by name or office."""
        return any(n.mention.actor.kind == "person" for n in self.actors.mentions(token))

    def meant_by(self, noun: Token, depth: int = 2) -> list[Token]:
        """Whom a thing is meant for or aimed at: B of "aid to B", "the end of talks with B", "a plan to visit B"."""
        things = objects_of(noun, _MEANT)
        if actors := [t for t in things if self.is_actor(t)]:
            return actors
        for thing in things:
            if depth and (found := self.meant_by(thing, depth - 1)):
                return found
        deeds = [c for c in noun.rights if c.dep_ == "acl"]
        deeds += [c for p in noun.rights if p.dep_ == "prep" for c in p.rights if c.dep_ == "pcomp"]
        return next((g for d in deeds if depth and (g := [t for t in self.goal_of(d) if self.is_actor(t)])), [])

    def meant_with(self, verb: Token, thing: Token) -> list[Token]:
        """Whom a verb and its thing are meant for: "filed a lawsuit in Paris against B", "provided B with aid"."""
        for found in (
            [o for o in objects_of(verb, ("against",)) if self.is_actor(o)],
            [o for o in objects_of(thing, ("against",)) if self.is_actor(o)],
            [c for c in verb.rights if c.dep_ == "dative" and c.pos_ in NOMINAL],
            [o for o in objects_of(verb, _MEANT[:5]) if self.is_actor(o)],
            [m for t in (thing, *(c for c in thing.rights if c.dep_ == "conj")) for m in self.meant_by(t)],
            [o for o in objects_of(verb, _MEANT) if self.is_actor(o)],
            [p for p in thing.lefts if p.dep_ == "poss" and p.pos_ != "PRON" and self.is_actor(p)],
            [m for o in objects_of(verb, (*_MEANT, *_SUCH)) for m in self.meant_by(o)],
        ):
            if found:
                return found
        return []

    def authors_of(self, words: Token) -> tuple[Mention, ...]:
        """Whose words or plans somebody refuses: "B's plan", "an offer by B", "a motion tabled by B"."""
        if words.lemma_.lower() not in table("actions")["matters"]["authored"]:
            return ()
        made = [a for c in words.rights if c.dep_ in ("acl", "relcl") for a in c.rights if a.dep_ == "agent"]
        by = [p for a in made for p in a.rights if p.dep_ == "pobj"] + objects_of(words, ("by", "from"))
        owners = [c for c in words.lefts if c.dep_ == "poss" and c.pos_ != "PRON"]
        return self.doers(by) or self.doers(owners) or self.country_of(words)

    def place_of(self, verb: Token, thing: Token) -> list[Token]:
        """What a thing is aimed at, or where it is done: "a warrant for the banker", "a state of siege in the town"."""
        places = [*objects_of(thing, _AIMED), *objects_of(thing, _WHERE), *objects_of(verb, _WHERE)]
        inner = [p for o in objects_of(thing, ("of", "on")) for p in objects_of(o, _WHERE)]
        return [p for p in (*places, *inner) if p.ent_type_ not in _TIMES and not self._is_time(p)]

    def _is_time(self, noun: Token) -> bool:
        return noun.lemma_.lower() in table("actions")["times"]["nouns"] or noun.pos_ == "NUM"

    def goal_of(self, verb: Token) -> list[Token]:
        """Whom what a verb says concerns: its object, whom the object is meant for, or the goal of the verb below."""
        passive = [c for c in verb.lefts if c.dep_ == "nsubjpass"]
        objects = passive or [c for c in verb.rights if c.dep_ in ("dobj", "dative", "oprd")]
        movers = table("actions")["moved"]
        if verb.lemma_.lower() in movers["verbs"]:  # "send troops to B": B is meant
            people = [o for o in objects if o.lemma_.lower() not in movers["nouns"]]
        else:
            people = objects
        below = [c for c in verb.rights if c.dep_ in ("xcomp", "ccomp")]
        below += [c for p in verb.rights if p.dep_ == "prep" for c in p.rights if c.dep_ == "pcomp"]
        aimed = objects_of(verb, _MEANT)
        lesser = [s for c in below for s in c.lefts if s.dep_ in ("nsubj", "nsubjpass") and s.pos_ != "PRON"]
        for found in (
            [o for o in people if self.is_actor(o)],
            [o for o in aimed if self.is_actor(o)] if people != objects else [],
            [m for o in objects for m in self.meant_by(o)],
            [o for o in aimed if self.is_actor(o)],
            lesser,
            [g for c in below for g in self.goal_of(c)],
            [p for o in objects for p in o.lefts if p.dep_ == "poss" and self.is_actor(p)],
            [p for o in objects for p in self.place_of(verb, o)],
            [o for o in objects if o.pos_ in NOMINAL],
            [m for o in aimed for m in self.meant_by(o)],
            objects_of(verb, ("in", "at")),
        ):
            if found:
                return found
        return []

    def _owned(self, noun: Token, named: Named) -> Mention | None:
        """A facility as its owner's, or as of the country in which it stands."""
        actor = named.mention.actor
        if noun.lemma_.lower() not in facility_nouns() or actor.kind == "country":
            return None
        whose = next((n for c in noun.lefts if c.dep_ == "poss" for n in self.actors.mentions(c)), None)
        code = actor.country or self.owners.get(_first_name(noun)) or (whose and whose.mention.actor.country)
        if code is None:
            carriers = [noun, noun.head if noun.head.pos_ == "VERB" else noun.head.head]
            near = [place for carrier in carriers for place in objects_of(carrier, _PLACE_WORDS)]
            inside = [self.actors.match_at(p) for p in near]
            code = next((m.entry.actor.country for m in inside if m), None)
        if code is None:
            return None
        return named.mention.model_copy(update={"actor": actor.model_copy(update={"kind": "place", "country": code})})

    def _stated_owners(self) -> dict[str, str]:
        """Facilities that the dispatch says are a country's: "Al-Udeid is an air base of the United States"."""
        owners: dict[str, str] = {}
        for token in self.parsed.doc:
            if (
                token.pos_ != "NOUN"
                or token.lemma_.lower() not in facility_nouns()
                or token.dep_ not in ("attr", "appos")
            ):
                continue
            whose = self.actors.country_before(token) or next(
                (m for p in objects_of(token, ("of",)) if (m := self.actors.match_at(p))), None
            )
            subject = subject_of(token.head) if token.dep_ == "attr" else token.head
            if whose is not None and whose.entry.actor.country and subject is not None and subject.pos_ == "PROPN":
                owners[_first_name(subject)] = whose.entry.actor.country
        return owners

    def countries_of(self, noun: Token) -> tuple[Mention, ...]:
        """The countries of a plural phrase: "the Chinese and Vietnamese defence ministers"."""
        if noun.tag_ not in ("NNS", "NNPS"):
            return ()
        found: dict[str, Mention] = {}
        joined = False
        owners = [t for o in objects_of(noun, ("of", "from")) for t in (o, *o.conjuncts)]
        for token in (*noun.doc[noun.left_edge.i : noun.i], *owners):
            match = self.actors.match_at(token)
            if match is not None and match.entry.actor.country:
                actor = country(match.entry.actor.country)
                span = self.parsed.between(self.parsed.doc[match.start], self.parsed.doc[match.end - 1])
                joined = joined or token.dep_ == "conj"
                found.setdefault(actor.id, Mention(actor=actor, span=span, text=self.parsed.text(span)))
        return tuple(found.values()) if len(found) > 1 and joined else ()

    def is_facility(self, noun: Token) -> bool:
        """Whether a noun is a place that counts for its owner."""
        return noun.lemma_.lower() in facility_nouns()

    def country_of(self, noun: Token) -> tuple[Mention, ...]:
        """The country that qualifies a noun, as a party: "Israeli strikes"."""
        match = self.actors.country_before(noun)
        if match is None or is_setting(match, noun):
            return ()
        known = self.actors.known
        other = known.describing.joined_by_hyphen(match) if known is not None else None
        if other is not None and other.entry.actor.country:  # "Thai-Cambodian talks"
            return tuple(self._country_at(m) for m in sorted((match, other), key=lambda m: m.start))
        return (self._country_at(match),)

    def _country_at(self, match: Match) -> Mention:
        span = self.parsed.between(self.parsed.doc[match.start], self.parsed.doc[match.end - 1])
        actor = country(match.entry.actor.country) if match.entry.actor.country else match.entry.actor
        return Mention(actor=actor, span=span, text=self.parsed.text(span))

    def is_matter(self, noun: Token, happenings: bool) -> bool:
        """Whether an object is words, or a happening, which is meant for somebody rather than somebody itself."""
        return noun.lemma_.lower() in table("actions")["matters"]["nouns"] or (happenings and is_happening(noun))


def is_count(token: Token) -> bool:
    """Whether a word is a bare number of people: "killed three"."""
    if token.tag_ != "CD" or token.ent_type_ not in ("CARDINAL", ""):
        return False
    left = token.dep_ == "nummod" and token.head.lower_ in table("actions")["harm"]["left"]  # "left nine dead"
    return left or token.dep_ in ("dobj", "nsubjpass", "nsubj")


def is_each_other(token: Token) -> bool:
    """Whether those who act are acted on as well: "accused each other", "attacked one another"."""
    words = token.doc.words(max(token.i - 1, 0), min(token.i + 2, len(token.doc))).text.lower()
    itself = "each other" in words or "one another" in words
    if itself and token.lower_ in ("each", "other", "one", "another"):
        return True
    return any(c.dep_ == "poss" and is_each_other(c) for c in token.lefts)  # "attacked each other's ports"


def counts_people(token: Token) -> bool:
    """Whether a word counts people without naming them: "killed at least 14", "wounded 12 others"."""
    return is_count(token) or token.lower_ in table("actions")["harm"]["counted"]


def _counted_of(number: Token) -> list[Token]:
    """Those of whom a bare number is: "two of its jets"."""
    return objects_of(number, ("of",)) if number.tag_ == "CD" else []


def _joined_to_name(noun: Token) -> list[Token]:
    """Who is joined to the name right after a noun: "the oil giant A and B's C"."""
    names = [c for c in noun.rights if c.dep_ == "appos" and c.left_edge.i == noun.i + 1 and c.pos_ == "PROPN"]
    return [j for name in names for j in name.rights if j.dep_ == "conj"]


def _after_dateline(subject: Token) -> Token:
    """The subject itself where the parse hung it on a dateline in the text: "ALGIERS, Algeria -- Police have …"."""
    if not (subject.text.isupper() and len(subject.text) > 3 and subject.i - subject.sent.start < 2):
        return subject
    beside = [c for c in subject.rights if c.dep_ == "appos"]
    beside += [c for c in subject.head.lefts if c.dep_ == subject.dep_ and c.i > subject.i]
    return next((c for c in beside if c.pos_ in NOMINAL and not c.text.isupper()), subject)


def is_party(named: Named) -> bool:
    """Whether a phrase names somebody who can act: not a bare description, nor a place that is none."""
    actor = named.mention.actor
    return actor.kind not in ("unknown", "place") or (actor.kind == "unknown" and actor.country is not None)


def _first_name(head: Token) -> str:
    """The first word of the name that a token heads: "Al" of "Al-Udeid Air Base" """
    words = [t for t in (*head.lefts, head) if t.pos_ == "PROPN"]
    return "".join(t.text for t in head.doc[words[0].left_edge.i : words[0].i + 1]) if words else head.text
