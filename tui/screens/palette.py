"""The palette: the commands that can be called where one is, found by some letters of what they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input

from tui.commands import COMMANDS, Command, shown_keys
from tui.fuzzy import ranked
from tui.lines.panels import Piece, cut_pieces
from tui.lines.wording import fit
from tui.screens.asking import Asking
from tui.widgets.styling import Styled

_KEY_CELLS = 15


@dataclass(frozen=True)
class Entry:
    """A command, and who it is an action of."""

    command: Command
    of: DOMNode


def entries_of(screen: Screen[object]) -> list[Entry]:
    """The commands that a screen and what has the focus in it take now, in the registry's order."""
    active = {bound.binding.id: bound.node for bound in screen.active_bindings.values() if bound.enabled}
    own = [command for command in COMMANDS if command.id in active and command.id != "app.palette"]
    return [Entry(command, active[command.id]) for command in own]


class Entries(Styled):
    """The commands found, one of them chosen; repaints the lines that differ."""

    def __init__(self) -> None:
        super().__init__(id="palette-entries")
        self._entries: Sequence[Entry] = ()
        self._lines: list[tuple[bool, list[Piece]]] = []
        self.at = 0

    @property
    def chosen(self) -> Entry | None:
        """The one that Enter calls."""
        return self._entries[self.at] if self.at < len(self._entries) else None

    @property
    def shown(self) -> list[str]:
        """The lines as they are on the screen, without styles."""
        return ["".join(piece.text for piece in line).rstrip() for _here, line in self._lines]

    def show(self, entries: Sequence[Entry]) -> None:
        """Show others, the first chosen."""
        self._entries, self.at = entries, 0
        self._arrange()

    def move(self, step: int) -> None:
        """Choose another, round at the ends."""
        if self._entries:
            self.at = (self.at + step) % len(self._entries)
            self._arrange()

    def _arrange(self) -> None:
        height, width = self.size.height, self.size.width
        top = max(0, min(self.at - height // 2, len(self._entries) - height))
        lines = [
            (top + y == self.at, self._line(entry, top + y == self.at, width))
            for y, entry in enumerate(self._entries[top : top + height])
        ]
        if not self._entries and width:
            lines = [(False, cut_pieces([Piece("  No command is called so here.", "dim")], width))]
        for y in range(height):
            if lines[y : y + 1] != self._lines[y : y + 1]:
                self.refresh(Region(0, y, width, 1))
        self._lines = lines

    @staticmethod
    def _line(entry: Entry, here: bool, width: int) -> list[Piece]:
        keys = Piece(fit(shown_keys(entry.command), _KEY_CELLS) + " ", "key")
        return cut_pieces([Piece("▸ " if here else "  ", "sign"), keys, Piece(entry.command.does)], width)

    def on_resize(self, _event: events.Resize) -> None:
        """Draw at another size."""
        self._arrange()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        here, line = self._lines[y] if y < len(self._lines) else (False, [])
        ground = self.rich_style + self.role("cursor") if here else self.rich_style
        return self.strip(line, self.size.width, ground)


class PaletteScreen(Asking[Entry | None]):
    """Asks for a command; ends with it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._all = entries
        self._found = Entries()

    def compose(self) -> ComposeResult:
        """The field, and what was found."""
        with Vertical(id="palette-box", classes="ask-box"):
            field = Input(id="palette-field", classes="ask-field", compact=True, placeholder="what it does")
            field.cursor_blink = False
            yield field
            yield self._found

    def on_mount(self) -> None:
        """Begin with all."""
        self._found.show(self._all)
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        found = ranked(event.value, self._all, lambda entry: (entry.command.does, entry.command.id))
        self._found.show(found)

    def on_key(self, event: events.Key) -> None:
        """Choose, call, or leave."""
        step = {"down": 1, "ctrl+n": 1, "tab": 1, "up": -1, "ctrl+p": -1, "shift+tab": -1}.get(event.key)
        if step is not None:
            self._found.move(step)
        elif event.key == "enter":
            self.dismiss(self._found.chosen)
        elif event.key == "escape":
            self.dismiss(None)
        else:
            return
        event.stop()
        event.prevent_default()
