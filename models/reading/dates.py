"""What happened when: the temporal expressions of a parsed dispatch, and the date of any word in it.

`find_dates` runs the rules of `timexes` sentence by sentence; `Dates` anchors an event or an act of speaking to the
expression of its clause, its sentence or the narrative before it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.reading import intervals as iv
from models.reading.language import Parsed
from models.reading.timexes import Expression, Moment, Tense, find_expressions, number
from models.records import Timex, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

#: Verbs whose date is that of their subject: "the campaign, which lasted from …".
_PHASE_VERBS = frozenset(
    {"last", "begin", "start", "end", "take", "occur", "happen", "run", "continue", "break", "follow"}
)
_EDGE = r"(?:the\s)?(?P<edge>end|start|beginning|outbreak|conclusion|close|completion)\sof\s"
_AFTER_HAPPENING = re.compile(
    r"(?:(?P<about>about|around|roughly|some|nearly|almost)\W*\s\W*)?"
    r"(?P<count>\w+(?:-\w+)?)\s(?P<unit>day|week|month|year)s?\W{0,2}\s"
    rf"(?P<way>after|before)\s(?:{_EDGE})?(?:the|his|her|its|their|this|that)\s",
    re.IGNORECASE,
)
_CLAUSE_BREAKS = frozenset({"ccomp", "csubj", "csubjpass"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A dated stretch of tokens: what it denotes, and the word it qualifies (None: the sentence)."""

    start: int
    end: int
    when: When
    governor: int | None


@dataclass
class Dates:
    """The temporal expressions of one dispatch, and the rules that date its words."""

    parsed: Parsed
    timexes: list[Timex] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    happenings: dict[str, When] = field(default_factory=dict)

    def of_clause(self, token: Token) -> When | None:
        """The date in a word's own clause or one above it, short of the clause that reports it."""
        own = [s for s in self.stretches if token.sent.start <= s.start < token.sent.end and s.when.earliest]
        if not own:
            return None
        for at in _upwards(token):
            governed = [s for s in own if s.governor == at.i]
            if governed:
                return min(governed, key=lambda s: abs(s.start - token.i)).when
        return self._of_noun(token, own)

    def _of_noun(self, token: Token, own: list[Stretch]) -> When | None:
        """The date of a noun whose own words hold it: "talks on June 13", "the campaign, which lasted …"."""
        doc = self.parsed.doc
        for stretch in own:
            if stretch.governor is not None and _qualified_noun(doc[stretch.governor], token):
                return stretch.when
        return None

    def fronted(self, token: Token) -> When | None:
        """The date that opens the sentence and so frames all of it."""
        sentence = token.sent
        for stretch in self.stretches:
            if sentence.start <= stretch.start < sentence.end and stretch.when.earliest:
                verb = stretch.governor
                opens = stretch.start - sentence.start <= 5
                return stretch.when if opens and (verb is None or verb > stretch.start) else None
        return None

    def narrative(self, token: Token) -> When | None:
        """The date last spoken of in the paragraph, before this sentence."""
        paragraph = self.parsed.paragraph_of
        for stretch in reversed(self.stretches):
            if stretch.start < token.sent.start:
                if paragraph[stretch.start] != paragraph[token.i] or not stretch.when.earliest:
                    return None
                basis = f"the date last spoken of ({stretch.when.edtf})"
                return stretch.when.model_copy(update={"basis": basis})
        return None

    def issued(self, basis: str) -> When | None:
        """The dispatch's own date, with the reason for falling back on it."""
        date = self.parsed.dispatch.date
        if date is None:
            return None
        return when(iv.day(date), None, "", f"the dispatch's date ({date}): {basis}")


def when(interval: iv.Interval, span: tuple[int, int] | None, text: str, basis: str) -> When:
    """An interval with its words as a record."""
    return When(
        earliest=interval.earliest,
        latest=interval.latest,
        approximate=interval.approximate,
        edtf=interval.edtf,
        span=span,
        text=text,
        basis=basis,
    )


