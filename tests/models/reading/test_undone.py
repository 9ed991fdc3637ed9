"""What was not done, what is threatened, and who only tells of it: a case a rule."""

from __future__ import annotations

import pytest

from tests.models.reading.test_events import deeds

CASES = [
    ("ruled out", "France ruled out sending troops to Mali.", ("FRA",), "REJECT", ("MLI",), "happened"),
    ("stopped short of", "France stopped short of sending troops to Mali.", ("FRA",), "MOBILIZE", ("MLI",), "negated"),
    ("vetoed", "Chad vetoed French sanctions against Mali.", ("FRA",), "SANCTION", ("MLI",), "negated"),
    ("were vetoed", "French sanctions against Mali were vetoed.", ("FRA",), "SANCTION", ("MLI",), "negated"),
    ("averted", "Police averted an attack by Hezbollah on Egypt.", ("LBN",), "ASSAULT", ("EGY",), "negated"),
    ("a plan given up", "Chad abandoned plans to attack Mali.", ("TCD",), "ASSAULT", ("MLI",), "negated"),
    ("prevented from", "France prevented Chad from attacking Mali.", ("TCD",), "ASSAULT", ("MLI",), "negated"),
    ("decided against", "Chad decided against attacking Mali.", ("TCD",), "ASSAULT", ("MLI",), "negated"),
    ("not ruled out", "France did not fail to capture Bamako.", ("FRA",), "ASSAULT", ("MLI",), "possible"),
    ("vowed to respond", "Chad vowed to respond.", ("TCD",), "THREATEN", (), "happened"),
    ("vowed to avenge", "Chad vowed to avenge the killing of its general.", ("TCD",), "THREATEN", (), "happened"),
    ("behind what is answered", "Chad vowed to avenge the Malian strike.", ("TCD",), "THREATEN", ("MLI",), "happened"),
    ("answers against", "Chad pledged to retaliate against Mali.", ("TCD",), "THREATEN", ("MLI",), "happened"),
    ("hostile words", "Chad vowed to crush Hezbollah.", ("TCD",), "THREATEN", ("LBN",), "happened"),
    ("to go on with it", "Chad vowed to keep striking Mali.", ("TCD",), "THREATEN", ("MLI",), "happened"),
    ("called off", "Chad called off a strike on Mali.", ("TCD",), "RETREAT", ("MLI",), "happened"),
    (
        "a draft vetoed",
        "Chad vetoed a resolution to impose sanctions on Mali.",
        ("TCD",),
        "SANCTION",
        ("MLI",),
        "negated",
    ),
    (
        "against a deed",
        "Chad vowed to retaliate against an attack by Mali.",
        ("TCD",),
        "THREATEN",
        ("MLI",),
        "happened",
    ),
    ("a mild answer", "Chad pledged to respond to the request of Mali.", ("TCD",), "AGREE", ("MLI",), "happened"),
]


@pytest.mark.parametrize("case", CASES, ids=[c[0] for c in CASES])
def test_deed(read, case):
    _, text, *deed = case
    assert tuple(deed) in deeds(read, text)


TOLD = [
    "Israel attacked Syria, senior Hamas official Yahya al-Maya said.",
    "Israel bombed Syria, Hezbollah lawmaker Anna Muster (Loyalty to the Republic) said.",
]


@pytest.mark.parametrize("text", TOLD)
def test_who_tells_it_is_no_party_of_it(read, text):
    assert (("ISR",), "ASSAULT", ("SYR",), "happened") in deeds(read, text)


def test_what_is_answered_is_no_plan_of_who_answers(read):
    assert [d[1] for d in deeds(read, "Moscow vowed to respond to the attack.")] == ["THREATEN"]
    assert ("MLI",) in [d[0] for d in deeds(read, "Chad vowed to respond to the Malian attack on Chad.")]


BRACKETS = [
    ("an abbreviation", "Mali had sold gold, the World Trade Organization (WTO) said.", "World Trade Organization"),
    ("another script", "The Kurdish outlet Rudaw (رووداو) said Mali attacked Chad.", "The Kurdish outlet Rudaw"),
    ("a party, after a quotation", '"Mali bombed Chad," lawmaker Anna Muster (Greens) said.', "lawmaker Anna Muster"),
    ("a bloc", "Mali bombed Chad, lawmaker Anna Muster (Union of the Left) said.", "lawmaker Anna Muster"),
]


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in BRACKETS], ids=[c[0] for c in BRACKETS])
def test_brackets_after_a_speaker(read, text, speaker):
    (claim,) = read(text).claims
    assert [text[slice(*m.span)].removeprefix("the ") for m in claim.sources] == [speaker]


def test_brackets_are_left_out_of_the_parse_only(parse):
    parsed = parse("The Agency for Tests (AFT) said in 1998 (a good year) that Mali (population 24 million) was calm.")
    assert (
        parsed.layout.text
        == "The Agency for Tests said in 1998 (a good year) that Mali (population 24 million) was calm."
    )
    said = next(t for t in parsed.doc if t.text == "said")
    assert parsed.text(parsed.between(said, said)) == "said"


def test_who_rejects_another_s_decision_does_not_undo_it(read):
    text = "Church leaders have rejected Chad's decision to recognise Mali."
    assert "negated" not in [d[3] for d in deeds(read, text) if d[1] == "SUPPORT"]


def test_an_execution_that_is_stayed_is_none(read):
    assert [status for *_, status in deeds(read, "The court stayed the execution of a convict.")] == ["negated"]


def test_what_something_is_called_is_no_call(read):
    assert deeds(read, "China says the islands, which it calls Diaoyu, belong to it.") == []
