"""The lines above a dateline: header, headline, slug, byline, version marks and notes to editors.

`line_kind` says what one line is; `layout` walks over the lines and puts the parts of an item together.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from models.formats.outlets import byline_outlet
from models.formats.statements import stated_revision
from models.formats.vocabulary import (
    BYLINE_OPENERS,
    BYLINE_ROLES,
    LABEL_WORDS,
    LABELS,
    MARK_WORDS,
    MARKS,
    MEDIA,
    NOTE_OPENERS,
    NOTE_VERBS,
    NUMBERED_AFTER,
    NUMBERED_BEFORE,
    ORDINALS,
    fold,
    strongest,
)
from models.records import Revision

LineKind = Literal["blank", "mark", "note", "byline", "slug", "title", "prose"]

_BLANK = r"[ \t\u00a0]"
_HEADER = re.compile(rf"date{_BLANK}{{0,3}}[:=]?{_BLANK}{{0,3}}(\d{{4}}-\d\d-\d\d)(?=\s|$)", re.IGNORECASE)
_CLOSED = rf"(?=[\r\n]|$|{_BLANK}{{0,3}}(?:[-–—:]{_BLANK}{{0,3}}|[\r\n]|$))"
_NUMBERED = (
    rf"\d{{1,2}}(?:st|nd|rd|th){_BLANK}{{0,3}}(?:{NUMBERED_AFTER})\b(?:[- ](?:{MARK_WORDS})\b)?"
    rf"|(?:{NUMBERED_BEFORE}){_BLANK}{{0,3}}\d{{1,2}}\b"
)
#: As it stands in brackets: in words, or a number alone of a story that is continued.
_ORDINAL = rf"(?:{'|'.join(ORDINALS)}){_BLANK}(?:{NUMBERED_AFTER})\b"
_COUNTED = rf"{_ORDINAL}|part{_BLANK}\d{{1,2}}"
_AFTER_MARK = rf"{_BLANK}{{0,3}}(?:[-–—:/]{{1,2}}|\.(?={_BLANK}))?{_BLANK}{{0,3}}"
#: A mark at the head of a line, with what parts it from the rest.
_MARK = re.compile(
    rf"(?:\({_BLANK}{{0,3}}(?P<inside>(?:{_NUMBERED})|(?:{_COUNTED})|(?:{MARK_WORDS})|(?:{LABEL_WORDS})"
    rf"|\d{{1,2}}(?:st|nd|rd|th){_BLANK}(?:{MARK_WORDS})){_BLANK}{{0,3}}\)"
    rf"|(?P<numbered>{_NUMBERED})"
    rf"|(?P<bare>(?:{_ORDINAL})|(?:{MARK_WORDS})|(?:{LABEL_WORDS})){_CLOSED}"
    rf"|(?P<capitals>{MARK_WORDS})(?-i:(?={_BLANK}[A-Z][a-z]|\.{_BLANK}[A-Z]))){_AFTER_MARK}",
    re.IGNORECASE,
)
#: A bracket at the end of a slug or a headline: `(UPDATE 1, PIX)`.
_LAST_MARK = re.compile(rf"{_BLANK}{{0,3}}\({_BLANK}{{0,3}}(?P<mark>[^()\r\n]{{2,60}}?){_BLANK}{{0,3}}\){_BLANK}*$")
#: The same behind a dash or a comma: `Talks resume -- 2nd Update`.
_DASHED_MARK = re.compile(
    rf"(?:{_BLANK}{{1,3}}(?:--|[-–—]){_BLANK}{{0,3}}(?P<mark>(?:{_NUMBERED})|(?-i:(?=[A-Z]))(?:{MARK_WORDS}))"
    rf"|[-,]{_BLANK}{{0,3}}(?P<number>{_NUMBERED}))$",
    re.IGNORECASE,
)
_NUMBERED_ALONE = re.compile(rf"{_NUMBERED}|{_COUNTED}", re.IGNORECASE)
_SLUG_VERSION = re.compile(rf"(?<![^\W_])(?:{_NUMBERED})|(?<=\()(?:{_COUNTED})(?=\))", re.IGNORECASE)
_NOTE = re.compile(
    rf"\(?{_BLANK}{{0,3}}(?:{NOTE_OPENERS})(?:{_BLANK}{{0,3}}:|{_BLANK}{{1,3}}[-–—]{{1,2}}{_BLANK})"
    rf"|\({_BLANK}{{0,3}}(?:{'|'.join(NOTE_VERBS)})\b",
    re.IGNORECASE,
)
#: What opens a note of whole sentences: `EDITORS: Kill the story …`.
_NOTE_OPENER = re.compile(
    rf"\(?{_BLANK}{{0,3}}(?:{NOTE_OPENERS}){_BLANK}{{0,3}}[:–—-]{{1,2}}{_BLANK}{{0,3}}", re.IGNORECASE
)
_ADVISORY = re.compile(r"(?P<verb>[A-Z]{4,12})\b")
#: A notice in the place of a story: `ADVISORY-Story on talks WITHDRAWN`.
_NOTICE = re.compile(rf"ADVISORY-[^\r\n]{{2,200}}?(?:{_BLANK}(?P<mark>{MARK_WORDS}))?$")
_VERB = re.compile(rf"\b(?:{'|'.join(NOTE_VERBS)})\b", re.IGNORECASE)
_BYLINE = re.compile(rf"(?:{BYLINE_OPENERS}){_BLANK}{{1,3}}")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]{0,30},?)")
_BETWEEN_NAMES = frozenset({"and", "und", "et", "y", "de", "van", "von", "и"})
#: What opens a slug line of a wire with editions: morning papers, afternoon papers, both.
_CYCLES = ("AM-", "PM-", "BC-")
_SLUG = re.compile(r"\S{0,60}[^\W\d_][-/]\S{1,60}$|[A-Z0-9/*-]{3,40}$")
#: What ends a slug that carries its state: `Turkey-quake,2ND LEAD`, `Turkey-quake,LEAD`, `Turkey-quake-KILL`.
_SLUG_STATE = re.compile(rf",{_BLANK}?(?:{_NUMBERED}|{MARK_WORDS})$|-(?-i:{MARK_WORDS})$", re.IGNORECASE)
#: What stands before a bracket of states and is a slug, also of several words: `UKRAINE-CRISIS/POWER PLANT`.
_SLUG_PATH = re.compile(rf"[A-Z0-9&'*-]{{2,40}}/[A-Z0-9/&'*-]{{0,40}}(?:{_BLANK}[A-Z0-9/&'*-]{{1,40}}){{0,3}}$")
#: The same in small letters; also of words alone, where a state stands behind a comma.
_SMALL_SLUG = re.compile(rf"[a-z0-9&'*/-]{{2,40}}(?:{_BLANK}[a-z0-9/&'*-]{{1,40}}){{1,3}}$")
_RUBRIC_WORD = r"[A-Z][A-Z&'-]{0,30}"
_RUBRIC = re.compile(rf"(?:{_RUBRIC_WORD}(?:{_BLANK}{_RUBRIC_WORD}){{0,4}}{_BLANK}\*{_BLANK}){{1,8}}")
_WORD_AND_GAP = re.compile(r"\S{1,40}[ \t]{1,9}")
_ATTENTION = re.compile(rf"\({_BLANK}{{0,3}}(?:{NOTE_OPENERS}){_BLANK}{{0,3}}:[^()\r\n]{{0,300}}\)", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<!\S)[^\W\d_]{2,}")
_PARTS = re.compile(r"[,;/+&]")
_LONGEST_TITLE = 220
_LONGEST_HEADING = 2_000
_FINAL = frozenset(".!?:;,…")
_CLOSERS = "\"'”’»)]"


class Mark(NamedTuple):
    """A version mark (or a mere label, without a revision) and the offset of what follows it."""

    revision: Revision | None
    end: int


def header_at(window: str, pos: int) -> tuple[dt.date, int] | None:
    """The day of a header line `date 2025-07-03`, and the offset after it."""
    found = _HEADER.match(window, pos)
    if found is None:
        return None
    try:
        return dt.date.fromisoformat(found[1]), found.end()
    except ValueError:
        return None


def mark_at(window: str, pos: int) -> Mark | None:
    """The version mark or label at the head of a line: `(LEAD)`, `CORRECTED - `, `2ND LEAD`, `LEAD Talks`."""
    found = _MARK.match(window, pos)
    if found is None:
        return None
    words = found["inside"] or found["numbered"] or found["bare"] or found["capitals"]
    tight = window[found.end(found.lastgroup or 0) :][:1] == "-"
    if found["capitals"] and not words.isupper():
        return None
    if found["bare"] and not (words.isupper() or (words.istitle() and not tight)):
        return None  # prose: `Lead-up`, `update: ...`
    return Mark(_revision_of(words), found.end())


def is_state(words: str) -> bool:
    """Whether words in a bracket tell an item's state, and what comes with it, alone: `UPDATE 1, PIX`."""
    return all(
        fold(part) in MARKS or fold(part) in LABELS or fold(part) in MEDIA or _NUMBERED_ALONE.fullmatch(part.strip())
        for part in _PARTS.split(words)
    )


