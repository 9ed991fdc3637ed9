"""The numbers of a sentence with their units, however they are written: "150-million-euro", "$1.3 bn", "magnitude 6.3".

Dates are none. A count of things has the noun that it counts as its unit; the words are in `tables/measures.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from models.reading.synonyms import counts_people, singular
from models.reading.tables import table
from models.reading.timexes.lexicon import number

if TYPE_CHECKING:
    from models.reading.tokens import Token
    from models.reading.tokens import Words as Sentence

_FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(bn|mln|m|k|tn)?")
_SUFFIX = {"k": 1e3, "m": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12}
#: Words of a unit, at most.
_LONGEST = 5
#: Between a number and what it counts: "87 exhausted young migrants".
_BETWEEN = 4
_COUNTS = frozenset({"compound", "quantmod", "nummod", "amod", "nmod"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: the tokens from `first` to `last`, how exact it is told (`step`), the noun it counts."""

    first: Token
    last: Token
    value: float
    #: The unit of its last digit that counts.
    step: float
    unit: str
    noun: Token | None


def amounts(sentence: Sentence, dated: Container[int]) -> Iterator[Amount]:
    """The numbers of a sentence, without those that are part of a date (`dated`: the places of their tokens)."""
    at = sentence.start
    while at < sentence.end:
        found = _amount(sentence, at, dated)
        if found is None:
            at += 1
            continue
        if found.unit:
            yield found
        at = found.last.i + 1


def _amount(sentence: Sentence, at: int, dated: Container[int]) -> Amount | None:
    doc, end = sentence.doc, sentence.end
    first = doc[at]
    money = _sign(first.lower_)
    if money and at + 1 < end:
        at += 1
    told = _number(doc[at], sentence)
    if told is None or (doc[at].ent_type_ == "ORDINAL"):
        return None
    value, step, next_at = told
    next_at, scale = _scaled(sentence, next_at)
    value, step = value * scale, step * scale
    last = doc[next_at - 1]
    if money:
        return Amount(first, last, value, step, money, None)
    unit, after = _unit(sentence, next_at)
    if at in dated and unit not in ("year", "month"):
        return Amount(first, last, value, step, "", None)
    if unit:
        return Amount(first, doc[after - 1], value, step, unit, doc[after - 1])
    if _is_magnitude(sentence, at, next_at):
        return Amount(first, last, value, step, "magnitude", None)
    if first.lower_ == "one" or (1900 <= value <= 2100 and scale == 1 and "," not in first.text):
        return Amount(first, last, value, step, "", None)
    noun = _counted(doc[next_at - 1], doc[at], next_at, end)
    if noun is None and not _stands_alone(doc[at]):
        return Amount(first, last, value, step, "", None)
    return Amount(first, last, value, step, _thing(noun) if noun is not None else "person", noun)


@cache
def _signs() -> dict[str, str]:
    return {sign: name for name, signs in table("gists")["money"].items() for sign in signs if not sign.isalpha()} | {
        code: name for name, signs in table("gists")["money"].items() for code in signs if len(code) == 3
    }


def _sign(word: str) -> str:
    """The currency whose sign or code stands before a sum."""
    return "" if word in ("won", "try") else _signs().get(word, "")


def _number(token: Token, sentence: Sentence) -> tuple[float, float, int] | None:
    """A number, the unit of its last digit, and where it ends."""
    doc, after = token.doc, token.i + 1
    if (figure := _FIGURE.fullmatch(token.lower_)) is not None:
        digits, times = figure[1].replace(",", ""), _SUFFIX.get(figure[2] or "", 1.0)
        whole, _, part = digits.partition(".")
        round_by = 10.0 ** -len(part) if part else 10.0 ** (len(whole) - len(whole.rstrip("0")))
        return float(digits) * times, round_by * times, after
    value = number(token.lower_) if token.is_alpha and token.lower_ not in ("a", "an") else None
    if value is None:
        return None
    if value >= 20 and value % 10 == 0 and after + 1 < sentence.end and doc[after].text == "-":
        unit = number(doc[after + 1].lower_)
        if unit is not None and 0 < unit < 10 and doc[after + 1].is_alpha:
            return float(value + unit), 1.0, after + 2
    return float(value), 1.0, after


