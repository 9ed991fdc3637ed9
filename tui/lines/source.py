"""What the source pane shows: a dispatch's text, the words marked that an event or a claim was read from.

Pure: records → an `Excerpt` (marks and facts) → lines of runs. Each kind of mark has a sign besides its
style, so that the marks can be told apart without colour.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from rich.cells import cell_len

from models.filters import Filter
from models.filters.hits import hits as find_hits
from models.filters.hits import phrases
from models.records import COOPERATION, Claim, Dispatch, Event, Mention, Span, When
from models.wording import RELAY, UNDATED, day, mention_names, one_line, safe, status_word, when_words
from tui.lines.panels import CONFLICT, COOPERATIVE
from tui.lines.wording import cut

MarkKind = Literal["content", "when", "whom", "who", "cue", "conflict", "cooperation", "said", "date", "named"]

#: The signs around each kind of mark.
SIGNS: dict[MarkKind, tuple[str, str]] = {
    "content": ("«", "»"),
    "when": ("<", ">"),
    "whom": ("→[", "]"),
    "who": ("[", "]"),
    "cue": ("{", "}"),
    # Of all else that was read from the dispatch:
    "conflict": (CONFLICT, ""),
    "cooperation": (COOPERATIVE, ""),
    "said": ("‹", "›"),
    "date": ("<", ">"),
    "named": ("[", "]"),
}

#: Hard-wrapped text is no wider than this; a longer line is a paragraph of its own.
_WIDEST_WRAP = 100
_LONGEST_PARAGRAPH = 20_000


class Mark(NamedTuple):
    """Words of a dispatch and what they are to the chosen record."""

    start: int
    end: int
    kind: MarkKind


class Fact(NamedTuple):
    """A label with its value, shown above the text; `kind` says which marks it explains."""

    label: str
    words: str
    kind: MarkKind | None = None


@dataclass(frozen=True)
class Excerpt:
    """A dispatch seen from one of its records: the sentence, the marks and the facts, the words of the filter.

    `record` is the id of the record, if it is seen from one.
    """

    dispatch: Dispatch
    sentence: Span
    marks: tuple[Mark, ...] = ()
    facts: tuple[Fact, ...] = ()
    hits: tuple[Span, ...] = ()
    record: str | None = None


#: Beyond so many characters from the sentence no hits are looked for.
_HITS_WITHIN = 100_000


def with_hits(excerpt: Excerpt, chosen: Filter) -> Excerpt:
    """The same with the words marked that a filter asks for."""
    begin = max(0, excerpt.sentence[0] - _HITS_WITHIN)
    near = excerpt.dispatch.text[begin : excerpt.sentence[1] + _HITS_WITHIN]
    found = find_hits(phrases(chosen), near)
    return replace(excerpt, hits=tuple((begin + start, begin + end) for start, end in found))


class Run(NamedTuple):
    """Some text and the styles on it, lowest first."""

    text: str
    roles: tuple[str, ...]


class Line(NamedTuple):
    """A line of the pane; `here` where the record's sentence runs through it."""

    runs: tuple[Run, ...]
    here: bool = False


def _mentioned(mentions: Sequence[Mention], kind: MarkKind) -> list[Mark]:
    return [Mark(*mention.span, kind) for mention in mentions if mention.span]


def event_excerpt(dispatch: Dispatch, event: Event, claim: Claim | None, today: dt.date) -> Excerpt:
    """A dispatch seen from one of its events; `claim` is the one it stands in, if any."""
    status = status_word(event.status, event.when, today)
    mutual = {m.actor.id for m in event.sources} == {m.actor.id for m in event.targets}
    marks = [*_mentioned(event.sources, "who"), Mark(*event.span, "cue")]
    if not mutual:
        marks += _mentioned(event.targets, "whom")
    if event.when and event.when.span:
        marks.append(Mark(*event.when.span, "when"))
    sign = COOPERATIVE if event.category in COOPERATION else CONFLICT
    facts = [
        Fact("who", mention_names(event.sources) + (" with each other" if mutual else ""), "who"),
        Fact("whom", "" if mutual else mention_names(event.targets), "whom"),
        Fact("what", f"{sign} {event.category}: {one_line(event.verb)}", "cue"),
        Fact("when", _dated(event.when, dispatch), "when"),
        Fact("where", one_line(event.where or "")),
        Fact("status", "" if status == "happened" else status),
        Fact("says", claim_chain(claim) if claim else "the dispatch itself"),
        *_remembered((*event.sources, *event.targets)),
    ]
    told = tuple(fact for fact in facts if fact.words)
    return Excerpt(dispatch, event.sentence, tuple(marks), told, record=event.id)


