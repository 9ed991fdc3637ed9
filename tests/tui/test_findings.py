"""All that was read from a dispatch, marked and listed."""

from __future__ import annotations

import datetime as dt

import pytest

from models.records import Reading, Timex
from tests.tui.readings import on, talks
from tui.lines.findings import Findings, named_pieces
from tui.lines.source import lay_out

TODAY = dt.date(2026, 1, 1)


@pytest.fixture
def reading() -> Reading:
    made = talks()
    at = made.dispatch.text.index("June 22")
    day = on("2025-06-22")
    timex = Timex(
        id="t", dispatch=made.dispatch.id, span=(at, at + 7), text="June 22", kind="DATE", value="2025-06-22", when=day
    )
    return made.model_copy(update={"timexes": (timex,)})


def said(pieces: object) -> str:
    return "".join(piece.text for piece in pieces)  # type: ignore[attr-defined]


def laid_out(findings: Findings, number: int | None, *, marked: bool = True) -> str:
    excerpt = findings.excerpt(number, marked=marked)
    lines = lay_out(excerpt, 70, (0, len(excerpt.dispatch.text)))
    return " ".join("".join(run.text for run in line.runs) for line in lines)


def test_the_findings_stand_in_the_order_of_the_text(reading: Reading) -> None:
    found = Findings(reading, TODAY)
    assert len(found.items) == len(reading.events) + len(reading.claims) + 1
    assert [item.span for item in found.items] == sorted(item.span for item in found.items)
    for record in (*reading.events, *reading.claims, *reading.timexes):
        at = found.place_of(record.id)
        assert at is not None
        assert found.items[at].record == record
    assert found.place_of("gone") is None


def test_each_is_said_in_a_line(reading: Reading) -> None:
    lines = [said(item.pieces) for item in Findings(reading, TODAY).items]
    assert any(line.startswith("‹ Kan (ISR) claims: that Israel and Russia") for line in lines)
    assert any(line.startswith("✗ ASSAULT") and "USA ▸" in line for line in lines)
    assert "< June 22: 22 Jun 2025" in lines


def test_who_is_named_is_counted_once_for_the_same_words(reading: Reading) -> None:
    actors = Findings(reading, TODAY).actors
    assert actors[0].times == max(named.times for named in actors)
    assert len({named.actor for named in actors}) == len(actors)
    kan = next(named for named in actors if named.actor.id == "kan")
    assert kan.times == 3
    assert said(named_pieces(kan)) == "[ Kan (ISR)  organization MED  ×3"


def test_all_that_was_read_is_marked_and_the_one_seen_from_most_of_all(reading: Reading) -> None:
    found = Findings(reading, TODAY)
    event = next(event for event in reading.events if event.category == "ASSAULT" and "USA" in str(event.sources))
    text = laid_out(found, found.place_of(event.id))
    words = reading.dispatch.text[slice(*event.span)]
    assert "{" + words + "}" in text
    assert "✗{" not in text
    assert "‹claims›" in text
    assert "[Kan]" in text
    other = laid_out(found, None)
    assert "✗" + words in other
    assert "<June 22>" in other


def test_the_others_can_be_left_out(reading: Reading) -> None:
    found = Findings(reading, TODAY)
    plain = laid_out(found, None, marked=False)
    assert not set("‹›[]{}✗✓") & set(plain)


def test_a_date_is_seen_from_its_words(reading: Reading) -> None:
    found = Findings(reading, TODAY)
    excerpt = found.excerpt(found.place_of("t"))
    assert [(fact.label, fact.words) for fact in excerpt.facts][:2] == [("date", "22 Jun 2025"), ("kind", "date")]
    assert excerpt.record == "t"


def test_a_dispatch_of_which_nothing_was_read(reading: Reading) -> None:
    found = Findings(Reading(dispatch=reading.dispatch), TODAY)
    assert (found.items, found.actors) == ((), ())
    assert found.excerpt(None).marks == ()
