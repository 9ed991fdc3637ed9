"""The frozen records that every part of the project hands on, and nothing else.

A `Dispatch` comes out of a file, a `Reading` out of a dispatch; the store keeps readings and hands out rows.
Offsets are code points into `Dispatch.text`, end exclusive; every record points at the words it was read from.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Span = tuple[int, int]
#: A stretch of a dispatch's text in its file: start and end in the text, first and last byte (-1 where not known), line
#: and column from 1; then 1 where its characters are the file's own, 0 where they stand there in other signs.
Run = tuple[int, int, int, int, int, int, int]

DateBasis = Literal["header", "metadata", "dateline", "filename", "mtime"]
Revision = Literal["original", "update", "corrected", "refiled", "repeated", "withdrawn"]
ActorKind = Literal["country", "person", "organization", "group", "place", "unknown"]
TimexKind = Literal["DATE", "TIME", "DURATION", "SET"]
Mode = Literal["direct", "mixed", "indirect"]
Polarity = Literal["affirmed", "negated"]
Certainty = Literal["asserted", "probable", "possible", "doubtful", "conditional"]
Stance = Literal["neutral", "distancing", "endorsing"]
DisagreementKind = Literal["contradiction", "reversal", "denial", "figure", "date"]
#: How a predicate is meant: as a fact, a will (or future), a duty, an ability, or left open.
Mood = Literal["fact", "will", "ought", "able", "open"]
#: What a speaker does in saying it.
Manner = Literal["says", "accuses", "denies"]
Status = Literal["happened", "ongoing", "repeated", "planned", "possible", "negated"]
Category = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE",
    "COOPERATE", "AID", "RETREAT",
    "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

#: PLOVER's cooperative event types, verbal and material; the others are conflict (PLOVER manual, quad classes).
COOPERATION: frozenset[str] = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})

#: PLOVER's material event types: deeds, not words.
MATERIAL: frozenset[str] = frozenset(
    {"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)


class Record(BaseModel):
    """The base of all records: immutable, and strict about the fields it knows; built when it is first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Dispatch(Record):
    """One wire item: what was decoded from a file, before anything is read from it.

    `item` is the wire's own id of it, `pubstatus` what the wire says of its state, both as printed. `runs` lead the
    text back to the file, whose encoding is `encoding`; `models.places` reads them.
    """

    type: Literal["dispatch"] = "dispatch"
    id: str
    path: str
    sha256: str
    text: str = ""
    body: Span = (0, 0)
    headline: str | None = None
    place: str | None = None
    agency: str | None = None
    byline: str | None = None
    date: dt.date | None = None
    date_basis: DateBasis | None = None
    item: str | None = None
    pubstatus: str | None = None
    slug: str | None = None
    version: str | None = None
    urgency: str | None = None
    subjects: tuple[str, ...] = ()
    revision: Revision = "original"
    supersedes: str | None = None
    superseded_by: str | None = None
    problem: str | None = None
    encoding: str | None = None
    runs: tuple[Run, ...] = ()


class Actor(Record):
    """Who acts or speaks; `role` is the PLOVER/CAMEO sector, `country` ISO 3166-1 alpha-3."""

    id: str
    name: str
    kind: ActorKind = "unknown"
    country: str | None = None
    role: str | None = None


class Mention(Record):
    """An actor with the words that named it; `span` is null only for an agency known from metadata alone.

    Where the dispatch says only a name and another one says whose it is, `alone` is the actor as this dispatch alone
    would have it, and `known_from` the id of the dispatch that introduces the actor.
    """

    actor: Actor
    span: Span | None
    text: str
    alone: Actor | None = None
    known_from: str | None = None


class When(Record):
    """The interval that words denote, both ends included, never more precise than the words."""

    earliest: dt.date | None
    latest: dt.date | None
    approximate: bool = False
    edtf: str
    span: Span | None = None
    text: str
    basis: str


class Timex(Record):
    """A temporal expression of the text (TimeML TIMEX3)."""

    type: Literal["timex"] = "timex"
    id: str
    dispatch: str
    span: Span
    text: str
    kind: TimexKind
    value: str
    when: When | None = None


class Cue(Record):
    """The words that attribute a claim to its source."""

    text: str
    lemma: str
    span: Span


class Claim(Record):
    """Somebody's words or thought, as the dispatch attributes it.

    Out of the store, `same` are the ids of the claims of other dispatches that say the same, and `independent` is how
    many independent origins all of them have; null where there are none.
    """

    type: Literal["claim"] = "claim"
    id: str
    dispatch: str
    sources: tuple[Mention, ...] = ()
    via: tuple[Mention, ...] = ()
    cue: Cue | None = None
    content: tuple[Span, ...]
    quotes: tuple[Span, ...] = ()
    mode: Mode = "indirect"
    polarity: Polarity = "affirmed"
    certainty: Certainty = "asserted"
    stance: Stance = "neutral"
    said: When | None = None
    about: tuple[Mention, ...] = ()
    parent: str | None = None
    sentence: Span
    same: tuple[str, ...] = ()
    independent: int | None = None


