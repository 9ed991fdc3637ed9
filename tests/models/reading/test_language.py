"""How a body is laid out for the pipeline, and led back to the dispatch's own text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.language import PIECE, PipelineError, lay_out, load_pipeline, paragraph_spans


def paragraphs(text):
    return [text[s:e] for s, e in paragraph_spans(text, (0, len(text)))]


def test_blank_lines_part_paragraphs():
    assert paragraphs("One.\n\n  Two\nlines.\n") == ["One.", "Two\nlines."]


def test_fixed_columns_run_on_but_an_indented_line_begins_anew():
    text = "The talks went on\nfor a week.\n   A second\nparagraph follows."
    assert paragraphs(text) == ["The talks went on\nfor a week.", "A second\nparagraph follows."]


def test_long_lines_are_paragraphs_of_their_own():
    line = "The minister said that the talks would go on for as long as it takes to reach an accord on all of it."
    assert paragraphs(f"{line}\n{line}") == [line, line]


def test_white_space_is_folded_and_wire_spellings_are_replaced():
    text = "He  said\n``yes'' _ and\tno’s"
    layout = lay_out(text, (0, len(text)))
    assert layout.text == 'He said "yes" - and no\'s'
    at = layout.text.index('"yes"')
    assert text[layout.starts[at] : layout.ends[at + 4]] == "``yes''"


def test_codes_for_a_terminal_are_passed_over():
    text = "Oslo \x1b[31;1mde\x1b[0mtained\x1b]0;title\x07 three\x9b31m \u202aenvoys\u202c.\x1b[2J"
    layout = lay_out(text, (0, len(text)))
    assert layout.text == "Oslo detained three envoys."
    at = layout.text.index("detained")
    assert text[layout.starts[at] : layout.ends[at + 7]] == "de\x1b[0mtained"


def test_a_sequence_that_does_not_end_takes_no_words_away():
    text = "Envoys \x1b]met\nin Oslo."
    assert "in Oslo." in lay_out(text, (0, len(text))).text


@given(st.text(alphabet=st.sampled_from("ab .\n\r\t`'’_\u200b\u2028é日"), max_size=80))
def test_every_laid_out_character_leads_back_into_the_body(text):
    layout = lay_out(text, (0, len(text)))
    assert len(layout.text) == len(layout.starts) == len(layout.ends)
    assert all(0 <= s <= e <= len(text) for s, e in zip(layout.starts, layout.ends, strict=True))
    assert list(layout.starts) == sorted(layout.starts)


def test_a_paragraph_begins_a_sentence_whatever_the_parser_thinks(parse):
    parsed = parse("MINISTER MEETS ENVOY\n\nthe two sides met in Oslo on Monday.")
    second = parsed.layout.paragraphs[1]
    assert any(s.start_char == second for s in parsed.doc.sents)


def test_a_long_body_is_parsed_in_pieces_and_keeps_its_offsets(parse):
    text = "\n\n".join(["The cat sat on the mat in Oslo, said the minister."] * (PIECE // 20))
    parsed = parse(text)
    assert parsed.doc.text == parsed.layout.text
    last = list(parsed.doc.sents)[-1]
    assert text[slice(*parsed.span_of(last))] == "The cat sat on the mat in Oslo, said the minister."


def test_one_endless_word_is_read(parse):
    assert len(parse("x" * 100_000).doc) == 1


def test_an_unknown_pipeline_is_named_in_the_error():
    with pytest.raises(PipelineError, match=r"no_such_pipeline.*BRIEF_PIPELINE"):
        load_pipeline("no_such_pipeline")


def test_a_module_that_is_no_pipeline_is_refused():
    with pytest.raises(PipelineError, match="json"):
        load_pipeline("json")
