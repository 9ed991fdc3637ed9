"""The words of a sentence that a table of expressions knows, each with the name of what it tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.reading.tokens import Token
    from models.reading.tokens import Words as Sentence

#: The words of an expression stand within so many tokens.
_WINDOW = 5

#: Expressions by their first words: the words that follow, and what the expression tells.
Index = dict[str, list[tuple[tuple[str, ...], str]]]


def index(told: Mapping[str, Mapping[str, list[str]]]) -> Index:
    """Expressions by their first words, of the `words` of each name."""
    found: Index = {}
    for name, of in told.items():
        for words in of["words"]:
            first, *rest = words.split()
            found.setdefault(first, []).append((tuple(rest), name))
    return found


def cues(sentence: Sentence, by_word: Index) -> Iterator[tuple[Token, str, tuple[Token, ...]]]:
    """The first words of the expressions in a sentence, with what each tells and the words that follow."""
    for i in range(sentence.start, sentence.end):
        token = sentence.doc[i]
        for word in dict.fromkeys((token.lower_, token.lemma_.lower())):
            for rest, name in by_word.get(word, ()):
                if (after := _following(sentence, i, rest)) is not None:
                    yield token, name, after


def _following(sentence: Sentence, at: int, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The words that follow a token in their order, near by; None where one does not."""
    found: list[Token] = []
    i = at
    for word in words:
        within = (sentence.doc[j] for j in range(i + 1, min(sentence.end, at + 1 + _WINDOW)))
        token = next((t for t in within if word in (t.lower_, t.lemma_.lower())), None)
        if token is None:
            return None
        found.append(token)
        i = token.i
    return tuple(found)
