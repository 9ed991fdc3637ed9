"""The sentence that is shown around words which clash and are of no record."""

from __future__ import annotations

import pytest

from models.store.compared import _narrated


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("First comes this. Rebels hold the town. Then comes that.", "Rebels hold", "Rebels hold the town."),
        ("First comes this. Rebels hold the town. Then comes that.", "the town", "Rebels hold the town."),
        ("Rebels hold the town. Then comes that.", "Rebels hold", "Rebels hold the town."),
        ("First comes this. Then comes that. Rebels flee.", "Rebels flee", "Rebels flee."),
    ],
)
def test_it_begins_where_the_words_begin_or_before(text: str, words: str, sentence: str) -> None:
    at = text.index(words)
    side = _narrated("a:e0", "a", text, None, None, [(at, at + len(words))])
    assert side.sentence == sentence
    (mark,) = side.marks
    assert side.sentence[slice(*mark)] == words
