"""Events told by a verb with what goes with it, and by happenings that come about; what is only like them is none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "category", "source", "target"),
    [
        ("Thirty-three jailed opponents walked out of prison on Tuesday.", "RETREAT", "", "opponents"),
        ("The two dozen pupils regained their freedom on Tuesday.", "RETREAT", "", "pupils"),
        ("All nine schoolgirls abducted in Kebbi have been released.", "RETREAT", "", "schoolgirls"),
        ("A Syrian doctor went on trial in Koblenz on Monday.", "ACCUSE", "", "Syrian doctor"),
        ("Proceedings began on Monday in Koblenz against a Syrian doctor.", "ACCUSE", "", "Syrian doctor"),
        ("The former president got ten years in jail on Thursday.", "SANCTION", "", "president"),
        ("A Chinese refinery was placed on a U.S. blacklist.", "SANCTION", "U.S.", "Chinese refinery"),
        ("The EU on Thursday adopted a package of sanctions against Russia.", "SANCTION", "EU", "Russia"),
        ("An employee of the Russian embassy was declared persona non grata.", "SANCTION", "", "employee"),
        ("Algeria ordered 12 French embassy officials to leave the country.", "SANCTION", "Algeria", "officials"),
        ("The watchdog fined Temu 150 million euros on Wednesday.", "SANCTION", "watchdog", "Temu"),
        ("A court in Oran sentenced journalist Samira Belkacem to death.", "SANCTION", "court", "Belkacem"),
        ("Five worshippers lost their lives in a suicide attack on a mosque.", "ASSAULT", "", "worshippers"),
        ("A general was killed by a car bomb in Moscow.", "ASSAULT", "", "general"),
        ("The town came under fire from Russian artillery on Monday.", "ASSAULT", "Russian artillery", "town"),
        ("A bomb went off at a market in Baghdad on Sunday.", "ASSAULT", "", "market"),
        ("Polish fighter jets shot down Russian drones on Wednesday.", "ASSAULT", "Polish fighter jets", "drones"),
        ("Clashes erupted between Thai and Cambodian troops.", "ASSAULT", "Thai", "Cambodian"),
        ("The town of Uvira fell to the rebels on Wednesday.", "ASSAULT", "rebels", "Uvira"),
        ("Mexican marines on Tuesday caught Raul Beltran in Culiacan.", "COERCE", "Mexican marines", "Beltran"),
        ("The mayor was taken away by police at dawn.", "COERCE", "police", "mayor"),
        ("Soldiers took power in Madagascar on Tuesday.", "COERCE", "Soldiers", "Madagascar"),
        ("Nepal's prime minister quit on Tuesday.", "RETREAT", "prime minister", ""),
        ("The pullback of Israeli forces was completed on Friday.", "RETREAT", "Israeli forces", ""),
        ("Chile and Peru put their signatures to a trade agreement.", "SUPPORT", "Chile", "Peru"),
        ("Germany pledged 230 million euros in aid for Sudan.", "AGREE", "Germany", "Sudan"),
        ("Chinese emergency supplies reached Kabul on Sunday.", "AID", "Chinese", "Kabul"),
        ("The foreign minister of Egypt rang his Turkish counterpart.", "CONSULT", "Egypt", "counterpart"),
        ("Ivica Dacic was in Budapest on Tuesday for talks with Viktor Orban.", "CONSULT", "Dacic", "Orban"),
        ("Russia tested its Burevestnik cruise missile on Tuesday.", "MOBILIZE", "Russia", ""),
        ("Belgian unions staged a general strike on Friday.", "PROTEST", "unions", ""),
        ("Serbia saw one of its largest demonstrations on Saturday.", "PROTEST", "Serbia", ""),
        ("The prime minister lost a vote of confidence on Monday.", "REJECT", "", "prime minister"),
        ("Economist Nandana Perera was named on Tuesday to head the central bank.", "SUPPORT", "", "Perera"),
        ("Chile declared the Peruvian ambassador persona non grata.", "SANCTION", "Chile", "ambassador"),
        ("The former president was charged with treason on Friday.", "ACCUSE", "", "president"),
        ("The opposition leader was barred from leaving Tunisia.", "COERCE", "", "opposition leader"),
        ("Kenya got a loan of 750 million dollars from the World Bank.", "AID", "World Bank", "Kenya"),
        ("Three ships of the Russian navy arrived in Havana.", "MOBILIZE", "Russian", "Havana"),
        ("The trader Omar Tarhuni was set free on Thursday under a pardon.", "RETREAT", "", "Tarhuni"),
        ("Olavo Tavares conceded defeat on Sunday.", "CONCEDE", "Tavares", ""),
        ("A duty of 18 percent has been levied by India on Turkish wire.", "SANCTION", "India", "Turkish wire"),
        ("President Gabriel Boric declared a state of catastrophe in Chile.", "COERCE", "Boric", "Chile"),
        ("Some 3,000 residents were moved to shelters on Thursday.", "AID", "", "residents"),
        ("Workers staged a 24-hour warning strike on Thursday.", "PROTEST", "Workers", ""),
        ("Police arrested three men trying to cross the border.", "COERCE", "Police", "three men"),
        ("A curfew was imposed in Dhaka on Monday.", "COERCE", "", "Dhaka"),
        ("The former president was found guilty of theft by a Paris court.", "SANCTION", "Paris court", "president"),
        ("Foreign Minister Omar Haidara called on President Idriss Saleh on Friday.", "CONSULT", "Haidara", "Saleh"),
        ("An IMF team and the Kenyan authorities agreed on the budget.", "AGREE", "IMF", "Kenyan"),
        ("An apology was offered to Okinawans by Japan's defence chief.", "CONCEDE", "chief", "Okinawans"),
    ],
)
def test_a_verb_with_its_companions(read, text, category, source, target):
    events = [e for e in read(text).events if e.category == category]
    assert events, text
    event = events[0]
    sources, targets = (" and ".join(m.text for m in who) for who in (event.sources, event.targets))
    assert source in sources
    assert bool(source) == bool(sources)
    assert target in targets
    assert event.status == "happened"


@pytest.mark.parametrize(
    "text",
    [
        "The actor died of a heart attack on Monday.",
        "Members are elected by proportional representation.",
        "The company fired a warning to its rivals.",
        "The bus driver picked up a parcel at the depot.",
        "The hikers reached the summit in good weather.",
        "The firm took control of its costs.",
    ],
)
def test_what_is_only_like_one_is_none(read, text):
    assert not read(text).events


def test_what_is_only_meant_is_told_by_the_verb_above(read):
    assert not [
        e for e in read("Syria allowed the Red Cross to bring tents ashore at Latakia.").events if e.category == "AID"
    ]


def test_who_is_joined_to_a_name_after_a_noun_takes_part(read):
    text = "Saudi Arabia's state oil giant Aramco and Japan's Toyota signed a preliminary agreement on Monday."
    (event,) = read(text).events
    assert "Toyota" in {mention.actor.name for mention in event.sources}
