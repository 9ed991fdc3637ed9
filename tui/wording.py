"""Words and cells: how dates, actors and chains are put, and how untrusted text is made safe to show.

Pure functions over records and strings, the last step before a panel, a screen or a plain table draws them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from models.records import Actor, DateBasis, Dispatch, Mention, Status, When

UNDATED = "undated"
RELAY = " ‹ "

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: What is shown instead of what would move the cursor, turn the line round or hide: one code point for one,
#: so that spans still fit. Marks without a glyph become blanks, the rest a visible stand-in.
_BLANK = " "
_VISIBLE = "�"
_STAND_INS: dict[int, str] = (
    dict.fromkeys(range(0x20), _VISIBLE)
    | dict.fromkeys(range(0x7F, 0xA0), _VISIBLE)
    | dict.fromkeys(range(0xD800, 0xE000), _VISIBLE)
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], _VISIBLE)
    | dict.fromkeys([*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)], _VISIBLE)
    | dict.fromkeys([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], _BLANK)
    | dict.fromkeys([0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF], _BLANK)
    | {0x1B: "␛", 0xAD: "-"}
)

#: Where a person's family name comes first, also in English.
_FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "VNM"})

#: Where it may: the names below tell. Where the country is not known, they tell too.
_FAMILY_FIRST_FOR_SOME = frozenset({None, "SGP", "MYS"})

#: Common Chinese, Korean and Vietnamese family names.
_NAMES = """
Bai Cai Cao Chan Chang Chen Cheng Cheung Chiang Chow Deng Ding Dong Du Fan Fang Feng Fu Gao Geng Gong Guo Han He
Hou Hu Hua Huang Jia Jiang Jin Kang Lai Lam Lau Li Liang Liao Lin Ling Liu Long Lu Luo Ma Mao Meng Pan Peng Qian
Qin Qiu Ren Shao Shen Shi Song Su Sun Tan Tang Tian Tsai Wan Wang Wei Wen Wong Wu Xi Xia Xiao Xie Xu Xue Yan Yang
Yao Ye Yin Yu Yuan Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou
Ahn Ban Cho Choe Choi Chung Hong Hwang Jang Jeon Jeong Jo Jung Kim Ko Kwon Lee Lim Moon Noh Oh Paik Pak Park Ri
Ryu Seo Shin Yi Yoo Yoon Yun
Bui Dang Dinh Do Duong Hoang Le Luong Ngo Nguyen Pham Phan To Tran Trinh Truong Vo Vu Vuong
"""
_FAMILY_NAMES = frozenset(_NAMES.split())

_BASES: dict[DateBasis, str] = {
    "header": "from header",
    "metadata": "from metadata",
    "dateline": "from dateline",
    "filename": "from file name",
    "mtime": "from file time",
}


def safe(text: str) -> str:
    """The text with nothing in it that a terminal would obey; as many code points as before."""
    return text.translate(_STAND_INS)


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


def one_line(text: str) -> str:
    """The text made safe, its runs of white space folded to single blanks."""
    return re.sub(r"\s+", " ", safe(text)).strip()


def day(date: dt.date) -> str:
    """A day: `3 Jul 2025`."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def _month(date: dt.date) -> str:
    return f"{_MONTHS[date.month - 1]} {date.year}"


def _ends_month(date: dt.date) -> bool:
    return date.day == calendar.monthrange(date.year, date.month)[1]


def days(first: dt.date, last: dt.date) -> str:
    """The days from first to last, in as few words as keep them unambiguous.

    >>> days(dt.date(2025, 6, 13), dt.date(2025, 6, 24))
    '13–24 Jun 2025'
    """
    if first == last:
        return day(first)
    same_year = first.year == last.year
    if first.day == 1 and _ends_month(last):
        return _whole_months(first, last)
    if same_year and first.month == last.month:
        return f"{first.day}–{day(last)}"
    if same_year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def _whole_months(first: dt.date, last: dt.date) -> str:
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return _month(first)
    if first.year == last.year:
        return f"{_MONTHS[first.month - 1]}–{_month(last)}"
    return f"{_month(first)} – {_month(last)}"


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


def _end(date: dt.date, edtf: str) -> str:
    """The one end of an open interval, no more precise than its EDTF: `2014`, `Jun 2025`, `24 Jun 2025`."""
    if re.fullmatch(r"\d{4}(-(2[1-9]|[34]\d))?", edtf.strip("~?%")):  # a year, or a season of it
        return str(date.year)
    return _month(date) if re.fullmatch(r"\d{4}-\d\d", edtf.strip("~?%")) else day(date)


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


