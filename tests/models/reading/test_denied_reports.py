"""Words that are denied or called untrue: what they tell is not so, and nobody who denies them tells it."""

from __future__ import annotations

import pytest

from tests.models.reading.test_events import deeds

DENIED = [
    ("reports", "The French envoy denied reports that Chad had attacked Mali.", ("TCD",), ("MLI",)),
    ("media reports", "Egypt denied media reports that Chad had attacked Mali.", ("TCD",), ("MLI",)),
    ("claims by somebody", "France has denied claims by Egypt that Chad had attacked Mali.", ("TCD",), ("MLI",)),
    ("as false", "Egypt dismissed as false rumours that Chad had attacked Mali.", ("TCD",), ("MLI",)),
    ("in the passive", "Claims that Chad had attacked Mali were denied by Egypt.", ("TCD",), ("MLI",)),
    ("of a happening", "Kuwait refuted reports of an Iranian attack on its airport.", ("IRN",), ("KWT",)),
]


@pytest.mark.parametrize("case", DENIED, ids=[c[0] for c in DENIED])
def test_what_denied_words_tell_is_negated(read, case):
    _, text, doers, undergoers = case
    assert (doers, "ASSAULT", undergoers, "negated") in deeds(read, text)


@pytest.mark.parametrize("text", [c[1] for c in DENIED if c[0] != "claims by somebody"], ids=str)
def test_denied_words_of_nobody_are_no_claim_and_denying_them_rebuffs_nobody(read, text):
    reading = read(text)
    assert not [c for c in reading.claims if c.cue and c.cue.lemma in ("report", "rumour", "claim")]
    assert "REJECT" not in {e.category for e in reading.events}


def test_who_is_denied_what_he_claimed_is_rebuffed_and_keeps_his_claim(read):
    reading = read("France has denied claims by Egypt that Chad had attacked Mali.")
    assert [(c.sources[0].actor.id, c.polarity) for c in reading.claims] == [("FRA", "negated"), ("EGY", "affirmed")]
    rebuff = next(e for e in reading.events if e.category == "REJECT")
    assert ([m.actor.id for m in rebuff.sources], [m.actor.id for m in rebuff.targets]) == (["FRA"], ["EGY"])


def test_reports_called_false_are_only_denied(read):
    reading = read("Reports that Anna Muster was killed are false, the group said.")
    assert [(c.cue.lemma, c.polarity) for c in reading.claims] == [("say", "negated")]


def test_reports_not_denied_may_be_so(read):
    reading = read("Chad did not deny reports that it had shelled Mali.")
    assert [(e.category, e.status) for e in reading.events] == [("ASSAULT", "possible")]


def test_a_participle_of_denial_before_the_sentence_is_not_what_its_verb_says(read):
    claims = read("Denying that Chad had attacked Mali, the French envoy urged calm.").claims
    assert [(c.cue.text, c.polarity) for c in claims] == [("Denying", "negated"), ("urged", "affirmed")]


def test_whose_words_are_rejected_as_baseless_is_rebuffed(read):
    reading = read("The French minister rejected as baseless the Malian accusations over the seizure of a tanker.")
    (rebuff,) = reading.events
    assert (rebuff.category, [m.actor.country for m in rebuff.targets]) == ("REJECT", ["MLI"])
    assert [c.polarity for c in reading.claims] == ["negated"]


@pytest.mark.parametrize("verb", ["denied", "refuted", "debunked", "rebutted"])
def test_who_answers_words_denies_what_they_tell(read, verb):
    (claim,) = read(f"Egypt {verb} the accusation that Chad had attacked Mali.").claims
    assert ([m.actor.id for m in claim.sources], claim.polarity) == (["EGY"], "negated")
