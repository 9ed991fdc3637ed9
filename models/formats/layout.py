"""Where the parts of an item stand: header, heading, dateline, prose, trailer. Pure functions over its text.

The one question `item` asks about a text; `heading` knows single lines, `dateline` and `trailer` the rest.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from models.formats.dateline import Dateline, dateline_at, lone_place, town_at, with_agency
from models.formats.heading import (
    LineKind,
    byline_parts,
    header_at,
    line_kind,
    mark_at,
    note_begins,
    noted_revision,
    slug_of,
    starts_within,
    title_mark,
)
from models.formats.issued import PrintedDate
from models.formats.outlets import OutletLine, is_outlet, outlet_line, outlet_name, title_outlet
from models.formats.trailer import trailer_of
from models.formats.vocabulary import ANY_AGENCY, BARE_AGENCY, strongest, usual_name
from models.records import Revision, Span

#: Heading and dateline stand within so many characters and lines: what comes later is prose.
_WINDOW, _MOST_LINES, _MOST_TITLES, _LONGEST_HEADING = 6000, 20, 6, 400

_FIRST_CHARACTER = re.compile(r"\S")
_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]*(\r\n|[\r\n\u2028\u2029\x85]|$)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]{0,3}(?=\s|$)")
_JOINED = re.compile(r"\w[-/]")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n])[ \t]*(?=[\r\n])")
_LEAD, _LONGEST_NAME = 600, 3
_TOLD = re.compile(rf"\btold (?P<agency>{ANY_AGENCY})(?!\w)")
_NAMED = re.compile(rf"(?<!\w)(?P<agency>{BARE_AGENCY.pattern})")
_ORNAMENT = re.compile(r"(?:[\s*]|\+{2,3}){0,40}")
_AGENCY_PREFIX = re.compile(r"\)?(?:[ \t][A-Z]{2,12}){0,2}[ \t]{1,3}[-–—][ \t]{1,3}")


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an item; `body` is a span of its text.

    `printed` is the date in the dateline, `transmitted` the one in the trailer.
    """

    body: Span
    headline: str | None = None
    place: str | None = None
    agency: str | None = None
    byline: str | None = None
    slug: str | None = None
    header: dt.date | None = None
    printed: PrintedDate | None = None
    transmitted: PrintedDate | None = None
    revision: Revision = "original"


class _Front(NamedTuple):
    """What stands at the head of a line before its words, which begin at `pos`."""

    header: dt.date | None
    revision: Revision | None
    pos: int


class _Found(NamedTuple):
    """A dateline inside a line, the heading and the note or byline that stand before it there."""

    heading: str
    note: str
    dateline: Dateline


@dataclass(slots=True)
class _Heading:
    """What the lines read so far say."""

    header: dt.date | None = None
    blocks: list[list[str]] = field(default_factory=list)
    agency: str | None = None
    printed: PrintedDate | None = None
    byline: str | None = None
    slug: str | None = None
    revision: Revision | None = None
    dateline: Dateline | None = None

    def take_front(self, front: _Front) -> None:
        self.header = self.header or front.header
        self.revision = strongest(self.revision, front.revision)

    def take_line(self, kind: LineKind, line: str) -> None:
        """What a line other than a title says of version and author."""
        if kind in ("note", "slug"):
            self.revision = strongest(self.revision, noted_revision(line))
            self.slug = self.slug or (slug_of(line) if kind == "slug" and _JOINED.search(line) else None)
            if kind == "slug" and is_outlet(line):
                self.take_outlet(OutletLine(outlet_name(line), None))
        elif kind == "byline" and (parts := byline_parts(line)):
            self.byline = self.byline or parts[0]
            self.agency = self.agency or parts[1]

    def take_outlet(self, outlet: OutletLine) -> None:
        """Who publishes the item, and the day beside the name."""
        self.agency = self.agency or outlet.name
        self.printed = self.printed or outlet.date

    def headline(self) -> str:
        """The first block of titles, but for an outlet's name above it, which is taken as such."""
        first, *later = self.blocks or [[]]
        if first and is_outlet(first[0]) and (_heads_titles(first) if len(first) > 1 else later):
            self.take_outlet(OutletLine(outlet_name(first[0]), None))
            first = first[1:] or later[0]
        title, outlet = title_outlet(" ".join(first).removesuffix("=").removesuffix("+++").rstrip())
        self.agency = self.agency or outlet
        return title

    def take_before(self, found: _Found) -> None:
        """A dateline, and what stands before it on its own line."""
        self.dateline = found.dateline
        kind = line_kind(found.heading)
        self.take_line(kind, found.heading)
        if kind == "title" and "*" not in found.heading and not self.blocks:
            self.blocks.append([found.heading])
        note, bracket, byline = found.note.rpartition(")")
        self.take_line("byline", byline.strip())
        self.take_line("note", note + bracket)


