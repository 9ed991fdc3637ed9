"""The words of a row: chains of names, contents on one line with their quotes."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.oneline import claim_chain, claim_content
from models.records import Claim

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: (min(ends), max(ends)))


def test_the_agency_begins_a_chain_without_relays(draft: Any) -> None:
    made = draft(agency="EXAMPLE").claim("Talks", [draft.IRAN])
    assert claim_chain(made.claims[0], made.dispatch) == ("EXAMPLE", "Iran")


def test_relays_stand_before_the_speaker_and_the_agency_is_one_of_them(draft: Any) -> None:
    made = draft(agency="EXAMPLE").claim("Talks", [draft.IRAN], via=[draft.KAN, draft.KREMLIN])
    assert claim_chain(made.claims[0], made.dispatch) == ("Kan", "Kremlin", "Iran")


def test_speakers_are_joined(draft: Any) -> None:
    made = draft().claim("Talks", [draft.IRAN, draft.ISRAEL, draft.IRAN])
    assert claim_chain(made.claims[0], made.dispatch) == ("Iran & Israel",)


def test_a_claim_of_nobody_has_no_chain(draft: Any) -> None:
    made = draft().claim("Talks")
    assert claim_chain(made.claims[0], made.dispatch) == ()


@given(st.text(alphabet="ab \n\u2028\u00a0", max_size=30), st.lists(spans, max_size=3), st.lists(spans, max_size=3))
def test_quotes_keep_their_words_on_the_line(text: str, content: list[Any], quotes: list[Any]) -> None:
    claim = Claim(id="c", dispatch="d", content=tuple(content), quotes=tuple(quotes), sentence=(0, 0))
    line, moved = claim_content(claim, text)
    assert line == " \u2026 ".join(filter(None, (" ".join(text[start:end].split()) for start, end in content)))
    expected = sorted(
        piece
        for start, end in content
        for quote in quotes
        if (piece := " ".join(text[max(start, quote[0]) : max(0, min(end, quote[1]))].split()))
    )
    assert sorted(line[start:end] for start, end in moved) == expected
