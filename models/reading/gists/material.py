"""What the gists of a dispatch are made of: its parse, and whom, what numbers and what days its words tell of."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.reading.actors import Actors
from models.reading.dates import Dates
from models.reading.gists.clauses import Clauses
from models.reading.gists.days import Days
from models.reading.gists.doers import Doers
from models.reading.gists.quantities import Quantities
from models.reading.gists.terms import Terms
from models.reading.language import Parsed
from models.records import Span

if TYPE_CHECKING:
    from models.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Material:
    """A dispatch as it was read, with what its words tell, each looked at once for all gists."""

    parsed: Parsed
    actors: Actors
    dates: Dates
    days: Days
    doers: Doers
    numbers: Quantities
    clauses: Clauses
    terms: Terms
    #: Where each token begins in the text.
    starts: list[int]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that begin in a stretch of the text."""
        return self.parsed.doc[bisect_left(self.starts, span[0]) : bisect_left(self.starts, span[1])]


def material(parsed: Parsed, actors: Actors, dates: Dates) -> Material:
    """The material of one dispatch."""
    starts = [parsed.layout.starts[t.idx] for t in parsed.doc]
    return Material(
        parsed, actors, dates, Days(dates), Doers(actors), Quantities(parsed), Clauses(), Terms(actors), starts
    )
