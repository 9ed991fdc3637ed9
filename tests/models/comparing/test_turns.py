"""One who speaks twice and turns; what one negates and another affirms; what one says of itself that it did not do."""

from __future__ import annotations

import pytest

from tests.models.comparing.meeting import clashes, kinds, poles


@pytest.mark.parametrize(
    ("sentence", "pole", "mood"),
    [
        ("Peru will under no circumstances quit the fishing pact, its trade minister said on Monday.", "+join", "will"),
        ("The bill was signed by the president, an aide said on Monday.", "+accept", "fact"),
        ("The navy planted no mines off Orvo, an admiral said on Monday.", "-mine", "fact"),
        ("The firm called the report a fabrication, its lawyer said on Monday.", "+false", "fact"),
        ("The governor declared a state of emergency in Orvo, an aide said on Monday.", "+lockdown", "fact"),
    ],
)
def test_what_turns_a_clause_round_and_what_does_not(sentence: str, pole: str, mood: str) -> None:
    assert (pole, mood) in poles(sentence)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Ghana will never let foreign boats fish in the Keta lagoon, Minister Ama Sarpong said on Monday.",
            "Foreign boats will be able to apply for permits for the Keta lagoon, Ama Sarpong said on Friday.",
        ),
        (
            "The Liberals will never share power with the Harbour List, their leader Iva Doren said on Monday.",
            "Iva Doren said on Friday that her Liberals have decided to form a coalition with the Harbour List.",
        ),
        (
            "Mayor Tomas Rell said on Monday that he will not stand in the election for governor.",
            "Mayor Tomas Rell on Friday joined the race for governor.",
        ),
        (
            "Our rifles will stay in our hands, rebel commander Osei Banda said on Monday.",
            "Commander Osei Banda said on Friday that his rebels are ready to hand in their rifles.",
        ),
    ],
)
def test_one_person_turns(first: str, second: str) -> None:
    assert kinds(first, second, later=11) == {"reversal"}


def test_one_turn_is_one_matter_however_it_is_told() -> None:
    told = ("Ghana is ready to mediate in the Orvo dispute", "Ghana has offered its services as a mediator")
    matters = {
        found.matter
        for first in told
        for found in clashes(
            f"{first}, Minister Ama Sarpong said on Monday.",
            "Ghana will not be a mediator in the Orvo dispute, Minister Ama Sarpong said on Friday.",
            "stand",
            later=11,
        )
    }
    assert len(matters) == 1
    assert matters.pop().startswith("reversal|sarpong|")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Italian soldiers will stay in Lebanon, defence minister Paolo Renzi said on Monday.",
            "Italy will pull its soldiers out of Niger, defence minister Paolo Renzi said on Friday.",
        ),
        (
            "Kenya rejects the idea of a naval base on Manda island, minister Moses Kiprono said on Monday.",
            "Kenya welcomes joint patrols off Manda island, minister Moses Kiprono said on Friday.",
        ),
        (
            "Norway is ready for talks with Chile on gas, minister Lars Hove said on Monday.",
            "Norway will hold no negotiations with Chile over its waters, minister Lars Hove said on Friday.",
        ),
    ],
)
def test_one_person_speaks_of_two_matters(first: str, second: str) -> None:
    assert kinds(first, second, later=11) == set()


def test_what_one_denies_of_itself_needs_few_words_in_common() -> None:
    told = "Trainer Giles Thorn gave banned painkillers to three horses at the Orvo races, the stewards said on Monday."
    answer = "Giles Thorn, a trainer at the Orvo races, said on Tuesday that he never doped a horse."
    assert kinds(told, answer, later=1) == {"denial"}


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (
            "Chile hacked into the mail of Peru's parliament, the Peruvian government said on Monday.",
            "Chile has never hacked any network in Peru, Chile's foreign ministry said on Tuesday.",
        ),
        (
            "The army of Ghana accused Togo on Monday of planting land mines on the border near Aflao.",
            "Togo laid no mines on the border near Aflao, the government of Togo said on Tuesday.",
        ),
    ],
)
def test_what_a_state_says_of_itself_that_it_did_not_is_a_denial(told: str, answer: str) -> None:
    assert kinds(told, answer, later=1) == {"denial"}


def test_the_words_of_an_axis_may_say_which_thing_it_is() -> None:
    first = "The government will not put Orvo under a state of emergency, Prime Minister Jorge Salas said on Monday."
    second = "Prime Minister Jorge Salas on Friday declared a state of emergency in Orvo."
    assert kinds(first, second, later=11) == {"reversal"}


@pytest.mark.parametrize(
    ("sentence", "pole", "mood"),
    [
        ("Peru has made up its mind to pull out of the fishing treaty, a minister said on Monday.", "-join", "will"),
        ("Ghana asked the International Monetary Fund for a loan, a minister said on Monday.", "+borrow", "fact"),
        ("Peru will shut down all of its old coal-fired power plants, a minister said on Monday.", "-phase", "will"),
    ],
)
def test_an_expression_is_found_by_what_belongs_to_its_words(sentence: str, pole: str, mood: str) -> None:
    assert (pole, mood) in poles(sentence)


def test_who_lives_somewhere_is_not_said_to_be_alive() -> None:
    told = {pole for pole, _ in poles("Families living near the quarry left their homes, a mayor said on Monday.")}
    assert not {"+life", "-life"} & told


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        # Nobody need deny what anyone may do; and an answer says that it was not so.
        (
            "Peru received the fishing fleet in Callao on Monday.",
            "Peru rejected the claims over the fleet, Lima said on Tuesday.",
        ),
        (
            "Peru seized a trawler off Callao on Monday, Chile said.",
            "Peru lost a trawler off Callao on Monday, Peru said on Tuesday.",
        ),
    ],
)
def test_what_is_no_charge_or_no_answer_is_no_denial(told: str, answer: str) -> None:
    assert "denial" not in kinds(told, answer, later=1)


def test_who_takes_part_tells_of_which_talks_one_person_speaks() -> None:
    first = "Ghana is ready to host a new round of talks between Togo and Benin, Minister Osei Banda said on Monday."
    second = "Ghana will not host negotiations between Togo and Benin, Minister Osei Banda said on Friday."
    assert "reversal" in kinds(first, second, later=4)


def test_a_bill_that_is_passed_on_a_day_is_passed() -> None:
    assert ("+accept", "fact") in poles("The parliament passed the bill on Monday, an aide said on Monday.")
