"""Verbs of force with what is no force, and deeds that are not told by the verb over them. Of Thursday 3 July 2025."""

from __future__ import annotations

import pytest


def deeds(read, text):
    return [(e.category, e.verb, e.status) for e in read(text).events]


@pytest.mark.parametrize(
    "text",
    [
        "Mali said it would open its side on Dec 2.",  # a day is nobody acted on
        "British voters struck a blow against the government.",
        "Lebanon fired off a protest note to Israel.",
        "Chad's Foreign Ministry raised its travel alert for Mali.",
    ],
)
def test_no_force_is_used(read, text):
    assert not {"ASSAULT", "MOBILIZE", "SANCTION"} & {category for category, _, _ in deeds(read, text)}


def test_restraint_is_no_joint_exercise(read):
    found = deeds(read, "Japan urged Mali and Chad to exercise maximum restraint.")
    assert [category for category, _, _ in found] == ["REQUEST"]


def test_who_is_fired_is_dismissed(read):
    event = read("Nigeria's President Bola Tinubu fired his defence chief on Monday.").events[0]
    assert (event.category, [m.text for m in event.targets]) == ("SANCTION", ["his defence chief"])


def test_fire_is_returned_as_fire(read):
    assert deeds(read, "Our troops returned fire at the border.")[0][:2] == ("ASSAULT", "return fire")


def test_what_came_before_is_not_done_by_who_answers_it(read):
    assert deeds(read, "Chad issued a travel advisory after deadly clashes at the border.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court will hold a meeting on the clashes between Mali and Chad.", ("ASSAULT", "clash", "happened")),
        (
            "France denied Russian allegations that it had blocked a statement on the fighting between Mali and Chad.",
            ("ASSAULT", "fighting", "happened"),
        ),
        ("French lawmakers voted 312-148 on Monday to approve the budget.", ("CONCEDE", "approve", "happened")),
    ],
)
def test_what_is_only_talked_about_is_neither_planned_nor_denied(read, text, expected):
    assert expected in deeds(read, text)


@pytest.mark.parametrize("text", ["There were no reports of damage to ships."])
def test_what_nobody_reported_is_no_claim(read, text):
    assert read(text).claims == ()


def test_a_denied_report_makes_one_claim(read):
    claims = read("Mali denied a report that it had agreed to withdraw its troops.").claims
    assert [(c.cue.lemma, c.polarity) for c in claims] == [("deny", "negated")]


def test_guests_are_received_and_soldiers_are_not(read):
    assert [c for c, _, _ in deeds(read, "France received the Malian foreign minister.")] == ["CONSULT"]
    assert deeds(read, "The French army received two soldiers.") == []


def test_a_particle_is_no_part_of_a_number(read):
    event = read("Mali handed over 18 Chadian soldiers.").events[0]
    assert [m.text for m in event.targets] == ["18 Chadian soldiers"]


def test_a_resignation_that_is_announced_is_one_event(read):
    assert len(read("Prime Minister Anna Muster announced her government's resignation.").events) == 1


def test_what_a_fight_left_is_told(read):
    event = read("The two sides fought for two hours, leaving at least three dead.").events[0]
    assert (event.category, [m.text for m in event.targets]) == ("ASSAULT", ["at least three"])


def test_a_protest_that_somebody_goes_to_takes_place(read):
    found = deeds(
        read, "Thousands of people had taken to the streets on Monday to protest against the French president."
    )
    assert {status for _, _, status in found} == {"happened"}


def test_a_meeting_that_is_requested_says_nothing(read):
    assert read("The meeting was requested by Mali.").claims == ()


def test_who_is_let_do_something_is_allowed_it(read):
    event = read("Mali will allow UN observers to work on its side.").events[0]
    assert (event.category, event.status, [m.text for m in event.targets]) == ("CONCEDE", "planned", ["UN observers"])


def test_positions_are_hit_with_weapons(read):
    assert deeds(read, "In June, Turkish jets hit Kurdish positions in northern Iraq.")[0][0] == "ASSAULT"


def test_where_a_bombing_was_does_not_kill(read):
    events = read("Islamic State claimed responsibility for Friday's bombing in Kabul, which killed 19.").events
    assert "AFG" not in [m.actor.id for e in events for m in e.sources]


def test_two_who_say_so_on_the_sides_of_a_semicolon_say_one_each(read):
    text = "Mali said it had fired a missile; Chad said it was intercepted."
    told = {c.sources[0].actor.id: text[slice(*c.content[0])] for c in read(text).claims}
    assert told == {"MLI": "it had fired a missile", "TCD": "it was intercepted"}


def test_a_pronoun_alone_is_nothing_said(read):
    assert all(c.cue.lemma != "back" for c in read("Denmark, which had opposed the plan, backed it on Monday.").claims)


def test_who_flies_others_somewhere_meets_nobody(read):
    assert "CONSULT" not in {c for c, _, _ in deeds(read, "Mali freed 27 prisoners on Monday and flew them to Chad.")}


def test_a_deed_joined_to_what_others_had_done_is_theirs(read):
    text = "The French army said on Monday that Malian troops had crossed the border and fired on a patrol."
    assert [m.text for e in read(text).events if e.verb == "fire" for m in e.sources] == ["Malian troops"]
    assert [text[slice(*c.content[0])] for c in read(text).claims] == [
        "that Malian troops had crossed the border and fired on a patrol"
    ]
