"""A dispatch → a Reading: parses it, and runs the readers of actors, dates, claims and events in order."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator

from models.reading.actors import ActorFinder
from models.reading.claims import find_claims
from models.reading.events import find_events
from models.reading.finding_dates import find_dates
from models.reading.gazetteer import Gazetteer
from models.reading.gists import find_gists
from models.reading.gists.origins import cited, sketch
from models.reading.language import Parsed, Parser
from models.reading.people import introduced, sought
from models.records import Dispatch, Reading

#: Objects made at which the collector looks for those that nothing holds any more: the words of some dozen dispatches.
_COLLECT_AT = 20_000


def spare_the_collector() -> None:
    """Have the garbage collector look seldom, and at nothing that is there now; for a process that reads and no more.

    The pipeline and the tables are there to stay. A host that reads with this as a library keeps its own settings.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AT)


class Reader:
    """Reads dispatches; holds the language pipeline, so make one and keep it. `PipelineError` where it cannot load."""

    def __init__(self, pipeline: str | None = None) -> None:
        self._parser = Parser(pipeline)
        self._actors = ActorFinder(Gazetteer(self._parser.nlp))

    def read(self, dispatches: Iterable[Dispatch]) -> Iterator[Reading]:
        """A reading for each dispatch, in order; one with a problem passes through with nothing read."""
        for parsed in self._parser.parse(dispatches):
            yield self._read(parsed)

    def _read(self, parsed: Parsed) -> Reading:
        if not len(parsed.doc):
            return Reading(dispatch=parsed.dispatch)
        actors = self._actors.find(parsed)
        dates = find_dates(parsed)
        claims = find_claims(parsed, actors, dates)
        # A notice of withdrawal tells what the story told that does not stand.
        is_taken_back = parsed.dispatch.revision == "withdrawn"
        events = [] if is_taken_back else find_events(parsed, actors, dates, claims)
        return Reading(
            dispatch=parsed.dispatch,
            timexes=tuple(dates.timexes),
            claims=tuple(claims),
            events=tuple(events),
            gists=tuple(find_gists(parsed, actors, dates, claims, events)),
            sketch=sketch(parsed),
            cited=cited(parsed),
            introduced=introduced(actors),
            sought=sought(claims, events),
        )