def _state_of(words: str) -> Revision | None:
    return strongest(*map(_revision_of, _PARTS.split(words)))


def _revision_of(words: str) -> Revision | None:
    folded = fold(words)
    if folded in MARKS:
        return MARKS[folded]
    if folded in LABELS or folded in MEDIA:
        return None
    return strongest(*(MARKS.get(word) for word in folded.split()), "update")


def version_number(heading: str) -> int | None:
    """The number of the version that the lines above a text tell, the highest of several: `2ND LEAD`, `UPDATE 2`."""
    marks = _SLUG_VERSION.findall(heading[-_LONGEST_HEADING:])
    return max((_number_in(mark) for mark in marks), default=None)


def _number_in(mark: str) -> int:
    digits = re.search(r"\d{1,2}", mark)
    return int(digits[0]) if digits else ORDINALS.index(fold(mark).partition(" ")[0]) + 1


def title_mark(title: str) -> tuple[str, Revision | None]:
    """A headline without the mark at its end, and that mark's revision: `Talks resume (LEAD)`, `… -- Update`."""
    if dashed := _DASHED_MARK.search(title[-70:]):
        return title[: -len(dashed[0])].rstrip(), _revision_of(dashed["mark"] or dashed["number"])
    found = _LAST_MARK.search(title[-70:])
    if found is None or not is_state(found["mark"]):
        return title, None
    return title[: -len(found[0])].rstrip(), _state_of(found["mark"])


