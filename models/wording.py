"""Words for what people read: untrusted text made safe to show, actors, dates and chains.

Pure functions over records and strings, for the screen and for the exports alike.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence

from models.records import Actor, Mention, Status, When

UNDATED = "undated"
RELAY = " ‹ "
#: Of a withdrawal that withdraws nothing.
NOTHING_KNOWN = "takes nothing down: no dispatch here is known as the one it withdraws"
#: Who is said to say what an event stands in, where the claim names nobody or is not to be had.
NOBODY = "nobody named"

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: What is shown instead of what would move the cursor, turn the line round or hide: one code point for one,
#: so that spans still fit. Marks without a glyph become blanks, the rest a visible stand-in.
_BLANK = " "
_VISIBLE = "\ufffd"
_STAND_INS: dict[int, str] = (
    dict.fromkeys(range(0x20), _VISIBLE)
    | dict.fromkeys(range(0x7F, 0xA0), _VISIBLE)
    | dict.fromkeys(range(0xD800, 0xE000), _VISIBLE)
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], _VISIBLE)
    | dict.fromkeys([*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)], _VISIBLE)
    | dict.fromkeys([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], _BLANK)
    | dict.fromkeys([0x061C, 0x200B, 0x200E, 0x200F, *range(0x2060, 0x2065), 0xFEFF], _BLANK)
    | dict.fromkeys([0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFFA0], _BLANK)
    | dict.fromkeys([*range(0x206A, 0x2070), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)], _BLANK)
    | {0x1B: "␛", 0xAD: "-"}
    # Terminals differ on how wide these make what stands before them; the one that joins nothing takes no cell.
    | dict.fromkeys([0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x1F3FB, 0x1F400)], "\u034f")
)


def safe(text: str) -> str:
    """The text with nothing in it that a terminal would obey; as many code points as before."""
    return text.translate(_STAND_INS)


def one_line(text: str) -> str:
    """The text made safe, its runs of white space folded to single blanks."""
    return re.sub(r"\s+", " ", safe(text)).strip()


def day(date: dt.date) -> str:
    """A day: `3 Jul 2025`."""
    return f"{date.day} {month(date)}"


def month(date: dt.date) -> str:
    """A month: `Jul 2025`."""
    return f"{MONTHS[date.month - 1]} {date.year}"


def ends_month(date: dt.date) -> bool:
    """Whether a day is the last of its month."""
    return date.day == calendar.monthrange(date.year, date.month)[1]


def days(first: dt.date, last: dt.date) -> str:
    """The days from first to last, in as few words as keep them unambiguous.

    >>> days(dt.date(2025, 6, 13), dt.date(2025, 6, 24))
    '13–24 Jun 2025'
    """
    if first == last:
        return day(first)
    if first.day == 1 and ends_month(last):
        return _whole_months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def _whole_months(first: dt.date, last: dt.date) -> str:
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return month(first)
    return f"{MONTHS[first.month - 1]}–{month(last)}" if first.year == last.year else f"{month(first)} – {month(last)}"


def when_words(when: When | None) -> str:
    """The interval in words: `13–24 Jun 2025`, `~1 Jul 2025`, `Jul 2025`, `…–24 Jun 2025`, `2014–…`, `undated`."""
    if when is None or (when.earliest is None and when.latest is None):
        return UNDATED
    about = "~" if when.approximate else ""
    if when.earliest is None:
        assert when.latest is not None
        return f"{about}…–{_end(when.latest, when.edtf.rpartition('/')[2])}"
    if when.latest is None:
        return f"{about}{_end(when.earliest, when.edtf.partition('/')[0])}–…"
    return about + days(when.earliest, when.latest)


def when_or_reported(when: When | None, issued: dt.date | None) -> str:
    """As `when_words`; of what has no date, in brackets the day of its dispatch: `(24 Jun 2025)`."""
    words = when_words(when)
    return f"({day(issued)})" if words == UNDATED and issued is not None else words


def _end(date: dt.date, edtf: str) -> str:
    """The one end of an open interval, no more precise than its EDTF: `2014`, `Jun 2025`, `24 Jun 2025`."""
    plain = edtf.strip("~?%")
    if re.fullmatch(r"\d{4}(-(2[1-9]|[34]\d))?", plain):  # a year, or a season of it
        return str(date.year)
    return month(date) if re.fullmatch(r"\d{4}-\d\d", plain) else day(date)


def status_word(status: Status, when: When | None, today: dt.date) -> str:
    """What became of an event: its status; a plan whose last day has passed `was planned`, and no more is known."""
    passed = when is not None and when.latest is not None and when.latest < today
    return "was planned" if status == "planned" and passed else status


def actor_name(actor: Actor) -> str:
    """An actor in full, with the country where the name does not say it: `Kan (ISR)`."""
    name = one_line(actor.name)
    return name if actor.kind == "country" or actor.country is None else f"{name} ({one_line(actor.country)})"


def mention_names(mentions: Iterable[Mention]) -> str:
    """The actors of mentions, in full: `Iran, Israel`."""
    return ", ".join(dict.fromkeys(actor_name(mention.actor) for mention in mentions))


def parties(sources: Sequence[Mention], targets: Sequence[Mention]) -> str:
    """Who acts on whom: `Israel ▸ Iran`; the same on both sides: `Iran ⇄ Israel`; a dash where nobody is named."""
    if not sources and not targets:
        return "–"
    if {mention.actor.id for mention in sources} == {mention.actor.id for mention in targets}:
        return " ⇄ ".join(dict.fromkeys(actor_name(mention.actor) for mention in sources))
    left = mention_names(sources) or "?"
    return f"{left} ▸ {mention_names(targets)}" if targets else left


def chain_words(chain: Sequence[str]) -> str:
    """Who says so, outermost first: `TASS ‹ Kan`."""
    return RELAY.join(one_line(name) for name in chain)


def many(count: int, one: str, more: str | None = None) -> str:
    """A count with its noun: `1 dispatch`, `7 dispatches`, `1,204 events`."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def lasting(seconds: float) -> str:
    """A length of time in its two largest units at most: `30 s`, `12 min`, `3 h 5 min`."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h {rest} min" if rest else f"{hours} h"
