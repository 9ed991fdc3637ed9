"""Words in cells: dates, actors and chains cut to the room there is, and what a reader of the screen is told.

Pure functions over records and strings, the last step before a panel, a screen or a plain table draws them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from models.reading.family_names import family_name
from models.records import Actor, DateBasis, Dispatch, When
from models.wording import (
    MONTHS,
    RELAY,
    UNDATED,
    chain_words,
    day,
    days,
    ends_month,
    month,
    one_line,
    safe,
    when_or_reported,
    when_words,
)

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: A relay cut to fewer cells says nothing.
_SHORTEST_RELAY = 4

_BASES: dict[DateBasis, str] = {
    "header": "from header",
    "metadata": "from metadata",
    "dateline": "from dateline",
    "filename": "from file name",
    "mtime": "from file time",
}


def cut(text: str, cells: int) -> str:
    """The text in at most so many cells, an ellipsis in place of what does not fit."""
    if cell_len(text) <= cells:
        return text
    if cells <= 0:
        return ""
    used, end = 1, 0
    for end, char in enumerate(text):  # noqa: B007 - the position where it stops is the result
        used += cell_len(char)
        if used > cells:
            break
    return text[:end].rstrip() + "…"


def fit(text: str, cells: int) -> str:
    """The text cut or padded to exactly so many cells."""
    shown = cut(text, cells)
    return shown + " " * (cells - cell_len(shown))


def when_short(when: When | None, cells: int) -> str:
    """`when_words` in so many cells: where it is too long, coarser, never more precise."""
    words = when_words(when)
    if cell_len(words) <= cells:
        return words
    tight = words.replace(" – ", "–")
    if cell_len(tight) <= cells:
        return tight
    if when is not None and when.earliest and when.latest:
        about = "~" if when.approximate else ""
        for coarse in _coarser(when.earliest, when.latest):
            if cell_len(about + coarse) <= cells:
                return about + coarse
    return cut(tight, cells)


def dated_short(when: When | None, issued: dt.date | None, cells: int) -> str:
    """`when_or_reported` in so many cells, coarser where it is too long."""
    if issued is None or when_words(when) != UNDATED:
        return when_short(when, cells)
    whole = when_or_reported(when, issued)
    return whole if cell_len(whole) <= cells else cut(f"({month(issued)})", cells)


def _coarser(first: dt.date, last: dt.date) -> tuple[str, ...]:
    """The months and the years from first to last; over the turn of one year the months with the later one alone."""
    months = month(last) if first.year == last.year else f"{month(first)}–{month(last)}"
    if first.year == last.year and first.month != last.month:
        months = f"{MONTHS[first.month - 1]}–{months}"
    turn = first.year + 1 == last.year and last.month < first.month
    within = (f"{MONTHS[first.month - 1]}–{month(last)}",) if turn else ()
    return months, *within, str(last.year) if first.year == last.year else f"{first.year}–{last.year}"


def reach_short(first: When | None, last: When | None, cells: int) -> str:
    """From one date to another in so many cells, each no more precise than it is; coarser where it is too long.

    `9 Jun – 3 Jul 2025`, `Jun – 3 Jul 2025` where the first is known by the month alone, `1–30 Jun 2025` of two days.
    """
    if first is None or last is None:
        return cut(UNDATED, cells)
    if (first.earliest, first.latest) == (last.earliest, last.latest):
        return when_short(last if first.approximate else first, cells)
    words = _from_to(first, last)
    begin, end = first.earliest or first.latest, last.latest or last.earliest
    coarse: tuple[str, ...] = _coarser(begin, end) if begin is not None and end is not None else ()
    for shown in (words, words.replace(" – ", "–"), *coarse):
        if cell_len(shown) <= cells:
            return shown
    return cut(words, cells)


def _from_to(first: When, last: When) -> str:
    """Two dates with a dash between, a year that both have said once."""
    one, other = _single_day(first), _single_day(last)
    if one is not None and other is not None:
        return _day_to_day(one, other)
    begin, end = when_words(first), when_words(last)
    said_twice = re.search(r" \d{4}$", begin) and begin[-5:] == end[-5:]
    return f"{begin[:-5] if said_twice else begin} – {end}"


def _single_day(when: When) -> dt.date | None:
    """The day of a date that is a day and no less precise."""
    return when.earliest if when.earliest == when.latest and not when.approximate else None


def _day_to_day(first: dt.date, last: dt.date) -> str:
    """As `days`, of two days that do not stand for the months between them."""
    if first.day == 1 and ends_month(last) and first != last:
        month = "" if (first.year, first.month) == (last.year, last.month) else f" {MONTHS[first.month - 1]}"
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first.day}{month}{year} – {day(last)}" if month else f"{first.day}–{day(last)}"
    return days(first, last)


def weekday(date: dt.date) -> str:
    """A day with its weekday: `Sun 22 Nov 2026`."""
    return f"{_WEEKDAYS[date.weekday()]} {day(date)}"


def moment(at: dt.datetime | None, now: dt.datetime) -> str:
    """A moment on the clock of `now`: the time today, else the day too; a dash where there is none."""
    if at is None:
        return "–"
    here = at.astimezone(now.tzinfo)
    clock = f"{here:%H:%M}"
    return clock if here.date() == now.date() else f"{day(here.date())} {clock}"


def dispatch_date(dispatch: Dispatch) -> str:
    """A dispatch's date with its basis: `3 Jul 2025 (from header)`."""
    if dispatch.date is None:
        return UNDATED
    basis = f" ({_BASES[dispatch.date_basis]})" if dispatch.date_basis else ""
    return day(dispatch.date) + basis


