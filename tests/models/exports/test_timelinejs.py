"""TimelineJS: the shape its documentation gives, dates no more precise than known, texts without HTML of their own."""

from __future__ import annotations

import html
import io
import json
import re
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from models.exports.timelinejs import write_timelinejs
from tests.models.exports.awkward import DISPATCH, EVENTS, RECORDS


class Shape(BaseModel):
    """The fields of timeline.knightlab.com/docs/json-format.html that are used; no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Date(Shape):
    year: int
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)


class Text(Shape):
    headline: str
    text: str


class Slide(Shape):
    start_date: Date
    end_date: Date | None = None
    display_date: str
    text: Text
    group: str
    unique_id: str = Field(pattern=r"^[A-Za-z][\w-]*$")


class Title(Shape):
    text: Text


class Timeline(Shape):
    title: Title
    events: list[Slide]
    scale: str = Field(pattern="^(human|cosmological)$")


@pytest.fixture(scope="module")
def written() -> str:
    out = io.StringIO()
    assert write_timelinejs(RECORDS, out) == 7
    return out.getvalue()


@pytest.fixture(scope="module")
def slides(written: str) -> list[dict[str, Any]]:
    return json.loads(written)["events"]  # type: ignore[no-any-return]


def test_it_has_the_documented_shape(written: str) -> None:
    read = Timeline.model_validate_json(written)
    assert len({slide.unique_id for slide in read.events}) == len(read.events) == 7
    assert read.title.text.text == "7 events; 1 event without a date left out"


def test_a_date_is_no_more_precise_than_it_is_known(slides: list[dict[str, Any]]) -> None:
    day = {"year": 2025, "month": 6, "day": 24}
    assert [(s["display_date"], s["start_date"], s.get("end_date")) for s in slides] == [
        ("1 Jul 2025", {"year": 2025, "month": 7, "day": 1}, None),
        ("~2 Jul 2025", {"year": 2025, "month": 7, "day": 2}, None),
        ("13–24 Jun 2025", {"year": 2025, "month": 6, "day": 13}, day),
        ("…–24 Jun 2025", day, None),
        ("2014–…", {"year": 2014, "month": 1, "day": 1}, None),
        ("May 2025", {"year": 2025, "month": 5}, None),
        ("2024", {"year": 2024}, None),
    ]


def test_the_texts_hold_no_html_but_paragraphs(slides: list[dict[str, Any]]) -> None:
    for slide in slides:
        assert "<" not in slide["text"]["headline"]
        assert set(re.findall("<[^>]*>", slide["text"]["text"])) == {"<p>", "</p>"}
    assert "<script>" in html.unescape(slides[1]["text"]["text"])


def test_who_says_so_and_whether_it_took_place_are_told(slides: list[dict[str, Any]]) -> None:
    assert "According to TASS ‹ =Russian|TV &lt;i&gt;�" in slides[0]["text"]["text"]
    assert slides[1]["text"]["headline"] == "Iran ⇄ Israel: talks (possible)"


def test_nothing_but_printable_ascii_leaves(written: str) -> None:
    assert all(line.isascii() and line.isprintable() for line in written.split("\n"))
    assert not re.search("[\x00-\x1f\u202e]", json.dumps(json.loads(written), ensure_ascii=False))


def test_without_dated_events_it_still_is_one() -> None:
    out = io.StringIO()
    assert write_timelinejs([DISPATCH, EVENTS[2]], out) == 0
    assert Timeline.model_validate_json(out.getvalue()).events == []
