"""The main screen's ways on: to the whole dispatch, to an actor's page, from either to the other, back and forward."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.screen import Screen

from models.records import Actor, Dispatch
from models.store import Store
from models.store.rows import ClaimRow, RelationRow
from models.wording import one_line
from tui.lines.actor import ActorPage, actor_filter, page_of
from tui.lines.findings import Findings
from tui.lines.source import Excerpt
from tui.screens.across import Across
from tui.screens.actor import ActorScreen
from tui.screens.dispatch import DispatchScreen
from tui.screens.filtered import Filtered
from tui.state.saved import SavedFilters
from tui.trail import ActorPlace, DispatchPlace, Place, Trail
from tui.view import Row


class Leading(Across, Filtered):
    """Panels whose lines lead to dispatches and to actors."""

    def __init__(self, saved: SavedFilters) -> None:
        super().__init__(saved)
        self._trail = Trail(self._show_place)

    def open_excerpt(self, excerpt: Excerpt) -> None:
        """Show a dispatch, seen from the record of an excerpt, with all that was read from it."""
        self._trail.visit(DispatchPlace(excerpt.dispatch.id, excerpt.record))

    # Back and forward.

    def action_back(self) -> None:
        """The panels are where one comes from."""

    def action_forward(self) -> None:
        """Open again what was left last."""
        self._trail.forward()

    def _show_place(self, place: Place) -> None:
        today = self.now().date()
        if isinstance(place, DispatchPlace):
            id_ = place.dispatch

            def findings() -> Findings | None:
                reading = self._store.reading(id_)
                return Findings(reading, today) if reading is not None else None

            self.ask(findings, partial(self._push_dispatch, place))
        else:
            self.ask(lambda: page_of(self._store, place.actor, today), partial(self._push_actor, place))

    def _push_dispatch(self, place: DispatchPlace, findings: Findings | None) -> None:
        if findings is None:
            self._trail.left(None)
            self._say(f"{one_line(place.dispatch)} is no longer there: its file has gone or has changed.")
            return
        chosen = self._filtering.chosen.of(self._active)
        lead, forward = self._trail.visit, self._trail.forward
        self._push(DispatchScreen(findings, place.record, chosen, lead, forward, self.open_versions, self.page), place)

    def _push_actor(self, place: ActorPlace, page: ActorPage) -> None:
        self._push(ActorScreen(page, place, self._trail.visit, self._trail.forward, self._narrow_by), place)

    def _push(self, screen: Screen[Place | None], place: Place) -> None:
        self.app.push_screen(screen, lambda left: self._trail.left(left or place))

    def _narrow_by(self, page: ActorPage) -> None:
        """Close all that is open, and filter the panels by an actor."""
        while self._trail.behind:
            self._trail.left(None)
        while self.app.screen is not self:
            self.app.pop_screen()
        if self._filtering.add(str(actor_filter(page.actor))):
            self.filtered()
            self._done()

    def page(self, dispatch: Dispatch) -> None:
        """Show a dispatch in the user's pager."""
        raise NotImplementedError

    # Who it is.

    def action_who(self) -> None:
        """Go to the page of who acts or speaks in the line under the cursor."""
        row = self._current
        if row is not None:
            self.ask(lambda: actors_of(self._store, row), self._show_actors)

    def _show_actors(self, actors: Sequence[Actor]) -> None:
        if actors:
            self._trail.visit(ActorPlace(tuple(actors)))
        else:
            self._say("Nobody is named in this line.")


def actors_of(store: Store, row: Row) -> Sequence[Actor]:
    """Who is in a line, who acts or speaks first."""
    if isinstance(row, ClaimRow):
        claim = store.claim(row.id)
        mentions = (*claim.sources, *claim.via, *claim.about) if claim else ()
        return list(dict.fromkeys(mention.actor for mention in mentions))
    named = (row.source, row.target) if isinstance(row, RelationRow) else (*row.sources, *row.targets)
    return list(dict.fromkeys(named))
