"""What speaks for a word's attributing its complement."""

from __future__ import annotations

import pytest

from models.reading.attribution.weighing import complements_of, features, leaning, likelihood
from models.reading.clauses import frames_of
from models.reading.tables import table


@pytest.fixture
def weigh(parse):
    """The complement of a word in a frame, in a text."""

    def _weigh(text, word, frame):
        token = next(t for t in parse(text).doc if t.text == word)
        return next(c for c in complements_of(token, frames_of(token), frozenset()) if c.frame == frame)

    return _weigh


def test_telling_outweighs_doing(weigh):
    said = likelihood(weigh("Moscow said that Iran was ready.", "said", "clause"))
    built = likelihood(weigh("Moscow built a bridge.", "built", "np"))
    assert built < 0.1 < 0.9 < said < 1


def test_features_name_no_actor(weigh):
    complement = weigh("Vladimir Putin told reporters that Iran was ready.", "told", "clause")
    values = {value for _, value in features(complement)}
    assert {"tell", "clause", "PERSON", "that"} <= values
    assert not values & {"Vladimir", "Putin", "vladimir", "putin", "iran", "Iran", "reporters"}


def test_a_passive_without_an_agent_is_by_nobody(weigh):
    assert ("form", "by nobody") in features(weigh("It was stated that Iran was ready.", "stated", "clause"))


def test_a_word_leans_by_itself():
    assert leaning("verb", "clause", "say") > 0 >= leaning("verb", "clause", "build")


def test_the_table_is_complete_and_finite():
    weights = table("weights")
    assert set(weights["bias"]) == {""}
    assert all(-12 < w < 12 for family in weights.values() for w in family.values())
