"""An actor's page: who it is, how it is named, what it does, says and is said to do, and with whom.

Looked up in a thread, in windows of bounded size; each line leads on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models.filters import FieldName, Filter, Term
from models.records import Actor
from models.store import Store
from models.store.actors import Alias
from models.store.rows import ClaimRow, EventRow, RelationRow
from models.wording import actor_name, many, one_line
from tui.lines.panels import Piece, claim_line, cut_pieces, event_line
from tui.lines.relations import relation_line
from tui.lines.source import wrap
from tui.view import Row

#: So many rows of each kind are shown; the filter shows all.
MOST_EVENTS, MOST_CLAIMS, MOST_RELATIONS, MOST_ALIASES = 200, 100, 50, 40


@dataclass(frozen=True)
class Section:
    """Rows of one kind, and how many there are in all."""

    title: str
    rows: Sequence[Row]
    total: int


@dataclass(frozen=True)
class ActorPage:
    """What is known of an actor."""

    actor: Actor
    aliases: Sequence[Alias]
    sections: tuple[Section, ...]
    today: dt.date


@dataclass(frozen=True)
class PageLine:
    """A line of the page: the row it shows, or words that show none."""

    row: Row | None
    words: tuple[Piece, ...] = ()


def page_of(store: Store, actor: Actor, today: dt.date) -> ActorPage:
    """All of the page, under no filter but the actor."""
    by, about, either = actor_filter(actor, "from"), actor_filter(actor, "to"), actor_filter(actor)
    sections = (
        Section("Timeline", store.timeline(either, 0, MOST_EVENTS), store.counts("timeline", either).shown),
        Section("Says or passes on", store.claims(by, 0, MOST_CLAIMS), store.counts("claims", by).shown),
        Section("Is spoken of", store.claims(about, 0, MOST_CLAIMS), store.counts("claims", about).shown),
        Section("Relations", store.relations(either, 0, MOST_RELATIONS), store.counts("relations", either).shown),
    )
    return ActorPage(actor, store.aliases(actor.id, MOST_ALIASES), sections, today)


def actor_filter(actor: Actor, side: FieldName = "actor") -> Filter:
    """What lets an actor through: of a country, all that count as it."""
    value = actor.id.replace('"', " ")
    return Filter((Term(side, value, exact=True),))


def page_lines(page: ActorPage, width: int) -> list[PageLine]:
    """The page as lines, for a width: its aliases, then section by section."""
    lines: list[PageLine] = []
    named = " · ".join(f"{one_line(alias.text)} ×{alias.times}" for alias in page.aliases)
    if named:
        lines.append(PageLine(None, (Piece("Named", "title"),)))
        lines += [PageLine(None, (Piece(named[start:end], "plain"),)) for start, end in wrap(named, max(8, width))]
    for section in page.sections:
        if lines:
            lines.append(PageLine(None))
        lines.append(PageLine(None, (Piece(section.title, "title"), Piece(f"  {section.total:,}", "plain"))))
        lines += [PageLine(row) for row in section.rows]
        left = section.total - len(section.rows)
        if left > 0:
            lines.append(PageLine(None, (Piece(f"… {left:,} more: f shows all in the panels", "dim"),)))
    return lines


def line_pieces(line: PageLine, page: ActorPage, width: int) -> list[Piece]:
    """A line of the page as it is drawn."""
    row = line.row
    if isinstance(row, EventRow):
        return event_line(row, width, page.today)
    if isinstance(row, ClaimRow):
        return claim_line(row, width)
    if isinstance(row, RelationRow):
        most = max((r.count for s in page.sections for r in s.rows if isinstance(r, RelationRow)), default=1)
        return relation_line(row, width, most)
    return cut_pieces(line.words, width)


def who_pieces(actor: Actor) -> list[Piece]:
    """Who it is, for the title: name, kind, country, role."""
    parts = [actor.kind if actor.kind != "unknown" else "", actor.country or "", actor.role or ""]
    words = " · ".join(part for part in parts if part)
    return [Piece(actor_name(actor), "title"), Piece(f"  {words}" if words else "", "plain")]


def said_of(page: ActorPage) -> str:
    """How much there is, in words."""
    nouns = ("event", "claim by or through it", "claim about it", "relation")
    plural = ("events", "claims by or through it", "claims about it", "relations")
    return ", ".join(many(s.total, one, more) for s, one, more in zip(page.sections, nouns, plural, strict=True))
