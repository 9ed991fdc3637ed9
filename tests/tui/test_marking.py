"""The source pane's text: marks at the right words, paragraphs as they were meant, no line too wide."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.records import Dispatch, Span
from tests.tui.readings import call, strikes, talks
from tui.lines.source import Excerpt, Line, Mark, claim_excerpt, event_excerpt, fact_lines, lay_out, paragraphs, wrap
from tui.panels.source import around_sentence

TODAY = dt.date(2025, 7, 4)


def dispatch(text: str) -> Dispatch:
    return Dispatch(id="a", path="a", sha256="", text=text)


def text_of(lines: list[Line]) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines]


def whole(excerpt: Excerpt, width: int = 60) -> list[Line]:
    return lay_out(excerpt, width, (0, len(excerpt.dispatch.text) + 1))


def flows(text: str) -> list[str | None]:
    return [text[span[0] : span[1]] if span else None for span in paragraphs(text)]


def test_the_words_of_an_event_are_marked_by_signs() -> None:
    reading = talks()
    event = next(event for event in reading.events if event.verb == "campaign")
    shown = " ".join(text_of(whole(event_excerpt(reading.dispatch, event, reading.claims[1], TODAY), 200)))
    assert "end of [Israel's] {military campaign against →[Iran]}" in shown


def test_the_words_of_a_claim_are_marked_by_signs() -> None:
    reading = talks()
    shown = " ".join(text_of(whole(claim_excerpt(reading.dispatch, reading.claims[0]), 200)))
    assert 'broadcaster [Kan] {claims} «that Israel and Russia are "secretly' in shown


def test_marks_reach_the_style_as_well() -> None:
    reading = talks()
    lines = whole(claim_excerpt(reading.dispatch, reading.claims[0]))
    assert {"who", "cue", "content", "here"} <= {role for line in lines for run in line.runs for role in run.roles}


def test_only_the_lines_of_the_sentence_are_here() -> None:
    reading = strikes()
    lines = whole(event_excerpt(reading.dispatch, reading.events[1], reading.claims[0], TODAY), 40)
    assert [line.here for line in lines] == [False, False, True, True, True]


def test_the_facts_of_an_event() -> None:
    reading = talks()
    event = next(event for event in reading.events if event.verb == "campaign")
    facts = {fact.label: fact.words for fact in event_excerpt(reading.dispatch, event, reading.claims[1], TODAY).facts}
    assert facts == {
        "who": "Israel",
        "whom": "Iran",
        "what": "✗ ASSAULT: campaign",
        "when": "13–24 Jun 2025 (the days of the campaign)",
        "says": "EXAMPLE ‹ Kan (ISR)",
    }


def test_the_facts_of_a_claim() -> None:
    reading = call()
    facts = {fact.label: fact.words for fact in claim_excerpt(reading.dispatch, reading.claims[0]).facts}
    assert facts == {
        "who": "EXAMPLE ‹ Vladimir Putin (RUS)",
        "cue": "said",
        "content": "mixed: conditional, affirmed",
        "said": "13 Jun 2025 (the dispatch's date)",
    }


def test_a_label_shows_the_sign_it_explains() -> None:
    reading = call()
    facts = claim_excerpt(reading.dispatch, reading.claims[0]).facts
    assert text_of(fact_lines(facts, 120))[0].startswith("[who] EXAMPLE ‹ Vladimir Putin (RUS)   {cue} said")


def test_facts_wrap_at_the_width() -> None:
    reading = call()
    facts = claim_excerpt(reading.dispatch, reading.claims[0]).facts
    assert all(cell_len(line) <= 40 for line in text_of(fact_lines(facts, 40)))


def test_an_event_within_its_own_date_nests() -> None:
    excerpt = Excerpt(dispatch("the talks of June 3 in Rome"), (0, 27), (Mark(4, 19, "cue"), Mark(13, 19, "when")))
    assert text_of(whole(excerpt)) == ["the {talks of <June 3>} in Rome"]


def test_a_mark_may_run_over_a_line_end() -> None:
    excerpt = Excerpt(dispatch("said that\nit rains"), (0, 18), (Mark(5, 18, "content"),))
    assert text_of(whole(excerpt, 12)) == ["said «that", "it rains»"]


def test_hard_wrapped_lines_flow() -> None:
    assert flows("one two three four\nfive six seven ten\nand\n\nnext") == [
        "one two three four\nfive six seven ten\nand",
        None,
        "next",
    ]


def test_a_short_line_ends_its_paragraph() -> None:
    assert flows("a headline\nthe first line of the text, long enough\nand the second") == [
        "a headline",
        "the first line of the text, long enough\nand the second",
    ]


def test_a_paragraph_a_line_stays_one() -> None:
    assert len(flows(f"{'word ' * 40}\n{'word ' * 30}")) == 2


def test_carriage_returns_end_lines_too() -> None:
    assert flows("first\r\n\r\nsecond\r\rthird") == ["first", None, "second", None, "third"]


@given(st.text(st.characters(), max_size=300), st.integers(4, 60))
def test_wrapping_loses_only_blanks(text: str, width: int) -> None:
    spans = wrap(text, width)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@given(st.text(st.characters(), max_size=300), st.integers(4, 60))
def test_no_wrapped_line_is_too_wide(text: str, width: int) -> None:
    assert all(cell_len(text[start:end]) <= width for start, end in wrap(text, width))


@given(st.text(st.sampled_from("ab .\n\r\t北\x1b"), max_size=200), st.data())
def test_any_marks_lay_out(text: str, data: st.DataObject) -> None:
    span = st.integers(0, len(text)).flatmap(lambda a: st.integers(a, len(text)).map(lambda b: (a, b)))
    kinds = st.sampled_from(["who", "whom", "cue", "when", "content"])
    marks = data.draw(st.lists(st.tuples(span, kinds), max_size=5))
    sentence: Span = data.draw(span)
    excerpt = Excerpt(dispatch(text), sentence, tuple(Mark(*at, kind) for at, kind in marks))  # type: ignore[arg-type]
    lines = whole(excerpt, 20)
    assert all(cell_len(line) <= 20 for line in text_of(lines))
    assert not any(char in line for line in text_of(lines) for char in "\x1b\r\n\t")


def test_a_megabyte_without_a_line_end_is_cut_to_what_is_asked() -> None:
    excerpt = Excerpt(dispatch("word " * 200_000), (500_000, 500_010))
    assert sum(map(len, text_of(lay_out(excerpt, 80, (499_000, 501_000))))) < 3_000


def test_the_sentence_is_in_sight() -> None:
    lines = [Line((), here=False)] * 50 + [Line((), here=True)] * 3 + [Line(())] * 50
    assert sum(line.here for line in around_sentence(lines, 8)) == 3


def test_a_sentence_longer_than_the_pane_shows_its_beginning() -> None:
    lines = [Line(())] * 5 + [Line((), here=True)] * 30
    assert around_sentence(lines, 10) == lines[5:15]


def test_a_short_text_is_shown_whole() -> None:
    lines = [Line(()), Line((), here=True)]
    assert around_sentence(lines, 10) == lines


def test_a_plan_whose_day_has_passed_was_planned() -> None:
    reading = talks()
    plan = next(event for event in reading.events if event.status == "planned")

    def status(today: dt.date) -> str:
        return {fact.label: fact.words for fact in event_excerpt(reading.dispatch, plan, None, today).facts}["status"]

    assert status(dt.date(2025, 7, 13)) == "planned"
    assert status(dt.date(2025, 7, 14)) == "was planned"
