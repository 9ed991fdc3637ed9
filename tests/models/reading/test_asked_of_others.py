"""What somebody is asked to do, may do, or does on a condition has not been done: a case a rule."""

from __future__ import annotations

import pytest

from tests.models.reading.test_events import deeds

ASKED = [
    ("demanded that", "France demanded that Mali release the pilots."),
    ("a day between", "France demanded Friday that Mali immediately release the pilots."),
    ("on a day", "France demanded on Friday that Mali release the pilots."),
    ("urged that", "France urged on Friday that Mali release the pilots."),
    ("insisted that", "France insisted that Mali release the pilots."),
    ("asked that", "France asked that Mali release the pilots."),
    ("requested that", "France requested Monday that Mali release the pilots."),
    ("called on to", "France called on Mali to release the pilots."),
    ("called on, a day between", "France called on Mali on Friday to release the pilots."),
    ("ordered to", "France ordered Mali to release the pilots."),
]


@pytest.mark.parametrize("text", [c[1] for c in ASKED], ids=[c[0] for c in ASKED])
def test_who_is_asked_to_do_something_has_not_done_it(read, text):
    found = deeds(read, text)
    assert (("FRA",), "REQUEST", ("MLI",), "happened") in found
    assert [(d[0], d[3]) for d in found if d[1] == "RETREAT"] == [(("MLI",), "planned")]


def test_who_insists_that_something_is_done_asks_nobody_to_do_it(read):
    found = deeds(read, "France insisted that the soldiers left Mali.")
    assert "REQUEST" not in {d[1] for d in found}


def test_a_day_between_a_demand_and_its_clause_is_of_neither(read):
    (claim,) = read("France demanded on Friday that Mali release the pilots.").claims
    text = "France demanded on Friday that Mali release the pilots."
    assert (claim.cue.text, [text[s:e] for s, e in claim.content]) == ("demanded", ["that Mali release the pilots"])


OPEN = [
    ("if not", "France threatened to expel the envoy if the pilots were not freed.", "RETREAT"),
    ("unless", "France will send troops unless the Malian president resigns.", "RETREAT"),
    ("every right to", "Chad has every right to strike Mali, an envoy said.", "ASSAULT"),
    ("entitled to", "Chad is entitled to strike Mali.", "ASSAULT"),
    ("could", "Chad could strike Mali.", "ASSAULT"),
    ("in case of", "In case of a Chadian attack on Mali, France would close the border.", "ASSAULT"),
    ("in the event of", "In the event of a Chadian attack on Mali, France will close the border.", "ASSAULT"),
]


@pytest.mark.parametrize("case", OPEN, ids=[c[0] for c in OPEN])
def test_what_may_be_is_possible_at_most(read, case):
    _, text, category = case
    assert [d[3] for d in deeds(read, text) if d[1] == category] == ["possible"]


NAMED = "anna-muster"
BY_REUTERS = ("reuters",)
SPOKEN = [
    (
        "described, then named",
        "Chad bombed Mali, the head of the Gao Regional Administration, Anna Muster, said.",
        (),
    ),
    ("quoted as saying", "Reuters quoted General Anna Muster as saying that Chad had bombed Mali.", BY_REUTERS),
    (
        "was quoted",
        "General Anna Muster was quoted by Reuters as saying that Chad had bombed Mali.",
        BY_REUTERS,
    ),
    ("quoted after it", "Chad had bombed Mali, Reuters quoted General Anna Muster as saying.", BY_REUTERS),
    ("quoted by", "General Anna Muster, quoted by Reuters, said Chad had bombed Mali.", BY_REUTERS),
]


@pytest.mark.parametrize("case", SPOKEN, ids=[c[0] for c in SPOKEN])
def test_who_speaks_and_who_relays_it(read, case):
    _, text, relays = case
    reading = read(text)
    (claim,) = reading.claims
    assert [m.actor.id for m in claim.sources] == [NAMED]
    assert tuple(m.actor.id for m in claim.via) == relays
    assert [(e.category, e.claim) for e in reading.events] == [("ASSAULT", claim.id)]


def test_who_heads_a_body_and_is_named_after_it_is_a_person(read):
    text = "The truce holds, head of the Chadian delegation Anna Muster said.\n\nThe talks go on, Muster noted."
    speakers = [c.sources[0].actor for c in read(text).claims]
    assert [(s.id, s.kind, s.country) for s in speakers] == [(NAMED, "person", "TCD")] * 2


def test_a_name_after_the_head_of_a_body_is_a_persons_whatever_the_tagger_takes_it_for(read):
    text = (
        "Chad shelled the town, killing 14 civilians, including two children, "
        "the head of the Kidal Regional Military Administration, Olena Kishko, said."
    )
    first, *_ = read(text).claims
    assert [(m.actor.id, m.actor.kind, m.actor.country) for m in first.sources] == [("olena-kishko", "person", "MLI")]


def test_what_another_says_beside_a_demand_is_no_part_of_it(read):
    text = "France demanded that Mali release a tanker, with Foreign Minister Anna Muster calling the seizure piracy."
    demand = read(text).claims[0]
    assert [text[s:e] for s, e in demand.content] == ["that Mali release a tanker"]
