"""Marks on the screen: the line to type a note on, and the list of all that is marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from textual.widgets import Input

from models.marks import MARKED, NOTED, Mark
from models.wording import day, one_line
from tui.commands import bindings
from tui.lines.panels import Piece, cut_pieces
from tui.lines.wording import fit
from tui.screens.asking import Question
from tui.screens.dispatch import hint_pieces
from tui.screens.listing import ListScreen
from tui.widgets.slicedlist import SlicedList, slices


class NoteScreen(Question[str | None]):
    """A line to type a note on; ends with it, None where it is left as it was."""

    def __init__(self, words: str, note: str) -> None:
        title = [Piece("Note on ", "title"), Piece(one_line(words), "quote")]
        super().__init__(title, Input(value=note, id="note-field", compact=True, max_length=2000))

    def begin(self) -> None:
        """Say the keys."""
        self.note.say(hint_pieces([("Enter", "keep"), ("Esc", "leave as it was")]))

    def answered(self, text: str) -> None:
        """Keep it."""
        self.dismiss(text.strip())


class MarkList(SlicedList[Mark]):
    """The marks, a line each, the latest first."""

    def __init__(self, marks: Callable[[], Sequence[Mark]], zone: dt.tzinfo | None) -> None:
        super().__init__(slices(marks), id="mark-list")
        self._zone = zone

    def key(self, row: Mark) -> str:
        """What tells a row from the others."""
        return row.key

    def pieces(self, row: Mark, width: int) -> list[Piece]:
        """The day it was marked, what it says, the note, where it stands."""
        note = [Piece(one_line(row.note) + " ", "cue")] if row.note else []
        words = [Piece("“" + one_line(row.words) + "” ", "quote"), Piece(one_line(row.dispatch), "dim")]
        sign = Piece(f"{NOTED if row.note else MARKED} ", "sign")
        return cut_pieces(
            [sign, Piece(fit(day(row.at.astimezone(self._zone).date()), 12), "date"), *note, *words], width
        )

    def empty_line(self) -> str:
        """What an empty list says."""
        return "Nothing is marked. m marks a line of the timeline or of the claims, a adds a note to it."


class MarksScreen(ListScreen[Mark, Mark]):
    """All that is marked, also what no folder shows now; ends with the mark to go to."""

    BINDINGS = bindings("marks")
    scope = "marks"

    def __init__(
        self, marks: Callable[[], Sequence[Mark]], remove: Callable[[Mark], None], zone: dt.tzinfo | None
    ) -> None:
        """`zone` is the one whose days are said."""
        super().__init__(MarkList(marks, zone))
        self._marks = marks
        self._remove = remove

    def fill(self) -> None:
        """Show the marks there are now."""
        count = len(self._marks())
        self.say_title("Marks", f"{count:,}")
        self.rows.show(count, {}, self.rows.cursor)

    def action_unmark(self) -> None:
        """Take the mark under the cursor away."""
        mark = self.rows.current
        if mark is not None:
            self._remove(mark)
            self.fill()

    def chosen(self, row: Mark) -> None:
        """Go to it."""
        self.dismiss(row)
