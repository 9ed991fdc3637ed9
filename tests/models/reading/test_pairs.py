"""The two of the sentence before: "the two leaders", "both sides", "they". A case a rule, and what is left alone."""

from __future__ import annotations

import pytest

MET = "Iranian President Masoud Pezeshkian met Turkish President Recep Tayyip Erdogan in Ankara. "
PERSONS = ["masoud-pezeshkian", "recep-tayyip-erdogan"]


def speakers(read, text):
    return [m.actor.id for m in read(text).claims[-1].sources]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("The two leaders", PERSONS),
        ("Both presidents", PERSONS),
        ("The two countries", ["IRN", "TUR"]),  # of those who met
        ("The two sides", PERSONS),
        ("They", PERSONS),
        ("Both", PERSONS),
    ],
)
def test_the_two_who_met_are_meant(read, words, meant):
    assert speakers(read, f"{MET}{words} called for a truce.") == meant


@pytest.mark.parametrize(
    "first",
    [
        "Rwanda and Congo held talks in Doha on Monday. ",
        "Officials from Rwanda and Congo met in Doha. ",
        "Talks between Rwanda and Congo began in Doha. ",
        "Rwanda and Congo held talks, officials said. ",
        "Rwanda expelled two Congolese diplomats. ",
    ],
)
def test_two_countries_are_those_of_the_sentence_before(read, first):
    assert set(speakers(read, first + "The two countries called for a truce.")) in ({"RWA", "COD"}, {"RWA", "COG"})


@pytest.mark.parametrize(
    "text",
    [
        "France praised Mali's envoy to Chad. The two countries called for a truce.",  # three
        "Russia shelled Kharkiv. Both sides called for a truce.",  # one
    ],
)
def test_where_there_are_not_just_two_nobody_is_meant(read, text):
    assert not {"FRA", "MLI", "TCD", "RUS"} & set(speakers(read, text))


def test_a_row_of_countries_goes_on_as_they(read):
    text = "Germany, France and Italy signed the pact. They will share intelligence."
    assert [m.actor.id for m in read(text).events[-1].sources] == ["DEU", "FRA", "ITA"]


def test_one_side_of_a_clash_is_not_both(read):
    text = "Protesters and police clashed in Tbilisi. They threw stones at officers."
    assert "police" not in [m.actor.id for m in read(text).events[-1].sources]


def test_those_who_were_freed_are_those_who_were_detained(read):
    text = "Police detained three French opposition leaders. They were released on Monday."
    assert [m.actor.name for m in read(text).events[-1].targets] == ["three French opposition leaders"]


@pytest.mark.parametrize(
    "text",
    [
        "Rwanda and Mali accused each other of breaking the truce.",
        "Rwanda and Mali blamed one another for the clash.",
        "Rwanda and Mali attacked each other's airports.",
    ],
)
def test_who_act_on_each_other_are_both_acted_on(read, text):
    event = read(text).events[0]
    assert {m.actor.id for m in event.sources} == {m.actor.id for m in event.targets} == {"RWA", "MLI"}


def test_two_countries_told_of_together_are_meant_later_too(read):
    text = (
        "Rwandan and Malian troops exchanged fire.\n\nIt rained.\n\nIt rained.\n\nFrance called on both sides to stop."
    )
    assert [m.actor.id for e in read(text).events if e.category == "REQUEST" for m in e.targets] == ["RWA", "MLI"]


def test_several_pairs_of_countries_are_none(read):
    text = "Rwanda and Mali met.\n\nPeru and Chad met.\n\nIt rained.\n\nIt rained.\n\nFrance urged both sides to stop."
    assert [m.actor.id for e in read(text).events if e.category == "REQUEST" for m in e.targets] == ["both-sides"]


def test_who_is_acted_on_is_another_than_who_acts(read):
    text = "Mali has denied using gas. Chad accused it on Monday of dropping such weapons."
    assert [m.actor.id for e in read(text).events if e.category == "ACCUSE" for m in e.targets] == ["MLI"]


def test_what_somebody_only_described_owns_is_not_of_another_who_was_named(read):
    text = "District chief Anna Muster spoke.\n\nA 62-year-old farmer was hurt when a shell hit his house."
    assert "muster" not in " ".join(m.actor.id for e in read(text).events for m in e.targets)


def test_a_person_is_known_by_the_first_name_too(read):
    text = "Malaysian Prime Minister Anwar Ibrahim spoke. Anwar thanked China."
    assert [(m.actor.name, m.actor.country) for m in read(text).events[-1].sources] == [("Anwar Ibrahim", "MYS")]


def test_a_first_name_of_two_persons_is_neither(read):
    text = "French minister Anna Muster met German minister Anna Roux. Anna thanked China."
    assert [m.actor.name for e in read(text).events if e.category == "SUPPORT" for m in e.sources] in ([], ["Anna"])


def test_two_of_the_clause_before_are_meant(read):
    text = "Rwanda and Mali agreed to a truce, and both sides said they would free prisoners."
    assert speakers(read, text) == ["RWA", "MLI"]
