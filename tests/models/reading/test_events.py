"""Who did what to whom: a case a rule."""

from __future__ import annotations

import pytest


def deeds(read, text, **about):
    """Each event as (sources, category, targets, status) with countries or ids."""
    code = lambda mentions: tuple(m.actor.country or m.actor.id for m in mentions)  # noqa: E731
    return [(code(e.sources), e.category, code(e.targets), e.status) for e in read(text, **about).events]


CASES = [
    ("a verb", "Iran attacked Iraq.", ("IRN",), "ASSAULT", ("IRQ",), "happened"),
    ("a passive", "Iraq was attacked by Iran.", ("IRN",), "ASSAULT", ("IRQ",), "happened"),
    ("a joined subject", "Iran and Syria condemned Israel.", ("IRN", "SYR"), "ACCUSE", ("ISR",), "happened"),
    ("a noun with a light verb", "Iran launched a missile strike on Iraq.", ("IRN",), "ASSAULT", ("IRQ",), "happened"),
    ("a noun with its parties", "They watched Israel's attack on Syria.", ("ISR",), "ASSAULT", ("SYR",), "happened"),
    (
        "a response",
        "Tehran responded with missile attacks on Israeli territory.",
        ("IRN",),
        "ASSAULT",
        ("ISR",),
        "happened",
    ),
    ("by doing", "Iran entered the conflict by attacking Iraq.", ("IRN",), "ASSAULT", ("IRQ",), "happened"),
    ("between", "The talks between France and Germany ended.", ("FRA", "DEU"), "CONSULT", ("FRA", "DEU"), "happened"),
    ("met with", "France met with Germany.", ("FRA", "DEU"), "CONSULT", ("FRA", "DEU"), "happened"),
    ("urged to", "Washington urged Israel to stop.", ("USA",), "REQUEST", ("ISR",), "happened"),
    ("negated", "Moscow did not arm Iran.", ("RUS",), "AID", ("IRN",), "negated"),
    ("planned", "Iran will attack Iraq.", ("IRN",), "ASSAULT", ("IRQ",), "planned"),
    ("possible", "Iran may attack Iraq.", ("IRN",), "ASSAULT", ("IRQ",), "possible"),
    ("attacked in words", "Iran attacked the Iraqi plan.", ("IRN",), "ACCUSE", ("IRQ",), "happened"),
    ("a facility in a country", "Israel bombed three sites in Iran.", ("ISR",), "ASSAULT", ("IRN",), "happened"),
    ("a facility of its owner", "Iran bombed an American base in Qatar.", ("IRN",), "ASSAULT", ("USA",), "happened"),
]


CASES += [
    ("what a happening did", "Israeli airstrikes killed five Syrians.", ("ISR",), "ASSAULT", ("SYR",), "happened"),
    ("a threat on a condition", "France will bomb Iran if it attacks.", ("FRA",), "THREATEN", ("IRN",), "happened"),
    ("no threat", "France will not bomb Iran if it leaves.", ("FRA",), "ASSAULT", ("IRN",), "negated"),
    ("a charge rejected", "India rejected Pakistan's allegation.", ("IND",), "REJECT", ("PAK",), "happened"),
    ("tear gas", "Police fired tear gas on Friday at Iranians.", ("police",), "COERCE", ("IRN",), "happened"),
]


