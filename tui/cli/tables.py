"""Tables on stdout: separated by tabs, and padded where it is a terminal; rows may follow later."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from models.wording import one_line


class Table:
    """A table with headings, printed as its rows come; cells are made safe and stand on one line."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = headings
        self._widths: list[int] | None = None

    def print(self, rows: Iterable[Sequence[str]]) -> None:
        """Print rows, the headings above the first of them."""
        cells = ([one_line(cell) for cell in row] for row in rows)
        if sys.stdout.isatty():
            self._print_padded(list(cells))
            return
        if self._widths is None:
            self._widths = []
            sys.stdout.write("\t".join(self._headings) + "\n")
        for row in cells:
            sys.stdout.write("\t".join(row) + "\n")

    def _print_padded(self, rows: list[list[str]]) -> None:
        """Columns as wide as their longest cell at first, within bounds; what is longer later moves its line."""
        from rich.cells import cell_len

        if self._widths is None:
            rows = [list(self._headings), *rows]
            self._widths = [min(40, max(cell_len(row[n]) for row in rows)) for n in range(len(self._headings))]
        for row in rows:
            padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, self._widths, strict=True))
            sys.stdout.write("  ".join(padded).rstrip() + "\n")
