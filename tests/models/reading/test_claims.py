"""Who says so: a case a construction."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def told(read, text, **about):
    """Each claim as (chain, cue's lemma, content)."""
    reading = read(text, **about)
    return [
        (
            tuple(m.actor.name for m in (*c.via, *c.sources)),
            c.cue.lemma if c.cue else None,
            " … ".join(text[s:e] for s, e in c.content),
        )
        for c in reading.claims
    ]


CASES = [
    ("a clause after the cue", "Moscow says that Iran is ready.", ("Russia",), "say", "that Iran is ready"),
    ("a clause before the cue", "Iran is ready, Moscow says.", ("Russia",), "say", "Iran is ready"),
    ("the cue before its speaker", '"We are ready," said Anna Muster.', ("Anna Muster",), "say", '"We are ready,"'),
    ("as X notes", "As Kan notes, the talks began in Oslo.", ("Kan",), "note", "the talks began in Oslo"),
    ("according to", "According to Moscow, Iran is ready.", ("Russia",), "according to", "Iran is ready"),
    ("according to, at the end", "Iran is ready, according to Moscow.", ("Russia",), "according to", "Iran is ready"),
    ("a noun that attributes", "They met after Moscow's signals about its plans.", ("Russia",), "signal", "its plans"),
    ("an object", "The Kremlin reported a conversation with Iran.", ("Kremlin",), "report", "a conversation with Iran"),
    (
        "rejected as",
        'Tehran rejected as "baseless" reports that talks failed.',
        ("Iran",),
        "reject",
        "reports that talks failed",
    ),
    (
        "rejected as, at once",
        "Tehran rejected as false the charge that talks failed.",
        ("Iran",),
        "reject",
        "the charge that talks failed",
    ),
    ("an infinitive", "Tehran vowed to respond to the strike.", ("Iran",), "vow", "to respond to the strike"),
]


@pytest.mark.parametrize(("text", "chain", "cue", "content"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_construction(read, text, chain, cue, content):
    assert (chain, cue, content) in told(read, text)


def test_nobody_is_named_where_nobody_is(read):
    claims = told(read, "It was stated that Russia will keep up contacts with Iran.")
    assert ((), "state", "that Russia will keep up contacts with Iran") in claims


def test_the_chain_goes_from_the_agency_through_the_relay(read):
    text = "SAMPLE, July 3. /EXAMPLE/. The Kremlin reported that Vladimir Putin expressed readiness to help Iran."
    reading = read(text, agency="EXAMPLE", begin=27)
    outer, inner, *_ = reading.claims
    assert [m.actor.name for m in outer.via] == ["EXAMPLE"]
    assert [m.actor.name for m in inner.via] == ["EXAMPLE", "Kremlin"]
    assert inner.parent == outer.id
    assert text[slice(*outer.via[0].span)] == "EXAMPLE"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Moscow says that Iran is ready.", "indirect"),
        ('Moscow says that Iran is "more than ready" now.', "mixed"),
        ('"Iran is more than ready," Moscow says.', "direct"),
    ],
)
def test_mode(read, text, mode):
    assert read(text).claims[0].mode == mode


def test_quotations_are_spans_with_their_marks(read):
    text = 'Moscow says that Iran is "more than ready" now.'
    assert [text[s:e] for s, e in read(text).claims[0].quotes] == ['"more than ready"']


@pytest.mark.parametrize(
    ("text", "polarity", "certainty", "stance"),
    [
        ("Kan claims that Moscow did not arm Iran.", "negated", "asserted", "distancing"),
        ("Moscow confirmed that talks were held.", "affirmed", "asserted", "endorsing"),
        ("Moscow denied that talks were held.", "negated", "asserted", "distancing"),
        ("Minister Karl Weber ruled out that the rebels had fired first.", "negated", "asserted", "neutral"),
        ("Anna Vogt did not rule out talks with the rebels.", "affirmed", "possible", "neutral"),
        ("The court ruled that the law was void.", "affirmed", "asserted", "neutral"),
        ("Moscow says that Iran may attack.", "affirmed", "possible", "neutral"),
        ("Moscow believes that Iran is ready.", "affirmed", "probable", "neutral"),
        ("Moscow says that Russia will help if Iran agrees.", "affirmed", "conditional", "neutral"),
        ("Moscow doubts that Iran is ready.", "affirmed", "doubtful", "neutral"),
    ],
)
def test_firmness(read, text, polarity, certainty, stance):
    claim = read(text).claims[0]
    assert (claim.polarity, claim.certainty, claim.stance) == (polarity, certainty, stance)


def test_a_finite_verb_with_an_object_does_not_close_a_sentence(read):
    claims = told(read, "On June 23 Iran launched a strike, and on June 24, Washington announced a truce.")
    assert all(content == "a truce" for _, cue, content in claims if cue == "announce")


def test_a_quotation_goes_on_after_the_cue(read):
    text = '"We are ready," Anna Muster said. "We have been for years. Ask them." Nobody did.'
    assert told(read, text)[0] == (
        ("Anna Muster",),
        "say",
        '"We are ready," … "We have been for years. Ask them."',
    )


def test_a_quotation_that_the_cue_interrupts_is_one(read):
    text = '"If they come," Anna Muster said, "we shall be ready for them."'
    contents = [content for _, cue, content in told(read, text) if cue == "say"]
    assert contents == ['"If they come," … "we shall be ready for them."']


def test_a_quotation_of_several_sentences_belongs_whole_to_its_cue(read):
    text = '"We are ready. We have been for years," Anna Muster said.'
    assert told(read, text)[0][2] == '"We are ready. We have been for years,"'


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Moscow called for talks with Iran.", "call", "talks with Iran"),
        ("Moscow urged Iran to hold talks.", "urge", "Iran to hold talks"),
        ("Moscow criticized the plan of Iran.", "criticize", "the plan of Iran"),
    ],
)
def test_weighed_words_attribute(read, text, cue, content):
    assert (("Russia",), cue, content) in told(read, text)


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ('"Are they ready? We are not sure," Anna Muster asked.', "Anna Muster", "ask", None),
        ('"It ends. It ends today!" shouted Anna Muster, a guard at the border.', "Anna Muster", "shout", None),
        ('Anna Muster was asked about the strike. She replied: "We are ready. We were."', "Anna Muster", "reply", None),
        ('Anna Muster said:\n\n"We are ready. We were."', "Anna Muster", "say", '"We are ready. We were."'),
        ('"A day to remember. We won." — Anna Muster', "Anna Muster", "—", '"A day to remember. We won."'),
    ],
)
def test_a_quotation_goes_to_the_cue_beside_it(read, text, speaker, cue, content):
    quotation = content or text[text.index('"') : text.rindex('"') + 1]
    assert ((speaker,), cue, quotation) in told(read, text)


