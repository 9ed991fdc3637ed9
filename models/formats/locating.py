"""A dispatch's text → the lines, columns and bytes of its file, kept with the dispatch as runs.

Made when a file is read, so that nobody has to open it again; `models.places` asks the runs for a span.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right

from models.formats.aligning import Aligner, Piece
from models.formats.decoding import FormatError, decode
from models.formats.suffixes import Format
from models.formats.xml import decoded
from models.records import Dispatch, Run

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = (
    "utf-8", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp1251", "koi8-r", "cp866",
    "iso8859-5", "mac-cyrillic",
)  # fmt: skip
_DECLARED = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?([A-Za-z][\w.:-]{0,40})", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n|\r|\n")


class FileText:
    """A file, or a line of one: its bytes, and the text that they decode to; `line` and `at` say where it begins."""

    def __init__(self, raw: bytes, form: Format, line: int = 1, at: int = 0) -> None:
        self._line = line
        declared = _DECLARED.search(raw)
        charset = declared[1].decode() if declared else "utf-8"
        mark = next((mark for mark in _MARKS if raw.startswith(mark)), b"")
        self._at = at + len(mark)
        try:
            self._text = decoded(raw) if form in ("xml", "feed", "html") else decode(raw)
        except FormatError:
            self._text = ""
        self._text = self._text.removeprefix("\ufeff")
        self._encoding = self._encoding_of(raw[len(mark) :], charset)
        self._aligner = Aligner(self._text, form, charset)
        self._lines = [0, *(end.end() for end in _NEWLINE.finditer(self._text))]

    def _encoding_of(self, raw: bytes, declared: str) -> str | None:
        """The encoding in which the text is just these bytes."""
        for encoding in (*_ENCODINGS, declared):
            try:
                if raw.decode(encoding) == self._text:
                    return encoding
            except (LookupError, ValueError):
                continue
        return None

    def placed(self, dispatch: Dispatch) -> Dispatch:
        """The dispatch with the runs that lead its text back to the file."""
        runs = self._runs(self._aligner.aligned(dispatch.text))
        return dispatch.model_copy(update={"encoding": self._encoding, "runs": tuple(runs)})

    def _runs(self, pieces: list[Piece]) -> list[Run]:
        ends = sorted({end for piece in pieces for end in (piece.origin, piece.origin_end)})
        offsets = self._offsets(ends)
        runs = []
        for piece in pieces:
            row = bisect_right(self._lines, piece.origin) - 1
            first, last = offsets.get(piece.origin, -1), offsets.get(piece.origin_end, -1)
            column = piece.origin - self._lines[row] + 1
            runs.append((piece.start, piece.end, first, last, self._line + row, column, int(piece.exact)))
        return runs

    def _offsets(self, ends: list[int]) -> dict[int, int]:
        """The byte offsets of some offsets of the text, in order; none where the encoding is not known."""
        if self._encoding is None:
            return {}
        if self._text.isascii() and not self._encoding.startswith("utf-16") and not self._encoding.startswith("utf-32"):
            return {end: self._at + end for end in ends}
        offsets: dict[int, int] = {}
        before, at = 0, self._at
        for end in ends:
            at += len(self._text[before:end].encode(self._encoding))
            offsets[end], before = at, end
        return offsets
