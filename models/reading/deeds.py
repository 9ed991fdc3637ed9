"""The rules of events: what a verb or a noun says that somebody did, over a parsed dispatch, each a `Deed` (tokens).

`events` dates them and makes records. The words, and the frames they act in, are in `tables/actions.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from models.reading.actors import Actors, Named, facility_nouns
from models.reading.clauses import objects_of, subject_of
from models.reading.gazetteer import country
from models.reading.language import Parsed
from models.reading.tables import table
from models.records import Actor, Category, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

RECIPROCAL = frozenset({"CONSULT", "COOPERATE"})
_TARGET_PREPOSITIONS = frozenset(
    {"on", "against", "with", "at", "to", "between", "over", "upon", "for", "of", "into", "toward", "towards"}
)
_PLACE_WORDS = ("in", "of", "near", "at", "inside")


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as tokens: the word that carries it, what it is, who acts, on whom."""

    word: Token
    category: Category
    lemma: str
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]


@cache
def verb_actions() -> dict[str, dict[str, Category]]:
    """For each verb its frames, each with its category."""
    found: dict[str, dict[str, Category]] = {}
    for category, frames in table("actions")["verbs"].items():
        for frame, verbs in frames.items():
            for verb in verbs:
                found.setdefault(verb, {}).setdefault(frame, category)
    return found


@cache
def noun_actions() -> dict[str, Category]:
    """The category of each noun, or compound of two."""
    return {noun: category for category, nouns in table("actions")["nouns"].items() for noun in nouns}


def is_happening(noun: Token) -> bool:
    """Whether a noun can carry an event of its own."""
    return noun.lemma_.lower() in noun_actions() or noun.lemma_.lower() in table("actions")["qualified"]


