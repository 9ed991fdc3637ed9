"""A stream of records → each claim, event and date together with its dispatch and with who says so.

The stream is that of `Store.records`, in any order: what it lacks, or has elsewhere, is looked up beyond it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol, TypeAlias

from models.oneline import claim_chain
from models.records import (
    Claim,
    Disagreement,
    Dispatch,
    Event,
    Occurrence,
    Record,
    Relation,
    Span,
    Timex,
)
from models.wording import NOBODY

#: So many dispatches and claims are at hand at a time: in the panels' order those of one dispatch stand together.
_AT_HAND = 16


class Beyond(Protocol):
    """Records by their ids, also those that a filter left out of the stream: a `Store`."""

    def dispatch(self, id: str, /) -> Dispatch | None:
        """A dispatch, if there is one."""

    def claim(self, id: str, /) -> Claim | None:
        """A claim, if there is one."""

    def event(self, id: str, /) -> Event | None:
        """An event, if there is one."""


class _Nothing:
    def dispatch(self, id: str, /) -> None:
        """None."""

    def claim(self, id: str, /) -> None:
        """None."""

    def event(self, id: str, /) -> None:
        """None."""


#: The records of the stream are all there are.
NOTHING_MORE: Final[Beyond] = _Nothing()


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


#: What has no dispatch of its own.
Across: TypeAlias = Relation | Occurrence | Disagreement


def in_context(records: Iterable[Record], beyond: Beyond = NOTHING_MORE) -> Iterator[Told | Across]:
    """Each record of the stream in its context; those across dispatches, which have none, as they are.

    Raises `ValueError` for a record whose dispatch neither came just before it nor is to be had beyond.
    """
    dispatch_of = lru_cache(_AT_HAND)(beyond.dispatch)
    claim_of = lru_cache(_AT_HAND)(beyond.claim)
    dispatch: Dispatch | None = None
    claims: dict[str, Claim] = {}
    for record in records:
        if isinstance(record, Across):
            yield record
            continue
        if isinstance(record, Dispatch):
            dispatch, claims = record, {}
            yield Told(record, record)
            continue
        if not isinstance(record, Claim | Event | Timex):
            continue
        if dispatch is None or record.dispatch != dispatch.id:
            dispatch, claims = dispatch_of(record.dispatch), {}
            if dispatch is None:
                raise ValueError(f"The record {record.id} must come after its dispatch {record.dispatch}.")
        claim: Claim | None = None
        if isinstance(record, Claim):
            claim = claims[record.id] = record
        elif isinstance(record, Event) and record.claim is not None:
            claim = claims.get(record.claim) or claim_of(record.claim)
        yield Told(record, dispatch, claim)


def side(id_: str, beyond: Beyond) -> Told | None:
    """A side of a disagreement, by the id of its claim or event, in its context; None if it is not to be had."""
    record = beyond.claim(id_) or beyond.event(id_)
    dispatch = None if record is None else beyond.dispatch(record.dispatch)
    if record is None or dispatch is None:
        return None
    claim = record if isinstance(record, Claim) else beyond.claim(record.claim) if record.claim is not None else None
    return Told(record, dispatch, claim)
