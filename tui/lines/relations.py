"""The lines of the relations: who acts on whom, how much, when, and whether more or less often than before.

Pure; every line comes out exactly as wide as asked. Conflict and cooperation differ in colour, sign and glyph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from rich.cells import cell_len

from models.records import COOPERATION, Actor
from models.store.rows import PartRow, RelationRow, Trend
from models.wording import one_line
from tui.lines.panels import CONFLICT, COOPERATIVE, Piece, cut_pieces, pieces_width
from tui.lines.wording import actor_code, cut, fit, reach_short

CONFLICT_BAR, COOPERATIVE_BAR = "█", "▒"
#: Before a relation that is closed, and one that is open.
FOLDED, UNFOLDED = "+", "−"
TREND_SIGNS: dict[Trend, str] = {"rising": "↗", "falling": "↘", "steady": "="}

_SPARKS = "·▁▂▃▄▅▆▇█"
_TO = " → "
#: A bar of fewer cells says nothing.
_SHORTEST_BAR = 5
#: The cells of `✗4   ✓3   `.
_COUNTS = 10


def of_one_name(rows: Iterable[RelationRow]) -> frozenset[str]:
    """The actors of some lines, by their ids, that would be called the same as another: two persons of one surname."""
    called: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for actor in (row.source, row.target):
            called[actor_code(actor)].add(actor.id)
    return frozenset(id_ for ids in called.values() if len(ids) > 1 for id_ in ids)


def relation_line(
    row: RelationRow, width: int, most: int, buckets: int = 0, fold: str = "", in_full: Container[str] = ()
) -> list[Piece]:
    """Who to whom, how often, a bar, a sparkline, the trend, the days: a line of the relations.

    The longest bar stands for `most`; `buckets` is how many cells the sparklines of the panel take, `fold` the
    sign before a relation; those `in_full` (by their ids) are called by their whole name.
    """
    narrow = width < 60
    names = _names(row, 2 * (8 if width < 80 else 12 if width < 110 else 14) + len(_TO) + 2, fold, in_full)
    head = [*names, Piece(f"{row.count:>5,} ")]
    spare = width - pieces_width(head) - _COUNTS - buckets - len(" ↗ ") - 2 * _SHORTEST_BAR
    date_cells = 14 if narrow else max(16, min(22, spare))
    tail = [Piece(fit(reach_short(row.first_when, row.last_when, date_cells), date_cells), "date")]
    if not narrow:
        tail = [
            Piece(f"{CONFLICT}{row.conflict:<3} ", "conflict" if row.conflict else "dim"),
            Piece(f"{COOPERATIVE}{row.cooperation:<3} ", "cooperation" if row.cooperation else "dim"),
            *tail,
        ]
    spark = [
        Piece(fit(sparkline(row.pulse), buckets) + " ", "bar"),
        Piece((TREND_SIGNS[row.trend] if row.trend else " ") + " ", "sign"),
    ]
    left = width - pieces_width(head) - pieces_width(tail)
    if buckets > 1 and left - pieces_width(spark) > _SHORTEST_BAR:
        tail = [*tail[:-1], *spark, tail[-1]]
        left -= pieces_width(spark)
    if left <= _SHORTEST_BAR:
        return cut_pieces([*head, *tail], width)
    bar_cells = min(24, left - 1)
    rest = left - bar_cells - 1
    kinds = Piece(fit("  " + _categories(row), rest), "dim") if rest >= 14 else Piece(" " * rest)
    return [*head, *relation_bar(row.conflict, row.cooperation, most, bar_cells), Piece(" "), *tail, kinds]


def _names(row: RelationRow, cells: int, fold: str, in_full: Container[str]) -> list[Piece]:
    """The two sides in columns; of a part set in, the single actors, or its category."""
    if isinstance(row, PartRow) and row.category is not None:
        cooperative = row.category in COOPERATION
        words = f"    {COOPERATIVE if cooperative else CONFLICT} {row.category}"
        return [Piece(fit(words, cells), "cooperation" if cooperative else "conflict")]
    if isinstance(row, PartRow):
        return _set_in(row, cells, in_full)
    side = (cells - 2 - len(_TO)) // 2
    return [
        Piece(fit(fold, 2), "sign"),
        Piece(fit(_called(row.source, in_full), side), "actor"),
        Piece(_TO, "dim"),
        Piece(fit(_called(row.target, in_full), side), "actor"),
    ]


def _called(actor: Actor, in_full: Container[str]) -> str:
    return one_line(actor.name) if actor.id in in_full else actor_code(actor)


def _set_in(row: RelationRow, cells: int, in_full: Container[str]) -> list[Piece]:
    """Two single actors by their names; what is too long is cut, the longer name first."""
    # A place of a country goes by its code elsewhere: here it is one part, and the country itself another.
    names = [
        _called(actor, in_full) if actor.kind in ("person", "organization", "group") else one_line(actor.name)
        for actor in (row.source, row.target)
    ]
    room = cells - 4 - len(_TO)
    longest = max(room // 2, room - min(map(cell_len, names)))
    source, target = (cut(name, longest) for name in names)
    pieces = [Piece("    "), Piece(source), Piece(_TO, "dim"), Piece(target)]
    return cut_pieces(pieces, cells)


def sparkline(pulse: Sequence[int]) -> str:
    """A cell a bucket, in proportion to the fullest: `·▂█▁`; a dot where there is nothing."""
    most = max(pulse, default=0)
    return "".join(_SPARKS[-(-count * (len(_SPARKS) - 1) // most)] if count else _SPARKS[0] for count in pulse)


def relation_bar(conflict: int, cooperation: int, most: int, cells: int) -> list[Piece]:
    """A bar of at most so many cells, in proportion to `most`; what there is gets at least one cell."""
    scale = cells / max(most, conflict + cooperation, 1)
    parts = [max(1, round(count * scale)) if count else 0 for count in (conflict, cooperation)]
    while sum(parts) > cells:
        parts[parts.index(max(parts))] -= 1
    return [
        Piece(CONFLICT_BAR * parts[0], "conflict"),
        Piece(COOPERATIVE_BAR * parts[1], "cooperation"),
        Piece(" " * (cells - sum(parts))),
    ]


def _categories(row: RelationRow) -> str:
    ordered = sorted(row.categories.items(), key=lambda item: (-item[1], item[0]))
    return " · ".join(f"{category} {count}" for category, count in ordered)
