"""Records → a Markdown brief: timeline, relations, disagreements, claims by speaker, each with its source.

For people to read, in any Markdown (CommonMark, GitHub's): the words of a dispatch never become markup.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TextIO

from models.exports.context import NOBODY, ClaimOf, Told, in_context, nothing_more, parties
from models.exports.marked import mark_words
from models.places import place_of
from models.records import Claim, Disagreement, Dispatch, Event, Occurrence, Record, Relation, When
from models.store.wording import claim_content
from models.wording import UNDATED, actor_name, chain_words, day, days, many, mention_names, one_line, when_words

#: No text begins a line of the brief, so that signs which only count there (`#`, `-`, `1.`) may stay as they are;
#: so may `_` within a word, and `!` and parentheses, which only count beside a bracket.
_MARKUP = re.compile(r"[\\`*{}\[\]|~$@]|(?<!\w)_|_(?!\w)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
#: Days are compared by number; what has none comes last.
_NEVER = dt.date.max.toordinal() + 1


def plain(text: str) -> str:
    """Untrusted text on one line, to be read as it is: no markup, no HTML, no address that becomes a link."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text)).translate(_ENTITIES)


@dataclass(frozen=True)
class _Line:
    """A line of the brief with what it is sorted and grouped by; the dispatch itself is let go."""

    order: tuple[int, int]
    under: str
    words: str
    #: Its sentence and file, on lines below.
    source: str
    id: str


@dataclass
class _Contents:
    """What the stream held, as lines."""

    counts: Counter[str] = field(default_factory=Counter)
    events: list[_Line] = field(default_factory=list)
    claims: list[_Line] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    occurrences: list[Occurrence] = field(default_factory=list)
    #: What a side of a disagreement is shown as, by the id of its claim or event.
    sides: dict[str, str] = field(default_factory=dict)


def write_brief(records: Iterable[Record], out: TextIO, claim_of: ClaimOf = nothing_more) -> int:
    """Writes the brief, oldest events first, undated last; returns how many events, relations and claims it has.

    Raises `OSError` where `out` cannot be written.
    """
    contents = _gather(records, claim_of)
    counts = contents.counts
    counts["disagreement"] = len(contents.disagreements)
    written = len(contents.events) + len(contents.relations) + len(contents.disagreements) + len(contents.claims)
    kinds = (
        ("dispatch", "dispatches"),
        ("event", None),
        ("relation", None),
        ("disagreement", None),
        ("claim", None),
    )
    out.write(f"# Brief\n\n{', '.join(many(counts[kind], kind, more) for kind, more in kinds)}.\n")
    if counts["problem"]:
        out.write(f"{many(counts['problem'], 'dispatch', 'dispatches')} could not be read.\n")
    out.write("\n## Timeline\n")
    out.writelines(_grouped(sorted(_told_once(contents), key=lambda line: (line.order, line.under))))
    out.write("\n## Relations\n\n")
    if contents.relations:
        out.write("| from | to | events | conflict | cooperation | categories | days |\n")
        out.write("| --- | --- | ---: | ---: | ---: | --- | --- |\n")
        out.writelines(contents.relations)
    else:
        out.write("None.\n")
    out.write("\n## Disagreements\n\n")
    out.writelines(_disagreement(found, contents.sides) for found in contents.disagreements)
    if not contents.disagreements:
        out.write("None.\n")
    out.write("\n## Claims\n")
    out.writelines(_grouped(sorted(contents.claims, key=lambda line: (line.under == NOBODY, line.under, line.order))))
    return written


def _gather(records: Iterable[Record], claim_of: ClaimOf) -> _Contents:
    contents = _Contents()
    for told in in_context(_of_one_dispatch(records, contents), claim_of):
        if isinstance(told, Relation):
            contents.counts["relation"] += 1
            contents.relations.append(_relation(told))
            continue
        record = told.record
        contents.counts[record.type] += 1
        if isinstance(record, Event | Claim):
            contents.sides[record.id] = _side(told, record)
        if isinstance(record, Event):
            contents.events.append(_event(told, record))
        elif isinstance(record, Claim):
            contents.claims.append(_claim(told, record))
        elif isinstance(record, Dispatch) and record.problem:
            contents.counts["problem"] += 1
    return contents


