"""Screens over the others that ask for something to be typed or chosen; the keys are theirs while they are there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.lines.panels import Piece
from tui.widgets.styling import Bar

Answer = TypeVar("Answer")


class Asking(ModalScreen[Answer]):
    """A screen that takes letters as letters: no command of the app gets them."""

    @property
    def typing(self) -> bool:
        """Whether letters are typed."""
        return True


class Question(Asking[Answer]):
    """A line to type on: what is asked above it, and below it the keys, or what is to be said of what was typed."""

    def __init__(self, title: Iterable[Piece], field: Input) -> None:
        super().__init__()
        self._title = Bar(classes="ask-title")
        self._title.say(title)
        self.field = field
        self.field.add_class("ask-field")
        self.field.cursor_blink = False  # or an idle question would be repainted twice a second
        #: What stands below the field.
        self.note = Bar(classes="ask-note")

    def compose(self) -> ComposeResult:
        """The question, the field, the note."""
        with Vertical(classes="ask-box"):
            yield self._title
            yield self.field
            yield self.note

    def on_mount(self) -> None:
        """Be ready to type."""
        self.begin()
        self.field.focus()

    def on_key(self, event: events.Key) -> None:
        """Esc leaves all as it is."""
        if event.key == "escape" and self.may_leave:
            event.stop()
            self.dismiss(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.typed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.answered(event.value)

    # What a question does.

    @property
    def may_leave(self) -> bool:
        """Whether Esc leaves now."""
        return True

    def begin(self) -> None:
        """Say what stands below the field at first."""

    def typed(self, text: str) -> None:
        """The text has changed."""

    def answered(self, text: str) -> None:
        """Enter was pressed."""
        raise NotImplementedError
