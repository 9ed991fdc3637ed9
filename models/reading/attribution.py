"""The rules of attribution: one a construction, over a parsed dispatch, each yielding `Found` (tokens only).

`claims` makes records of what they find. The words, and the frames they attribute in, are in `tables/cues.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from models.reading.actors import Actors, Named
from models.reading.clauses import frames_of, subject_of
from models.reading.language import Parsed
from models.reading.quotes import is_mark
from models.reading.tables import table
from models.records import MATERIAL, Actor, Certainty, Mention

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

#: Which frame tells what is said where a verb stands in several.
ORDER = ("clause", "addressed", "small", "to", "ing", "np")
#: Phrases that say when and where rather than what.
_LOOSE = frozenset(
    {"in", "on", "at", "during", "after", "before", "since", "from", "by", "with", "until", "over", "to", "clause"}
)
#: From this share of its uses on, a fitted frame attributes.
_SHARE = 0.4


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
def fitted_frames() -> dict[str, dict[str, tuple[float, int]]]:
    """The frames of `tables/frames.toml`: for each verb the share of its uses that attribute, and their number."""
    return {verb: {f: (v[0], v[1]) for f, v in frames.items()} for verb, frames in table("frames")["verbs"].items()}


@cache
def fitted_nouns() -> dict[str, frozenset[str]]:
    """For each noun of `tables/frames.toml` the prepositions and marks with which it attributes."""
    nouns = table("frames").get("nouns", {})
    return {noun: frozenset(f for f, (share, _) in frames.items() if share >= _SHARE) for noun, frames in nouns.items()}


@cache
def _deeds() -> frozenset[str]:
    """Verbs of deeds: in opinion pages "attacked" is said with words, on the wire it is not."""
    verbs = table("actions")["verbs"]
    return frozenset(v for category in MATERIAL & verbs.keys() for words in verbs[category].values() for v in words)


def lends(lemma: str, frame: str) -> Certainty | None:
    """The certainty that a verb lends in a frame; None where it does not attribute in it."""
    written = verb_frames().get(lemma, {}).get(frame)
    if written is None and frame != "clause" and lemma in _deeds():
        return None
    share, _ = fitted_frames().get(lemma, {}).get(frame, (0.0, 0))
    return written or ("asserted" if share >= _SHARE else None)


@dataclass
class Attribution:
    """The rules that find claims in one dispatch."""

    parsed: Parsed
    actors: Actors
    taken: set[int] = field(default_factory=set)
    #: Where what a closing cue attributes ends, by the start of its sentence.
    closed: dict[int, int] = field(default_factory=dict)

    def find(self) -> Iterator[Found]:
        """Every attribution of the dispatch, sentence by sentence."""
        for sentence in self.parsed.doc.sents:
            for rule in (self.as_x_notes, self.closing_x_says, self.according_to, self.name_and_colon):
                yield from self._once(rule(sentence))
            for token in sentence:
                if token.pos_ in ("VERB", "AUX"):
                    for rule_ in (self.reported, self.inserted, self.before_quotation):
                        yield from self._once([rule_(token)] if token.i not in self.taken else [])
                elif token.pos_ == "NOUN":
                    yield from self._once([self.reporting_noun(token)])

    def _once(self, found: Iterable[Found | None]) -> Iterator[Found]:
        for one in found:
            if one is not None and one.verb not in self.taken:
                self.taken.add(one.verb)
                yield one

    # -- rules over a sentence

    def as_x_notes(self, sentence: Words) -> Iterator[Found]:
        """ "As Kan notes, …": what follows the comma is said, whatever the parse made of "notes"."""
        for token in sentence:
            if token.lower_ != "as" or token.i + 2 >= sentence.end:
                continue
            cue = next(
                (t for t in sentence.doc[token.i + 2 : min(token.i + 9, sentence.end)] if self._is_cue_form(t)),
                None,
            )
            if cue is None or cue.i + 1 >= sentence.end or cue.nbor(1).text != ",":
                continue
            speaker = self._speaker_before(cue, token.i + 1)
            if speaker is None:
                continue
            said = [t.i for t in sentence if t.i < token.i or t.i > cue.i + 1]
            if said:
                root = sentence.root if sentence.root.i in said else sentence.doc[said[0]]
                yield self._found((cue.i, cue.i), self._verb_lemma(cue), [speaker], said, root, cue)

    def closing_x_says(self, sentence: Words) -> Iterator[Found]:
        """ "…, Kan claims." and "…, said Kan.": what stands before the comma is said."""
        end = sentence.end - 1
        while end > sentence.start and (sentence.doc[end].is_punct or is_mark(sentence.doc[end].text)):
            end -= 1
        for cue in sentence.doc[max(sentence.start, end - 12) : end + 1]:
            if not self._is_cue_form(cue) or "clause" not in verb_frames()[self._verb_lemma(cue)]:
                continue
            comma = self._comma_before(cue, sentence)
            if comma is None:
                continue
            speaker = self._speaker_before(cue, comma + 1) if comma < cue.i - 1 else self._speaker_after(cue, end)
            inverted = comma == cue.i - 1
            if inverted and any(c.dep_ in ("nsubj", "nsubjpass") and c.i < comma for c in cue.lefts):
                continue  # "Two officials, speaking in Oslo, said Chad …": its subject stands before the comma
            joined = self.parsed.doc[comma + 1].dep_ == "cc" if comma + 1 <= end else False
            if speaker is None or joined or (comma < cue.i - 1 and not self._closes(cue, end)):
                continue
            end_of_speech = comma + 1 if is_mark(self.parsed.doc[comma].text) else comma
            said = list(range(sentence.start, end_of_speech))
            if any(self.parsed.doc[i].pos_ in ("VERB", "AUX") for i in said) or any(
                is_mark(self.parsed.doc[i].text) for i in said
            ):
                self.closed[sentence.start] = comma
                main = self._main_word(said, cue)
                yield self._found((cue.i, cue.i), self._verb_lemma(cue), [speaker], said, main, cue)
                return

    def according_to(self, sentence: Words) -> Iterator[Found]:
        """ "According to X, …" and "…, according to X": the rest of the sentence is said."""
        text = self.parsed.layout.text
        for token in sentence:
            rest = text[token.idx : token.idx + 24].lower()
            opener = next((o for o in table("cues")["phrases"]["openers"] if rest.startswith(o + " ")), None)
            if opener is None:
                continue
            last = token.i + len(opener.split()) - 1
            heads = [n for n in self.actors.within(last + 1, sentence.end) if n.first >= last + 1]
            if not heads or heads[0].first > last + 3:
                continue
            speakers = self.actors.mentions(self.parsed.doc[self._outer(heads[0]).head])
            after = max(s.last for s in speakers) + 1
            owner = self._owner(self.parsed.doc[speakers[0].head])
            mentions = [owner.mention] if owner else [s.mention for s in speakers]
            end = self.closed.get(sentence.start, sentence.end)
            said = [i for i in range(sentence.start, end) if not token.i <= i < after]
            if said:
                yield self._found(
                    (token.i, last),
                    " ".join(opener.split()),
                    mentions,
                    said,
                    self._main_word(said, token),
                    token,
                )

    def name_and_colon(self, sentence: Words) -> Iterator[Found]:
        """ "Putin: Russia is ready": a headline or a transcript names who speaks."""
        head = sentence.doc[sentence.start : min(sentence.start + 7, sentence.end)]
        colon = next((t for t in head if t.text == ":"), None)
        if colon is None or colon.i == sentence.start or colon.i + 2 >= sentence.end:
            return
        before = sentence.doc[sentence.start : colon.i]
        if not all(t.pos_ in ("PROPN", "NOUN", "ADJ", "DET") or is_mark(t.text) for t in before):
            return
        named = self.actors.inner(before[-1])
        actor = named.mention.actor if named else None
        shouted = before[-1].text.isupper() and len(before) == 1 and len(before[-1]) > 2
        if named is None or actor is None or not (shouted or actor.kind in ("person", "country", "organization")):
            return
        said = list(range(colon.i + 1, sentence.end))
        yield self._found((colon.i, colon.i), ":", [named], said, self._main_word(said, colon), colon)

    # -- rules over a cue verb

    def before_quotation(self, verb: Token) -> Found | None:
        """ "He said: "…"" and "He said, "…"": the quotation right after the cue, however it was parsed."""
        doc = verb.doc
        lemma = verb.lemma_.lower()
        if lends(lemma, "clause") is None or verb.i + 2 >= verb.sent.end:
            return None
        if doc[verb.i + 1].text not in (",", ":") or not is_mark(doc[verb.i + 2].text):
            return None
        subject = subject_of(verb)
        if subject is None or subject.i > verb.i or subject.lower_ in ("i", "we", "you"):
            return None
        said = set(range(verb.i + 2, verb.sent.end))
        return self._by_verb(verb, self._main_word(sorted(said), verb), said, "clause", "asserted")

    def reported(self, verb: Token) -> Found | None:
        """ "Kan claims that …", "vowed to strike", "announced a ceasefire", "called it a lie", "called for talks"."""
        lemma = verb.lemma_.lower()
        frames = frames_of(verb)
        telling = {f: c for f in frames if (c := lends(lemma, f)) is not None}
        if verb.tag_ == "VB":  # "are expected to talk about it": nobody has; only what is written for a verb holds
            telling = {f: c for f, c in telling.items() if f in verb_frames().get(lemma, {})}
        if not telling or self._is_aside(verb):
            return None
        first = next((f for f in ORDER if f in telling), next(iter(telling)))
        said = {t.i for t in frames[first]} - self._followed_on(frames[first]) - self._set_against(verb, frames[first])
        if first not in ("clause", "to", "ing"):
            said |= {t.i for f, words in frames.items() if f in telling or f not in _LOOSE for t in words}
        root = self._main_word(sorted(said), verb)
        return self._by_verb(verb, root, said, first, telling[first])

    def inserted(self, verb: Token) -> Found | None:
        """ "X, he said, Y": a cue that the parse has put beside the clause it interrupts."""
        if verb.dep_ != "parataxis" or lends(verb.lemma_.lower(), "clause") is None or self._is_aside(verb):
            return None
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None or "clause" in frames_of(verb):
            return None
        own = {verb.i, *(t.i for c in verb.children if c.dep_ not in ("advcl", "ccomp") for t in c.subtree)}
        said = {t.i for t in verb.sent} - own - self._set_against(verb, list(verb.sent))
        return self._by_verb(verb, self._main_word(sorted(said), verb), said, "clause", "asserted") if said else None

    def _set_against(self, verb: Token, words: list[Token]) -> set[int]:
        """What the reporter sets against a speech that ended before its cue: "…, Kan said, but Moscow denied it"."""
        if words[0].i > verb.i:
            return set()
        joined = (
            t
            for t in words
            if t.i > verb.i and t.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in t.lefts)
        )
        return {t.i for clause in joined for t in clause.subtree}

    def _followed_on(self, words: list[Token]) -> set[int]:
        """What a new participle of telling adds after a comma (", saying that …"): the reporter's sentence again."""
        cut = next(
            (
                t
                for t in words
                if t.dep_ == "advcl" and t.tag_ == "VBG" and t.i > words[0].i and t.nbor(-1).text == ","
                and lends(t.lemma_.lower(), "clause") is not None
            ),
            None,
        )  # fmt: skip
        return {t.i for t in cut.subtree} if cut is not None else set()

    def _is_aside(self, verb: Token) -> bool:
        """Whether a verb is what a quoted speaker says of himself ("I think"), or a clause that only follows on."""
        subject = subject_of(verb)
        if subject is not None and subject.lower_ in ("i", "we", "you"):
            return True
        clause = next((c for c in verb.children if c.dep_ == "parataxis"), None)
        return clause is not None and clause.i > verb.i and not any(c.dep_ == "ccomp" for c in verb.children)

    def reporting_noun(self, noun: Token) -> Found | None:
        """ "Moscow's signals about its readiness", "the claim that …", "his readiness to act"."""
        lemma = noun.lemma_.lower()
        brings = {*table("cues")["nouns"].get(lemma, ()), *fitted_nouns().get(lemma, ())}
        if not brings:
            return None
        owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
        speakers = self.actors.mentions(owner) if owner is not None else []
        if not speakers and (match := self.actors.country_before(noun)):
            speakers = [n for n in [self.actors.inner(self.parsed.doc[match.end - 1])] if n]
        for child in noun.rights:
            content = None
            if child.dep_ == "prep" and child.lower_ in brings:
                content = next((c for c in child.rights if c.dep_ in ("pobj", "pcomp")), None)
            elif child.dep_ in ("acl", "ccomp"):
                marks = {c.lower_ for c in child.lefts if c.dep_ in ("mark", "aux")}
                content = child if marks & set(brings) else None
            if content is not None and (speakers or child.dep_ != "prep"):
                said = [t.i for t in content.subtree]
                mentions = [s.mention for s in speakers if s.mention.actor.kind != "unknown"]
                if mentions or noun.lemma_.lower() in ("claim", "allegation", "accusation"):
                    return self._found((noun.i, noun.i), noun.lemma_.lower(), mentions, said, content, noun)
        return None

    # -- what the rules ask

    def _by_verb(self, verb: Token, root: Token, said: set[int], frame: str, certainty: Certainty) -> Found | None:
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        subject = subject_of(verb)
        speakers: list[Mention] = []
        if passive:
            agent = next((c for c in verb.children if c.dep_ == "agent"), None)
            if agent is not None:
                speakers = [s for c in agent.children if c.dep_ == "pobj" for s in self._speakers(c)]
            if frame not in ("clause", "to") and not speakers:
                return None
            if verb.lemma_ == "tell" and subject is not None:
                return None
            if subject is not None and subject.lower_ != "it" and frame != "clause":
                said = said | {t.i for t in subject.subtree}
        elif subject is not None and subject.lower_ != "it":
            speakers = self._speakers(subject)
        elif frame != "clause":
            return None
        first = last = verb.i
        if verb.i + 1 < len(verb.doc) and verb.nbor(1).dep_ == "prt":
            last += 1
        own = {t.i for s in ([subject] if subject is not None and not passive else []) for t in s.subtree}
        return self._found((first, last), verb.lemma_.lower(), speakers, said - own, root, verb, certainty)

    def citing(self, verb: Token) -> Token | None:
        """The participle after a cue that names whom its speaker has it from: "TASS reported, citing Kan"."""
        relays = table("cues")["phrases"]["relays"]
        return next((t for t in verb.sent if t.i > verb.i and t.lower_ in relays and t.tag_ in ("VBG", "VBN")), None)

    def _cited(self, citing: Token) -> Mention | None:
        source = next((c for c in citing.rights if c.dep_ in ("dobj", "pobj")), None)
        while source is not None and source.i + 1 < citing.sent.end and source.nbor(1).pos_ == "PROPN":
            source = source.nbor(1)  # "broadcaster Kan", of which the parse made two
        named = self.actors.inner(source) if source is not None else None
        return named.mention if named is not None else None

    def _speakers(self, token: Token) -> list[Mention]:
        """Who speaks at a token; a pronoun that nobody fits stays itself."""
        found = [n.mention for n in self.actors.mentions(token)]
        if found or token.pos_ != "PRON":
            return found
        span = self.parsed.between(token, token)
        return [Mention(actor=Actor(id=token.lower_, name=token.text), span=span, text=token.text)]

    def _found(
        self,
        cue: tuple[int, int],
        lemma: str,
        speakers: list[Mention] | list[Named],
        said: Iterable[int],
        root: Token,
        verb: Token,
        certainty: Certainty = "asserted",
    ) -> Found:
        mentions = tuple(s.mention if isinstance(s, Named) else s for s in speakers)
        inside = {i for i in said if not cue[0] <= i <= cue[1]}
        told = verb.pos_ == "VERB" and lemma not in table("cues")["phrases"]["relayed_by"] and lends(lemma, "clause")
        citing = self.citing(verb) if told else None
        cited = self._cited(citing) if citing is not None else None
        if citing is None or cited is None:
            return Found(cue, lemma, mentions, tuple(sorted(inside)), root.i, verb.i, certainty)
        self.taken.add(citing.i)
        inside -= {t.i for t in citing.subtree if t.i > citing.i and t.dep_ != "ccomp"} | {citing.i}
        return Found(cue, lemma, (cited,), tuple(sorted(inside)), root.i, verb.i, certainty, mentions)

    def _is_cue_form(self, token: Token) -> bool:
        """A word that can be a cue verb, also where the parse took "notes", "claims", "reports" for a noun."""
        if token.pos_ in ("VERB", "AUX"):
            return token.tag_ in ("VBZ", "VBP", "VBD") and token.lemma_.lower() in verb_frames()
        return (
            token.tag_ in ("NNS", "NNPS")
            and self._verb_lemma(token) in verb_frames()
            and token.nbor(-1).pos_ == "PROPN"
            if token.i
            else False
        )

    def _verb_lemma(self, token: Token) -> str:
        lemma: str = token.lemma_.lower()
        return lemma if lemma in verb_frames() else token.lower_.removesuffix("s")

    def _speaker_before(self, cue: Token, first: int) -> Named | None:
        """The phrase that ends right before a cue, not reaching back beyond `first`."""
        at = cue.nbor(-1)
        while at.i > first and at.pos_ in ("ADV", "AUX"):
            at = at.nbor(-1)
        named = self.actors.inner(at) if at.pos_ in ("PROPN", "NOUN", "PRON") else None
        return named if named is not None and named.first >= first - 1 else None

    def _speaker_after(self, cue: Token, end: int) -> Named | None:
        heads = [n for n in self.actors.within(cue.i + 1, end + 1) if n.first == cue.i + 1]
        return heads[-1] if heads else None

    def _comma_before(self, cue: Token, sentence: Words) -> int | None:
        """Where what is said ends: at a comma or closing mark, only the speaker between it and the cue."""
        for i in range(cue.i - 1, max(sentence.start, cue.i - 10), -1):
            token = sentence.doc[i]
            if token.text == "," or (
                is_mark(token.text) and i > sentence.start and sentence.doc[i - 1].text in (",", "?", "!")
            ):
                return i
            if token.pos_ in ("VERB", "SCONJ") or token.dep_ == "mark":
                return None
        return None

    def _closes(self, cue: Token, end: int) -> bool:
        """Whether nothing but adverbs and dates follows a cue in its sentence."""
        addressed = self._verb_lemma(cue) in table("cues")["addressed"]["verbs"]
        if any(c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "dobj" and not addressed) for c in cue.rights):
            return False
        return (
            all(
                t.pos_ in ("ADV", "ADP", "PROPN", "NUM", "NOUN", "DET", "PUNCT", "PART")
                for t in cue.doc[cue.i + 1 : end + 1]
            )
            and end - cue.i <= 8
        )

    def _outer(self, named: Named) -> Named:
        """The phrase that a name is only the owner of: "its information" for "its"."""
        head = self.parsed.doc[named.head]
        if head.dep_ == "poss" and (outer := self.actors.at(head.head)):
            return outer
        return named

    def _owner(self, noun: Token) -> Named | None:
        """The owner of what is known: "its information" is Kan's."""
        if noun.lemma_.lower() not in table("cues")["possessions"]["nouns"]:
            return None
        return next((self.actors.at(c) for c in noun.lefts if c.dep_ == "poss"), None)

    def _main_word(self, said: list[int], cue: Token) -> Token:
        """The word that heads what is said."""
        inside = set(said)
        tokens = [self.parsed.doc[i] for i in said]
        tops = [t for t in tokens if t.head.i == t.i or t.head.i not in inside]
        verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
        return (verbs or tops or tokens or [cue])[0]
