"""What happened when: the temporal expressions of a parsed dispatch, and the date of any word in it.

`find_dates` runs the rules of `timexes` sentence by sentence; `Dates` anchors an event or an act of speaking to the
expression of its clause, its sentence or the narrative before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from models.reading import intervals as iv
from models.reading.happenings import TokenAt, counted_away, seen_from_happenings
from models.reading.language import Parsed
from models.reading.tables import table
from models.reading.timexes import UNPLACED, Expression, Moment, Tense, find_expressions
from models.records import Dispatch, Timex, When

if TYPE_CHECKING:
    from models.reading.tokens import Doc, Token

#: Verbs whose date is that of their subject: "the campaign, which lasted from …".
_PHASE_VERBS = frozenset(
    {"last", "begin", "start", "end", "take", "occur", "happen", "run", "continue", "break", "follow"}
)
#: What makes a joined verb a clause of its own, with a day of its own.
_OWN_CLAUSE = frozenset({"nsubj", "nsubjpass", "ccomp", "xcomp", "mark"})
#: Over which a thing of a clause hangs on its verb.
_OF_THINGS = frozenset({"dobj", "pobj", "prep", "dative", "agent", "conj", "compound", "oprd", "acl", "ccomp", "attr"})
#: What happens in, by or during something happens on its day.
_WITHIN = frozenset({"in", "by", "during"})
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
    #: The words dated by a count from an unknown day ("he admitted it a week later"): no other day is theirs.
    unplaced: set[int] = field(default_factory=set)
    _order: list[int] = field(default_factory=list)  # the stretches by their first tokens
    _starts: list[int] = field(default_factory=list)

    def of_clause(self, token: Token) -> When | None:
        """The date in a word's own clause or one above it, short of the clause that reports it."""
        sentence = token.sent
        own = [s for s in self._within(sentence.start, sentence.end) if not s.start <= token.i < s.end]
        if not own or counts_victims(token):
            return self._of_noun(token, own) if own else None
        for at in _upwards(token):
            governed = [s for s in own if s.governor == at.i]
            if governed:
                nearest = min(governed, key=lambda s: abs(s.start - token.i))
                within = [s.when for s in own if _lies_within(s.when, nearest.when)]  # "a week earlier, on June 13"
                return within[0] if within else nearest.when
        return (
            self._of_noun(token, own)
            or self._of_joined(token, own)
            or self._of_when_clause(token, own)
            or self._of_thing(token, own)
        )

    def is_unplaced(self, token: Token) -> bool:
        """Whether a word is dated by a count from a day that nobody named."""
        return bool(self.unplaced) and any(at.i in self.unplaced for at in _upwards(token))

    def _of_joined(self, verb: Token, own: list[Stretch]) -> When | None:
        """The date that ends a row of verbs and goes with each: "killed nine and wounded 25 on Friday"."""
        if verb.pos_ != "VERB":
            return None
        for joined in (c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB" and c.tag_ == verb.tag_):
            if any(c.dep_ in _OWN_CLAUSE for c in joined.children):
                return None
            ending = [s.when for s in own if s.governor == joined.i and s.start > joined.i]
            return ending[0] if ending else self._of_joined(joined, own)
        return None

    def _of_thing(self, verb: Token, own: list[Stretch]) -> When | None:
        """The one date of a sentence, on a thing that has none: "declared a state of disaster Sunday"."""
        if verb.pos_ != "VERB" or len(own) != 1 or own[0].governor is None or own[0].start < verb.i:
            return None
        at = self.parsed.doc[own[0].governor]
        while at.i != verb.i:
            within = at.dep_ == "pobj" and at.head.lower_ in _WITHIN  # "was wounded in an attack in Mali on Friday"
            if at.dep_ not in _OF_THINGS or at.head.i == at.i or (_is_dated_itself(at) and not within):
                return None
            at = at.head
        return own[0].when

    def _within(self, start: int, end: int) -> list[Stretch]:
        """The stretches that begin between two tokens, in the order they were found."""
        if len(self._order) != len(self.stretches):
            self._order = sorted(range(len(self.stretches)), key=lambda n: self.stretches[n].start)
            self._starts = [self.stretches[n].start for n in self._order]
        found = self._order[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [self.stretches[n] for n in sorted(found)]

    def _of_when_clause(self, token: Token, own: list[Stretch]) -> When | None:
        """The date of what happens at the same time: "to talk about it when they meet next week"."""
        for clause in token.children:
            marks = {c.lower_ for c in clause.lefts if c.dep_ in ("advmod", "mark")}
            if clause.dep_ == "advcl" and marks & {"when", "while", "as"}:
                inside = {t.i for t in clause.subtree}
                found = next((s for s in own if s.start in inside), None)
                return found.when if found else None
        return None

    def _of_noun(self, token: Token, own: list[Stretch]) -> When | None:
        """The date of a noun whose own words hold it: "talks on June 13", "the campaign, which lasted …"."""
        doc = self.parsed.doc
        for stretch in own:
            if stretch.governor is not None and _qualified_noun(doc[stretch.governor], token):
                return stretch.when
        return None

    def counted_from_clause(self, token: Token) -> When | None:
        """The date of what another happening is counted from: "left on Friday, a day after B had arrived", "… after B's
        arrival".
        """
        if token.dep_ in ("pobj", "pcomp") and token.head.lower_ in ("after", "before"):
            return self._counted_from(token.head, token.head.head)
        for clause in _upwards(token):
            if clause.dep_ != "advcl":
                continue
            mark = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ in ("after", "before")), None)
            if mark is None:
                continue
            return self._counted_from(mark, clause.head)
        return None

    def _counted_from(self, mark: Token, head: Token) -> When | None:
        """What lies a count of days before or after what a word's clause tells."""
        base = self.of_clause(head) or self.fronted(head) or self.spot_news(head)
        if base is None:
            return None
        words = self.parsed.layout.text[max(mark.sent.start_char, mark.idx - 40) : mark.idx]
        return counted_away(words, mark.lower_, base)

    def fronted(self, token: Token) -> When | None:
        """The date that opens the sentence and so frames all of it."""
        sentence = token.sent
        found = [s for s in self._within(sentence.start, sentence.end) if s.when.earliest]
        if not found:
            return None
        first, verb = found[0], found[0].governor
        if first.start - sentence.start > 5 or (verb is not None and verb <= first.start):
            return None
        if len(found) > 1 and found[1].start - first.start <= _APPOSED and _lies_within(found[1].when, first.when):
            return found[1].when  # "A week earlier, on June 13, …"
        return first.when

    def narrative(self, token: Token) -> When | None:
        """The date last spoken of in the paragraph, before this sentence."""
        paragraph = self.parsed.paragraph_of
        for stretch in reversed(self.stretches):
            if stretch.start < token.sent.start:
                if paragraph[stretch.start] != paragraph[token.i] or not stretch.when.earliest:
                    return None
                if self.parsed.dispatch.date and stretch.when.earliest > self.parsed.dispatch.date:
                    return None  # what is told as past does not go on from a day ahead
                basis = f"the date last spoken of ({stretch.when.edtf})"
                return stretch.when.model_copy(update={"basis": basis})
        return None

    def spot_news(self, token: Token) -> When | None:
        """About the dispatch's date, for what its first paragraph tells in the past tense: the news of the day."""
        date = self.parsed.dispatch.date
        if date is None or self.parsed.paragraph_of[token.i] > 0:
            return None
        return when(iv.day(date).about(), None, "", f"news of the dispatch's day ({date})")

    def issued(self, basis: str) -> When | None:
        """The dispatch's own date, with the reason for falling back on it."""
        date = self.parsed.dispatch.date
        if date is None:
            return None
        return when(iv.day(date), None, "", f"the dispatch's date ({date}): {basis}")


