"""What a line drives in the other panels while they are linked to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.filters import Filter, Term
from models.store.rows import EventRow, Kind, RelationRow
from tui.narrowing import both_ways, dyad
from tui.view import KINDS, Chosen, Row


@dataclass(frozen=True)
class Link:
    """What the other panels are narrowed to by a line, and how their titles say it."""

    by: Kind
    filters: Mapping[Kind, Filter]
    words: Mapping[Kind, str]

    def within(self, chosen: Chosen) -> Chosen:
        """The filters in force, narrowed by the line."""
        linked = {kind: chosen.of(kind) & extra for kind, extra in self.filters.items()}
        return replace(chosen, **linked)


def link_of(kind: Kind, row: Row) -> Link:
    """What a line of a panel leads to.

    An event: the claims of its dispatch, what passes between its two sides. A claim: the events and relations of
    its dispatch. A relation: its events, and what its source says of its target.
    """
    if isinstance(row, RelationRow):
        pair = dyad(row)
        words = {"timeline": "of this relation", "claims": "by its source on its target"}
        return _link(kind, dict.fromkeys(KINDS, pair), words)
    same = Filter((Term("file", row.dispatch, exact=True),))
    filters = dict.fromkeys(KINDS, same)
    words = dict.fromkeys(KINDS, "of this dispatch")
    if isinstance(row, EventRow) and (between := both_ways(row)) is not None:
        filters["relations"], words["relations"] = between, "between the two"
    return _link(kind, filters, words)


def _link(by: Kind, filters: Mapping[Kind, Filter], words: Mapping[str, str]) -> Link:
    others: list[Kind] = [kind for kind in KINDS if kind != by]
    return Link(by, {kind: filters[kind] for kind in others}, {kind: words[kind] for kind in others})
