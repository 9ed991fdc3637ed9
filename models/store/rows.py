"""What the panels show: rows a store hands out in windows, each with all that one line of a panel needs.

A row is a record read once and flattened; the whole record is fetched by its id when a line is chosen.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from models.records import (
    Actor,
    Category,
    Certainty,
    DisagreementKind,
    Mode,
    Polarity,
    Reading,
    Record,
    Revision,
    Span,
    Stance,
    Status,
    When,
)

#: The three views a filter applies to.
Kind = Literal["timeline", "relations", "claims"]

#: How events and claims are listed: by their days, or the latest arrival first.
Listing = Literal["date", "arrival"]

#: How the dispatches that came since a moment are told apart, in the order they are shown.
ChangeKind = Literal["withdrawn", "corrected", "contradicted", "updated", "new", "unreadable", "gone"]

#: How often something passes between two now, against before.
Trend = Literal["rising", "falling", "steady"]


class Told(Record):
    """How many tellings there are of one happening, or of one claim, and how many independent origins they have."""

    tellings: int
    independent: int


class EventRow(Record):
    """A line of the timeline: who did what to whom, and who says so.

    `chain` names who says so, outermost first (agency, relays, speakers); it is empty where the dispatch
    itself asserts the event, or (`claimed`) somebody whom nobody names. `agency` is the dispatch's, `text` the
    event's own words, `issued` the day of the dispatch. `told` says how often the happening is told, where that is more
    than once; `disputed` how one of its tellings disagrees with others.
    """

    id: str
    dispatch: str
    when: When | None
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    category: Category
    verb: str
    status: Status
    where: str | None
    chain: tuple[str, ...]
    claimed: bool = False
    agency: str | None
    text: str
    added: int
    issued: dt.date | None = None
    told: Told | None = None
    disputed: tuple[DisagreementKind, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The day under which it stands: its first, its last where the beginning is open, its dispatch's if undated."""
        return (self.when and (self.when.earliest or self.when.latest)) or self.issued

    @property
    def is_undated(self) -> bool:
        """Whether it has no date of its own."""
        return self.when is None or (self.when.earliest is None and self.when.latest is None)


class ClaimRow(Record):
    """A line of the claims: who said what, how, and through whom.

    `content` has its pieces joined by " … " and its white space folded; `quotes` are spans of `content`, `issued` is
    the day of the dispatch. `told` says how often the same is claimed, where that is in more than one dispatch.
    """

    id: str
    dispatch: str
    said: When | None
    chain: tuple[str, ...]
    cue: str | None
    content: str
    quotes: tuple[Span, ...]
    mode: Mode
    polarity: Polarity
    certainty: Certainty
    stance: Stance
    nested: bool
    added: int
    issued: dt.date | None = None
    told: Told | None = None
    disputed: tuple[DisagreementKind, ...] = ()


class RelationRow(Record):
    """A directed pair of actors at the level of countries, with its events counted.

    `first` and `last` are the oldest and the newest day under which one of its events stands in the
    timeline, `first_when` and `last_when` these two events' dates as they are known (of several on that day the
    most precise); `added` is the generation that brought the newest. `pulse` counts the events in the buckets
    of the view's axis, where one was given.
    """

    source: Actor
    target: Actor
    count: int
    cooperation: int
    conflict: int
    categories: dict[str, int]
    first: dt.date | None
    last: dt.date | None
    added: int
    first_when: When | None = None
    last_when: When | None = None
    pulse: tuple[int, ...] = ()
    trend: Trend | None = None


class PartRow(RelationRow):
    """A part of a relation that was opened: what passed between two single actors, or what was of one category.

    `dyad` is the relation's source and target, by their ids; of a part by category they are this one's too.
    """

    dyad: tuple[str, str]
    category: Category | None = None


class Matrix(Record):
    """The most frequent actors of the relations, most first, and the relations between any two of them."""

    actors: tuple[Actor, ...]
    cells: tuple[RelationRow, ...]