def tense_of(token: Token) -> Tense:
    """The tense of the finite verb that governs a token."""
    for at in (token, *token.ancestors):
        if at.pos_ not in ("VERB", "AUX"):
            continue
        auxiliaries = {c.lower_ for c in at.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & {"will", "shall", "'ll", "wo"}:
            return "future"
        if at.tag_ == "VBG" and auxiliaries & {"is", "are", "am"} and at.lemma_ in ("go", "plan", "expect"):
            return "future"
        if at.tag_ == "VBD" or auxiliaries & {"was", "were", "had", "did", "has", "have"}:
            return "past"
        if at.tag_ in ("VBZ", "VBP"):
            if at.lemma_ in ("plan", "expect", "schedule", "intend", "aim"):
                return "future"
            return "present"
        if (
            at.tag_ == "VBN"
            and auxiliaries & {"is", "are"}
            and at.lemma_ in ("expect", "schedule", "plan", "due", "set")
        ):
            return "future"
    return None


def find_dates(parsed: Parsed) -> Dates:
    """Find the temporal expressions of a dispatch, in order, each seen from what was spoken of before it."""
    dates = Dates(parsed)
    doc, dispatch = parsed.doc, parsed.dispatch
    spoken: iv.Interval | None = None
    token_at = _TokenAt(doc)

    def moment_at(start: int, last: iv.Interval | None) -> Moment:
        return Moment(dispatch.date, last, tense_of(doc[token_at(start)]))

    for sentence in doc.sents:
        for found in find_expressions(doc.text, sentence.start_char, sentence.end_char, spoken, moment_at):
            spoken = found.sense.interval or spoken
            _record(dates, found, token_at)
        for stretch in _counted_from_happenings(dates, sentence, token_at):
            spoken = iv.Interval(stretch.when.earliest, stretch.when.latest, stretch.when.edtf)
            dates.stretches.append(stretch)
    dates.stretches.sort(key=lambda s: s.start)
    return dates


class _TokenAt:
    """The number of the token at a character of the laid-out text."""

    def __init__(self, doc: Doc) -> None:
        self._starts = [t.idx for t in doc]

    def __call__(self, char: int) -> int:
        from bisect import bisect_right

        return max(0, bisect_right(self._starts, char) - 1)


def _record(dates: Dates, found: Expression, token_at: _TokenAt) -> None:
    parsed, sense = dates.parsed, found.sense
    span = parsed.span(found.start, found.end)
    text = parsed.text(span)
    denoted = when(sense.interval, span, text, sense.basis) if sense.interval else None
    dates.timexes.append(
        Timex(
            id=f"{parsed.dispatch.id}:t{len(dates.timexes) + 1}",
            dispatch=parsed.dispatch.id,
            span=span,
            text=text,
            kind=sense.kind,
            value=sense.value,
            when=denoted,
        )
    )
    if denoted is None:
        return
    first, last = token_at(found.start), token_at(found.end - 1) + 1
    governor = _governor(parsed.doc, first, last)
    dates.stretches.append(Stretch(first, last, denoted, governor))
    if governor is not None:
        for noun in _dated_nouns(parsed.doc[governor]):
            dates.happenings[noun.lemma_.lower()] = denoted


def _governor(doc: Doc, first: int, last: int) -> int | None:
    """The verb or noun that an expression qualifies."""
    words = doc[first:last]
    at = words.root
    while at.head.i != at.i:
        up = at.head
        if (
            first <= up.i < last
            or up.pos_ in ("ADP", "ADV", "SCONJ", "PART", "NUM", "ADJ")
            or up.dep_ in ("prep", "agent")
        ):
            at = up
            continue
        return up.i
    return None if first <= at.i < last else at.i


def _dated_nouns(governor: Token) -> Iterator[Token]:
    """The happenings that a date qualifies, by its governor: the noun itself, or the subject of "lasted", "began"."""
    if governor.pos_ == "NOUN":
        yield governor
    elif governor.pos_ == "VERB":
        if governor.lemma_ in _PHASE_VERBS:
            if governor.dep_ == "relcl":
                yield from _nouns_upwards(governor.head)
            yield from (c for c in governor.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN")
        else:
            yield from (c for c in governor.rights if c.dep_ == "dobj" and c.pos_ == "NOUN")


def _nouns_upwards(token: Token) -> Iterator[Token]:
    """A noun and those whose phrase it stands in: the parse hangs a relative clause on the nearest one."""
    for at in (token, *token.ancestors):
        if at.pos_ in ("VERB", "AUX"):
            return
        if at.pos_ == "NOUN":
            yield at


def _qualified_noun(governor: Token, token: Token) -> bool:
    """Whether a date on `governor` dates the noun `token`."""
    return any(noun.i == token.i for noun in _dated_nouns(governor))


def _upwards(token: Token) -> Iterator[Token]:
    """A word and what it depends on, up to the clause that reports it."""
    at = token
    while True:
        yield at
        if at.head.i == at.i or at.dep_ in _CLAUSE_BREAKS:
            return
        if at.dep_ == "conj" and at.pos_ == "VERB" and any(c.dep_ in ("nsubj", "nsubjpass") for c in at.lefts):
            return
        at = at.head


def _counted_from_happenings(dates: Dates, sentence: Words, token_at: _TokenAt) -> Iterator[Stretch]:
    """ "about a week after the end of the campaign", where the campaign's own date is known."""
    parsed = dates.parsed
    text = parsed.doc.text
    for m in _AFTER_HAPPENING.finditer(text, sentence.start_char, sentence.end_char):
        noun = parsed.doc[token_at(m.end())]
        while noun.dep_ in ("amod", "compound", "nummod", "poss", "nmod", "punct") and noun.head.i > noun.i:
            noun = noun.head
        base, count = dates.happenings.get(noun.lemma_.lower()), number(m["count"])
        if base is None or count is None:
            continue
        after = m["way"].lower() == "after"
        edge = (m["edge"] or ("end" if after else "start")).lower()
        date = base.latest if edge in ("end", "conclusion", "close", "completion") else base.earliest
        if date is None:
            continue
        moved = _moved(date, (count if after else -count), m["unit"].lower())
        if moved is None:
            continue
        if base.approximate or m["about"]:
            moved = moved.about()
        first, last = token_at(m.start()), token_at(m.end() - 1)
        span = parsed.between(parsed.doc[first], noun)
        words = " ".join(re.sub(r"[\"“”]", "", parsed.text(span)).split())
        yield Stretch(
            first,
            noun.i + 1,
            when(moved, span, parsed.text(span), f"{words} ({date})"),
            _governor(parsed.doc, first, last),
        )


def _moved(date: dt.date, count: int, unit: str) -> iv.Interval | None:
    """A day so many units on; a month or a year away is no more precise than the month."""
    try:
        if unit in ("day", "week"):
            return iv.day(date + count * (7 if unit == "week" else 1) * iv.DAY)
        there = iv.add_months(date, count * (12 if unit == "year" else 1))
    except OverflowError:
        return None
    return iv.month(there.year, there.month)
