"""How two clauses or numbers cannot both be right: what the rules of `stands` and `measures` find. Pure."""

from __future__ import annotations

from typing import NamedTuple

from models.records import DisagreementKind, Span


class Opposed(NamedTuple):
    """In which kind two cannot both be, why, and the words that clash where they are not the predicates."""

    kind: DisagreementKind
    why: str
    marks: tuple[tuple[Span, ...], tuple[Span, ...]] | None = None
