"""Asks for the name to keep a filter under; an empty text takes the name away."""

from __future__ import annotations

import re

from textual.widgets import Input

from models.wording import one_line
from tui.lines.panels import Piece
from tui.screens.asking import Question
from tui.screens.dispatch import hint_pieces
from tui.state.saved import SavedFilters

_NAME = re.compile(r"[\w-]+")


class NamingScreen(Question[None]):
    """A line to type the name on, and what the names there are stand for."""

    def __init__(self, text: str, saved: SavedFilters) -> None:
        verb = "Save as @" if text else "Forget @"
        field = Input(id="naming-field", compact=True, restrict=r"[\w-]*", max_length=40)
        super().__init__([Piece(f"{verb}  ", "title"), Piece(one_line(text), "quote")], field)
        self._text = text
        self._saved = saved

    def begin(self) -> None:
        """Say which names there are."""
        self.typed("")

    def typed(self, text: str) -> None:
        """Say what a name stands for already, else which names there are."""
        named = self._saved.named
        if text in named:
            self.note.say([Piece(f"@{text} is now: {one_line(named[text])}", "warning")])
        else:
            names = " ".join(f"@{known}" for known in sorted(named)) or "none yet"
            does = "save" if self._text else "forget"
            self.note.say([*hint_pieces([("Enter", does), ("Esc", "back")]), Piece(f"   saved: {names}", "dim")])

    def answered(self, text: str) -> None:
        """Keep the filter under the name, or take the name away."""
        if not _NAME.fullmatch(text):
            return
        if self._text:
            self._saved.save(text, self._text)
        else:
            self._saved.forget(text)
        done = f"@{text} stands for this filter now." if self._text else f"@{text} is forgotten."
        trouble = self._saved.trouble
        self.app.notify(trouble or done, severity="warning" if trouble else "information", markup=False)
        self.dismiss(None)
