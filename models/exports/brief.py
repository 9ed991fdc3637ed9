"""Records → a Markdown brief: timeline, relations, disagreements, claims by speaker, each with its source.

For people to read, in any Markdown (CommonMark, GitHub's): the words of a dispatch never become markup. Within a part
the lines come as the records do; only the events of one date are held, the parts wait on the disk for their turn.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, Final, TextIO

from models.exports.context import NOTHING_MORE, Beyond, Told, in_context, side
from models.exports.marked import mark_words
from models.oneline import claim_content
from models.places import place_of, sentence_around
from models.records import Claim, Disagreement, Dispatch, Event, Occurrence, Record, Relation, Span, When
from models.wording import (
    NOBODY,
    UNDATED,
    actor_name,
    chain_words,
    day,
    days,
    many,
    mention_names,
    one_line,
    parties,
    when_words,
)

#: No text begins a line of the brief, so that signs which only count there (`#`, `-`, `1.`) may stay as they are;
#: so may `_` within a word, and `!` and parentheses, which only count beside a bracket.
_MARKUP = re.compile(r"[\\`*{}\[\]|~$@]|(?<!\w)_|_(?!\w)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
#: Days are compared by number; what has none comes last.
_NEVER = dt.date.max.toordinal() + 1


def plain(text: str) -> str:
    """Untrusted text on one line, to be read as it is: no markup, no HTML, no address that becomes a link."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text)).translate(_ENTITIES)


#: So many events of one date are held at most, so that `1 Jul` and `~1 Jul`, which come mixed, have a heading each.
_AT_ONCE: Final = 5_000
#: A part of up to so many characters waits in memory.
_IN_MEMORY: Final = 1 << 20
#: So many characters are copied at a time.
_AT_A_TIME: Final = 1 << 12

_COUNTED: Final = (
    ("dispatch", "dispatches"),
    ("event", None),
    ("relation", None),
    ("disagreement", None),
    ("claim", None),
)


@dataclass
class _Line:
    """A line of the timeline: the date it stands under, its sentence and file, its other tellings."""

    order: tuple[int, int]
    under: str
    words: str
    source: str
    others: list[_Line] = field(default_factory=list)


class _Part:
    """A part of the brief: lines under headings, written to a file as they come, copied when it is its turn."""

    def __init__(self, waiting: IO[str]) -> None:
        self._waiting = waiting
        self._under: str | None = None

    def add(self, text: str, under: str | None = None) -> None:
        """Adds lines, under a heading of their own where it is another than that of those before."""
        if under is not None and under != self._under:
            self._waiting.write(f"\n### {under}\n\n")
            self._under = under
        self._waiting.write(text)

    def copy(self, out: TextIO, empty: str, head: str = "") -> None:
        """Writes all that was added, below a head, or what stands for nothing."""
        if not self._waiting.tell():
            out.write(empty)
            return
        out.write(head)
        self._waiting.seek(0)
        shutil.copyfileobj(self._waiting, out, _AT_A_TIME)


def _waiting_file() -> tempfile.SpooledTemporaryFile[str]:
    return tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")


