"""The histogram above the timeline: how many events a day has, in two lines of pieces. Pure.

Bars between the first and the last date; below them where the cursor is, today, and how many are left out.
"""

from __future__ import annotations

import datetime as dt

from rich.cells import cell_len

from models.store.rows import Histogram
from models.wording import day
from tui.lines.panels import Piece, cut_pieces

_BARS = " ▁▂▃▄▅▆▇█"
CURSOR, TODAY = "▲", "┆"

#: The cells of a date and of a blank, on both sides of the bars.
_DATES = 2 * (len("13 Jun 2025") + 1)
#: Fewer bars say nothing.
_FEWEST_BARS = 8
#: A day is no wider than this, so that a few days do not look like many.
_WIDEST_BAR = 3


def bins_for(width: int) -> int:
    """How many bins a histogram may have in a width; none where there is too little room."""
    bins = width - _DATES
    return bins if bins >= _FEWEST_BARS else 0


def bar_lines(
    histogram: Histogram | None, cursor: dt.date | None, today: dt.date, width: int
) -> tuple[list[Piece], list[Piece]]:
    """The two lines, each as wide as asked; blank where there is nothing to show or too little room."""
    bins = bins_for(width)
    if histogram is None or len(histogram.counts) > bins:
        return [Piece(" " * width)], [Piece(" " * width)]
    first, last = day(histogram.first), day(histogram.last)
    cells = min(_WIDEST_BAR, bins // len(histogram.counts))
    bars = "".join(bar * cells for bar in _bars(histogram.counts))
    upper = [Piece(f"{first} ", "date"), Piece(bars, "bar"), Piece(f" {last}", "date")]
    at = cell_len(first) + 1
    marks = {
        at + place * cells + (cells - 1) // 2: (sign, role)
        for date, sign, role in ((today, TODAY, "dim"), (cursor, CURSOR, "sign"))
        if date is not None and (place := histogram.bin(date)) is not None
    }
    lower = _below(histogram, marks, at, at + len(bars))
    return cut_pieces(upper, width), cut_pieces(lower, width)


def _bars(counts: tuple[int, ...]) -> str:
    """A block for each count, the highest for the greatest; whatever there is has one."""
    most, steps = max(counts), len(_BARS) - 1
    return "".join(_BARS[-(-count * steps // most)] for count in counts)


def _below(histogram: Histogram, marks: dict[int, tuple[str, str]], begin: int, end: int) -> list[Piece]:
    """What stands under the bars: what is left out under the dates, the marks between."""
    left, right = f"‹ {histogram.earlier:,}", f"{histogram.later:,} ›"
    if len(left) + len(" earlier") < begin:
        left += " earlier"
    if len(right) + len(" later") <= len(day(histogram.last)):
        right = f"{histogram.later:,} later ›"
    return [
        Piece((left if histogram.earlier else "").ljust(begin), "dim"),
        *(Piece(*marks.get(place, (" ",))) for place in range(begin, end)),
        Piece(" " + right.rjust(len(day(histogram.last))) if histogram.later else "", "dim"),
    ]
