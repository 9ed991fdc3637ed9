"""Markdown with front matter, wire messages framed by control bytes, web pages."""

from __future__ import annotations

import builtins

import pytest

from models.formats.markdown import plain

MARKDOWN = """---
title: Envoys meet
date: 2025-07-03
author: [Ann Example, Bo Sample]
location: Bergen
source: Associated Press
tags: [talks]
%s
---
# Envoys meet

The **envoys** met in [Bergen](http://x.example/a_b), the *ministry* said.

> They will meet again.
"""


def test_front_matter(read) -> None:
    (dispatch,) = read("a.md", MARKDOWN % "")
    assert dispatch.text == "The envoys met in Bergen, the ministry said.\n\nThey will meet again."
    assert (dispatch.headline, dispatch.place, dispatch.agency) == ("Envoys meet", "Bergen", "AP")
    assert (dispatch.byline, str(dispatch.date), dispatch.date_basis) == (
        "Ann Example, Bo Sample",
        "2025-07-03",
        "metadata",
    )


@pytest.mark.parametrize(
    ("more", "revision"), [("version: 2", "update"), ("status: canceled", "withdrawn"), ("status: draft", "original")]
)
def test_front_matter_states(read, more: str, revision: str) -> None:
    assert read("a.md", MARKDOWN % more)[0].revision == revision


def test_markdown_without_front_matter(read) -> None:
    (dispatch,) = read("a.md", "# Envoys meet\n\nOSLO, July 3 (AP) - They *met*.\n")
    assert (dispatch.headline, dispatch.place, dispatch.text) == (
        "Envoys meet",
        "OSLO",
        "OSLO, July 3 (AP) - They met.",
    )


@pytest.mark.parametrize(
    "opening", ["---\nThe envoys met.", "---\n- one\n- two\n---\nThe envoys met.", "---\n---\nThey met."]
)
def test_a_rule_is_no_front_matter(read, opening: str) -> None:
    (dispatch,) = read("a.md", opening)
    assert dispatch.text.endswith("met.")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("---\ntitle: [\n---\nThey met.", "front matter that is not YAML"),
        ("---\ntitle: x\n---\n", "has no words after its front matter"),
        ("---\na: " + "[" * 10_000 + "\n---\nThey met.", "front matter that is not YAML"),
        ("---\na: " + "x" * 20_000 + "\n---\nThey met.", "too long a front matter"),
        ("---\na: !!python/object/apply:os.system [ls]\n---\nThey met.", "front matter that is not YAML"),
        ("---\nd: 2025-13-45\n---\nThey met.", "front matter that is not YAML"),
    ],
    ids=range(6),
)
def test_front_matter_that_is_not_read(problem, content: str, why: str) -> None:
    assert why in problem("a.md", content)


def test_a_yaml_bomb_is_not_unrolled(read) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (dispatch,) = read("a.md", "---\n" + "\n".join(lines) + "\ntags: *a29\ntitle: *a29\n---\nThey met.")
    assert (dispatch.text, dispatch.problem) == ("They met.", None)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("*a* _b_ **c** __d__ ***e*** **f *g* h**", "a b c d e f g h"),
        ("snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4"),
        ("[a](b) [c][d] ![e](f) <http://x.example>", "a c  http://x.example"),
        ("## Head ##\n\n---\n\n1. one\n2. two", "Head\n\n\n\none\ntwo"),
        (r"1\. \*a\*", "1. *a*"),
        ("a <!-- b --> c <!-- d", "a  c <!-- d"),
        ('"We met," he said [sic].', '"We met," he said [sic].'),
    ],
)
def test_marks_are_taken_away(marked: str, words: str) -> None:
    assert plain(marked) == words


ANPA = (
    b"\x16\x16\x01a0123\x1fbc-int\r\nu i\x13\x11 bc-Harbour-Talks 1stLd-Writethru 07-03 0210\r\n"
    b"\x02^Envoys meet on harbour<\r\n^By Ann Example=\r\n\tOSLO (AP) -- Envoys met, the \x1fministry said.\r\n"
    b"\tThey will meet again.\r\n\x03AP-NY-07-03-25 1204EDT<\r\n\x04"
)
IPTC = (
    b"\x01TAS1234 4 POL 0021 harbour-talks\r\n\x02Envoys meet\r\nOSLO, July 2 (AP) - Envoys met in Z\xfcrich.\r\n"
    b"\x03031204 GMT JUL 25\r\n\x04"
)


