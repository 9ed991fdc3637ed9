"""The pipeline's attribute ruler and lemmatizer, with what they say of a word kept for the next word like it.

Both look at each word by itself, yet spaCy tries every pattern of the ruler on every word. Where their patterns or
tables are of a kind not known here, spaCy's own components stay at work.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import IDS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.pipeline import AttributeRuler, Lemmatizer

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

    Component = Callable[[Doc], Doc]

#: What a pattern may ask of a word, besides flags ("IS_SPACE"), and what it may set.
_ASKED = frozenset({"ORTH", "LOWER", "NORM", "SHAPE", "TAG", "POS", "LEMMA", "DEP"})
_SET = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
_COMPARED = ({"IN"}, {"NOT_IN"}, {"REGEX"})
#: So many kinds of words are kept; then they are forgotten, so that memory does not grow with what is read.
_KEPT = 100_000

Kind = tuple[int, ...]


class Remembering:
    """A component that sets some attributes of each word by some others, which make up the word's kind."""

    def __init__(self, asked: Sequence[str], written: Sequence[str]) -> None:
        self._asked, self._written = [IDS[name] for name in asked], [IDS[name] for name in written]
        #: For each kind the row of the table that says what is set.
        self._row_of: dict[Kind, int] = {}
        self._table = np.zeros((_KEPT, len(written)), dtype="uint64")

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of all words of a parse."""
        if not len(doc):
            return doc
        kinds = self._kinds(doc)
        rows = list(map(self._row_of.get, kinds))
        known = self._learn(doc, kinds) if None in rows else [row for row in rows if row is not None]
        doc.from_array(self._written, cast("Any", self._values(kinds, known)))  # typed for thinc's arrays
        return doc

    def _kinds(self, doc: Doc) -> list[Kind]:
        columns = doc.to_array(self._asked).reshape(len(doc), len(self._asked)).T.tolist()
        return list(zip(*columns, strict=True))

    def _learn(self, doc: Doc, kinds: list[Kind]) -> list[int]:
        """The row of each word, with rows for kinds not met before."""
        if len(self._row_of) + len(kinds) > len(self._table):
            self._row_of.clear()
            self._forget()
            if len(kinds) > len(self._table):
                self._table = np.zeros((len(kinds), self._table.shape[1]), dtype="uint64")
        for i, kind in enumerate(kinds):
            if kind not in self._row_of:
                row = self._row_of[kind] = len(self._row_of)
                self._table[row] = self._answer(doc, i, kind, row)
        return [self._row_of[kind] for kind in kinds]

    def _values(self, kinds: list[Kind], rows: list[int]) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """What is set, word by word."""
        return self._table[rows]

    def _forget(self) -> None:
        """Forget what else is kept of the rows."""

    @abstractmethod
    def _answer(self, doc: Doc, i: int, kind: Kind, row: int) -> Kind:
        """What is set on the word `i`, of a kind not met before."""


class _Unknown(Exception):  # noqa: N818 (never leaves this module)
    """A pattern or a table of another kind than those known here."""


class _Test:
    """What a pattern asks of one word: which values its attributes may have, or may not."""

    def __init__(self, spec: dict[str, Any], place: dict[str, int], strings: StringStore) -> None:
        self._strings = strings
        #: By name, for the attributes of which only some values will do.
        self.values: dict[str, frozenset[int]] = {}
        self._barred: list[tuple[int, frozenset[int]]] = []
        self._searched: list[tuple[int, re.Pattern[str]]] = []
        for name, value in spec.items():
            if isinstance(value, str):
                self.values[name] = frozenset({strings.add(value)})
            elif isinstance(value, bool):
                self.values[name] = frozenset({int(value)})
            elif "IN" in value:
                self.values[name] = frozenset(map(strings.add, value["IN"]))
            elif "NOT_IN" in value:
                self._barred.append((place[name], frozenset(map(strings.add, value["NOT_IN"]))))
            else:
                self._searched.append((place[name], re.compile(value["REGEX"])))
        self._allowed = [(place[name], values) for name, values in self.values.items()]

    def fits(self, kind: Kind) -> bool:
        """Whether a word of a kind is such a one."""
        for at, values in self._allowed:
            if kind[at] not in values:
                return False
        for at, values in self._barred:
            if kind[at] in values:
                return False
        return all(pattern.search(self._strings[kind[at]]) for at, pattern in self._searched)


class _Rule:
    """A pattern of the ruler: what it asks of one word, or of some in a row, and what it sets on which of them."""

    def __init__(self, number: int, tests: list[_Test], index: int, attributes: dict[int, int]) -> None:
        self.number, self.tests = number, tests
        self.index = index + len(tests) if index < 0 else index
        if not 0 <= self.index < len(tests):
            raise _Unknown
        self.attributes = attributes


class RememberingRuler(Remembering):
    """An attribute ruler whose patterns look at nothing but the words they are about."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """`_Unknown` where it has a pattern of another kind."""
        rules: list[Any] = [
            (number, [_named(word) for word in pattern], rule["index"])
            for number, rule in enumerate(cast("list[Any]", ruler.patterns))
            for pattern in rule["patterns"]
        ]
        asked = sorted({name for _, pattern, _ in rules for word in pattern for name in word})
        written = [name for name in _SET if any(IDS[name] in attributes for attributes in ruler.attrs)]
        if not written or any(attributes.keys() - {IDS[name] for name in _SET} for attributes in ruler.attrs):
            raise _Unknown
        # What a word had before is part of its kind, for a rule may set one of its attributes and leave the others.
        super().__init__([*asked, *written], written)
        self._before = len(asked)
        place = {name: at for at, name in enumerate(asked)}
        self._tag, self._word = place.get("TAG"), place.get("LOWER")
        self._by_tag: dict[int, list[_Rule]] = defaultdict(list)
        self._by_word: dict[int, list[_Rule]] = defaultdict(list)
        self._others: list[_Rule] = []
        for number, pattern, index in rules:
            tests = [_Test(word, place, ruler.vocab.strings) for word in pattern]
            self._add(_Rule(number, tests, index, ruler.attrs[number]))
        #: The rules about several words of which the first is of a row's kind.
        self._begun: dict[int, list[_Rule]] = {}

    def _add(self, rule: _Rule) -> None:
        """Keep a rule where a first word that fits it will be looked for."""
        for name, kept in (("LOWER", self._by_word), ("TAG", self._by_tag)):
            if name in rule.tests[0].values:
                for value in rule.tests[0].values[name]:
                    kept[value].append(rule)
                return
        self._others.append(rule)

    def _answer(self, doc: Doc, i: int, kind: Kind, row: int) -> Kind:
        fitting = self._fitting(kind)
        if begun := [rule for rule in fitting if len(rule.tests) > 1]:
            self._begun[row] = begun
        return self._settled(kind, [rule for rule in fitting if len(rule.tests) == 1])

    def _fitting(self, kind: Kind) -> list[_Rule]:
        """The rules whose first word, or only one, may be of a kind."""
        rules = list(self._others)
        if self._word is not None:
            rules += self._by_word.get(kind[self._word], ())
        if self._tag is not None:
            rules += self._by_tag.get(kind[self._tag], ())
        return [rule for rule in rules if rule.tests[0].fits(kind)]

    def _settled(self, kind: Kind, rules: list[_Rule]) -> Kind:
        """What some rules make of a word; later ones have precedence."""
        values = dict(zip(self._written, kind[self._before :], strict=True))
        for rule in sorted(rules, key=lambda r: r.number):
            values |= rule.attributes
        return tuple(values[name] for name in self._written)

    def _values(self, kinds: list[Kind], rows: list[int]) -> np.ndarray[Any, np.dtype[np.uint64]]:
        values = self._table[rows]
        if self._begun.keys().isdisjoint(rows):
            return values
        fitting: dict[int, list[_Rule]] = defaultdict(list)
        for i, row in enumerate(rows):
            for rule in self._begun.get(row, ()):
                if self._goes_on(rule, kinds, i):
                    fitting[i + rule.index].append(rule)
        for i, rules in fitting.items():
            alone = [rule for rule in self._fitting(kinds[i]) if len(rule.tests) == 1]
            values[i] = self._settled(kinds[i], [*alone, *rules])
        return values

    def _goes_on(self, rule: _Rule, kinds: list[Kind], first: int) -> bool:
        """Whether the words after the first fit a rule too."""
        words = kinds[first + 1 : first + len(rule.tests)]
        return len(words) + 1 == len(rule.tests) and all(
            test.fits(kind) for test, kind in zip(rule.tests[1:], words, strict=True)
        )

    def _forget(self) -> None:
        self._begun.clear()


def _named(spec: dict[str, Any]) -> dict[str, Any]:
    """What a pattern asks of a word, by the attributes' names."""
    named = {}
    for name, value in spec.items():
        if not isinstance(name, str):
            raise _Unknown
        attribute = "ORTH" if name.upper() == "TEXT" else name.upper()
        flag = attribute.startswith("IS_") and attribute != "IS_SENT_START" and isinstance(value, bool)
        asked = isinstance(value, str) or (isinstance(value, dict) and value.keys() in _COMPARED)
        if not flag and not (attribute in _ASKED and asked):
            raise _Unknown
        named[attribute] = value
    return named


class RememberingLemmatizer(Remembering):
    """A lemmatizer that goes by a word's spelling, part of speech and morphology."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        """`_Unknown` where it is of another kind."""
        if type(lemmatizer) not in (Lemmatizer, EnglishLemmatizer) or lemmatizer.mode not in ("rule", "lookup"):
            raise _Unknown
        super().__init__(["ORTH", "POS", "MORPH", "LEMMA"], ["LEMMA"])
        self._lemmatizer = lemmatizer

    def _answer(self, doc: Doc, i: int, kind: Kind, row: int) -> Kind:
        if kind[-1] and not self._lemmatizer.overwrite:
            return kind[-1:]
        return (doc.vocab.strings.add(self._lemmatizer.lemmatize(doc[i])[0]),)


def components(nlp: Language) -> list[Component]:
    """A pipeline's components in their order, with those of this module in place of spaCy's where they can be."""
    return [_in_place_of(component) for _, component in nlp.pipeline]


def _in_place_of(component: Component) -> Component:
    try:
        if type(component) is AttributeRuler:
            return RememberingRuler(component)
        if isinstance(component, Lemmatizer):
            return RememberingLemmatizer(component)
    except _Unknown:
        pass
    return component
