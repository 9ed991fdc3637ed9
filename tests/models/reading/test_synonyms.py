"""Nouns that call one thing."""

import pytest

from models.reading.synonyms import is_weak, one_thing, senses
from models.reading.tables import table


@pytest.mark.parametrize(
    ("first", "second"),
    [("lorry", "truck"), ("lorries", "truck"), ("bill", "legislation"), ("blaze", "fire"), ("zebra", "zebras")],
)
def test_words_of_one_thing(first: str, second: str) -> None:
    assert one_thing(first, second)


@pytest.mark.parametrize(("first", "second"), [("lorry", "ship"), ("blaze", "artillery"), ("glass", "gla")])
def test_words_of_two_things(first: str, second: str) -> None:
    assert not one_thing(first, second)


def test_a_word_of_several_senses_has_them_all() -> None:
    assert {"fire", "shelling"} <= senses("fire")


def test_words_that_tell_next_to_nothing_are_weak() -> None:
    assert is_weak("spokesman")
    assert is_weak("officials")
    assert not is_weak("reactor")


def test_a_class_names_each_word_once() -> None:
    assert all(len(words) == len(set(words)) > 1 for words in table("synonyms")["things"])
