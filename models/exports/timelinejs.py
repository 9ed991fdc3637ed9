"""Records → TimelineJS JSON: the dated events as slides, for timeline.knightlab.com's TimelineJS 3.

Its "JSON data format" page has the fields. The texts are HTML there: what a dispatch says is escaped. How well a
date is known is in `display_date`, in the words of the screen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
from collections.abc import Iterable
from typing import Any, TextIO

from models.exports.context import NOTHING_MORE, Beyond, Told, in_context
from models.exports.jsonlines import ascii_json
from models.exports.marked import mark_words
from models.records import Event, Record, When
from models.wording import chain_words, many, one_line, parties, when_words

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def write_timelinejs(records: Iterable[Record], out: TextIO, beyond: Beyond = NOTHING_MORE) -> int:
    """Writes the events that have a date, in the order of the records; returns how many.

    TimelineJS has no place for the others: the title slide says how many there are. Written slide by slide.
    Raises `OSError` where `out` cannot be written.
    """
    written = undated = 0
    out.write('{"events": [')
    for told in in_context(records, beyond):
        if not isinstance(told, Told) or not isinstance(told.record, Event):
            continue
        dates = _dates(told.record.when)
        if dates is None:
            undated += 1
            continue
        out.write((",\n" if written else "\n") + ascii_json(dates | _slide(told, told.record)))
        written += 1
    left_out = f"; {many(undated, 'event')} without a date left out" if undated else ""
    title = {"text": {"headline": "Timeline", "text": f"{many(written, 'event')}{left_out}"}}
    out.write(f'\n], "title": {ascii_json(title)}, "scale": "human"}}\n')
    return written


def _slide(told: Told, event: Event) -> dict[str, Any]:
    status = "" if event.status == "happened" else f" ({event.status})"
    according = chain_words(told.chain)
    lines = [
        f"{event.category}{status}" + (f", {one_line(event.where)}" if event.where else ""),
        f"According to {according}" if according else "",
        f"“{one_line(told.words(event.sentence))}”",
        one_line(told.dispatch.id),
        mark_words(event),
    ]
    headline = f"{parties(event.sources, event.targets)}: {one_line(event.verb)}{status}"
    text = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    return {
        "display_date": html.escape(when_words(event.when)),
        "text": {"headline": html.escape(headline), "text": text},
        "group": event.category,
        # It becomes part of an HTML id and of a link: the event's own id may hold anything.
        "unique_id": "event-" + hashlib.sha256(event.id.encode("utf-8", "backslashreplace")).hexdigest()[:16],
    }


def _dates(when: When | None) -> dict[str, Any] | None:
    """Where the slide begins and ends, no more precise than the date is; None where it has none."""
    if when is None:
        return None
    first, last = when.earliest or when.latest, when.latest
    if first is None:
        return None
    edtf = when.edtf.strip("~?%")
    if _YEAR.fullmatch(edtf):
        return {"start_date": {"year": first.year}}
    if _MONTH.fullmatch(edtf):
        return {"start_date": {"year": first.year, "month": first.month}}
    dates = {"start_date": _day(first)}
    if last is not None and last != first:
        dates["end_date"] = _day(last)
    return dates


def _day(date: dt.date) -> dict[str, int]:
    return {"year": date.year, "month": date.month, "day": date.day}
