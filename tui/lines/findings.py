"""All that was read from one dispatch: its events, claims and dates in text order, and the actors named in it.

What the screen of a dispatch marks and lists. Pure: a `Reading` in, findings and excerpts out.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.records import COOPERATION, Actor, Claim, Event, Mention, Reading, Span, Timex
from models.wording import actor_name, mention_names, one_line, when_words
from tui.lines.panels import CONFLICT, COOPERATIVE, NOBODY, STATUS_SIGNS, Piece
from tui.lines.source import Excerpt, Fact, Mark, MarkKind, claim_excerpt, event_excerpt
from tui.lines.wording import parties

#: The sign of a claim and of a date in the list, as around their words in the text.
CLAIM_SIGN, DATE_SIGN = "‹", "<"


@dataclass(frozen=True)
class Finding:
    """Something that was read: the words it was read from, what it says in one line, who is in it."""

    record: Event | Claim | Timex
    span: Span
    pieces: tuple[Piece, ...]
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True)
class Named:
    """An actor of the dispatch, and how often it is named."""

    actor: Actor
    times: int


class Findings:
    """What was read from a dispatch."""

    def __init__(self, reading: Reading, today: dt.date) -> None:
        self.reading = reading
        self._today = today
        #: Events, claims and dates, in the order of their words.
        self.items: tuple[Finding, ...] = tuple(sorted(_found(reading), key=lambda found: found.span))
        mentions = dict.fromkeys(_mentions(reading))
        times = Counter(mention.actor for mention in mentions)
        #: Who is named, most often first.
        self.actors: tuple[Named, ...] = tuple(Named(*counted) for counted in times.most_common())
        self._claims = {claim.id: claim for claim in reading.claims}
        self._marks = _marks(self.items, [mention.span for mention in mentions if mention.span])

    def place_of(self, record: str | None) -> int | None:
        """Where a record stands among the items."""
        return next((at for at, found in enumerate(self.items) if found.record.id == record), None)

    def near(self, at: int) -> int:
        """The first item whose words begin at an offset of the text, or after it; the last one beyond all."""
        later = (number for number, found in enumerate(self.items) if found.span[0] >= at)
        return next(later, max(0, len(self.items) - 1))

    def excerpt(self, number: int | None, *, marked: bool = True) -> Excerpt:
        """The dispatch seen from one of the items, all others marked more faintly, if they are to be."""
        dispatch = self.reading.dispatch
        seen = Excerpt(dispatch, (0, 0))
        if number is not None:
            record = self.items[number].record
            if isinstance(record, Event):
                claim = self._claims.get(record.claim) if record.claim else None
                seen = event_excerpt(dispatch, record, claim, self._today)
            elif isinstance(record, Claim):
                seen = claim_excerpt(dispatch, record)
            else:
                seen = _date_excerpt(self.reading, record)
        if not marked:
            return seen
        own = {(mark.start, mark.end) for mark in seen.marks if mark.kind != "content"}
        others = [mark for mark in self._marks if (mark.start, mark.end) not in own]
        return replace(seen, marks=(*seen.marks, *others))


def _found(reading: Reading) -> Iterator[Finding]:
    for event in reading.events:
        yield Finding(event, event.span, _event_pieces(event), _actors((*event.sources, *event.targets)))
    for claim in reading.claims:
        span = claim.cue.span if claim.cue else claim.content[0] if claim.content else claim.sentence
        yield Finding(claim, span, _claim_pieces(claim, reading), _actors((*claim.sources, *claim.about, *claim.via)))
    for timex in reading.timexes:
        yield Finding(timex, timex.span, _date_pieces(timex))


def _actors(mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(mention.actor for mention in mentions))


def _mentions(reading: Reading) -> Iterator[Mention]:
    """Every mention; the same words stand in several records."""
    for event in reading.events:
        yield from (*event.sources, *event.targets)
    for claim in reading.claims:
        yield from (*claim.via, *claim.sources, *claim.about)


def _marks(items: Sequence[Finding], named: Sequence[Span]) -> tuple[Mark, ...]:
    """A mark for each finding and each name, of several on the same words the first."""
    kinds: dict[Span, MarkKind] = {}
    for found in items:
        kinds.setdefault(found.span, _kind(found.record))
    for span in named:
        kinds.setdefault(span, "named")
    return tuple(Mark(*span, kind) for span, kind in kinds.items())


def _kind(record: Event | Claim | Timex) -> MarkKind:
    if isinstance(record, Event):
        return "cooperation" if record.category in COOPERATION else "conflict"
    return "said" if isinstance(record, Claim) else "date"


def _event_pieces(event: Event) -> tuple[Piece, ...]:
    cooperative = event.category in COOPERATION
    sign, role = (COOPERATIVE, "cooperation") if cooperative else (CONFLICT, "conflict")
    actors = parties([m.actor for m in event.sources], [m.actor for m in event.targets])
    when = f"  {when_words(event.when)}" if event.when else ""
    status = STATUS_SIGNS[event.status].strip()
    return (
        Piece(f"{sign} ", role),
        Piece(f"{status} " if status else "", "negation" if event.status == "negated" else "doubt"),
        Piece(f"{event.category} {one_line(event.verb)}: "),
        Piece(actors, "actor"),
        Piece(when, "date"),
    )


def _claim_pieces(claim: Claim, reading: Reading) -> tuple[Piece, ...]:
    content = " … ".join(one_line(reading.dispatch.text[start:end]) for start, end in claim.content)
    cue = f"{one_line(claim.cue.text).rstrip(':')}: " if claim.cue else ""
    return (
        Piece(f"{CLAIM_SIGN} ", "sign"),
        Piece(f"{mention_names(claim.sources or claim.via[-1:]) or NOBODY} ", "actor"),
        Piece(cue, "cue"),
        Piece(content),
    )


def _date_pieces(timex: Timex) -> tuple[Piece, ...]:
    words = when_words(timex.when) if timex.when else one_line(timex.value)
    return Piece(f"{DATE_SIGN} ", "date"), Piece(f"{one_line(timex.text)}: "), Piece(words, "date")


def _date_excerpt(reading: Reading, timex: Timex) -> Excerpt:
    """A dispatch seen from one of its dates; its line of the text is that of the words."""
    words = when_words(timex.when) if timex.when else one_line(timex.value)
    basis = one_line(timex.when.basis) if timex.when else ""
    facts = [
        Fact("date", words, "when"),
        Fact("kind", timex.kind.lower()),
        Fact("value", one_line(timex.value)),
        Fact("basis", basis),
    ]
    told = tuple(fact for fact in facts if fact.words)
    return Excerpt(reading.dispatch, timex.span, (Mark(*timex.span, "when"),), told, record=timex.id)


def named_pieces(named: Named) -> tuple[Piece, ...]:
    """An actor of the dispatch, in one line."""
    role = f" {named.actor.role}" if named.actor.role else ""
    return (
        Piece("[ ", "sign"),
        Piece(actor_name(named.actor), "actor"),
        Piece(f"  {named.actor.kind}{role}  ×{named.times}", "dim"),
    )
