"""Persons of one country are several: who does it, who answers, and who turns is compared by name where it is told."""

from __future__ import annotations

import json

import pytest

from models.comparing.matters import is_named, persons_apart
from models.comparing.topics import topic
from models.filters import EVERYTHING
from models.library import read_dispatch
from models.records import Gist
from models.store import FileState, Store


def kinds(*dispatches: tuple[str, str]) -> list[str]:
    """The kinds of disagreement that stand between dispatches of some days, or within them."""
    with Store(None) as store:
        for number, (day, text) in enumerate(dispatches):
            reading = read_dispatch(text, id=f"d{number}", date=day, agency=f"Wire {number}")
            dispatch = reading.dispatch.model_copy(update={"path": f"d{number}"})
            store.put(f"d{number}", FileState(0, 0, "", ""), [reading.model_copy(update={"dispatch": dispatch})])
        while store.compare():
            pass
        return [row.kind for row in store.disagreements(EVERYTHING, 0, 99)]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("anna-muster", "ola-sample", True),
        ("anna-muster", "muster", False),
        ("anna-muster", "peter-muster", True),
        ("gov-anna-muster", "anna-b-muster", False),
        ("anna-muster", "NOR", False),
        ("anna-muster", "the-senator", False),
    ],
)
def test_names_tell_persons_apart(one: str, other: str, apart: bool) -> None:
    assert persons_apart([one], [other]) is persons_apart([other], [one]) is apart


def test_who_is_described_has_no_name() -> None:
    assert [
        key for key in ("anna-muster", "each-candidate", "the-poll", "NOR", "peru-s-ministry") if is_named(key)
    ] == ["anna-muster"]


WON = "OSLO, March 12 (Wire) - Norwegian senator Anna Muster won the primary in Trondvik, her party said."


def test_one_wins_what_another_loses() -> None:
    lost = "OSLO, March 12 (Wire) - Norwegian senator {} lost the primary in Trondvik, officials said."
    assert kinds(("2024-03-12", WON), ("2024-03-12", lost.format("Ola Sample"))) == []
    assert kinds(("2024-03-12", WON), ("2024-03-12", lost.format("Anna Muster"))) == ["contradiction"]


def test_two_of_one_country_do_not_turn() -> None:
    will = "OSLO, March 12 (Wire) - Norwegian senator Anna Muster said she would publish her tax returns."
    wont = "OSLO, May 2 (Wire) - Norwegian senator {} said she would not publish her tax returns."
    assert kinds(("2024-03-12", will), ("2024-05-02", wont.format("Eva Sample"))) == []
    assert kinds(("2024-03-12", will), ("2024-05-02", wont.format("Anna Muster"))) == ["reversal"]


def test_what_one_says_of_another_is_no_turn() -> None:
    one = "OSLO, March 12 (Wire) - Norwegian senator Anna Muster said Ola Sample would support the Trondvik tunnel."
    other = "OSLO, May 2 (Wire) - Norwegian senator Anna Muster said she would not support the Trondvik tunnel."
    assert kinds(("2024-03-12", one), ("2024-05-02", other)) == []


@pytest.mark.parametrize(("who", "found"), [("Sample", ["denial"]), ("Muster", [])])
def test_the_accused_answers(who: str, found: list[str]) -> None:
    text = (
        "OSLO, March 12 (Wire) - Norwegian senator Eva Beispiel accused minister Ola Sample of hiding a report. "
        "Norwegian senator Anna Muster met him in Oslo. {} denied the allegation."
    )
    assert kinds(("2024-03-12", text.format(who))) == found


def test_who_does_it_is_whom_another_dispatch_introduces() -> None:
    texts = (
        "TEHRAN, Sept 8 (Prova) - Iranian Foreign Minister Abbas Araqchi arrived in Quito on Monday.",
        "QUITO, Sept 8 (Prova) - Minister Araqchi rejected the fishing treaty on Monday, a newspaper said.",
    )
    with Store(None) as store:
        for number, text in enumerate(texts):
            store.put(f"d{number}", FileState(0, 0, "", ""), [read_dispatch(text, id=f"d{number}", date="2025-09-08")])
        while store.refresh(9) or store.compare():
            pass
        with store._connections.reading() as db:
            gists = [json.loads(record) for (record,) in db.execute("SELECT record FROM gist")]
    assert {key for gist in gists for key in gist.get("acting", ())} == {"abbas-araqchi"}


def test_what_others_will_do_is_no_turn() -> None:
    one = "OSLO, March 12 (Wire) - Norwegian senator Anna Muster said billionaires would pay the Trondvik tax."
    other = "OSLO, May 2 (Wire) - Norwegian senator Anna Muster said she would not pay the Trondvik tax."
    assert kinds(("2024-03-12", one), ("2024-05-02", other)) == []


def test_each_one_is_another_one_each_time() -> None:
    text = "OSLO, {} (Wire) - Each candidate said he would {}support the Trondvik tunnel."
    assert kinds(("2024-03-12", text.format("March 12", "")), ("2024-05-02", text.format("May 2", "not "))) == []


def test_who_speaks_of_himself_is_one_party_with_his_country() -> None:
    muster = ("anna-muster", "NOR")
    one = Gist(record="c", predicate="meet", span=(0, 3), words="met", speakers=muster, agents=muster)
    about = topic(one, one)
    assert about is not None
    assert about.parties == 1


@pytest.mark.parametrize(("poll", "found"), [("a new poll", []), ("recent polls", []), ("police", ["contradiction"])])
def test_what_a_poll_finds_only_a_poll_gainsays(poll: str, found: list[str]) -> None:
    one = f"OSLO, March 12 (Wire) - The ferry to Trondvik is running, according to {poll}."
    other = "OSLO, March 12 (Wire) - The ferry to Trondvik is not running, the union said."
    assert kinds(("2024-03-12", one), ("2024-03-12", other)) == found


def test_an_accusation_is_not_answered_by_what_is_said_of_something_else() -> None:
    text = "OSLO, March 12 (Wire) - Peru accused Bolivia of tapping the pipeline. {}."
    answers = ("Bolivia said it had nothing to do with it", "Bolivia said it had no role in the sale of the club")
    assert [kinds(("2024-03-12", text.format(answer))) for answer in answers] == [["denial"], []]
