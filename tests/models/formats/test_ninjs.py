"""ninjs in its three generations."""

from __future__ import annotations

import json

import pytest

from models.formats.newsml_g2 import read_news_item
from models.formats.ninjs import read_ninjs
from models.formats.nitf import read_nitf
from models.formats.xml import parse_xml

FIRST = {
    "uri": "urn:x:1",
    "type": "text",
    "versioncreated": "2025-07-03T10:00:00Z",
    "pubstatus": "usable",
    "version": "1",
    "language": "en",
    "byline": "By Ann Example",
    "located": "Bergen",
    "copyrightholder": "AFP",
    "headline": "Envoys meet",
    "body_text": "The envoys met.",
    "body_xhtml": "<p>other</p>",
}
SECOND = {
    "uri": "urn:x:1",
    "type": "text",
    "versioncreated": "2025-07-03T10:00:00Z",
    "by": "Ann Example",
    "headlines": [{"role": "short", "value": "Envoys"}, {"role": "main", "value": "Envoys meet"}],
    "bodies": [{"role": "html", "contenttype": "text/html", "value": "<section><p>The envoys met.</p></section>"}],
    "infosources": [{"name": "AFP"}],
}
THIRD = {
    "uri": "urn:x:1",
    "versionCreated": "2025-07-03T10:00:00Z",
    "pubStatus": "usable",
    "title": "Envoys meet",
    "by": "Ann Example",
    "copyrightHolder": "AFP",
    "bodies": [
        {"contentType": "text/vnd.IPTC.NITF", "value": "<?xml version='1.0'?><nitf><body><body.content>"
         "<p>The envoys met.</p></body.content></body></nitf>"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("fields", [FIRST, SECOND, THIRD], ids=["1.x", "2.x", "3.x"])
def test_generations(read, fields) -> None:
    (dispatch,) = read("a.json", json.dumps(fields, indent=1))
    assert (dispatch.id, dispatch.text, dispatch.problem) == ("a.json", "The envoys met.", None)
    assert (dispatch.headline, dispatch.byline, dispatch.agency) == ("Envoys meet", "Ann Example", "AFP")
    assert (str(dispatch.date), dispatch.date_basis) == ("2025-07-03", "metadata")


def test_place(read) -> None:
    (dispatch,) = read("a.json", json.dumps(FIRST))
    assert dispatch.place == "Bergen"


def test_as_a_line(read) -> None:
    (dispatch,) = read("a.jsonl", json.dumps(THIRD))
    assert (dispatch.id, dispatch.text) == ("a.jsonl#urn:x:1", "The envoys met.")


@pytest.mark.parametrize(
    ("fields", "revision"),
    [
        ({"version": "2"}, "update"),
        ({"version": 3}, "update"),
        ({"pubstatus": "canceled"}, "withdrawn"),
        ({"pubStatus": "canceled", "pubstatus": None}, "withdrawn"),
        ({"ednote": "Corrects the day."}, "corrected"),
        ({}, "original"),
    ],
)
def test_states(read, fields, revision) -> None:
    (dispatch,) = read("a.json", json.dumps(FIRST | fields))
    assert (dispatch.revision, dispatch.problem) == (revision, None)


def test_withheld(read) -> None:
    (dispatch,) = read("a.json", json.dumps(FIRST | {"pubstatus": "withheld"}))
    assert "is withheld" in dispatch.problem


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"type": "picture"}, "holds a picture, not a text"),
        ({"type": "event"}, "holds an entry of a calendar"),
        ({"body_text": "", "body_xhtml": " "}, "holds no text"),
        ({"body_text": None, "body_xhtml": "<p> </p>"}, "holds no text"),
        ({"body_text": None, "body_xhtml": None, "pubstatus": "canceled"}, "was withdrawn"),
    ],
)
def test_without_text(problem, fields, why: str) -> None:
    assert why in problem("a.json", json.dumps(FIRST | fields))


def test_a_description_stands_in_for_the_body(read) -> None:
    fields = {"uri": "urn:x:1", "descriptions": [{"value": "The envoys met."}]}
    (dispatch,) = read("a.json", json.dumps(fields))
    assert dispatch.text == "The envoys met."


@pytest.mark.parametrize("odd", [1, [], {}, [1], [{}], [{"value": 1}], [None], True, "x\ud800", 1.5])
@pytest.mark.parametrize("key", [*FIRST, "bodies", "headlines", "subject", "infosource", "signal"])
def test_odd_values(read, key: str, odd: object) -> None:
    (dispatch,) = read("a.json", json.dumps(FIRST | {key: odd}))
    dispatch.model_dump_json()


def test_slug_urgency_and_subjects_are_metadata() -> None:
    ninjs = FIRST | {"slugline": "talks", "urgency": 4, "subject": [{"code": "11000000"}, {"name": "none"}]}
    nitf = """<nitf><head><tobject><tobject.subject tobject.subject.refnum="11000000"/></tobject><docdata>
    <urgency ed-urg="4"/><du-key key="talks" version="1"/></docdata></head></nitf>"""
    g2 = """<newsItem version="1"><contentMeta><urgency>4</urgency><slugline>talks</slugline>
    <subject qcode="11000000"/></contentMeta></newsItem>"""
    (item,) = read_news_item(parse_xml(g2), "")
    for metadata in (read_ninjs(ninjs, "").metadata, read_nitf(parse_xml(nitf)).metadata, item.metadata):
        assert (metadata.slug, metadata.version, metadata.urgency) == ("talks", "1", "4")
        assert metadata.subjects == ("11000000",)
