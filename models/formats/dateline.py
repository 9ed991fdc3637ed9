"""A dateline at a given place of a text: `MOSCOW, July 3. /TASS/.`, `HAVANA (AP) --`, and so on.

A small grammar, read from left to right: place, date, agency, close. Each may be missing, but not all that
makes a dateline unlike prose. Pure functions over a window of text, with bounds on every repetition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from models.formats.heading import is_state
from models.formats.issued import PrintedDate, printed_date_at
from models.formats.vocabulary import (
    BARE_AGENCY,
    CITIES,
    LINKS,
    NO_PLACE,
    NOT_PLACES,
    STATES,
    fold,
    is_known_agency,
    usual_name,
)

_BLANK = r"[ \t\u00a0]"
_LETTER = r"[^\W\d_]"
_CAPITALS = r"(?:[^\W\d_a-z](?:[.'’-]?[^\W\d_a-z]){1,30})"
_WORD = re.compile(rf"{_LETTER}{{1,40}}(?:[.'’ʼ/-]{_LETTER}{{1,40}}){{0,5}}\.?")
_BETWEEN_WORDS = re.compile(rf"{_BLANK}{{1,3}}")
_BETWEEN_PARTS = re.compile(rf"{_BLANK}{{0,3}},{_BLANK}{{0,3}}")
_BEFORE_TAIL = re.compile(rf"{_BLANK}{{0,9}}[,.;]?{_BLANK}{{0,9}}")
_BEFORE_DATE = re.compile(rf"{_BLANK}{{1,9}}")
_BRACKETED = re.compile(rf"\({_BLANK}{{0,3}}(?P<name>[^()\n\r]{{2,40}}?){_BLANK}{{0,3}}\)")
_SLASHED = re.compile(rf"/{_BLANK}{{0,3}}(?P<name>[^/()\n\r]{{2,40}}?){_BLANK}{{0,3}}/")
_AGENCY_NAME = re.compile(rf"{_LETTER}[\w.'’&/,+-]*(?:{_BLANK}{{1,3}}[\w.'’&/,+-]+){{0,3}}")
_DASH = re.compile(rf"\.?{_BLANK}{{0,9}}(?:-{{1,3}}|[_–—―‒])(?!\d)")
_SPACED_DASH = re.compile(rf"\.?(?:{_BLANK}{{1,9}}(?:-{{1,3}}|[_–—―‒])(?!\d)|(?:-{{1,3}}|[_–—―‒])(?=\s|[\"'“‘«\[(]|$))")
_LONE_DASH = re.compile(rf"{_BLANK}{{1,9}}(?:--|[-_–—―])(?=\s|$)")
_DASH_AGENCY = re.compile(rf"{_BLANK}{{0,9}}[-–—]{_BLANK}{{0,9}}")
_STOP = re.compile(r"[.:](?=\s|$)")
_LINE_END = re.compile(rf"{_BLANK}{{0,9}}(?=[\r\n]|$)")
_SIGNED = re.compile(rf",{_BLANK}{{1,3}}(?P<name>{_LETTER}{{2,30}}{_BLANK}{_LETTER}{{2,30}})\.(?=\s|$)")
_MARKUP = re.compile(r"(?:\s{0,9}\[[A-Z][A-Z .]{1,30}\])+")
_NEXT = re.compile(r"\s{0,99}(\S)")
#: A town in capitals of which nothing is known, and the sentence after its dash.
_TOWN = re.compile(rf"(?P<place>(?=\S{{4}}|\S+ {_LETTER})(?P<first>{_CAPITALS})(?: {_CAPITALS}){{0,3}})(?=[ \t])")
_SENTENCE = re.compile(r"\s{0,9}[\"“'‘(]{0,2}(?:[^\W_a-z]|\$)\S{0,40}(?:\s{1,3}\S{1,60}){5}")
_LONE_PLACE = re.compile(
    rf"(?P<first>{_CAPITALS})(?:[ /]{_CAPITALS}){{0,4}}(?:, [^\W\d_][\w.’'-]{{2,30}}(?: \w{{2,30}}){{0,2}})?"
)
_MOST_WORDS, _MOST_PARTS = 10, 4

Close = Literal["dash", "stop", "line", "none"]


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, and where it ends; `certain` where an agency or a date stands in it."""

    end: int
    place: str | None
    date: PrintedDate | None
    agency: str | None
    byline: str | None
    certain: bool


