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


def test_what_was_done_after_a_happening_lies_between_it_and_the_dispatch(read):
    reading = read(
        "Israel's campaign against Iran lasted from June 13 to 24. After the campaign, Israel met with Russia."
    )
    assert when_of(reading, "meet").edtf == "2025-06-24/2025-07-03"


def test_a_happening_told_by_its_length(read):
    reading = read("The campaign lasted from June 13 to 24. Moscow did not arm Iran during the 12-day war.")
    when = when_of(reading, "arm")
    assert when.edtf == "2025-06-13/2025-06-24"
    assert when.basis.startswith("during the 12-day war")


def test_a_happening_does_not_date_itself(read):
    reading = read(
        "It began after the end of Israel's military campaign against Iran, which lasted from June 13 to 24."
    )
    assert when_of(reading, "military campaign").edtf == "2025-06-13/2025-06-24"


def test_the_news_of_the_day_is_about_its_date(read):
    reading = read("Iran attacked Iraq.\n\nA long time before that, it is said, Iraq bombed Iran.")
    assert [e.when.edtf if e.when else None for e in reading.events] == ["2025-07-03~", None]


def test_the_dateline_holds_a_timex(read):
    text = "OSLO, July 3 (Sample Wire) -- Norway met with Chad."
    timex = read(text, begin=text.index("Norway")).timexes[0]
    assert (timex.text, timex.value) == ("July 3", "2025-07-03")


def test_what_is_to_be_lies_ahead(read):
    reading = read("France is to meet with Germany on Monday. France agreed to meet with Italy on Friday.")
    assert [e.when.edtf for e in reading.events if e.verb == "meet"] == ["2025-07-07", "2025-07-04"]
    assert {e.status for e in reading.events if e.verb == "meet"} == {"planned"}


def test_a_purpose_does_not_look_ahead(read):
    reading = read("They met at celebrations to mark the entry into force on Monday.")
    assert reading.timexes[0].value == "2025-06-30"


def test_what_happens_when_something_else_does_has_its_date(read):
    reading = read("Germany and France are expected to talk about it when they meet in Oslo next week.")
    assert when_of(reading, "talk").edtf == "2025-07-07/2025-07-13"


def test_what_did_not_happen_lies_behind(read):
    assert read("Poland did not expel the envoy on Tuesday.").timexes[0].value == "2025-07-01"


def test_a_day_between_subject_and_verb_is_the_verbs(read):
    assert when_of(read("Russia on Tuesday accused Ukraine."), "accuse").edtf == "2025-07-01"


def test_a_day_ahead_dates_nothing_told_as_past(read):
    reading = read("The drills will last until July 27.\n\nIt rained. They end on July 27. Japan attacked Chad.")
    assert when_of(reading, "attack") is None


def test_a_range_over_two_months(read):
    reading = read("Japan attacked Chad from June 29 to July 2.")
    assert when_of(reading, "attack").edtf == "2025-06-29/2025-07-02"


def test_of_two_tellings_of_one_time_the_nearer_counts(read):
    reading = read("Last month, on June 13, Iran attacked Iraq.")
    assert when_of(reading, "attack").edtf == "2025-06-13"


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


def test_a_date_put_beside_another_that_opens_the_sentence(read):
    reading = read("A week earlier, on June 24, the Kremlin had reported that France met with Germany.")
    assert when_of(reading, "meet").edtf == "2025-06-24"
