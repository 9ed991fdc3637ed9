"""The main screen's ways with filters: typed in the line, chosen in a panel, taken back a step at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from textual import on

from models.store.rows import Kind
from tui.panels.lists import Timeline
from tui.panels.matrix import MatrixGrid
from tui.panels.panel import Panel
from tui.panels.relations import Relations
from tui.screens.arrangement import Arrangement
from tui.screens.filtering import Filtering, Given
from tui.screens.naming import NamingScreen
from tui.state.saved import SavedFilters
from tui.view import KINDS, Anchor, Row
from tui.widgets.filterline import FilterLine


class Filtered(Arrangement):
    """Panels under a filter."""

    now: Callable[[], dt.datetime]

    def __init__(self, saved: SavedFilters) -> None:
        super().__init__()
        self._saved = self._line.saved = saved
        given = Given(
            lambda: self.now(), lambda: self.panel("timeline").baseline, lambda: self.panel("timeline").marked
        )
        self._filtering = Filtering(self._line, given, saved)
        self._held: dict[Kind, Anchor] = {}  # the cursors as typing began: half a filter may hide their records

    # What the main screen does.

    def held(self, kind: Kind) -> Anchor:
        """Where a panel's cursor is."""
        raise NotImplementedError

    def filtered(self) -> None:
        """Show what the filters in force let through."""
        raise NotImplementedError

    @property
    def is_settled(self) -> bool:
        """Whether the panels show what the filter in force chooses."""
        raise NotImplementedError

    # Typing.

    def action_edit_filter(self) -> None:
        """Type a filter."""
        self._held = {kind: replace(self.held(kind), otherwise=None) for kind in KINDS}
        self._bottom.add_class("-filtering")
        self._filtering.edit()

    @on(FilterLine.Changed)
    def _typed(self, message: FilterLine.Changed) -> None:
        if self.typing:  # what was typed last may be told only after Esc
            self._filtering.typed(message.text, message.cursor)
            self.filtered()

    @property
    def typing(self) -> bool:
        """Whether a filter is being typed."""
        return self._filtering.typing

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Let the filter line have its keys while it is being typed."""
        return not self.typing or action in ("keep_filter", "leave_filter")

    def action_keep_filter(self) -> None:
        """Keep the filter and go back to the panel."""
        kept = self._filtering.keep()
        self.filtered()
        if kept:
            self._done()

    def action_leave_filter(self) -> None:
        """Go back to the filter there was before."""
        self._filtering.leave()
        self.filtered()
        self._done()

    def _done(self) -> None:
        self._filtering.done()
        if self.is_settled:
            self._held = {}
        self._bottom.set_class(bool(self._filtering.text), "-filtering")
        self.set_focus(self._active_widget)
        self.say_all()

    @property
    def filter_text(self) -> str:
        """The filter in force, as it was typed."""
        return self._filtering.text

    @on(FilterLine.SaveAsked)
    def _save_asked(self, message: FilterLine.SaveAsked) -> None:
        self.app.push_screen(NamingScreen(message.text, self._saved))

    # Choosing in a panel, and going back.

    @on(Relations.Chosen)
    @on(MatrixGrid.Chosen)
    @on(Panel.NarrowAsked)
    def _chosen(self, message: Relations.Chosen | MatrixGrid.Chosen | Panel.NarrowAsked) -> None:
        self._narrow(message.row)

    def _narrow(self, row: Row) -> None:
        if self._filtering.narrow(row):
            self.filtered()
            self._done()

    @on(Timeline.UndatedAsked)
    def _undated_asked(self) -> None:
        if self._filtering.only("is:undated"):
            self.filtered()
            self._done()

    def action_clear_filter(self) -> None:
        """Go back a filter, else leave the matrix."""
        if self._filtering.back():
            self.filtered()
            self._done()
        elif self._as_matrix:
            self.action_matrix()

    def action_matrix(self) -> None:
        """Turn the relations into a matrix, or into a list again."""
        raise NotImplementedError