def test_a_quotation_inside_a_sentence_is_left_to_its_sentence(read):
    assert told(read, 'The "iron wall" Moscow said it needs is there.')[0][2] != '"iron wall"'


def test_a_relative_clause_attributes_to_what_it_follows(read):
    text = "The Kremlin, which says that Iran is ready, was silent."
    claim = read(text).claims[0]
    assert [(m.actor.name, m.text) for m in claim.sources] == [("Kremlin", "which")]
    assert [text[s:e] for s, e in claim.content] == ["that Iran is ready"]


def test_an_adjective_attributes(read):
    assert (("Russia",), "confident", "that Iran is ready") in told(read, "Moscow is confident that Iran is ready.")


def test_a_passive_attributes_its_subject(read):
    told_ = told(read, "The attack was reported by the Kremlin.")
    assert (("Kremlin",), "report", "The attack") in told_


def test_nobody_relays_himself(read):
    assert [cue for _, cue, _ in told(read, "Moscow said it hopes to host the talks.")] == ["say"]


def test_a_claim_within_a_claim_that_closes_with_its_cue(read):
    claims = told(read, "Vladimir Putin said on June 20 that Russia was not seeking to mediate, TASS recalled.")
    assert (("TASS", "Vladimir Putin"), "say", "that Russia was not seeking to mediate") in claims
    assert (("TASS",), "recall") in [claim[:2] for claim in claims]


def test_a_cue_put_into_another_speech(read):
    text = "In that talk, Vladimir Putin declared, the Kremlin press service said, that Moscow was ready to mediate."
    assert (("Kremlin press service", "Vladimir Putin"), "declare", "that Moscow was ready to mediate") in told(
        read, text
    )


def test_who_relays_a_claim_is_named_with_as(read):
    claims = told(read, "Israel and Russia are in secret contact, Kan claims, as cited by TASS.")
    assert (("TASS", "Kan"), "claim", "Israel and Russia are in secret contact") in claims


