"""`python -m tests.benchmarks [NAME…]`: run the benchmarks named, or all, and print one table."""

from __future__ import annotations

import sys

from tests.benchmarks import comparing, reading, scale, screen
from tests.benchmarks.table import Row, show

ALL = {"comparing": comparing.rows, "reading": reading.rows, "screen": screen.rows, "scale": scale.rows}


def main() -> None:
    """Run and print; 2 where a name is not known."""
    names = sys.argv[1:] or list(ALL)
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}: name some of {', '.join(ALL)}.", file=sys.stderr)
        sys.exit(2)
    found: list[Row] = []
    for name in names:
        print(f"{name} …", file=sys.stderr)
        found.extend(ALL[name]())
    show(found)


main()
