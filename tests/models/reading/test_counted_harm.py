"""Who is killed and who is hurt, where only their number is told: one event each, with the number. A case a rule."""

from __future__ import annotations

import pytest


def harm(read, text):
    return [(e.verb, [m.text for m in e.sources], [m.text for m in e.targets]) for e in read(text).events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian missiles killed three people and wounded five in Odesa.",
            [("kill", "Russian missiles", "three people"), ("wound", "Russian missiles", "five")],
        ),
        (
            "Three people were killed and five wounded when a Russian drone hit a bus.",  # the auxiliary left out
            [("kill", "a Russian drone", "Three people"), ("wound", "a Russian drone", "five")],
        ),
        (
            "An Israeli strike killed at least 12 and injured more than 30.",  # the parse makes "killed" a participle
            [("kill", "An Israeli strike", "at least 12"), ("injure", "An Israeli strike", "more than 30")],
        ),
        (
            "Two soldiers were killed and one was injured in an ambush by rebels.",
            [("kill", "rebels", "Two soldiers"), ("injure", "rebels", "one")],
        ),
    ],
)
def test_killed_and_wounded_are_an_event_each(read, text, expected):
    assert [(verb, *doers, *done_to) for verb, doers, done_to in harm(read, text)][:2] == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The attack left nine dead and 20 injured.", ["nine", "20"]),
        ("The raid left 20 others wounded.", ["20 others"]),
        ("A Russian missile left four dead in Sumy.", ["four"]),
    ],
)
def test_what_an_attack_left_is_what_it_did(read, text, numbers):
    assert numbers in [targets for _, _, targets in harm(read, text)]


def test_nobody_is_hurt_by_what_leaves_a_country(read):
    assert not harm(read, "The visit left two questions open.")


def test_those_set_free_are_told_with_who_freed_them(read):
    assert harm(read, "Colombian rebels released two soldiers.") == [
        ("release soldier", ["Colombian rebels"], ["two soldiers"])
    ]


def test_nobody_is_told_to_have_hurt_those_of_two_who_fire_at_each_other(read):
    text = "Chadian and Malian troops exchanged fire on Monday, killing two Malian soldiers and wounding five others."
    assert harm(read, text)[1:] == [("kill", [], ["two Malian soldiers"]), ("wound", [], ["five others"])]


def test_soldiers_are_killed_by_somebody_though_not_in_a_crash(read):
    assert harm(read, "Two of its soldiers were killed, Mali's army said.") == [("kill", [], ["Two of its soldiers"])]
    assert harm(read, "Two soldiers were killed in a crash.") == []


def test_two_who_fight_a_war_fight_each_other(read):
    both = ["India", "Pakistan"]
    assert harm(read, "India and Pakistan fought a five-day war.") == [("fight war", both, both)]


def test_who_attacked_killed_those_who_were_killed_when_he_did(read):
    text = "Two Thai rangers were killed when Cambodian forces attacked their outpost."
    assert harm(read, text)[0] == ("kill", ["Cambodian forces"], ["Two Thai rangers"])


def test_an_attack_and_whom_it_killed_are_told_both(read):
    text = "Cambodian forces attacked a Thai outpost on Sunday, killing two Thai rangers."
    assert [verb for verb, _, _ in harm(read, text)] == ["attack", "kill"]


def test_a_landmine_does_harm(read):
    assert harm(read, "A landmine wounded three soldiers.") == [("wound", [], ["three soldiers"])]


def test_shot_dead_is_of_the_verb(read):
    assert harm(read, "Police in Nairobi shot dead two protesters.")[0][2] == ["two protesters"]