def lay_out(text: str, *, headed: bool = False) -> Layout:
    """The parts of an item's text; without a heading all is body. Never fails; linear in the length.

    `headed` where a headline is known that does not stand in the text.
    """
    first = _FIRST_CHARACTER.search(text)
    if first is None:
        return Layout(body=(len(text), len(text)))
    trailer = trailer_of(text)
    window = text[first.start() : first.start() + _WINDOW]
    heading, begins = _heading_with_dateline(window, headed) or _heading_alone(window)
    prose = _FIRST_CHARACTER.search(text, first.start() + begins)
    begin = prose.start() if prose else len(text)
    title, title_revision = title_mark(heading.headline())
    dateline = heading.dateline
    dated = dateline.date if dateline and dateline.date and dateline.date.month else heading.printed
    agency = (dateline.agency if dateline else None) or heading.agency or trailer.agency
    revision = strongest(heading.revision, title_revision, trailer.revision) or "original"
    told = _withdrawing(window) if revision == "withdrawn" else _told(text[begin : begin + _LEAD])
    return Layout(
        body=(begin, max(begin, trailer.end)),
        headline=title or None,
        place=dateline.place if dateline else None,
        agency=agency or told,
        byline=heading.byline or (dateline.byline if dateline else None),
        slug=heading.slug,
        header=heading.header,
        printed=dated or (dateline.date if dateline else None),
        transmitted=trailer.transmitted,
        revision=revision,
    )


