"""Which dispatches are one wire item in several states, and which of two replaces the other.

Pure, and of two dispatches alone: so the answer is the same in whatever order they arrive. Conservative: a later
state says that it is one (a mark, a version number), and shows by the wire's own id, its slug, its headline or its
words of what. The words that mark a state are in `models/formats/tables/marks.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Final, NamedTuple
from zlib import crc32

from models.formats.heading import version_number
from models.formats.vocabulary import MARK_WORDS, fold
from models.records import Dispatch, Revision

#: What opens slugs that are a story's own, of a wire with editions.
_CYCLES: Final = ("am-", "pm-", "bc-")
#: Days within which a later state of an item is sent; a withdrawal may come later.
_DAYS: Final = 3
_DAYS_TO_WITHDRAW: Final = 14
#: How much of the shorter text's runs of words the other must hold, by what else the two have in common.
_SAME_SLUG, _SAME_HEADLINE, _SAME_PLACE = 0.15, 0.3, 0.6
#: Of a text alone, without any of these.
_SAME_WORDS: Final = 0.75
#: Nanoseconds between two files of a day from which it counts which was saved later.
_SAVED_APART: Final = 60_000_000_000
#: Runs of so many words are compared; of a text with fewer runs nothing is said.
_RUN, _FEWEST_RUNS = 3, 8
#: So many of a text's least hashes are keys by which its near copies are found.
_SAMPLED: Final = 6
_MOST_WORDS: Final = 20_000
#: A headline of fewer words may head another story too.
_FEWEST_TITLE_WORDS: Final = 3

_WORD = re.compile(r"\w+")
_SLUG_VERSION = rf"[,\s]+\S*\d(?:st|nd|rd|th)\b.*$|,\s*(?:{MARK_WORDS})$"
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»\r\n]{10,200})[\"“”»]")
#: After these words a notice of withdrawal names its story without quotation marks.
_HEADLINED = re.compile(r"\b(?:headlined|titled|entitled|slugged)\b[:,]?\s+([^\r\n]{10,300})", re.IGNORECASE)
_LONGEST_TITLE: Final = 20
#: Headlines that begin with so many words in common may be one, the end of which is left out.
_FEWEST_ALIKE: Final = 5
_NUMBER = re.compile(r"\d{1,9}")

#: What a later state is called.
_NAMES: Final[dict[Revision, str]] = {
    "original": "a later version",
    "update": "an update",
    "corrected": "a correction",
    "refiled": "a refiled version",
    "repeated": "a repetition",
    "withdrawn": "a withdrawal",
}


class Link(NamedTuple):
    """That one dispatch replaces another (`newer`, `older` by their ids), and why, in words."""

    newer: str
    older: str
    why: str


@dataclass(frozen=True)
class Edition:
    """What tells which item a dispatch is, and in which state: all but its words in a form to compare.

    `saved` is the modification time of its file, in nanoseconds of Unix time; 0 where it is not known.
    """

    dispatch: Dispatch
    saved: int = 0

    @property
    def id(self) -> str:
        """The dispatch's id."""
        return self.dispatch.id

    @property
    def revision(self) -> Revision:
        """What it says of its state."""
        return self.dispatch.revision

    @property
    def is_later(self) -> bool:
        """Whether it says that it follows another."""
        return self.revision != "original"

    @cached_property
    def agency(self) -> str:
        """The agency, to compare; empty where it is not known."""
        return fold(self.dispatch.agency or "")

    @cached_property
    def item(self) -> str:
        """The item's own id in a file of several or of a standard; empty where it is only a number or a path."""
        named = self.dispatch.id.removeprefix(self.dispatch.path).removeprefix("#")
        own = self.dispatch.item or re.sub(r"~\d+$", "", named)
        return "" if own == self.dispatch.id or own.isdecimal() else own

    @property
    def is_global(self) -> bool:
        """Whether the item's id is one that nobody else gives: an address or a URN."""
        return ":" in self.item

    @cached_property
    def slug(self) -> str:
        """The slug, to compare, without the version it may carry."""
        return fold(re.sub(_SLUG_VERSION, "", self.dispatch.slug or "", flags=re.IGNORECASE))

    @property
    def prints_slug(self) -> bool:
        """Whether the slug stands above its text: such a one may be that of all that is told of a matter in a day."""
        return bool(self.dispatch.slug) and str(self.dispatch.slug) in self.dispatch.text[: self.dispatch.body[0]]

    @cached_property
    def title(self) -> str:
        """The headline's words, to compare; empty where they are too few to tell a story."""
        return _title(self.dispatch.headline or "")

    @cached_property
    def place(self) -> str:
        """The dateline's place, to compare."""
        return fold(self.dispatch.place or "")

    @cached_property
    def day(self) -> int | None:
        """The day it was issued, by number; None where only the file's time tells, but for a notice of withdrawal.

        That mostly has no dateline, and it names its story.
        """
        date, by_file = self.dispatch.date, self.dispatch.date_basis == "mtime"
        return date.toordinal() if date and (not by_file or self.revision == "withdrawn") else None

    @cached_property
    def version(self) -> int | None:
        """The version as the wire's metadata number it."""
        found = _NUMBER.fullmatch((self.dispatch.version or "").strip())
        return int(found[0]) if found else None

    @cached_property
    def stage(self) -> tuple[int, float]:
        """How far on it is among the states of a day: an original, the updates by number, a withdrawal.

        A correction that has no number follows the first update.
        """
        if self.revision == "original":
            return 0, 0
        number: float | None = version_number(self.dispatch.text[: self.dispatch.body[0]])
        if number is None:
            number = 1 if self.revision == "update" else 1.5
        return (2 if self.revision == "withdrawn" else 1), number

    @cached_property
    def runs(self) -> frozenset[int]:
        """The runs of words of the body, as hashes that are the same on every machine."""
        text = self.dispatch.text[slice(*self.dispatch.body)].casefold()
        words = [word[0] for word, _ in zip(_WORD.finditer(text), range(_MOST_WORDS), strict=False)]
        runs = (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
        return frozenset(crc32(run.encode("utf-8", "replace")) for run in runs)

    @cached_property
    def named_titles(self) -> frozenset[str]:
        """The headlines by which a withdrawal names its story: in quotation marks, or all that may be one."""
        if self.revision != "withdrawn":
            return frozenset()
        text = self.dispatch.text
        return self.headlined | {title for quoted in _QUOTED.findall(text) if (title := _title(quoted))}

    @cached_property
    def headlined(self) -> frozenset[str]:
        """The words after `headlined`, as far as each may be the last of the headline."""
        named = [_WORD.findall(words)[:_LONGEST_TITLE] for words in _HEADLINED.findall(self.dispatch.text)[:3]]
        ends = [" ".join(words[:end]) for words in named for end in range(1, len(words) + 1)]
        return frozenset(title for words in ends if (title := _title(words)))

    def filed(self) -> set[int]:
        """The keys under which it is kept, so that other states of it are found."""
        return set(self._keys(0))

    def sought(self) -> set[int]:
        """The keys under which other states of it may be kept: those of the days around too."""
        return set(self._keys(_DAYS_TO_WITHDRAW))

    def _keys(self, reach: int) -> Iterator[int]:
        days = ["-"] if self.day is None else [str(self.day + step) for step in range(-reach, reach + 1)]
        if self.item:
            yield _key("item", self.item)
        names = [("slug", self.slug), ("title", self.title), *(("title", title) for title in self.named_titles)]
        for kind, name in names:
            if name:
                for day in days:
                    yield _key(kind, self.agency, name, day)
        if len(self.runs) >= _FEWEST_RUNS:
            for run in sorted(self.runs)[:_SAMPLED]:
                yield _key("words", self.agency, str(run))


def _title(words: str) -> str:
    title = " ".join(_WORD.findall(words.casefold()))
    return title if title.count(" ") + 1 >= _FEWEST_TITLE_WORDS else ""


def _key(*parts: str) -> int:
    """A number that stands for a key, as SQLite keeps numbers."""
    digest = blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def link(one: Edition, other: Edition) -> Link | None:
    """Which of two dispatches replaces the other, and why; None where neither does."""
    older, newer = (other, one) if follows(one, other) else (one, other)
    renumbered = bool(newer.item) and newer.item == older.item and _numbered_after(newer, older)
    if not (newer.is_later or renumbered) or _came_after(older, newer):
        return None
    shown = _shown_by(older, newer)
    return Link(newer.id, older.id, f"{_NAMES[newer.revision]}: {shown}") if shown else None


def _came_after(older: Edition, newer: Edition) -> bool:
    """Whether what has no mark was saved so long after the marked state of its day that it goes on from there.

    Files that were copied together have times that say nothing.
    """
    known = older.saved and newer.saved and older.day == newer.day and older.revision == "original"
    return bool(known) and older.saved - newer.saved > _SAVED_APART


def _numbered_after(newer: Edition, older: Edition) -> bool:
    return newer.version is not None and older.version is not None and newer.version > older.version


def follows(one: Edition, other: Edition) -> bool:
    """Whether one is the later state of the two, if they are one item."""
    if one.item and one.item == other.item and (_numbered_after(one, other) or _numbered_after(other, one)):
        return _numbered_after(one, other)
    if one.day is not None and other.day is not None and one.day != other.day:
        return one.day > other.day
    return (one.stage, one.id) > (other.stage, other.id)


def _shown_by(older: Edition, newer: Edition) -> str:
    """What shows that the two are one item, in words; empty where nothing does."""
    withdraws = newer.revision == "withdrawn"
    if newer.agency != older.agency:
        return ""
    apart = abs(newer.day - older.day) if newer.day is not None and older.day is not None else 0
    if newer.item and newer.item == older.item:
        alike = newer.slug == older.slug != "" or newer.title == older.title != ""
        if newer.is_global or alike or _common(older, newer) >= _SAME_HEADLINE:
            return f"the wire's own id {newer.item} is the same"
    if apart > (_DAYS_TO_WITHDRAW if withdraws else _DAYS):
        return ""
    common = _common(older, newer)
    share = f"{round(100 * common)} % of the words stand in both"
    if withdraws and _names_another(older, newer):
        return ""
    if newer.slug and newer.slug == older.slug and (_slug_alone(older, newer) or common >= _enough(older, newer)):
        return f"the same slug, {older.dispatch.slug}" + ("" if withdraws else f"; {share}")
    if newer.title and newer.title == older.title and (withdraws or common >= _SAME_HEADLINE):
        return "the same headline" + ("" if withdraws else f"; {share}")
    if withdraws and older.title in newer.named_titles:
        return "it names the headline"
    if newer.place and newer.place == older.place and common >= _SAME_PLACE:
        return f"the same place in the dateline; {share}"
    return share if newer.agency and apart <= 1 and common >= _SAME_WORDS else ""


def _names_another(older: Edition, newer: Edition) -> bool:
    """Whether a withdrawal names a headline, and this story has another: one that does not even begin alike."""
    if not newer.headlined or not older.title or older.title == newer.title:
        return False
    begins = " ".join(older.title.split()[:_FEWEST_ALIKE])
    return older.title not in newer.headlined and begins not in newer.headlined


def _slug_alone(older: Edition, newer: Edition) -> bool:
    """Whether the slug is the story's own, so that a withdrawal needs no more."""
    return newer.revision == "withdrawn" and (older.slug.startswith(_CYCLES) or not newer.prints_slug)


def _enough(older: Edition, newer: Edition) -> float:
    return _SAME_HEADLINE if newer.prints_slug or older.prints_slug else _SAME_SLUG


def _common(one: Edition, other: Edition) -> float:
    """How much of the shorter text's runs of words stands in both."""
    shorter = min(len(one.runs), len(other.runs))
    return len(one.runs & other.runs) / shorter if shorter >= _FEWEST_RUNS else 0.0
