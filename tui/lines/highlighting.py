"""The words that a filter asks for, shown in the lines that it lets through. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from models.filters.hits import Phrase, hits
from tui.lines.panels import Piece

#: The role that is added to those of the piece; it underlines, whatever the colour.
HIT = "hit"

#: Pieces that are no words of the record.
_OTHERS = frozenset({"date", "sign", "dim"})


def highlighted(pieces: Sequence[Piece], wanted: tuple[Phrase, ...]) -> list[Piece]:
    """The pieces, cut where a hit begins and ends."""
    if not wanted:
        return list(pieces)
    cut: list[Piece] = []
    for piece in pieces:
        at = 0
        for start, end in hits(wanted, piece.text) if piece.role not in _OTHERS else ():
            cut += [Piece(piece.text[at:start], piece.role), Piece(piece.text[start:end], f"{piece.role} {HIT}")]
            at = end
        cut.append(Piece(piece.text[at:], piece.role))
    return [piece for piece in cut if piece.text]
