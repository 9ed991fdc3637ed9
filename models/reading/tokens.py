"""A parse as plain objects: what the rules ask of a word, taken out of spaCy's `Doc` once.

The rules ask for a word's tag, head or children some hundred times; spaCy makes a new `Token` and looks a string up
each time. The names are spaCy's, so that a rule reads as one over its tokens.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc as Parse

#: What is asked of spaCy, in the order in which `Token` takes it: words, labels, numbers; and how the tokens hang
#: together.
_WORDS = ("ORTH", "LOWER", "LEMMA")
_LABELS = ("POS", "TAG", "DEP", "ENT_TYPE")
_NUMBERS = ("IDX", "ENT_IOB", "SENT_START", "IS_ALPHA", "IS_PUNCT", "IS_SPACE", "LIKE_NUM")
_IOB = ("", "I", "O", "B")


class Token:
    """A word of a parse."""

    __slots__ = (
        "_edges",
        "_subtree",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "rights",
        "sent",
        "tag_",
        "text",
    )
    #: What depends on it, before and after it, and both, in text order.
    lefts: Sequence[Token]
    rights: Sequence[Token]
    children: Sequence[Token]
    head: Token
    sent: Words

    def __init__(
        self, doc: Doc, i: int, words: tuple[str, ...], labels: tuple[str, ...], numbers: tuple[int, ...]
    ) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_ = words
        self.pos_, self.tag_, self.dep_, self.ent_type_ = labels
        self.idx, iob, start, alpha, punct, space, number = numbers
        self.ent_iob_ = _IOB[iob]
        self.is_sent_start = start == 1
        self.is_alpha, self.is_punct, self.is_space, self.like_num = alpha == 1, punct == 1, space == 1, number == 1
        self.lefts = self.rights = self.children = ()
        self._subtree: list[Token] | None = None
        self._edges: tuple[Token, Token] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def subtree(self) -> list[Token]:
        """It and all that depends on it, in text order where no dependencies cross."""
        if self._subtree is None:
            found: list[Token] = []
            waiting: list[tuple[Token, bool]] = [(self, True)]
            while waiting:
                token, whole = waiting.pop()
                if not whole or not token.children:
                    found.append(token)
                elif token._subtree is not None:
                    found += token._subtree
                else:
                    waiting += [(t, True) for t in reversed(token.rights)]
                    waiting.append((token, False))
                    waiting += [(t, True) for t in reversed(token.lefts)]
            self._subtree = found
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self._edge(0)

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return self._edge(1)

    def _edge(self, side: int) -> Token:
        if self._edges is None:
            numbers = [t.i for t in self.subtree]
            self._edges = self.doc[min(numbers)], self.doc[max(numbers)]
        return self._edges[side]

    @property
    def conjuncts(self) -> list[Token]:
        """What it is joined to by conjunction, directly or through another."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for token in joined:  # it grows on the way
            joined += [t for t in token.rights if t.dep_ == "conj"]
        return [t for t in joined if t is not self]

    def nbor(self, by: int = 1) -> Token:
        """The token so many further on; `IndexError` where the text ends before."""
        if self.i + by < 0:
            raise IndexError(f"no token {by} from {self.i}")
        return self.doc[self.i + by]


class Words:
    """A stretch of tokens."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def start_char(self) -> int:
        """Where its first token begins in the text."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its last token ends in the text."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The token that governs the others: the root of a sentence, else the one that is nearest to it."""
        inside = self.doc[self.start : self.end]
        for token in inside:
            if token.head is token:
                return token
        tops = [t for t in inside if not self.start <= t.head.i < self.end]
        return min(tops, key=lambda t: len(self.doc) if _is_loose(t) else sum(1 for _ in t.ancestors))


def _is_loose(token: Token) -> bool:
    """Whether a token is a mark or blank that nothing depends on: it governs no stretch that has a word."""
    return (token.is_punct or token.is_space) and not token.lefts and not token.rights


class Doc(list[Token]):
    """The tokens of a parse, in order, and its text."""

    def __init__(self, parse: Parse) -> None:
        self.text: str = parse.text
        strings = parse.vocab.strings
        words, labels = _columns(parse, _WORDS, "uint64"), _columns(parse, _LABELS, "uint64")
        numbers, (heads,) = _columns(parse, _NUMBERS, "int64"), _columns(parse, ("HEAD",), "int64")
        spelled = {key: strings[key] for column in words for key in set(column)}
        named = {key: sys.intern(strings[key]) for column in labels for key in set(column)}
        facts = zip(
            zip(*(map(spelled.__getitem__, column) for column in words), strict=True),
            zip(*(map(named.__getitem__, column) for column in labels), strict=True),
            zip(*numbers, strict=True),
            strict=True,
        )
        super().__init__(Token(self, i, *of_token) for i, of_token in enumerate(facts))
        self._join_names()
        self._hang_together(heads)
        self.sents = self._sentences()

    def words(self, start: int, end: int) -> Words:
        """The stretch of tokens from `start` to `end` (exclusive)."""
        return Words(self, start, end)

    def _join_names(self) -> None:
        """Take for a name what stands in one after a hyphen, whatever word it looks like: "Han Jae-won"."""
        for mark in self:
            if mark.text == "-" and mark.ent_type_ == "PERSON" and mark.i + 1 < len(self):
                part = self[mark.i + 1]
                if part.ent_type_ == "PERSON" and part.ent_iob_ == "I":
                    part.pos_, part.tag_ = "PROPN", "NNP"

    def _hang_together(self, heads: list[int]) -> None:
        """Give each token its head, and each head what depends on it."""
        for token, way in zip(self, heads, strict=True):
            head = token.head = self[token.i + way]
            if way > 0:
                head.lefts = [*head.lefts, token]
            elif way < 0:
                head.rights = [*head.rights, token]
            if way:
                head.children = [*head.children, token]

    def _sentences(self) -> list[Words]:
        starts = [0, *(t.i for t in self[1:] if t.is_sent_start), len(self)]
        found = [Words(self, start, end) for start, end in pairwise(starts) if end > start]
        for sentence in found:
            for token in sentence:
                token.sent = sentence
        return found


def _columns(parse: Parse, attributes: Sequence[str], kind: str) -> list[list[int]]:
    """The values of each attribute for all tokens, as numbers of a kind; spaCy has all of them unsigned."""
    values = parse.to_array(list(attributes)).astype(kind)
    columns: list[list[int]] = values.reshape(len(parse), len(attributes)).T.tolist()
    return columns