class _Parts:
    """The parts of a brief while the records come, and how many of each kind there were."""

    def __init__(self, beyond: Beyond, open_files: contextlib.ExitStack) -> None:
        self.counts: Counter[str] = Counter()
        self.timeline, self.relations, self.disagreements, self.claims = (
            _Part(open_files.enter_context(_waiting_file())) for _ in range(4)
        )
        self._beyond = beyond
        self._of_a_date: list[_Line] = []
        self._occurrence: Occurrence | None = None
        self._first_telling: _Line | None = None

    def take(self, told: Told | Relation | Occurrence | Disagreement) -> None:
        """Puts a record in its part."""
        record = told.record if isinstance(told, Told) else told
        self.counts[record.type] += 1
        if isinstance(told, Occurrence):
            self._occurrence, self._first_telling = told, None
        elif isinstance(told, Relation):
            self.relations.add(_relation(told))
        elif isinstance(told, Disagreement):
            self.disagreements.add(_disagreement(told, self._beyond))
        elif isinstance(record, Event):
            self._take_event(told, record)
        elif isinstance(record, Claim):
            self.claims.add(*_claim(told, record))
        elif isinstance(record, Dispatch) and record.problem:
            self.counts["problem"] += 1

    def _take_event(self, told: Told, event: Event) -> None:
        """Holds an event's line until all of its date are there; a further telling goes below the first."""
        line = _event(told, event)
        happening = self._occurrence
        if happening is not None and event.id in happening.events:
            first = self._first_telling
            if first is not None:
                if not first.others:
                    first.words += _counted(len(happening.events), happening.independent)
                first.others.append(line)
                return
            self._first_telling = line
        else:
            self._occurrence = self._first_telling = None
        if self._of_a_date and self._of_a_date[0].order != line.order:
            self.end_date()
        self._of_a_date.append(line)
        if len(self._of_a_date) > _AT_ONCE:
            self.end_date(but=1)  # which may still get tellings

    def end_date(self, but: int = 0) -> None:
        """Writes the lines that are held, but for the last ones."""
        cut = len(self._of_a_date) - but
        lines, self._of_a_date = self._of_a_date[:cut], self._of_a_date[cut:]
        for line in sorted(lines, key=lambda line: line.under):
            others = "".join(f"  {other.words}\n  {other.source}" for other in line.others)
            self.timeline.add(f"{line.words}\n{line.source}{others}", line.under)


def write_brief(records: Iterable[Record], out: TextIO, beyond: Beyond = NOTHING_MORE) -> int:
    """Writes the brief, its lines as the records come; returns how many events, relations and claims it has.

    A happening told several times is one line where its occurrence comes right before its events. Raises `OSError`
    where `out` or a temporary file cannot be written.
    """
    with contextlib.ExitStack() as open_files:
        parts = _Parts(beyond, open_files)
        for told in in_context(records, beyond):
            parts.take(told)
        parts.end_date()
        counts = parts.counts
        out.write(f"# Brief\n\n{', '.join(many(counts[kind], kind, more) for kind, more in _COUNTED)}.\n")
        if counts["problem"]:
            out.write(f"{many(counts['problem'], 'dispatch', 'dispatches')} could not be read.\n")
        out.write("\n## Timeline\n")
        parts.timeline.copy(out, "\nNone.\n")
        out.write("\n## Relations\n\n")
        parts.relations.copy(out, "None.\n", _RELATION_HEAD)
        out.write("\n## Disagreements\n\n")
        parts.disagreements.copy(out, "None.\n")
        out.write("\n## Claims\n")
        parts.claims.copy(out, "\nNone.\n")
    return sum(counts[kind] for kind, _ in _COUNTED[1:])


def _disagreement(found: Disagreement, beyond: Beyond) -> str:
    """The kind and why, the two sides below it, the earlier first; nothing says who is right."""
    lines = [f"- **{found.kind}**: {plain(found.why)}\n"]
    lines += [f"  - {_side(side(id_, beyond), marks)}\n" for id_, marks in zip(found.claims, found.marks, strict=True)]
    return "".join(lines)


def _side(told: Told | None, marks: tuple[Span, ...]) -> str:
    """Who says it, when, in which words and where; of a side that is of no record, the dispatch's own sentence."""
    if told is None:
        return "a dispatch that is not to be had"
    record = told.record
    assert isinstance(record, Claim | Event)
    own = [record.sentence, *(record.content if isinstance(record, Claim) else ())]
    if not all(any(start <= s < e <= end for start, end in own) for s, e in marks):
        words = told.words(sentence_around(told.dispatch.text, marks)).strip()
        says = plain(told.dispatch.agency or "the dispatch itself")
        issued = day(told.dispatch.date) if told.dispatch.date else "undated"
        return f"{says}, {issued}: “{plain(words)}” ({plain(told.dispatch.id)})"
    says = plain(chain_words(told.chain)) or plain(told.dispatch.agency or "the dispatch itself")
    when = record.said if isinstance(record, Claim) else record.when
    said = plain(when_words(when))
    return f"{says}, {said}: “{plain(told.words(record.sentence))}” ({plain(told.dispatch.id)})"