def _coarser(first: dt.date, last: dt.date) -> tuple[str, str]:
    """The months and the years from first to last."""
    months = _month(last) if first.year == last.year else f"{_month(first)}–{_month(last)}"
    if first.year == last.year and first.month != last.month:
        months = f"{_MONTHS[first.month - 1]}–{months}"
    return months, str(last.year) if first.year == last.year else f"{first.year}–{last.year}"


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
    if first.day == 1 and _ends_month(last) and first != last:
        month = "" if (first.year, first.month) == (last.year, last.month) else f" {_MONTHS[first.month - 1]}"
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first.day}{month}{year} – {day(last)}" if month else f"{first.day}–{day(last)}"
    return days(first, last)


def status_word(status: Status, when: When | None, today: dt.date) -> str:
    """What became of an event: its status; a plan whose last day has passed `was planned`, and no more is known."""
    passed = when is not None and when.latest is not None and when.latest < today
    return "was planned" if status == "planned" and passed else status


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
    """An actor in a few cells: a country's code, also for a place of its own, a person's family name, else the name."""
    if actor.kind in ("country", "place", "unknown") and actor.country:
        return safe(actor.country)
    name = one_line(actor.name)
    if actor.kind == "person" and " " in name:
        return _family_name(name.split(" "), actor.country)
    return name


def _family_name(words: Sequence[str], country: str | None) -> str:
    """A person's family name: the last word, or the first where it is the custom (`Xi Jinping`, not `Audrey Tang`)."""
    first, last = words[0], words[-1]
    if country in _FAMILY_FIRST:
        return last if last in _FAMILY_NAMES and first not in _FAMILY_NAMES else first
    return first if country in _FAMILY_FIRST_FOR_SOME and first in _FAMILY_NAMES else last


def actor_name(actor: Actor) -> str:
    """An actor in full, with the country where the name does not say it: `Kan (ISR)`."""
    name = one_line(actor.name)
    if actor.kind == "country" or actor.country is None:
        return name
    return f"{name} ({actor.country})"


def actor_codes(actors: Iterable[Actor]) -> str:
    """Several actors in a few cells: `IRN+ISR`."""
    return "+".join(dict.fromkeys(actor_code(actor) for actor in actors))


def mention_names(mentions: Iterable[Mention]) -> str:
    """The actors of mentions, in full: `Iran, Israel`."""
    return ", ".join(dict.fromkeys(actor_name(mention.actor) for mention in mentions))


def parties(sources: Sequence[Actor], targets: Sequence[Actor]) -> str:
    """Who acts on whom: `ISR ▸ IRN`; the same on both sides: `IRN ⇄ ISR`; a dash where nobody is named."""
    if not sources and not targets:
        return "–"
    if {actor.id for actor in sources} == {actor.id for actor in targets}:
        return " ⇄ ".join(dict.fromkeys(actor_code(actor) for actor in sources))
    left = actor_codes(sources) or "?"
    return f"{left} ▸ {actor_codes(targets)}" if targets else left


def chain_words(chain: Sequence[str]) -> str:
    """Who says so, outermost first: `TASS ‹ Kan`."""
    return RELAY.join(one_line(name) for name in chain)


def cut_chain(chain: Sequence[str], cells: int) -> str:
    """Who says so in so many cells: the relays give way before the speaker does.

    >>> cut_chain(["EXAMPLE", "Israeli radio", "Kan"], 12)
    '… ‹ Kan'
    """
    words = chain_words(chain)
    for index in range(1, len(chain)):
        if cell_len(words) <= cells:
            return words
        words = f"…{RELAY}{chain_words(chain[index:])}"
    return words if cell_len(words) <= cells else cut(one_line(chain[-1]) if chain else "", cells)


def compact(count: int) -> str:
    """A count in at most four cells: `340`, `1.2k`, `34k`, `2.1M`."""
    for unit, size in (("M", 1_000_000), ("k", 1_000)):
        if count >= size * 10:
            return f"{count // size}{unit}"
        if count >= size:
            return f"{count // (size // 10) / 10:.1f}{unit}"
    return str(count)


def many(count: int, one: str, more: str | None = None) -> str:
    """A count with its noun: `1 dispatch`, `7 dispatches`, `1,204 events`."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
