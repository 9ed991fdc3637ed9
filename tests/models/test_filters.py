"""The filter language: what each term parses to, what is passed over, what is refused and where."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from models.filters import CATEGORIES, EVERYTHING, FIELDS, Filter, FilterError, Part, Term, parse_filter

TODAY = dt.date(2025, 7, 3)
NAMED = {"mine": "iran OR since:-3d"}

FIELD_STARTS = ["from:", "To:", "actor:", "since:", "on:", "category:", "is:", "words:", "x:", "12:30", "type:"]
VALUES = ["iran", "United States", "today", "yesterday", "2025", "-06", "-30", "CONS", "é", "½"]
SIGNS = ["-", '"', " ", "\t", "\x00", "\ud800", "\x1b[", "(", ")", "*", " OR ", "AND", "NOT ", "@mine", "@", "/", "-3d"]
pieces = st.sampled_from(FIELD_STARTS + VALUES + SIGNS)
texts = st.one_of(st.text(), st.lists(pieces, max_size=10).map("".join))


def refusal(text: str) -> FilterError | None:
    try:
        parse_filter(text, TODAY, named=NAMED)
    except FilterError as error:
        return error
    return None


def terms(text: str) -> list[Part]:
    return list(parse_filter(text, TODAY).terms)


def written(text: str, **given: Any) -> str:
    """A filter as it is written out, brackets and all."""
    return str(parse_filter(text, TODAY, **given))


def mistake(text: str) -> tuple[str, str]:
    """What is refused, and why."""
    with pytest.raises(FilterError) as refused:
        parse_filter(text, TODAY)
    return text[slice(*refused.value.span)], refused.value.message


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
    chosen = parse_filter(text, TODAY, named=NAMED)
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


@pytest.mark.parametrize("text", ["😀", "*", "+/", '""', '-""', "-&", 'actor:""', "from:…", 'to:"😀"', "since:?"])
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
        ("until:tomo", "2025-07-04"),
        ("since:-3d", "2025-06-30"),
        ("since:-3", "2025-06-30"),
        ("since:+2w", "2025-07-17"),
        ("since:-4m", "2025-03-03"),
        ("since:-1y", "2024-07-03"),
        ("since:thursday", "2025-07-03"),
        ("since:Fri", "2025-06-27"),
        ("since:-6h", "2025-07-02"),
        ("since:-1mo", "2025-06-03"),
        ("on:2025-06", "2025-06-01/2025-06-30"),
        ("on:today", "2025-07-03"),
        ("on:2025-06-13/2025-06-24", "2025-06-13/2025-06-24"),
        ("on:2025-06..yesterday", "2025-06-01/2025-07-02"),
    ],
)
def test_a_date_field_means_the_first_or_the_last_day(text: str, day: str) -> None:
    assert [str(term) for term in terms(text)] == [text.partition(":")[0] + ":" + day]


@pytest.mark.parametrize(
    "text",
    [
        *("since:2025-13", "until:2025-02-30", "since:0000", "since:june", "until:2025-6", "since:-99999y", "since:to"),
        *("since:2025/2026", "on:2026/2025", "on:1/2/3", "on:2025/", "since:+3x"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter(f"a {text} b", TODAY)
    assert refused.value.span == (3 + text.index(":"), 2 + len(text))


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
    assert "from: is the nearest" in refused.value.message


@pytest.mark.parametrize(
    ("written", "meant"), [("after:2025", "since:"), ("speaker:kan", "from:"), ("cat:aid", "category:")]
)
def test_a_field_that_others_call_so_is_named(written: str, meant: str) -> None:
    with pytest.raises(FilterError, match=f"{meant} is the nearest"):
        parse_filter(written, TODAY)


def test_an_unknown_field_that_is_like_none_is_refused_with_all_of_them() -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter("iran qqq:iran", TODAY)
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


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("a b OR c", "a b OR c"),
        ("a (b OR c)", "a (b OR c)"),
        ("a -(b OR c)", "a -(b OR c)"),
        ("(a b)", "a b"),
        ("((a) OR (b OR c))", "a OR b OR c"),
        ("-(a)", "-a"),
        ("-(-(a OR b))", "a OR b"),
        ("-(a b)", "-(a b)"),
        ("NOT a AND b", "-a b"),
        ("NOT (a OR b)", "-(a OR b)"),
        ("or and", "or and"),
        ("ORBAN", "ORBAN"),
        ('"OR"', '"OR"'),
        ("from:(iran OR -israel) x", "(from:iran OR -from:israel) x"),
        ("category:(aid OR consult)", "category:AID OR category:CONSULT"),
        ('"air str"* b', '"air str"* b'),
        ('from:"uni"*', "from:uni"),
        ("kan(ISR)", "kan ISR"),
        # what is not finished is passed over, or ends where the text does
        ("a OR", "a"),
        ("OR", ""),
        ("a (b OR", "a b"),
        ("a (", "a"),
        ("a OR (", "a"),
        ("from: OR a", "a"),
        ("(from:) a", "a"),
        ("a NOT", "a"),
        ("since:-", ""),
        ('-(a "air str', '-(a "air str"*)'),
        # values by their beginnings
        ("status:PLAN is:und", "status:plan is:undated"),
    ],
)
def test_brackets_and_alternatives(text: str, reads: str) -> None:
    assert written(text) == reads


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("OR a", "OR", "stands between two terms"),
        ("a OR OR b", "OR", "stands between two terms"),
        ("(a OR) b", ")", "one is missing"),
        ("a ()", "()", "nothing between"),
        ("a)", ")", "No bracket was opened"),
        ("NOT OR a", "NOT", "before a term"),
        ("(NOT )", "NOT", "before a term"),
        ("status:done", "done", "happened ongoing repeated planned possible negated"),
        ("is:old", "old", "new marked"),
        ("a @none", "@none", "no saved filter"),
    ],
)
def test_what_was_expected_is_said_where_it_was(text: str, where: str, why: str) -> None:
    found, message = mistake(text)
    assert found == where
    assert why in message


def test_brackets_too_deep_are_refused() -> None:
    assert mistake("(" * 1000)[0] == "("


def test_a_saved_filter_stands_for_its_text() -> None:
    named = {
        "mine": "from:iran OR from:israel",
        "both": "@mine -talks",
        "self": "a @other",
        "other": "@self",
        "bad": "x:y",
    }
    assert written("@mine since:2025", named=named) == "(from:iran OR from:israel) since:2025-01-01"
    assert written("-@mine", named=named) == "-(from:iran OR from:israel)"
    assert written("@both", named=named) == "(from:iran OR from:israel) -talks"
    for text, why in (("@self", "stands in itself"), ("@bad", "In '@bad': There is no field x:")):
        with pytest.raises(FilterError, match=why) as refused:
            parse_filter(f"a {text}", TODAY, named=named)
        assert refused.value.span == (2, 2 + len(text))


def test_saved_filters_cannot_make_a_filter_too_long() -> None:
    named = {"a": "x x x x x x x x", "b": "@a @a @a @a @a @a @a @a @a"}
    with pytest.raises(FilterError, match="at most"):
        parse_filter("@b", TODAY, named=named)


def test_hours_count_from_the_moment() -> None:
    morning = dt.datetime(2025, 7, 3, 5, 0)
    assert [str(parse_filter(f"since:-{hours}h", morning)) for hours in (5, 6)] == [
        "since:2025-07-03",
        "since:2025-07-02",
    ]


def test_what_is_new_or_marked_is_settled_as_a_filter_is_read() -> None:
    new, marked = parse_filter("is:new is:marked", TODAY, seen=7, marked=["b", "a"]).terms
    assert isinstance(new, Term)
    assert isinstance(marked, Term)
    assert (new.meant, marked.meant) == ((7,), ('["a", "b"]',))


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("a since:2025 OR b", "a OR b"),
        ("since:2025 OR b", ""),
        ("c (since:2025 OR b)", "c"),
        ("-(since:2025 a)", ""),
        ("-(since:2025 OR a)", "-(a)"),
        ("-(-(since:2025 OR a) b)", ""),
    ],
)
def test_without_its_dates_a_filter_lets_through_what_could_have_one(text: str, without: str) -> None:
    assert str(parse_filter(text, TODAY).undated()) == without


def test_only_a_date_outside_all_brackets_is_asked_of_everything() -> None:
    assert parse_filter("a since:2025", TODAY).dated_throughout
    assert not parse_filter("a OR since:2025", TODAY).dated_throughout


def test_two_filters_together() -> None:
    assert parse_filter("a OR b", TODAY) & parse_filter("c", TODAY) == parse_filter("(a OR b) c", TODAY)


@pytest.mark.parametrize(
    "text",
    ["from:", "from:(", "since:", "since:-", "-", "NOT", "iran -", "(iran", '"iran', "iran OR", "iran AND", "(", '""'],
)
def test_what_is_finished_leaves_nothing_open(text: str) -> None:
    with pytest.raises(FilterError) as error:
        parse_filter(text, dt.date(2025, 7, 1), finished=True)
    assert error.value.message.endswith(".")


@pytest.mark.parametrize(
    "text", ["", " ", "iran", "(iran OR iraq) -from:usa", '"nuclear talks"', "since:2025-06 is:quoted"]
)
def test_what_is_finished_may_be_anything_that_is_whole(text: str) -> None:
    assert parse_filter(text, dt.date(2025, 7, 1), finished=True) == parse_filter(text, dt.date(2025, 7, 1))