def test_what_is_cited_must_be_able_to_speak(read):
    claims = told(read, "Moscow said the talks had failed, citing the long silence.")
    assert (("Russia",), "say") in [claim[:2] for claim in claims]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Two diplomats told Reuters that the deal was close.", ("Reuters", "Two diplomats")),
        ("TASS, citing an informed source, reported that the talks would resume.", ("TASS", "an informed source")),
        ("Three soldiers died, TASS reported, quoting a military source.", ("TASS", "military source")),
    ],
)
def test_who_relays(read, text, chain):
    assert chain in [claim[0] for claim in told(read, text)]


def test_the_cue_says_that_nothing_was_said(read):
    claim = read("Moscow did not say when the troops would leave.").claims[0]
    assert claim.cue.text == "did not say"


def test_what_is_not_confirmed_is_not_endorsed(read):
    claim = read("Tehran has not confirmed that the talks began.").claims[0]
    assert (claim.stance, claim.certainty) == ("neutral", "possible")


def test_a_source_s_own_description_is_not_said(read):
    text = "According to a senior official, who asked not to be named, the president has not decided."
    assert "the president has not decided" in [content for _, cue, content in told(read, text) if cue == "according to"]


def test_a_clause_that_the_parse_gave_to_a_noun(read):
    text = "The ministry said in a statement carried by the state-run KCNA news agency that the launch had succeeded."
    assert [(cue, content) for _, cue, content in told(read, text)] == [("say", "that the launch had succeeded")]


def test_a_joined_verb_in_the_tense_of_speaking_goes_on_with_the_speaker(read):
    claims = told(read, "Anna Muster said no decision had been made and denied that the talks had failed.")
    assert (("Anna Muster",), "deny") in [claim[:2] for claim in claims]


def test_who_is_cited_between_the_cue_and_what_is_said(read):
    text = "TASS reported, citing the Defense Ministry, that the talks had failed."
    assert ("that the talks had failed",) in [claim[2:] for claim in told(read, text)]


def test_according_to_inside_a_relative_clause_keeps_to_it(read):
    text = "He condemned the raids on the port, which according to the Health Ministry left 53 people dead."
    contents = [content for _, cue, content in told(read, text) if cue == "according to"]
    assert contents
    assert all("condemned" not in content for content in contents)


def test_a_source_at_a_ministry_is_not_the_ministry(read):
    claims = told(read, "The talks will resume on Monday, a source at the Foreign Ministry said.")
    assert ["source" in chain[-1].lower() for chain, cue, _ in claims if cue == "say"] == [True]


def test_a_participle_goes_on_with_the_first_speaker(read):
    claims = told(read, "Anna Muster said he was not ready, adding that the talks had failed.")
    assert ("Anna Muster",) in [chain for chain, cue, _ in claims if cue == "add"]


def test_a_name_and_a_colon(read):
    assert (("Vladimir Putin",), ":", "Russia is ready for talks") in told(
        read, "Vladimir Putin: Russia is ready for talks."
    )


def test_a_time_and_a_colon_are_no_speaker(read):
    assert told(read, "July 3: The talks went on.") == []


def test_a_quotation_after_its_cue(read):
    claims = told(read, 'Anna Muster said: "We are ready for talks." Nobody came.')
    assert (("Anna Muster",), "say", '"We are ready for talks."') in claims


def test_what_a_speaker_says_of_himself_is_no_claim_of_another(read):
    claims = told(read, '"I think that we are ready," Anna Muster said.')
    assert [cue for _, cue, _ in claims] == ["say"]


def test_a_participle_that_follows_on_is_not_part_of_what_was_said(read):
    claims = told(read, "Moscow says that Iran is ready, adding that talks will be held.")
    assert (("Russia",), "say", "that Iran is ready") in claims


SEED = Path(__file__).parents[3].parent / "shared" / "acceptance" / "check_seed.py"