def noted_revision(line: str) -> Revision | None:
    """What a note or a slug says was done: `(ATTN: ADDS details)`, `AM-Talks, 3rd Ld-Writethru`."""
    version: Revision | None = "update" if _SLUG_VERSION.search(line) else None
    if state := _SLUG_STATE.search(line):
        version = strongest(version, _revision_of(state[0].strip(",- \t\u00a0")))
    if (bracket := _LAST_MARK.search(line)) and is_state(bracket["mark"]):
        version = strongest(version, _state_of(bracket["mark"]))
    if (notice := _NOTICE.match(line)) and notice["mark"]:
        version = strongest(version, _revision_of(notice["mark"]))
    if (opener := _NOTE_OPENER.match(line)) and (mark := mark_at(line, opener.end())):
        version = strongest(version, mark.revision)
    return strongest(version, stated_revision(line), *(NOTE_VERBS[fold(verb)] for verb in _VERB.findall(line)))


def note_begins(line: str) -> int | None:
    """Where the words of a note begin that is said in whole sentences (`EDITORS: Kill the story …`); None in others."""
    opener = _NOTE_OPENER.match(line)
    return opener.end() if opener and re.search(r"[.!?][\"'”’)]{0,2}(?:\s|$)", line[opener.end() :]) else None


def byline_of(line: str) -> str | None:
    """The name in a byline (`By Ann Example`), or None where the line is none."""
    parts = byline_parts(line)
    return parts[0] if parts else None


