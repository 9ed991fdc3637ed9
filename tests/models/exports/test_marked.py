"""Marks in the exports: on the claims and events that have one, in each format, the note as nothing but text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest

from models.exports import FORMATS, Kind
from models.exports.marked import with_marks
from models.exports.tables import write_csv_kind
from models.marks import Mark, mark_key
from models.records import Claim, Event
from tests.models.exports.awkward import CLAIM, DISPATCH, EVENTS, RECORDS, never_raw

NOTE = "=ask *Kan*\n<b>\x1b[2J| why"
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def mark(record: Claim | Event, note: str, content: str = DISPATCH.sha256) -> tuple[str, Mark]:
    key = mark_key(content, record)
    return key, Mark(key=key, kind=record.type, content=content, dispatch="a.txt", words="w", note=note, at=NOON)


#: A mark with a note on the claim, one without on an event, and one of another content, which is not here.
MARKS = dict([mark(CLAIM, NOTE), mark(EVENTS[1], ""), mark(EVENTS[2], "elsewhere", "another")])


def written(form: str) -> str:
    out = io.StringIO()
    write = FORMATS[form].write
    assert write is not None
    write(with_marks(RECORDS, MARKS), out)
    assert never_raw(out.getvalue())
    return out.getvalue()


def unmarked(form: str) -> str:
    out = io.StringIO()
    write = FORMATS[form].write
    assert write is not None
    write(RECORDS, out)
    return out.getvalue()


def test_json_lines_have_a_field_on_what_is_marked_alone() -> None:
    lines: list[dict[str, Any]] = [json.loads(line) for line in written("jsonl").splitlines()]
    marks = {line["id"]: line.pop("mark") for line in lines if "mark" in line}
    assert marks == {
        CLAIM.id: {"note": NOTE, "at": "2026-01-01T12:00:00Z"},
        EVENTS[1].id: {"note": "", "at": "2026-01-01T12:00:00Z"},
    }
    assert lines == [json.loads(line) for line in unmarked("jsonl").splitlines()]


@pytest.mark.parametrize(("kind", "note"), [("claim", "'=ask *Kan* <b>␛[2J| why"), ("event", "")])
def test_csv_says_what_is_marked_and_the_note_is_no_formula(kind: Kind, note: str) -> None:
    out = io.StringIO()
    write_csv_kind(kind)(with_marks(RECORDS, MARKS), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue()), strict=True))
    assert [row["note"] for row in rows if row["marked"] == "true"] == [note]
    assert {(row["marked"], row["note"]) for row in rows if row["marked"] != "true"} == {("false", "")}


def test_the_brief_has_a_sign_and_the_note_at_the_line() -> None:
    lines = [line for line in written("markdown").splitlines() if "◆" in line or "◇" in line]
    event, claim = lines
    assert event.endswith("· **possible** · ◇")
    assert claim.endswith(r" · ◆ =ask \*Kan\* &lt;b&gt;␛\[2J\| why")


def test_annotations_have_a_tag_and_the_note_as_a_comment() -> None:
    items = json.loads(written("annotations"))["first"]["items"]
    made = {"type": "TextualBody", "created": "2026-01-01T12:00:00+00:00"}
    assert [body for item in items for body in item["body"] if "created" in body] == [
        made | {"purpose": "tagging", "value": "marked"},
        made | {"purpose": "commenting", "format": "text/plain", "value": "=ask *Kan* <b>␛[2J| why"},
        made | {"purpose": "tagging", "value": "marked"},
    ]
    assert "created" not in unmarked("annotations")


def test_a_slide_has_the_note_in_its_text() -> None:
    key, noted = mark(EVENTS[1], NOTE)
    out = io.StringIO()
    write = FORMATS["timelinejs"].write
    assert write is not None
    write(with_marks(RECORDS, {key: noted}), out)
    others = [slide["text"]["text"] for slide in json.loads(out.getvalue())["events"]]
    assert others.pop(1).endswith("<p>◆ =ask *Kan* &lt;b&gt;␛[2J| why</p>")
    assert not any("◆" in text for text in others)
