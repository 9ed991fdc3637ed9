"""Interviews in questions and answers: who answers says it, and a question tells nothing."""

from __future__ import annotations

INTERVIEW = """Following is the gist of an interview with Finnish President Anna Muster.

Q: Will Finland attack Chad?

A: No. We will send doctors to Mali.

Mali has invited them.

Q: Did Peru strike Chile?

A: Nobody knows.
"""


def told(reading) -> list[tuple[str, str | None, str]]:
    return [
        (
            " and ".join(m.actor.name for m in claim.sources),
            claim.cue and claim.cue.text,
            " ".join(INTERVIEW[slice(*claim.content[0])].split()),
        )
        for claim in reading.claims
    ]


def test_answers_are_of_whom_the_interview_is_with(read) -> None:
    assert told(read(INTERVIEW)) == [
        ("Anna Muster", "A:", "No. We will send doctors to Mali"),
        ("Anna Muster", None, "Mali has invited them"),
        ("Anna Muster", "A:", "Nobody knows"),
    ]


def test_a_question_tells_no_event(read) -> None:
    assert not {"ASSAULT"} & {event.category for event in read(INTERVIEW).events}


def test_a_letter_alone_makes_no_interview(read) -> None:
    text = "A: the first of the grades.\n\nPeru attacked Chile, Anna Muster said."
    assert [e.category for e in read(text).events] == ["ASSAULT"]


def test_nobody_answers_where_nobody_is_named(read) -> None:
    assert all(not claim.sources for claim in read(INTERVIEW.split("\n\n", 1)[1]).claims)
