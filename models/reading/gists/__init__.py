"""The claims and events of a parsed dispatch in the form in which they are compared with those of other dispatches.

Made while the parse is at hand, so that whoever compares needs none: predicates with polarity and mood, who does it,
what with, how many, when. The words are in `tables/gists.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.reading.actors import Actors
from models.reading.dates import Dates
from models.reading.gists.material import material
from models.reading.gists.recorded import Maker
from models.reading.gists.stands import find_stands
from models.reading.language import Parsed
from models.records import Claim, Event, Gist


def find_gists(
    parsed: Parsed, actors: Actors, dates: Dates, claims: Iterable[Claim], events: Iterable[Event]
) -> Iterator[Gist]:
    """The gists of a dispatch: of each claim, of each event, and the stands of all clauses."""
    claims, events = tuple(claims), tuple(events)
    made_of = material(parsed, actors, dates)
    maker = Maker(made_of)
    for claim in claims:
        yield from maker.of_claim(claim)
    for event in events:
        yield from maker.of_event(event)
    yield from find_stands(made_of, claims, events)


__all__ = ["find_gists"]
