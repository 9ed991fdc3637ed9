"""A stream of records → each claim, event and date together with its dispatch and with who says so.

The stream is that of `Store.records`: a dispatch before all that was read from it. Only one dispatch is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from models.records import Claim, Dispatch, Event, Mention, Record, Relation, Span, Timex
from models.store.wording import claim_chain
from models.wording import actor_name, mention_names

#: Finds a claim that a filter left out of the stream: the store's `claim`.
ClaimOf: TypeAlias = Callable[[str], Claim | None]

#: Who is said to say what an event stands in, where the claim names nobody or is not to be had.
NOBODY = "nobody named"


def nothing_more(_id: str) -> Claim | None:
    """A `ClaimOf` that knows none: the claims in the stream are all there are."""
    return None


@dataclass(frozen=True)
class Told:
    """A record and the dispatch it was read from; `claim` is the claim itself, or the one an event stands in."""

    record: Dispatch | Claim | Event | Timex
    dispatch: Dispatch
    claim: Claim | None = None

    @property
    def chain(self) -> tuple[str, ...]:
        """Who says so, outermost first; empty where the dispatch itself does."""
        if self.claim is not None:
            return claim_chain(self.claim, self.dispatch) or (NOBODY,)
        return (NOBODY,) if isinstance(self.record, Event) and self.record.claim is not None else ()

    def words(self, span: Span) -> str:
        """The dispatch's own words, as they are: not safe to show."""
        return self.dispatch.text[span[0] : span[1]]


def in_context(records: Iterable[Record], claim_of: ClaimOf = nothing_more) -> Iterator[Told | Relation]:
    """Each record of the stream in its context; relations, which have none, as they are.

    Raises `ValueError` for a record that comes before its dispatch.
    """
    dispatch: Dispatch | None = None
    claims: dict[str, Claim] = {}
    for record in records:
        if isinstance(record, Relation):
            yield record
            continue
        if isinstance(record, Dispatch):
            dispatch, claims = record, {}
            yield Told(record, record)
            continue
        if not isinstance(record, Claim | Event | Timex):
            continue
        if dispatch is None or record.dispatch != dispatch.id:
            raise ValueError(f"The record {record.id} must come after its dispatch {record.dispatch}.")
        claim: Claim | None = None
        if isinstance(record, Claim):
            claim = claims[record.id] = record
        elif isinstance(record, Event) and record.claim is not None:
            claim = claims.get(record.claim) or claim_of(record.claim)
        yield Told(record, dispatch, claim)


def parties(sources: Sequence[Mention], targets: Sequence[Mention]) -> str:
    """Who acts on whom: `Israel ▸ Iran`; the same on both sides: `Iran ⇄ Israel`; a dash where nobody is named."""
    if not sources and not targets:
        return "–"
    if {mention.actor.id for mention in sources} == {mention.actor.id for mention in targets}:
        return " ⇄ ".join(dict.fromkeys(actor_name(mention.actor) for mention in sources))
    left = mention_names(sources) or "?"
    return f"{left} ▸ {mention_names(targets)}" if targets else left
