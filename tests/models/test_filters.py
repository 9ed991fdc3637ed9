"""The filter language: what each term parses to, what is passed over, what is refused and where."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from models.filters import CATEGORIES, EVERYTHING, FIELDS, Filter, FilterError, Term, parse_filter

TODAY = dt.date(2025, 7, 3)

FIELD_STARTS = ["from:", "To:", "actor:", "since:", "until:", "category:", "words:", "x:", "12:30"]
VALUES = ["iran", "United States", "today", "yesterday", "2025", "-06", "-30", "CONS", "é", "½"]
SIGNS = ["-", '"', " ", "\t", "\x00", "\ud800", "\x1b["]
pieces = st.sampled_from(FIELD_STARTS + VALUES + SIGNS)
texts = st.one_of(st.text(), st.lists(pieces, max_size=10).map("".join))


def refusal(text: str) -> FilterError | None:
    try:
        parse_filter(text, TODAY)
    except FilterError as error:
        return error
    return None


def terms(text: str) -> list[Term]:
    return list(parse_filter(text, TODAY).terms)


@given(texts)
@example('--"0')
@example("-:")
def test_any_text_is_a_filter_or_a_filter_error(text: str) -> None:
    refused = refusal(text)
    if refused is not None:
        start, end = refused.span
        assert 0 <= start < end <= len(text)
        assert refused.message.endswith(".")
        assert refused.message.isprintable()


@given(texts)
@example('--"0')
@example('"-open')
@example('from:"two words')
@example('a"b')
def test_a_filter_is_written_as_it_reads(text: str) -> None:
    assume(refusal(text) is None)
    chosen = parse_filter(text, TODAY)
    assert parse_filter(str(chosen), TODAY) == chosen


def test_no_text_hides_nothing() -> None:
    assert parse_filter("  ", TODAY) == EVERYTHING


def test_words_stand_apart() -> None:
    assert terms("missile  depot") == [Term("words", "missile"), Term("words", "depot")]


def test_a_dash_negates_a_word() -> None:
    assert terms("-missile") == [Term("words", "missile", negated=True)]


def test_a_dash_inside_a_word_belongs_to_it() -> None:
    assert terms("air-strike") == [Term("words", "air-strike")]


def test_a_quotation_is_exact() -> None:
    assert terms('"air  strike"') == [Term("words", "air strike", exact=True)]


def test_a_dash_negates_a_quotation() -> None:
    assert terms('-"air strike"') == [Term("words", "air strike", negated=True, exact=True)]


def test_an_open_quotation_matches_as_a_beginning() -> None:
    assert terms('"air stri') == [Term("words", "air stri")]


def test_a_field_takes_the_word_after_its_colon() -> None:
    assert terms("from:iran") == [Term("from", "iran")]


def test_a_field_takes_a_quotation() -> None:
    assert terms('from:"United States" depot') == [Term("from", "United States", exact=True), Term("words", "depot")]


def test_the_quotation_of_an_actor_is_exact_while_it_is_closed() -> None:
    assert terms('to:"IND"') == [Term("to", "IND", exact=True)]
    assert terms('to:"United Sta') == [Term("to", "United Sta")]
    assert terms('category:"AID"') == [Term("category", "AID")]


def test_a_field_may_be_negated() -> None:
    assert terms("-to:israel") == [Term("to", "israel", negated=True)]


def test_fields_are_known_in_any_case() -> None:
    assert terms("Actor:Iran") == [Term("actor", "Iran")]


def test_a_time_of_day_is_a_word() -> None:
    assert terms("12:30") == [Term("words", "12:30")]


@pytest.mark.parametrize("text", ["from:", "-from:", 'from:"', "-", "--", '"', '-"', '"(', "since:"])
def test_an_unfinished_term_is_passed_over(text: str) -> None:
    assert terms(f"depot {text}") == [Term("words", "depot")]


@pytest.mark.parametrize("text", ["😀", "(((*", '""', '-""', "-&", 'actor:""', "from:…", 'to:"😀"', "since:?"])
def test_a_finished_term_without_a_letter_or_digit_is_refused(text: str) -> None:
    with pytest.raises(FilterError, match="There is nothing to search for in ") as refused:
        parse_filter(f"depot {text} a", TODAY)
    assert refused.value.span == (6, 6 + len(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("since:2025", "2025-01-01"),
        ("since:2025-06", "2025-06-01"),
        ("since:2025-06-20", "2025-06-20"),
        ("until:2025", "2025-12-31"),
        ("until:2024-02", "2024-02-29"),
        ("until:2025-06-20", "2025-06-20"),
        ("since:today", "2025-07-03"),
        ("until:Yesterday", "2025-07-02"),
    ],
)
def test_a_date_field_means_the_first_or_the_last_day(text: str, day: str) -> None:
    assert [term.value for term in terms(text)] == [day]


@pytest.mark.parametrize("text", ["since:2025-13", "until:2025-02-30", "since:0000", "since:june", "until:2025-6"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter(f"a {text} b", TODAY)
    assert refused.value.span == (2 + len("since:"), 2 + len(text))


def test_a_category_is_known_by_its_beginning() -> None:
    assert terms("category:consu") == [Term("category", "CONSU")]


def test_an_unknown_category_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter("category:war", TODAY)
    assert refused.value.span == (9, 12)
    assert all(name in refused.value.message for name in CATEGORIES)


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter("iran form:iran", TODAY)
    assert refused.value.span == (5, 14)
    assert all(f"{name}:" in refused.value.message for name in FIELDS if name != "words")


def test_an_error_shows_no_control_character() -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter("since:\x1b[2Jx", TODAY)
    assert refused.value.message.isprintable()


def test_too_many_terms_are_refused() -> None:
    with pytest.raises(FilterError):
        parse_filter("a " * 1000, TODAY)


def test_only_date_fields_make_a_filter_dated() -> None:
    assert not parse_filter("iran from:iran", TODAY).dated
    assert parse_filter("iran -since:2025", TODAY).dated


def test_a_filter_without_its_dates() -> None:
    assert parse_filter("iran since:2025 until:2026", TODAY).undated() == Filter((Term("words", "iran"),))


def test_every_field_says_what_it_means_for_each_view() -> None:
    assert all(all(meaning) for meaning in FIELDS.values())


def test_every_example_parses() -> None:
    for meaning in FIELDS.values():
        assert parse_filter(meaning.example, TODAY).terms
