"""The screen of an actor's page; every line of it leads on."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from models.store.rows import RelationRow
from tui.commands import bindings, hints
from tui.lines.actor import ActorPage, PageLine, line_pieces, page_lines, said_of, who_pieces
from tui.lines.panels import Piece
from tui.screens.dispatch import hint_pieces
from tui.trail import ActorPlace, DispatchPlace, Place
from tui.view import row_key
from tui.widgets.linelist import LineList
from tui.widgets.styling import Bar


class PageList(LineList[PageLine]):
    """The lines of the page."""

    BINDINGS = bindings("list", "found")

    def __init__(self, page: ActorPage) -> None:
        super().__init__(id="page")
        self._page = page
        self._lines: list[PageLine] = []

    def fetch(self, number: int) -> list[PageLine]:
        """The lines of a window."""
        return self._lines[number * self.window_size : (number + 1) * self.window_size]

    def key(self, row: PageLine) -> str:
        """What tells a line from the others."""
        return row_key(row.row) if row.row is not None else "".join(piece.text for piece in row.words)

    def added(self, row: PageLine) -> int:
        """Nothing is new here."""
        return 0

    def pieces(self, row: PageLine, width: int) -> list[Piece]:
        """A line of the page."""
        return line_pieces(row, self._page, width)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out for another width, the cursor on the same row."""
        held = self.current
        self._lines = page_lines(self._page, self._line_width)
        rows = [number for number, line in enumerate(self._lines) if line.row is not None]
        first = rows[0] if rows else 0
        at = self._lines.index(held) if held in self._lines else first
        self.show(len(self._lines), {}, at)
        super().on_resize(event)

    def action_close(self) -> None:
        """Back to where this was opened."""
        self.screen.dismiss(None)


class ActorScreen(Screen[Place | None]):
    """Who it is, what it does and says, and with whom; ends with itself as a place."""

    BINDINGS = bindings("actor", "places")

    def __init__(
        self,
        page: ActorPage,
        place: ActorPlace,
        lead: Callable[[Place], None],
        forward: Callable[[], object],
        narrow: Callable[[ActorPage], None],
    ) -> None:
        """`lead` goes on to a place, `narrow` filters the panels by the actor."""
        super().__init__()
        self._page = page
        self._place = place
        self._lead = lead
        self._forward = forward
        self._narrow = narrow
        self._list = PageList(page)

    def compose(self) -> ComposeResult:
        """Who it is, the page, the keys."""
        title = Bar(id="actor-title", classes="bar")
        others = len(self._place.actors)
        more = f"  {self._place.at + 1} of {others}: i goes on" if others > 1 else ""
        title.say([Piece("▸ ", "title"), *who_pieces(self._page.actor), Piece(more, "dim")])
        yield title
        said = Bar(id="actor-said")
        said.say([Piece(f"  {said_of(self._page)}", "dim")])
        yield said
        yield self._list
        keys = Bar(id="hints")
        keys.say(hint_pieces(hints("list", "actor", "places", "found")))
        yield keys

    def on_mount(self) -> None:
        """Be ready to move."""
        self._list.focus()

    def dismiss_here(self) -> None:
        """Leave it, to come back to it."""
        self.dismiss(self._place)

    @on(LineList.Opened)
    def _opened(self, message: LineList.Opened) -> None:
        """Go on to the dispatch of an event or a claim, of a relation to the other actor."""
        message.stop()
        row = self._list.current.row if self._list.current is not None else None
        if isinstance(row, RelationRow):
            here = {self._page.actor.id, self._page.actor.country}
            other = row.target if row.source.id in here else row.source
            self._lead(ActorPlace((other,)))
        elif row is not None:
            self._lead(DispatchPlace(row.dispatch, row.id))

    def action_narrow(self) -> None:
        """Filter the panels by the actor."""
        self._narrow(self._page)

    def action_who(self) -> None:
        """Go on to the next actor of the line that this was opened from."""
        actors = self._place.actors
        if len(actors) > 1:
            self._lead(ActorPlace(actors, (self._place.at + 1) % len(actors)))

    def action_back(self) -> None:
        """Go back to where this was opened."""
        self.dismiss_here()

    def action_forward(self) -> None:
        """Go again where one came back from."""
        self._forward()
