"""What an item says of itself, in its heading or below its text; and prose that only looks alike."""

from __future__ import annotations

import pytest

from models.formats.layout import lay_out
from models.formats.statements import stated_revision

PROSE = "Envoys met in the morning. They meet again on Friday."

STATEMENTS = [
    ("This story has been corrected to show that nine envoys met, not ten.", "corrected"),
    ("(This June 20 story has been officially corrected to say nine, in paragraph 1)", "corrected"),
    ("This version CORRECTS that the envoys met in Oslo.", "corrected"),
    ("An earlier version of this article said ten envoys met.", "corrected"),
    ("A previous headline of this story was wrong.", "corrected"),
    ("Correction: the envoys met in Oslo.", "corrected"),
    ("EDITOR'S NOTE: This report has been amended.", "corrected"),
    ("This story was first published on June 20. It was updated on June 21 to correct the number.", "corrected"),
    ("(Story refiled to add slug)", "refiled"),
    ("This article has been updated with a statement.", "update"),
    ("This story has been withdrawn.", "withdrawn"),
]


@pytest.mark.parametrize(("paragraph", "revision"), STATEMENTS, ids=[case[0] for case in STATEMENTS])
def test_what_is_said_of_the_item(paragraph: str, revision: str) -> None:
    assert stated_revision(paragraph) == revision


@pytest.mark.parametrize(
    "paragraph",
    [
        "The report was withdrawn by the ministry.",
        "The report was updated on Monday.",
        "An earlier report said six envoys met.",
        "The earlier report by the envoys was corrected.",
        "This version of events was denied by the envoys.",
        "This story is about an envoy who was wrongly jailed.",
        "Editor's note: The author is an envoy.",
    ],
)
def test_prose_says_nothing_of_the_item(paragraph: str) -> None:
    assert stated_revision(paragraph) is None


@pytest.mark.parametrize("parted", ["\n\n", "\n\n___\n\n", "\n"], ids=["apart", "ruled", "next line"])
def test_a_closing_note_is_no_prose(parted: str) -> None:
    text = f"OSLO (AP) — {PROSE}{parted}This story has been corrected to show that nine envoys met."
    parts = lay_out(text)
    assert (parts.revision, text[slice(*parts.body)]) == ("corrected", PROSE)


def test_a_note_in_brackets_above_the_dateline() -> None:
    text = f"Envoys meet\n\n(This June 20 story has been refiled to mend the dateline)\n\nOSLO (Reuters) - {PROSE}"
    parts = lay_out(text)
    assert (parts.headline, parts.revision, text[slice(*parts.body)]) == ("Envoys meet", "refiled", PROSE)


def test_that_it_is_withdrawn_stays_prose() -> None:
    text = "Envoys meet\n\nOSLO (Reuters) - Please note.\n\nThis story has been withdrawn."
    parts = lay_out(text)
    assert (parts.revision, text[parts.body[1] - 10 :]) == ("withdrawn", "withdrawn.")


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Ann Example in Oslo; Editing by Bob Muster)",
        "Additional reporting by Ann Example",
        "___\n\nSample Wire writers Ann Example in Oslo and Bob Muster\nin Rome contributed to this report.",
        "© 2025 Sample Wire",
        "(Reporting by Ann Example)\n\nOur Standards: the principles of trust.",
    ],
)
def test_credits_are_no_prose(credit: str) -> None:
    text = f"OSLO, June 20 (Sample Wire) - {PROSE}\n\n{credit}\n"
    assert text[slice(*lay_out(text).body)] == PROSE


@pytest.mark.parametrize(
    "closing", [" AFP", "\n\n— AFP", "\n\n(AFP)", "\n\nCopyright 2025 AFP. All rights reserved.", "\n==AFP"]
)
def test_a_signature_names_the_agency(closing: str) -> None:
    text = f"{PROSE}{closing}\n"
    parts = lay_out(text)
    assert (parts.agency, text[slice(*parts.body)]) == ("AFP", PROSE)


def test_the_dateline_goes_before_the_signature() -> None:
    assert lay_out(f"OSLO (Reuters) - {PROSE} AFP").agency == "Reuters"


def test_an_agency_within_a_sentence_is_no_signature() -> None:
    text = f"{PROSE} Envoys told the AFP"
    assert lay_out(text).agency is None
