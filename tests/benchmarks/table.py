"""One line a measurement: what, how much, the reference it is held against, and their ratio."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """A measurement and its reference, in the same unit."""

    what: str
    measured: float
    unit: str
    reference: str
    against: float

    @property
    def ratio(self) -> float:
        """Measured over reference."""
        return self.measured / self.against if self.against else float("nan")


def show(rows: list[Row]) -> None:
    """Print the rows."""
    table = Table("what", "measured", "unit", "reference", "its figure", "ratio")
    for row in rows:
        figures = f"{row.measured:,.3g}" if row.measured < 100 else f"{row.measured:,.0f}"
        against = f"{row.against:,.3g}" if row.against < 100 else f"{row.against:,.0f}"
        table.add_row(row.what, figures, row.unit, row.reference, against, f"{row.ratio:.2f}")
    Console(width=150).print(table)