def test_anpa(read) -> None:
    (dispatch,) = read("a.txt", ANPA)
    assert (dispatch.headline, dispatch.byline, dispatch.revision) == (
        "Envoys meet on harbour",
        "Ann Example",
        "update",
    )
    assert (dispatch.place, dispatch.agency, str(dispatch.date)) == ("OSLO", "AP", "2025-07-03")
    assert dispatch.text[slice(*dispatch.body)].startswith("Envoys met, the ministry said.")
    assert not set(dispatch.text) & set(map(chr, range(9)))


def test_iptc(read) -> None:
    (dispatch,) = read("a.iptc", IPTC)
    assert dispatch.text[slice(*dispatch.body)] == "Envoys met in Zürich."
    assert (dispatch.headline, str(dispatch.date), dispatch.date_basis) == ("Envoys meet", "2025-07-03", "metadata")


def test_several_messages(read) -> None:
    one, two, three = read("a.txt", ANPA + b"\r\n" + IPTC + b"\x01x\x02 \x03")
    assert (one.id, two.id, three.id) == ("a.txt#1", "a.txt#2", "a.txt#3")
    assert three.problem == "Item 3 of a.txt is empty; write the dispatch into it, or remove it."


@pytest.mark.parametrize("trailer", [b"", b"\x03", b"\x0399-99-99", b"\x03319999 GMT FEB 25", b"\x03\xff\xff"])
def test_a_message_without_a_day(read, trailer: bytes) -> None:
    (dispatch,) = read("a.txt", b"\x01?\x02The envoys met." + trailer)
    assert (dispatch.text, dispatch.date_basis) == ("The envoys met.", "mtime")


PAGE = """<!doctype html><html lang="en"><head><title>Envoys meet</title><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2025-07-03T10:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Envoys meet</h1><p>The envoys of both states met in Oslo on Thursday and talked about the harbour, the
ministry said.</p><p>They agreed to meet again next week, a spokesman told reporters after the talks.</p></article>
<footer>Imprint</footer></body></html>"""


def test_a_web_page(read) -> None:
    pytest.importorskip("trafilatura", reason='the extra "html" is not installed')
    (dispatch,) = read("a.html", PAGE)
    assert (dispatch.headline, dispatch.byline, str(dispatch.date)) == ("Envoys meet", "Ann Example", "2025-07-03")
    assert "The envoys of both states met" in dispatch.text
    assert "next week" in dispatch.text
    assert "Imprint" not in dispatch.text


def test_a_web_page_is_its_sites_unless_its_dateline_names_an_agency(read) -> None:
    pytest.importorskip("trafilatura", reason='the extra "html" is not installed')
    page = PAGE.replace("<head>", '<head><meta property="og:site_name" content="Sample Herald">')
    (own,) = read("a.html", page.replace("The envoys of", "RAKVERE &mdash; The envoys of"))
    assert (own.agency, own.place) == ("Sample Herald", "RAKVERE")
    (taken,) = read("a.html", page.replace("The envoys of", "OSLO (AP) &mdash; The envoys of"))
    assert (taken.agency, taken.place) == ("AP", "OSLO")


def test_a_web_page_needs_an_extra(problem, monkeypatch) -> None:
    true_import = builtins.__import__

    def without(name, *rest):
        if name == "trafilatura":
            raise ImportError(name)
        return true_import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert problem("a.html", PAGE) == 'a.html is a web page, which needs an extra: pip install "brief-tui[html]".'


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<html><body><p></p></body></html>", "no article is found"),
        ("<html>" + "<br>" * 30_000, "too many elements"),
        ("<html>" + "<div>" * 15_000 + "They met.", "web page"),
    ],
)
def test_web_pages_that_are_not_read(problem, page: str, why: str) -> None:
    pytest.importorskip("trafilatura", reason='the extra "html" is not installed')
    assert why in problem("a.html", page)