def _of_one_dispatch(records: Iterable[Record], contents: _Contents) -> Iterator[Record]:
    """The stream without the occurrences and disagreements, which come after what they are about."""
    for record in records:
        if isinstance(record, Disagreement):
            contents.disagreements.append(record)
        elif isinstance(record, Occurrence):
            contents.occurrences.append(record)
        else:
            yield record


def _told_once(contents: _Contents) -> list[_Line]:
    """The lines of the timeline, one a happening: under the telling that stands for it are the others of the view."""
    lines = {line.id: line for line in contents.events}
    for occurrence in contents.occurrences:
        shown = [lines[id_] for id_ in occurrence.events if id_ in lines]
        if len(shown) < 2:
            continue
        first, *others = shown
        told = f"{many(len(occurrence.events), 'telling')}, {many(occurrence.independent, 'origin')}"
        beneath = "".join(f"  {line.words}\n  {line.source}" for line in others)
        lines[first.id] = replace(first, words=f"{first.words} · {told}", source=first.source + beneath)
        for line in others:
            del lines[line.id]
    return list(lines.values())


def _side(told: Told, record: Claim | Event) -> str:
    """Who says it, when, in which words and where."""
    says = plain(chain_words(told.chain)) or plain(told.dispatch.agency or "the dispatch itself")
    when = record.said if isinstance(record, Claim) else record.when
    said = plain(when_words(when))
    return f"{says}, {said}: “{plain(told.words(record.sentence))}” ({plain(told.dispatch.id)})"


def _disagreement(found: Disagreement, sides: Mapping[str, str]) -> str:
    """The kind and why, the two sides below it, the earlier first; nothing says who is right."""
    lines = [f"- **{found.kind}**: {plain(found.why)}\n"]
    lines += [f"  - {sides.get(id_, 'a dispatch that is not part of this view')}\n" for id_ in found.claims]
    return "".join(lines)


def _grouped(lines: Iterable[_Line]) -> Iterator[str]:
    """Lines under a heading for each group; a word where there is none."""
    empty = True
    for under, group in groupby(lines, key=lambda line: line.under):
        empty = False
        yield f"\n### {under}\n\n"
        yield from (f"{line.words}\n{line.source}" for line in group)
    if empty:
        yield "\nNone.\n"


def _event(told: Told, event: Event) -> _Line:
    status = "" if event.status == "happened" else f" · **{event.status}**"
    where = f", {plain(event.where)}" if event.where else ""
    says = f" · according to {plain(chain_words(told.chain))}" if told.chain else ""
    who = plain(parties(event.sources, event.targets))
    words = f"- **{who}** · {event.category}: {plain(event.verb)}{where}{status}{says}{_mark(event)}"
    under = when_words(event.when)
    source = _source(told, event.sentence, event.when)
    return _Line(_order(event.when), plain(under[0].upper() + under[1:]), words, source, event.id)


def _claim(told: Told, claim: Claim) -> _Line:
    content = plain(claim_content(claim, told.dispatch.text)[0])
    manner = [claim.mode, claim.certainty, claim.polarity, "" if claim.stance == "neutral" else claim.stance]
    cue = f" *{plain(claim.cue.text)}*" if claim.cue else ""
    words = f"- {plain(when_words(claim.said))} · {plain(chain_words(told.chain))}{cue}: {content}"
    words += f" ({', '.join(word for word in manner if word)}){_mark(claim)}"
    speakers = plain(mention_names(claim.sources)) or NOBODY
    return _Line(_order(claim.said), speakers, words, _source(told, claim.sentence, claim.said), claim.id)


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