#: Words between a date and the nearer telling of it right behind.
_APPOSED = 5


def _lies_within(inner: When, outer: When) -> bool:
    """Whether an interval with both ends is a part of another: the nearer telling of the same time."""
    if not (inner.earliest and inner.latest and outer.earliest and outer.latest) or inner.edtf == outer.edtf:
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


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


def leaning_of(token: Token) -> Tense:
    """Whether what a date is told with lies behind or ahead, by the first verb or plan that governs it."""
    ahead = table("dates")["looking_ahead"]
    loose = False  # the date is a thing's ("a ceremony on March 12"), and what the verb tells need not lie with it
    for at in (token, *token.ancestors):
        if at.pos_ == "NOUN" and at.lemma_ in ahead["nouns"]:
            return "future"
        loose |= at.pos_ in ("NOUN", "PROPN") and at.ent_type_ not in ("DATE", "TIME")
        if at.pos_ not in ("VERB", "AUX"):
            continue
        if at.lemma_ in ahead["verbs"] and not (at.tag_ == "VBD" and at.lemma_ in ahead["done"]):
            return "future"
        auxiliaries = {c.lower_ for c in at.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & set(ahead["auxiliaries"]):
            return "future"
        if auxiliaries & {"did", "does", "do"}:
            return "past" if "did" in auxiliaries else "present"
        if "to" in auxiliaries or at.tag_ == "VB":
            purpose = at.dep_ in (
                "acl",
                "advcl",
                "relcl",
            )  # "celebrations to mark the entry on Friday": dated by what holds it
            loose |= purpose
            if purpose or (at.head.i != at.i and at.head.lemma_ in ahead["accomplished"]):
                continue
            return "future"
        if at.tag_ == "VBG":
            if auxiliaries & {"is", "are", "am", "'s", "'re"}:
                return "future"
            continue
        if at.tag_ in ("VBD", "VBN") or auxiliaries & {"was", "were", "had", "did", "has", "have"}:
            return None if loose else "past"
        return "present"
    return None


def find_dates(parsed: Parsed) -> Dates:
    """Find the temporal expressions of a dispatch, in order, each seen from what was spoken of before it."""
    dates = Dates(parsed)
    doc, dispatch = parsed.doc, parsed.dispatch
    spoken: iv.Interval | None = None
    token_at = TokenAt(doc)

    def moment_at(start: int, last: iv.Interval | None) -> Moment:
        ahead = bool(_looking_ahead().search(parsed.layout.text[max(0, start - 40) : start]))
        return Moment(dispatch.date, last, "future" if ahead else leaning_of(doc[token_at(start)]))

    for found in _in_dateline(dispatch):
        _append(dates, found, found.start, found.end)
    for sentence in doc.sents:
        for found in find_expressions(parsed.layout.text, sentence.start_char, sentence.end_char, spoken, moment_at):
            spoken = found.sense.interval or spoken
            _record(dates, found, token_at)
        for seen in seen_from_happenings(parsed, dates.happenings, sentence, token_at):
            span = parsed.between(doc[seen.first], doc[seen.last])
            known = when(seen.interval, span, parsed.text(span), seen.basis)
            governor = _governor(doc, seen.first, seen.cue + 1)
            dates.stretches.append(Stretch(seen.first, seen.last + 1, known, governor))
            spoken = seen.interval
    dates.stretches.sort(key=lambda s: s.start)
    return dates


def _append(dates: Dates, found: Expression, start: int, end: int) -> None:
    """Add an expression's TIMEX3, at these code points of the dispatch."""
    parsed, sense = dates.parsed, found.sense
    text = parsed.text((start, end))
    denoted = when(sense.interval, (start, end), text, sense.basis) if sense.interval else None
    dates.timexes.append(
        Timex(
            id=f"{parsed.dispatch.id}:t{len(dates.timexes) + 1}",
            dispatch=parsed.dispatch.id,
            span=(start, end),
            text=text,
            kind=sense.kind,
            value=sense.value,
            when=denoted,
        )
    )


def _in_dateline(dispatch: Dispatch) -> Iterator[Expression]:
    """The dates of the last line before the body: the dateline, and the header's own."""
    begin = len(dispatch.text[: dispatch.body[0]].rstrip())
    if dispatch.date is None or not begin:
        return
    line = dispatch.text.rfind("\n", 0, begin) + 1
    moment = Moment(dispatch.date, iv.day(dispatch.date), "past")
    for found in find_expressions(dispatch.text, line, begin, moment.spoken, lambda start, spoken: moment):
        if found.sense.interval is not None and found.sense.interval.earliest == found.sense.interval.latest:
            yield found


def _denoted(parsed: Parsed, found: Expression) -> When | None:
    """The interval that an expression denotes, with its words."""
    if found.sense.interval is None:
        return None
    span = parsed.span(found.start, found.end)
    return when(found.sense.interval, span, parsed.text(span), found.sense.basis)


@cache
def _looking_ahead() -> re.Pattern[str]:
    """Words right before a date that put it ahead, a time of day between them or not ("until 9 a.m. Tuesday")."""
    words = "|".join(map(re.escape, table("dates")["looking_ahead"]["before"]))
    return re.compile(rf"\s(?:{words})\s(?:\d[\w.:]*\s(?:[ap]\.m\.\s)?(?:[A-Z]{{3}}\s)?)?$")


def _record(dates: Dates, found: Expression, token_at: TokenAt) -> None:
    parsed, sense = dates.parsed, found.sense
    for part in sense.parts or (found,):
        _append(dates, part, *parsed.span(part.start, part.end))
    denoted = _denoted(parsed, found)
    if sense.basis == UNPLACED:
        counted = _governor(parsed.doc, token_at(found.start), token_at(found.end - 1) + 1)
        dates.unplaced.update(() if counted is None else (counted,))
    if denoted is None or sense.kind == "DURATION":
        return
    first, last = token_at(found.start), token_at(found.end - 1) + 1
    governor = _governor(parsed.doc, first, last)
    dates.stretches.append(Stretch(first, last, denoted, governor))
    if governor is not None:
        for noun in _dated_nouns(parsed.doc[governor]):
            dates.happenings[noun.lemma_.lower()] = denoted


@cache
def _times_of_day() -> frozenset[str]:
    """Nouns for a time within a day."""
    return frozenset({*table("dates")["within_day"]["nouns"], *table("dates")["dayparts"]})


def _governor(doc: Doc, first: int, last: int) -> int | None:
    """The verb or noun that an expression qualifies."""
    at = doc.words(first, last).root
    while at.head.i != at.i:
        up = at.head
        if (
            first <= up.i < last
            or up.pos_ in ("ADP", "ADV", "SCONJ", "PART", "NUM", "ADJ")
            or up.dep_ in ("prep", "agent")
            or (up.dep_ == "pobj" and up.lemma_.lower() in _times_of_day())  # "in the early hours of November 26"
        ):
            at = up
            continue
        if up.dep_ in ("nsubj", "nsubjpass") and up.i < first and up.head.i >= last:
            return up.head.i  # "Russia on Thursday accused": the parse has hung the day on the subject
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


def _is_dated_itself(token: Token) -> bool:
    """Whether a noun is of something that happens on a day of its own: "condemned the attack on Sunday"."""
    if token.pos_ == "VERB":
        return token.tag_ != "VBG"
    return token.lemma_.lower() in _happening_nouns()


@cache
def _happening_nouns() -> frozenset[str]:
    nouns: list[list[str]] = [*table("actions")["nouns"].values(), table("actions")["dated"]["nouns"]]
    return frozenset(noun for listed in nouns for noun in listed)


def counts_victims(noun: Token) -> bool:
    """Whether a happening only tells of whom a count is: "the death toll from the strike rose on Tuesday"."""
    nouns = table("dates")["counts"]["nouns"]
    for at in noun.ancestors if noun.dep_ == "pobj" else ():
        if at.pos_ == "NOUN" and at.lemma_.lower() in nouns:
            return at.dep_ == "nsubj"
        if at.pos_ in ("VERB", "AUX") and at.dep_ != "acl":
            return False
    return False


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
