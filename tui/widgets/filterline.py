"""The filter line: what is typed after `/`, the words in question underlined when it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from tui.commands import actions
from tui.rows import Piece
from tui.widgets.styling import Bar

#: Seconds after the last key before the filter is applied.
_PAUSE = 0.06


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
        self._ends = actions("filter")
        self.typing = False

    async def on_key(self, event: events.Key) -> None:
        """End the typing, or pass on what is no longer meant for this field."""
        if not self.typing:
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in self._ends:
            self.typing = False
            await self.screen.run_action(self._ends[event.key])
        else:
            return
        event.stop()
        event.prevent_default()


class FilterLine(Horizontal):
    """The filter, shown while it is being typed and as long as it is in force."""

    @dataclass
    class Changed(Message):
        """The text has been another for a moment."""

        text: str

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._underline = _Underline()
        #: The text field.
        self.field = FilterInput(self._underline)
        self._note = Bar(id="filter-note")
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """A slash, the field, and room for what is wrong."""
        slash = Bar(id="filter-slash")
        slash.say([Piece("/", "key")])
        yield slash
        yield self.field
        yield self._note

    @property
    def text(self) -> str:
        """What has been typed."""
        return self.field.value

    def edit(self, text: str) -> None:
        """Begin to type, from a text."""
        self.set_text(text)
        self.field.typing = True
        self.screen.set_focus(self.field)

    def set_text(self, text: str) -> None:
        """Put another text, without telling anybody."""
        with self.prevent(Input.Changed):
            self.field.value = text
        self.field.cursor_position = len(text)

    def note(self, words: str, role: str = "dim", span: tuple[int, int] | None = None) -> None:
        """Say something beside the field; underline a span of it."""
        self._note.say([Piece(words, role)] if words else [])
        if self._underline.span != span:
            self._underline.span = span
            self.field.refresh()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.settle()
        if self.field.typing:
            self._pause = self.set_timer(_PAUSE, self._tell)

    def _tell(self) -> None:
        self._pause = None
        self.post_message(self.Changed(self.text))

    def settle(self) -> None:
        """Stop waiting for more keys."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
