"""NITF, NewsML-G2 and NewsML 1.2: what is read of them, and XML that must not be."""

from __future__ import annotations

import pytest

BODY = "<p>The envoys met on\n   Thursday, the ministry said.</p><p>They will <em>meet</em> again.</p>"
READ = "The envoys met on Thursday, the ministry said.\n\nThey will meet again."

NITF = f"""<?xml version="1.0" encoding="utf-8"?>
<nitf baselang="en"><head><title>Talks</title>
<tobject><tobject.subject tobject.subject.refnum="11000000"/></tobject>
<docdata management-status="%(status)s"><urgency ed-urg="4"/><date.issue norm="20250703T100000+0200"/>
<doc-id regsrc="Sample Wire"/><du-key key="talks" version="%(version)s"/>%(more)s</docdata></head>
<body><body.head><hedline><hl1>Envoys meet</hl1></hedline>
<byline>By Ann Example, <byttl>Correspondent</byttl></byline><dateline>%(dateline)s</dateline></body.head>
<body.content>{BODY}<media><media-caption>A harbour.</media-caption></media><table><tr><td>1</td></tr></table>
<hl2>More</hl2></body.content></body></nitf>"""
SHORT = "<nitf><body><body.content><p>%s</p></body.content></body></nitf>"
FIELDS = {"status": "usable", "version": "1", "more": "", "dateline": "Bergen"}


def test_nitf(read) -> None:
    (dispatch,) = read("a.xml", NITF % FIELDS)
    assert dispatch.id == "a.xml"
    assert dispatch.text == f"{READ}\n\nMore"
    assert (dispatch.headline, dispatch.place, dispatch.byline) == ("Envoys meet", "Bergen", "Ann Example")
    assert (str(dispatch.date), dispatch.date_basis, dispatch.agency) == ("2025-07-03", "metadata", "Sample Wire")
    assert (dispatch.revision, dispatch.problem) == ("original", None)


@pytest.mark.parametrize(
    ("field", "value", "revision"),
    [
        ("version", "3", "update"),
        ("status", "canceled", "withdrawn"),
        ("more", '<correction info="The name was wrong."/>', "corrected"),
        ("more", '<ed-msg info="Refiles to add a byline"/>', "refiled"),
    ],
)
def test_nitf_states(read, field: str, value: str, revision: str) -> None:
    (dispatch,) = read("a.xml", NITF % (FIELDS | {field: value}))
    assert dispatch.revision == revision


def test_nitf_withheld_is_listed_and_not_read(read) -> None:
    (dispatch,) = read("a.xml", NITF % (FIELDS | {"status": "withheld"}))
    assert dispatch.problem.startswith("a.xml is withheld by its agency")
    assert dispatch.headline == "Envoys meet"


def test_nitf_dates_itself_by_its_dateline(read) -> None:
    undated = NITF.replace('<date.issue norm="20250703T100000+0200"/>', "")
    (dispatch,) = read("a.xml", undated % (FIELDS | {"dateline": "BERGEN, July 3 (Reuters)"}))
    assert (str(dispatch.date), dispatch.date_basis) == ("2025-07-03", "dateline")
    assert (dispatch.place, dispatch.agency) == ("BERGEN", "Reuters")


def test_nitf_in_a_namespace_with_entities_of_html(read) -> None:
    inner = NITF.replace("<nitf ", '<nitf xmlns="http://x.example/nitf" ').replace(
        "They will", "They&nbsp;will &mdash;"
    )
    (dispatch,) = read("a.xml", inner % FIELDS)
    assert "They will — meet again." in dispatch.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-1"])
def test_the_prolog_may_lie(read, encoding: str) -> None:
    page = f"""<?xml version="1.0" encoding="%s"?>{SHORT % "Envoys met in Zürich."}"""
    for declared in ("utf-8", "iso-8859-1", "windows-1252", "utf-16", "no-such"):
        (dispatch,) = read("a.xml", (page % declared).encode(encoding))
        assert dispatch.text == "Envoys met in Zürich.", declared


