"""The filters that a row stands for: what it is about, closely first, then more widely. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from models.filters import Filter, Term
from models.records import Actor
from models.store.rows import ClaimRow, EventRow, PartRow, RelationRow
from tui.view import Row


def narrowings(row: Row) -> list[str]:
    """Texts of filters, each letting through what the one before does, and more; none where nobody is named.

    Of an event and of a relation: who acts on whom, as countries, both ways. Of a claim: what its speaker says,
    what is said by or about them.
    """
    if isinstance(row, ClaimRow):
        return _of_speaker(row)
    if isinstance(row, RelationRow):
        sides = row.source.id, row.target.id
        return _texts([[*_pair(*sides), *_category(row)], [*_both_ways(*sides), *_category(row)]])
    return _of_event(row)


def _of_event(row: EventRow) -> list[str]:
    if not row.sources or not row.targets or (row.sources == row.targets and len(row.sources) < 2):
        return _texts([[_actor("actor", _called(actor))] for actor in (*row.sources, *row.targets)[:1]])
    if set(row.sources) == set(row.targets):  # with each other
        first, second = row.sources[:2]
        return _texts([_both_ways(_called(first), _called(second)), _both_ways(_party(first), _party(second))])
    source = row.sources[0]
    target = next(actor for actor in row.targets if actor != source or len(row.targets) == 1)
    sides = _called(source), _called(target)
    parties = _party(source), _party(target)
    return _texts([_pair(*sides), _pair(*parties), _both_ways(*parties)])


def _of_speaker(row: ClaimRow) -> list[str]:
    if not row.chain:
        return []
    speaker = row.chain[-1].split(" & ")[0]  # as the store joins those who speak together
    return _texts([[_actor("from", speaker)], [_actor("actor", speaker)]])


def dyad(row: RelationRow) -> Filter:
    """What a relation, or a part of one, sums: `from:"ISR" to:"IRN"`."""
    return Filter((*_pair(row.source.id, row.target.id), *_category(row)))


def both_ways(row: EventRow) -> Filter | None:
    """What passes between the two sides of an event, counted as the relations do; None where there are not two."""
    parties = list(dict.fromkeys(_party(actor) for actor in (*row.sources[:1], *row.targets)))[:2]
    return Filter(tuple(_both_ways(*parties))) if len(parties) == 2 else None


def _category(row: RelationRow) -> list[Term]:
    return [Term("category", row.category)] if isinstance(row, PartRow) and row.category else []


def _pair(source: str, target: str) -> list[Term]:
    return [_actor("from", source), _actor("to", target)]


def _both_ways(one: str, other: str) -> list[Term]:
    return [_actor("actor", one), _actor("actor", other)]


def _actor(side: str, name: str) -> Term:
    # An id is searched for as words are; a quotation mark in one would end the quotation.
    term = Term("actor", name.replace('"', " "), exact=True)
    return term if side == "actor" else Term("from" if side == "from" else "to", term.value, exact=True)


def _called(actor: Actor) -> str:
    """The words by which an actor is looked for: a country by its code, any other by its name."""
    return actor.id if actor.kind == "country" else actor.name


def _party(actor: Actor) -> str:
    """What an actor counts as in the relations."""
    return actor.country or actor.id


def _texts(all_terms: Sequence[Sequence[Term]]) -> list[str]:
    return list(dict.fromkeys(_text(terms) for terms in all_terms))


def _text(terms: Sequence[Term]) -> str:
    return str(Filter(tuple(terms)))
