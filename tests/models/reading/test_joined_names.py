"""Two countries that a hyphen joins, and an accusation that its sentence says was denied."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "verb", "both"),
    [
        ("The UN welcomed the Thai-Cambodian ceasefire.", "ceasefire", {"THA", "KHM"}),
        ("Indian-Pakistani talks began in Dubai.", "talk", {"IND", "PAK"}),
    ],
)
def test_what_is_of_two_countries_is_of_both(read, text, verb, both):
    event = next(e for e in read(text).events if e.verb == verb)
    assert {m.actor.id for m in event.sources} == {m.actor.id for m in event.targets} == both


def test_a_border_of_two_countries_is_of_neither(read):
    targets = [
        m.actor for e in read("Malaysian troops arrived at the Thai-Cambodian border.").events for m in e.targets
    ]
    assert [actor.country for actor in targets] == [None]


def test_an_accusation_stands_though_it_is_denied(read):
    text = "Ethiopia accused Eritrea of massing troops at the border, which Asmara denied."
    reading = read(text)
    assert {e.category: e.status for e in reading.events} == {"ACCUSE": "happened", "MOBILIZE": "negated"}
    told = {c.cue.lemma: text[slice(*c.content[0])] for c in reading.claims}
    assert told == {"accuse": "Eritrea of massing troops at the border", "deny": "massing troops at the border"}
    assert [c.parent for c in reading.claims] == [None, None]


def test_sanctions_are_answered_with_measures_not_against_them(read):
    assert read("Belarus will respond to the new EU sanctions with proportionate measures.").events == ()


def test_what_somebody_marches_to_demand_is_demanded(read):
    found = {e.category: e.status for e in read("Thousands marched in Belgrade to demand early elections.").events}
    assert found == {"PROTEST": "happened", "REQUEST": "happened"}
