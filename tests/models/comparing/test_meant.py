"""What a clause stands for by what is around its words: a particle, who thinks so, what shows it, who does it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from test_stands import poles

from models.library import read_dispatch


@pytest.mark.parametrize(
    ("sentence", "pole"),
    [
        ("The bill was defeated on Sunday, an aide said on Monday.", "-accept"),
        ("Sales in Bergen grew, an aide said on Monday.", "+level"),
        ("The report did not provide evidence that Peru attacked the port, an aide said on Monday.", "-attack"),
        ("The report gave evidence that Peru attacked the port, an aide said on Monday.", "+attack"),
        ("I don't believe Peru attacked the port, Anna Muster said on Monday.", "-attack"),
        ("The decision to support the tunnel was not good news, Anna Muster said on Monday.", "+support"),
        ("The attack on the port was not carried out by Peru, Anna Muster said on Monday.", "-attack"),
    ],
)
def test_at_which_end_it_stands(sentence: str, pole: str) -> None:
    assert (pole, "fact") in poles(sentence) or (pole, "will") in poles(sentence)


@pytest.mark.parametrize(
    ("sentence", "axis"),
    [
        ("Anna Muster grew up in Bergen, an aide said on Monday.", "level"),
        ("Anna Muster defeated Ola Sample in Bergen, an aide said on Monday.", "accept"),
        ("Anna Muster represented the county, an aide said on Monday.", "attend"),
        ("The law is to ensure that people are not attacked, an aide said on Monday.", "attack"),
        ("Anna Muster sang as well, an aide said on Monday.", "health"),
        ("Another name for the threat does not make it smaller, an aide said on Monday.", "involve"),
    ],
)
def test_on_which_axis_it_does_not_stand(sentence: str, axis: str) -> None:
    assert axis not in {pole[1:] for pole, _ in poles(sentence)}


@pytest.mark.parametrize("share", ["three in 10 voters", "one out of five voters"])
def test_a_share_counts_nobody(share: str) -> None:
    gists = read_dispatch(f"Police said {share} stayed at home in Bergen.", id="d", date="2024-03-12").gists
    assert not [q for gist in gists for q in gist.quantities]


def test_who_does_it_is_told_by_name() -> None:
    text = "OSLO, March 12 (Wire) - Senator Anna Muster opened the Trondvik tunnel. She later closed it."
    gists = read_dispatch(text, id="d", date="2024-03-12").gists
    assert {gist.acting for gist in gists if gist.poles} == {("anna-muster",)}
