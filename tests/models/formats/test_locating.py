"""Where words of a text stand in its file: for each format, and nothing where that is not sure."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from models.formats import read_file
from models.places import place_of
from models.records import Dispatch

PROSE = "Iran & Turkey held talks in Gen\u00e8ve on Tuesday, officials said. \u201cWe agreed,\u201d one of them added."
HTML = (
    "<p>Iran &amp; <b>Turkey</b> held talks in Gen&egrave;ve on Tuesday,\n officials said. &#8220;We agreed,&#8221; "
    "one of them added.</p>"
)
_INNER = HTML.replace("&egrave;", "&#xE8;")
NITF = f"<?xml version='1.0'?>\n<nitf><body><body.content>\n{_INNER}\n</body.content></body></nitf>\n"
RSS = (
    "<rss version='2.0'><channel><title>x</title>\n<item><title>One</title><description>\n"
    f"{HTML.replace('&', '&amp;').replace('<', '&lt;')}</description></item></channel></rss>\n"
)
MAIL = (
    "From: x@example.org\nMIME-Version: 1.0\nSubject: x\nContent-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: quoted-printable\n\n"
    "Iran & Turkey held talks in Gen=C3=A8ve on Tuesday, off=\nicials said. =E2=80=9CWe agreed,=E2=80=9D one of them "
    "added.\n"
)
FILES: dict[str, bytes] = {
    "a.txt": f"Title\n\n{PROSE}\n".encode(),
    "b.txt": f"Title\r\n\r\n{PROSE}\r\n".encode("cp1252"),
    "c.txt": b"\xff\xfe" + f"{PROSE}\n".encode("utf-16-le"),
    "d.jsonl": b'{"text": "Another one, of yesterday, in English."}\n' + json.dumps({"text": PROSE}).encode() + b"\n",
    "e.json": json.dumps({"uri": "u", "type": "text", "body_xhtml": HTML}, indent=1).encode(),
    "f.xml": NITF.encode(),
    "g.rss": RSS.encode(),
    "h.eml": MAIL.encode(),
    "i.md": f"---\ntitle: x\n---\n{PROSE.replace('Turkey', '**Turkey**')}\n".encode(),
    "j.txt": b"\x01a0001 r i x\x02" + PROSE.encode().replace(b"Tuesday", b"Tues\x0eday") + b"\x03\x04",
}


def read(folder: Path, name: str, raw: bytes) -> list[Dispatch]:
    (folder / name).write_bytes(raw)
    return list(read_file(folder / name, folder))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("packed", [False, True])
def test_words_are_led_back_to_line_column_and_bytes(tmp_path: Path, name: str, packed: bool) -> None:
    raw = FILES[name]
    dispatch = read(tmp_path, f"{name}.gz" if packed else name, gzip.compress(raw) if packed else raw)[-1]
    assert dispatch.encoding is not None
    assert dispatch.problem is None
    for word in ("Iran", "talks", "officials", "agreed", "added"):
        at = dispatch.text.index(word)
        place = place_of(dispatch, (at, at + len(word)))
        assert place is not None, word
        assert place.bytes is not None
        there = raw[slice(*place.bytes)].decode(dispatch.encoding)
        assert there.replace("=\n", "") == word
        before = raw[: place.bytes[0]].decode(dispatch.encoding).removeprefix("\ufeff")
        lines = re.split(r"\r\n|\r|\n", before)
        assert (place.line, place.column) == (len(lines), len(lines[-1]) + 1)


def test_a_sign_written_as_an_entity_has_all_of_its_bytes(tmp_path: Path) -> None:
    raw = NITF.encode()
    (dispatch,) = read(tmp_path, "a.xml", raw)
    at = dispatch.text.index("Gen\u00e8ve")
    place = place_of(dispatch, (at, at + len("Gen\u00e8ve")))
    assert place is not None
    assert place.bytes is not None
    assert raw[slice(*place.bytes)] == b"Gen&#xE8;ve"


def test_what_stands_in_several_places_is_in_none_for_sure(tmp_path: Path) -> None:
    raw = json.dumps({"uri": "u", "type": "text", "body_xhtml": HTML, "body_html": HTML}).encode()
    (dispatch,) = read(tmp_path, "a.json", raw)
    assert dispatch.text
    assert place_of(dispatch, (0, 4)) is None


def test_a_span_between_two_pieces_is_found_by_its_ends(tmp_path: Path) -> None:
    raw = FILES["i.md"]
    (dispatch,) = read(tmp_path, "a.md", raw)
    at = dispatch.text.index("Iran")
    place = place_of(dispatch, (at, dispatch.text.index(" held")))
    assert place is not None
    assert place.bytes is not None
    assert raw[slice(*place.bytes)] in (b"Iran & **Turkey", b"Iran & **Turkey**")


def test_no_place_is_invented() -> None:
    dispatch = Dispatch(id="a", path="a", sha256="", text="Iran", body=(0, 4))
    assert place_of(dispatch, (0, 4)) is None
    assert place_of(dispatch, (2, 2)) is None


def test_a_large_file_costs_little(tmp_path: Path) -> None:
    lines = "".join(f"Sentence {number} of a long text.\n" for number in range(20_000))
    (dispatch,) = read(tmp_path, "a.txt", lines.encode())
    assert len(dispatch.runs) == 1
