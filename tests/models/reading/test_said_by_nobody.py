"""What "is expected" or "is said": nobody says it, but where somebody tells of it, it is his."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Foreign minister Dar is expected to meet his Iranian counterpart on Sunday, officials said.",
        "It is believed that the rebels hold 30 hostages, officials said.",
    ],
)
def test_who_tells_what_is_expected_makes_the_one_claim(read, text):
    claims = read(text).claims
    assert [(c.sources[0].text, c.certainty) for c in claims] == [("officials", "probable")]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Foreign minister Dar is expected to meet his Iranian counterpart.", "probable"),
        ("The rebels are believed to hold 30 hostages.", "probable"),
        ("Prime Minister Shehbaz Sharif is said to be planning a trip to Tehran.", "asserted"),
    ],
)
def test_what_nobody_is_named_for_is_nobodys(read, text, certainty):
    assert [(c.sources, c.certainty) for c in read(text).claims] == [((), certainty)]
