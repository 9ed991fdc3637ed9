"""Which format a file is in, by its content; packed files; and files that are not what their name says."""

from __future__ import annotations

import gzip
import json

import pytest

from models.formats.decoding import LARGEST
from models.formats.sniffing import format_of

TEXT = "OSLO, July 3 (Sample Wire) - The envoys met, the ministry said."
NINJS = json.dumps({"uri": "urn:x:1", "headline": "Envoys meet", "body_text": "The envoys met."})
NITF = "<nitf><body><body.content><p>The envoys met.</p></body.content></body></nitf>"
MAIL = "Message-ID: <1@x.example>\nSubject: Envoys meet\n\nThe envoys met.\n"


@pytest.mark.parametrize(
    ("head", "suffix", "wanted"),
    [
        (TEXT, ".txt", "text"),
        (TEXT, ".md", "markdown"),
        (TEXT, ".eml", "text"),
        (TEXT, ".html", "text"),
        (TEXT, ".jsonl", "jsonlines"),
        (TEXT, ".json", "json"),
        (TEXT, ".xml", "xml"),
        (NINJS, ".xml", "json"),
        (NINJS, ".txt", "json"),
        (NINJS, ".jsonl", "jsonlines"),
        ('{\n "uri": "x"\n}', ".jsonl", "json"),
        ('{"text": "a"}\n{"text": "b"}\n', ".txt", "jsonlines"),
        (NITF, ".txt", "xml"),
        (NITF, ".json", "xml"),
        (NITF, ".jsonl", "xml"),
        (f'<?xml version="1.0"?>\n<!-- a > b --><!DOCTYPE nitf SYSTEM "n.dtd">\n{NITF}', ".txt", "xml"),
        ("<r:RDF xmlns:r='x'>", ".xml", "feed"),
        ('<?xml version="1.0"?><rss version="2.0">', ".txt", "feed"),
        ("<!DOCTYPE html><p>x", ".txt", "html"),
        ("<HTML><P>x", ".xml", "html"),
        ("<b>Envoys</b> met, said the ministry.", ".txt", "text"),
        (MAIL, ".txt", "mail"),
        ("Subject: talks\n\nThe envoys met.", ".txt", "text"),
        ("Subject: talks\n\nThe envoys met.", ".eml", "mail"),
        ("---\ntitle: x\n---\nx", ".txt", "markdown"),
        ("--- the envoys met", ".txt", "text"),
        ("---\nOSLO, July 3 (AP) - They met.\n---\n", ".txt", "text"),
        ("{ this is prose", ".txt", "text"),
        ("\x16\x16\x01a0123\x1fx\r\nu i bc-Talks\r\n\x02x", ".txt", "wire"),
    ],
)
def test_content_goes_before_the_suffix(head: str, suffix: str, wanted: str) -> None:
    assert format_of(head.encode(), suffix) == wanted


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_wide_markup_is_known(encoding: str) -> None:
    assert format_of(NITF.encode(encoding), ".txt") == "xml"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.gz", TEXT),
        ("a.md.gz", "---\ntitle: Envoys meet\n---\nThe envoys met."),
        ("a.json.gz", NINJS),
        ("a.jsonl.gz", json.dumps({"text": TEXT})),
        ("a.xml.gz", NITF),
        ("a.eml.gz", MAIL),
        ("a.txt", TEXT),
    ],
)
def test_packed_files(read, name: str, content: str) -> None:
    (packed,) = read(name, gzip.compress(content.encode()))
    (plain,) = read(name, content)
    assert packed == plain
    assert packed.text.endswith(("met.", "said.", "met.\n"))


def test_a_cut_packed_file_keeps_the_lines_before(read) -> None:
    whole = "".join(json.dumps({"text": f"The envoys met {n} times."}) + "\n" for n in range(20_000))
    *lines, last = read("a.jsonl.gz", gzip.compress(whole.encode())[:-2000])
    assert len(lines) > 100
    assert not any(line.problem for line in lines)
    assert (last.id, last.problem) == ("a.jsonl.gz", "a.jsonl.gz is a damaged or cut .gz file; fetch it again.")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-9], "is a damaged or cut .gz file"),
        ("a.txt.gz", b"\x1f\x8b\x08nonsense", "is a damaged or cut .gz file"),
        ("a.txt.gz", gzip.compress(b"0" * (LARGEST + 1)), "is larger than 2 MB"),
        ("a.jsonl.gz", gzip.compress(b"0" * 300_000_000, 9), "unpacks to more than 200 MB"),
        ("a.txt.gz", gzip.compress(gzip.compress(TEXT.encode())), "is packed twice"),
        ("a.txt", b"\x89PNG\r\n\x1a\nIHDR", "(a PNG image)"),
        ("a.md", b"%PDF-1.7\n", "(a PDF document)"),
        ("a.xml", b"PK\x03\x04rest", "(a ZIP archive or an office document)"),
        ("a.jsonl", b"\xff\xd8\xffrest", "(a JPEG image)"),
        ("a.xml", TEXT, "holds no XML, though its name says so"),
        ("a.json", TEXT, "is not JSON"),
        ("a.json", "[]", "is an empty list"),
        ("a.json", '{"version": 1}', 'has no "text"'),
        ("a.json", "[" * 100_000, "a nesting too deep"),
        ("a.xml", '{"version": 1}', 'has no "text"'),
        ("a.xml", "<svg/>", "its root is <svg>"),
        ("a.rss", "not a feed", "holds no XML"),
    ],
)
def test_files_that_lie(problem, name: str, content: bytes | str, why: str) -> None:
    assert why in problem(name, content)


def test_a_list_of_objects(read) -> None:
    one, two, bad = read("a.json", '[{"text": "The envoys met."}, {"text": "They left.", "id": "B"}, 3]')
    assert [one.id, two.id, bad.id] == ["a.json#1", "a.json#B", "a.json#3"]
    assert bad.problem == 'Item 3 of a.json is a number, not an object; write {"text": …}.'


def test_a_list_without_end_is_cut(read) -> None:
    *items, last = read("a.json", "[" + '{"text":"a"},' * 20_000 + "1]")
    assert len(items) == 20_000
    assert "holds more than 20,000 items" in last.problem


def test_an_object_a_line_in_a_json_file(read) -> None:
    one, two = read("a.json", '{"text": "The envoys met."}\n{"text": "They left."}\n')
    assert (one.id, two.text) == ("a.json#1", "They left.")


def test_what_a_crawler_writes(read) -> None:
    page = {
        "maintext": "The envoys met.",
        "title": "Envoys meet",
        "date_publish": "2025-07-03 10:00:00",
        "authors": ["Ann Example", "Bo Sample"],
        "url": "https://x.example/1",
        "language": "en",
        "text": None,
    }
    (dispatch,) = read("a.jsonl", json.dumps(page))
    assert (dispatch.id, dispatch.headline) == ("a.jsonl#https://x.example/1", "Envoys meet")
    assert (dispatch.byline, str(dispatch.date)) == ("Ann Example, Bo Sample", "2025-07-03")
