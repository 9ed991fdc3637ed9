"""What of a dispatch comes about once and is told on a day: a ship sinks, a treaty is signed, a minister resigns.

The words are in `tables/once.toml`; the day is that of the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from models.reading.firmness import is_negated
from models.reading.gists.cues import Index, cues, index
from models.reading.gists.material import Material
from models.reading.tables import table
from models.records import When

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: Of one dispatch are kept, at most.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Happened:
    """What comes about once, by its class; the word for it with the words that belong to it, and its day."""

    name: str
    cue: Token
    beside: tuple[Token, ...]
    when: When

    @property
    def own(self) -> set[int]:
        """The places of the words that tell it."""
        return {self.cue.i, *(t.i for t in self.beside)}

    @property
    def is_done(self) -> bool:
        """Whether who does it is not whom it happens to."""
        return bool(table("once")["once"][self.name].get("done"))

    @property
    def kinds(self) -> tuple[str, ...]:
        """What tells it from another of its kind, in its sentence: a run-off, a local election."""
        text = " ".join(t.lower_ for t in self.cue.sent).replace(" - ", "-")
        return tuple(name for name, pattern in _kinds().items() if pattern.search(text))


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    told: dict[str, list[str]] = table("once")["kinds"]
    return {name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") for name, words in told.items()}


@cache
def _by_word() -> Index:
    return index(table("once")["once"])


def happened(made_of: Material) -> Iterator[Happened]:
    """What comes about once in a dispatch, each with a day of its own, in text order."""
    count = 0
    for sentence in made_of.parsed.doc.sents:
        seen: set[tuple[str, int]] = set()
        for cue, name, beside in cues(sentence, _by_word()):
            when = _day(made_of, cue) if _tells(cue) else None
            if when is None or (name, cue.i) in seen or not _is_day(when) or _is_open(cue):
                continue
            seen.add((name, cue.i))
            yield Happened(name, cue, beside, when)
            count += 1
            if count >= _MOST:
                return


def _tells(cue: Token) -> bool:
    """Whether a word tells what happens: a verb, or a noun that does so by itself."""
    return cue.pos_ in ("VERB", "AUX") or (cue.pos_ == "NOUN" and cue.lemma_.lower() in table("once")["nouns"]["words"])


def _day(made_of: Material, cue: Token) -> When | None:
    """The day of a predicate, or of a thing of its clause: "was arrested after a rally on Friday"."""
    if (when := made_of.days.of(cue)) is not None or cue.pos_ == "NOUN":
        return when
    nouns = (t for t in made_of.clauses.of(cue) if t.pos_ == "NOUN")
    return next((found for t in nouns if (found := made_of.days.of(t)) is not None), None)


def _is_day(when: When) -> bool:
    return when.earliest is not None and when.latest is not None and (when.latest - when.earliest).days <= 1


def _is_open(cue: Token) -> bool:
    """Whether it is left open, or not so."""
    words = table("once")["open"]["words"]
    return is_negated(cue) or any(c.dep_ in ("aux", "mark", "neg") and c.lower_ in words for c in cue.children)
