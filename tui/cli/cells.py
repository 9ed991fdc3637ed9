"""A panel's rows as the cells of a table for scripts: dates in EDTF, names in full, nothing cut.

Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.store.rows import ClaimRow, EventRow, RelationRow
    from tui.view import Row

#: How many dispatches tell of it, and how many independent origins they have.
_TOLD = ("tellings", "origins")
#: The day of its dispatch.
_REPORTED = "reported"
_MANNER = ("mode", "certainty", "polarity", "stance")
HEADINGS = {
    "timeline": (
        "when",
        "who",
        "whom",
        "category",
        "what",
        "where",
        "status",
        "according to",
        "dispatch",
        *_TOLD,
        _REPORTED,
    ),
    "relations": ("from", "to", "events", "conflict", "cooperation", "first", "last"),
    "claims": ("said", "according to", "cue", "content", *_MANNER, "dispatch", *_TOLD, _REPORTED),
}


def cells_of(row: Row) -> tuple[str, ...]:
    """A row's cells, in the order of its headings."""
    from models.store.rows import EventRow, RelationRow

    if isinstance(row, EventRow):
        cells = _event(row)
    else:
        cells = _relation(row) if isinstance(row, RelationRow) else _claim(row)
    return cells


def _event(row: EventRow) -> tuple[str, ...]:
    from models.wording import RELAY
    from tui.lines.panels import NOBODY

    when = row.when.edtf if row.when else ""
    who, whom = (", ".join(dict.fromkeys(actor.name for actor in side)) for side in (row.sources, row.targets))
    says = RELAY.join(row.chain) or (NOBODY if row.claimed else "")
    return (when, who, whom, row.category, row.verb, row.where or "", row.status, says, row.dispatch, *_told(row))


def _told(row: EventRow | ClaimRow) -> tuple[str, str, str]:
    """How often it is told, of how many origins, and when it was reported."""
    tellings, origins = (row.told.tellings, row.told.independent) if row.told else (1, 1)
    return str(tellings), str(origins), row.issued.isoformat() if row.issued else ""


def _relation(row: RelationRow) -> tuple[str, ...]:
    counts = (str(count) for count in (row.count, row.conflict, row.cooperation))
    ends = (when.edtf if when else "" for when in (row.first_when, row.last_when))
    return (row.source.name, row.target.name, *counts, *ends)


def _claim(row: ClaimRow) -> tuple[str, ...]:
    from models.wording import RELAY

    said = row.said.edtf if row.said else ""
    manner = (row.mode, row.certainty, row.polarity, row.stance)
    return (said, RELAY.join(row.chain), row.cue or "", row.content, *manner, row.dispatch, *_told(row))
