"""Numbers that are told, with their bounds: "at least 12 people were killed", "$3 million", "dozens of drones"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS
from models.reading.gists.words import counted, family, family_of, is_deed, is_money, words
from models.reading.language import Parsed
from models.reading.tables import table
from models.reading.timexes.lexicon import number
from models.records import Quantity

if TYPE_CHECKING:
    from models.reading.tokens import Token

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
#: Where a number counts things.
_COUNTING = frozenset(
    {
        "nummod",
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "conj",
        "appos",
        "compound",
        "quantmod",
        "npadvmod",
        "ROOT",
        "advcl",
    }
)
#: How far "about 100" may lie off, as a share of it.
_ABOUT = 0.1


class Quantities:
    """The numbers of one dispatch, each read once; dates and lengths of time are none."""

    def __init__(self, parsed: Parsed) -> None:
        counting = _counting_words()
        self._by_token = {
            t.i: found
            for t in parsed.doc
            if (t.like_num or t.lower_ in counting)
            and t.ent_type_ not in ("DATE", "TIME", "ORDINAL")
            and _is_number(t)
            and (found := _quantity(parsed, t)) is not None
        }

    def among(self, tokens: Iterable[Token]) -> tuple[Quantity, ...]:
        """The numbers among some tokens, in their order."""
        if not self._by_token:
            return ()
        return tuple(self._by_token[t.i] for t in tokens if t.i in self._by_token)


@cache
def _counting_words() -> frozenset[str]:
    """Words of numbers that may not look like one: "dozens", "mln"."""
    return frozenset((*table("gists")["bounds"]["vague"], *table("gists")["scale"]))


def _is_number(token: Token) -> bool:
    if token.lower_ in table("gists")["bounds"]["vague"]:
        counts = not any(c.dep_ in ("nummod", "quantmod") for c in token.lefts)
    elif token.lower_ in table("gists")["scale"]:
        counts = not any(c.like_num and c.dep_ in ("compound", "nummod", "quantmod") for c in token.lefts)
    else:
        counts = token.like_num and token.dep_ in _COUNTING
    return counts and not (_is_tens(token) or _is_of_a_share(token))


def _is_of_a_share(token: Token) -> bool:
    """Whether a number is one of the two that tell a share: "three in 10 voters", "one out of five"."""
    doc = token.doc
    for between in (1, 2):
        for first in (token.i, token.i - between - 1):
            if first < 0 or first + between + 1 >= len(doc) or doc[first + between + 1].ent_type_ in ("DATE", "TIME"):
                continue
            told = " ".join(t.lower_ for t in doc[first + 1 : first + between + 1])
            if told in ("in", "out of") and doc[first].like_num and doc[first + between + 1].like_num:
                return True
    return False


def _tens_before(token: Token) -> float | None:
    """The tens to which a unit is joined by a hyphen: the 70 of "seventy-eight"."""
    if token.i - token.sent.start < 2 or token.nbor(-1).text != "-":
        return None
    tens, unit = number(token.nbor(-2).lower_), number(token.lower_)
    joined = tens is not None and unit is not None and tens >= 20 and tens % 10 == 0 and tens < 100 and 0 < unit < 10
    return float(tens) if joined and tens is not None else None


def _is_tens(token: Token) -> bool:
    """Whether a number goes on after a hyphen, where it is read."""
    return token.i + 2 < len(token.doc) and token.nbor(1).text == "-" and _tens_before(token.nbor(2)) is not None


def amount(token: Token) -> float | None:
    """The number that a word is, with the scale after it: "1.2 million", "seventy-eight"."""
    if (tens := _tens_before(token)) is not None:
        return tens + float(number(token.lower_) or 0)  # "seventy-eight"
    text = token.lower_.lstrip("$€£")
    figure = _FIGURE.fullmatch(text)
    value: float | None = float(text.replace(",", "")) if figure else None
    if value is None:
        whole = number(text)
        value = float(whole) if whole is not None else None
    if value is None and text in table("gists")["scale"]:
        return float(table("gists")["scale"][text])
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.text == "-" and token.i + 2 < len(token.doc):
        after = token.nbor(2)  # "a 530-million-dollar credit"
    if value is not None and after is not None and after.lower_ in table("gists")["scale"]:
        value *= table("gists")["scale"][after.lower_]
    return value


def _quantity(parsed: Parsed, token: Token) -> Quantity | None:
    vague = table("gists")["bounds"]["vague"].get(token.lower_)
    value = amount(token)
    if vague is None and value is None:
        return None
    if token.i and token.nbor(-1).lower_ in table("gists")["scale"] and token.lower_ in table("gists")["scale"]:
        return None
    of = token.nbor(-1) if token.i else None
    if of is not None and of.lower_ == "of" and of.i and (of.nbor(-1).like_num or of.nbor(-1).lower_ in ("out", "one")):
        return None  # "14 of 20 drones"
    if value == 1 and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of":
        return None
    noun = _noun(token)
    if noun is None:
        return None
    what, governor = noun
    if what in words("counts", "times"):
        return None
    low, high = (float(vague[0]), float(vague[1])) if vague is not None else bounded(token, value or 0.0)
    act, head = _act(governor, token) if (priced := _priced(token, what)) is None else (family(priced)[0], None)
    low, high = _change(token, low, high)
    kind = head or counted(what)
    is_people = governor.pos_ == "PROPN" and governor.lower_.endswith("s")  # "twelve Thais died"
    if act in ("kill", "wound") and (is_people or not kind):
        kind = "person"
    span = parsed.between(token, governor if 0 <= governor.i - token.i <= 3 else token)
    return Quantity(low=low, high=high, counted=kind, act=act, span=span, text=parsed.text(span))


def bounded(token: Token, value: float) -> tuple[float | None, float | None]:
    """A number's bounds by the words before it."""
    told = token.doc[max(0, token.i - 4, token.sent.start) : token.i]
    before = " ".join(t.lower_ for t in told if t.dep_ != "prt").lstrip()  # not "handed over 20"
    for way, phrase, ending in _bounds():
        if phrase not in before or not ending.search(before):
            continue
        if way == "least":
            return value, None
        if way == "most":
            return (value * (1 - 2 * _ABOUT) if phrase in ("nearly", "almost") else None), value
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return value, value


