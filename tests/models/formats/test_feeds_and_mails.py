"""RSS, Atom and mails."""

from __future__ import annotations

import pytest

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Reuters</title><language>en</language>%s</channel></rss>"""
ITEM = """<item><guid>u1</guid><title>Envoys &amp;amp; aides meet</title><author>Ann Example</author>
<description>In short.</description>
<content:encoded><![CDATA[<p>The envoys met.</p><p>They&nbsp;talked.</p><img src="x"/>]]></content:encoded>
<pubDate>Thu, 03 Jul 2025 23:30:00 -0500</pubDate></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>tag:1</id><title>Envoys meet</title>
<updated>2025-07-03T12:00:00+02:00</updated><author><name>Ann Example</name></author>
<content type="html">&lt;p&gt;The envoys met.&lt;br/&gt;They talked.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="http://x.example/1"><title>Envoys meet</title>
<link>http://x.example/1</link><description>The envoys met.</description>
<dc:date>2025-07-03</dc:date></item></rdf:RDF>"""


def test_rss(read) -> None:
    (dispatch,) = read("a.rss", RSS % ITEM)
    assert (dispatch.id, dispatch.text) == ("a.rss#u1", "The envoys met.\n\nThey talked.")
    assert (dispatch.headline, dispatch.byline, dispatch.agency) == ("Envoys & aides meet", "Ann Example", "Reuters")
    assert (str(dispatch.date), dispatch.date_basis) == ("2025-07-03", "metadata")


@pytest.mark.parametrize("title", ["Sample Herald", "World | Sample Herald"])
def test_a_feed_of_an_outlet(read, title: str) -> None:
    (dispatch,) = read("a.rss", RSS.replace("<title>Reuters", f"<title>{title}") % ITEM)
    assert dispatch.agency == "Sample Herald"


def test_atom_and_rdf(read) -> None:
    (atom,) = read("a.atom", ATOM)
    assert (atom.id, atom.text, str(atom.date)) == ("a.atom#tag:1", "The envoys met.\nThey talked.", "2025-07-03")
    (rdf,) = read("a.xml", RDF)
    assert (rdf.id, rdf.text, str(rdf.date)) == ("a.xml#http://x.example/1", "The envoys met.", "2025-07-03")


def test_an_entry_is_the_same_when_another_comes(read) -> None:
    (alone,) = read("a.rss", RSS % ITEM)
    new, old = read("a.rss", RSS % ("<item><title>They left</title></item>" + ITEM))
    assert old.model_copy(update={"runs": ()}) == alone.model_copy(update={"runs": ()})  # only its line is another
    assert (new.id, new.text) == ("a.rss#1", "They left")


def test_an_entry_without_words(read) -> None:
    one, two = read("a.rss", RSS % (ITEM + "<item><guid>u2</guid></item>"))
    assert one.problem is None
    assert two.problem == "Item u2 of a.rss holds no text."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (RSS % "", "is a feed without entries"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]>' + (RSS % ITEM).partition("?>")[2], "defines XML entities"),
        ((RSS % ITEM)[:300], "is not well-formed XML"),
        ("<rss>" + "<a>" * 1000 + "</a>" * 1000 + "</rss>", "too deep"),
    ],
)
def test_feeds_that_are_not_read(problem, content: str, why: str) -> None:
    assert why in problem("a.rss", content)


def test_a_feed_that_lies_about_its_encoding(read) -> None:
    feed = (RSS % ITEM).replace('"1.0"?', '"1.0" encoding="us-ascii"?').replace("They", "Zürich: they")
    for encoding in ("utf-8", "cp1252"):
        assert "Zürich" in read("a.rss", feed.encode(encoding))[0].text


MAIL = """From: %(sender)s
Subject: =?utf-8?q?Envoys_meet_in_Z=C3=BCrich?=
Date: Thu, 03 Jul 2025 23:30:00 +0200
Message-ID: <1@x.example>
MIME-Version: 1.0
Content-Type: %(type)s

%(body)s
"""
ALTERNATIVE = """--b
Content-Type: text/html

<p>other</p>
--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The envoys met in Z=FCrich.
--b
Content-Type: text/plain
Content-Disposition: attachment; filename=x.txt

attached
--b--"""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain; charset=utf-8", "The envoys met in Zürich."),
        ("text/plain; charset=no-such", "The envoys met in Zürich."),
        ("text/html; charset=utf-8", "<html><body><p>The envoys met in Z&uuml;rich.</p></body></html>"),
        ("multipart/alternative; boundary=b", ALTERNATIVE),
    ],
)
@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_mail(read, name: str, kind: str, body: str) -> None:
    (dispatch,) = read(name, MAIL % {"sender": "Reuters <a@x.example>", "type": kind, "body": body})
    assert (dispatch.id, dispatch.text.strip(), dispatch.problem) == (name, "The envoys met in Zürich.", None)
    assert (dispatch.headline, dispatch.agency) == ("Envoys meet in Zürich", "Reuters")
    assert (str(dispatch.date), dispatch.date_basis) == ("2025-07-03", "metadata")


@pytest.mark.parametrize(
    ("subject", "headline", "agency"),
    [
        ("Fwd: TASS: Envoys meet", "Envoys meet", "TASS"),
        ("[wire] RE: Fwd: Envoys meet: a talk", "Envoys meet: a talk", None),
        ("Re[2]: Reuters: Envoys meet", "Envoys meet", "Reuters"),
        ("Envoys: we meet", "Envoys: we meet", None),
        ("Fwd:", None, None),
    ],
)
def test_a_mail_that_was_passed_on(read, subject: str, headline: str | None, agency: str | None) -> None:
    mail = (
        f"From: Ann <a@x.example>\nSubject: {subject}\nMessage-ID: <1@x.example>\n\nThe envoys met in Oslo on Friday.\n"
    )
    (dispatch,) = read("a.eml", mail)
    assert (dispatch.headline, dispatch.agency) == (headline, agency)


def test_a_sender_who_is_no_agency(read) -> None:
    (dispatch,) = read("a.eml", MAIL % {"sender": "Ann", "type": "text/plain", "body": "OSLO, July 3 (AP) - They met."})
    assert (dispatch.agency, dispatch.place) == ("AP", "OSLO")


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        ("text/plain", "", "is a mail without text"),
        ("image/png", "x", "is a mail without text"),
        ("multipart/mixed; boundary=b", "--b--", "is a mail without text"),
        ("text/plain; " + "a=b; " * 10_000, "x", "too long a header"),
        ("text/plain", "Content-Type: message/rfc822\n\n" * 0 + "\x00\x00", "binary"),
    ],
)
def test_mails_that_are_not_read(problem, kind: str, body: str, why: str) -> None:
    assert why in problem("a.eml", MAIL % {"sender": "Ann", "type": kind, "body": body})


def test_a_mail_that_nests_too_deep(problem) -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    assert "too deep" in problem("a.eml", nested)
