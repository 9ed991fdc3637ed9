"""The matrix of the relations in lines: rows act, columns are acted upon, as many actors as a width holds. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from models.store.rows import Matrix, RelationRow
from tui.lines.panels import CONFLICT, COOPERATIVE, Piece, cut_pieces
from tui.lines.wording import actor_code, compact, fit

CORNER = "↓ on →"
CURSOR, CURSOR_IDLE = "▸", "▹"

_LABEL = 10
#: A column of fewer cells has no room for its actor's code.
_NARROWEST = 5


@dataclass(frozen=True)
class Grid:
    """How wide the matrix is drawn: its actors, the cells of a row's label, of its two counts, of a column."""

    actors: int
    label: int
    conflict: int
    cell: int


def grid_of(matrix: Matrix, width: int) -> Grid:
    """As many of the most frequent actors as there is room for."""
    label = min(_LABEL, max([cell_len(CORNER), *(cell_len(actor_code(actor)) for actor in matrix.actors)]))
    conflict = 1 + max((len(compact(cell.conflict)) for cell in matrix.cells), default=1)
    cooperation = 1 + max((len(compact(cell.cooperation)) for cell in matrix.cells), default=1)
    cell = max(_NARROWEST, conflict + cooperation)
    return Grid(max(0, min(len(matrix.actors), (width - label) // (cell + 1))), label, conflict, cell)


def header_line(matrix: Matrix, grid: Grid, column: int, width: int) -> list[Piece]:
    """The codes of those acted upon, the cursor's marked."""
    pieces = [Piece(fit(CORNER, grid.label), "dim")]
    for number, actor in enumerate(matrix.actors[: grid.actors]):
        role = "title" if number == column else "actor"
        pieces.append(Piece(" " + fit(actor_code(actor), grid.cell), role))
    return cut_pieces(pieces, width)


def matrix_line(
    matrix: Matrix,
    between: dict[tuple[str, str], RelationRow],
    grid: Grid,
    line: int,
    column: int | None,
    sign: str,
    width: int,
) -> list[Piece]:
    """What one actor did to the others; `column` is where the cursor stands with its sign, if on this line."""
    source = matrix.actors[line]
    pieces = [Piece(fit(actor_code(source), grid.label), "title" if column is not None else "actor")]
    for number, target in enumerate(matrix.actors[: grid.actors]):
        here = number == column
        pieces.append(Piece(sign if here else " ", "sign"))
        row = between.get((source.id, target.id))
        cell = _cell(row, grid, itself=number == line)
        pieces += [Piece(piece.text, f"{piece.role}-here") for piece in cell] if here else cell
    return cut_pieces(pieces, width)


def _cell(row: RelationRow | None, grid: Grid, itself: bool) -> list[Piece]:
    if row is None:
        return [Piece(fit("–" if itself else "·", grid.cell), "dim")]
    conflict = f"{CONFLICT}{compact(row.conflict)}" if row.conflict else ""
    cooperation = f"{COOPERATIVE}{compact(row.cooperation)}" if row.cooperation else ""
    return [
        Piece(fit(conflict, grid.conflict), "conflict"),
        Piece(fit(cooperation, grid.cell - grid.conflict), "cooperation"),
    ]
