"""What the gists of a dispatch are made of: its parse, and whom, what numbers and what days its words tell of."""

from __future__ import annotations

from dataclasses import dataclass

from models.reading.actors import Actors
from models.reading.dates import Dates
from models.reading.gists.days import Days
from models.reading.gists.doers import Doers
from models.reading.gists.quantities import Quantities
from models.reading.language import Parsed


@dataclass(frozen=True, slots=True)
class Material:
    """A dispatch as it was read, with what its words tell, each looked at once for all gists."""

    parsed: Parsed
    actors: Actors
    dates: Dates
    days: Days
    doers: Doers
    numbers: Quantities


def material(parsed: Parsed, actors: Actors, dates: Dates) -> Material:
    """The material of one dispatch."""
    return Material(parsed, actors, dates, Days(dates), Doers(actors), Quantities(parsed))
