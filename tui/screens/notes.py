"""Marks on the screen: the line to type a note on, and the list of all that is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from models.marks import MARKED, NOTED, Mark
from models.wording import many, one_line
from tui.commands import bindings, hints
from tui.lines.panels import Piece, cut_pieces
from tui.lines.wording import fit
from tui.screens.asking import Asking
from tui.screens.dispatch import hint_pieces
from tui.widgets.linelist import LineList
from tui.widgets.styling import Bar


class NoteScreen(Asking[str | None]):
    """A line to type a note on; ends with it, None where it is left as it was."""

    def __init__(self, words: str, note: str) -> None:
        super().__init__()
        self._words = words
        self._note = note

    def compose(self) -> ComposeResult:
        """What the note is on, the field, the keys."""
        title, keys = Bar(id="note-title"), Bar(id="note-keys")
        title.say([Piece("Note on ", "title"), Piece(one_line(self._words), "quote")])
        keys.say(hint_pieces([("Enter", "keep"), ("Esc", "leave as it was")]))
        with Vertical(id="note-box", classes="ask-box"):
            yield title
            yield Input(value=self._note, id="note-field", classes="ask-field", compact=True, max_length=2000)
            yield keys

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Esc leaves all as it is."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())


class MarkList(LineList[Mark]):
    """The marks, a line each, the latest first."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        super().__init__(id="mark-list")
        self.marks = marks

    def fetch(self, number: int) -> list[Mark]:
        """The rows of a window."""
        return list(self.marks[number * self.window_size : (number + 1) * self.window_size])

    def key(self, row: Mark) -> str:
        """What tells a row from the others."""
        return row.key

    def added(self, _row: Mark) -> int:
        """Marks are not new."""
        return 0

    def pieces(self, row: Mark, width: int) -> list[Piece]:
        """The day it was marked, what it says, the note, where it stands."""
        note = [Piece(one_line(row.note) + " ", "cue")] if row.note else []
        words = [Piece("“" + one_line(row.words) + "” ", "quote"), Piece(one_line(row.dispatch), "dim")]
        sign = Piece(f"{NOTED if row.note else MARKED} ", "sign")
        return cut_pieces([sign, Piece(fit(f"{row.at:%d %b %Y}", 12), "date"), *note, *words], width)

    def empty_line(self) -> str:
        """What an empty list says."""
        return "Nothing is marked. m marks a line of the timeline or of the claims, a adds a note to it."


class MarksScreen(Screen[Mark | None]):
    """All that is marked, also what no folder shows now; ends with the mark to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("marks"),
        Binding("escape,q", "dismiss(None)", "Back to the panels", show=False),
    ]

    def __init__(self, marks: Callable[[], Sequence[Mark]], remove: Callable[[Mark], None]) -> None:
        super().__init__()
        self._marks = marks
        self._remove = remove
        self._title = Bar(id="marks-title", classes="bar")

    def compose(self) -> ComposeResult:
        """A title, the list, the keys."""
        yield self._title
        yield MarkList(())
        keys = Bar(id="hints")
        keys.say(hint_pieces([*hints("list", "marks"), ("Esc", "back")]))
        yield keys

    def on_mount(self) -> None:
        """Fill the list."""
        self.refill()
        self.query_one(MarkList).focus()

    def refill(self) -> None:
        """Show the marks there are now."""
        listed = self.query_one(MarkList)
        listed.marks = self._marks()
        self._title.say([Piece("▸ Marks", "title"), Piece(f"  {many(len(listed.marks), 'mark')}")])
        listed.show(len(listed.marks), {}, listed.cursor)

    def action_unmark(self) -> None:
        """Take the mark under the cursor away."""
        mark = self.query_one(MarkList).current
        if mark is not None:
            self._remove(mark)
            self.refill()

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Go to it."""
        self.dismiss(message.list.current)