def actor_code(actor: Actor) -> str:
    """An actor in a few cells: a country's code, also for a place of its own, a person's family name, else the name.

    Who is only described ("two Thai rangers") is no country, and how many they are is to be seen.
    """
    if actor.kind in ("country", "place") and actor.country:
        return safe(actor.country)
    name = one_line(actor.name)
    if actor.kind == "person" and " " in name:
        return family_name(name.split(" "), actor.country)
    return name


def actor_codes(actors: Iterable[Actor]) -> str:
    """Several actors in a few cells: `IRN+ISR`."""
    return "+".join(dict.fromkeys(actor_code(actor) for actor in actors))


def parties(sources: Sequence[Actor], targets: Sequence[Actor]) -> str:
    """Who acts on whom: `ISR ▸ IRN`; the same on both sides: `IRN ⇄ ISR`; a dash where nobody is named."""
    if not sources and not targets:
        return "–"
    if {actor.id for actor in sources} == {actor.id for actor in targets}:
        return " ⇄ ".join(dict.fromkeys(actor_code(actor) for actor in sources))
    left = actor_codes(sources) or "?"
    return f"{left} ▸ {actor_codes(targets)}" if targets else left


def cut_chain(chain: Sequence[str], cells: int) -> str:
    """Who says so in so many cells: the relays give way before the speaker does, those between before the first.

    >>> cut_chain(["EXAMPLE", "Israeli radio", "Kan"], 12)
    'EXAM… ‹ Kan'
    """
    words = chain_words(chain)
    if cell_len(words) <= cells:
        return words
    if len(chain) > 2 and cell_len(between := chain_words((chain[0], "…", chain[-1]))) <= cells:
        return between
    speaker = one_line(chain[-1]) if chain else ""
    room = cells - cell_len(speaker) - cell_len(RELAY)
    if len(chain) > 1 and room >= _SHORTEST_RELAY:
        return f"{cut(one_line(chain[0]), room)}{RELAY}{speaker}"
    words = f"…{RELAY}{speaker}"
    return words if len(chain) > 1 and cell_len(words) <= cells else cut(speaker, cells)


def compact(count: int) -> str:
    """A count in at most four cells: `340`, `1.2k`, `34k`, `2.1M`."""
    for unit, size in (("M", 1_000_000), ("k", 1_000)):
        if count >= size * 10:
            return f"{count // size}{unit}"
        if count >= size:
            return f"{count // (size // 10) / 10:.1f}{unit}"
    return str(count)
