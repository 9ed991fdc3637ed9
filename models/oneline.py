"""What a record says in one line: the chain of who says so, the content with its quotes, an event's sentence.

Pure functions of records, for what is kept of a row, what is exported and what is compared word by word.
"""

from __future__ import annotations

import re

from models.records import Claim, Dispatch, Event, Span
from models.wording import NOBODY, mention_names, parties

_GAP = " … "
_WORD = re.compile(r"\S+")


def claim_chain(claim: Claim, dispatch: Dispatch) -> tuple[str, ...]:
    """Who says so, outermost first: the relays (or the dispatch's agency), the speakers as one name."""
    relays = [mention.actor.name for mention in claim.via] or ([dispatch.agency] if dispatch.agency else [])
    speakers = " & ".join(dict.fromkeys(mention.actor.name for mention in claim.sources))
    return (*relays, speakers) if speakers else tuple(relays)


def claim_content(claim: Claim, text: str) -> tuple[str, list[Span]]:
    """A claim's pieces on one line, white space folded and " … " between two; its quotes as spans of that."""
    line = ""
    quotes: list[Span] = []
    for start, end in claim.content:
        words: list[tuple[int, int, int]] = []  # start and end in the text, start in the line
        pieces: list[str] = []
        at = len(line) + (len(_GAP) if line else 0)
        for word in _WORD.finditer(text, start, max(start, min(end, len(text)))):
            words.append((word.start(), word.end(), at))
            pieces.append(word[0])
            at += len(word[0]) + 1
        if not words:
            continue
        line = (line + _GAP if line else "") + " ".join(pieces)
        quotes += [moved for quote in claim.quotes if (moved := _moved(quote, words)) is not None]
    return line, sorted(quotes)


def _moved(span: Span, words: list[tuple[int, int, int]]) -> Span | None:
    """Where the part of a span that lies in these words stands in the line."""
    inside = [word for word in words if word[0] < span[1] and word[1] > span[0]]
    if not inside or span[0] >= span[1]:
        return None
    (first, _, first_at), (last, last_end, last_at) = inside[0], inside[-1]
    return first_at + max(0, span[0] - first), last_at + min(span[1], last_end) - last


def event_words(event: Event, text: str) -> tuple[str, int]:
    """The event's sentence, and where in it the event's own words begin."""
    start = min(event.sentence[0], event.span[0])
    return text[start : max(event.sentence[1], event.span[1])], event.span[0] - start


def in_short(record: Event | Claim, dispatch: Dispatch) -> str:
    """A record in a few words."""
    if isinstance(record, Event):
        return f"{parties(record.sources, record.targets)} · {record.category}: {record.verb}"
    return f"{mention_names(record.sources) or NOBODY}: “{claim_content(record, dispatch.text)[0]}”"
