"""Attribution by how a sentence is built: "according to X, …", "as X notes, …", "…, X says", "X: …"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS, Named
from models.reading.attribution.base import Found, Rules, is_voiceless, speaks, verb_frames
from models.reading.clauses import is_passive, objects_of, qualifies, subject_of
from models.reading.describing import title_of
from models.reading.quotes import is_mark
from models.reading.tables import table
from models.records import Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token, Words

#: Prepositions after which the one stands who has or gave something known.
_OWNERS = frozenset({"from", "by", "to"})


@cache
def _opening_words() -> frozenset[str]:
    """The first words of "according to" and its like."""
    return frozenset(opener.split()[0] for opener in table("cues")["phrases"]["openers"])


class SentenceRules(Rules):
    """The rules over a sentence."""

    def sentence_rules(self) -> list[tuple[Callable[[Words], Iterator[Found]], frozenset[str] | None]]:
        """The rules in their order, each with the words of which a sentence must have one; None where any will do."""
        return [
            (self.as_x_notes, frozenset({"as"})),
            (self.x_says_y_says_that, frozenset({"that"})),
            (self.reports_citing_that, frozenset({"that"})),
            (self.quoted_as_saying, frozenset({"as"})),
            (self.closing_x_says, None),
            (self.according_to, _opening_words()),
            (self.name_and_colon, frozenset({":"})),
        ]

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
                yield self.found((cue.i, cue.i), self._verb_lemma(cue), [speaker], said, root, cue)

    def x_says_y_says_that(self, sentence: Words) -> Iterator[Found]:
        """ "X declared, Y said, that …": what follows is X's, and that he declared it is Y's."""
        doc = sentence.doc
        for token in sentence:
            if token.lower_ != "that" or token.i - 4 < sentence.start or doc[token.i - 1].text != ",":
                continue
            relayer_cue = doc[token.i - 2]
            comma = self._comma_before(relayer_cue, sentence) if self._is_cue_form(relayer_cue) else None
            if comma is None or comma - 1 <= sentence.start or not self._is_cue_form(doc[comma - 1]):
                continue
            speaker_cue = doc[comma - 1]
            relayer = self._speaker_before(relayer_cue, comma + 1)
            speaker = self._speaker_before(speaker_cue, sentence.start)
            if relayer is None or speaker is None:
                continue
            for cue, who, said in (
                (relayer_cue, relayer, [i for i in range(sentence.start, sentence.end) if not comma <= i < token.i]),
                (speaker_cue, speaker, list(range(token.i, sentence.end))),
            ):
                yield self.found((cue.i, cue.i), self._verb_lemma(cue), [who], said, self.main_word(said, cue), cue)

    def reports_citing_that(self, sentence: Words) -> Iterator[Found]:
        """ "X reported on Friday, citing Y, that …", where the parse made the last clause the sentence's main one."""
        doc = sentence.doc
        for citing in sentence:
            if citing.lower_ not in table("cues")["phrases"]["relays"] or citing.i - 2 < sentence.start:
                continue
            that = next((t for t in doc[citing.i : sentence.end] if t.lower_ == "that" and t.dep_ == "mark"), None)
            if that is None or doc[that.i - 1].text != "," or doc[citing.i - 1].text != ",":
                continue
            cue = next((t for t in reversed(doc[sentence.start : citing.i]) if t.pos_ in ("VERB", "AUX")), None)
            subject = subject_of(cue) if cue is not None and speaks(cue.lemma_.lower()) else None
            if cue is None or subject is None or subject.i > cue.i or cue not in that.head.subtree:
                continue
            said = [t.i for t in that.head.subtree if t.i >= that.i]
            lemma = cue.lemma_.lower()
            yield self.found((cue.i, cue.i), lemma, self.speakers(subject), said, self.main_word(said, cue), cue)

    def quoted_as_saying(self, sentence: Words) -> Iterator[Found]:
        """ "X quoted Y as saying that …" and "Y was quoted by X as saying that …": Y says it, X relays it."""
        for saying in sentence:
            quoting = saying.head.head
            if saying.dep_ != "pcomp" or saying.head.lower_ != "as" or not speaks(saying.lemma_.lower()):
                continue
            if quoting.lemma_ not in table("cues")["phrases"]["relayed_by"]:
                continue
            passive = is_passive(quoting)
            subject = next(
                (c for c in quoting.lefts if c.dep_ in SUBJECTS), quoting.head if qualifies(quoting) else None
            )
            whom = subject if passive else next((c for c in quoting.rights if c.dep_ == "dobj"), None)
            by = [
                p for v in (quoting, saying) for c in v.rights if c.lower_ == "by" for p in c.rights if p.dep_ == "pobj"
            ]
            relay = (by[0] if by else None) if passive else subject
            told = [c for c in saying.rights if c.dep_ in ("ccomp", "dobj")]
            told = told or [c for c in quoting.lefts if c.dep_ == "ccomp"]
            if whom is None or not told:
                continue
            said = {t.i for c in told for t in c.subtree} - {t.i for b in by for t in (b, b.head)}
            self.taken.add(quoting.i)
            yield self.found(
                (quoting.i, saying.i) if passive and not by else (saying.i, saying.i),
                saying.lemma_.lower(),
                self.speakers(whom),
                said,
                self.main_word(sorted(said), saying),
                saying,
                through=self.speakers(relay) if relay is not None else (),
            )

    def closing_x_says(self, sentence: Words) -> Iterator[Found]:
        """ "…, Kan claims." and "…, said Kan.": what stands before the comma is said."""
        end = _end_of_cue(sentence)
        for cue in sentence.doc[max(sentence.start, end - 12) : end + 1]:
            if not self._is_cue_form(cue) or "clause" not in verb_frames()[self._verb_lemma(cue)]:
                continue
            comma = self._comma_before(cue, sentence)
            if comma is None:
                continue
            speaker = self._speaker_before(cue, comma + 1) if comma < cue.i - 1 else self._speaker_after(cue, end)
            inverted = comma == cue.i - 1
            if inverted and (described := self._described_before(comma, sentence)) and self._closes(cue, end):
                comma, speaker = described
                inverted = False
            if inverted and any(c.dep_ in ("nsubj", "nsubjpass") and c.i < comma for c in cue.lefts):
                continue  # "Two officials, speaking in Oslo, said Chad …": its subject stands before the comma
            joined = self.parsed.doc[comma + 1].dep_ == "cc" if comma + 1 <= end else False
            if speaker is None or joined or (comma < cue.i - 1 and not self._closes(cue, end)):
                continue
            end_of_speech = comma + 1 if is_mark(self.parsed.doc[comma].text) else comma
            said = list(range(sentence.start, end_of_speech))
            if self.parsed.doc[comma + 1].lower_ == "which" and (charge := _charged(sentence, comma)):
                said = charge  # "accused B of massing troops, which B denied"
            told = [t for t in self.parsed.doc[sentence.start : end_of_speech] if t.lower_ not in _opening_words()]
            if any(t.pos_ in ("VERB", "AUX") for t in told) or any(is_mark(self.parsed.doc[i].text) for i in said):
                main = self.main_word(said, cue)
                if _goes_before(main, cue):
                    continue
                self.closed[sentence.start] = comma
                yield self.found((cue.i, cue.i), self._verb_lemma(cue), [speaker], said, main, cue)
                return

    def according_to(self, sentence: Words) -> Iterator[Found]:
        """ "According to X, …" and "…, according to X": the rest of the sentence is said."""
        text = self.parsed.layout.text
        for token in sentence:
            if token.lower_ not in _opening_words():
                continue
            rest = text[token.idx : token.idx + 24].lower()
            opener = next((o for o in table("cues")["phrases"]["openers"] if rest.startswith(o + " ")), None)
            if opener is None:
                continue
            last = token.i + len(opener.split()) - 1
            heads = [n for n in self.actors.within(last + 1, sentence.end) if n.first >= last + 1]
            if not heads or heads[0].first > last + 3:
                continue
            speakers = self.actors.mentions(self.parsed.doc[self._outer(heads[0]).head])
            after = max(self._end_of_description(s) for s in speakers) + 1
            owner = self._owner(self.parsed.doc[speakers[0].head])
            after = max(after, owner.last + 1) if owner else after
            mentions = [owner.mention] if owner else [s.mention for s in speakers]
            if is_voiceless(head := self.parsed.doc[speakers[0].head]):
                mentions = self.owners(head)
            through: list[Mention] = []
            if (citing := self._citing_at(after, sentence)) is not None and (cited := self._cited(citing)) is not None:
                self.taken.add(citing.i)
                through, mentions, after = mentions, [cited], self._end_of_cited(citing) + 1
            end = self.closed.get(sentence.start, sentence.end)
            halves = [t.i + 1 for t in sentence if t.text == ";" and t.i < token.i and t.i not in self.quoted]
            begin = max((sentence.start, *halves))  # "police fired gas; one man died, according to a hospital"
            said = [i for i in range(begin, end) if not token.i <= i < after]
            clause = next((a for a in token.ancestors if a.dep_ == "relcl" and a.left_edge.i < token.i), None)
            if clause is not None and clause.i > last:  # "a raid which, according to Kan, left 53 dead"
                said = [i for i in said if clause.left_edge.i <= i <= clause.right_edge.i]
            elif (that := _that_before(token)) is not None:  # "told Kan that, according to Iran, …": Iran within it
                said = [i for i in said if that.i <= i <= max(that.head.right_edge.i, last)]
            if said:
                yield self.found(
                    (token.i, last),
                    " ".join(opener.split()),
                    mentions,
                    said,
                    self.main_word(said, token),
                    token,
                    through=through,
                )

    def _citing_at(self, at: int, sentence: Words) -> Token | None:
        """The participle after a source that names whom it has it from: "according to Kan, citing officials, …"."""
        if at + 1 >= sentence.end or sentence.doc[at].text != ",":
            return None
        citing = sentence.doc[at + 1]
        return citing if citing.lower_ in table("cues")["phrases"]["relays"] else None

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
        yield self.found((colon.i, colon.i), ":", [named], said, self.main_word(said, colon), colon)

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
        if at.pos_ not in ("PROPN", "NOUN", "PRON"):
            return None
        whole = [a for a in at.ancestors if a.pos_ in ("PROPN", "NOUN") and first <= a.left_edge.i <= first + 1]
        at = whole[-1] if whole and whole[-1].i < cue.i else at  # "a source at the ministry", not the ministry
        named = self.actors.inner(at)
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

    def _described_before(self, comma: int, sentence: Words) -> tuple[int, Named] | None:
        """A name and a description between commas before a cue, and where what is said ends before both.

        "Mali attacked Chad, Anna Muster, a French official, said."
        """
        doc = sentence.doc
        second = self._comma_before(doc[comma], sentence)
        first = self._comma_before(doc[second], sentence) if second is not None else None
        if first is None or second is None:
            return None
        if doc[second + 1].pos_ in ("DET", "ADJ"):
            named = self._speaker_before(doc[second], first + 1)
        else:  # "the mayor of Gao, Anna Muster, said"
            named = self._name_after(first, second, comma)
        told = any(t.dep_ in SUBJECTS for t in doc[sentence.start : first])
        fits = named is not None and named.mention.actor.kind != "country" and named.first > first
        return (first, named) if named is not None and fits and told else None

    def _name_after(self, first: int, second: int, comma: int) -> Named | None:
        """A person's name between commas, after who that is."""
        doc = self.parsed.doc
        described = any(title_of(t) for t in doc[first + 1 : second] if t.pos_ in ("NOUN", "PROPN"))
        if not described or not all(t.pos_ == "PROPN" for t in doc[second + 1 : comma]):
            return None
        named = self.actors.inner(doc[comma - 1])
        return named if named is not None and named.mention.actor.kind in ("person", "unknown") else None

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

    def _end_of_description(self, named: Named) -> int:
        """Where what is said of a source itself ends: "an official, who asked not to be named,"."""
        head = self.parsed.doc[named.head]
        ends = [c.right_edge.i for c in head.rights if c.dep_ in ("relcl", "acl", "appos") or c.lower_ == "for"]
        end = max((named.last, *ends))
        closed = end + 1 < head.sent.end and head.doc[end + 1].text in (",", ".", ")", "--")
        return end if closed else named.last

    def _outer(self, named: Named) -> Named:
        """The phrase that a name is only the owner or the seat of: "its information", "a Manila-based broadcaster"."""
        head = self.parsed.doc[named.head]
        if head.dep_ == "npadvmod" and head.head.lower_ == "based" and (outer := self.actors.at(head.head.head)):
            return outer
        if head.dep_ == "poss" and (outer := self.actors.at(head.head)):
            return outer
        return named

    def _owner(self, noun: Token) -> Named | None:
        """Whose something known is: "its information" is Kan's, "information from Kan" or "received by Kan" too."""
        if noun.lemma_.lower() not in table("cues")["possessions"]["nouns"]:
            return None
        owners = [c for c in noun.lefts if c.dep_ == "poss"]
        participles = [c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ not in _seen_by()]
        owners += [o for p in participles for a in p.rights if a.dep_ == "agent" for o in a.rights if o.dep_ == "pobj"]
        owners += objects_of(noun, _OWNERS)
        owners += [o for a in noun.rights if a.lower_ == "available" for o in objects_of(a, _OWNERS)]
        named = [n for o in owners if (n := self.actors.at(o)) is not None]
        return named[0] if named else None


