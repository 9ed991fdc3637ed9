"""The filter line: what is typed after `/`, the words in question underlined when it cannot be read.

While one types it proposes what may stand there, looked up in a thread, and goes through what was typed before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from models.filters.completing import Place, Proposal, place_at, put
from tui.commands import actions
from tui.lines.panels import Piece
from tui.state.saved import SavedFilters
from tui.widgets.proposals import Proposals
from tui.widgets.styling import Bar

#: Seconds after the last key before the filter is applied.
_PAUSE = 0.06

#: The actions that end the typing; the screen has them, the others are the line's own.
_ENDS = ("keep_filter", "leave_filter")

#: Answers what may stand at a place; asked in a thread.
Propose = Callable[[Place], Sequence[Proposal]]


class _Underline(Highlighter):
    """Underlines the span that was found wrong."""

    def __init__(self) -> None:
        self.span: tuple[int, int] | None = None

    def highlight(self, text: Text) -> None:
        if self.span is not None:
            text.stylize("underline bold", *self.span)


class FilterInput(Input):
    """The text field of the filter line.

    Keys may arrive in one burst ("/kan", Enter, j): those that end the typing act where they stand among the
    letters, and what comes after them goes back to whoever has the keys then.
    """

    def __init__(self, highlighter: Highlighter) -> None:
        super().__init__(id="filter-field", compact=True, select_on_focus=False, highlighter=highlighter)
        self.cursor_blink = False
        self._actions = actions("filter")
        self.typing = False

    async def on_key(self, event: events.Key) -> None:
        """End the typing, help with it, or pass on what is no longer meant for this field."""
        action = self._actions.get(event.key)
        if not self.typing:
            self.app.post_message(events.Key(event.key, event.character))
        elif action in _ENDS:
            self.typing = False
            await self.screen.run_action(action)
        elif action is not None and not (event.key == "right" and self.cursor_position < len(self.value)):
            assert self.parent is not None
            await self.run_action(f"line.{action}", namespaces={"line": self.parent})
        else:
            return
        event.stop()
        event.prevent_default()


class FilterLine(Horizontal):
    """The filter, shown while it is being typed and as long as it is in force."""

    @dataclass
    class Changed(Message):
        """The text has been another for a moment, the cursor at a place of it."""

        text: str
        cursor: int

    @dataclass
    class SaveAsked(Message):
        """The filter in the line is to be kept under a name."""

        text: str

    @dataclass
    class Proposed(Message):
        """What may stand where the cursor was in a text."""

        text: str
        cursor: int
        proposals: tuple[Proposal, ...]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._underline = _Underline()
        #: The text field.
        self.field = FilterInput(self._underline)
        #: The list above it.
        self.proposals = Proposals()
        #: Who knows what may stand at a place.
        self.propose: Propose = lambda _place: ()
        #: What was typed before.
        self.saved = SavedFilters()
        self._note = Bar(id="filter-note")
        self._pause: Timer | None = None
        self._back = 0  # how far back in what was typed before
        self._draft = ""  # what was typed when one began to go back

    def compose(self) -> ComposeResult:
        """A slash, the field, room for what is wrong, the list above them."""
        slash = Bar(id="filter-slash")
        slash.say([Piece("/", "key")])
        yield slash
        yield self.field
        yield self._note
        yield self.proposals

    @property
    def text(self) -> str:
        """What has been typed."""
        return self.field.value

    def edit(self, text: str) -> None:
        """Begin to type, from a text."""
        self._back = 0
        self.set_text(text)
        self.field.typing = True
        self.screen.set_focus(self.field)

    def set_text(self, text: str) -> None:
        """Put another text, without telling anybody."""
        with self.prevent(Input.Changed):
            self.field.value = text
        self.field.cursor_position = len(text)

    def note(self, *words: str, span: tuple[int, int] | None = None) -> None:
        """Say something beside the field, the first of several that fits, else the last; underline a span of it."""
        room = self._note.content_size.width or sys.maxsize  # until it is laid out
        fitting = (said for said in words if cell_len(said) <= room)
        self._note.say([Piece(next(fitting, words[-1]), "dim")] if any(words) else [])
        if self._underline.span != span:
            self._underline.span = span
            self.field.refresh()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._stop_waiting()
        if self.field.typing:
            self._back = 0
            self._pause = self.set_timer(_PAUSE, self._tell)
            self._look_up()

    def _tell(self) -> None:
        self._pause = None
        self.post_message(self.Changed(self.text, self.field.cursor_position))

    def _stop_waiting(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def settle(self) -> None:
        """Stop waiting for more keys, and proposing."""
        self._stop_waiting()
        self.proposals.show(())

    # What may stand there.

    def _look_up(self) -> None:
        text, cursor = self.text, self.field.cursor_position
        place = place_at(text, cursor)
        if place is None:
            self.proposals.show(())
            return
        self.run_worker(partial(self._ask, text, cursor, place), thread=True, exclusive=True, group="proposals")

    def _ask(self, text: str, cursor: int, place: Place) -> None:
        self.post_message(self.Proposed(text, cursor, tuple(self.propose(place))))

    @on(Proposed)
    def _proposed(self, message: Proposed) -> None:
        """Show what was found, if nothing was typed since."""
        message.stop()
        if self.field.typing and (message.text, message.cursor) == (self.text, self.field.cursor_position):
            self.proposals.show(message.proposals)

    def action_accept(self) -> None:
        """Put the chosen proposal in its place."""
        text, cursor = self.text, self.field.cursor_position
        place, chosen = place_at(text, cursor), self.proposals.chosen
        if place is None or chosen is None:
            return
        self.proposals.show(())
        self.field.value, self.field.cursor_position = put(text, place, chosen)

    def action_propose(self, step: int) -> None:
        """Choose another proposal."""
        self.proposals.choose(step)

    # What was typed before.

    def action_remember(self, step: int) -> None:
        """Go back in what was typed before, or forth again."""
        history = self.saved.history
        if not self._back:
            self._draft = self.text
        back = max(0, min(self._back + step, len(history)))
        if back != self._back:
            self._back = back
            self.set_text(history[-back] if back else self._draft)
            self.proposals.show(())
            self._stop_waiting()
            self._pause = self.set_timer(_PAUSE, self._tell)

    def action_save(self) -> None:
        """Ask for a name to keep the filter under."""
        self.post_message(self.SaveAsked(self.text.strip()))
