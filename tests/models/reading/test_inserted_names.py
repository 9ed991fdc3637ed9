"""Names that stand apart from the office before them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Russian Representative to the UN Vasily Nebenzya said it was blocked.", "Vasily Nebenzya", "RUS"),
        ("A Thai government spokesman, Siri Angkasakul, said they had left.", "Siri Angkasakul", "THA"),
    ],
)
def test_who_speaks_is_the_one_named_after_his_office(read, text, name, country):
    assert [(m.actor.name, m.actor.country) for m in read(text).claims[0].sources] == [(name, country)]


def test_a_cue_closes_a_sentence_though_something_came_before_it(read):
    text = (
        "Mali will allow observers, Foreign Minister Anna Muster said on Sunday, after having rejected them last week."
    )
    claim = read(text).claims[0]
    assert [m.actor.name for m in claim.sources] == ["Anna Muster"]
    assert text[slice(*claim.content[0])] == "Mali will allow observers"
