"""Datelines, headings and trailers as wires print them, each shape its own case; and prose that is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.formats.heading import slug_of
from models.formats.layout import lay_out
from models.formats.unprinted import blanked

PROSE = "The two sides met in the morning."

# shape, what stands before the prose, place, (month, day, year), agency
DATELINES = [
    ("1 slashes", "OSLO, January 21. /TASS/. ", "OSLO", (1, 21, None), "TASS"),
    ("1 two words", "NEW YORK, October 3. /TASS/. ", "NEW YORK", (10, 3, None), "TASS"),
    ("1 shortened place", "ST. PETERSBURG, June 20. /TASS/. ", "ST. PETERSBURG", (6, 20, None), "TASS"),
    ("1 unknown agency", "OSLO, January 21. /EXAMPLE/. ", "OSLO", (1, 21, None), "EXAMPLE"),
    ("1 in Russian", "МОСКВА, 3 июля. /ТАСС/. ", "МОСКВА", (7, 3, None), "TASS"),
    ("2 full stop", "MOSCOW. April 2 (Interfax) - ", "MOSCOW", (4, 2, None), "Interfax"),
    ("2 Sept", "MOSCOW. Sept 19 (Interfax) - ", "MOSCOW", (9, 19, None), "Interfax"),
    ("2 undated", "Dushanbe. (Interfax) - ", "Dushanbe", None, "Interfax"),
    (
        "3 rubric",
        "RUSSIA * ECONOMY * OIL * AUCTION MOSCOW, November 30 (RIA Novosti) - ",
        "MOSCOW",
        (11, 30, None),
        "RIA Novosti",
    ),
    ("3 site", "МОСКВА, 9 мая — РИА Новости. ", "МОСКВА", (5, 9, None), "RIA Novosti"),
    ("4", "MINSK (Sputnik) — ", "MINSK", None, "Sputnik"),
    ("5 undated", "LONDON (Reuters) - ", "LONDON", None, "Reuters"),
    ("5 dated", "PARIS, Aug 31 (Reuters) - ", "PARIS", (8, 31, None), "Reuters"),
    ("5 date only", "Dec 29 (Reuters) - ", None, (12, 29, None), "Reuters"),
    ("5 en dash", "MACAU (Reuters) – ", "MACAU", None, "Reuters"),
    ("6 state", "PORTLAND, Ore., Feb 26 - ", "PORTLAND, Ore.", (2, 26, None), None),
    ("6 plain", "SALVADOR, Feb 26 -", "SALVADOR", (2, 26, None), None),
    ("6 small letters", "Lima, april 3 - ", "Lima", (4, 3, None), None),
    ("6 bare agency", "MONTREAL, March 20, Reuter - ", "MONTREAL", (3, 20, None), "Reuters"),
    ("6 two blanks", "CHICAGO, March  2 - ", "CHICAGO", (3, 2, None), None),
    ("6 asterisks", "****SANTO DOMINGO, March 4 - ", "SANTO DOMINGO", (3, 4, None), None),
    ("7 em dash", "WASHINGTON (AP) — ", "WASHINGTON", None, "AP"),
    ("7 day behind the dash", "SUCRE, Bolivia (AP) — Nov. 24. ", "SUCRE, Bolivia", (11, 24, None), "AP"),
    ("7 underscore", "NAIROBI, Kenya (AP) _ ", "NAIROBI, Kenya", None, "AP"),
    ("7 tight underscore", "CANBERRA, Australia (AP)_ ", "CANBERRA, Australia", None, "AP"),
    ("7 two dashes", "BUFFALO, N.Y. (AP) --", "BUFFALO, N.Y.", None, "AP"),
    ("7 state in capitals", "HARRISBURG, PA. (AP) -- ", "HARRISBURG, PA.", None, "AP"),
    ("7 stray blank", "HAVANA (AP ) -- ", "HAVANA", None, "AP"),
    (
        "8 year",
        "Gaza City, Palestinian Territories, May 16, 2021 (AFP) - ",
        "Gaza City, Palestinian Territories",
        (5, 16, 2021),
        "AFP",
    ),
    ("8 one place", "STOCKHOLM, Aug 29, 2014 (AFP) - ", "STOCKHOLM", (8, 29, 2014), "AFP"),
    ("8 no year", "PARIS, Jan 1 (AFP) - ", "PARIS", (1, 1, None), "AFP"),
    ("8 undated", "Washington (AFP) – ", "Washington", None, "AFP"),
    ("9", "HANOI, Nov. 18 (Xinhua) -- ", "HANOI", (11, 18, None), "Xinhua"),
    ("9 strip", "RAFAH, Gaza Strip, Nov. 25 (Xinhua) -- ", "RAFAH, Gaza Strip", (11, 25, None), "Xinhua"),
    ("9 one dash", "LONDON, Nov. 19 (Xinhua) - ", "LONDON", (11, 19, None), "Xinhua"),
    ("10", "SEOUL, April 15 (Yonhap) -- ", "SEOUL", (4, 15, None), "Yonhap"),
    ("11", "Pyongyang, July 14 (KCNA) -- ", "Pyongyang", (7, 14, None), "KCNA"),
    ("12", "SAITAMA, Japan, Dec. 9 Kyodo - ", "SAITAMA, Japan", (12, 9, None), "Kyodo"),
    ("13", "Luxembourg (dpa) - ", "Luxembourg", None, "dpa"),
    ("14", "   Paris (ats afp) ", "Paris", None, "ATS/AFP"),
    ("15", "FLINT, Mich., Oct. 4 (UPI) — ", "FLINT, Mich.", (10, 4, None), "UPI"),
    ("16", "MINSK, 3 April (BelTA) - ", "MINSK", (4, 3, None), "BelTA"),
    ("17 undated", "TEHRAN (Tasnim) – ", "TEHRAN", None, "Tasnim"),
    ("17", "TEHRAN, Apr. 20 (MNA) – ", "TEHRAN", (4, 20, None), "Mehr"),
    ("18", "SYDNEY March 22 AAP -", "SYDNEY", (3, 22, None), "AAP"),
    ("18 agency first", "ANSA TEST - ROMA, 01 LUG - ", "ROMA", (7, 1, None), "ANSA"),
    ("18 agency first in brackets", "(ANSA) - BRUSSELS, NOV 24 - ", "BRUSSELS", (11, 24, None), "ANSA"),
    ("19", "SAN SALVADOR, 3 JAN 90 -- ", "SAN SALVADOR", (1, 3, 1990), None),
    ("19 tagged", "SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT] ", "SAN SALVADOR", (1, 3, 1990), "ACAN-EFE"),
    ("19 no place", "CLANDESTINE, 8 JAN 90\n", None, (1, 8, 1990), None),
    ("19 nothing", "NO CITY , NO DATE\n", None, (None, None, None), None),
    ("20 weekday", "MOSCOW, Monday (Reuters)\n", "MOSCOW", (None, None, None), "Reuters"),
    ("weekday and date", "OSLO, Thursday, July 3 (Sample Wire) - ", "OSLO", (7, 3, None), "Sample Wire"),
    ("two places", "OSLO/PARIS, July 3 (Reuters) - ", "OSLO/PARIS", (7, 3, None), "Reuters"),
    ("Spanish", "Madrid, 3 jul (EFE).- ", "Madrid", (7, 3, None), "EFE"),
    ("Spanish, long", "Lima, 3 de julio de 2025 (Prensa Latina) - ", "Lima", (7, 3, 2025), "Prensa Latina"),
    ("German", "Berlin, 22. Dez 2025 (Muster) - ", "Berlin", (12, 22, 2025), "Muster"),
    ("undated, unknown agency", "Berlin (Muster) - ", "Berlin", None, "Muster"),
    ("capitals, unknown", "VILLAGE (Sample Wire) -- ", "VILLAGE", None, "Sample Wire"),
    ("city and dash", "MIAMI _\n\n", "MIAMI", None, None),
    ("town, state, dash", "NEWARK, N.J. _ ", "NEWARK, N.J.", None, None),
]


SHAPES = [case[0] for case in DATELINES]


@pytest.mark.parametrize(("before", "place", "date", "agency"), [case[1:] for case in DATELINES], ids=SHAPES)
def test_dateline_shape(before: str, place: str | None, date: tuple[int, int, int] | None, agency: str | None) -> None:
    text = before + PROSE + "\n\nA second paragraph.\n"
    parts = lay_out(text)
    printed = None if parts.printed is None else tuple(parts.printed)
    assert (parts.place, printed, parts.agency) == (place, date, agency)
    assert text[slice(*parts.body)] == PROSE + "\n\nA second paragraph."
    assert parts.headline is None


@pytest.mark.parametrize("before", [case[1] for case in DATELINES], ids=SHAPES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_dateline_below_a_headline(before: str, line_end: str) -> None:
    text = f"Envoys agree to meet again{line_end}{line_end}{before.lstrip()}{PROSE}"
    parts = lay_out(text)
    assert parts.headline == "Envoys agree to meet again"
    assert text[slice(*parts.body)] == PROSE


def test_header_line_of_the_first_dispatch() -> None:
    text = f" date 2025-07-03 OSLO, July 3. /TASS/. {PROSE}\n"
    parts = lay_out(text)
    assert str(parts.header) == "2025-07-03"
    assert (parts.place, parts.agency) == ("OSLO", "TASS")
    assert text[slice(*parts.body)] == PROSE


def test_header_on_a_line_of_its_own() -> None:
    parts = lay_out(f"Date: 2025-07-03\nEnvoys meet\n\nOSLO (Muster) - {PROSE}")
    assert (str(parts.header), parts.headline, parts.place) == ("2025-07-03", "Envoys meet", "OSLO")


def test_header_with_an_impossible_day_is_no_header() -> None:
    assert lay_out(f"date 2025-02-30\n{PROSE}").header is None


# marks above the text → revision
MARKS = [
    ("CORRECTED - Envoys meet", "corrected"),
    ("(CORRECTED) - Envoys meet", "corrected"),
    ("CORRECTED-Envoys meet", "corrected"),
    ("CORRECTED-UPDATE 2-Envoys meet", "corrected"),
    ("Envoys meet (CORRECTED)", "corrected"),
    ("Envoys meet\n(Corrects day in paragraph 2)", "corrected"),
    ("UPDATE 2-Envoys meet", "update"),
    ("2ND LEAD\nEnvoys meet", "update"),
    ("3RD NET\nEnvoys meet =", "update"),
    ("(LEAD) Envoys meet", "update"),
    ("LEAD Envoys meet", "update"),
    ("CORRECTED Envoys meet", "corrected"),
    ("(2nd LD) Envoys meet", "update"),
    ("AM-Envoys,1stLd-Writethru\nEnvoys meet", "update"),
    ("AM-Envoys, 3rd Ld-Writethru, a0456\nEnvoys meet", "update"),
    ("Border-talks,2ND LEAD\nEnvoys meet", "update"),
    ("Border-talks,LEAD\nEnvoys meet", "update"),
    ("Border-talks,CORR\nEnvoys meet", "corrected"),
    ("Envoys meet\nEds: SUBS 2nd graf. Updates.", "update"),
    ("Envoys meet\n(ATTN: ADDS details in paras 4-5, photos)", "update"),
    ("RECASTS with new date, RAISES count, UPDATES throughout\nEnvoys meet", "update"),
    ("REFILE-Envoys meet", "refiled"),
    ("Envoys meet\n(Refiles to mend a headline)", "refiled"),
    ("REPEAT - Envoys meet", "repeated"),
    ("RPT-Envoys meet", "repeated"),
    ("STORY WITHDRAWN\nEnvoys meet", "withdrawn"),
    ("WITHDRAWN: Envoys meet", "withdrawn"),
    ("BULLETIN KILL\nEnvoys meet", "withdrawn"),
    ("Border-talks-KILL\nEnvoys meet", "withdrawn"),
    ("Border-talks-CORRECTION\nEnvoys meet\n   ATTENTION - CORRECTS day in first para ///", "corrected"),
    ("UPDATE1: Envoys meet", "update"),
    ("(Second Lead) Envoys meet", "update"),
    ("Envoys meet (Part 2)", "update"),
    ("Envoys meet (UPDATE 1, PIX)", "update"),
    ("NORWAY-TALKS/OSLO (UPDATE 1, PIX)\nEnvoys meet", "update"),
    ("NORWAY-TALKS/ (UPDATE 2, PIX, TV)\nEnvoys meet", "update"),
    ("NORWAY-TALKS/POWER PLANT (CORRECTED, GRAPHIC)\nEnvoys meet", "corrected"),
    ("NORWAY-TALKS/OSLO (PIX)\nEnvoys meet", "original"),
    ("CORRECTED-(OFFICIAL)-Envoys meet", "corrected"),
    ("Second Update: Envoys meet", "update"),
    ("3RD ROUNDUP Envoys meet", "update"),
    ("LDALL Envoys meet", "update"),
    ("Envoys meet -- 2nd Update", "update"),
    ("Envoys meet - UPDATE", "update"),
    ("Envoys meet-UPDATE 1", "update"),
    ("Envoys meet, 3rd Update", "update"),
    ("ADVISORY - WITHDRAWN\nEnvoys meet", "withdrawn"),
    ("+++ Envoys meet +++", "original"),
    ("NEWS ALERT: Envoys meet", "original"),
    ("URGENT\nEnvoys meet", "original"),
    ("BREAKING - Envoys meet", "original"),
    ("Envoys meet", "original"),
]


@pytest.mark.parametrize(("heading", "revision"), MARKS, ids=[mark[0] for mark in MARKS])
def test_version_mark(heading: str, revision: str) -> None:
    parts = lay_out(f"{heading}\n\nGENEVA, June 20 (Sample Wire) - {PROSE}")
    assert (parts.revision, parts.headline, parts.place) == (revision, "Envoys meet", "GENEVA")


@pytest.mark.parametrize(
    "slug", ["NORWAY-TALKS/OSLO", "NORWAY-TALKS/OSLO (UPDATE 1, PIX)", "NORWAY-TALKS/OSLO,2ND LEAD"]
)
def test_the_slug_is_kept_without_its_state(slug: str) -> None:
    assert lay_out(f"{slug}\nEnvoys meet\n\nOSLO (Muster) - {PROSE}").slug == "NORWAY-TALKS/OSLO"


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("norway-crisis/peace talks (update 2)", "norway-crisis/peace talks"),
        ("norway talks,2nd ld-writethru", "norway talks"),
        ("the envoys meet (update 2)", None),
        ("Norway and Mali meet, update", None),
    ],
)
def test_a_slug_in_small_letters(line: str, slug: str | None) -> None:
    assert slug_of(line) == slug


def test_one_word_in_capitals_is_no_slug_to_keep() -> None:
    assert lay_out(f"OSLO\nEnvoys meet\n\nOSLO (Muster) - {PROSE}").slug is None


def test_what_a_notice_of_withdrawal_says_to_editors_is_its_prose() -> None:
    text = "BC-EU--Talks-KILL\nBULLETIN KILL\nEDITORS: Kill the story headlined Envoys meet. Nobody met. The AP"
    parts = lay_out(text)
    assert (parts.revision, parts.agency) == ("withdrawn", "AP")
    assert text[slice(*parts.body)] == "Kill the story headlined Envoys meet. Nobody met."


@pytest.mark.parametrize(
    "notice",
    [
        'ADVISORY-Story on envoys WITHDRAWN\n\nThe story headlined "Envoys meet" is withdrawn. Reuters regrets it.',
        "ATTENTION - KILL: Do not use the Reuters story slugged Norway-talks of Nov 25.",
        'KILL. Reuters requests that the report "Envoys meet in Oslo" of November 25 be considered annulled.',
    ],
)
def test_a_notice_of_withdrawal_is_of_the_agency_that_it_names(notice: str) -> None:
    parts = lay_out(notice)
    assert (parts.revision, parts.agency, parts.headline) == ("withdrawn", "Reuters", None)


def test_a_notice_that_names_two_agencies_is_of_neither() -> None:
    assert lay_out("ADVISORY-Story on envoys WITHDRAWN\n\nReuters took it from TASS.").agency is None


def test_an_advisory_that_withdraws_nothing() -> None:
    parts = lay_out(f"ADVISORY-Coverage of the talks in Oslo\n\n{PROSE}")
    assert (parts.revision, parts.headline) == ("original", None)


@pytest.mark.parametrize(
    "text",
    [
        f"(LEAD) Envoys meet (ATTN: ADDS details, photos) By Yoo An-na SEOUL, Nov. 24 (Yonhap) -- {PROSE}",
        f"(LEAD) Envoys meet\n(ATTN: ADDS details)\nBy Yoo An-na\nSEOUL, Nov. 24 (Yonhap) -- {PROSE}",
    ],
    ids=["one line", "lines"],
)
def test_note_and_byline_before_the_dateline(text: str) -> None:
    parts = lay_out(text)
    assert (parts.headline, parts.byline, parts.revision) == ("Envoys meet", "Yoo An-na", "update")
    assert (parts.place, text[slice(*parts.body)]) == ("SEOUL", PROSE)


def test_byline_with_a_role_below() -> None:
    parts = lay_out(f"Envoys meet\n\nBy ANN EXAMPLE and Bob Muster\nSample Wire Writer\n\nOSLO (AP) -- {PROSE}")
    assert (parts.headline, parts.byline, parts.place) == (
        "Envoys meet",
        "ANN EXAMPLE and Bob Muster",
        "OSLO",
    )


def test_byline_after_the_agency() -> None:
    parts = lay_out("МОСКВА, 3 июл - РИА Новости, Анна Примерова. Стороны встретились.")
    assert (parts.byline, parts.agency) == ("Анна Примерова", "RIA Novosti")


def test_headline_over_two_lines() -> None:
    parts = lay_out(f"Envoys agree to meet\nonce more in Oslo\n\nOSLO (AP) -- {PROSE}")
    assert parts.headline == "Envoys agree to meet once more in Oslo"


@pytest.mark.parametrize("mark", ["-0-", "\n-0-", "\n==Kyodo", "\n(END)", "\n###", "\n-END-", " (ab/cd)", "\nENDS\n\n"])
def test_trailer_is_no_prose(mark: str) -> None:
    text = f"OSLO, July 3 (Kyodo) - {PROSE} {mark}\n"
    assert text[slice(*lay_out(text).body)] == PROSE


def test_transmission_line_gives_a_date() -> None:
    text = f"Luxembourg (dpa) - {PROSE}\ndpa ab cd\n101137 GMT Dez 18\n"
    parts = lay_out(text)
    assert parts.transmitted == (12, 10, 2018)
    assert text[slice(*parts.body)] == PROSE


@pytest.mark.parametrize(
    "text",
    [
        "NATO — The alliance said so.",
        "Moscow — the city — is large.",
        "Moscow - The city is large.",
        "Israel - Iran talks resumed.",
        "Tehran, June 13 – a day to remember for many.",
        "On June 13 - The war began.",
        "Friday, June 13 - The war began.",
        "Vladimir Putin (Russia) - The president.",
        "Russia said on Monday (Reuters) - that talks went on.",
        "The meeting in Paris (Reuters) was held. It went well (AP).",
        "The agency (TASS) reported it.",
        "Envoys of Oslo (AP) met.",
        "Lead-up to the talks: a long week.",
        "Kill switches were found.",
        "repeat: it was a long week.",
        "Smith, Jones and Co. said June 3 that it would close.",
        "July 3 (Day 12) - The guns fell silent.",
        "GOODY PRODUCTS Inc. cut its dividend to 5 cents.",
        "MALAYSIA's move could not come at a better time.",
    ],
)
def test_prose_is_no_dateline(text: str) -> None:
    parts = lay_out(text)
    assert (parts.place, parts.agency, parts.printed, parts.headline) == (None, None, None, None)
    assert text[slice(*parts.body)] == text


def test_dateline_after_prose_is_left_to_the_prose() -> None:
    text = f"{PROSE} They meet again soon. {PROSE}\n\nLONDON (Reuters) - {PROSE}"
    parts = lay_out(text)
    assert (parts.agency, text[slice(*parts.body)]) == (None, text)


def test_plain_headline_without_dateline() -> None:
    text = f"Envoys agree to meet again\n\n{PROSE}"
    parts = lay_out(text)
    assert (parts.headline, text[slice(*parts.body)]) == ("Envoys agree to meet again", PROSE)


@pytest.mark.parametrize("first", ["Envoys met again.", "Envoys\nmet again", "they met again", "Hello"])
def test_what_is_not_plainly_a_headline_stays_prose(first: str) -> None:
    text = f"{first}\n\n{PROSE}"
    parts = lay_out(text)
    assert (parts.headline, text[slice(*parts.body)]) == (None, text)


@pytest.mark.parametrize(
    "title",
    ["Envoys ask who will take the lead", "Envoys vow never again - repeat after me", "Part 2: envoys meet again"],
)
def test_a_word_at_the_end_of_a_headline_is_no_mark(title: str) -> None:
    parts = lay_out(f"{title}\n\nOSLO (Muster) - {PROSE}")
    assert (parts.headline, parts.revision) == (title, "original")


def test_a_lone_line_is_prose() -> None:
    assert lay_out("Envoys agree to meet again\n\n").headline is None


PIECES = [
    "MOSCOW", "Moscow, ", "July 3", ". ", "/TASS/", "(AP)", " - ", " _ ", "—", "\n", "\n\n", "\r\n", "By Ann ",
    "date 2025-07-03 ", "(ATTN: ADDS x)", "CORRECTED", "(LEAD) ", "2ND LEAD", "* ", "-0-", "==Kyodo", "[TEXT] ",
    "101137 GMT Dez 18", "RUSSIA * ", "Feb 30", "29 февраля", "3 JAN 90", "Monday", "\u2028", "\ufeff", "\x00",
    "\ud800", "é", "東京", "a", "A", "(", ")", "/", ",", "9",
]  # fmt: skip


@settings(max_examples=400)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_no_text_fails_and_the_body_is_within_it(text: str) -> None:
    parts = lay_out(text)
    start, end = parts.body
    assert 0 <= start <= end <= len(text)
    body = text[start:end]
    assert body == body.strip()


NASTY = [
    "\x1b]a", "\x9da", "\x1b[1m",
    "A", "A, ", "AB ", " ", "(", "By A ", "(ATTN: ", "A * ", "July 3 ", "\n", "-0-\n", "(ab/cd) ", "ab cd ", "A.",
    "A'b-", "\r", "==Kyodo ", "101137 GMT Dez 18 ", "LEAD ", "CORRECTED - ", "*", ". ", "!”", "/TASS/ ", "OSLO, ",
]  # fmt: skip


@pytest.mark.parametrize("piece", NASTY)
@pytest.mark.parametrize("last", ["", "!", "\n\nx"], ids=["cut", "stop", "line"])
def test_a_line_of_two_megabytes_ends(piece: str, last: str) -> None:
    """A pattern that backtracks through it would not come back."""
    text = piece * (2_000_000 // len(piece)) + last
    start, end = lay_out(blanked(text)).body
    assert 0 <= start <= end <= len(text)
