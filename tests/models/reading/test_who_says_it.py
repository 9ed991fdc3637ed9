"""Who says what: names that stand apart from the office, two voices in a sentence, reports that others have seen."""

from __future__ import annotations

import pytest


def said(reading, text: str) -> list[tuple[str, str, str]]:
    """Each claim's speaker, cue and content."""
    return [
        (
            " and ".join(m.actor.name for m in claim.sources),
            claim.cue.text,
            " … ".join(text[slice(*span)] for span in claim.content),
        )
        for claim in reading.claims
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The head of the ICRC delegation in Peru, Anna Muster, said they were tired.", "Anna Muster"),
        ("Kenya's deputy representative to the UN, Anna Muster, said they were tired.", "Anna Muster"),
        ("The commander of the brigade at the border with Peru, Anna Muster, said it was over.", "Anna Muster"),
    ],
)
def test_who_holds_an_office_may_be_named_after_all_that_it_is_of(read, text: str, name: str) -> None:
    assert [speaker for speaker, _, _ in said(read(text), text)] == [name]


def test_what_another_says_meanwhile_is_his(read) -> None:
    text = "Anna Muster said the rebels were responsible, while Peru's president said that nobody knew."
    told = said(read(text), text)
    assert [content for _, _, content in told] == ["the rebels were responsible", "that nobody knew"]
    assert all(len(claim.via) == 0 for claim in read(text).claims)


def test_a_while_that_is_part_of_what_is_said_stays(read) -> None:
    text = "Anna Muster said the army had left, while the police had stayed."
    assert [content for _, _, content in said(read(text), text)] == ["the army had left, while the police had stayed"]


def test_who_has_seen_a_report_does_not_speak(read) -> None:
    text = "The ferry had been overloaded, according to a port police report seen by Kyodo News."
    assert [speaker for speaker, _, _ in said(read(text), text)] == ["port police report"]


def test_a_report_received_by_somebody_is_his(read) -> None:
    text = "The ferry had been overloaded, according to information received by Kyodo News."
    assert [speaker for speaker, _, _ in said(read(text), text)] == ["Kyodo News"]


def test_a_seat_is_not_who_speaks(read) -> None:
    text = "The captain was arrested, according to Manila-based broadcaster GMA."
    assert said(read(text), text) == [("GMA", "according to", "The captain was arrested")]


def test_a_semicolon_ends_what_is_told_according_to_somebody(read) -> None:
    text = "Police fired gas at the crowd; one man died, according to hospital sources."
    assert [content for _, _, content in said(read(text), text)] == ["one man died"]


def test_who_neither_confirms_nor_denies_is_not_said_to_deny(read) -> None:
    text = "Peru has neither confirmed nor denied that its jets took part."
    assert said(read(text), text) == [("Peru", "has neither confirmed nor denied", "that its jets took part")]
