"""Who publishes an item, where no dateline says it: name lines, bylines, titles of pages, what was told to whom."""

from __future__ import annotations

import pytest

from models.formats.layout import lay_out
from models.formats.outlets import byline_outlet, is_outlet, outlet_line

PROSE = "Envoys met in the morning, officials said. They meet again on Friday."
TITLE = "Envoys agree to meet"


@pytest.mark.parametrize("name", ["SAMPLE COURIER", "Sample Today", "Radio Sample", "The Associated Press", "Le Monde"])
def test_a_name_is_known_by_its_words_or_from_the_tables(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("words", ["Press", "Envoys leave post", "Sample", "Rebels Seize the Small Old Border Post"])
def test_other_words_are_no_name(words: str) -> None:
    assert not is_outlet(words)


LINES = [
    ("Sample Courier - Nov 14, 2025", "Sample Courier", (11, 14, 2025)),
    ("Sample Herald, November 14, 2025", "Sample Herald", (11, 14, 2025)),
    ("Sample Today | Tallinn", "Sample Today", None),
    ("World | Reuters", "Reuters", None),
    ("Source: Sample Post", "Sample Post", None),
    ("Source: Xinhua | 2025-11-14 10:01:23 | Editor: anna", "Xinhua", (11, 14, 2025)),
    ("SAMPLE NEWS | Published: 14 November 2025, 10:30 GMT", "Sample News", (11, 14, 2025)),
]


@pytest.mark.parametrize(("line", "name", "date"), LINES, ids=[case[0] for case in LINES])
def test_a_line_of_name_and_day_or_section(line: str, name: str, date: tuple[int, int, int] | None) -> None:
    found = outlet_line(line)
    assert found is not None
    assert (found.name, found.date and tuple(found.date)) == (name, date)
    parts = lay_out(f"{line}\n{TITLE}\n\n{PROSE}")
    assert (parts.agency, parts.headline, parts.printed and tuple(parts.printed)) == (name, TITLE, date)


@pytest.mark.parametrize(
    "line",
    ["SAMPLE COURIER", "Geneva, November 14, 2025", "Talks in Geneva - Nov 14, 2025", "Sample Times - Norway", "A | B"],
)
def test_other_lines_say_no_more_than_they_do(line: str) -> None:
    assert outlet_line(line) is None


@pytest.mark.parametrize("parted", ["\n", "\n\n"], ids=["next line", "apart"])
@pytest.mark.parametrize("dateline", ["OSLO, 14 Nov 2025 - ", ""], ids=["dateline", "none"])
def test_a_name_alone_above_the_headline(parted: str, dateline: str) -> None:
    text = f"SAMPLE COURIER{parted}{TITLE}\n\n{dateline}{PROSE}"
    parts = lay_out(text)
    assert (parts.agency, parts.headline, text[slice(*parts.body)]) == ("Sample Courier", TITLE, PROSE)


@pytest.mark.parametrize("title", ["Rebels Seize Border Post", "Rebels Seize Border Post\nin Mali, Army Says"])
def test_a_headline_that_ends_as_a_name_does_stays_one(title: str) -> None:
    parts = lay_out(f"{title}\n\nOSLO (Muster) - {PROSE}")
    assert (parts.agency, parts.headline) == ("Muster", title.replace("\n", " "))


def test_the_dateline_goes_before_the_name_above() -> None:
    parts = lay_out(f"Sample Today\n{TITLE}\n\nOSLO, Nov 14 (Reuters) - {PROSE}")
    assert (parts.agency, parts.headline) == ("Reuters", TITLE)


@pytest.mark.parametrize(
    ("byline", "name", "outlet"),
    [
        ("Ann Example / Anadolu", "Ann Example", "AA"),
        ("Ann Example and Bob Muster of The Associated Press", "Ann Example and Bob Muster", "AP"),
        ("Ann Example, Sample Post", "Ann Example", "Sample Post"),
        ("Ann Example / Bob Muster", "Ann Example / Bob Muster", None),
    ],
)
def test_a_byline_says_whose_writer_it_is(byline: str, name: str, outlet: str | None) -> None:
    assert byline_outlet(byline) == (name, outlet)


def test_byline_and_place_on_lines_of_their_own() -> None:
    text = f"{TITLE}\n\nBy Ann Example / Anadolu\n\nBERLIN/ANKARA\n\n{PROSE}"
    parts = lay_out(text)
    assert (parts.headline, parts.byline, parts.place, parts.agency) == (TITLE, "Ann Example", "BERLIN/ANKARA", "AA")
    assert text[slice(*parts.body)] == PROSE


def test_a_role_in_capitals_is_no_place() -> None:
    parts = lay_out(f"{TITLE}\n\nBy Ann Example\n\nSENIOR CORRESPONDENT\n\n{PROSE}")
    assert (parts.byline, parts.place) == ("Ann Example", None)


@pytest.mark.parametrize("before", ["RAKVERE — ", "SUURE JAANI - "])
def test_a_town_that_nobody_knows_below_a_headline(before: str) -> None:
    text = f"{TITLE}\n\n{before}{PROSE}"
    parts = lay_out(text)
    assert (parts.place, text[slice(*parts.body)]) == (before.rstrip(" —-"), PROSE)


def test_a_town_below_a_headline_that_is_known_from_elsewhere() -> None:
    assert lay_out(f"RAKVERE — {PROSE}", headed=True).place == "RAKVERE"
    assert lay_out(f"RAKVERE — {PROSE}").place is None


@pytest.mark.parametrize("before", ["NATO — ", "UN — ", "EXCLUSIVE - ", "WHAT NEXT - "])
def test_other_words_in_capitals_before_a_dash(before: str) -> None:
    assert lay_out(f"{TITLE}\n\n{before}{PROSE}").place is None


def test_the_title_of_a_page_may_name_its_outlet() -> None:
    parts = lay_out(f"{TITLE} | World | Sample Herald\n\n{PROSE}")
    assert (parts.headline, parts.agency) == (TITLE, "Sample Herald")


def test_an_agency_to_which_somebody_spoke_in_the_lead() -> None:
    assert lay_out(f"Envoys met, an official told Anadolu on Monday.\n\n{PROSE}").agency == "AA"
    assert lay_out(f"{PROSE}\n\nEnvoys met, an official told Anadolu on Monday.").agency is None
