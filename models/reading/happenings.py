"""Dates told by a happening: "about a week after the end of the campaign", "during the 12-day conflict".

`dates` keeps the happenings of a dispatch whose own date is known; here the words that lean on one are read.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.reading import intervals as iv
from models.reading.language import Parsed
from models.reading.timexes.lexicon import number
from models.records import When

if TYPE_CHECKING:
    from models.reading.tokens import Doc, Token, Words

_EDGE = r"(?:the\s)?(?P<edge>end|start|beginning|outbreak|conclusion|close|completion)\sof\s"
_AT_THE_END = frozenset({"end", "conclusion", "close", "completion"})
_FROM = re.compile(
    r"(?:(?:(?P<about>about|around|roughly|some|nearly|almost)\W*\s\W*)?"
    r"\b(?P<count>\w+(?:-\w+)?)\s(?P<unit>day|week|month|year)s?\W{0,2}\s)?"
    rf"\b(?P<way>after|before|since|until)\s(?:{_EDGE})?(?:the|his|her|its|their|this|that|[A-Z]\w+'s)\s",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:(?P<about>about|around|roughly|nearly|almost)\s)?\b(?P<count>\w+(?:-\w+)?)\s(?P<unit>day|week|month|year)s?\s*$",
    re.IGNORECASE,
)
_DURING = re.compile(
    r"\b(?:during|throughout|amid|in the course of)\s(?:the|this|that)\s(?:(?P<count>\w+)-day\s)?", re.IGNORECASE
)

#: Of these each of the two has one: looked for first, since most sentences have none.
_WAYS = ("after", "before", "since", "until")
_WHILE = ("during", "throughout", "amid", "in the course of")


@dataclass(frozen=True, slots=True)
class Seen:
    """Words told by a happening: tokens `first` to `last`, of which those up to `cue` lead to it."""

    first: int
    cue: int
    last: int
    interval: iv.Interval
    basis: str


class TokenAt:
    """The number of the token at a character of the laid-out text."""

    def __init__(self, doc: Doc) -> None:
        self._starts = [t.idx for t in doc]

    def __call__(self, char: int) -> int:
        """The token's number; a blank counts to the token before it."""
        return max(0, bisect_right(self._starts, char) - 1)


def seen_from_happenings(
    parsed: Parsed, known: Mapping[str, When], sentence: Words, token_at: TokenAt
) -> Iterator[Seen]:
    """What a sentence tells by the happenings that are known, by the lemma of their noun."""
    text = parsed.layout.text
    lowered = text[sentence.start_char : sentence.end_char].lower() if known else ""
    for pattern, leading, read in ((_FROM, _WAYS, _counted_from), (_DURING, _WHILE, _within)):
        if not any(word in lowered for word in leading):
            continue
        for m in pattern.finditer(text, sentence.start_char, sentence.end_char):
            noun = _head_noun(parsed, token_at(m.end()))
            found = read(m, noun, known, parsed.span(m.start(), m.end())[0])
            if found is not None and noun.i < sentence.end:
                interval, leaning = found
                first = token_at(m.start())
                span = parsed.between(parsed.doc[first], noun)
                words = " ".join(re.sub(r"[\"“”]", "", parsed.text(span)).split())
                yield Seen(first, token_at(m.end() - 1), noun.i, interval, f"{words} ({leaning})")


def _head_noun(parsed: Parsed, index: int) -> Token:
    noun = parsed.doc[min(index, len(parsed.doc) - 1)]
    while noun.dep_ in ("amod", "compound", "nummod", "poss", "nmod", "punct", "case") and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _counted_from(
    m: re.Match[str], noun: Token, known: Mapping[str, When], start: int
) -> tuple[iv.Interval, str] | None:
    """Seen from a happening's beginning or end: so many units away, or any time from there on."""
    base = known.get(noun.lemma_.lower())
    if base is None:
        return None
    after = m["way"].lower() in ("after", "since")
    edge = (m["edge"] or ("end" if after else "start")).lower()
    date = base.latest if edge in _AT_THE_END else base.earliest
    if date is None:
        return None
    if not m["count"]:
        return (iv.day(date).since() if after else iv.day(date).until()), str(date)
    count = number(m["count"])
    moved = _moved(date, count if after else -count, m["unit"].lower()) if count is not None else None
    if moved is None:
        return None
    return (moved.about() if base.approximate or m["about"] else moved), str(date)


def _within(m: re.Match[str], noun: Token, known: Mapping[str, When], start: int) -> tuple[iv.Interval, str] | None:
    """While a happening told before went on, named again or told by its length ("the 12-day conflict")."""
    days = number(m["count"]) if m["count"] else None
    base = next((w for w in known.values() if _lasts(w, days)), None) if days else known.get(noun.lemma_.lower())
    if base is None or base.span is None or base.span[1] > start:
        return None
    return iv.Interval(base.earliest, base.latest, base.edtf, base.approximate), base.edtf


def _lasts(happening: When, days: int) -> bool:
    """Whether a happening lasted so many days, the first and the last counted (or not)."""
    if happening.earliest is None or happening.latest is None:
        return False
    return 0 <= (happening.latest - happening.earliest).days + 1 - days <= 1 and days > 1


def counted_away(words: str, way: str, base: When) -> When | None:
    """What happened so long before ("after") or after ("before") a day that is known: "a day after B had left".

    `words` are those before the word that says which way; None where they count no days, weeks, months or years.
    """
    found = _COUNT.search(words)
    count = number(found["count"]) if found else None
    if found is None or count is None or base.earliest is None or base.earliest != base.latest:
        return None
    moved = _moved(base.earliest, -count if way == "after" else count, found["unit"].lower())
    if moved is None:
        return None
    moved = moved.about() if base.approximate or found["about"] else moved
    told = " ".join(found[0].split())
    basis = f"{base.edtf} was {told} {way} it"
    return When(
        earliest=moved.earliest,
        latest=moved.latest,
        approximate=moved.approximate,
        edtf=moved.edtf,
        span=None,
        text=f"{told} {way}",
        basis=basis,
    )


def _moved(date: dt.date, count: int, unit: str) -> iv.Interval | None:
    """A day so many units on; a month or a year away is no more precise than the month."""
    try:
        there = iv.moved(date, unit, count)
    except OverflowError:
        return None
    return iv.day(there) if unit in ("day", "week") else iv.month(there.year, there.month)