def _scaled(sentence: Sentence, at: int) -> tuple[int, float]:
    """Where a number ends with the scale after it, and the scale."""
    doc, scales = sentence.doc, table("gists")["scale"]
    for skip in (0, 1):
        if at + skip < sentence.end and (skip == 0 or doc[at].text == "-") and doc[at + skip].lower_ in scales:
            return at + skip + 1, float(scales[doc[at + skip].lower_])
    return at, 1.0


@cache
def _units() -> dict[tuple[str, ...], str]:
    found = {tuple(words.split()): name for name, told in table("measures")["unit"].items() for words in told}
    for name, told in table("gists")["money"].items():
        for word in told:
            if word.isalpha():
                found |= dict.fromkeys([(word,), ("us", word), ("u.s.", word)], name)
    return found


@cache
def _of_units() -> frozenset[str]:
    """The words of which units are made."""
    return frozenset(word for words in _units() for word in words)


def _unit(sentence: Sentence, at: int) -> tuple[str, int]:
    """The unit that begins at a token, and where it ends; hyphens between are passed over."""
    words: list[str] = []
    ends: list[int] = []
    doc, i = sentence.doc, at
    while i < sentence.end and len(words) < _LONGEST:
        if doc[i].text == "-":
            i += 1
            continue
        words.append(doc[i].lower_ if doc[i].lower_ in _of_units() else singular(doc[i].lower_))
        ends.append(i + 1)
        i += 1
    for length in range(len(words), 0, -1):
        if (unit := _units().get(tuple(words[:length]))) is not None:
            return unit, ends[length - 1]
    return "", at


def _stands_alone(token: Token) -> bool:
    """Whether a number without a noun is of people: "60 were killed"; not "Channel 35" nor an age, "Daro, 32,"."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    return token.dep_ != "appos" and (before is None or (before.pos_ != "PROPN" and before.text != ","))


def _is_magnitude(sentence: Sentence, first: int, after: int) -> bool:
    """Whether a bare number is the strength of a quake: "magnitude 6.3", "6.3 on the Richter scale"."""
    doc = sentence.doc
    before = [doc[i].lower_ for i in range(max(sentence.start, first - 4), first)]
    later = [doc[i].lower_ for i in range(after, min(sentence.end, after + 4))]
    return "magnitude" in before or "richter" in (*before, *later) or ("measuring" in before and "." in doc[first].text)


def _counted(last: Token, token: Token, after: int, end: int) -> Token | None:
    """The noun that a number counts: over it, or the next after it."""
    for at in (token, last):
        while at.dep_ in _COUNTS and at.head.i != at.i:
            at = at.head
            if at.pos_ in ("NOUN", "PROPN") and at.i > token.i and at.lower_ not in table("gists")["scale"]:
                return at
    doc, found = token.doc, None
    for i in range(after, min(end, after + _BETWEEN)):
        if doc[i].pos_ == "NOUN" or (found is not None and doc[i].pos_ == "PROPN"):
            found = doc[i]
        elif doc[i].pos_ not in ("ADJ", "PROPN") or found is not None:
            break
    return found


#: What names of things are marked as by the parse.
_THINGS = frozenset({"ORG", "PRODUCT", "FAC", "DATE", "TIME", "MONEY", "WORK_OF_ART"})


@cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, nouns in table("measures")["counted"].items():
        for noun in nouns:
            found.setdefault(noun, name)
    return found


def _thing(noun: Token) -> str:
    """The class of things that a noun counts."""
    if noun.pos_ == "PROPN" and noun.ent_type_ not in _THINGS and noun.lower_.endswith("s"):
        return "person"  # "twelve Thais"
    word = singular(noun.lemma_.lower())
    if (name := _classes().get(word)) is not None and name != "job":
        return name
    return "person" if counts_people(word) or word in parts() else _classes().get(word, word)


@cache
def parts() -> dict[str, str]:
    """Kinds of people that are a part of all, by the nouns that call them."""
    return {noun: kind for kind, nouns in table("measures")["parts"].items() for noun in nouns}
