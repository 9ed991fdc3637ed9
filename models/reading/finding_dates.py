"""The temporal expressions of a parsed dispatch, each seen from what was spoken of before it and from its verb."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from models.reading import bounds
from models.reading import intervals as iv
from models.reading.background import old_before
from models.reading.dates import Dates, Stretch, interval_of, when
from models.reading.governing import dated_nouns, governor_of
from models.reading.happenings import TokenAt, seen_from_happenings
from models.reading.language import Parsed
from models.reading.leaning import leaning_of, told_on
from models.reading.tables import table
from models.reading.timexes import UNPLACED, Expression, Moment, find_expressions
from models.records import Dispatch, Timex, When

#: Days from the first to the last of the shortest month.
_MONTH = 27


def find_dates(parsed: Parsed) -> Dates:
    """Find the temporal expressions of a dispatch, in order, each seen from what was spoken of before it."""
    dates = Dates(parsed)
    doc, dispatch = parsed.doc, parsed.dispatch
    spoken: iv.Interval | None = None
    token_at = TokenAt(doc)

    def moment_at(start: int, last: iv.Interval | None) -> Moment:
        before = parsed.layout.text[max(0, start - 40) : start]
        leaning = "future" if _looking_ahead().search(before) else leaning_of(doc[token_at(start)])
        if leaning == "past" and bounds.bound_of(before) == "from":
            leaning = None  # "has banned flights from July 10": done, though the day may lie ahead
        return Moment(dispatch.date, last, leaning, told_on(doc[token_at(start)], dispatch.date))

    for found in _in_dateline(dispatch):
        _append(dates, found, found.start, found.end)
    for sentence in doc.sents:
        for found in find_expressions(parsed.layout.text, sentence.start_char, sentence.end_char, spoken, moment_at):
            spoken = found.sense.interval or spoken
            _record(dates, found, token_at)
        for seen in seen_from_happenings(parsed, dates.happenings, sentence, token_at):
            span = parsed.between(doc[seen.first], doc[seen.last])
            known = when(seen.interval, span, parsed.text(span), seen.basis)
            governor = governor_of(doc, seen.first, seen.cue + 1)
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


@cache
def _looking_ahead() -> re.Pattern[str]:
    """Words right before a date that put it ahead, a time of day between them or not ("until 9 a.m. Tuesday")."""
    words = "|".join(map(re.escape, table("dates")["looking_ahead"]["before"]))
    return re.compile(rf"\s(?:{words})\s(?:\d[\w.:]*\s(?:[ap]\.m\.\s)?(?:[A-Z]{{3}}\s)?)?$")


def _record(dates: Dates, found: Expression, token_at: TokenAt) -> None:
    parsed, sense = dates.parsed, found.sense
    words = parsed.layout.text[max(0, found.start - bounds.REACH) : found.start]
    if sense.interval is not None and sense.basis != "as printed" and parsed.dispatch.date_basis == "mtime":
        basis = f"{sense.basis}, the day of the file"  # which may be of another day than the dispatch
        sense = replace(sense, interval=sense.interval.about(), basis=basis)
        found = replace(found, sense=sense)
    if sense.interval is not None and sense.kind == "DATE" and bounds.is_about(words):
        sense = replace(sense, interval=sense.interval.about())
        found = replace(found, sense=sense)
    for part in sense.parts or (found,):
        _append(dates, part, *parsed.span(part.start, part.end))
    first, last = token_at(found.start), token_at(found.end - 1) + 1
    governor = _governor(parsed, first, last, sense.interval)
    if sense.basis == UNPLACED:
        dates.unplaced.update(() if governor is None else (governor,))
    bound, interval = None if sense.parts else bounds.bound_of(words), sense.interval
    if sense.kind == "DURATION":
        ahead = bound == "within" and leaning_of(parsed.doc[first]) == "future"
        interval = bounds.within(sense.value, parsed.dispatch.date) if ahead else None
    if interval is None:
        return
    span = parsed.span(found.start, found.end)
    known = when(interval, span, parsed.text(span), sense.basis)
    if _goes_on(dates, found, known, last):
        return
    head = parsed.doc[governor] if governor is not None else None
    bounded = bounds.bounded(interval, bound, head, words, parsed.dispatch.date)
    if bounded is None:
        if head is not None and bounds.only_counts(head):
            dates.unplaced.add(head.i)
        return
    known = when(bounded.interval, span, parsed.text(span), sense.basis)
    dates.stretches.append(Stretch(first, last, known, governor, bounded.bound))
    if head is not None and bounded.bound is None:
        for noun in dated_nouns(head):
            dates.happenings[noun.lemma_.lower()] = known


def _governor(parsed: Parsed, first: int, last: int, interval: iv.Interval | None) -> int | None:
    """The word that a time qualifies: of a time long past, a happening in the background before it."""
    is_old = _is_long_past(interval, parsed.dispatch.date)
    old = old_before(parsed.doc[first]) if is_old else None  # "condemned the attack in January"
    return governor_of(parsed.doc, first, last) if old is None else old.i


def _is_long_past(interval: iv.Interval | None, issued: dt.date | None) -> bool:
    """Whether a time is a month or a longer one that was over when the dispatch was issued: no day of its news."""
    if interval is None or issued is None or interval.earliest is None or interval.latest is None:
        return False
    return interval.latest < issued and (interval.latest - interval.earliest).days >= _MONTH


def _after(begun: When, known: When) -> iv.Interval:
    """The end of a time, a week on where a weekday was seen before its beginning ("from Wednesday to Friday")."""
    end = interval_of(known)
    if begun.earliest is None or end.earliest is None or end.earliest != end.latest:
        return end
    back = (begun.earliest - end.earliest).days
    is_before = 0 < back < 7 and end.earliest <= dt.date.max - 7 * iv.DAY
    return iv.day(end.earliest + 7 * iv.DAY) if is_before else end


def _goes_on(dates: Dates, found: Expression, known: When, end: int) -> bool:
    """Make one stretch of a date and the one before it where they are the ends of a time: "from Monday to Friday"."""
    if not dates.stretches:
        return False
    parsed, begun = dates.parsed, dates.stretches[-1]
    text, (start, stop) = parsed.layout.text, (parsed.doc[begun.start].idx, parsed.doc[begun.end - 1])
    between = text[stop.idx + len(stop.text) : found.start]
    if not bounds.goes_on(between) or bounds.bound_of(text[max(0, start - bounds.REACH) : start]) != "from":
        return False
    whole = interval_of(begun.when).through(_after(begun.when, known))
    if whole.latest is None or begun.when.span is None or known.span is None:
        return False
    span = (begun.when.span[0], known.span[1])
    dates.stretches[-1] = replace(begun, end=end, when=when(whole, span, parsed.text(span), known.basis), bound=None)
    return True
