"""What changed from one state of a dispatch to the next: its words, and the claims and events read from them.

Pure. Words are compared as words, whatever the white space between them; records by what they say, not by where.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple, TypeVar

from models.oneline import claim_content
from models.records import Claim, Event, Mention, Reading
from models.wording import when_words

#: Texts of more words are compared line by line first: the time grows with the square.
_MOST_WORDS: Final = 3_000
#: Claims of one speaker that have so much of their words in common are one, changed.
_ALIKE: Final = 0.6

_WORD = re.compile(r"\w+(?:[.,:/'’-]\w+)*|[^\w\s]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")

Told = TypeVar("Told", Claim, Event)


class Passage(NamedTuple):
    """Some of a text that stayed, was removed or was added."""

    kind: Literal["same", "removed", "added"]
    text: str


class Detail(NamedTuple):
    """What of a record is different: `what` it is called, and how it was and is."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Turned:
    """A claim or an event that came (`before` is None), went (`after` is None) or changed, with what of it did."""

    before: Claim | Event | None
    after: Claim | Event | None
    details: tuple[Detail, ...] = ()


def word_diff(before: str, after: str) -> list[Passage]:
    """The later text with what was removed and added in its place; passages of one kind never follow each other."""
    passages: list[Passage] = []
    for kind, text in _differences(before, after):
        if text and passages and passages[-1].kind == kind:
            passages[-1] = Passage(kind, passages[-1].text + text)
        elif text:
            passages.append(Passage(kind, text))
    return passages


def _differences(before: str, after: str) -> Iterator[Passage]:
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) <= _MOST_WORDS:
        yield from _compared(before, after, old, new)
        return
    old_lines, new_lines = ([line for line in _LINE.findall(text) if line] for text in (before, after))
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=True)
    for tag, i, j, k, m in matcher.get_opcodes():
        was, now = "".join(old_lines[i:j]), "".join(new_lines[k:m])
        if tag == "equal":
            yield Passage("same", now)
            continue
        pieces = _words(was), _words(now)
        if tag == "replace" and max(map(len, pieces)) <= _MOST_WORDS:
            yield from _compared(was, now, *pieces)
        else:
            yield Passage("removed", was)
            yield Passage("added", now)


class _Words(NamedTuple):
    """A text's words, and where each begins and ends."""

    words: list[str]
    spans: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.words)


def _words(text: str) -> _Words:
    found = list(_WORD.finditer(text))
    return _Words([word[0] for word in found], [word.span() for word in found])


def _compared(before: str, after: str, old: _Words, new: _Words) -> Iterator[Passage]:
    """White space goes with the word before it; what stays is shown as it is in the later text."""
    place = 0
    for tag, i, j, k, m in SequenceMatcher(None, old.words, new.words, autojunk=False).get_opcodes():
        begin = new.spans[k][0] if k < len(new) else len(after)
        if begin > place:
            yield Passage("same", after[place:begin])
        place = max(place, begin)
        if tag in ("delete", "replace"):
            yield Passage("removed", before[old.spans[i][0] : old.spans[j - 1][1]])
            if tag == "delete" or before[old.spans[j - 1][1] :][:1].isspace():
                yield Passage("same", " " if tag == "delete" else "")
        if m > k:
            end = new.spans[m - 1][1]
            yield Passage("same" if tag == "equal" else "added", after[place:end])
            place = end
    yield Passage("same", after[place:])


def record_changes(before: Reading, after: Reading) -> list[Turned]:
    """The events, then the claims, that came, went or changed; those that say the same as before are left out."""
    return [*_event_changes(before, after), *_claim_changes(before, after)]