def byline_parts(line: str) -> tuple[str, str | None] | None:
    """The name in a byline, and whose writer that is: `By Ann Example / Anadolu`; None where the line is none."""
    opener = _BYLINE.match(line)
    if opener is None or len(line) > 100:
        return None
    name, outlet = byline_outlet(line[opener.end() :])
    words = name.split()
    names = [word for word in words if word[0].isupper() and _NAME.fullmatch(word)]
    joined = sum(word in _BETWEEN_NAMES for word in words)
    fits = names and len(words) <= 10 and len(names) + joined == len(words)
    return (" ".join(words), outlet) if fits else None


def line_kind(line: str) -> LineKind:
    """What a stripped line above the text is; a title is any line that could be one, prose what could not."""
    if not line:
        return "blank"
    if (
        _NOTE.match(line)
        or _NOTICE.match(line)
        or ((first := _ADVISORY.match(line)) and fold(first["verb"]) in NOTE_VERBS)
    ):
        return "note"
    if (line[0] in "([" or line[-1] in _FINAL) and stated_revision(line) is not None:
        return "note"
    mark = mark_at(line, 0)
    if fold(line.strip("()")) in LABELS or (mark is not None and mark.end >= len(line)):
        return "mark"
    if byline_of(line) is not None or _is_role(line):
        return "byline"
    if slug_of(line) is not None:
        return "slug"
    ended = line.rstrip(_CLOSERS)[-1:] in _FINAL
    return "title" if not ended and len(line) <= _LONGEST_TITLE else "prose"


def slug_of(line: str) -> str | None:
    """The slug that a line is, without the state it carries; None where it is none."""
    slug, bracketed = _SLUG_STATE.sub("", line), False
    has_state = slug != line
    if (bracket := _LAST_MARK.search(line)) and is_state(bracket["mark"]):
        slug, bracketed = line[: bracket.start()].rstrip(), True
    one_word = " " not in slug and not line.endswith(".")
    if _SMALL_SLUG.match(slug) and (has_state or (bracketed and ("/" in slug or "-" in slug))):
        return slug
    if line.startswith(_CYCLES) or (one_word and _SLUG.match(slug)) or (bracketed and _SLUG_PATH.match(slug)):
        return slug
    return None


def _is_role(line: str) -> bool:
    words = line.split()
    return len(words) <= 5 and words[-1].capitalize() in BYLINE_ROLES


def starts_within(window: str, pos: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a dateline may begin inside a line: pairs of the heading's end there and the dateline's start.

    After a rubric (`RUSSIA * OIL * AUCTION MOSCOW`), a note to editors, or a byline on the same line.
    """
    if rubric := _RUBRIC.match(window, pos, end):
        if first := _WORD_AND_GAP.match(window, rubric.end(), end):
            yield first.end(), first.end()
        yield rubric.end(), rubric.end()
    for note in _ATTENTION.finditer(window, pos, min(end, pos + 1000)):
        after = end - len(window[note.end() : end].lstrip())
        yield note.start(), after
        if opener := _BYLINE.match(window, after, end):
            yield from ((note.start(), word.start()) for word in _capitals_after(window, opener.end(), end))
    if opener := _BYLINE.match(window, pos, end):
        yield from ((pos, word.start()) for word in _capitals_after(window, opener.end(), end))


def _capitals_after(window: str, pos: int, end: int) -> Iterator[re.Match[str]]:
    """Words all in capitals among the next few: where a name in small letters ends and a place begins."""
    for word in _CAPITALS.finditer(window, pos, min(end, pos + 80)):
        if word[0].isupper():
            yield word
