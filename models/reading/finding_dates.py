"""The temporal expressions of a parsed dispatch, each seen from what was spoken of before it and from its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from models.reading import intervals as iv
from models.reading.dates import Dates, Stretch, when
from models.reading.governing import dated_nouns, governor_of
from models.reading.happenings import TokenAt, seen_from_happenings
from models.reading.language import Parsed
from models.reading.tables import table
from models.reading.timexes import UNPLACED, Expression, Moment, Tense, find_expressions
from models.records import Dispatch, Timex, When

if TYPE_CHECKING:
    from models.reading.tokens import Token


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
        counted = governor_of(parsed.doc, token_at(found.start), token_at(found.end - 1) + 1)
        dates.unplaced.update(() if counted is None else (counted,))
    if denoted is None or sense.kind == "DURATION":
        return
    first, last = token_at(found.start), token_at(found.end - 1) + 1
    governor = governor_of(parsed.doc, first, last)
    dates.stretches.append(Stretch(first, last, denoted, governor))
    if governor is not None:
        for noun in dated_nouns(parsed.doc[governor]):
            dates.happenings[noun.lemma_.lower()] = denoted


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
