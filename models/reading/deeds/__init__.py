"""The rules of events: what a verb or a noun says that somebody did, over a parsed dispatch, each a `Deed` (tokens).

`verbs`, `nouns` and `harm` read deeds, `words` what is only agreed, refused, threatened or demanded, `parties` who
takes part.
`events` dates them and makes records. The words, and the frames they act in, are in `tables/actions.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.reading.actors import Actors
from models.reading.deeds.base import RECIPROCAL, Deed, is_answered, is_happening, keys_of, noun_actions, party_key
from models.reading.deeds.harm import HarmRules
from models.reading.deeds.nouns import NounRules
from models.reading.deeds.parties import Parties
from models.reading.deeds.phrases import PhraseRules
from models.reading.deeds.verbs import VerbRules
from models.reading.deeds.words import WordRules
from models.reading.firmness import is_withheld
from models.reading.language import Parsed

if TYPE_CHECKING:
    from models.reading.tokens import Token

__all__ = ["Deed", "Deeds", "is_answered", "is_happening", "keys_of", "party_key"]


class Deeds:
    """The rules that find events in one dispatch."""

    def __init__(self, parsed: Parsed, actors: Actors) -> None:
        self.parsed = parsed
        parties = Parties(parsed, actors)
        self.verbs = VerbRules(parties)
        self.harm = HarmRules(parties)
        self.words = WordRules(parties, self.verbs)
        self.phrases = PhraseRules(parties)
        self.nouns = NounRules(parties)

    def find(self) -> Iterator[Deed]:
        """Every event of the dispatch, in text order."""
        told: set[int] = set()
        for token in self.parsed.doc:
            if token.i in self.verbs.taken:
                continue
            deed = None
            if token.pos_ == "VERB" and is_withheld(token):
                continue
            if token.pos_ in ("VERB", "ADJ"):
                deed = self.words.of_words(token)
            if deed is None and token.pos_ == "VERB":
                deed = self._of_verb(token)
            elif deed is None and token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"):
                deed = self.phrases.otherwise(token)  # "was in Cairo for talks"
            elif deed is None and token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod", "amod"):
                deed = self.nouns.of_noun(token)
            if deed is not None and not _is_told_again(deed, told):
                told.add(deed.word.i)
                if deed.category in RECIPROCAL:
                    self.nouns.last[deed.category] = deed
                yield deed

    def _of_verb(self, verb: Token) -> Deed | None:
        return (
            self._of_phrase(self.phrases.surely(verb))
            or self.verbs.of_verb(verb)
            or self.harm.of_harm(verb)
            or self._of_phrase(self.phrases.otherwise(verb))
        )

    def _of_phrase(self, deed: Deed | None) -> Deed | None:
        """A deed of a verb and its object, which does not tell it again: "announced his resignation"."""
        if deed is not None:
            objects = (c for c in deed.word.rights if c.dep_ == "dobj")
            self.verbs.taken.update(c.i for c in objects if noun_actions().get(c.lemma_.lower()) == deed.category)
        return deed


def _is_told_again(deed: Deed, told: set[int]) -> bool:
    """Whether a passive only tells what its subject has told: "the resignation of A was announced by B"."""
    same = (c for c in deed.word.lefts if c.dep_ == "nsubjpass" and c.i in told)
    return any(noun_actions().get(c.lemma_.lower()) == deed.category for c in same)
