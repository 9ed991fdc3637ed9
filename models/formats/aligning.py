"""A decoded text → where in its file each stretch of it stands, for markup, JSON and mails too.

A file is read through layers (escapes, tags, entities, folded lines), each of which remembers where its characters
come from. What the text has in just one place is led back there; what it has in several, or in none, is not.
"""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from models.records import Span

#: Shorter pieces of a line that was not found whole prove nothing.
_SHORTEST: Final = 16
#: A text in more pieces or lines than this is led back in part; one that is searched for in more is not.
_MOST_PIECES: Final = 2_000
_MOST_SEARCHED: Final = 200_000_000
#: A larger file is led back to only where the text stands in it as it is.
_LARGEST: Final = 300_000

_BLANK = re.compile(r"[\s\x00-\x1f\x7f]{2,}|[^\S ]|[\x00-\x1f\x7f]")
_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\"\\/bfnrt])")
_TAG = re.compile(r"<!--.{0,20000}?-->|<!\[CDATA\[|\]\]>|<[!?/]?[A-Za-z][^<>]{0,5000}>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FOLD = re.compile(r"=[ \t]*\r?\n")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_CODES = re.compile(r"[\x00-\x07\x0b\x0e-\x1f\x7f]+|^[ \t]{0,9}\^", re.MULTILINE)
_MARKS = re.compile(r"\]\([^()\n]{0,2000}\)|!?\[|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|\\(?=[!-/:-@\[-`{-~])")


class Piece(NamedTuple):
    """A stretch of a text and where it comes from; not `exact`: as a whole, in other characters."""

    start: int
    end: int
    origin: int
    origin_end: int
    exact: bool = True


class Layer:
    """A text made from another, and for each piece of it where that stands there."""

    def __init__(self, text: str, pieces: Sequence[Piece] | None = None) -> None:
        self.text = text
        self.pieces = [Piece(0, len(text), 0, len(text))] if pieces is None else list(pieces)
        self._starts = [piece.start for piece in self.pieces]

    def within(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a stretch, cut to it; one that is not exact stays whole."""
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self.pieces)):
            piece = self.pieces[number]
            if piece.start >= end:
                return
            first, last = max(start, piece.start), min(end, piece.end)
            if first >= last:
                continue
            if piece.exact:
                at = piece.origin + first - piece.start
                yield Piece(first, last, at, at + last - first)
            else:
                yield Piece(first, last, piece.origin, piece.origin_end, exact=False)

    def replaced(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Layer:
        """The text with the matches of a pattern replaced."""
        texts: list[str] = []
        pieces: list[Piece] = []
        length = at = 0

        def keep(start: int, end: int) -> int:
            for piece in self.within(start, end):
                shift = length - start
                pieces.append(piece._replace(start=piece.start + shift, end=piece.end + shift))
            texts.append(self.text[start:end])
            return length + end - start

        for found in pattern.finditer(self.text):
            new = by(found)
            if new == found[0]:
                continue
            length = keep(at, found.start())
            at = found.end()
            if new and (old := list(self.within(*found.span()))):
                pieces.append(Piece(length, length + len(new), old[0].origin, old[-1].origin_end, exact=False))
                texts.append(new)
                length += len(new)
        keep(at, len(self.text))
        return Layer("".join(texts), pieces)


class Aligner:
    """A file's text in a format of `suffixes`, asked for one text of its items after another."""

    def __init__(self, file: str, form: str, charset: str = "utf-8") -> None:
        self._file = file
        self._charset = charset
        self._chains = _CHAINS.get(form, ((),)) if len(file) <= _LARGEST else ()
        self._layers: list[Layer] = []
        self._searched = 0

    def aligned(self, text: str) -> list[Piece]:
        """The pieces of a text with their origins, in order; parts that are not surely found are left out."""
        self._searched += 2 * len(self._file)
        if not text or self._searched > _MOST_SEARCHED:
            return []
        at = self._file.find(text)
        if at != -1 and self._file.find(text, at + 1) == -1:
            return [Piece(0, len(text), at, at + len(text))]
        found: dict[Span, list[Piece]] = {}
        missing = [line.span() for line in islice(_LINE.finditer(text), _MOST_PIECES)]
        for number in range(len(self._chains)):
            self._searched += len(missing) * len(self._file)
            if not missing or self._searched > _MOST_SEARCHED:
                break
            missing = _find(text, missing, self._layer(number), found)
        return [piece for span in sorted(found) for piece in found[span]][:_MOST_PIECES]

    def _layer(self, number: int) -> Layer:
        """The file as one of its format's chains of layers reads it."""
        while len(self._layers) <= number:
            layer = Layer(self._file)
            for through in (*self._chains[len(self._layers)], _blanks):
                layer = through(layer, self._charset)
            self._layers.append(layer)
        return self._layers[number]


def _find(text: str, lines: list[Span], source: Layer, found: dict[Span, list[Piece]]) -> list[Span]:
    """Leads lines of a text back through a layer, those that are there once first; returns those left over."""
    ends: dict[Span, Span] = {}
    unsure = []
    for span in lines:
        at = _only(_BLANK.sub(" ", text[slice(*span)]).strip(" "), source.text, 0, len(source.text))
        if at is None:
            unsure.append(span)
        else:
            ends[span] = at
            found[span] = _joined(text, span, source, at)
    missing = []
    known = sorted(ends)
    for span in unsure:
        index = bisect_right(known, span)
        first = ends[known[index - 1]][1] if index else 0
        last = ends[known[index]][0] if index < len(known) else len(source.text)
        pieces = list(_parts(text, span, source, first, last)) if index or known else []
        if pieces:
            found[span] = pieces
        else:
            missing.append(span)
    return missing


def _parts(text: str, span: Span, source: Layer, first: int, last: int) -> Iterator[Piece]:
    """The pieces of a line within bounds of a layer: whole, else halved until its parts are found or too short."""
    at = _only(_BLANK.sub(" ", text[slice(*span)]).strip(" "), source.text, first, last)
    if at is not None:
        yield from _joined(text, span, source, at)
        return
    middle = text.find(" ", (span[0] + span[1]) // 2, span[1])
    if middle != -1 and span[1] - span[0] >= 2 * _SHORTEST:
        yield from _parts(text, (span[0], middle), source, first, last)
        yield from _parts(text, (middle, span[1]), source, first, last)


def _only(words: str, text: str, first: int, last: int) -> Span | None:
    """Where words stand, if that is in one place only."""
    at = text.find(words, first, last) if words else -1
    if at == -1 or text.find(words, at + 1, last) != -1:
        return None
    return at, at + len(words)


def _joined(text: str, span: Span, source: Layer, at: Span) -> list[Piece]:
    """The pieces of a line that stands, blanks folded, at some place of a layer."""
    line = Layer(text[slice(*span)]).replaced(_BLANK, lambda _: " ")
    begin = len(line.text) - len(line.text.lstrip(" "))
    pieces: list[Piece] = []
    for mine in line.within(begin, begin + at[1] - at[0]):
        shift = at[0] - begin
        for theirs in source.within(mine.start + shift, mine.end + shift):
            offset = span[0] + mine.origin + (theirs.start - shift - mine.start if mine.exact else 0)
            end = offset + theirs.end - theirs.start if mine.exact else span[0] + mine.origin_end
            exact = mine.exact and theirs.exact
            last = pieces[-1] if pieces else None
            if last and exact and last.exact and last.end == offset and last.origin_end == theirs.origin:
                pieces[-1] = last._replace(end=end, origin_end=theirs.origin_end)
            elif not text[offset:end].isspace() or exact:
                pieces.append(Piece(offset, end, theirs.origin, theirs.origin_end, exact))
    return pieces


def _blanks(layer: Layer, _charset: str) -> Layer:
    return layer.replaced(_BLANK, lambda _: " ")


def _escapes(layer: Layer, _charset: str) -> Layer:
    return layer.replaced(_ESCAPE, lambda found: str(json.loads(f'"{found[0]}"')))


def _tags(layer: Layer, _charset: str) -> Layer:
    return layer.replaced(_TAG, lambda found: " " if found[0][:3].lower() == "<br" else "")


def _entities(layer: Layer, _charset: str) -> Layer:
    return layer.replaced(_ENTITY, lambda found: html.unescape(found[0]))


def _codes(layer: Layer, _charset: str) -> Layer:
    return layer.replaced(_CODES, lambda _: "")


def _marks(layer: Layer, _charset: str) -> Layer:
    return layer.replaced(_MARKS, lambda _: "")


def _quoted_printable(layer: Layer, charset: str) -> Layer:
    def decoded(found: re.Match[str]) -> str:
        raw = bytes.fromhex(found[0].replace("=", ""))
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeDecodeError):
            return found[0]

    return layer.replaced(_FOLD, lambda _: "").replaced(_QUOTED, decoded)


_Through = Callable[[Layer, str], Layer]
_MARKUP: tuple[_Through, ...] = (_tags, _entities)
#: Through which layers a format is read, the likeliest first.
_CHAINS: dict[str, tuple[tuple[_Through, ...], ...]] = {
    "wire": ((_codes,),),
    "markdown": ((), (_marks,)),
    "json": ((_escapes,), (_escapes, *_MARKUP), (_escapes, *_MARKUP, *_MARKUP)),
    "jsonlines": ((_escapes,), (_escapes, *_MARKUP), (_escapes, *_MARKUP, *_MARKUP)),
    "xml": (_MARKUP, (*_MARKUP, *_MARKUP)),
    "feed": (_MARKUP, (*_MARKUP, *_MARKUP)),
    "html": (_MARKUP,),
    "mail": ((), (_quoted_printable,), _MARKUP, (_quoted_printable, *_MARKUP)),
}