@cache
def _bounds() -> list[tuple[str, str, re.Pattern[str]]]:
    """The ways of bounding a number, with their phrases as they stand right before it, the longest first."""
    phrases = [(way, phrase) for way in ("least", "most", "about") for phrase in table("gists")["bounds"][way]]
    phrases.sort(key=lambda told: -len(told[1]))  # "no more than" before "more than"
    return [(way, phrase, re.compile(rf"(?:^|\s){re.escape(phrase)}\s*[$€£]?$")) for way, phrase in phrases]


def _change(token: Token, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """ "A further 12", "12 more" count on from what is not told: no bound that others could miss."""
    around = token.doc[max(0, token.i - 2) : token.i + 3]
    return (
        (None, None)
        if any(
            t.lower_ in ("more", "further", "another", "additional") and abs(t.i - token.i) <= 2 and not _is_bound(t)
            for t in around
        )
        else (low, high)
    )


def _is_bound(token: Token) -> bool:
    return token.lower_ == "more" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "than"


def _noun(token: Token) -> tuple[str, Token] | None:
    """What is counted, and the word in whose place the number stands."""
    if (token.i and token.nbor(-1).text in ("$", "€", "£")) or token.text[0] in "$€£":
        sign = token.text[0] if token.text[0] in "$€£" else token.nbor(-1).text
        return sign, token
    if token.i and is_money(counted(token.nbor(-1).lower_)):
        return token.nbor(-1).lower_, token  # "USD 12 million"
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in ("%", "percent"):
        return "percent", after
    if after is not None and after.lower_ == "per" and after.i + 1 < len(token.doc) and after.nbor(1).lower_ == "cent":
        return "percent", after.nbor(1)
    at = token
    while at.dep_ in ("compound", "quantmod", "nummod") and at.head.i != at.i:
        at = at.head
        if at.pos_ in ("NOUN", "PROPN", "ADJ", "SYM") and at.lower_ not in table("gists")["scale"]:
            at = _qualified(at)
            return at.lemma_.lower(), at
    of = next(
        (p for c in at.rights if c.dep_ == "prep" and c.lower_ == "of" for p in c.rights if p.dep_ == "pobj"), None
    )
    if of is not None and of.pos_ in ("NOUN", "PROPN"):
        return of.lemma_.lower(), at
    adjective = next((c for c in at.rights if c.lemma_ in words("counts", "victims")), None)
    return (adjective.lemma_ if adjective is not None else ""), at


def _qualified(word: Token) -> Token:
    """The noun that is counted where the parse has the number be that of its nation: "three Thai soldiers"."""
    noun = word.head
    is_nation = word.ent_type_ == "NORP" and word.dep_ in ("amod", "compound", "nmod")
    return noun if is_nation and noun.pos_ == "NOUN" and noun.i > word.i else word


def _act(governor: Token, token: Token) -> tuple[str, str | None]:
    """The act in which it is counted, and what is counted where a noun says it ("a death toll of 15")."""
    at = governor
    if at.lemma_ in words("counted", "person") and family(at.lemma_)[0] in ("kill", "wound"):
        return family(at.lemma_)[0], "person"  # "12 dead", "15 fatalities"
    for child in governor.children:
        if child.lemma_ in words("counts", "victims") and child.dep_ in ("amod", "acl", "acomp", "oprd", "ccomp"):
            return family(child.lemma_)[0], None
    while at.head.i != at.i:
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            break
        if at.pos_ == "NOUN" and family(at.lemma_)[0] in ("kill", "wound") and at.lemma_ != "dead":
            return family(at.lemma_)[0], "person"
    toll = next(
        (c for c in at.children if c.dep_ in SUBJECTS and c.i != governor.i and c.lemma_ in words("counts", "tolls")),
        None,
    )
    if toll is not None:
        return _of_toll(toll)
    if at.pos_ not in ("VERB", "AUX"):
        return "number", None
    if at.lemma_ in ("leave", "find", "claim") and (
        o := next(
            (c for c in at.children if c.dep_ in ("oprd", "ccomp", "acomp") or c.lemma_ in ("dead", "wounded")), None
        )
    ):
        return family(o.lemma_)[0], None
    if at.lemma_ in ("join", "attend") or (at.lemma_ == "take" and any(c.lower_ == "part" for c in at.rights)):
        joined = next(
            (t for c in at.rights for t in (c, *c.rights) if t.dep_ in ("dobj", "pobj") and is_deed(t.lemma_)), None
        )
        return (family_of(joined)[0] if joined is not None else family_of(at)[0]), None
    if at.lemma_ == "claim" and any(c.lemma_ == "life" for c in at.children):
        return "kill", "person"
    return family_of(at)[0], None


def _priced(token: Token, what: str) -> str | None:
    """What a sum is the price of: "a $2 billion contract", "a contract worth $2 billion"."""
    if not is_money(counted(what)):
        return None
    at = token
    while at.head.i != at.i:
        if at.pos_ in ("VERB", "AUX"):
            return None
        worth = at.lower_ in ("worth", "valued") or (at.dep_ == "prep" and at.lower_ in ("of", "for"))
        at = at.head
        if (
            at.pos_ == "NOUN"
            and at.lemma_.lower() not in table("gists")["scale"]
            and counted(at.lemma_) != counted(what)
        ):
            is_price = worth or at.i > token.i
            return at.lemma_.lower() if is_price else None
    return None


def _of_toll(toll: Token) -> tuple[str, str | None]:
    """What a toll or a number counts that stands as the subject: "the number of injured rose to 15"."""
    inner = next((p for c in toll.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"), toll)
    about = {family(t.lemma_)[0] for t in (*toll.children, inner, *inner.children)}
    if "wound" in about:
        return "wound", "person"
    if toll.lemma_ != "number" or "kill" in about:
        return "kill", "person"
    return "number", counted(inner.lemma_)
