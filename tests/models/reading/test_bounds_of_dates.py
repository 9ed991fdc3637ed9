"""What the words before a date make of it: a case a rule. The dispatch is of Thursday 3 July 2025."""

from __future__ import annotations

import pytest


def days(read, text):
    return [(e.verb, e.when and e.when.edtf) for e in read(text).events]


@pytest.mark.parametrize(
    ("text", "verb", "day"),
    [
        # The end of what was done is not its day: that is of the news, and it lasts until then.
        ("Chad has closed the airport of Abeche to traffic until July 20.", "close", "2025-07-03~/2025-07-20"),
        ("Mali has banned French aircraft through Sunday.", "ban", "2025-07-03~/2025-07-06"),
        ("Chad closed its border with Mali on Monday until July 15.", "close", "2025-06-30"),
        ("Mali will ban French aircraft until Monday.", "ban", "../2025-07-07"),
        # From a day on.
        ("Mali will ban French aircraft from Monday.", "ban", "2025-07-07/.."),
        ("Chad has banned French aircraft from July 10.", "ban", "2025-07-03~"),
        ("Chad and Mali held talks from Monday to Wednesday.", "talk", "2025-06-30/2025-07-02"),
        ("Nurses in Chad will go on strike from Wednesday to Friday.", "strike", "2025-07-09/2025-07-11"),
        # A count since a day is of no day.
        ("Lawmakers removed Omar Diallo, the third leader ousted since 2020.", "oust", None),
        ("It was the first attack by Mali on Chad since May.", "attack", None),
        ("Chad attacked Mali for the first time since May.", "attack", "2025-07-03~"),
        ("Mali has bombed Chad since Monday.", "bomb", "2025-06-30/.."),
        # A deadline lies between the dispatch and its end; what was done by a day, before it.
        ("France will attack Chad by the end of the year.", "attack", "2025-07-03/2025"),
        ("Mali had attacked Chad by Tuesday.", "attack", "../2025-07-01"),
        ("Chad will release the Malian soldiers within 48 hours.", "release soldier", "2025-07-03/2025-07-05"),
        # About a day.
        ("Chad and Mali will hold talks around July 10.", "talk", "2025-07-10~"),
    ],
)
def test_a_date_with_a_bound_is_not_the_day_of_the_deed(read, text, verb, day):
    assert (verb, day) in days(read, text)


def test_a_deadline_is_not_the_date_that_the_narrative_goes_on_from(read):
    reading = read("It rained.\n\nChad is to be paid by the end of July. Mali attacked Chad.")
    assert [e.when for e in reading.events if e.verb == "attack"] == [None]