def _event(told: Told, event: Event) -> _Line:
    status = "" if event.status == "happened" else f" · **{event.status}**"
    where = f", {plain(event.where)}" if event.where else ""
    says = f" · according to {plain(chain_words(told.chain))}" if told.chain else ""
    who = plain(parties(event.sources, event.targets))
    words = f"- **{who}** · {event.category}: {plain(event.verb)}{where}{status}{says}{_mark(event)}"
    under, order = when_words(event.when), _order(event.when)
    if under == UNDATED and told.dispatch.date is not None:  # where it stands in the timeline
        under, order = f"{UNDATED}, reported {day(told.dispatch.date)}", (told.dispatch.date.toordinal(), _NEVER)
    source = _source(told, event.sentence, event.when)
    return _Line(order, plain(under[0].upper() + under[1:]), words, source)


def _claim(told: Told, claim: Claim) -> tuple[str, str]:
    """Its lines, and the heading of its speakers."""
    content = plain(claim_content(claim, told.dispatch.text)[0])
    manner = [claim.mode, claim.certainty, claim.polarity, "" if claim.stance == "neutral" else claim.stance]
    cue = f" *{plain(claim.cue.text)}*" if claim.cue else ""
    words = f"- {plain(when_words(claim.said))} · {plain(chain_words(told.chain))}{cue}: {content}"
    words += f" ({', '.join(word for word in manner if word)})"
    if claim.same:
        words += _counted(len(claim.same) + 1, claim.independent or 1)
    words += _mark(claim)
    speakers = plain(mention_names(claim.sources)) or NOBODY
    return f"{words}\n{_source(told, claim.sentence, claim.said)}", speakers


def _counted(tellings: int, origins: int) -> str:
    """How often it is told, behind a line."""
    return f" · {many(tellings, 'telling')}, {many(origins, 'origin')}"


def _mark(record: Claim | Event) -> str:
    """The user's mark behind a line, the note in it."""
    words = plain(mark_words(record))
    return f" · {words}" if words else ""


def _source(told: Told, sentence: tuple[int, int], when: When | None) -> str:
    """The sentence, the file and the line it stands in, and how its date was reached."""
    basis = f"; date: {plain(when.basis)}" if when is not None else ""
    place = place_of(told.dispatch, (sentence[0], sentence[0] + 1))
    line = f", line {place.line}" if place else ""
    return f"  “{plain(told.words(sentence))}” ({plain(told.dispatch.id)}{line}{basis})\n"


def _order(when: When | None) -> tuple[int, int]:
    """The day something stands under and the one it lasts to, as numbers."""
    first = when and (when.earliest or when.latest)
    last = when and when.latest
    return (first.toordinal() if first else _NEVER, last.toordinal() if last else _NEVER)


_RELATION_HEAD: Final = """| from | to | events | conflict | cooperation | categories | days |
| --- | --- | ---: | ---: | ---: | --- | --- |
"""


def _relation(relation: Relation) -> str:
    categories = ", ".join(f"{category} {count}" for category, count in relation.categories.items())
    span = UNDATED
    if relation.first is not None and relation.last is not None:
        span = day(relation.first)
        if relation.last != relation.first:
            # Not "June" of two of its days: these are days that events stand under, no interval.
            whole = "–" not in (words := days(relation.first, relation.last)) or relation.first.day == 1
            span = f"{day(relation.first)} – {day(relation.last)}" if whole else words
    names = (plain(actor_name(actor)) for actor in (relation.source, relation.target))
    counts = (str(number) for number in (relation.count, relation.conflict, relation.cooperation))
    return f"| {' | '.join((*names, *counts, categories, span))} |\n"
