"""A flag is not its state, an accord not of the city it is called by, and a city known as a country's counts for it."""

from __future__ import annotations

import pytest

from tests.models.reading.test_events import deeds


def test_a_flag_is_not_its_state(read):
    (event,) = read("Iranian troops seized the Liberian-flagged tanker Nordic Star.").events
    assert event.category == "COERCE"
    assert [(m.text, m.actor.country, m.actor.kind) for m in event.targets] == [
        ("the Liberian-flagged tanker", None, "unknown")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chad withdrew its envoy after the signing of the Cairo agreement.",
        "The Cairo agreement holds, a Chadian envoy said.",
    ],
)
def test_an_accord_is_not_made_by_the_city_where_it_was_signed(read, text):
    assert "EGY" not in {code for sources, _, targets, _ in deeds(read, text) for code in (*sources, *targets)}


CITIES = [
    ("alone", "Ukraine struck Novorossiysk.", ("UKR",), ("RUS",)),
    ("a port", "Ukrainian drones attacked the port of Novorossiysk.", ("UKR",), ("RUS",)),
    ("the tagger's person", "Russia shelled Kherson.", ("RUS",), ("UKR",)),
    ("at", "Russia launched missiles at Odesa.", ("RUS",), ("UKR",)),
]


@pytest.mark.parametrize("case", CITIES, ids=[c[0] for c in CITIES])
def test_a_city_counts_for_its_country(read, case):
    _, text, doers, undergoers = case
    assert (doers, "ASSAULT", undergoers, "happened") in deeds(read, text)


def test_a_city_of_a_federal_state_is_of_that_state(read):
    (event,) = read("Chad attacked Odessa, Texas.").events
    assert [m.actor.country for m in event.targets] == ["USA"]


def test_nobody_is_met_at_an_unknown_place(read):
    assert not [d for d in deeds(read, "A French delegation flew to Lampang on Wednesday.") if d[1] == "CONSULT"]


@pytest.mark.parametrize(
    "text", ["The Kherson attack killed six people.", "The Novorossiysk bombing killed nine people."]
)
def test_what_is_done_in_a_city_is_not_done_by_it(read, text):
    assert [sources for sources, *_ in deeds(read, text)] == [()]