#: What is done by a verb and its thing, by a state one is put into, by words about a deed to come: who, what, whom.
WORDED = [
    ("a thing suspended", "France suspended military aid to Mali.", ("FRA",), "SANCTION", ("MLI",)),
    ("a thing opened", "Germany opened an investigation into Iran.", ("DEU",), "ACCUSE", ("IRN",)),
    ("a thing with a compound", "France imposed a travel ban on Iran.", ("FRA",), "SANCTION", ("IRN",)),
    ("an envoy summoned", "France summoned the Iranian ambassador.", ("FRA",), "ACCUSE", ("IRN",)),
    ("signed together", "France and Germany signed a treaty.", ("FRA", "DEU"), "SUPPORT", ("FRA", "DEU")),
    ("a place for its people", "France declared a state of siege in Mali.", ("FRA",), "COERCE", ("MLI",)),
    ("a verb with its particle", "France turned down a request from Iran.", ("FRA",), "REJECT", ("IRN",)),
    ("given without a preposition", "Norway gave Moldova a loan.", ("NOR",), "AID", ("MDA",)),
    ("troops sent are not whom they meet", "France sent troops to Mali.", ("FRA",), "MOBILIZE", ("MLI",)),
    ("agreed to", "France agreed to release Iran's ship.", ("FRA",), "AGREE", ("IRN",)),
    ("ready to", "France is ready to help Mali.", ("FRA",), "AGREE", ("MLI",)),
    ("refused to", "France refused to meet Iran.", ("FRA",), "REJECT", ("IRN",)),
    ("threatened to", "France threatened to bomb Iran.", ("FRA",), "THREATEN", ("IRN",)),
    ("a promise of harm", "France vowed to bomb Iran.", ("FRA",), "THREATEN", ("IRN",)),
    ("said it will", "France said it will help Mali.", ("FRA",), "AGREE", ("MLI",)),
    ("said it will not", "France said it will not help Mali.", ("FRA",), "REJECT", ("MLI",)),
    ("will not", "France will not help Mali.", ("FRA",), "REJECT", ("MLI",)),
    ("said another must", "France said Iran must leave.", ("FRA",), "REQUEST", ("IRN",)),
    ("agreed to share", "France and Germany agreed to share data.", ("FRA", "DEU"), "AGREE", ("FRA", "DEU")),
    ("exchanged", "Iran and Israel exchanged fire.", ("IRN", "ISR"), "ASSAULT", ("IRN", "ISR")),
    ("put under arrest", "Iran put three French sailors under house arrest.", ("IRN",), "COERCE", ("FRA",)),
    ("its facilities", "France attacked Iran and bombed its bases.", ("FRA",), "ASSAULT", ("IRN",)),
    ("of two countries", "The French and German ministers met in Oslo.", ("FRA", "DEU"), "CONSULT", ("FRA", "DEU")),
]


@pytest.mark.parametrize(("text", "who", "what", "whom"), [c[1:] for c in WORDED], ids=[c[0] for c in WORDED])
def test_worded_rule(read, text, who, what, whom):
    assert (who, what, whom) in [deed[:3] for deed in deeds(read, text)]


def test_who_is_only_described_acts_too(read):
    assert deeds(read, "Protesters attacked a depot.") == [(("protesters",), "ASSAULT", ("a-depot",), "happened")]


def test_a_dateline_in_the_text_does_not_act(read):
    found = read("ALGIERS, Algeria - Police have arrested ten journalists.").events
    assert "ALGIERS" not in [e.sources[0].text for e in found]


def test_what_is_done_on_purpose_needs_nobody_named(read):
    assert deeds(read, "Three French soldiers were kidnapped in Mali.")[0][:2] == ((), "ASSAULT")
    assert deeds(read, "Three soldiers were killed in a crash.") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kyiv denies shelling the plant.", "negated"),
        ("France failed to attack Mali.", "negated"),
        ("France demanded that Mali be attacked by Iran.", "planned"),
        ("France will say whether Iran attacked Mali.", "possible"),
        ("France sent a note to arm Mali.", "planned"),
    ],
)
def test_what_is_not_done_has_not_happened(read, text, status):
    assert status in [e.status for e in read(text).events if e.category in ("ASSAULT", "AID")]


def test_a_doer_alone_where_a_light_verb_lends_him(read):
    assert (("IRN",), "ASSAULT", ()) in [d[:3] for d in deeds(read, "Iran retaliated with missile strikes.")]


def test_what_is_not_told_a_reporter_is_no_refusal(read):
    assert deeds(read, "The Kremlin declined to comment.") == []


def test_a_warning_of_what_one_could_do_threatens(read):
    assert (("ISR",), "THREATEN") in [d[:2] for d in deeds(read, "Israel warned it could bomb Iran.")]


