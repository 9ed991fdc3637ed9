"""What happened when: how events and claims get their dates."""

from __future__ import annotations

import datetime as dt


def when_of(reading, verb):
    return next(e.when for e in reading.events if e.verb == verb)


def test_the_date_of_the_clause(read):
    reading = read("Iran attacked Iraq on June 22, and on June 24 Iraq bombed Iran.")
    assert when_of(reading, "attack").edtf == "2025-06-22"
    assert when_of(reading, "bomb").edtf == "2025-06-24"


def test_a_relative_clause_dates_the_noun_it_describes(read):
    reading = read("It came after the end of Israel's military campaign against Iran, which lasted from June 13 to 24.")
    assert when_of(reading, "military campaign").edtf == "2025-06-13/2025-06-24"


def test_counted_from_a_happening_whose_date_is_known(read):
    reading = read(
        "Israel's military campaign against Iran, which lasted from June 13 to 24, is over. "
        "Israel held talks with Russia about a week after the end of the campaign."
    )
    when = when_of(reading, "talk")
    assert (when.edtf, when.approximate) == ("2025-07-01~", True)
    assert "2025-06-24" in when.basis


def test_the_narrative_goes_on(read):
    reading = read("On June 22, Iraq bombed Iran. Iran attacked Iraq in response.")
    when = when_of(reading, "attack")
    assert when.edtf == "2025-06-22"
    assert "last spoken of" in when.basis


def test_the_date_of_speaking_is_not_that_of_what_is_spoken_of(read):
    reading = read("On June 20, Putin said that Iran had attacked Iraq in May.")
    claim = next(c for c in reading.claims if c.cue and c.cue.lemma == "say")
    assert claim.said.edtf == "2025-06-20"
    assert when_of(reading, "attack").edtf == "2025-05"


def test_said_where_the_speaker_stood_on_a_day(read):
    reading = read("Speaking at a forum on June 20, Putin stressed that Russia is ready.")
    assert reading.claims[0].said.edtf == "2025-06-20"


def test_a_present_tense_is_said_on_the_dispatchs_date(read):
    claim = read("The broadcaster Kan claims that the talks go on.").claims[0]
    assert claim.said.earliest == dt.date(2025, 7, 3)
    assert "present tense" in claim.said.basis


def test_without_any_date_nothing_is_dated(read):
    reading = read("Iran attacked Iraq, Moscow says.", date=None)
    assert [e.when for e in reading.events] == [None]
    assert [c.said for c in reading.claims] == [None]


def test_every_when_leads_to_its_words(read):
    text = "Iran attacked Iraq on June 22.\nTwo days later Iraq answered."
    for timex in read(text).timexes:
        assert text[slice(*timex.span)] == timex.text
        assert timex.when.span == timex.span
