"""Any bytes under any name: no exception, an answer in bounded time, spans inside the text."""

from __future__ import annotations

import gzip
import tempfile
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.formats import SUFFIXES, read_file

#: Pieces that steer random input into the parsers; each alone is a possible beginning.
PIECES = {
    "xml": [
        "<nitf>",
        "<body><body.content>",
        "</body.content></body>",
        "</nitf>",
        "<p>",
        "</p>",
        "<br/>",
        "&amp;",
        "&x;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?xml version='1.0' encoding='utf-16'?>",
        "<!DOCTYPE x [",
        "<!ENTITY a 'b'>",
        "]>",
        "xmlns='x'",
        "<newsItem>",
        "</newsItem>",
        "<NewsML>",
        "<NewsItem>",
        "<contentSet>",
        "<inlineXML>",
        "<newsMessage>",
        "The envoys met.",
    ],
    "feed": [
        "<rss><channel>",
        "</channel></rss>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<description>",
        "</description>",
        "<pubDate>",
        "</pubDate>",
        "Thu, 03 Jul 2025",
        "&lt;p&gt;",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<entry>",
        "</entry>",
        "</feed>",
        "<guid>",
        "</guid>",
        "The envoys met.",
    ],
    "html": [
        "<html>",
        "<body>",
        "<article>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<script>",
        "<meta charset=x>",
        "<!--",
        "&nbsp;",
        "<table><td>",
        "The envoys met in the town and talked about the harbour for long. ",
    ],
    "mail": [
        "Subject: ",
        "From: ",
        "Date: ",
        "Content-Type: ",
        "multipart/mixed; boundary=b",
        "text/html; charset=x",
        "\n",
        "\r\n\r\n",
        "--b\n",
        "--b--",
        "=?utf-8?q?=C3?=",
        "MIME-Version: 1.0\n",
        "Content-Transfer-Encoding: base64\n",
        "AAAA",
        "The envoys met.",
    ],
    "markdown": [
        "---\n",
        "title: ",
        "date: 2025-07-03\n",
        "[",
        "]",
        "{",
        "}",
        "*a",
        "&a ",
        "- ",
        ": ",
        "# ",
        "**",
        "](",
        "> ",
        "!!",
        "\n",
        "The envoys met.",
    ],
    "json": [
        '{"uri":"a",',
        '"headline":',
        '"body_text":',
        '"bodies":[',
        '"value":',
        '"contenttype":',
        '"<p>x"',
        '"nitf"',
        "{",
        "}",
        "[",
        "]",
        ",",
        "1",
        "null",
        '"text":',
        '"The envoys met."',
        '"pubstatus":"canceled"',
        "\n",
    ],
    "wire": [
        "\x16\x16\x01",
        "a0123\x1f",
        "x\r\nu i bc-Talks\r\n",
        "\x02",
        "\x03",
        "\x04",
        "\x01TAS1 4 POL 12 x\r\n",
        "^",
        "<\r\n",
        "031204 GMT JUL 25",
        "07-03-25",
        "The envoys met.",
    ],
}


def read_all(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder, name)
        path.write_bytes(content)
        begun = time.monotonic()
        dispatches = list(read_file(path, Path(folder)))
        assert time.monotonic() - begun < 5
    assert dispatches
    assert len({dispatch.id for dispatch in dispatches}) == len(dispatches)
    for dispatch in dispatches:
        start, end = dispatch.body
        assert 0 <= start <= end <= len(dispatch.text)
        assert dispatch.problem or dispatch.text.strip()
        dispatch.model_dump_json()


@pytest.mark.parametrize("kind", PIECES)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_broken_documents(kind: str, data: st.DataObject) -> None:
    piece = st.one_of(st.sampled_from(PIECES[kind]), st.sampled_from(PIECES[kind]), st.text(max_size=5))
    content = "".join(data.draw(st.lists(piece, max_size=25))).encode("utf-8", "replace")
    suffix = data.draw(st.sampled_from(sorted(SUFFIXES)))
    read_all(f"a{suffix}", content)


@settings(deadline=None, max_examples=150)
@given(content=st.binary(max_size=300), suffix=st.sampled_from(sorted(SUFFIXES)), packed=st.booleans())
def test_any_bytes(content: bytes, suffix: str, packed: bool) -> None:
    read_all(f"a{suffix}.gz", gzip.compress(content) if packed else b"\x1f\x8b" + content)
    read_all(f"a{suffix}", content)


@settings(deadline=None, max_examples=100)
@given(cut=st.integers(0, 400), flipped=st.integers(0, 400), byte=st.integers(0, 255))
def test_damaged_documents(cut: int, flipped: int, byte: int) -> None:
    whole = (
        b"<?xml version='1.0' encoding='utf-8'?><NewsML><NewsItem><Identification><NewsIdentifier>"
        b"<NewsItemId>A</NewsItemId>"
        b"</NewsIdentifier></Identification><NewsComponent><NewsLines>"
        b"<HeadLine>Envoys</HeadLine></NewsLines>"
        b"<ContentItem>"
        b"<DataContent><nitf><body><body.content><p>They met.</p></body.content></body></nitf></DataContent>"
        b"</ContentItem>"
        b"</NewsComponent></NewsItem></NewsML>"
    )
    damaged = bytearray(whole[: len(whole) - cut] if cut else whole)
    if flipped < len(damaged):
        damaged[flipped] = byte
    read_all("a.xml", bytes(damaged))


N = 400_000
HOSTILE = {
    "a.md": ["![" * (N // 2), "<!--" * (N // 4), "# a" + " " * N + "b", "[a](" * (N // 4), "_*" * (N // 2), "\\" * N],
    "a.txt": ["<" * N, "\x01a\x02" * (N // 3), "\x01a\x02" + "<" * N + "x\x03", '{"' * (N // 2), "<!--" * 3000],
    "a.xml": [
        "<newsMessage>" + "<newsItem/>" * (N // 11) + "</newsMessage>",
        "<NewsML>" + "<NewsItem/>" * (N // 11) + "</NewsML>",
        "<NewsML><NewsItem>" + "<ContentItem/>" * (N // 14) + "</NewsItem></NewsML>",
        "<nitf><body><body.content>" + "<p>a</p>" * (N // 8) + "</body.content></body></nitf>",
        "<!DOCTYPE a>" * 600 + "<nitf/>",
    ],
    "a.rss": ["<rss version='2.0'><channel>" + "<item><title>a</title></item>" * (N // 29) + "</channel></rss>"],
    "a.eml": [
        "Content-Type: text/plain; " + "a=b;" * (N // 4) + "\n\nx",
        "From: " + "(" * N + "\n\nx",
        "A:b\n" * (N // 4),
    ],
    "a.json": ["[" * N, "[1" + ",1" * (N // 2) + "]", '{"uri":"a","body_xhtml":"' + "<p>" * (N // 3) + '"}'],
    "a.html": ["<html>" + "<div>" * 9000, "<html>" + "<br>" * 15_000, "<html><p>" + "word " * (N // 5)],
}


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name, all_of in HOSTILE.items() for number in range(len(all_of))]
)
def test_hostile_documents_take_no_longer(name: str, number: int) -> None:
    read_all(name, HOSTILE[name][number].encode())
