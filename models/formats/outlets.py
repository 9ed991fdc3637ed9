"""Lines above a text, and ends of bylines and titles, that name who publishes it: a paper, a station, an agency.

`MEKONG COURIER`, `Isaan Today | Ubon Ratchathani`, `Bangkok Herald - Nov 14, 2026`, `By Ann Example / Anadolu`. The
words by which a name is known are in `tables/outlets.toml`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from models.formats.issued import PrintedDate, printed_date_at
from models.formats.vocabulary import AGENCIES, alternatives, fold, is_known_agency, table, usual_name

_TABLE = table("outlets")
_LAST = frozenset(map(fold, _TABLE["last"]))
_FIRST = tuple(f"{fold(words)} " for words in _TABLE["first"])
_NAMES = frozenset(map(fold, _TABLE["names"]))
_SMALL = frozenset({"of", "the", "and", "&", "de", "del", "la", "le", "der", "die"})
_OPENER = re.compile(rf"(?:{alternatives(_TABLE['openers'])})\s?:\s?", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{alternatives(_TABLE['labels'])})(?::|\s(?=\d))\s?", re.IGNORECASE)
_PARTED = re.compile(r"\s{0,9}[|·•]\s{0,9}|\s{1,9}[-–—/]{1,2}\s{1,9}")
_IN_PARTS = re.compile(r"[|·•:,]|\s[-–—/]")
_PIPE = re.compile(r"\s{0,9}\|\s{0,9}")
_COMMA = re.compile(r",\s{1,3}")
_AFTER_DATE = re.compile(r"(?:,?\s{1,3}\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)?$", re.IGNORECASE)
_JOINT = re.compile(rf"\s{{0,3}}(?:/|\||,)\s{{0,3}}|\s(?:{'|'.join(_TABLE['joints'])})\s")
_LETTERS = re.compile(r"[\w.'’&/-]+")
_LONGEST, _MOST_WORDS = 120, 5


class OutletLine(NamedTuple):
    """A line that names who publishes, and perhaps the day."""

    name: str
    date: PrintedDate | None


def is_outlet(name: str) -> bool:
    """Whether words are the name of an outlet: an agency of the table, or by their first or last word."""
    folded = fold(name)
    if folded in _NAMES or (is_known_agency(name) and _is_name(name)):
        return True
    words = folded.split()
    by_words = words[-1:] and (words[-1] in _LAST or folded.startswith(_FIRST))
    return bool(by_words) and 2 <= len(words) <= _MOST_WORDS and _is_name(name)


def outlet_name(name: str) -> str:
    """The usual short name of an agency; any other outlet as printed, in small letters where all were capitals."""
    usual = usual_name(name)
    return usual.title() if usual.isupper() and fold(usual) not in _NAMES | AGENCIES.keys() else usual


def outlet_line(line: str) -> OutletLine | None:
    """What a line of an outlet's name and its day or section says; None where it is any other, or a name alone."""
    if len(line) > _LONGEST or not _IN_PARTS.search(line):
        return None
    opener = _OPENER.match(line)
    parts = [part for part in _PARTED.split(line[opener.end() :] if opener else line) if part]
    if len(parts) == 1 and (comma := _COMMA.search(parts[0])):
        parts = [parts[0][: comma.start()], parts[0][comma.end() :]]
    dates = [_whole_date(_LABEL.sub("", part, count=1)) for part in parts]
    names = [part for part, date in zip(parts, dates, strict=True) if date is None and not _LABEL.match(part)]
    found = next((name for name in names if is_outlet(name)), None)
    if found is None or len(names) > 2 or (len(names) == 2 and not _PIPE.search(line)):
        return None
    if len(parts) == 1 and not opener:
        return None
    if any(len(name.split()) > _MOST_WORDS or not _is_name(name) for name in names):
        return None
    return OutletLine(outlet_name(found), next((date for date in dates if date is not None), None))


def title_outlet(title: str) -> tuple[str, str | None]:
    """A page's title without the outlet behind its last `|`, and that outlet: `Envoys meet | Bangkok Herald`."""
    bars = list(_PIPE.finditer(title))
    if bars and is_outlet(name := title[bars[-1].end() :]):
        return title[: bars[0].start()].rstrip(), outlet_name(name)
    return title, None


def named_outlet(words: str) -> str | None:
    """The outlet that words are, or that stands behind their last `|` (`World | Bangkok Herald`); else None."""
    return outlet_name(words) if is_outlet(words) else title_outlet(words)[1]


def byline_outlet(byline: str) -> tuple[str, str | None]:
    """A byline without the outlet that its writer is of, and that outlet: `Ann Example / Anadolu`."""
    for joint in reversed(list(_JOINT.finditer(byline))):
        if is_outlet(name := byline[joint.end() :]):
            return byline[: joint.start()].rstrip(), outlet_name(name)
    return byline, None


def _whole_date(part: str) -> PrintedDate | None:
    """The date that a part is, perhaps with the time of day; a weekday alone is none."""
    dated = printed_date_at(part, 0)
    return dated[0] if dated and dated[0].month and _AFTER_DATE.match(part, dated[1]) else None


def _is_name(words: str) -> bool:
    """Whether all words but small ones begin with a capital, and all are of letters."""
    return all(word in _SMALL or (word[0].isupper() and _LETTERS.fullmatch(word)) for word in words.split())