def _event_changes(before: Reading, after: Reading) -> Iterator[Turned]:
    said_before, said_after = _chains(before), _chains(after)

    def details(old: Event, new: Event) -> tuple[Detail, ...]:
        return _differing(
            ("when", when_words(old.when), when_words(new.when)),
            ("where", old.where or "", new.where or ""),
            ("status", old.status, new.status),
            ("what", f"{old.category} {old.verb}", f"{new.category} {new.verb}"),
            ("who", _names(old.sources), _names(new.sources)),
            ("whom", _names(old.targets), _names(new.targets)),
            ("according to", said_before.get(old.claim, ""), said_after.get(new.claim, "")),
        )

    keys: tuple[Callable[[Event], Hashable], ...] = (
        lambda e: (e.category, e.verb, _ids(e.sources), _ids(e.targets), e.where, when_words(e.when), e.status),
        lambda e: (e.category, e.verb, _ids(e.sources), _ids(e.targets)),
        lambda e: (e.category, _ids(e.sources) | _ids(e.targets)),
        lambda e: (e.verb, _ids(e.sources)),
    )
    yield from _turned(before.events, after.events, keys, details)


def _claim_changes(before: Reading, after: Reading) -> Iterator[Turned]:
    words = {
        id(claim): tuple(claim_content(claim, reading.dispatch.text)[0].split())
        for reading in (before, after)
        for claim in reading.claims
    }
    chains, chains_now = _chains(before), _chains(after)

    def details(old: Claim, new: Claim) -> tuple[Detail, ...]:
        return _differing(
            ("content", " ".join(words[id(old)]), " ".join(words[id(new)])),
            ("said", when_words(old.said), when_words(new.said)),
            ("who", chains[old.id], chains_now[new.id]),
            ("polarity", old.polarity, new.polarity),
            ("certainty", old.certainty, new.certainty),
            ("mode", old.mode, new.mode),
            ("stance", old.stance, new.stance),
        )

    def alike(old: Claim, new: Claim) -> bool:
        if _ids(old.sources) != _ids(new.sources):
            return False
        matcher = SequenceMatcher(None, words[id(old)], words[id(new)], autojunk=False)
        return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE

    exactly: tuple[Callable[[Claim], Hashable], ...] = (
        lambda c: (_ids(c.sources), words[id(c)]),
        lambda c: words[id(c)],
    )
    yield from _turned(before.claims, after.claims, exactly, details, alike)


def _turned(
    before: Sequence[Told],
    after: Sequence[Told],
    keys: Sequence[Callable[[Told], Hashable]],
    details: Callable[[Told, Told], tuple[Detail, ...]],
    alike: Callable[[Told, Told], bool] = lambda _old, _new: False,
) -> Iterator[Turned]:
    """Pairs the records by the first key that both have, then those alike; in the order of the later text."""
    partner: dict[str, Told] = {}
    old, new = list(before), list(after)
    for key in keys:
        waiting: dict[Hashable, list[Told]] = defaultdict(list)
        for record in old:
            waiting[key(record)].append(record)
        for record in list(new):
            if found := waiting.get(key(record)):
                partner[record.id] = found.pop(0)
                new.remove(record)
        taken = {id(record) for record in partner.values()}
        old = [record for record in old if id(record) not in taken]
    for record in list(new):
        match = next((earlier for earlier in old if alike(earlier, record)), None)
        if match is not None:
            partner[record.id] = match
            old.remove(match)
            new.remove(record)
    for record in after:
        earlier = partner.get(record.id)
        if earlier is None:
            yield Turned(None, record)
        elif changed := details(earlier, record):
            yield Turned(earlier, record, changed)
    yield from (Turned(record, None) for record in old)


def _differing(*details: tuple[str, str, str]) -> tuple[Detail, ...]:
    return tuple(Detail(*detail) for detail in details if detail[1] != detail[2])


def _ids(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(mention.actor.id for mention in mentions)


def _names(mentions: Sequence[Mention]) -> str:
    return ", ".join(dict.fromkeys(mention.actor.name for mention in mentions))


def _chains(reading: Reading) -> dict[str | None, str]:
    return {
        claim.id: " ‹ ".join(name for name in (_names(claim.via), _names(claim.sources)) if name)
        for claim in reading.claims
    }
