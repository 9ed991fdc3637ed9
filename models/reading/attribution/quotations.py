"""Attribution of whole quotations by the cue beside them, whatever the parse made of the sentences inside.

"X? Y!" said Kan. — Kan shouted: "X." — "X." ― Kan
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from models.reading.attribution.base import FIRST_PERSON, Found, Rules, speaks
from models.reading.attribution.weighing import leaning
from models.reading.clauses import subject_of
from models.reading.quotes import is_mark
from models.records import Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DASHES = frozenset({"―", "—", "–", "--", "-"})
#: Words between a quotation and its cue: a name with its apposition fits.
_REACH = 25
#: Fewer words in quotation marks are a term rather than speech, unless they end like a sentence.
_SPEECH = 3


class QuotationRules(Rules):
    """The rules over a quotation that stands as a sentence, or several, of its own."""

    def beside_quotations(self) -> Iterator[Found]:
        """Each quotation with the cue after it, the cue before it, or the name after a dash."""
        for first, last in self.quotes:
            if not self._stands_alone(first, last) or first in self.said:
                continue
            found = self._cue_after(first, last) or self._cue_before(first, last) or self._dash_after(first, last)
            if found is not None:
                yield found

    def carried_on(self, before: list[Found]) -> Iterator[Found]:
        """Each paragraph that is a quotation and no more, as going on with the one before it: the speaker's."""
        doc, paragraph = self.parsed.doc, self.parsed.paragraph_of
        speaking: dict[int, Found] = {}  # by paragraph, whose words its last quotation is
        for found in sorted((f for f in before if f.content), key=lambda f: f.content[-1]):
            if any(found.content[0] <= first + 1 and last - 1 <= found.content[-1] for first, last in self.quotes):
                speaking[paragraph[found.content[-1]]] = found
        for first, last in self.quotes:
            opens = first and paragraph[first - 1] != paragraph[first]
            ends = last + 1 >= len(doc) or paragraph[last + 1] != paragraph[last]
            if not (opens and ends) or first in self.said or last - first <= _SPEECH:
                continue
            earlier = speaking.get(paragraph[first - 1])
            if earlier is None or not earlier.sources:
                continue
            said = tuple(range(first, last + 1))
            root = self.main_word(list(said), doc[first + 1])
            found = replace(earlier, cue=None, content=said, root=root.i, verb=root.i, certainty="asserted")
            speaking[paragraph[first]] = found
            yield found

    def _stands_alone(self, first: int, last: int) -> bool:
        """Whether a quotation begins where a sentence begins and is long enough, or closed enough, to be speech."""
        doc, paragraph = self.parsed.doc, self.parsed.paragraph_of
        if last - first < 2 or not (doc[first + 1].text[:1].isupper() or not doc[first + 1].is_alpha):
            return False
        opens = first == 0 or paragraph[first - 1] != paragraph[first]
        before = doc[first - 1].text if first else ""
        if not (opens or before in (".", "?", "!", ":", "…", "...", ",") or is_mark(before)):
            return False
        return last - first > _SPEECH or doc[last - 1].text in (",", ".", "?", "!")

    def _cue_after(self, first: int, last: int) -> Found | None:
        """ "…?" Kan asked. — "…," said Kan, who …"""
        doc, paragraph = self.parsed.doc, self.parsed.paragraph_of
        if doc[last - 1].text == "." or (last + 1 < len(doc) and doc[last + 1].text in (".", ";", ":")):
            return None
        start = last + 2 if last + 1 < len(doc) and doc[last + 1].text == "," else last + 1
        for at in range(start, min(start + _REACH, len(doc))):
            token = doc[at]
            if paragraph[at] != paragraph[last] or (is_mark(token.text) and at > start + 1 and self._opens_speech(at)):
                return None
            if token.text in (".", "?", "!", ";", ":") and at + 1 < len(doc) and doc[at + 1].is_sent_start:
                return None
            if token.tag_ in _FINITE and token.dep_ not in ("relcl", "aux", "auxpass"):
                speakers = self._subject_between(token, start) or (self._speaker_next(token) if at == start else [])
                if not speakers or not _utters(token):
                    return None
                return self._quoting(token, speakers, first, last)
            if at == start and token.pos_ == "CCONJ":
                return None
        return None

    def _cue_before(self, first: int, last: int) -> Found | None:
        """Kan said: "…", also where the quotation begins the next paragraph."""
        doc = self.parsed.doc
        if first < 2 or doc[first - 1].text != ":":
            return None
        sentence = doc[first - 2].sent
        verbs = [t for t in sentence if t.tag_ in _FINITE and t.dep_ not in ("relcl", "aux", "auxpass")]
        for verb in (*(v for v in reversed(verbs) if _utters(v)), *verbs[:1]):
            subject = subject_of(verb)
            speakers = self.speakers(subject) if subject is not None else self._speaker_next(verb)
            if speakers and verb.i < first and (subject is None or subject.lower_ not in FIRST_PERSON):
                return self._quoting(verb, speakers, first, last)
        return None

    def _dash_after(self, first: int, last: int) -> Found | None:
        """ "…" ― Anna Muster"""
        doc = self.parsed.doc
        if last + 2 >= len(doc) or doc[last + 1].text not in _DASHES:
            return None
        named = next((n for n in self.actors.within(last + 2, last + 7) if n.first == last + 2), None)
        if named is None or named.mention.actor.kind not in ("person", "organization", "unknown"):
            return None
        end = named.last + 1
        ends = end >= len(doc) or self.parsed.paragraph_of[end] != self.parsed.paragraph_of[last]
        if not (ends or is_mark(doc[end].text)) or not doc[named.last].text[:1].isupper():
            return None
        dash = doc[last + 1]
        return self.found((dash.i, dash.i), dash.text, [named], range(first, last + 1), doc[first + 1].sent.root, dash)

    def _quoting(self, verb: Token, speakers: list[Mention], first: int, last: int) -> Found:
        said = range(first, last + 1)
        return self.found((verb.i, verb.i), verb.lemma_.lower(), speakers, said, self.main_word(list(said), verb), verb)

    def _subject_between(self, verb: Token, start: int) -> list[Mention]:
        """Who speaks between a quotation and the verb: its subject, or the name right before it."""
        subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.i >= start), None)
        if subject is not None:
            return [] if subject.lower_ in FIRST_PERSON else self.speakers(subject)
        named = [n for n in self.actors.within(start, verb.i) if n.first == start]
        return [named[-1].mention] if named else []

    def _speaker_next(self, verb: Token) -> list[Mention]:
        """Who speaks right after the verb: "said Anna Muster, a geologist"."""
        subject = next((c for c in verb.rights if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return self.speakers(subject)
        named = [n for n in self.actors.within(verb.i + 1, verb.i + 12) if n.first == verb.i + 1]
        return [named[-1].mention] if named else []

    def _opens_speech(self, at: int) -> bool:
        return any(first == at and last - first > _SPEECH for first, last in self.quotes)


def _utters(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return speaks(lemma) or leaning("verb", "clause", lemma) > 0
