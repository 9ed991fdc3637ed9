"""Web Annotations: the shape of the W3C's data model, and selectors that find the words in the file's text."""

from __future__ import annotations

import io
import json
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import pytest
from pydantic import BaseModel, ConfigDict, Field

from models.exports.annotations import write_annotations
from tests.models.exports.awkward import CLAIM, EVENTS, ID, RECORDS, TEXT


class Shape(BaseModel):
    """The terms of www.w3.org/TR/annotation-model that are used; no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Quote(Shape):
    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


class Position(Shape):
    type: Literal["TextPositionSelector"]
    start: int = Field(ge=0)
    end: int


class Target(Shape):
    type: Literal["SpecificResource"]
    source: str
    selector: tuple[Quote, Position]


class Body(Shape):
    type: Literal["TextualBody"]
    purpose: Literal["describing", "tagging"]
    format: str | None = None
    value: str


class Generator(Shape):
    type: Literal["Software"]
    name: str


class Annotation(Shape):
    id: str
    type: Literal["Annotation"]
    motivation: Literal["describing"]
    generator: Generator
    body: list[Body]
    target: Target | list[Target]


class Page(Shape):
    id: str
    type: Literal["AnnotationPage"]
    part_of: str = Field(alias="partOf")
    start_index: int = Field(alias="startIndex")
    items: list[Annotation]


class Collection(Shape):
    context: Literal["http://www.w3.org/ns/anno.jsonld"] = Field(alias="@context")
    id: str
    type: Literal["AnnotationCollection"]
    label: str
    total: int
    first: Page


@pytest.fixture(scope="module")
def written() -> str:
    out = io.StringIO()
    assert write_annotations(RECORDS, out) == 10
    return out.getvalue()


@pytest.fixture(scope="module")
def items(written: str) -> list[dict[str, Any]]:
    return json.loads(written)["first"]["items"]  # type: ignore[no-any-return]


def targets(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [t for item in items for t in (item["target"] if isinstance(item["target"], list) else [item["target"]])]


def test_it_has_the_shape_of_the_data_model(written: str) -> None:
    read = Collection.model_validate_json(written)
    assert read.total == len(read.first.items) == 10
    assert len({item.id for item in read.first.items}) == 10
    assert read.first.part_of == read.id


def test_both_selectors_find_the_same_words(items: list[dict[str, Any]]) -> None:
    for target in targets(items):
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == quote["exact"]
        assert TEXT[:start].endswith(quote["prefix"])
        assert TEXT[end:].startswith(quote["suffix"])
        assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in TEXT


def test_positions_count_code_points(items: list[dict[str, Any]]) -> None:
    last = targets(items[:2])[-1]["selector"][1]
    assert (last["start"], last["end"]) == (TEXT.index("=cmd"), TEXT.index("=cmd") + 12)


def test_a_claim_in_pieces_has_a_target_a_piece(items: list[dict[str, Any]]) -> None:
    assert isinstance(items[0]["target"], dict)
    assert [t["selector"][0]["exact"] for t in items[1]["target"]][1] == "=cmd|calc!A1"


def test_ids_and_sources_are_references(items: list[dict[str, Any]]) -> None:
    source = urlsplit(targets(items)[0]["source"])
    assert (source.scheme, source.netloc) == ("", "")
    assert unquote(f"{source.path}#{source.fragment}") == ID
    assert [unquote(item["id"]) for item in items] == [
        *(f"urn:brief-tui:claim:{ID}:c{number}" for number in (0, 1)),
        *(f"urn:brief-tui:event:{event.id}" for event in EVENTS),
    ]


def test_the_body_says_who_says_so_and_how_surely(items: list[dict[str, Any]]) -> None:
    assert items[0]["body"][0]["value"] == "TASS ‹ =Russian|TV <i>� claims (direct; said 3 Jul 2025)"
    assert [body["value"] for body in items[0]["body"][1:]] == ["claim", CLAIM.polarity, CLAIM.certainty, CLAIM.stance]
    assert items[3]["body"][0]["value"] == "Iran ⇄ Israel: talks (possible; ~2 Jul 2025)"
    assert items[8]["body"][0]["value"].endswith(", according to nobody named")


def test_nothing_but_printable_ascii_leaves(written: str) -> None:
    assert all(line.isascii() and line.isprintable() for line in written.split("\n"))
