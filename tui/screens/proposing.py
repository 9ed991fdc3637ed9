"""What may stand in the filter line: the words of the language, and what the store knows by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.filters.completing import Place, Proposal, proposals
from models.store import Store
from tui.faults import problem_of
from tui.state.saved import SavedFilters
from tui.widgets.filterline import Propose
from tui.widgets.proposals import MOST_SHOWN

#: So many letters of a plain word are looked for among the actors too.
_FEWEST_LETTERS = 2


def proposer(store: Store, saved: SavedFilters, say: Callable[[str], object]) -> Propose:
    """What answers for a place; it may be asked in any thread, in which `say` is told why the store has no answer."""

    def propose(place: Place) -> Sequence[Proposal]:
        known = proposals(place, saved.named)
        room = MOST_SHOWN - len(known)
        if room <= 0:
            return known
        plain = place.field is None
        if plain and (len(place.begins) < _FEWEST_LETTERS or place.begins.startswith("@")):
            return known
        try:
            found = store.names("actor" if plain else place.field or "", place.begins, room)
        except Exception as error:  # noqa: BLE001 - a fault costs the proposals, never the app
            say(problem_of(error, store.path))
            return known
        field = "actor:" if plain else ""
        return [*known, *(Proposal(f"{field}{_quoted(name.name)} ", _note(name.note, name.times)) for name in found)]

    return propose


def _quoted(name: str) -> str:
    """A name as a quotation, in which no quotation mark can stand."""
    return '"' + " ".join(name.replace('"', " ").split()) + '"'


def _note(note: str, count: int) -> str:
    return "  ".join(part for part in (note, f"{count:,}" if count else "") if part)
