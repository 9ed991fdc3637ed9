"""Where one types in a filter, and what may stand there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.filters.completing import Place, Proposal, place_at, proposals, put, without_begun_field


def at(text: str) -> Place | None:
    """The place of the `|` in a text."""
    cursor = text.index("|")
    return place_at(text.replace("|", ""), cursor)


@pytest.mark.parametrize(
    ("text", "field", "begins"),
    [
        ("ir|", None, "ir"),
        ("missile fr|", None, "fr"),
        ("missile (fr|", None, "fr"),
        ("-fr|", None, "fr"),
        ("from:|", "from", ""),
        ("from:ir|", "from", "ir"),
        ("-From:ir|", "from", "ir"),
        ('from:"red cr|', "from", "red cr"),
        ('"air str|', None, "air str"),
        ("fr| since:2025", None, "fr"),
        ("since:-|", "since", "-"),
    ],
)
def test_the_place_where_one_types(text: str, field: str | None, begins: str) -> None:
    place = at(text)
    assert place is not None
    assert (place.field, place.begins) == (field, begins)


@pytest.mark.parametrize("text", ["|", "iran |", "ir|an", 'from:"iran"|', "x:ir|", "words:ir|", "a (|"])
def test_elsewhere_nothing_is_proposed(text: str) -> None:
    assert at(text) is None


def proposed(text: str, **named: str) -> list[str]:
    place = at(text)
    return [proposal.text for proposal in proposals(place, named)] if place else []


def test_fields_values_days_and_names_are_proposed_by_their_beginnings() -> None:
    assert proposed("s|") == ["story:", "status:", "stance:", "since:"]
    assert proposed("status:p|") == ["planned ", "possible "]
    assert proposed("category:co|") == ["consult ", "concede ", "cooperate ", "coerce "]
    assert proposed("since:t|") == ["today ", "tomorrow ", "tuesday ", "thursday "]
    assert proposed("since:-|") == ["-1d ", "-7d ", "-2w ", "-1m ", "-1y "]
    assert proposed("@m|", mine="a", Mine2="b", yours="c") == ["@Mine2 ", "@mine "]
    assert proposed("from:i|") == []


def test_a_proposal_takes_the_place_of_what_was_typed() -> None:
    def taken(text: str, proposal: str) -> str:
        place = at(text)
        assert place is not None
        whole, cursor = put(text.replace("|", ""), place, Proposal(proposal))
        return whole[:cursor] + "|" + whole[cursor:]

    assert taken("-fr|", "from:") == "-from:|"
    assert taken('a from:"red cr|', '"Red Cross" ') == 'a from:"Red Cross" |'
    assert taken("(status:p| b", "planned ") == "(status:planned| b"
    assert taken("(status:p|)", "planned ") == "(status:planned|)"


@given(st.text(alphabet='ab:"()- @*\x00é', max_size=20), st.integers(0, 20))
def test_any_place_in_any_text_is_one_or_none(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    place = place_at(text, cursor)
    if place is not None:
        assert 0 <= place.start <= place.end == cursor
        put(text, place, Proposal("x "))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("act", ""),
        ("iran act", "iran "),
        ("iran -fr", "iran "),
        ("(iran OR ACT", "(iran OR "),
        ("to", ""),
        ("iran", None),
        ("actor:", None),
        ("actor:ir", None),
        ('"act', None),
        ("act ", None),
        ("@act", None),
        ("", None),
    ],
)
def test_of_a_word_that_may_become_a_field_it_is_not_known_yet(text: str, rest: str | None) -> None:
    assert without_begun_field(text, len(text)) == rest
