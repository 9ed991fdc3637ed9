"""What nobody says: deeds, plans and names that look like what is told."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Iran answered with a missile strike on Israel.",
        "Iran attacked the port.",
        "Israel began a campaign against Iran.",
    ],
)
def test_what_is_done_is_not_said(read, text):
    assert read(text).claims == ()


def test_who_only_seems_does_not_say(read):
    claims = read("Moscow seems to want a deal.").claims
    assert all(not (c.via or c.sources) for c in claims if c.cue is not None and c.cue.lemma == "seem")


def test_a_deed_is_no_claim(read):
    assert read("Iran attacked Iraq. Moscow helped Iran to arm its troops.").claims == ()


def test_what_is_only_to_be_talked_about_is_no_claim(read):
    claims = read("Moscow and Tehran are expected to talk about it next week.").claims
    assert all(c.cue is None or c.cue.lemma != "talk" for c in claims)


def test_nobody_says_a_day_alone(read):
    claims = read("France and Mali reached an agreement on Friday to help Chad.").claims
    assert all(c.content for c in claims)


@pytest.mark.parametrize(
    "text",
    ["Putin addressed the Valdai Forum in Sochi.", "France criticized the campaign of Israel against Iran."],
)
def test_a_name_alone_is_nothing_said(read, text):
    contents = [text[slice(*span)] for claim in read(text).claims for span in claim.content]
    assert not {"the Valdai Forum", "Iran"} & set(contents)


def test_a_goal_says_nothing_whose_it_is_does(read):
    text = "According to Israel's stated goal, the operation is meant to destroy the missiles."
    assert [m.actor.id for c in read(text).claims for m in c.sources] in (["ISR"], [])
    nobodys = read("According to the stated goal, the operation is meant to destroy the missiles.")
    assert [c.sources for c in nobodys.claims] in ([], [()])


@pytest.mark.parametrize(
    "text", ["The two sides did not agree on a ceasefire.", "The White House is not expected to comment."]
)
def test_what_nobody_agreed_or_is_expected_to_is_no_claim(read, text):
    assert read(text).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Protesters blocked roads in Nairobi on Monday.",
        "The army seized ships off the coast.",
        "The decision has not been announced.",
        "His name was not released.",
    ],
)
def test_what_is_done_or_not_told_is_nobodys_claim(read, text):
    assert read(text).claims == ()
