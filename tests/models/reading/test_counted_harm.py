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