def claim_excerpt(dispatch: Dispatch, claim: Claim) -> Excerpt:
    """A dispatch seen from one of its claims."""
    marks = _mentioned((*claim.via, *claim.sources), "who")
    marks += [Mark(*span, "content") for span in claim.content]
    if claim.cue:
        marks.append(Mark(*claim.cue.span, "cue"))
    if claim.said and claim.said.span:
        marks.append(Mark(*claim.said.span, "when"))
    manner = [claim.certainty, claim.polarity, "" if claim.stance == "neutral" else claim.stance]
    facts = [
        Fact("who", claim_chain(claim) or "nobody named", "who"),
        Fact("cue", one_line(claim.cue.text) if claim.cue else "none: a quotation carried on", "cue"),
        Fact("content", f"{claim.mode}: " + ", ".join(word for word in manner if word), "content"),
        Fact("said", _dated(claim.said, dispatch), "when"),
        *_remembered((*claim.via, *claim.sources)),
    ]
    return Excerpt(dispatch, claim.sentence, tuple(marks), tuple(facts), record=claim.id)


def _remembered(mentions: Sequence[Mention]) -> list[Fact]:
    """Who is meant by a name that only another dispatch introduces, and which."""
    known = {
        m.text: f"{one_line(m.text)} is {mention_names([m])}, introduced in {one_line(m.known_from)}"
        for m in mentions
        if m.known_from is not None
    }
    return [Fact("known", words) for words in known.values()]


def claim_chain(claim: Claim) -> str:
    """Who a claim comes from, outermost first: `TASS ‹ Kan (ISR)`."""
    names = [*(mention_names([relay]) for relay in claim.via), mention_names(claim.sources)]
    return RELAY.join(name for name in names if name)


def _dated(when: When | None, dispatch: Dispatch) -> str:
    """A date and how it was reached; of what has none, when it was reported."""
    if when is None or not when.basis:
        words = when_words(when)
        return f"{words}, reported {day(dispatch.date)}" if words == UNDATED and dispatch.date else words
    return f"{when_words(when)} ({one_line(when.basis)})"


def fact_lines(facts: Sequence[Fact], width: int) -> list[Line]:
    """The facts, several to a line where they fit, each label with the signs of its marks."""
    lines: list[Line] = []
    runs: list[Run] = []
    used = 0
    for fact in facts:
        opening, closing = SIGNS[fact.kind] if fact.kind else ("", "")
        label = f"{opening}{fact.label}{closing}"
        words = cut(fact.words, width - cell_len(label) - 1)
        needed = cell_len(label) + 1 + cell_len(words)
        if runs and used + 3 + needed > width:
            lines.append(Line(tuple(runs)))
            runs, used = [], 0
        elif runs:
            runs.append(Run("   ", ()))
            used += 3
        runs += [Run(label, ("label", fact.kind) if fact.kind else ("label",)), Run(f" {words}", ("fact",))]
        used += needed
    return [*lines, Line(tuple(runs))] if runs else lines


def paragraphs(text: str) -> Iterator[Span | None]:
    """The spans that flow as one, a None for each gap between them.

    A line end inside hard-wrapped text is a blank; after a short line, or among lines too long to be wrapped
    by hand, it ends the paragraph.
    """
    block: list[Span] = []
    gap = False
    for match in re.finditer(r"([^\r\n]*)(?:\r\n|[\r\n]|\Z)", text):
        start, end = match.span(1)
        if text[start:end].strip():
            if gap:
                yield None
                gap = False
            block.append((start, end))
        elif block:
            yield from _flowing(block)
            block, gap = [], True
    yield from _flowing(block)


def _flowing(lines: Sequence[Span]) -> Iterator[Span]:
    """The lines of a block, joined where they look wrapped by hand."""
    widest = max((end - start for start, end in lines), default=0)
    begin = None
    for start, end in lines:
        begin = start if begin is None else begin
        if widest > _WIDEST_WRAP or end - start < 0.6 * widest or (start, end) == lines[-1]:
            yield begin, end
            begin = None


def wrap(text: str, width: int) -> list[Span]:
    """Where each line of at most `width` cells begins and ends, blanks at its end left out."""
    lines: list[Span] = []
    begin: int | None = None
    end, used = 0, 0
    for match in re.finditer(r"\S+", text):
        start, stop = match.span()
        gap = start - end
        size = cell_len(match.group())
        if begin is not None and used + gap + size <= width:
            end, used = stop, used + gap + size
            continue
        if begin is not None:
            lines.append((begin, end))
        while size > width:
            taken = start + _fitting(text[start:stop], width)
            lines.append((start, taken))
            start, size = taken, cell_len(text[taken:stop])
        begin, end, used = start, stop, size
    return lines if begin is None else [*lines, (begin, end)]


