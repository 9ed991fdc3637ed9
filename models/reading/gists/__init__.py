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
from models.reading.gists.scenes import Scenes
from models.reading.gists.setting import in_setting
from models.reading.gists.stands import Stands
from models.reading.gists.tellers import Tellers
from models.reading.language import Parsed
from models.records import Claim, Event, Gist


def find_gists(
    parsed: Parsed, actors: Actors, dates: Dates, claims: Iterable[Claim], events: Iterable[Event]
) -> Iterator[Gist]:
    """The gists of a dispatch: of each claim and event, the stands of all clauses, what is measured or comes once."""
    claims, events = tuple(claims), tuple(events)
    made_of = material(parsed, actors, dates)
    maker = Maker(made_of)
    for claim in claims:
        yield from maker.of_claim(claim)
    for event in events:
        yield from maker.of_event(event)
    tellers, frame = Tellers(made_of, claims, events), in_setting(made_of)
    scenes = Scenes(made_of, tellers)
    yield from Stands(made_of, tellers, scenes, frame).all()
    yield from scenes.all(frame)


__all__ = ["find_gists"]
