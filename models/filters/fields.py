"""What each field of a filter means for each kind of record, and the values of those that take only some.

The table is that of the README and of the help screen; the values are what completion offers.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from models.records import Category, Certainty, Mode, Stance, Status

FieldName = Literal[
    "words", "story", "type", "actor", "from", "to", "via", "category", "status", "mode", "certainty", "stance",
    "agency", "file", "since", "until", "on", "reported", "is",
]  # fmt: skip

#: The categories by name, in PLOVER's order.
CATEGORIES: tuple[str, ...] = get_args(Category)

#: Fields that ask for the date of what is told: what has none, they hide.
DATE_FIELDS = frozenset({"since", "until", "on"})
#: Those that take one day, or two with a sign between.
RANGE_FIELDS = frozenset({"on", "reported"})
#: All that take a date.
DAY_FIELDS = DATE_FIELDS | RANGE_FIELDS
#: Fields that name actors.
ACTOR_FIELDS = frozenset({"actor", "from", "to", "via"})
#: Fields whose value in quotation marks is taken whole.
QUOTED_FIELDS = ACTOR_FIELDS | {"agency", "file", "story"}

#: The fields that take only some values, by their beginnings: all of them.
VALUES: dict[FieldName, tuple[str, ...]] = {
    "type": ("event", "relation", "claim"),
    "category": CATEGORIES,
    "status": get_args(Status),
    "mode": get_args(Mode),
    "certainty": get_args(Certainty),
    "stance": get_args(Stance),
    "is": ("new", "marked", "conflict", "cooperation", "quoted", "negated", "undated", "disputed"),
}


#: What people write instead, by habit from elsewhere, and the field that they mean.
MEANT: dict[str, FieldName] = {
    "after": "since", "start": "since", "before": "until", "end": "until", "date": "on", "day": "on", "when": "on",
    "issued": "reported", "published": "reported", "sent": "reported",
    "by": "from", "source": "from", "speaker": "from", "said": "from", "target": "to", "who": "actor",
    "country": "actor", "person": "actor", "through": "via", "relay": "via", "cat": "category", "kind": "type",
    "outlet": "agency", "wire": "agency", "path": "file", "name": "file", "id": "file",
    "dispatch": "story", "text": "story", "in": "story",
}  # fmt: skip


class FieldMeaning(NamedTuple):
    """A row of the filter's documentation: how a term is written, and what it means in each view."""

    example: str
    timeline: str
    relations: str
    claims: str


_SUMS = "sums the events of which this holds"
_DAY = "that day (or month, or year)"

FIELDS: dict[FieldName, FieldMeaning] = {
    "words": FieldMeaning(
        'missile  "air strike"  "air str"*',
        "its sentence or actors' names hold the word, or one beginning so; a quotation: just these words",
        _SUMS,
        "its content, cue or actors' names hold the word, or one beginning so; a quotation: just these words",
    ),
    "story": FieldMeaning(
        'story:tanker  story:"blue marten"',
        "some line of its dispatch holds the word, or one beginning so; a quotation: just these words",
        _SUMS,
        "the same",
    ),
    "type": FieldMeaning(
        "type:claim",
        "event: all; claim, relation: none",
        "relation: all; event, claim: none",
        "claim: all; event, relation: none",
    ),
    "actor": FieldMeaning(
        'actor:iran  actor:"united states"',
        "an actor of the event, by name, id, country or the words that named it; a quotation: just these words",
        "one of the two sides",
        "a speaker, a relay or an actor the claim is about",
    ),
    "from": FieldMeaning(
        "from:russia",
        "a source of the event: who acts",
        "the source of the relation",
        "a speaker or a relay",
    ),
    "to": FieldMeaning(
        "to:israel",
        "a target of the event: on or with whom",
        "the target of the relation",
        "an actor the claim is about",
    ),
    "via": FieldMeaning(
        "via:kan",
        "a relay of the claim it stands in",
        _SUMS,
        "a relay: who passes the claim on",
    ),
    "category": FieldMeaning(
        "category:consult",
        "the event's category, or its beginning",
        "sums the events of that category",
        "an event of that category stands in the claim",
    ),
    "status": FieldMeaning(
        "status:planned",
        "whether it happened, is ongoing, repeated, planned, possible or negated",
        "sums the events of that status, of those that count at all",
        "an event of that status stands in the claim",
    ),
    "mode": FieldMeaning(
        "mode:direct",
        "the claim it stands in is direct, mixed or indirect",
        _SUMS,
        "all quoted: direct; in part: mixed; not: indirect",
    ),
    "certainty": FieldMeaning(
        "certainty:probable",
        "that of the claim it stands in",
        _SUMS,
        "how firm its source is: asserted, probable, possible, doubtful, conditional",
    ),
    "stance": FieldMeaning(
        "stance:distancing",
        "that of the claim it stands in",
        _SUMS,
        "how its reporter stands to it: neutral, distancing, endorsing",
    ),
    "agency": FieldMeaning(
        "agency:tass",
        "the dispatch's agency, or a word's beginning in its name; a quotation: all of the name",
        _SUMS,
        "the same",
    ),
    "file": FieldMeaning(
        'file:2025/  file:"a.txt"',
        "the dispatch's id (path, #, the item's) holds this; a quotation: the file or the id is just this",
        _SUMS,
        "the same",
    ),
    "since": FieldMeaning(
        "since:2025-06-20  since:-2w",
        "the event's when reaches that day or a later one; undated ones are hidden",
        _SUMS,
        "it was said that day or later; undated ones are hidden",
    ),
    "until": FieldMeaning(
        "until:2025-06  until:monday",
        f"the event's when begins {_DAY} or earlier; undated ones are hidden",
        _SUMS,
        f"it was said {_DAY} or earlier; undated ones are hidden",
    ),
    "on": FieldMeaning(
        "on:yesterday  on:2025-06-13/2025-06-24",
        f"the event's when meets {_DAY}, or the days from one to another; undated ones are hidden",
        _SUMS,
        f"it was said {_DAY}, or between the two; undated ones are hidden",
    ),
    "reported": FieldMeaning(
        "reported:yesterday  reported:-3d/today",
        f"its dispatch is of {_DAY}, or of the days from one to another; undated ones too",
        _SUMS,
        "the same",
    ),
    "is": FieldMeaning(
        "is:new",
        "new; marked; conflict, cooperation (category); quoted (the claim it stands in); negated; undated; disputed",
        "new or undated; else sums the events of which this holds",
        "new; marked; conflict, cooperation (an event in it); quoted (in part at least); negated; undated; disputed",
    ),
}
