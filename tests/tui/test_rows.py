"""The lines of the panels: always as wide as asked, and every meaning has a sign."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Actor
from models.store.rows import ClaimRow, EventRow, ProblemRow, Told
from tests.tui.readings import IRN, ISR, on
from tui.lines.panels import (
    Piece,
    claim_line,
    cut_pieces,
    event_line,
    pieces_width,
    problem_line,
    today_line,
)

TODAY = dt.date(2025, 6, 20)


def event(**changes: Any) -> EventRow:
    row = EventRow(
        id="a:e1",
        dispatch="a",
        when=on("2025-06-13", "2025-06-24"),
        sources=(ISR,),
        targets=(IRN,),
        category="ASSAULT",
        verb="campaign",
        status="happened",
        where=None,
        chain=("EXAMPLE", "Kan"),
        agency="EXAMPLE",
        text="campaign",
        added=1,
    )
    return row.model_copy(update=changes)


def claim(**changes: Any) -> ClaimRow:
    content = 'that Israel and Russia are "in contact"'
    row = ClaimRow(
        id="a:c1",
        dispatch="a",
        said=on("2025-07-03"),
        chain=("EXAMPLE", "Kan"),
        cue="claims",
        content=content,
        quotes=((27, 39),),
        mode="mixed",
        polarity="affirmed",
        certainty="asserted",
        stance="neutral",
        nested=False,
        added=1,
    )
    return row.model_copy(update=changes)


def words(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def role_of(pieces: list[Piece], text: str) -> str:
    return next(piece.role for piece in pieces if text in piece.text)


@given(st.integers(20, 200), st.text(st.characters(), max_size=30), st.text(st.characters(), max_size=60))
def test_every_line_is_as_wide_as_asked(width: int, name: str, text: str) -> None:
    actor = Actor(id="x", name=name)
    assert (
        pieces_width(event_line(event(sources=(actor,), verb=text, where=name, chain=(name,)), width, TODAY)) == width
    )
    assert pieces_width(claim_line(claim(chain=(name,), cue=name, content=text, quotes=()), width)) == width
    assert pieces_width(problem_line(ProblemRow(dispatch="a", path=name, problem=text, added=1), width)) == width


def test_an_event_at_full_width() -> None:
    assert words(event_line(event(), 80, TODAY)).split() == [
        "13–24", "Jun", "2025", "ISR", "▸", "IRN", "✗", "ASSAULT", "campaign", "‹", "EXAMPLE", "‹", "Kan",
    ]  # fmt: skip


def test_cooperation_has_another_sign() -> None:
    assert "✓ CONSULT" in words(event_line(event(category="CONSULT"), 80, TODAY))


@pytest.mark.parametrize(("status", "sign"), [("negated", "¬"), ("planned", "→"), ("possible", "?"), ("ongoing", "»")])
def test_a_status_has_its_sign(status: str, sign: str) -> None:
    assert f"{sign} ISR" in words(event_line(event(status=status), 80, TODAY))


def test_an_attribution_without_room_keeps_its_sign() -> None:
    assert words(event_line(event(), 53, TODAY)).endswith(" ‹…")


def test_what_the_dispatch_asserts_has_no_attribution() -> None:
    assert "‹" not in words(event_line(event(chain=()), 53, TODAY))


def test_an_undated_line_has_the_day_of_its_dispatch_in_brackets() -> None:
    issued = dt.date(2025, 7, 3)
    line = event_line(event(when=None).model_copy(update={"issued": issued}), 80, TODAY)
    assert words(line).startswith("(3 Jul 2025) ")
    assert line[0].role == "dim"
    assert words(claim_line(claim(said=None).model_copy(update={"issued": issued}), 80)).startswith("(3 Jul 2025)")


def test_who_says_so_stays_where_the_verb_is_long_and_told_often() -> None:
    long = event(verb="exchange prisoners", chain=("Reuters", "Winthai Suvaree"), told=Told(tellings=2, independent=1))
    line = words(event_line(long, 76, TODAY))
    assert "2×/1 ‹ Winth" in line
    assert " excha… 2×/1" in line
    assert len(line) == 76


def test_an_undated_event_says_so() -> None:
    assert words(event_line(event(when=None), 80, TODAY)).startswith("undated")


def test_a_quotation_keeps_its_marks_and_is_told_apart() -> None:
    assert role_of(claim_line(claim(), 120), '"in contact"') == "quote"


def test_a_claim_says_cue_and_content() -> None:
    assert "claims: that Israel and Russia" in words(claim_line(claim(), 120))


def test_a_colon_as_cue_is_not_doubled() -> None:
    assert "::" not in words(claim_line(claim(cue=":"), 120))


def test_a_bare_quotation_has_no_cue() -> None:
    assert "Kan" in words(claim_line(claim(cue=None), 120))


@pytest.mark.parametrize(
    ("changes", "signs"),
    [
        ({"polarity": "negated"}, "¬  "),
        ({"certainty": "possible"}, " ? "),
        ({"stance": "distancing"}, "  −"),
        ({"polarity": "negated", "certainty": "probable", "stance": "endorsing"}, "¬≈+"),
    ],
)
def test_the_signs_of_a_claim_have_their_columns(changes: dict[str, str], signs: str) -> None:
    assert words(claim_line(claim(**changes), 120)).startswith(f"{'3 Jul 2025':<15}{signs}")


def test_a_week_in_which_something_was_said_is_shown_as_its_days() -> None:
    week = on("2025-06-23", "2025-06-29")
    assert words(claim_line(claim(said=week), 80)).startswith("23–29 Jun 2025 ")
    assert words(claim_line(claim(said=week), 70)).startswith("Jun 2025 ")  # coarser, where there is no room


@pytest.mark.parametrize("width", [120, 250])
def test_who_says_so_stands_at_the_right_but_not_far_from_what(width: int) -> None:
    line = words(event_line(event(), width, TODAY)).rstrip()
    gap = re.search(r"campaign( +)‹ ", line)
    assert gap is not None
    assert len(gap[1]) < 48


def test_nobody_named_is_said() -> None:
    assert "(nobody named)" in words(claim_line(claim(chain=()), 120))


def test_cut_pieces_ends_in_an_ellipsis() -> None:
    assert words(cut_pieces([Piece("Teh"), Piece("ran")], 5)) == "Tehr…"


def test_cut_pieces_at_an_edge_still_tells_of_more() -> None:
    assert words(cut_pieces([Piece("Teh"), Piece("ran")], 3)) == "Te…"


def test_a_plan_whose_day_has_passed_was_planned() -> None:
    plan = event(status="planned", verb="visit", chain=())
    before, after = (words(event_line(plan, 80, dt.date(2025, 6, day))) for day in (24, 25))
    assert "→ ISR" in before
    assert "was planned" not in before
    assert "← ISR" in after
    assert "visit, was planned" in after


def test_that_it_was_planned_goes_before_the_place_where_room_is_short() -> None:
    plan = event(status="planned", verb="visit", where="a very long place name", chain=("Kan",))
    line = words(event_line(plan, 80, dt.date(2026, 1, 1)))
    assert "was planned" in line
    assert "place" not in line


@pytest.mark.parametrize("width", [10, 20, 28, 29, 60])
def test_the_line_of_today_is_as_wide_as_asked(width: int) -> None:
    assert pieces_width(today_line(TODAY, width)) == width


def test_the_line_of_today_names_the_day() -> None:
    assert words(today_line(TODAY, 40)).startswith("── today · Fri 20 Jun 2025 ──")


def test_a_claim_that_nobody_makes_is_still_one() -> None:
    assert "‹ (nobody named)" in words(event_line(event(chain=(), claimed=True), 80, TODAY))


def test_what_is_only_described_is_shown_in_its_words() -> None:
    depot = Actor(id="depot", name="a depot", kind="unknown")
    assert "ISR ▸ a depot" in words(event_line(event(targets=(depot,)), 80, TODAY))