def test_rebels_are_not_their_country(read):
    found = deeds(read, "The Iranian army attacked Iranian rebels.")
    assert [(what, whom) for _, what, whom, _ in found] == [("ASSAULT", ("IRN",))]


def test_a_condemned_attack_does_not_blame_its_victim(read):
    assert all(whom != ("FRA",) for _, _, whom, _ in deeds(read, "Germany condemned the attack on France."))


@pytest.mark.parametrize(("text", "who", "what", "whom", "status"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rule(read, text, who, what, whom, status):
    assert (who, what, whom, status) in deeds(read, text)


def test_a_topic_of_talks_is_no_party(read):
    found = deeds(read, "Israel and Russia are secretly holding talks on Iran and Syria.")
    assert {who for who, *_ in found} == {("ISR", "RUS")}


def test_the_accused_is_said_to_have_acted(read):
    found = deeds(read, "Azerbaijan accused Iran of arming Armenia.")
    assert (("IRN",), "AID", ("ARM",), "happened") in found


def test_what_is_fired_is_not_whom_it_hits(read):
    assert (("PRK",), "ASSAULT", ("JPN",), "happened") in deeds(read, "North Korea fired a missile toward Japan.")


def test_nobody_acts_on_himself(read):
    assert all(
        set(who).isdisjoint(whom)
        for who, what, whom, _ in deeds(read, "Israel denied it. The Kremlin blamed Russia.")
        if what != "CONSULT"
    )


def test_the_place_is_no_party(read):
    event = read("Iran launched a missile strike on the largest American air base in Qatar.").events[0]
    assert event.where == "Qatar"
    assert "QAT" not in {m.actor.country for m in (*event.sources, *event.targets)}


def test_a_definite_noun_recalls_the_parties_of_the_last_of_its_kind(read):
    found = deeds(read, "Israel and Russia held talks in Oslo. The dialogue went on.")
    assert found[-1][0] == ("ISR", "RUS")


def test_their_meeting_is_that_of_the_pair_before(read):
    found = deeds(
        read,
        "It is a topic for French President Anna Muster and German Chancellor Peter Beispiel during their meeting.",
    )
    assert (("FRA", "DEU"), "CONSULT") in [(f[0], f[1]) for f in found]


def test_an_event_knows_the_claim_it_stands_in(read):
    reading = read("Kan claims that Iran attacked Iraq.")
    assert reading.events[0].claim == reading.claims[0].id


def test_the_same_event_told_twice_is_one(read):
    text = "Iran attacked Iraq on June 22. On June 22 Iran attacked Iraq."
    assert len(deeds(read, text)) == 1


def test_a_mere_statement_is_no_event(read):
    assert deeds(read, "Moscow said that the weather in Oslo was fine.") == []


def test_a_happening_without_a_doer_still_hurts(read):
    (event,) = read("The bombing of the bridge killed four Syrian soldiers.").events
    assert (event.sources, [m.actor.country for m in event.targets]) == ((), ["SYR"])


@pytest.mark.parametrize(
    "text", ["France asked Iran to return to dialogue.", "The French minister talked to reporters."]
)
def test_going_back_to_talks_and_talking_to_reporters_are_no_deeds(read, text):
    assert {e.category for e in read(text).events} <= {"REQUEST"}


def test_another_ones_decision_is_not_the_subjects_deed(read):
    events = read("China opposes the U.S. decision to impose tariffs on Chinese goods.").events
    assert "SANCTION" not in {e.category for e in events if any(m.actor.country == "CHN" for m in e.sources)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("France left on Friday, a day after Iran attacked Iraq.", "2025-06-26"),
        ("France left on Friday, two days before Iran attacked Iraq.", "2025-06-29"),
    ],
)
def test_what_is_counted_from_another_happening(read, text, day):
    (event,) = [e for e in read(text, date="2025-06-28").events if e.category == "ASSAULT"]
    assert event.when.edtf == day


def test_what_is_told_again_without_its_target_is_the_same(read):
    text = "Russia is ready to help Iran. Putin spoke. Russia has voiced its readiness."
    assert [e.verb for e in read(text).events if e.category == "AGREE"] == ["ready"]
