"""What clauses stand for, and which of them cannot both be: sentences told in quite different words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.comparing.clashes import clash
from models.comparing.ends import by_side
from models.comparing.matters import Statement
from models.comparing.stands import keys
from models.filters import EVERYTHING
from models.library import read_dispatch
from models.store import FileState, Store
from tests.models.comparing.meeting import gists, kinds, poles
from tests.models.comparing.pairs import judged, score


@pytest.mark.parametrize(
    ("sentence", "pole", "mood"),
    [
        ("The bridge at Orvo remains shut to lorries, a mayor said on Monday.", "-run", "fact"),
        ("Parliament voted the budget down, a deputy said on Monday.", "-accept", "fact"),
        ("Zambia will not take part in the fair, its trade minister said on Monday.", "-attend", "will"),
        ("Zambia refused to attend the fair, its trade minister said on Monday.", "-attend", "will"),
        ("The firm denied that its plant was polluting the lake, it said on Monday.", "+clean", "fact"),
        ("Ghana has no plans to raise the levy, its finance minister said on Monday.", "-level", "will"),
        ("The army said on Monday that the town was in the hands of the rebels.", "+hold", "fact"),
        ("Peru had nothing to do with the raid, its foreign minister said on Monday.", "-involve", "fact"),
        ("The ministry rejected the allegations as false, it said on Monday.", "+false", "fact"),
        ("Not a single shell hit the camp, a general said on Monday.", "-attack", "fact"),
    ],
)
def test_a_clause_stands_at_an_end(sentence: str, pole: str, mood: str) -> None:
    assert (pole, mood) in poles(sentence)


@pytest.mark.parametrize(
    ("sentence", "pole"),
    [
        ("The minister condemned the attack on the market, an aide said on Monday.", "+attack"),
        ("The closed session lasted two hours, an aide said on Monday.", "-run"),
        ("The rebels refused to cooperate with the court, an aide said on Monday.", "-accept"),
        ("The company stopped short of a pledge, an aide said on Monday.", "-run"),
        ("The port might be closed, a mayor said on Monday.", "-run"),
        ("Was the port closed, a mayor asked on Monday?", "-run"),
    ],
)
def test_what_is_only_named_or_over_another_verb_is_no_end(sentence: str, pole: str) -> None:
    assert pole not in {found for found, _ in poles(sentence)}


CLASHES = [
    (
        "contradiction",
        "KUMASI, Sept 8 (Prova) - The Bosomtwe ferry is running as usual, Ghana's transport ministry said on Monday.",
        "ACCRA, Sept 8 (Muster) - Ghana's Bosomtwe ferry has stopped and passengers are "
        "stranded, a union said on Monday.",
        0,
    ),
    (
        "contradiction",
        "HANOI, Sept 8 (Prova) - Vietnam's rice shipments climbed in August, the customs office said on Monday.",
        "HANOI, Sept 8 (Muster) - Rice exports from Vietnam dropped in August, traders said on Monday.",
        0,
    ),
    (
        "reversal",
        "OSLO, Sept 8 (Prova) - Norway will not deliver frigates to Chile, Defence Minister Tore Vik said on Monday.",
        "OSLO, Sept 19 (Muster) - Defence Minister Tore Vik said on Friday Norway would supply frigates to Chile.",
        11,
    ),
    (
        "figure",
        "QUITO, Sept 8 (Prova) - A landslide at Chunchi killed 14 passengers of a bus on "
        "Sunday, Ecuador's police said on Monday.",
        "QUITO, Sept 8 (Muster) - Sunday's landslide at Chunchi in Ecuador killed 31 "
        "people on a bus, a mayor said on Monday.",
        0,
    ),
    (
        "date",
        "RABAT, Sept 8 (Prova) - Police in Morocco detained singer Samir Zaki in Fez on "
        "Thursday, his lawyer said on Monday.",
        "RABAT, Sept 8 (Muster) - Singer Samir Zaki was taken into custody in Fez on "
        "Saturday, a Moroccan prosecutor said on Monday.",
        0,
    ),
    (
        "denial",
        "KIGALI, Sept 8 (Prova) - Burundian troops shelled a village near Bugarama, Rwanda's army said on Monday.",
        "GITEGA, Sept 9 (Muster) - Burundian troops did not fire on any village near "
        "Bugarama, Burundi's army said on Tuesday.",
        1,
    ),
]


@pytest.mark.parametrize(("kind", "first", "second", "later"), CLASHES)
def test_one_thing_in_other_words_clashes(kind: str, first: str, second: str, later: int) -> None:
    assert kind in kinds(first, second, later)


@pytest.mark.parametrize(
    ("first", "second", "later"),
    [
        # another place
        (
            "KUMASI, Sept 8 (Prova) - The Bosomtwe ferry is running as usual, Ghana's "
            "transport ministry said on Monday.",
            "ACCRA, Sept 8 (Muster) - The Akosombo ferry has stopped, Ghana's transport ministry said on Monday.",
            0,
        ),
        # another month
        (
            "HANOI, Sept 8 (Prova) - Vietnam's rice shipments climbed in August, the customs office said on Monday.",
            "HANOI, Sept 8 (Muster) - Rice exports from Vietnam dropped in July, traders said on Monday.",
            0,
        ),
        # another thing done
        (
            "OSLO, Sept 8 (Prova) - Norway will not deliver frigates to Chile, Defence "
            "Minister Tore Vik said on Monday.",
            "OSLO, Sept 19 (Muster) - Defence Minister Tore Vik said on Friday Norway would supply radars to Chile.",
            11,
        ),
        # a number that the other has as that of a part
        (
            "QUITO, Sept 8 (Prova) - A landslide at Chunchi killed 14 passengers of a bus on "
            "Sunday, Ecuador's police said on Monday.",
            "QUITO, Sept 8 (Muster) - Sunday's landslide at Chunchi in Ecuador killed 31 "
            "people, 14 of them on a bus, a mayor said.",
            0,
        ),
        # what each side did itself
        (
            "KYIV, Sept 8 (Prova) - Ukraine's air force said it shot down 61 drones overnight.",
            "MOSCOW, Sept 8 (Muster) - Russia's army said its air defences shot down 94 Ukrainian drones overnight.",
            0,
        ),
        # another night
        (
            "KYIV, Sept 8 (Prova) - Russia attacked Kharkiv with 61 drones overnight, Ukraine's air force said.",
            "KYIV, Sept 9 (Muster) - Russia attacked Kharkiv with 38 drones overnight, Ukraine's air force said.",
            1,
        ),
        # talks with another
        (
            "ISLAMABAD, Sept 8 (Prova) - Pakistan is ready for talks with Iran, its foreign minister said on Monday.",
            "ISLAMABAD, Sept 19 (Muster) - Pakistan is not ready for talks with India, its foreign minister said.",
            11,
        ),
        # another poll
        (
            "PARIS, Sept 8 (Prova) - A Fidus poll gave the mayor of Lyon 43 percent on Monday, the pollster said.",
            "PARIS, Sept 8 (Muster) - A Novum survey gave the mayor of Lyon 37 percent on Monday, the institute said.",
            0,
        ),
        # another company
        (
            "PARIS, Sept 8 (Prova) - Carmaker Lutra said on Monday its profit rose 12% last year.",
            "PARIS, Sept 8 (Muster) - Carmaker Vesna said on Monday its profit fell 9% last year.",
            0,
        ),
    ],
)
def test_another_thing_does_not_clash(first: str, second: str, later: int) -> None:
    assert kinds(first, second, later) == set()


def test_the_keys_of_a_stand_are_bounded() -> None:
    for _, first, second, later in CLASHES:
        for gist in (*gists(first, 8, "stand"), *gists(second, 8 + later, "stand")):
            assert len(keys(gist)) <= 60


def test_what_no_record_holds_is_shown_by_its_own_sentence_and_told_by_nobody() -> None:
    told = (
        "HANOI, Sept 8 (Prova) - Vietnam's rice shipments climbed in August. The "
        "minister welcomed it, he said on Monday."
    )
    other = "HANOI, Sept 8 (Muster) - Rice exports from Vietnam dropped in August, traders said on Monday."
    with Store(None) as store:
        for name, text in (("first", told), ("second", other)):
            reading = read_dispatch(text, id=name, date=dt.date(2025, 9, 8), agency=name)
            dispatch = reading.dispatch.model_copy(update={"path": name})
            store.put(name, FileState(0, 0, "", ""), [reading.model_copy(update={"dispatch": dispatch})])
        while store.compare():
            pass
        (row,) = store.disagreements(EVERYTHING, 0, 10)
    side = row.first if row.first.dispatch == "first" else row.second
    assert "climbed in August" in side.sentence
    assert "welcomed" not in side.sentence
    assert not side.chain
    assert not side.claimed
    assert [side.sentence[a:b] for a, b in side.marks] == ["climbed"]


def test_of_varied_topics_most_are_found_and_next_to_nothing_else() -> None:
    total = score(list(judged(Path(__file__).parent / "data" / "disagreements_stands.toml")))
    assert total.precision >= 0.95, total
    assert total.recall >= 0.75, total


def test_a_dispatch_with_neither_claim_nor_event_takes_part_by_its_own_id() -> None:
    told = "ACCRA, Sept 8 (Prova) - The bridge at Senchi remained closed to lorries on Monday."
    other = "ACCRA, Sept 8 (Muster) - The Senchi bridge in Ghana was open to lorries on Monday, a mayor said."
    with Store(None) as store:
        for name, text in (("first", told), ("second", other)):
            reading = read_dispatch(text, id=name, date=dt.date(2025, 9, 8), agency=name)
            if name == "first":
                reading = reading.model_copy(
                    update={
                        "claims": (),
                        "events": (),
                        "gists": tuple(g.model_copy(update={"record": name}) for g in reading.gists if g.poles),
                    }
                )
            dispatch = reading.dispatch.model_copy(update={"path": name})
            store.put(name, FileState(0, 0, "", ""), [reading.model_copy(update={"dispatch": dispatch})])
        while store.compare():
            pass
        (row,) = store.disagreements(EVERYTHING, 0, 10)
    side = row.first if row.first.dispatch == "first" else row.second
    assert side.record == "first"
    assert side.sentence.endswith("The bridge at Senchi remained closed to lorries on Monday.")


def test_what_no_record_holds_is_kept_by_the_dispatch() -> None:
    reading = read_dispatch("The port of Tema remained closed.", id="alone", date=dt.date(2025, 9, 8))
    assert not reading.claims
    assert not reading.events
    assert {gist.record for gist in reading.gists} == {"alone"}


def test_who_speaks_is_kept_by_name_where_others_tell_the_country() -> None:
    first = (
        "WARSAW, Sept 8 (Prova) - Polish Farm Minister Jan Kruk opposes the Mercosur trade deal, he said on Monday. "
        "Poland will vote no, Jan Kruk said."
    )
    second = "WARSAW, Sept 24 (Muster) - Kruk said on Wednesday he supports the Mercosur trade deal."
    with Store(None) as store:
        for name, text, day in (("first", first, 8), ("second", second, 24)):
            reading = read_dispatch(text, id=name, date=dt.date(2025, 9, day), agency=name)
            dispatch = reading.dispatch.model_copy(update={"path": name})
            store.put(name, FileState(0, 0, "", ""), [reading.model_copy(update={"dispatch": dispatch})])
        while store.compare():
            pass
        rows = store.disagreements(EVERYTHING, 0, 10)
    assert {row.kind for row in rows} == {"reversal"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Ivan Daro won 46.1 percent in Peru's election.", ""),
        ("Ivan Daro won about 46 percent of the vote in Peru's election.", ""),
        ("Ivan Daro won Peru's election with 50.8 percent.", "+"),
    ],
)
def test_who_won_so_much_has_not_won(text: str, side: str) -> None:
    (stand,) = (gist for gist in gists(text, 8, "stand") if "+win" in gist.poles)
    assert by_side(stand).get("win", "") == side


def test_one_dispatch_that_dates_but_one_of_two_measures_tells_of_two_periods() -> None:
    text = (
        "Casino revenue in Orvo rose over the year, the regulator said. "
        "Casino revenue in Orvo declined in August, the ministry said."
    )
    rose, fell = (Statement(stand, "a", "A") for stand in gists(text, 8, "stand"))
    assert clash(rose, fell) is None
