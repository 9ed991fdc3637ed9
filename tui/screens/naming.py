"""Asks for the name to keep a filter under; an empty text takes the name away."""

from __future__ import annotations

import re

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from models.wording import one_line
from tui.lines.panels import Piece
from tui.screens.asking import Asking
from tui.state.saved import SavedFilters
from tui.widgets.styling import Bar

_NAME = re.compile(r"[\w-]+")


class NamingScreen(Asking[None]):
    """A line to type the name on, and what the names there are stand for."""

    def __init__(self, text: str, saved: SavedFilters) -> None:
        super().__init__()
        self._text = text
        self._saved = saved
        self._note = Bar(id="naming-note")

    def compose(self) -> ComposeResult:
        """What is asked, the field, what a name stands for."""
        title = Bar(id="naming-title")
        verb = "Save as @" if self._text else "Forget @"
        title.say([Piece(f"{verb}  ", "title"), Piece(one_line(self._text), "quote")])
        with Vertical(id="naming-box"):
            yield title
            yield Input(id="naming-field", compact=True, restrict=r"[\w-]*", max_length=40)
            yield self._note

    def on_mount(self) -> None:
        """Be ready to type."""
        self._say_names("")
        self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Esc leaves all as it is."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._say_names(event.value)

    def _say_names(self, name: str) -> None:
        named = self._saved.named
        if name in named:
            self._note.say([Piece(f"@{name} is now: {one_line(named[name])}", "warning")])
        else:
            names = " ".join(f"@{known}" for known in sorted(named)) or "none yet"
            self._note.say([Piece(f"Enter save   Esc back   saved: {names}", "dim")])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        name = event.value
        if not _NAME.fullmatch(name):
            return
        if self._text:
            self._saved.save(name, self._text)
        else:
            self._saved.forget(name)
        done = f"@{name} stands for this filter now." if self._text else f"@{name} is forgotten."
        trouble = self._saved.trouble
        self.app.notify(trouble or done, severity="warning" if trouble else "information", markup=False)
        self.dismiss(None)
