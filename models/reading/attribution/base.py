"""What the rules of attribution share: what they find, the words they know, who speaks and what heads what is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from models.reading.actors import NOMINAL, SUBJECTS, Actors, Named, left_edge
from models.reading.attribution.weighing import leaning
from models.reading.clauses import objects_of
from models.reading.firmness import is_withheld
from models.reading.gazetteer import slug
from models.reading.language import Parsed
from models.reading.quotes import find_quotes
from models.reading.tables import table
from models.records import MATERIAL, Actor, Certainty, Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Found:
    """A claim as tokens: the cue's first and last, the speakers, the tokens of the content, the content's main word."""

    cue: tuple[int, int] | None
    lemma: str
    sources: tuple[Mention, ...]
    content: tuple[int, ...]
    root: int
    verb: int
    certainty: Certainty = "asserted"
    #: Who relays it where the speaker has it from another: TASS of "TASS reported, citing Kan".
    relays: tuple[Mention, ...] = ()


@cache
def verb_frames() -> dict[str, dict[str, Certainty]]:
    """For each cue verb its frames, each with the certainty it lends."""
    frames: dict[str, dict[str, Certainty]] = {}
    for certainty, kinds in table("cues")["verbs"].items():
        for frame, verbs in kinds.items():
            for verb in verbs:
                frames.setdefault(verb, {}).setdefault(frame, certainty)
    return frames


@cache
def deeds(kind: str) -> frozenset[str]:
    """Verbs or nouns of deeds: in opinion pages "attacked" is said with words, on the wire it is not."""
    words = table("actions").get(f"{kind}s", {})
    if kind == "noun":
        return frozenset(noun for category in MATERIAL & words.keys() for noun in words[category])
    return frozenset(v for category in MATERIAL & words.keys() for verbs in words[category].values() for v in verbs)


def certainty_lent(lemma: str, frame: str) -> Certainty:
    """The certainty that a cue lends what is said in a frame."""
    return verb_frames().get(lemma, {}).get(frame, "asserted")


@cache
def speaks(lemma: str) -> bool:
    """Whether a verb brings a clause of what is said, by the table of cues or by the weights fitted for it."""
    return "clause" in verb_frames().get(lemma, {}) or leaning("verb", "clause", lemma) >= _SPEAKS


#: Log odds from which on a verb counts as one of speech.
_SPEAKS = 1.5


_TO = frozenset({"to"})
#: Who speaks of himself inside a quotation.
FIRST_PERSON = frozenset({"i", "we", "you"})


class Rules:
    """The dispatch that rules read, and what they ask of it."""

    def __init__(self, parsed: Parsed, actors: Actors) -> None:
        self.parsed, self.actors = parsed, actors
        self.quotes = find_quotes(parsed)
        #: The tokens inside quotation marks, marks included.
        self.quoted = frozenset(i for first, last in self.quotes for i in range(first, last + 1))
        #: Words that attribute already, or that only name whom a speaker has it from.
        self.taken: set[int] = set()
        #: Words inside what has been attributed so far.
        self.said: set[int] = set()
        #: Where what a closing cue attributes ends, by the start of its sentence.
        self.closed: dict[int, int] = {}

    def found(
        self,
        cue: tuple[int, int],
        lemma: str,
        speakers: list[Mention] | list[Named],
        said: Iterable[int],
        root: Token,
        verb: Token,
        certainty: Certainty = "asserted",
        through: Sequence[Mention] = (),
    ) -> Found:
        """What was found; whom its speaker has it from and who relays it, besides `through`, is no content."""
        mentions = tuple(s.mention if isinstance(s, Named) else s for s in speakers)
        inside = {i for i in said if not cue[0] <= i <= cue[1]}
        told = verb.pos_ == "VERB" and lemma not in table("cues")["phrases"]["relayed_by"] and speaks(lemma)
        relay = self.relayed_as(verb, inside) if told else None
        relays = tuple(through)
        if relay is not None:
            relays = tuple(self.speakers(relay))
            inside -= self._clause_of(relay)
        relays = (*relays, *self._told_to(verb)) if told else relays
        if told and (quoted := self._quoted_source(verb)) is not None:
            self.taken.add(quoted.i)
            relays = (*relays, *self.speakers(next(p for a in quoted.rights if a.dep_ == "agent" for p in a.rights)))
            inside -= {t.i for t in quoted.subtree}
        citing = self.citing(verb) if told else None
        cited = self._cited(citing) if citing is not None else None
        if citing is not None and cited is not None:
            self.taken.add(citing.i)
            inside -= set(range(citing.i, self._end_of_cited(citing) + 1))
            mentions = tuple(m for m in mentions if m.actor.id != cited.actor.id)
            if not mentions:  # "B, citing A, reported that": the parse gives B to the participle
                subject = next((c for c in citing.lefts if c.dep_ in SUBJECTS), None)
                mentions = tuple(self.speakers(subject)) if subject is not None else ()
            mentions, relays = (cited,), (*relays, *mentions)
        return Found(
            _with_auxiliaries(cue, verb), lemma, mentions, tuple(sorted(inside)), root.i, verb.i, certainty, relays
        )

    def relayed_as(self, verb: Token, inside: set[int]) -> Token | None:
        """Who relays a claim: TASS of "…, Kan claims, as cited by TASS"."""
        relayed_by = table("cues")["phrases"]["relayed_by"]
        for token in verb.sent:
            beside = token.i in inside or (token.head is verb and token.i > verb.i)  # "…, Kan said, as quoted by TASS"
            if token.lemma_ in relayed_by and token.tag_ == "VBN" and token.i > verb.sent.start and beside:
                agent = next((c for a in token.rights if a.dep_ == "agent" for c in a.rights), None)
                if token.nbor(-1).lower_ == "as" and agent is not None:
                    return agent
        return None

    def _quoted_source(self, verb: Token) -> Token | None:
        """The participle that says who relays a speaker: "an official, quoted by TASS, said"."""
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        participles = subject.rights if subject is not None else []
        relayed_by = table("cues")["phrases"]["relayed_by"]
        return next(
            (
                c
                for c in participles
                if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in relayed_by
                and any(a.dep_ == "agent" and any(True for _ in a.rights) for a in c.rights)
            ),
            None,
        )  # fmt: skip

    def _clause_of(self, agent: Token) -> set[int]:
        """The words of "as cited by TASS" around its agent."""
        participle = agent.head.head
        return {participle.i - 1, *(t.i for t in participle.subtree)}

    def citing(self, verb: Token) -> Token | None:
        """The participle after a cue that names whom its speaker has it from: "TASS reported, citing Kan"."""
        relays = table("cues")["phrases"]["relays"]
        after = (t for t in verb.sent if t.i > verb.i)
        subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
        above = verb.head if verb.dep_ == "conj" else None  # or the parse makes the participle the sentence's main verb
        before = (
            t for t in verb.sent if t.i < verb.i and (t.head in (verb, subject) or t is above)
        )  # "B, citing A, said"
        return next((t for t in (*after, *before) if t.lower_ in relays and t.tag_ in ("VBG", "VBN")), None)

    def _end_of_cited(self, citing: Token) -> int:
        """The last token of whom a participle cites: "citing the ministry" of "citing the ministry, that …"."""
        end = citing.i
        for token in citing.subtree:
            if token.i == end + 1 and not token.is_punct and token.dep_ != "mark":
                end = token.i
        return end

    def _cited(self, citing: Token) -> Mention | None:
        source = next((c for c in citing.rights if c.dep_ in ("dobj", "pobj")), None)
        paragraph = self.parsed.paragraph_of
        while (
            source is not None
            and source.i + 1 < len(paragraph)
            and paragraph[source.i + 1] == paragraph[source.i]
            and source.nbor(1).pos_ == "PROPN"
        ):
            source = source.nbor(1)  # "broadcaster Kan", of which the parse made two
        named = self.actors.inner(source) if source is not None else None
        if named is None or source is None:
            return None
        lemma = source.lemma_.lower()
        speaks_for = lemma in table("cues")["possessions"]["nouns"] or lemma in table("actions")["agents"]["nouns"]
        return named.mention if speaks_for or named.mention.actor.kind != "unknown" else None  # not "citing her work"

    def _told_to(self, verb: Token) -> tuple[Mention, ...]:
        """The media that a speaker told: Reuters relays what "told Reuters that" brings."""
        heard = [c for c in verb.rights if c.dep_ in ("dobj", "dative")]
        heard += objects_of(verb, _TO)
        named = (n for t in heard for n in self.actors.mentions(t))
        return tuple(
            n.mention for n in named if n.mention.actor.role == "MED" and n.mention.actor.kind == "organization"
        )

    def speakers(self, token: Token) -> list[Mention]:
        """Who speaks at a token; a phrase or pronoun that nobody fits stays itself."""
        found = [n.mention for n in self.actors.mentions(token)]
        if is_voiceless(token):
            return self.owners(token)
        if found or token.pos_ not in NOMINAL:
            return found
        first = token if token.pos_ == "PRON" else left_edge(token)
        span = self.parsed.between(first, token)
        text = self.parsed.text(span)
        return [Mention(actor=Actor(id=slug(text), name=text), span=span, text=text)]

    def owners(self, token: Token) -> list[Mention]:
        """Whose a thing is: "its stated goal" is Israel's, or nobody's who is named."""
        named = [n for c in token.lefts if c.dep_ == "poss" and (n := self.actors.at(c)) is not None]
        return [n.mention for n in named if n.mention.actor.kind not in ("unknown", "place")]

    def main_word(self, said: list[int], cue: Token) -> Token:
        """The word that heads what is said."""
        inside = set(said)
        tokens = [self.parsed.doc[i] for i in said]
        tops = [t for t in tokens if t.head.i == t.i or t.head.i not in inside]
        verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
        return (verbs or tops or tokens or [cue])[0]


def is_voiceless(token: Token) -> bool:
    """Whether a noun is of what somebody has and what cannot speak: a goal, a plan."""
    return token.lemma_.lower() in table("cues")["voiceless"]["nouns"]


#: What stands before a verb and is its own.
_OF_VERBS = ("aux", "auxpass", "neg")


def _with_auxiliaries(cue: tuple[int, int], verb: Token) -> tuple[int, int]:
    """A verb's cue from its first auxiliary on: "did not say", "has been quoted"."""
    if verb.i != cue[0] or verb.pos_ not in ("VERB", "AUX"):
        return cue
    if is_withheld(verb) and verb.dep_ == "conj":  # "has neither confirmed nor denied"
        return _with_auxiliaries((verb.head.i, verb.head.i), verb.head)[0], cue[1]
    first = verb.i
    while first > verb.sent.start:
        before = verb.doc[first - 1]
        if before.head != verb or before.dep_ not in (*_OF_VERBS, "advmod", "preconj"):
            break
        first -= 1
    while first < verb.i and verb.doc[first].dep_ not in (*_OF_VERBS, "preconj"):
        first += 1  # an adverb alone says how, not whether
    return first, cue[1]
