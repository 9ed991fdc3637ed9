"""Attribution: the claims of a parsed dispatch as tokens, one rule a construction, each yielding `Found`.

`sentences` reads how a sentence is built, `words` a word and its complement, which `weighing` weighs by fitted
weights. `claims` makes records of what is found. The words are in `tables/cues.toml` and `tables/weights.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from models.reading.attribution.base import Found
from models.reading.attribution.quotations import QuotationRules
from models.reading.attribution.sentences import SentenceRules
from models.reading.attribution.weighing import kind_of
from models.reading.attribution.words import WordRules
from models.reading.interviews import Turn, interviewee, is_asked, turns

if TYPE_CHECKING:
    from models.reading.tokens import Token

__all__ = ["Attribution", "Found"]


class Attribution(QuotationRules, SentenceRules, WordRules):
    """The rules that find claims in one dispatch."""

    def find(self) -> Iterator[Found]:
        """Every attribution of the dispatch, sentence by sentence; then the quotations that go on without a cue."""
        found: list[Found] = list(self._once(self.answers()))
        yield from found
        for one in self._with_cues():
            found.append(one)
            yield one
        yield from self.carried_on(found)

    def _with_cues(self) -> Iterator[Found]:
        yield from self._once(self.beside_quotations())
        for sentence in self.parsed.doc.sents:
            if is_asked(self.turns, sentence.start):
                continue
            words = {token.lower_ for token in sentence}
            for rule, asked in self.sentence_rules():
                if asked is None or not asked.isdisjoint(words):
                    yield from self._once(rule(sentence))
            for token in _from_the_top(t for t in sentence if kind_of(t) is not None):
                for rule_ in (self.inserted, self.before_quotation, self.weighed):
                    if token.i not in self.taken and (one := rule_(token)) is not None:
                        yield from self._once([one])

    def answers(self) -> Iterator[Found]:
        """What whom an interview is with answers: each paragraph of an answer is a claim."""
        speaker = interviewee(self.actors, self.turns[0].first) if self.turns else None
        if speaker is None:
            return
        paragraph, doc = self.parsed.paragraph_of, self.parsed.doc
        for turn in (turn for turn in self.turns if turn.kind == "answer"):
            for _, said in groupby(range(turn.begin, turn.end), key=lambda i: paragraph[i]):
                words = list(said)
                root = self.main_word(words, doc[words[0]])
                first = words[0] == turn.begin
                cue = (turn.first, turn.begin - 1) if first else None
                verb = turn.first if first else root.i
                yield Found(cue, ":", (speaker.mention,), tuple(words), root.i, verb)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The questions and answers that the dispatch is printed in."""
        return turns(self.parsed)

    def _once(self, found: Iterable[Found | None]) -> Iterator[Found]:
        for one in found:
            if one is not None and one.verb not in self.taken:
                self.taken.add(one.verb)
                self.said.update(one.content)
                yield one


def _from_the_top(words: Iterable[Token]) -> list[Token]:
    """Words of a sentence, each after those that govern it: what a word attributes is known before its parts."""
    return sorted(words, key=lambda t: sum(1 for _ in t.ancestors))