class Deeds:
    """The rules that find events in one dispatch."""

    def __init__(self, parsed: Parsed, actors: Actors) -> None:
        self.parsed, self.actors = parsed, actors
        self.last_parties: dict[str, tuple[Mention, ...]] = {}
        self.owners = self._stated_owners()

    def find(self) -> Iterator[Deed]:
        """Every event of the dispatch, in text order."""
        for token in self.parsed.doc:
            deed = None
            if token.pos_ == "VERB":
                deed = self.of_verb(token)
            elif token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod", "amod"):
                deed = self.of_noun(token)
            if deed is not None:
                if deed.category in RECIPROCAL:
                    self.last_parties[deed.category] = deed.sources
                yield deed

    # -- verbs

    def of_verb(self, verb: Token) -> Deed | None:
        """ "attacked Iran", "met with B", "urged B to stop", "was arrested by A"."""
        frames = verb_actions().get(verb.lemma_.lower())
        if not frames:
            return None
        for frame, category in frames.items():
            affected = self._affected(verb, frame)
            if affected is None:
                continue
            category = self._by_object(verb, affected, category)
            sources = self._doers(verb)
            targets = self._affected_parties(affected)
            if any(t.lemma_ in table("actions")["weapons"]["nouns"] for t in affected):
                targets = self._affected_parties(objects_of(verb, ("at", "on", "toward", "towards", "into", "against")))
            if frame == "with" or (category == "CONSULT" and verb.lemma_ == "meet"):
                sources = targets = _joined(sources, targets)
            described = frame == "object" and any(
                t.pos_ == "NOUN" for t in affected
            )  # "bombed a depot": on nobody named
            if not sources or (frame != "alone" and not targets and not described):
                continue
            if category in RECIPROCAL and len(_joined(sources, targets)) < 2:
                continue
            if frame == "with" and len(sources) < 2:
                continue
            if category not in RECIPROCAL:
                doers = {party_key(s) for s in sources}
                targets = tuple(t for t in targets if party_key(t) not in doers)
            return Deed(verb, category, verb.lemma_.lower(), sources, targets)
        return None

    def _affected(self, verb: Token, frame: str) -> list[Token] | None:
        """The words acted on in a frame: [] where the frame needs none, None where it does not fit."""
        if frame == "alone":
            return []
        if frame == "clause" and not any(c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB" for c in verb.rights):
            return None
        if frame in ("object", "clause"):
            passive = [c for c in verb.lefts if c.dep_ == "nsubjpass"]
            if passive:
                return passive
            if (
                verb.dep_ in ("acl", "relcl")
                and verb.tag_ == "VBN"
                and not any(c.dep_ in ("nsubj", "auxpass") for c in verb.lefts)
            ):
                return [verb.head]
            found = [c for c in verb.rights if c.dep_ in ("dobj", "dative")]
            if not found and frame == "clause":
                found = [s for c in verb.rights if c.dep_ == "ccomp" for s in c.lefts if s.dep_ == "nsubj"]
            return found or None
        if frame == "with":
            partners = objects_of(verb, ("with",))
            thing = [c for c in verb.rights if c.dep_ == "dobj" and c.lemma_ in noun_actions()]
            if thing:
                return None  # the noun rule reads "held talks with"
            return (
                partners or ([] if len(self.actors.mentions(s)) > 1 else None)
                if (s := subject_of(verb)) is not None
                else partners or None
            )
        return objects_of(verb, (frame,)) or None

    def _by_object(self, verb: Token, affected: list[Token], category: Category) -> Category:
        for changed, rule in table("actions")["objects"].items():
            if verb.lemma_ in rule["of"] and any(t.lemma_ in rule["nouns"] for t in affected):
                new: Category = changed
                return new
        return category

    def _doers(self, verb: Token) -> tuple[Mention, ...]:
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
            verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN"
        ):
            return self._parties(
                [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
            )
        subject = subject_of(verb)
        return self._parties([subject]) if subject is not None else ()

    # -- nouns

    def of_noun(self, noun: Token) -> Deed | None:
        """ "missile attacks on B", "talks between A and B", "A launched a strike on B", "the dialogue"."""
        named = self._noun_category(noun)
        if named is None:
            return None
        lemma, category = named
        between = self._between(noun)
        if between:
            return (
                Deed(noun, category, lemma, between, between)
                if category in RECIPROCAL or lemma in table("actions")["reciprocal"]["nouns"]
                else None
            )
        sources = self._noun_sources(noun)
        targets = self._noun_targets(noun, category)
        if category in RECIPROCAL:
            parties = _joined(sources, targets) or self._recalled(noun, category)
            return Deed(noun, category, lemma, parties, parties) if len({party_key(p) for p in parties}) > 1 else None
        if not sources or (not targets and category not in ("CONCEDE", "AGREE", "MOBILIZE")):
            return None
        return Deed(noun, category, lemma, sources, targets)

    def _noun_category(self, noun: Token) -> tuple[str, Category] | None:
        lemma = noun.lemma_.lower()
        before = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")]
        for word in before:
            if category := noun_actions().get(f"{word.lower_} {lemma}"):
                return f"{word.lower_} {lemma}", category
        rule = table("actions")["qualified"].get(lemma)
        if rule:
            of = [o.lemma_ for o in objects_of(noun, ("of",))]
            if any(w.lower_ in rule["before"] for w in before) or set(of) & set(rule.get("of", ())):
                return lemma, rule["category"]
        category = noun_actions().get(lemma)
        return (lemma, category) if category else None

    def _between(self, noun: Token) -> tuple[Mention, ...]:
        """The parties of "between A and B", wherever the parse hangs the phrase."""
        for child in noun.subtree:
            if (
                child.lower_ in ("between", "among")
                and child.dep_ == "prep"
                and (child.head.i == noun.i or child.head.head.i == noun.i)
            ):
                parties = self._parties([c for c in child.rights if c.dep_ == "pobj"])
                if len({party_key(p) for p in parties}) > 1:
                    return parties
        return ()

    def _noun_sources(self, noun: Token) -> tuple[Mention, ...]:
        owner = [c for c in noun.lefts if c.dep_ == "poss"]
        if owner and owner[0].lower_ == "their" and (pair := self._pair_before(noun)):
            return pair
        if owner and (parties := self._parties(owner)):
            return parties
        if by := self._parties(objects_of(noun, ("by",))):
            return by
        if match := self.actors.country_before(noun):
            return (self._mention_of_match(match.start, match.end, match.entry.actor),)
        at = noun
        while at.dep_ in ("conj", "dobj", "pobj", "prep", "attr", "xcomp", "pcomp", "dative") and at.head.i != at.i:
            at = at.head
            if at.pos_ == "NOUN" and at.lemma_ not in noun_actions():
                return ()
            if at.pos_ == "VERB":
                if any(c.dep_ in ("auxpass",) for c in at.children):
                    return self._parties([p for c in at.children if c.dep_ == "agent" for p in c.children])
                subject = subject_of(at)
                if subject is None:
                    return ()
                is_light = at.lemma_ in table("actions")["light"]["verbs"]
                reciprocal = noun_actions().get(noun.lemma_.lower()) in RECIPROCAL
                return self._parties([subject]) if is_light or (reciprocal and noun.dep_ == "pobj") else ()
        return ()

    def _noun_targets(self, noun: Token, category: Category) -> tuple[Mention, ...]:
        if category in RECIPROCAL:
            prepositions = {"with"}  # talks *on* Iran are not with it
        else:
            prepositions = set(_TARGET_PREPOSITIONS) - {"of", "for", "between"}
            prepositions |= {"of"} if category in ("ASSAULT", "COERCE", "RETREAT", "ACCUSE") else set()
            prepositions |= {"for"} if category in ("SUPPORT", "AID") else set()
        found = objects_of(noun, tuple(prepositions))
        if not found and noun.head.pos_ == "VERB" and noun.dep_ == "dobj":
            found = objects_of(noun.head, ("on", "against", "with", "to") if category not in RECIPROCAL else ("with",))
        return self._affected_parties(found)

    def _recalled(self, noun: Token, category: Category) -> tuple[Mention, ...]:
        """A definite noun without parties of its own ("the dialogue") has those of the last event of its kind."""
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "these") for c in noun.lefts)
        return self.last_parties.get(category, ()) if definite else ()

    def _pair_before(self, noun: Token) -> tuple[Mention, ...]:
        """The last joined pair in the sentence before "their": "A and B … their meeting"."""
        for token in reversed(self.parsed.doc[noun.sent.start : noun.i]):
            named = self.actors.mentions(token)
            parties = tuple(n.mention for n in named if _is_party(n))
            if len(parties) > 1:
                return parties
        return ()

    # -- parties

    def _parties(self, tokens: list[Token]) -> tuple[Mention, ...]:
        """The actors at these words and joined to them; descriptions that name nobody are left out."""
        found = [n for t in tokens for n in self.actors.mentions(t)]
        return tuple(n.mention for n in found if _is_party(n))

    def _affected_parties(self, tokens: list[Token]) -> tuple[Mention, ...]:
        """Those acted on: as `_parties`; a facility counts for its owner, else for the country it lies in."""
        found: list[Mention] = []
        for token in tokens:
            for named in self.actors.mentions(token):
                mention = self._owner_of_place(self.parsed.doc[named.head], named)
                if mention is not None:
                    found.append(mention)
        return tuple(found)

    def _owner_of_place(self, noun: Token, named: Named) -> Mention | None:
        actor = named.mention.actor
        if noun.lemma_.lower() in facility_nouns() and actor.kind != "country":
            code = actor.country or self.owners.get(_first_name(noun))
            if code is None:
                carriers = [noun, noun.head if noun.head.pos_ == "VERB" else noun.head.head]
                near = [place for carrier in carriers for place in objects_of(carrier, _PLACE_WORDS)]
                inside = [self.actors.match_at(p) for p in near]
                code = next((m.entry.actor.country for m in inside if m), None)
            if code is None:
                return None
            return named.mention.model_copy(
                update={"actor": actor.model_copy(update={"kind": "place", "country": code})}
            )
        if _is_party(named):
            return named.mention
        return None

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

    def _mention_of_match(self, start: int, end: int, actor: Actor) -> Mention:
        span = self.parsed.between(self.parsed.doc[start], self.parsed.doc[end - 1])
        return Mention(actor=country(actor.country) if actor.country else actor, span=span, text=self.parsed.text(span))


def _is_party(named: Named) -> bool:
    """Whether a phrase names somebody who can act: not a bare description, nor a place that is none."""
    actor = named.mention.actor
    return actor.kind not in ("unknown", "place") or (actor.kind == "unknown" and actor.country is not None)


def _first_name(head: Token) -> str:
    """The first word of the name that a token heads: "Al" of "Al-Udeid Air Base" """
    words = [t for t in (*head.lefts, head) if t.pos_ == "PROPN"]
    return "".join(t.text for t in head.doc[words[0].left_edge.i : words[0].i + 1]) if words else head.text


def party_key(mention: Mention) -> str:
    """What makes two mentions one party: their country where they have one."""
    return mention.actor.country or mention.actor.id


def _joined(first: tuple[Mention, ...], second: tuple[Mention, ...]) -> tuple[Mention, ...]:
    seen: dict[str, Mention] = {}
    for mention in (*first, *second):
        seen.setdefault(mention.actor.id, mention)
    return tuple(seen.values())