@pytest.mark.skipif(not SEED.exists(), reason="the acceptance data lies beside the checkout and is absent here")
def test_the_acceptance_of_the_first_dispatch(tmp_path):
    (tmp_path / "folder").mkdir()
    for dispatch in (SEED.parents[1] / "seeds").glob("*.txt"):
        (tmp_path / "folder" / dispatch.name).write_bytes(dispatch.read_bytes())
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "tui", "export", "--format", "jsonl", str(tmp_path / "folder")]
    export = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert {json.loads(line)["type"] for line in export.stdout.splitlines()} >= {"dispatch", "claim", "event", "timex"}
    (tmp_path / "out.jsonl").write_text(export.stdout, encoding="utf-8")
    for section, least in (("dispatch", "1"), ("must_not", "1"), ("claims", "0.9"), ("events", "0.9")):
        check = [sys.executable, str(SEED), str(tmp_path / "out.jsonl"), "--section", section, "--least", least]
        done = subprocess.run(check, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_a_source_inside_what_another_reports_is_nested(read):
    claims = told(read, "According to Kan, Iran is ready, TASS reports.")
    assert (("TASS",), "report", "According to Kan, Iran is ready") in claims
    assert (("TASS", "Kan"), "according to", "Iran is ready") in claims


def test_the_one_told_is_not_the_one_who_tells(read):
    text = '"We have not invited Russia," Anna Muster told Reuters.'
    assert told(read, text) == [(("Reuters", "Anna Muster"), "tell", '"We have not invited Russia,"')]


def test_who_cites_relays_and_who_is_cited_speaks(read):
    claims = told(read, "Iran is seeking guarantees, TASS reported on Thursday, citing the Israeli army.")
    assert (("TASS", "Israel's army"), "report", "Iran is seeking guarantees") in claims


def test_what_the_reporter_sets_against_it_is_not_part_of_it(read):
    claims = told(read, "Israel killed two officers on Tuesday, Iran's army said, but Israel denied it.")
    assert claims[0][2] == "Israel killed two officers on Tuesday"


def test_a_subject_before_the_comma_speaks(read):
    claims = told(read, "Two Turkish officials, speaking on condition of anonymity, said Chad attacked Niger.")
    assert claims[0][0] == ("Two Turkish officials",)
    assert claims[0][2] == "Chad attacked Niger"


def test_a_name_ends_before_a_comma(read):
    text = "Russia has not deployed troops to Armenia, Defense Ministry spokesman Oleg Petrov told reporters."
    assert (("Oleg Petrov",), "tell", "Russia has not deployed troops to Armenia") in told(read, text)


def test_a_quotation_that_fills_the_next_paragraph_goes_on(read):
    text = (
        '"We have agreed on a plan," the French president said. "It will be signed in Berlin.\n\n'
        '"We shall go on with this work.\n\n"Europe is ready."\n\nGermany left.'
    )
    claims = read(text).claims
    carried = [c for c in claims if c.cue is None]
    assert [text[slice(*c.content[0])] for c in carried] == ['"We shall go on with this work.', '"Europe is ready."']
    assert {c.sources for c in carried} == {claims[0].sources}


def test_who_was_told_by_its_own_speaker_relays_once(read):
    text = 'PARIS, July 3 (Reuters) - "They left," the French minister told Reuters.'
    (claim,) = read(text, agency="Reuters").claims
    assert [m.actor.id for m in claim.via] == ["reuters"]


DESCRIBED = [
    "Mali attacked Chad, Anna Muster, a French official, said.",
    "Mali attacked Chad, Anna Muster, a French official, told Reuters on Friday.",
]


@pytest.mark.parametrize("text", DESCRIBED)
def test_a_name_and_a_description_before_a_closing_cue(read, text):
    (claim,) = read(text).claims
    assert [m.actor.name for m in claim.sources] == ["Anna Muster"]
    assert [text[slice(*span)] for span in claim.content] == ["Mali attacked Chad"]


def test_a_list_before_a_closing_cue_is_no_description(read):
    text = "Mali attacked Chad, Niger, and Togo, Anna Muster said."
    assert (("Anna Muster",), "say", "Mali attacked Chad, Niger, and Togo") in told(read, text)


def test_a_body_that_cites_others_relays_them(read):
    claim = read("Mali's Channel 7, citing two unnamed officials, reported that Chad would attack Niger.").claims[0]
    assert [m.text for m in claim.sources] == ["two unnamed officials"]
    assert [m.actor.name.split()[0] for m in claim.via] == ["Channel"]


def test_whom_it_is_according_to_is_not_what_is_said(read):
    text = "According to Tasnim, the minister informed Mali about the visit."
    assert all("According" not in text[a:b] for c in read(text).claims for a, b in c.content)


def test_a_time_of_day_ends_no_sentence(read):
    text = "The army said that the drones hit Bamako at 6:10 a.m. Local people heard blasts."
    claim = read(text).claims[0]
    assert text[slice(*claim.content[0])].endswith("a.m.")


def test_according_to_one_who_cites_another_is_the_others(read):
    reading = read("According to the daily Kommersant, citing officials, the talks began on Monday.")
    (claim,) = reading.claims
    assert [m.actor.name for m in claim.via] == ["Kommersant"]
    assert [m.actor.name for m in claim.sources] == ["officials"]
    assert [reading.dispatch.text[a:b] for a, b in claim.content] == ["the talks began on Monday"]
