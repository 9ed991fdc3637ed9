"""The relations as a matrix: rows act, columns are acted upon, the cursor goes from cell to cell.

In place of the list, over the same relations. Its last line says all of the relation under the cursor.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from models.store.rows import Matrix, RelationRow
from models.wording import actor_name
from tui.commands import bindings
from tui.lines.matrix import CURSOR, CURSOR_IDLE, Grid, grid_of, header_line, matrix_line
from tui.lines.panels import Piece
from tui.lines.relations import relation_line
from tui.view import Pair
from tui.widgets.linelist import REST
from tui.widgets.styling import Styled

#: The lines above and below the actors.
_HEADER, _FOOTER = 1, 2
_MARGIN = 2


class MatrixGrid(Styled, can_focus=True):
    """The matrix with its cursor."""

    BINDINGS = bindings("matrix", "pair")

    @dataclass
    class Rested(Message):
        """The cursor has stayed on a cell for a moment, or its relation has changed."""

    @dataclass
    class Focused(Message):
        """The matrix has the keys now."""

    @dataclass
    class Chosen(Message):
        """The other panels are to show just this relation."""

        row: RelationRow

    def __init__(self) -> None:
        super().__init__(id="matrix")
        self._matrix = Matrix(actors=(), cells=())
        self._between: dict[Pair, RelationRow] = {}
        self._hint = ""
        self._row = self._column = self._top = 0
        self._lines: tuple[tuple[Piece, ...], ...] = ()
        self._rest: Timer | None = None
        self._moved = False

    # What it shows.

    @property
    def current(self) -> RelationRow | None:
        """The relation under the cursor; None where nothing passed that way."""
        pair = self._pair
        return self._between.get(pair) if pair is not None else None

    @property
    def _pair(self) -> Pair | None:
        actors = self._matrix.actors
        shown = self._grid.actors
        return (actors[self._row].id, actors[self._column].id) if max(self._row, self._column) < shown else None

    @property
    def _grid(self) -> Grid:
        return grid_of(self._matrix, self._width)

    @property
    def _width(self) -> int:
        return max(0, self.size.width - _MARGIN)

    @property
    def shown(self) -> tuple[str, ...]:
        """The lines as they are on the screen, without styles."""
        return tuple("".join(piece.text for piece in line).rstrip() for line in self._lines)

    def show(self, matrix: Matrix) -> None:
        """Show other relations; the cursor stays with its actors, or begins with what is most frequent."""
        held = self._pair if self._moved else None
        self._matrix = matrix
        self._between = {(cell.source.id, cell.target.id): cell for cell in matrix.cells}
        keys = [actor.id for actor in matrix.actors]
        if held is None or not set(held) <= set(keys):
            most = max(matrix.cells, key=lambda cell: cell.count, default=None)
            held = (most.source.id, most.target.id) if most is not None else None
        self._row, self._column = (keys.index(held[0]), keys.index(held[1])) if held is not None else (0, 0)
        self._arrange()
        self._rest_soon()

    def say_if_empty(self, words: str) -> None:
        """Say something else where there is nothing to show."""
        if words != self._hint:
            self._hint = words
            self._arrange()

    # Drawing.

    def _arrange(self) -> None:
        """Lay the lines out, and repaint those that have changed."""
        if self._grid.actors:  # there may be no room yet
            last = self._grid.actors - 1
            self._row, self._column = min(self._row, last), min(self._column, last)
        rows = max(1, self.size.height - _HEADER - _FOOTER)
        self._top = max(0, min(self._top, self._row, self._grid.actors - rows), self._row - rows + 1)
        lines = tuple(tuple(line) for line in self._laid_out(rows))
        for y in range(self.size.height):
            if lines[y : y + 1] != self._lines[y : y + 1]:
                self.refresh(Region(0, y, self.size.width, 1))
        self._lines = lines

    def _laid_out(self, rows: int) -> list[list[Piece]]:
        grid, width = self._grid, self._width
        if not grid.actors:
            return [[Piece(self._hint, "dim")]]
        lines = [header_line(self._matrix, grid, self._column, width)]
        sign = CURSOR if self.has_focus else CURSOR_IDLE
        for line in range(self._top, min(self._top + rows, grid.actors)):
            column = self._column if line == self._row else None
            lines.append(matrix_line(self._matrix, self._between, grid, line, column, sign, width))
        return [*lines, [], self._said(width)]

    def _said(self, width: int) -> list[Piece]:
        """The relation under the cursor, in a line of the list."""
        row = self.current
        if row is not None:
            return relation_line(row, width, row.count)
        source, target = self._matrix.actors[self._row], self._matrix.actors[self._column]
        if source == target:
            return [Piece(f"{actor_name(source)} itself", "dim")]
        return [Piece(f"Nothing that {actor_name(source)} did on or with {actor_name(target)}", "dim")]

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        line = self._lines[y] if y < len(self._lines) else ()
        return self.strip([Piece(" " * _MARGIN), *line], self.size.width, self.rich_style)

    # Moving and choosing.

    def action_go(self, down: int, right: int) -> None:
        """Go to another cell."""
        self._go(self._row + down, self._column + right)

    def _go(self, row: int, column: int) -> None:
        last = max(0, self._grid.actors - 1)
        self._row, self._column = max(0, min(row, last)), max(0, min(column, last))
        self._moved = True
        self._arrange()
        self._rest_soon()

    def action_choose(self) -> None:
        """Have the other panels show just this."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def _rest_soon(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._rested)

    def _rested(self) -> None:
        self._rest = None
        self.post_message(self.Rested())

    def on_resize(self, _event: events.Resize) -> None:
        """Show as many actors as there is room for."""
        self._lines = ()
        self._arrange()

    def on_focus(self, event: events.Focus) -> None:
        """Draw the cursor as the active one."""
        event.prevent_default()
        self.has_focus = True
        self._arrange()
        self.post_message(self.Focused())

    def on_blur(self, event: events.Blur) -> None:
        """Draw the cursor faintly."""
        event.prevent_default()
        self.has_focus = False
        self._arrange()

    def on_click(self, event: events.Click) -> None:
        """With the mouse taken: put the cursor where it was clicked."""
        grid = self._grid
        column = (event.x - _MARGIN - grid.label) // (grid.cell + 1)
        if 0 <= event.y - _HEADER < grid.actors and 0 <= column < grid.actors:
            self._go(self._top + event.y - _HEADER, column)
