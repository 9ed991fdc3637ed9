"""A picture of the screen as text: its lines, then the style of each cell under each theme, in few and readable bytes.

A file holds the lines as they are read, below them how many cells each style goes on (`2a14b`), below that what the
letters stand for under each theme. Where a picture differs, it is said in words and colours, not in letters.
"""

from __future__ import annotations

import difflib
import itertools
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.screen import Screen

from tests.tui.driving import strips_of

_RUN = re.compile(r"(\d*)([a-zA-Z]+)")
_LETTERS = [*string.ascii_lowercase, *string.ascii_uppercase]
_SHOWN = 12


@dataclass(frozen=True)
class Picture:
    """What a screen shows under one theme: of each cell what stands in it and how.

    The second cell of a wide character holds nothing.
    """

    lines: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def text(self) -> list[str]:
        """Its lines without styles."""
        return ["".join(char for char, _ in line).rstrip() for line in self.lines]


def picture_of(screen: Screen[object]) -> Picture:
    """What a screen shows now."""
    return Picture(tuple(tuple(_cells(list(strip))) for strip in strips_of(screen)))


def _cells(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    for text, style, _ in segments:
        for char in text:
            cells = cell_len(char)
            if cells:
                yield char, _words(style or Style(), char)
            yield from [("", _words(style or Style(), char))] * (cells - 1)


def _words(style: Style, char: str) -> str:
    """A style in words; of a blank only what is seen of it."""
    names = ("bold", "italic", "underline", "strike", "reverse")
    attributes = [name for name in names if getattr(style, name)]
    seen = char != " " or {"underline", "strike", "reverse"} & {*attributes}
    colours = [style.color.get_truecolor().hex] if style.color is not None and seen else []
    grounds = [f"on {style.bgcolor.get_truecolor().hex}"] if style.bgcolor is not None else []
    return " ".join((*(attributes if seen else ()), *colours, *grounds)) or "nothing"


def written(pictures: Mapping[str, Picture]) -> str:
    """Pictures of one screen under some themes, as the text of a file."""
    first = next(iter(pictures.values()))
    legend: dict[tuple[str, ...], str] = {}
    rows = []
    for y, line in enumerate(first.lines):
        styles = [tuple(picture.lines[y][x][1] for picture in pictures.values()) for x in range(len(line))]
        runs = [
            (legend.setdefault(style, _letter(len(legend))), len([*run])) for style, run in itertools.groupby(styles)
        ]
        rows.append(" ".join(f"{count if count > 1 else ''}{letter}" for letter, count in runs))
    parts = ["\n".join(first.text), "\n".join(rows)]
    for at, theme in enumerate(pictures):
        parts.append("\n".join([f"{theme}:", *(f"{letter} {styles[at]}" for styles, letter in legend.items())]))
    return "\n\f\n".join(parts) + "\n"


def _letter(number: int) -> str:
    high, low = divmod(number, len(_LETTERS))
    return (_LETTERS[high - 1] if high else "") + _LETTERS[low]


def read(path: Path) -> dict[str, Picture]:
    """The pictures of a file, by their themes; none where there is no file."""
    if not path.exists():
        return {}
    text, runs, *legends = path.read_text(encoding="utf-8").removesuffix("\n").split("\n\f\n")
    found = {}
    for legend in legends:
        theme, *entries = legend.split("\n")
        styles = dict(entry.split(" ", 1) for entry in entries)
        rows = zip(text.split("\n"), runs.split("\n"), strict=True)
        found[theme.removesuffix(":")] = Picture(tuple(tuple(_line(line, row, styles)) for line, row in rows))
    return found


def _line(text: str, row: str, styles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    cells = [styles[letter] for count, letter in _RUN.findall(row) for _ in range(int(count or 1))]
    chars = [part for char in text if cell_len(char) for part in (char, *[""] * (cell_len(char) - 1))]
    return zip(itertools.chain(chars, itertools.repeat(" ")), cells, strict=False)


def differences(wanted: Picture, shown: Picture) -> str:
    """What is other than it was, line by line, the words first."""
    said = list(difflib.unified_diff(wanted.text, shown.text, "as it was", "as it is", n=0, lineterm=""))
    for y, (before, after) in enumerate(zip(wanted.lines, shown.lines, strict=False), 1):
        if [char for char, _ in before] != [char for char, _ in after]:
            continue
        changes = [
            (x, old, new) for x, ((_, old), (_, new)) in enumerate(zip(before, after, strict=True)) if old != new
        ]
        for (old, new), run in itertools.groupby(changes, key=lambda change: change[1:]):
            places = [x for x, _, _ in run]
            words = "".join(after[x][0] for x in places)
            said.append(f"line {y}, cells {places[0] + 1}–{places[-1] + 1} {words!r}: {new} instead of {old}")
    if len(wanted.lines) != len(shown.lines):
        said.append(f"{len(shown.lines)} lines instead of {len(wanted.lines)}")
    more = [f"… and {len(said) - _SHOWN} more"] if len(said) > _SHOWN * 4 else []
    return "\n".join(said[: _SHOWN * 4] + more)
