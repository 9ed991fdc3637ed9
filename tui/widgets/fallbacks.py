"""For terminals that show less: the last step of a line before it is sent takes its colours, or its signs, away.

Every line stays as wide as it was: a sign becomes one of ASCII, a wide character two, a combining one none.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

#: The signs and bars of the app, and the marks of print; those that stand in one place differ from each other.
_SIGNS = dict(
    zip(
        "◇◆✗✓¬»«↻→←≈¿⇒−↳‹›•▸▹⇄▌▐▲┆↗↘·…–—‐‑█▒▁▂▃▄▅▆▇“”„‘’‚′″×÷≠✎ ",
        "o&xv!)(@><~/>-\\<>*>-=|#^:/\\..----#%_,-:=+*\"\"\"''''\"x/#* ",
        strict=True,
    )
)
_LETTERS = dict(zip("ØøŁłĐđßÆæŒœÞþÐðıĦħ", "OoLlDdsAaOoTtDdiHh", strict=True))
_LINES = {"─": "-", "━": "-", "│": "|", "┃": "|", "═": "=", "║": "|", "▏": "|", "▕": "|", "▎": "|", "▍": "|"}
_UNKNOWN = "?"


@cache
def _instead(char: str, encoding: str) -> str:
    """What stands for a character in a terminal of that encoding, in as many cells."""
    cells = cell_len(char)
    if cells == 0:
        return ""
    own = _SIGNS.get(char) or _LETTERS.get(char) or _LINES.get(char)
    if own is None or encoding != "ascii":
        try:
            char.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            pass
        else:
            return char
    if own is not None:
        return own
    if "\u2500" <= char <= "\u259f":
        return ("+" if char <= "\u257f" else "#") * cells
    letters = [letter for letter in unicodedata.normalize("NFKD", char) if letter.isascii() and letter.isprintable()]
    return (letters[0] if letters else _UNKNOWN).ljust(cells, " " if letters else _UNKNOWN)


def encodable(text: str, encoding: str) -> str:
    """A text in the characters of an encoding, its letters without their marks where they have to be.

    >>> encodable("▸ Čapek – 東京", "ascii")
    '> Capek - ????'
    """
    return text if text.isascii() else "".join(char if char.isascii() else _instead(char, encoding) for char in text)


class OwnSigns(LineFilter):
    """Sends only what the terminal's encoding has."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in other characters."""
        return [Segment(encodable(text, self._encoding), style, control) for text, style, control in segments]


class NoColours(LineFilter):
    """Sends no colour; the grounds of the cursor and of the bars are reversed instead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grounds = (theme.panel or "", theme.variables["cursor"])
        self._reversed = frozenset(Color.parse(ground).rich_color.get_truecolor() for ground in grounds)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours."""
        return [Segment(text, self._plain(style) if style else style, control) for text, style, control in segments]

    def _plain(self, style: Style) -> Style:
        ground = style.bgcolor.get_truecolor() if style.bgcolor is not None else None
        return _attributes(style, ground in self._reversed)


@lru_cache(4096)
def _attributes(style: Style, reverse: bool) -> Style:
    turned = bool(style.reverse) != reverse
    return Style(bold=style.bold, italic=style.italic, underline=style.underline, strike=style.strike, reverse=turned)
