"""What the numbers of a dispatch measure, whatever word they hang on: a toll, a fine, an output, a turnout.

Each number is of the nearest word of a measure that is told in its unit. The words are in `tables/measures.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from models.reading.gists.amounts import Amount, amounts, parts
from models.reading.gists.cues import Index, cues, index
from models.reading.gists.material import Material
from models.reading.gists.quantities import bounded
from models.reading.gists.words import is_money
from models.reading.synonyms import singular
from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token
    from models.reading.tokens import Words as Sentence

#: Tokens within which a word of polls says that a share is one of those asked.
_NEAR_POLL = 12
#: How far a number may lie from the word that says what it measures: steps in the parse, and a tenth of each token.
_FARTHEST = 6.5
_A_TOKEN = 0.1
#: Of one dispatch are kept, at most.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of a measure: between `low` and `high` of a unit; the word it hangs on; what part or period it is of.

    `rank` counts the numbers of one measure in the dispatch.
    """

    measure: str
    amount: Amount
    low: float | None
    high: float | None
    unit: str
    cue: Token
    kinds: tuple[str, ...]
    rank: int

    @property
    def written(self) -> str:
        """Its value with what it measures, as a stand has it that tells it: "12=toll kind woman"."""
        return " ".join((f"{self.amount.value:g}={self.measure}", *sorted(self.kinds)))


def measured(made_of: Material) -> Iterator[Measured]:
    """The measured numbers of a dispatch, in their order."""
    dated = {i for s in made_of.dates.stretches for i in range(s.start, s.end)}
    ranks: dict[tuple[str, ...], list[float]] = {}
    for sentence in made_of.parsed.doc.sents:
        if sum(map(len, ranks.values())) >= _MOST:
            return
        found = list(amounts(sentence, dated))
        told = [(cue, name) for cue, name, _ in cues(sentence, _by_word())] if found else []
        for amount in found if told else ():
            one = _measured(made_of, sentence, amount, told, ranks)
            if one is not None:
                yield one


def _measured(
    made_of: Material,
    sentence: Sentence,
    amount: Amount,
    told: list[tuple[Token, str]],
    ranks: dict[tuple[str, ...], list[float]],
) -> Measured | None:
    nearest = _nearest(amount, told)
    if (
        nearest is None
        or (amount.unit == "percent" and _is_polled(sentence, amount))
        or _is_aside(sentence, amount)
        or _is_open(amount.first)
    ):
        return None
    cue, measure = nearest
    unit = _unit_of(measure, amount.unit)
    low, high = bounded(amount.first, amount.value)
    if low == high == amount.value:
        step = amount.step if amount.value >= 100 or amount.step < 1 else 0
        low, high = amount.value - step / 2, amount.value + step / 2
    part = tuple(_part(made_of, amount, unit))
    before = ranks.setdefault((measure, unit, *part), [])
    if amount.value not in before:
        before.append(amount.value)
    rank = before.index(amount.value)
    kinds = (*_kinds(sentence, amount, measure), *part)
    return Measured(measure, amount, low, high, unit, cue, tuple(dict.fromkeys(kinds)), rank)


@cache
def _measures() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = table("measures")["measure"]
    return found


@cache
def _by_word() -> Index:
    return index(_measures())


def is_cue(word: str) -> bool:
    """Whether a word may say what is measured."""
    return word in _by_word()


def _nearest(amount: Amount, told: list[tuple[Token, str]]) -> tuple[Token, str] | None:
    best, least = None, _FARTHEST
    fitting = [(cue, measure) for cue, measure in told if _fits(measure, amount.unit)]
    over = {name for _, measure in fitting for name in _measures()[measure].get("over", ())}
    for cue, measure in fitting:
        if measure in over:
            continue
        far = min(_distance(at, cue) for at in (amount.first, amount.last)) + _A_TOKEN * abs(cue.i - amount.first.i)
        if far < least:
            best, least = (cue, measure), far
    return best


def _fits(measure: str, unit: str) -> bool:
    units = _measures()[measure]["units"]
    return unit in units or ("money" in units and is_money(unit))


def _unit_of(measure: str, unit: str) -> str:
    """The unit under which a measure is compared: of votes and deputies, of jobs and people, the first."""
    told = _measures()[measure]
    first: str = told["units"][0]
    return first if told.get("one") else unit


def _distance(one: Token, other: Token) -> int:
    """The steps between two words of a parse."""
    up = {one.i: 0}
    for steps, at in enumerate(one.ancestors, 1):
        up[at.i] = steps
    for steps, at in enumerate((other, *other.ancestors)):
        if at.i in up:
            return steps + up[at.i]
    return 99


def _is_open(token: Token) -> bool:
    auxiliaries = table("measures")["open"]["auxiliaries"]
    return any(c.dep_ == "aux" and c.lower_ in auxiliaries for at in token.ancestors for c in at.children)


def _is_polled(sentence: Sentence, amount: Amount) -> bool:
    """Whether those who were asked are told of near a number, or a group of those who vote."""
    told = table("measures")["polled"]["words"]
    first, last = amount.first.i - _NEAR_POLL, amount.last.i + _NEAR_POLL
    return any(token.lower_ in told for token in sentence if first <= token.i <= last)


@cache
def _asides() -> re.Pattern[str]:
    told = [*table("measures")["before"]["part"], *table("measures")["before"]["other"]]
    return re.compile(rf"(?:^|\W)(?:{'|'.join(map(re.escape, told))})\W*(?:a|an|some|about|nearly|the)?\W*$")


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, table('measures')['before']['compared']))}) than\W*$")


def _is_aside(sentence: Sentence, amount: Amount) -> bool:
    """Whether a number is of a part, or of what it was before: "including four children", "from 5 percent"."""
    doc = sentence.doc
    before = " ".join(doc[i].lower_ for i in range(max(sentence.start, amount.first.i - 4), amount.first.i))
    around = {doc[i].lower_ for i in range(max(sentence.start, amount.first.i - 2), amount.first.i)}
    after = {doc[i].lower_ for i in range(amount.last.i + 1, min(sentence.end, amount.last.i + 2))}
    told = table("measures")["before"]
    if around.intersection(told["more_before"]) or after.intersection(told["more_behind"]):
        return True
    if _compared().search(before):
        return False
    return _asides().search(before) is not None


@cache
def _periods() -> dict[str, re.Pattern[str]]:
    told: dict[str, list[str]] = table("measures")["period"]
    return {name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") for name, words in told.items()}


def _kinds(sentence: Sentence, amount: Amount, measure: str) -> Iterator[str]:
    """The parts and periods that the sentence of a number tells, beside its unit."""
    told = [t for t in sentence if not amount.first.i <= t.i <= amount.last.i]
    text = " ".join(t.lower_ for t in told).replace(" - ", "-")
    usual = _measures()[measure].get("usual", ())
    yield from (name for name, pattern in _periods().items() if name not in usual and pattern.search(text))


def _part(made_of: Material, amount: Amount, unit: str) -> Iterator[str]:
    """Of which kind of people a number is, where it is not of all."""
    noun = amount.noun
    if unit != "person" or noun is None:
        return
    word = singular(noun.lemma_.lower())
    if word in parts():
        yield f"kind {parts()[word]}"
    country = made_of.actors.country_before(noun)
    own = made_of.actors.match_at(noun)
    match = country or own
    if match is not None and match.entry.actor.country and word not in ("soldier", "troop", "force"):
        yield f"of {match.entry.actor.country}"