class _Agency(NamedTuple):
    name: str
    known: bool
    bracketed: bool
    end: int


class _Tail(NamedTuple):
    """What follows the place; `apart` where a comma or a full stop stands between."""

    apart: bool
    date: PrintedDate | None
    agency: _Agency | None
    close: Close
    byline: str | None
    end: int


def dateline_at(window: str, pos: int) -> Dateline | None:
    """The dateline that begins exactly at `pos`, or None. Takes time bounded by a constant."""
    tail = _tail_at(window, pos)
    if tail and tail.date and tail.agency and tail.agency.known and tail.close != "none":
        return _dateline(window, None, tail)
    words: list[str] = []
    parts = 1
    end = pos
    while len(words) < _MOST_WORDS and (word := _WORD.match(window, end)):
        printed = word[0]
        if not (printed[0].isupper() or (words and printed.casefold() in LINKS)):
            return None
        words.append(printed)
        end = word.end()
        tail = _tail_at(window, end)
        if tail is not None and printed[0].isupper():
            place = _as_printed(window[pos:end], words, parts)
            if _credible(window, place, words[0], tail):
                return _dateline(window, place, tail)
        if printed.endswith(".") and not _is_shortened(printed, parts):
            return None
        comma = _BETWEEN_PARTS.match(window, end)
        gap = comma or _BETWEEN_WORDS.match(window, end)
        if gap is None or (comma and parts == _MOST_PARTS):
            return None
        parts += 1 if comma else 0
        end = gap.end()
    return None


def _dateline(window: str, place: str | None, tail: _Tail) -> Dateline:
    markup = _MARKUP.match(window, tail.end)
    return Dateline(
        end=markup.end() if markup else tail.end,
        place=None if place is None or fold(place) in NO_PLACE else place,
        date=tail.date,
        agency=tail.agency.name if tail.agency else None,
        byline=tail.byline,
        certain=tail.agency is not None or tail.date is not None,
    )


def _tail_at(window: str, pos: int) -> _Tail | None:
    """Date, agency and close after a place, or None where nothing of a dateline stands there."""
    separator = _BEFORE_TAIL.match(window, pos)
    start = separator.end() if separator else pos
    # A full stop may have been taken for the end of a shortened word (`MOSCOW. April 2`).
    apart = window[pos - 1 : pos] == "." or (separator is not None and bool(separator[0].strip()))
    dated = printed_date_at(window, start)
    if dated is not None:
        return _after_date(window, apart, *dated)
    agency = _enclosed_agency(window, start) or _bare_agency(window, start)
    if agency is not None:
        return _closed(window, apart, None, agency)
    dash = _LONE_DASH.match(window, pos)
    return _Tail(False, None, None, "dash", None, dash.end()) if dash else None


def _after_date(window: str, apart: bool, date: PrintedDate, end: int) -> _Tail | None:
    separator = _BEFORE_TAIL.match(window, end)
    start = separator.end() if separator else end
    agency = _enclosed_agency(window, start) or _bare_agency(window, start)
    if agency is None and (dash := _DASH_AGENCY.match(window, end)):
        agency = _bare_agency(window, dash.end())
    if agency is not None:
        return _closed(window, apart, date, agency)
    if dash := _SPACED_DASH.match(window, end):
        return _Tail(apart, date, None, "dash", None, dash.end())
    if line := _LINE_END.match(window, end):
        return _Tail(apart, date, None, "line", None, line.end())
    return None


def _closed(window: str, apart: bool, date: PrintedDate | None, agency: _Agency) -> _Tail | None:
    """The tail that ends with this agency; a bare one must be closed, a bracketed one closes itself."""
    dash = (_DASH if agency.bracketed else _SPACED_DASH).match(window, agency.end)
    if dash:
        after, end = (None, dash.end()) if date is not None else _date_after_dash(window, dash.end())
        return _Tail(apart, date or after, agency, "dash", None, end)
    if stop := _STOP.match(window, agency.end):
        return _Tail(apart, date, agency, "stop", None, stop.end())
    if signed := _SIGNED.match(window, agency.end):
        return _Tail(apart, date, agency, "stop", signed["name"], signed.end())
    if line := _LINE_END.match(window, agency.end):
        return _Tail(apart, date, agency, "line", None, line.end())
    return _Tail(apart, date, agency, "none", None, agency.end) if agency.bracketed else None