class Event(Record):
    """Who did what to whom, when: a PLOVER event with its actors."""

    type: Literal["event"] = "event"
    id: str
    dispatch: str
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...] = ()
    category: Category
    verb: str
    span: Span
    sentence: Span
    when: When | None = None
    where: str | None = None
    status: Status = "happened"
    claim: str | None = None


class Introduced(Record):
    """A person whom a dispatch names in full, mostly with office and country, and the ids of the names for it alone."""

    actor: Actor
    names: tuple[str, ...]
    span: Span


class Sought(Record):
    """A person whom a dispatch calls by name and does not introduce: whom its mentions with this id may stand for.

    `role` is the sector of the title it is called by, if any. A `common` name is a word or the name of many, and asks
    for such a title. Those whose names are in `others` the user says it is not.
    """

    id: str
    role: str | None = None
    common: bool = False
    others: tuple[str, ...] = ()


class Quantity(Record):
    """A number that is told: between `low` and `high` (null: no bound) of what is counted, in which act."""

    low: float | None
    high: float | None
    counted: str
    act: str
    span: Span
    text: str


#: Among the poles of a stand: that words over it turn it round ("did not", "refused to", "no").
TURNED: Final = "-not"


class Gist(Record):
    """The form in which one predicate of a claim or event is compared with those of other dispatches.

    `record` is the id of the claim or event; actors stand as their country's code or their own id. `agents` do it,
    `others` are named beside it; `names` are of persons, `theme` and `terms` words of what it is about, by stem;
    of events `called` has the words of names that are no parties, `nouns` things with what qualifies them; of their
    whole sentence `scene` has the words of names, `spots` those of places among them, `content` the other words,
    `titled` the things that bear a name, each before its words.
    `speakers` is empty where the dispatch speaks itself. That of a claim has its predicate and day alone. No record of
    the export.
    A stand (`poles`, ends of axes like "+run") is of any clause; `record` is then the nearest, `setting` what its
    dispatch is about, `known` the names in it.
    A measured number (its pole is the measure, "=toll") and what comes about once ("~sink") have in `proper` the names
    of the lead as well, in `theme` whom it is done to; a number in `content` of which part or period it is, in `nouns`
    how many of its measure came before it;
    a stand has in `content` what its numbers measure, in `acting` the ids of the persons who do it (their country is
    among its `agents`).
    """

    record: str
    predicate: str
    span: Span
    words: str
    negated: bool = False
    mood: Mood = "fact"
    manner: Manner = "says"
    agents: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    proper: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    scene: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    dated: Span | None = None
    speakers: tuple[str, ...] = ()
    said: dt.date | None = None
    poles: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


class Reading(Record):
    """All that was read from one dispatch, in text order; whom it introduces, and whom it leaves to be known.

    For comparing with others: the gists, a `sketch` (MinHash) of its words, and the agencies it has them from.
    """

    dispatch: Dispatch
    timexes: tuple[Timex, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    gists: tuple[Gist, ...] = ()
    sketch: tuple[int, ...] = ()
    cited: tuple[str, ...] = ()
    introduced: tuple[Introduced, ...] = ()
    sought: tuple[Sought, ...] = ()


class Relation(Record):
    """A directed dyad, summed over the current view; `cooperation` and `conflict` are counts of events."""

    type: Literal["relation"] = "relation"
    source: Actor
    target: Actor
    count: int
    categories: dict[str, int] = Field(default_factory=dict)
    cooperation: int = 0
    conflict: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    events: tuple[str, ...] = ()


class Occurrence(Record):
    """One happening as several dispatches tell it.

    `events` are its tellings, the one that stands for it first; `independent` is how many independent origins they
    have; `why` says in words why they were taken for one.
    """

    type: Literal["occurrence"] = "occurrence"
    id: str
    events: tuple[str, ...]
    when: When | None = None
    independent: int
    why: str


class Disagreement(Record):
    """Two statements that cannot both stand, or one actor's position that changed; it never says who is right.

    `claims` are the ids of the two claims, the earlier said first; what a dispatch says in its own voice stands there
    by the id of its nearest claim or event, or by its own where it has neither. `marks` are the words that clash, as
    spans of the text of each one's dispatch.
    """

    type: Literal["disagreement"] = "disagreement"
    id: str
    claims: tuple[str, str]
    kind: DisagreementKind
    why: str
    marks: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