class ProblemRow(Record):
    """A dispatch that could not be read, and why."""

    dispatch: str
    path: str
    problem: str
    added: int


class Summary(Record):
    """What the store holds; `last_change` is in UTC, null before the first dispatch."""

    dispatches: int
    problems: int
    claims: int
    events: int
    last_change: dt.datetime | None


class Counts(Record):
    """How many rows a filter shows, of how many; `undated` ones are hidden only for want of a date."""

    shown: int
    total: int
    undated: int


class Histogram(Record):
    """How many events stand under the days from `first` to `last`, in bins of `width` days each.

    The few that lie so far off that they would squeeze the rest are left out: `earlier` and `later` ones.
    """

    first: dt.date
    last: dt.date
    width: int
    counts: tuple[int, ...]
    earlier: int
    later: int

    def bin(self, day: dt.date) -> int | None:
        """The bin of a day; None outside."""
        return (day - self.first).days // self.width if self.first <= day <= self.last else None


class Side(Record):
    """One side of a disagreement: `record` is the id of its claim, or of the event a dispatch tells in its own voice.

    `sentence` is the dispatch's own, white space folded (not made safe); `marks` are the words that clash, as spans of
    it, `spans` the same in the dispatch's text. `chain` is as in the claims; `when` is when it was said, or the event's
    date; `issued` the dispatch's.
    """

    record: str
    dispatch: str
    agency: str | None
    chain: tuple[str, ...]
    when: When | None
    issued: dt.date | None
    sentence: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...] = ()
    claimed: bool = True


class DisagreementRow(Record):
    """Two sides that cannot both stand, or of which the second turns from the first; the earlier one is `first`.

    `pairs` counts the pairs of tellings in which the same disagreement stands; `why` is one sentence.
    """

    id: str
    kind: DisagreementKind
    why: str
    first: Side
    second: Side
    pairs: int
    added: int


class TellingRow(Record):
    """One telling of a happening, or of a claim: `record` is the id of its event or claim.

    Those with the same `origin` (from 1) are not independent, as `origin_why` says. `when` is when it was, or was said;
    a claim has no `status`.
    """

    record: str
    dispatch: str
    agency: str | None
    chain: tuple[str, ...]
    issued: dt.date | None
    when: When | None
    status: Status | None = None
    sentence: str
    marks: tuple[Span, ...]
    origin: int
    origin_why: str


class Tellings(Record):
    """A happening, or a claim, with all its tellings; `record` is the one that stands for it, and comes first."""

    record: str
    rows: tuple[TellingRow, ...]
    independent: int
    why: str


class Former(Record):
    """An earlier state of a dispatch: all that was read from it, and why the later one replaces it.

    `at` is when its file changed (UTC), null where it is a dispatch of its own.
    """

    reading: Reading
    why: str
    at: dt.datetime | None = None


class ChangeRow(Record):
    """A dispatch that came, or left, since a moment; `at` is when (UTC), no more than a second too late.

    `opening` is how its text begins where it has no headline.
    `replaces` is the dispatch it takes the place of, `why` says what shows it, `claims` and `events` how many it has;
    `problem` is why it could not be read, or what a notice of withdrawal says. Of a withdrawal, `claims` and `events`
    count what it took down, and `took_down` tells the first of them.
    Of a disagreement, `dispatch`, `record` and `sentence` are its later side, `replaces` is the dispatch of the other.
    """

    kind: ChangeKind
    dispatch: str
    agency: str | None
    date: dt.date | None
    place: str | None
    headline: str | None
    opening: str | None = None
    revision: Revision
    replaces: str | None = None
    why: str | None = None
    problem: str | None = None
    record: str | None = None
    sentence: str | None = None
    took_down: tuple[str, ...] = ()
    claims: int = 0
    events: int = 0
    at: dt.datetime | None = None
    added: int


class Changes(Record):
    """What came since a generation: how many of each kind, and the latest of each."""

    since: int
    counts: dict[ChangeKind, int]
    rows: tuple[ChangeRow, ...]
