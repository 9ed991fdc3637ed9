"""The words of a filter found in a text, as the store's index sees them."""

from __future__ import annotations

import datetime as dt

import pytest

from models.filters import parse_filter
from models.filters.hits import hits, phrases


def marked(text: str, words: str) -> str:
    """The text with brackets around what a filter finds in it."""
    found = hits(phrases(parse_filter(words, dt.date(2025, 7, 3))), text)
    for start, end in reversed(found):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("iran", "[Iranian] forces struck [Iran]'s air strikes"),
        ('"iran"', "Iranian forces struck [Iran]'s air strikes"),
        ('"air strikes"', "Iranian forces struck Iran's [air strikes]"),
        ('"air stri"*', "Iranian forces struck Iran's [air strikes]"),
        ('"air stri"', "Iranian forces struck Iran's air strikes"),
        ("actor:iran", "[Iranian] forces struck [Iran]'s air strikes"),
        ("-iran forces", "Iranian [forces] struck Iran's air strikes"),
        ("forces OR (air -iran)", "Iranian [forces] struck Iran's [air] strikes"),
        ("-(forces OR air)", "Iranian forces struck Iran's air strikes"),
        ("since:2025 is:new", "Iranian forces struck Iran's air strikes"),
        ("air strikes", "Iranian forces struck Iran's [air] [strikes]"),
    ],
)
def test_what_a_filter_asks_for_is_found(words: str, found: str) -> None:
    assert marked("Iranian forces struck Iran's air strikes", words) == found


def test_accents_and_case_do_not_matter() -> None:
    assert marked("ERDOĞAN in İzmir", "erdogan izmir") == "[ERDOĞAN] in [İzmir]"
