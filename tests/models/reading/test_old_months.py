"""A month long past after a happening in the background is that one's, not that of the news."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The government condemned the attack in January on the embassy.",
        "Prosecutors charged the former mayor over protests in January.",
        "France expelled two diplomats over the poisoning of a dissident in Lyon in March.",
    ],
)
def test_an_old_month_is_of_the_background(read, text) -> None:
    assert [e.when and e.when.edtf for e in read(text).events if e.sources] == ["2025-07-03~"]


@pytest.mark.parametrize("verb", ["prompted", "triggered"])
def test_what_brought_something_about_has_its_own_month(read, verb) -> None:
    events = read(f"The killing of a priest in January {verb} protests.").events
    assert [(e.verb, e.when and e.when.edtf) for e in events if e.category == "ASSAULT"] == [("killing", "2025-01")]


def test_a_month_right_after_the_deed_is_the_deeds(read) -> None:
    (deed,) = read("France expelled two diplomats in March.").events
    assert deed.when is not None
    assert deed.when.edtf == "2025-03"