def test_the_prolog_is_believed_where_it_may_be_true(read) -> None:
    page = (
        '<?xml version="1.0" encoding="iso-8859-2"?><nitf><body><body.content><p>Łódź</p></body.content></body></nitf>'
    )
    (dispatch,) = read("a.xml", page.encode("iso-8859-2"))
    assert dispatch.text == "Łódź"


ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:%(guid)s"
version="%(version)s" xml:lang="en">
<itemMeta><itemClass qcode="ninat:%(kind)s"/><provider qcode="nprov:AFP"/>
<versionCreated>2025-07-03T10:00:00+02:00</versionCreated><pubStatus qcode="stat:%(status)s"/>%(meta)s</itemMeta>
<contentMeta><contentCreated>2025-07-01T10:00:00Z</contentCreated><located><name>Bergen</name></located>
<by>By Ann Example</by><slugline>talks</slugline><headline>Envoys meet</headline>
<subject qcode="medtop:11000000"/></contentMeta>
<contentSet>%(content)s</contentSet></newsItem>"""
HTML = f"<inlineXML><html><body>{BODY}</body></html></inlineXML>"
G2 = {"guid": "1", "version": "1", "kind": "text", "status": "usable", "meta": "", "content": HTML}


@pytest.mark.parametrize(
    "content",
    [
        HTML,
        f"<inlineXML><nitf><body><body.content>{BODY}</body.content></body></nitf></inlineXML>",
        f'<inlineData contenttype="text/html"><![CDATA[{BODY}]]></inlineData>',
        f'<inlineData contenttype="text/plain">{READ}</inlineData>',
        f'<remoteContent href="x"/><inlineXML><article>{BODY}</article></inlineXML>',
    ],
)
def test_g2(read, content: str) -> None:
    (dispatch,) = read("a.xml", ITEM % (G2 | {"content": content}))
    assert (dispatch.id, dispatch.text, dispatch.problem) == ("a.xml", READ, None)
    assert (dispatch.headline, dispatch.place, dispatch.byline) == ("Envoys meet", "Bergen", "Ann Example")
    assert (dispatch.agency, str(dispatch.date), dispatch.revision) == ("AFP", "2025-07-03", "original")


@pytest.mark.parametrize(
    ("field", "value", "revision"),
    [
        ("version", "4", "update"),
        ("status", "canceled", "withdrawn"),
        ("meta", '<signal qcode="sig:correction"/>', "corrected"),
        ("meta", "<edNote>Corrects the day</edNote>", "corrected"),
    ],
)
def test_g2_states(read, field: str, value: str, revision: str) -> None:
    (dispatch,) = read("a.xml", ITEM % (G2 | {field: value}))
    assert dispatch.revision == revision


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "picture"}, "holds a picture, not a text"),
        ({"content": '<remoteContent href="x"/>'}, "nothing is fetched"),
        ({"content": "<inlineXML><sports-content/></inlineXML>"}, "holds data (sports-content)"),
        ({"content": ""}, "holds no text"),
        ({"content": "", "status": "canceled"}, "was withdrawn by its agency"),
    ],
)
def test_g2_without_text(problem, fields: dict[str, str], why: str) -> None:
    assert why in problem("a.xml", ITEM % (G2 | fields))


def test_g2_message(read) -> None:
    items = [ITEM % (G2 | fields) for fields in ({}, {"guid": "2", "kind": "picture"}, {"guid": "3"}, {"guid": "3"})]
    dispatches = read("a.xml", f"<newsMessage><itemSet><packageItem/>{''.join(items)}</itemSet></newsMessage>")
    assert [dispatch.id for dispatch in dispatches] == ["a.xml#urn:x:1", "a.xml#urn:x:3", "a.xml#urn:x:3~2"]
    assert len({dispatch.sha256 for dispatch in dispatches}) == 2


@pytest.mark.parametrize(
    "root", ["packageItem", "conceptItem", "planningItem", "knowledgeItem", "catalogItem", "contentMeta"]
)
def test_g2_that_is_no_news(problem, root: str) -> None:
    assert problem("a.xml", f"<?xml version='1.0'?><{root}/>").endswith(f"({root}), not a text.")


NEWSML = """<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20250703T120000Z</DateAndTime></NewsEnvelope>
%(items)s</NewsML>"""
NEWSML_ITEM = f"""<NewsItem><Identification><NewsIdentifier><NewsItemId>%(id)s</NewsItemId>
<RevisionId PreviousRevision="%(previous)s" Update="N">%(version)s</RevisionId></NewsIdentifier></Identification>
<NewsManagement><ThisRevisionCreated>20250703T100000+0000</ThisRevisionCreated><Status FormalName="%(status)s"/>
</NewsManagement><NewsComponent><NewsLines><HeadLine>Envoys meet</HeadLine><ByLine>By Ann Example</ByLine>
<DateLine>Bergen, Norway, July 3 (AFP) -</DateLine>
<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>%(advisory)s</NewsLineText></NewsLine></NewsLines>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent><p>{"A harbour in the sun. " * 30}</p>
</DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName="Main"/><ContentItem>
<MediaType FormalName="%(kind)s"/>
<DataContent>%(content)s</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem>"""
ONE = {
    "id": "A1", "previous": "0", "version": "1", "status": "Usable", "advisory": "", "kind": "Text", "content": BODY,
}  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        BODY,
        f"<html><body>{BODY}</body></html>",
        f"<nitf><body><body.content>{BODY}</body.content></body></nitf>",
        READ,
    ],
)
def test_newsml1(read, content: str) -> None:
    (dispatch,) = read("a.xml", NEWSML % {"items": NEWSML_ITEM % (ONE | {"content": content})})
    assert (dispatch.id, dispatch.text, dispatch.problem) == ("a.xml", READ, None)
    assert (dispatch.headline, dispatch.place, dispatch.byline) == ("Envoys meet", "Bergen, Norway", "Ann Example")
    assert (dispatch.agency, str(dispatch.date), dispatch.revision) == ("AFP", "2025-07-03", "original")


@pytest.mark.parametrize(
    ("field", "value", "revision"),
    [
        ("previous", "1", "update"),
        ("version", "2", "update"),
        ("status", "Canceled", "withdrawn"),
        ("advisory", "RECASTS with the ministry's answer", "update"),
        ("advisory", "CORRECTS the day", "corrected"),
    ],
)
def test_newsml1_states(read, field: str, value: str, revision: str) -> None:
    (dispatch,) = read("a.xml", NEWSML % {"items": NEWSML_ITEM % (ONE | {field: value})})
    assert dispatch.revision == revision


def test_newsml1_of_several_items(read) -> None:
    items = [NEWSML_ITEM % (ONE | fields) for fields in ({}, {"id": "A2", "content": ""}, {"id": "A3"})]
    assert [d.id for d in read("a.xml", NEWSML % {"items": "".join(items)})] == ["a.xml#A1", "a.xml#A3"]


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ("", "without a news item"),
        (NEWSML_ITEM % (ONE | {"content": ""}), "holds no text"),
        (NEWSML_ITEM % (ONE | {"content": "", "kind": "Photo"}), "holds a picture"),
    ],
)
def test_newsml1_without_text(problem, items: str, why: str) -> None:
    assert why in problem("a.xml", NEWSML % {"items": items})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><nitf>&a;</nitf>', "defines XML entities of its own"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf>&a;</nitf>', "defines XML entities of its own"),
        ('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://x.example/">%a;]><nitf/>', "defines XML entities of its own"),
        ("<nitf>" + "<p>" * 5000 + "</p>" * 5000 + "</nitf>", "nests its elements too deep"),
        ("<nitf><body><body.content><p>cut", "is not well-formed XML"),
        ("<nitf>\x00</nitf>", "binary"),
        ("<nitf>&unheard;</nitf>", "is not well-formed XML"),
        ("<nitf/>", "holds no text"),
        ("<?xml version='1.0'?>", "is not well-formed XML"),
    ],
    ids=range(9),
)
def test_xml_that_is_not_read(problem, content: str, why: str) -> None:
    assert why in problem("a.xml", content)


def test_an_outer_dtd_is_not_fetched(read, tmp_path) -> None:
    (tmp_path / "n.dtd").write_text('<!ENTITY a "They lied.">')
    page = f'<!DOCTYPE nitf SYSTEM "{tmp_path}/n.dtd">{SHORT % "They met. &a;"}'
    (dispatch,) = read("a.xml", page)
    assert dispatch.text == "They met."