def _date_after_dash(window: str, pos: int) -> tuple[PrintedDate | None, int]:
    """The date that some services print behind the dash, with a full stop of its own (`(AP) — Nov. 24. Text`)."""
    gap = _BEFORE_DATE.match(window, pos)
    dated = printed_date_at(window, gap.end()) if gap else None
    if dated is None or dated[0].month is None:
        return None, pos
    stop = _STOP.match(window, dated[1])
    return (dated[0], stop.end()) if stop and _opens_sentence(window, stop.end()) else (None, pos)


def _enclosed_agency(window: str, pos: int) -> _Agency | None:
    found = _BRACKETED.match(window, pos) or _SLASHED.match(window, pos)
    if found is None:
        return None
    name = " ".join(found["name"].split())
    known = is_known_agency(name)
    if not _AGENCY_NAME.fullmatch(name) or not (known or name[0].isupper()):
        return None
    if printed_date_at(name, 0) or is_state(name):
        return None
    return _Agency(usual_name(name), known, True, found.end())


def _bare_agency(window: str, pos: int) -> _Agency | None:
    found = BARE_AGENCY.match(window, pos)
    return _Agency(usual_name(found[0]), True, False, found.end()) if found else None


def _is_shortened(word: str, parts: int) -> bool:
    """Whether a full stop belongs to the word (`St.`, `Ore.`, `N.Y.`) and does not end it."""
    return "." in word[:-1] or len(word) <= 3 or (parts > 1 and len(word) <= 6)


def _as_printed(place: str, words: list[str], parts: int) -> str:
    folded = " ".join(place.split()).replace(" ,", ",")
    return folded[:-1] if folded.endswith(".") and not _is_shortened(words[-1], parts) else folded


def _credible(window: str, place: str, first_word: str, tail: _Tail) -> bool:
    """Whether place and tail together are a dateline, and not prose that happens to look alike."""
    city = place.partition(",")[0]
    known = fold(city) in CITIES or fold(city) in NO_PLACE
    capitals = city.isupper() and len(city) > 1
    if fold(first_word) in NOT_PLACES and not known:
        return False
    agency, opens = tail.agency, _opens_sentence(window, tail.end)
    if agency is not None and agency.known:
        bare_undated = not agency.bracketed and tail.date is None
        return (tail.close != "none" or opens) and (not bare_undated or capitals or known)
    if agency is not None and tail.date is not None:
        return (tail.close != "none" or opens) and (tail.apart or capitals or known)
    if agency is not None:
        return tail.close != "none" and opens and (capitals or known)
    if tail.date is None:
        return opens and capitals and (known or window[tail.end - 1] == "_" or _has_state(place))
    if tail.close == "line":
        return capitals and (known or tail.date.year is not None or tail.date.month is None)
    return opens and (tail.apart or known)


def town_at(window: str, pos: int) -> Dateline | None:
    """The dateline of a town that nobody knows, in capitals before a dash and a sentence: `SURIN — Some 20,000 …`.

    It is one below a headline; elsewhere capitals and a dash may open anything.
    """
    town = _TOWN.match(window, pos)
    dash = _LONE_DASH.match(window, town.end()) if town else None
    if town is None or dash is None or fold(town["first"]) in NOT_PLACES or not _SENTENCE.match(window, dash.end()):
        return None
    return Dateline(dash.end(), town["place"], None, None, None, certain=False)


def lone_place(line: str) -> str | None:
    """The place that a line in capitals is, as below a byline (`ISTANBUL`, `BERLIN/ANKARA`); None in others."""
    found = _LONE_PLACE.fullmatch(line)
    first = found["first"] if found else ""
    return line if found and fold(first) not in NOT_PLACES and not is_state(line) else None


def _has_state(place: str) -> bool:
    """Whether a state or a country in small letters follows the city: `NEWARK, N.J.`, `KHERSON, Ukraine`."""
    _, comma, rest = place.partition(", ")
    return bool(comma) and (fold(rest) in STATES or not rest.isupper())


def _opens_sentence(window: str, pos: int) -> bool:
    """Whether what follows, if anything, begins as a sentence may: not with a small letter."""
    following = _NEXT.match(window, pos)
    return following is None or not following[1].islower()


def with_agency(dateline: Dateline, agency: str) -> Dateline:
    """The same dateline under an agency that stood before it on the line (`ANSA - ROMA, 01 LUG -`)."""
    return replace(dateline, agency=dateline.agency or agency)
