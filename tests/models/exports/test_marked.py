"""Marks in the exports: on the claims and events that have one, in each format, the note as nothing but text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from models.exports import FORMATS, Kind
from models.exports.graphml import write_graphml
from models.exports.marked import marks_in, with_marks
from models.exports.tables import write_csv_kind
from models.marks import Mark, mark_key
from models.records import Claim, Event, Reading
from models.store import FileState, Store
from tests.models.exports.awkward import CLAIM, DISPATCH, EVENTS, RECORDS, RELATION, never_raw

NOTE = "=ask *Kan*\n<b>\x1b[2J| why"
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def mark(record: Claim | Event, note: str) -> tuple[str, Mark]:
    """A mark with the id of its record."""
    content = DISPATCH.sha256
    key = mark_key(content, record)
    return record.id, Mark(key=key, kind=record.type, content=content, dispatch="a.txt", words="w", note=note, at=NOON)


#: A mark with a note on the claim, one without on an event.
MARKS = dict([mark(CLAIM, NOTE), mark(EVENTS[1], "")])
#: A relation that sums the marked event and another.
SUMMED = RELATION.model_copy(update={"events": (EVENTS[1].id, EVENTS[3].id)})


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


def test_a_relation_says_how_many_of_its_events_are_marked_and_the_notes() -> None:
    marks = MARKS | dict([mark(EVENTS[3], NOTE)])
    out = io.StringIO()
    write_graphml(with_marks([SUMMED, RELATION], marks), out)
    first, second = ET.fromstring(out.getvalue()).iterfind(".//{*}edge")
    values = {data.get("key"): data.text for data in first}
    assert (values["edge_marked"], values["edge_notes"]) == ("2", "=ask *Kan* <b>␛[2J| why")
    assert "edge_marked" not in {data.get("key") for data in second}
    out = io.StringIO()
    write_csv_kind("relation")(with_marks([SUMMED, RELATION], marks), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue()), strict=True))
    assert [(row["marked"], row["notes"]) for row in rows] == [("2", "'=ask *Kan* <b>␛[2J| why"), ("0", "")]


def test_marks_are_found_by_content_in_a_store() -> None:
    marked = dict([mark(CLAIM, NOTE)])
    by_key = {found.key: found for found in marked.values()}
    elsewhere = Mark(**dict(marked[CLAIM.id]) | {"key": "other", "content": "another"})
    with Store(None) as store:
        store.put(DISPATCH.path, FileState(1, 1, "0", "1"), [Reading(dispatch=DISPATCH, claims=(CLAIM,))])
        assert marks_in(store, by_key | {"other": elsewhere}) == marked
        assert marks_in(store, {}) == {}