@cache
def _seen_by() -> frozenset[str]:
    """What somebody does with what is another's: "a police report seen by Kyodo"."""
    return frozenset(table("cues")["possessions"]["seen_by"])


def _end_of_cue(sentence: Words) -> int:
    """The last word that may go with a closing cue: not its full stop, nor what it came after.

    "…, Kan said on Sunday, after having rejected it last week."
    """
    doc, end = sentence.doc, sentence.end - 1
    for comma in range(sentence.end - 3, sentence.start, -1):
        after = doc[comma + 1]
        if doc[comma].text != "," or after.lower_ not in ("after", "following", "hours", "days", "a"):
            continue
        told = after.head
        if after.dep_ in ("prep", "mark", "npadvmod") and told.i < comma and told.pos_ in ("VERB", "AUX"):
            end = comma
    while end > sentence.start and (doc[end].is_punct or is_mark(doc[end].text)):
        end -= 1
    return end


def _charged(sentence: Words, comma: int) -> list[int]:
    """What somebody is accused of before a comma, where the sentence's main verb accuses."""
    verb = sentence.root
    accuses = verb.lemma_.lower() in table("actions")["verbs"]["ACCUSE"]["object"]
    phrases = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("of", "for") and c.i < comma)
    of = next(phrases, None) if accuses else None
    return list(range(of.i + 1, comma)) if of is not None else []


def _that_before(token: Token) -> Token | None:
    """The "that" right before a word, a comma between them or not, where it opens a clause that somebody tells."""
    at = token.i - 1
    while at > token.sent.start and token.doc[at].text == ",":
        at -= 1
    that = token.doc[at]
    opens = at > token.sent.start and that.lower_ == "that" and that.dep_ == "mark" and that.head.dep_ == "ccomp"
    return that if opens else None


def _goes_before(said: Token, cue: Token) -> bool:
    """Whether a participle only tells what goes with a cue's verb: "Denying that …, Kan called for calm"."""
    return said.dep_ == "advcl" and said.tag_ == "VBG" and said.head.i == cue.i and said.i == cue.sent.start
