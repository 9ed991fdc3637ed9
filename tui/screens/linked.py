"""The panels linked: the line under the cursor says what the other panels show."""

from __future__ import annotations

from tui.linking import link_of
from tui.screens.leading import Leading


class Linked(Leading):
    """Panels of which the active one may drive the others."""

    _linked = False

    def action_link(self) -> None:
        """Have the line under the cursor drive the other panels, or no longer."""
        self._linked = not self._linked
        self.link()
        self.say_all()

    def link(self) -> None:
        """Show in the other panels what the line under the cursor leads to, where they are linked."""
        row = self._current if self._linked else None
        link = link_of(self._active, row) if row is not None else None
        self.linked = {} if link is None else {**link.words, link.by: "leads the others"}
        if self._filtering.link(link):
            self.filtered()
