"""Who has it from whom: the chain from the medium to the one who first said it, however the sentence is built."""

from __future__ import annotations

import pytest

CASES = [
    (
        "a day between the medium and whom it cites",
        "Axios reported on Friday, citing two French officials, that Mali had attacked Chad.",
        ("Axios", "two French officials"),
        "that Mali had attacked Chad",
    ),
    (
        "the clause hung on the citing participle",
        "CNN reported, quoting a French official, that Mali had fired missiles at Chad.",
        ("CNN", "a French official"),
        "that Mali had fired missiles at Chad",
    ),
    (
        "the last clause parsed as the main one",
        "Sky News reported on Friday, citing sources close to the talks, that Mali had proposed a truce.",
        ("Sky News", "sources"),
        "that Mali had proposed a truce",
    ),
    (
        "quoted by another, after more about the saying",
        "Mali is arming Chad, Anna Muster said in a statement on Friday, as quoted by Reuters.",
        ("Reuters", "Anna Muster"),
        "Mali is arming Chad",
    ),
    (
        "according to another, within what is told",
        "A Malian official told Al Jazeera that, according to French mediators, Chad would attack again.",
        ("Al Jazeera", "A Malian official", "French mediators"),
        "that … Chad would attack again",
    ),
    (
        "information received by somebody",
        "According to information received by Reuters, Mali sold gold to Chad.",
        ("Reuters",),
        "Mali sold gold to Chad",
    ),
    (
        "data from somebody",
        "According to data from the Bank of France, exports fell.",
        ("Bank of France",),
        "exports fell",
    ),
    (
        "information available to somebody",
        "According to information available to Reuters, Mali sold gold to Chad.",
        ("Reuters",),
        "Mali sold gold to Chad",
    ),
]


@pytest.mark.parametrize(("text", "chain", "content"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_chain(read, text, chain, content):
    claims = read(text).claims
    chains = [
        (tuple(m.actor.name for m in (*c.via, *c.sources)), " … ".join(text[s:e] for s, e in c.content)) for c in claims
    ]
    assert (chain, content) in chains


def test_what_a_relay_says_of_another_holds_only_what_the_other_says(read):
    text = "A Malian official told Al Jazeera that, according to French mediators, Chad would attack again."
    outer, inner = read(text).claims
    assert inner.parent == outer.id
    assert [m.actor.name for m in outer.sources] == ["A Malian official"]


def test_a_quoted_verb_before_its_closing_mark_attributes_nothing(read):
    (claim,) = read('"We will respond," Anna Muster said on Friday, as quoted by Reuters.').claims
    assert (claim.cue.lemma, [m.actor.name for m in claim.via]) == ("say", ["Reuters"])