def _fitting(word: str, width: int) -> int:
    used = 0
    for index, char in enumerate(word):
        used += cell_len(char)
        if used > width:
            return max(index, 1)
    return len(word)


class Laid:
    """What was laid out of one dispatch: of the next look at it only paragraphs that differ are laid out anew."""

    def __init__(self) -> None:
        self.flows: tuple[Span | None, ...] | None = None
        self.paragraphs: dict[Hashable, list[Line]] = {}


def lay_out(excerpt: Excerpt, width: int, within: Span, laid: Laid | None = None) -> list[Line]:
    """The dispatch's text between two offsets, widened to whole paragraphs, marked and wrapped.

    A very long paragraph is cut to the offsets: a megabyte without a line end is one paragraph too. What was `laid`
    out before at this width is taken from there, and only that is kept which is still in use.
    """
    text = excerpt.dispatch.text
    laid = Laid() if laid is None else laid
    if laid.flows is None:
        laid.flows = tuple(paragraphs(text))
    used: dict[Hashable, list[Line]] = {}
    lines: list[Line] = []
    marks = _Nearby(excerpt.marks)
    hits = _Nearby([Mark(start, end, "cue") for start, end in excerpt.hits])
    for flow in laid.flows:
        if flow is None:
            if lines and lines[-1].runs:
                lines.append(Line(()))
            continue
        if flow[1] > within[0] and flow[0] < within[1]:
            if flow[1] - flow[0] > _LONGEST_PARAGRAPH:
                flow = max(flow[0], within[0]), min(flow[1], within[1])
            here = replace(excerpt, marks=marks.of(flow), hits=tuple(hit[:2] for hit in hits.of(flow)))
            first, last = max(flow[0], excerpt.sentence[0]), min(flow[1], excerpt.sentence[1])
            key = (width, flow, here.marks, here.hits, (first, last) if first <= last else None)
            used[key] = laid.paragraphs.get(key) or _paragraph_lines(here, flow, width)
            lines += used[key]
    laid.paragraphs = used
    return lines


class _Nearby:
    """Marks by the paragraphs they stand in, which are asked for from the first to the last."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._coming = sorted((mark for mark in marks if mark.end > mark.start), reverse=True)
        self._at_hand: list[Mark] = []

    def of(self, flow: Span) -> tuple[Mark, ...]:
        while self._coming and self._coming[-1].start < flow[1]:
            self._at_hand.append(self._coming.pop())
        self._at_hand = [mark for mark in self._at_hand if mark.end > flow[0]]
        return tuple(self._at_hand)


def _paragraph_lines(excerpt: Excerpt, flow: Span, width: int) -> list[Line]:
    runs = list(_marked_runs(excerpt, flow))
    whole = "".join(run.text for run in runs)
    lines: list[Line] = []
    index, offset = 0, 0  # the run at hand, and where it begins in `whole`
    for start, end in wrap(whole, width):
        shown: list[Run] = []
        while index < len(runs):
            text, roles = runs[index]
            piece = text[max(start - offset, 0) : max(end - offset, 0)]
            if piece:
                shown.append(Run(piece, roles))
            if offset + len(text) > end:
                break
            offset += len(text)
            index += 1
        lines.append(Line(tuple(shown), any("here" in run.roles for run in shown)))
    return lines


def _marked_runs(excerpt: Excerpt, flow: Span) -> Iterator[Run]:
    """A paragraph cut at the edges of the marks and of the sentence, with the marks' signs put in."""
    start, end = flow
    marks, hits = excerpt.marks, excerpt.hits
    first, last = excerpt.sentence
    edges = {start, end, *(edge for mark in marks for edge in (mark.start, mark.end)), first, last}
    edges |= {edge for hit in hits for edge in hit}
    order = list(SIGNS)
    text = excerpt.dispatch.text
    edges_within = sorted(edge for edge in edges if start <= edge <= end)
    for at, until in zip(edges_within, [*edges_within[1:], None], strict=True):
        here = ("here",) if first <= at < last else ()
        was_here = ("here",) if first < at <= last else ()
        for mark in sorted((m for m in marks if m.end == at), key=lambda m: (-m.start, order.index(m.kind))):
            yield Run(SIGNS[mark.kind][1], (*was_here, mark.kind))
        for mark in sorted((m for m in marks if m.start == at), key=lambda m: (-m.end, order.index(m.kind))):
            yield Run(SIGNS[mark.kind][0], (*here, mark.kind))
        if until is not None:
            kinds = sorted({m.kind for m in marks if m.start <= at < m.end}, key=order.index)
            flat = re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", text[at:until])
            hit = ("hit",) if any(begin <= at < stop for begin, stop in hits) else ()
            yield Run(safe(flat), (*here, *kinds, *hit))
