"""Deeds told by turns of phrase, by nouns with who did them, and in the course of other deeds."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.models.reading.test_events import deeds
from tests.models.reading.test_undergone import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Serbian consul was given two days to leave Albania.", ("SANCTION", "", "The Serbian consul")),
        ("Oman gave back two Qatari pilots to the Red Cross.", ("RETREAT", "Oman", "two Qatari pilots")),
        ("The channel was forced off the air by the Taliban.", ("COERCE", "the Taliban", "The channel")),
        ("A trawler was doused with water cannon by the coast guard.", ("COERCE", "the coast guard", "A trawler")),
        ("The lawyer was bundled into a car by gunmen.", ("COERCE", "gunmen", "The lawyer")),
        ("Belarus stopped traffic at the border on Monday.", ("COERCE", "Belarus", "the border")),
        (
            "It will reopen under a deal struck by the two governors on Monday.",
            ("SUPPORT", "the two governors", "the two governors"),
        ),
        ("Fiji entered into an agreement with Tonga.", ("SUPPORT", "Fiji and Tonga", "Fiji and Tonga")),
        ("Serbia's bid won the backing of Hungary on Monday.", ("SUPPORT", "Hungary", "Serbia's bid")),
        ("Two banks were removed from the British sanctions list.", ("CONCEDE", "British", "Two banks")),
        (
            "Latvia has reinforced its garrison on the Belarusian border.",
            ("MOBILIZE", "Latvia", "the Belarusian border"),
        ),
        ("Rebels set a police car ablaze.", ("ASSAULT", "Rebels", "a police car")),
        ("Farmers barricaded the road to the port.", ("PROTEST", "Farmers", "")),
        (
            "Norway's Equinor bought two licences from Britain's Shell.",
            ("COOPERATE", "Norway's Equinor and Britain's Shell", "Norway's Equinor and Britain's Shell"),
        ),
        ("The president sent the bill back to parliament.", ("REJECT", "The president", "the bill")),
        ("Japan handed a protest note to the Russian embassy.", ("ACCUSE", "Japan", "the Russian embassy")),
        ("Turkey held Israel responsible for the delay.", ("ACCUSE", "Turkey", "Israel")),
        ("Tokyo complained to Moscow about the drill.", ("ACCUSE", "Tokyo", "Moscow")),
        ("The rebels pulled out of the town of Kindu.", ("RETREAT", "The rebels", "")),
        (
            "President Arman Seitkali has relieved Energy Minister Daulet Omarov of his duties.",
            ("SANCTION", "President Arman Seitkali", "Energy Minister Daulet Omarov"),
        ),
        ("Four priests have been held since Monday.", ("COERCE", "", "Four priests")),
        (
            "A court in Tunis on Monday jailed journalist Amal Haddad for two years.",
            ("SANCTION", "A court", "Amal Haddad"),
        ),
        (
            "Pakistani troops brought down an Indian quadcopter.",
            ("ASSAULT", "Pakistani troops", "an Indian quadcopter"),
        ),
        ("Chad received 60 million euros from France on Monday.", ("AID", "France", "Chad")),
        ("Twenty Kenyans were put on a plane home by the police.", ("COERCE", "the police", "Twenty Kenyans")),
        ("Lawyers walked out on Monday.", ("PROTEST", "Lawyers", "")),
    ],
)
def test_turns_of_phrase(read, text, expected):
    assert expected in told(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The depot caught fire after an attack by Ukrainian drones.", ("ASSAULT", "Ukrainian drones", "")),
        ("Hungary's veto on Monday kept the text from being adopted.", ("REJECT", "Hungary", "")),
        ("A one-day strike by train drivers emptied the stations.", ("PROTEST", "train drivers", "")),
        (
            "The shootout between Chadian and Libyan soldiers lasted an hour.",
            ("ASSAULT", "Chadian and Libyan", "Chadian and Libyan"),
        ),
        ("A strike by Israeli jets shook the camp.", ("ASSAULT", "Israeli jets", "")),
    ],
)
def test_nouns_with_who_did_it(read, text, expected):
    assert any(expected[0] == category and told_by.startswith(expected[1].split(" and ")[0])
               for category, told_by, _ in told(read(text)))  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke after Hassan's arrest.",
        "Its refusal of talks surprised nobody, and the country's war goes on.",
    ],
)
def test_an_owner_is_not_always_who_does_it(read, text):
    assert not told(read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police arrested a former minister, John Smith, on Monday.", "John Smith"),
        ("Brazil's top diplomat, Paulo Mendonca, telephoned his Russian counterpart.", "Paulo Mendonca"),
        (
            "A court in Bangladesh sentenced newspaper editor Rezaul Karim to two years in prison on Monday for libel.",
            "Rezaul Karim",
        ),
    ],
)
def test_who_is_described_goes_by_the_name_beside(read, text, name):
    assert name in {m.actor.name for e in read(text).events for m in (*e.sources, *e.targets)}


def test_an_object_that_the_parse_joins_to_the_speaker(read):
    text = "Azerbaijan has returned two captured Armenian servicemen, the Armenian National Security Service said."
    assert ("RETREAT", "Azerbaijan", "two captured Armenian servicemen, the Armenian National Security Service") in [
        (category, who, f"{whom}, the Armenian National Security Service") for category, who, whom in told(read(text))
    ]


def test_what_is_done_in_the_course_of_a_deed_has_its_day(read):
    text = "Militants fired shells at the airport in Somalia's capital on Monday, killing a Ugandan contractor."
    days = {e.when and e.when.earliest for e in read(text).events}
    assert days == {dt.date(2025, 6, 30)}


def test_an_envoy_who_is_called_home_is_not_called_in(read):
    assert [sort for sort, _, _ in told(read("Warsaw called its envoy in Budapest home on Monday."))] == ["SANCTION"]


def test_how_long_a_ban_lasts_is_not_its_day(read):
    (event,) = read("India banned exports of onions on Monday until the end of September.").events
    assert event.when.edtf == "2025-06-30"


def test_a_deed_that_caused_nothing_was_done(read):
    events = read("North Korea's launch of two missiles on Monday caused no damage to ships.").events
    assert {e.status for e in events} == {"happened"}


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Four Malian soldiers were eliminated.", ((), "ASSAULT", ("MLI",), "happened")),
        ("French forces eliminated a Malian commander.", (("FRA",), "ASSAULT", ("MLI",), "happened")),
        ("Chadian troops hit a workshop in Bamako.", (("TCD",), "ASSAULT", ("MLI",), "happened")),
        ("Chad sent an envoy to Mali.", (("TCD", "MLI"), "CONSULT", ("TCD", "MLI"), "happened")),
        ("Chad will not send a delegation to Mali.", (("TCD", "MLI"), "CONSULT", ("TCD", "MLI"), "negated")),
    ],
)
def test_soldiers_are_eliminated_workshops_hit_and_envoys_sent(read, text, deed):
    assert deed in deeds(read, text)


def test_who_is_eliminated_from_a_contest_is_not_killed(read):
    assert not deeds(read, "France eliminated Mali in the semi-final.")