def _lines(window: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line of the window, without its line end."""
    pos = 0
    while pos < len(window) and (line := _LINE.match(window, pos)):
        yield pos, line.start(1)
        pos = line.end()


def _front_at(window: str, start: int, end: int) -> _Front:
    """Ornament, header line and version marks at the head of a line."""
    pos = _after(_ORNAMENT, window, start, end)
    header, revision = None, None
    if found := header_at(window, pos):
        header = found[0]
        pos = _after(_ORNAMENT, window, found[1], end)
    while pos < end and (mark := mark_at(window, pos)) and pos < mark.end <= end:
        revision = strongest(revision, mark.revision)
        pos = mark.end
    return _Front(header, revision, pos)


def _after(pattern: re.Pattern[str], window: str, pos: int, end: int) -> int:
    found = pattern.match(window, pos, end)
    return found.end() if found else pos


def _told(lead: str) -> str | None:
    """The agency to which somebody spoke, in the first paragraph: `told Anadolu on Monday`."""
    found = _TOLD.search(lead.partition("\n")[0])
    return usual_name(found["agency"]) if found else None


def _withdrawing(notice: str) -> str | None:
    """The one agency that a notice of withdrawal names, which is its own: `Do not use the AFP story …`."""
    named = {usual_name(found["agency"]) for found in _NAMED.finditer(notice)}
    return named.pop() if len(named) == 1 else None


def _heading_with_dateline(window: str, headed: bool) -> tuple[_Heading, int] | None:
    """The heading down to a dateline, and where the prose begins; None where no dateline ends it."""
    heading = _Heading()
    titles = blocks = sentences = 0
    within_block = False
    for start, end in _lines(window):
        front = _front_at(window, start, end)
        heading.take_front(front)
        found = _dateline_in_line(window, front.pos, end, headed or bool(heading.blocks))
        if found and (found.dateline.certain or (sentences == 0 and blocks <= 2)):
            heading.take_before(found)
            return heading, found.dateline.end
        line = window[front.pos : end].strip()
        if heading.byline and _stands_below_byline(window, end, line) and (place := lone_place(line)):
            heading.dateline = Dateline(end, place, None, None, None, certain=False)
            return heading, end
        if outlet := outlet_line(line):
            heading.take_outlet(outlet)
            continue
        kind = line_kind(line)
        heading.take_line(kind, line)
        is_title = kind in ("title", "prose")
        if is_title:
            titles += 1
            blocks += 0 if within_block else 1
            sentences += len(_SENTENCE_END.findall(line)) if kind == "prose" else 0
            if titles > _MOST_TITLES or sentences > 1 or len(line) > _LONGEST_HEADING:
                return None
            if not within_block:
                heading.blocks.append([])
            heading.blocks[-1].append(line)
        within_block = is_title
    return None


def _heads_titles(lines: list[str]) -> bool:
    """Whether the first of some lines, an outlet's name, is not the beginning of a title over two lines."""
    return len(lines[0].split()) <= _LONGEST_NAME and not lines[1][0].islower()


def _stands_below_byline(window: str, end: int, line: str) -> bool:
    return bool(line) and line_kind(line) != "byline" and _BLANK_LINE.match(window, end) is not None


def _dateline_in_line(window: str, pos: int, end: int, headed: bool) -> _Found | None:
    for before, at in ((pos, pos), *starts_within(window, pos, end)):
        dateline = dateline_at(window, at) or _prefixed_dateline(window, at)
        if dateline is not None:
            return _Found(window[pos:before].strip(), window[before:at].strip(), dateline)
    if headed and line_kind(window[pos:end].strip()) in ("title", "prose") and (town := town_at(window, pos)):
        return _Found("", "", town)
    return None


def _prefixed_dateline(window: str, pos: int) -> Dateline | None:
    """A dateline behind an agency's name and a dash: `ANSA TEST - ROMA, 01 LUG -`, `(ANSA) - ROMA, 01 LUG -`."""
    agency = BARE_AGENCY.match(window, pos + (window[pos : pos + 1] == "("))
    prefix = _AGENCY_PREFIX.match(window, agency.end()) if agency else None
    dateline = dateline_at(window, prefix.end()) if prefix else None
    return with_agency(dateline, usual_name(agency[0])) if agency and dateline else None


def _heading_alone(window: str) -> tuple[_Heading, int]:
    """The heading of an item without a dateline, and where its prose begins.

    Marks, notes, slugs and bylines are heading; so is a plain headline with a blank line after it. What a notice of
    withdrawal says to editors is all it says.
    """
    heading = _Heading()
    spans = list(_lines(window))
    blank = [not window[start:end].strip() for start, end in spans]
    for number, (start, end) in enumerate(spans):
        front = _front_at(window, start, end)
        heading.take_front(front)
        line = window[front.pos : end].strip()
        if outlet := outlet_line(line) or _name_above(window, spans[number:]):
            heading.take_outlet(outlet)
            continue
        kind = line_kind(line)
        stands_apart = any(blank[number + 1 : number + 2]) and not all(blank[number + 1 :])
        if kind == "title" and not heading.blocks and stands_apart and _is_plain_title(line):
            heading.blocks.append([line])
        elif kind == "note" and heading.revision == "withdrawn" and (told := note_begins(line)):
            return heading, front.pos + window[front.pos : end].index(line) + told
        elif kind in ("title", "prose") or number >= _MOST_LINES:
            return heading, front.pos
        heading.take_line(kind, line)
    return heading, len(window)


def _name_above(window: str, spans: list[tuple[int, int]]) -> OutletLine | None:
    """The outlet whose name the first of some lines is, where a headline stands below it."""
    name = window[slice(*spans[0])].strip()
    below = [window[start:end].strip() for start, end in spans[1:4]]
    title, after = next(((line, below[at + 1 :]) for at, line in enumerate(below) if line), ("", []))
    headed = after[:1] == [""] and line_kind(title) == "title" and _is_plain_title(title)
    return OutletLine(outlet_name(name), None) if headed and is_outlet(name) else None


def _is_plain_title(line: str) -> bool:
    """Whether a line is a headline also without a dateline to show it: a few words, the first not small."""
    return 2 <= len(line.split()) <= 25 and not line[0].islower()
