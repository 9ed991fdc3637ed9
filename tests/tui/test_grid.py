"""The matrix in lines: as many actors as fit, counts with their signs, the cursor's cell marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.records import Actor
from models.store.rows import Matrix, RelationRow
from tests.tui.readings import IRN, ISR, USA
from tests.tui.test_relationrows import relation, words
from tui.lines.matrix import CURSOR, grid_of, header_line, matrix_line
from tui.lines.panels import pieces_width

ACTORS = (IRN, ISR, USA)
CELLS = (
    relation(source=ISR, target=IRN, conflict=6, cooperation=1),
    relation(source=USA, target=IRN, conflict=12, cooperation=0),
    relation(source=IRN, target=USA, conflict=0, cooperation=3),
)
MATRIX = Matrix(actors=ACTORS, cells=CELLS)
BETWEEN: dict[tuple[str, str], RelationRow] = {(cell.source.id, cell.target.id): cell for cell in CELLS}


def line(number: int, column: int | None = None, width: int = 60) -> str:
    return words(matrix_line(MATRIX, BETWEEN, grid_of(MATRIX, width), number, column, CURSOR, width)).rstrip()


def test_rows_act_on_columns() -> None:
    assert words(header_line(MATRIX, grid_of(MATRIX, 60), 0, 60)).split() == ["↓", "on", "→", "IRN", "ISR", "USA"]
    assert line(0).split() == ["IRN", "–", "·", "✓3"]
    assert line(1).split() == ["ISR", "✗6", "✓1", "–", "·"]
    assert line(2).split() == ["USA", "✗12", "·", "–"]


def test_the_columns_stand_below_each_other() -> None:
    head = words(header_line(MATRIX, grid_of(MATRIX, 60), 0, 60))
    assert line(1).index("✗6") == line(2).index("✗12") == line(0).index("–") == head.index("IRN")


def test_the_cell_of_the_cursor_has_a_sign() -> None:
    assert "▸✗6" in line(1, 0)
    assert "▸" not in line(1)
    pieces = matrix_line(MATRIX, BETWEEN, grid_of(MATRIX, 60), 1, 0, CURSOR, 60)
    assert [piece.role for piece in pieces if "✗6" in piece.text] == ["conflict-here"]


def test_there_are_as_many_actors_as_fit() -> None:
    actors = tuple(Actor(id=f"C{n:02}", name=f"C{n:02}", kind="country", country=f"C{n:02}") for n in range(24))
    many = Matrix(actors=actors, cells=())
    assert grid_of(many, 77).actors == 11
    assert grid_of(many, 200).actors == 24
    assert grid_of(many, 5).actors == 0


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(12, 200))
def test_every_line_is_as_wide_as_asked(conflict: int, cooperation: int, width: int) -> None:
    cell = relation(conflict=conflict, cooperation=cooperation)
    matrix = Matrix(actors=ACTORS, cells=(cell,))
    grid = grid_of(matrix, width)
    between = {("ISR", "IRN"): cell}
    assert pieces_width(header_line(matrix, grid, 0, width)) == width
    assert pieces_width(matrix_line(matrix, between, grid, 1, None, CURSOR, width)) == width
