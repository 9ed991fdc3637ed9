"""What makes two tellings one happening, and what tells them apart: one rule a case, read through the pipeline."""

from __future__ import annotations

import pytest

from models.comparing import likeness
from models.comparing.tellings import Telling
from models.filters import EVERYTHING
from models.library import read_dispatch
from models.records import Occurrence
from models.store import Store
from models.store.kept import form_of
from models.store.matters import kind
from tests.models.comparing.pairs import STATE


def are_one(first: str, second: str) -> bool:
    """Whether two dispatches of one day tell one happening."""
    with Store(None) as store:
        for name, text in (("first", first), ("second", second)):
            store.put(name, STATE, [read_dispatch(text, id=name, date="2024-03-13", agency=name)])
        while store.compare():
            pass
        found = [r for r in store.records(EVERYTHING) if isinstance(r, Occurrence)]
    return any(len({event.split(":")[0] for event in one.events}) > 1 for one in found)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "Libyan police arrested banker Omar Tarhuni in Tripoli on Tuesday.",
            "Omar Tarhuni was taken into custody in Tripoli on Tuesday.",
            id="where one does not say who did it",
        ),
        pytest.param(
            "Peru expelled two Chilean diplomats on Tuesday for spying.",
            "Lima ordered two employees of the Chilean embassy to leave on Tuesday.",
            id="a deed that is done to the same ones but once, whatever they are called",
        ),
        pytest.param(
            "Peru declared two Chilean diplomats personae non gratae on Tuesday.",
            "Lima ordered two employees of the Chilean embassy to leave on Tuesday.",
            id="other words for an expulsion",
        ),
        pytest.param(
            "The European Commission fined retailer Modara 40 million euros on Tuesday.",
            "Retailer Modara was fined 40 million euros by the European Union on Tuesday.",
            id="a union and what acts for it",
        ),
        pytest.param(
            "Gunmen attacked a mine near Kolwezi on Tuesday.",
            "Armed men stormed a mine near Kolwezi on Tuesday.",
            id="descriptions of one kind of people",
        ),
        pytest.param(
            "Iran seized the tanker Blue Dawn in the Gulf of Oman on Tuesday.",
            "The freighter Blue Dawn was boarded by Iranian forces in the Gulf of Oman on Tuesday.",
            id="a name outweighs another word for the thing",
        ),
        pytest.param(
            "Turkey deported 416 Syrian migrants on Tuesday.",
            "Turkey sent back 416 Syrians on Tuesday.",
            id="a number of what the other calls so beside",
        ),
        pytest.param(
            "Greece's coast guard rescued 78 migrants off Kythira on Tuesday.",
            "Seventy-eight migrants were brought to safety by Greek coastguards off Kythira on Tuesday.",
            id="a number in words, and a verb with its thing as one deed",
        ),
        pytest.param(
            "Russian drones struck a grain terminal in the port of Izmail in the Odesa region on Tuesday.",
            "Russian drones hit a grain terminal at the Danube port of Izmail on Tuesday.",
            id="each names one place more beside the one that both name",
        ),
        pytest.param(
            "A suicide bomber blew himself up at a mosque in Quetta on Tuesday, killing 23 people.",
            "At least 23 worshippers lost their lives in a suicide attack on a mosque in Quetta on Tuesday.",
            id="another verb, with the figure and the place",
        ),
        pytest.param(
            "China's president met the Tajik leader in the Tajik capital on Tuesday.",
            "The Chinese president held talks with his Tajik counterpart in Dushanbe on Tuesday.",
            id="the capital of a country is a city with a name",
        ),
        pytest.param(
            "Two Chinese miners were kidnapped near Bambari on Tuesday.",
            "Gunmen abducted two Chinese nationals near Bambari on Tuesday.",
            id="people in general and some of them, as many",
        ),
        pytest.param(
            "The United States imposed sanctions on three Nicaraguan ministers on Tuesday.",
            "Washington slapped sanctions on three Nicaraguan ministers on Tuesday.",
            id="those acted on are described alike",
        ),
        pytest.param(
            "Chile on Tuesday banned imports of poultry from Ghana.",
            "A ban on Ghanaian poultry was imposed by Chile on Tuesday.",
            id="one word for the deed, in two sorts",
        ),
        pytest.param(
            "A bomb killed 14 worshippers at a mosque in Quetta on Tuesday.",
            "At least 14 people died in a bombing at a mosque in Quetta on Tuesday.",
            id="a number, and that number at least",
        ),
        pytest.param(
            "Kenya summoned the Malian envoy on Tuesday.",
            "The Malian High Commissioner was summoned by Kenya on Tuesday.",
            id="envoys under other titles",
        ),
        pytest.param(
            "India imposed a duty of 18 per cent on Chinese wire on Tuesday.",
            "India on Tuesday levied a duty of 18 percent on wire from China.",
            id="two spellings of a share",
        ),
        pytest.param(
            "Gang members torched the police post of Miragoane on Tuesday.",
            "Armed gangs burned the police post in Miragoane on Tuesday.",
            id="what one tells by its head the other tells before it",
        ),
        pytest.param(
            "Nurses marched to the health ministry on Tuesday over unpaid wages.",
            "Kenyan nurses staged a demonstration at the health ministry on Tuesday over unpaid wages.",
            id="a description with its country, and without",
        ),
        pytest.param(
            "Canada blacklisted three Chadian generals on Tuesday over attacks in Ouaddai.",
            "Ottawa on Tuesday slapped sanctions on three Chadian generals for abuses in Ouaddai.",
            id="a name that both tell, though each has a word of its own for the matter",
        ),
        pytest.param(
            "Hungarian farmers blocked the Zahony crossing on Tuesday over cheap grain.",
            "The Zahony crossing has been blocked since Tuesday by Hungarian farmers.",
            id="what goes on since a day came about on it",
        ),
        pytest.param(
            "Nigerian resident doctors went on a seven-day strike on Tuesday over unpaid allowances.",
            "Resident doctors in Nigeria began a week-long warning strike on Tuesday over unpaid allowances.",
            id="a stoppage by its length and by its sort",
        ),
        pytest.param(
            "Houthis hit the tanker Olympic Grace with a missile in the Red Sea on Tuesday.",
            "The Olympic Grace was struck off Hodeida on Tuesday by a missile.",
            id="a ship by name, and two names for where she was",
        ),
        pytest.param(
            "Two Kenyan rangers were killed Tuesday when Somali gunmen attacked their outpost near Kolbio.",
            "Somali gunmen attacked a Kenyan outpost near Kolbio on Tuesday, killing two Kenyan rangers.",
            id="an attack on whose post it is said by one alone",
        ),
        pytest.param(
            "Ninety Armenian soldiers were brought home on Tuesday.",
            "Armenia brought home 90 soldiers on Tuesday.",
            id="those who are taken home by their own",
        ),
    ],
)
def test_other_words_for_one_happening(first: str, second: str) -> None:
    assert are_one(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "Iran seized the tanker Blue Dawn in the Gulf of Oman on Tuesday.",
            "Iran seized the tanker Nordic Pearl in the Gulf of Oman on Tuesday.",
            id="other names of the thing in one place",
        ),
        pytest.param(
            "The United States imposed sanctions on the Russian shipbuilder Vympel on Tuesday.",
            "The European Union imposed sanctions on the Russian shipbuilder Vympel on Tuesday.",
            id="a union is none of its members and no other country",
        ),
        pytest.param(
            "Japan granted Iraq a loan of 220 million yen on Tuesday.",
            "Japan granted Iraq a loan of $220 million on Tuesday.",
            id="one figure in two currencies",
        ),
        pytest.param(
            "Albania donated 22 ambulances to Serbia on Tuesday.",
            "Albania donated 22 armoured vehicles to Serbia on Tuesday.",
            id="one figure of two things",
        ),
        pytest.param(
            "President Ivan Petrov praised Chad on Tuesday.",
            "President Ivan Petrov praised the field hospitals of Mali on Tuesday.",
            id="one who acts on two",
        ),
        pytest.param(
            "Gunmen killed a prosecutor in Guayaquil on Tuesday.",
            "Gunmen killed two policemen in Guayaquil on Tuesday.",
            id="people of other callings",
        ),
        pytest.param(
            "Police arrested activist Bill Carter in Lagos on Tuesday.",
            "Police arrested activist Hilda Carter in Lagos on Tuesday.",
            id="other given names",
        ),
        pytest.param(
            "Bangladeshi police fired tear gas at students in Chittagong on Tuesday.",
            "Bangladeshi police arrested 40 students in Chittagong on Tuesday.",
            id="deeds of one sort that are never one",
        ),
        pytest.param(
            "A Russian missile hit a block of flats in Kharkiv on Tuesday and killed three residents.",
            "Three people died when a Russian missile hit a residential building in Sumy on Tuesday.",
            id="other towns in the sentence",
        ),
        pytest.param(
            "An Israeli airstrike hit a school in Deir al-Balah on Tuesday.",
            "An Israeli airstrike hit a hospital in Deir al-Balah on Tuesday.",
            id="other targets in one town",
        ),
        pytest.param(
            "Peru and Chad signed a fisheries accord in Lima on Tuesday.",
            "Chad and Peru signed an agreement on vaccines in Lima on Tuesday.",
            id="two accords of two states on one day",
        ),
        pytest.param(
            "Kenya banned imports of Ugandan maize on Tuesday.",
            "Kenya banned imports of Ugandan eggs on Tuesday.",
            id="two bans of one state on one day",
        ),
        pytest.param(
            "The presidents of Chad and Togo talked by phone on Tuesday.",
            "The energy ministers of Chad and Togo met on Tuesday.",
            id="talks by telephone and a meeting",
        ),
        pytest.param(
            "Togo's Koffi Ameli met Ghana's Yaw Boateng in Accra on Tuesday.",
            "Togo's Koffi Ameli met the banker Esi Addo in Accra on Tuesday.",
            id="one who meets two",
        ),
        pytest.param(
            "Police in Guyana arrested former minister Anil Das on Tuesday.",
            "Guyanese police arrested the ex-minister Petra Holm on Tuesday.",
            id="other persons by name",
        ),
        pytest.param(
            "Turkish police on Tuesday detained the mayor of an Izmir district in a graft case.",
            "Police in Izmir on Tuesday arrested Selim Kara, who is said to have smuggled migrants to Italy.",
            id="one by name, and another by what he is",
        ),
        pytest.param(
            "Sudanese army planes bombed a market at Zalin in South Darfur on Tuesday.",
            "A strike by the Sudanese army hit a market in Kutum in North Darfur on Tuesday.",
            id="two towns in the parts of one region",
        ),
        pytest.param(
            "President Ion Captari vetoed a bill on foreign broadcasters on Tuesday.",
            "President Ion Captari on Tuesday refused to sign a pension law.",
            id="a law is told apart by what it is on",
        ),
        pytest.param(
            "Togo and Chad signed a credit agreement on Tuesday.",
            "Chad and Togo signed an agreement on university diplomas on Tuesday.",
            id="a word for people is no word for credit",
        ),
        pytest.param(
            "Hundreds of people protested in Rabat on Tuesday. Dozens were detained.",
            "Hundreds of people protested in Antananarivo on Tuesday. Police detained dozens.",
            id="dozens is no number of both",
        ),
        pytest.param(
            "Kenyans on Tuesday marked ten years since gunmen killed 148 people in Garissa.",
            "Gunmen attacked a police post in Garissa on Tuesday.",
            id="what years are counted from is not of that day",
        ),
        pytest.param(
            "Russian drones struck the Danube port of Izmail on Tuesday.",
            "Russian drones attacked the port of Reni on the Danube on Tuesday.",
            id="two ports of one river",
        ),
        pytest.param(
            "Authorities in Mali detained four employees of a miner on Tuesday in a dispute over taxes.",
            "Malian security forces on Tuesday arrested four leaders of a banned party in Bamako.",
            id="a few of two sorts of people",
        ),
        pytest.param(
            "Ninety Azerbaijani soldiers were brought home on Tuesday.",
            "Armenia brought home 90 soldiers on Tuesday.",
            id="those whom each of two countries has back",
        ),
        pytest.param(
            "Two Thai servicemen were killed in an armed clash on the border with Laos on Tuesday.",
            "Thai and Laotian troops exchanged fire on their border on Tuesday, killing three Thai soldiers.",
            id="other tolls, though the number stands before a nation",
        ),
        pytest.param(
            "Mali fired a short-range missile toward the sea on Tuesday.",
            "Mali fired some 90 artillery shells into the sea on Tuesday.",
            id="missiles and shells",
        ),
        pytest.param(
            "Ivan Daro pledged lower taxes in Orvo on Tuesday.",
            "Ivan Daro apologised for his remarks on Tuesday.",
            id="what one person does often, each time about something else",
        ),
    ],
)
def test_two_happenings_that_look_alike(first: str, second: str) -> None:
    assert not are_one(first, second)


def told_later(text: str, date: str) -> bool:
    """Whether what a dispatch of that date looks back on is one with what was news on March 13, 2024."""
    first = "Bombs killed 19 pilgrims at a shrine in Karbala on Tuesday."
    with Store(None) as store:
        store.put("first", STATE, [read_dispatch(first, id="first", date="2024-03-13", agency="first")])
        store.put("later", STATE, [read_dispatch(text, id="later", date=date, agency="later")])
        while store.compare():
            pass
        return any(isinstance(r, Occurrence) for r in store.records(EVERYTHING))


def test_what_is_looked_back_on_is_the_news_of_its_day_where_it_is_dated() -> None:
    assert told_later("Bombs killed 19 pilgrims at a shrine in Karbala on March 12.", "2024-03-27")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Karbala remembered the bombs that killed 19 pilgrims at a shrine on March 12, 2024.", "2025-03-12"),
        ("A man was held on Friday, three days after bombs killed 19 pilgrims at a shrine in Karbala.", "2024-03-15"),
    ],
)
def test_what_is_remembered_or_only_told_by_the_way_is_not_the_news(text: str, date: str) -> None:
    assert not told_later(text, date)


def test_news_is_told_by_its_weekday_some_days_after() -> None:
    assert told_later("Bombs killed 19 pilgrims at a shrine in Karbala on Tuesday.", "2024-03-15")


def test_copies_are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[int] = []

    def counted(a: Telling, b: Telling) -> likeness.Alike | None:
        judged.append(1)
        return judge(a, b)

    judge = likeness._alike
    monkeypatch.setattr(likeness, "_alike", counted)
    likeness._likenesses.clear()
    read = read_dispatch("Iran seized the tanker Blue Dawn off Oman on Tuesday.", id="a", date="2024-03-13")
    event, gist = read.events[0], next(g for g in read.gists if g.record == read.events[0].id)
    copies = [Telling(n, (False, n, str(n)), n, event, gist, "one form") for n in range(6)]
    other = Telling(9, (False, 9, "9"), 9, event, gist, "another form")
    found = [likeness.alike(a, b) for a in copies for b in copies if a.n < b.n]
    assert len(judged) == 1
    assert all(found)
    assert likeness.alike(copies[0], other) == found[0]
    assert len(judged) == 2
    assert likeness.alike(copies[0], copies[0]) is None


def test_within_one_dispatch_copies_are_judged_for_themselves() -> None:
    read = read_dispatch("Iran seized a tanker off Oman on Tuesday.", id="a", date="2024-03-13")
    event, gist = read.events[0], next(g for g in read.gists if g.record == read.events[0].id)
    one, beside, elsewhere = (
        Telling(n, (False, n, str(n)), dispatch, event, gist, "a form") for n, dispatch in ((1, 1), (2, 1), (3, 2))
    )
    plain = [Telling(t.n, t.rank, t.dispatch, event, gist) for t in (one, beside, elsewhere)]
    for a, b in ((0, 1), (0, 2), (1, 2)):
        formed = likeness.alike((one, beside, elsewhere)[a], (one, beside, elsewhere)[b])
        assert formed == likeness.alike(plain[a], plain[b])


def test_a_form_is_of_what_is_said_and_not_of_where() -> None:
    record = '{"id":"a.txt:e1","dispatch":"a.txt","verb":"seize","span":[1,7],"sources":[{"text":"Iran","span":[0,4]}]}'
    assert form_of(record) == form_of(record.replace("a.txt", "copies/a.txt").replace("[0,4]", "[10,14]"))
    assert form_of(record) != form_of(record.replace("Iran", "Iraq"))
    assert form_of(record) != form_of(record.replace("seize", "free"))


def test_two_things_of_one_sentence_are_two() -> None:
    text = "Libya attacked the port of Derna on Tuesday, killing nine sailors at the port."
    with Store(None) as store:
        store.put("one", STATE, [read_dispatch(text, id="one", date="2024-03-13")])
        while store.compare():
            pass
        assert not [r for r in store.records(EVERYTHING) if isinstance(r, Occurrence)]


def test_a_talk_and_what_was_offered_there_are_two_in_one_dispatch() -> None:
    text = "Togo held talks with Chad in Lima on Tuesday. Togo offered mediation to Chad on Tuesday."
    reading = read_dispatch(text, id="a", date="2024-03-13")
    gists = {gist.record: gist for gist in reading.gists if not gist.poles}
    told = [Telling(n, (False, 1, f"a|{n}"), 1, e, gists[e.id]) for n, e in enumerate(reading.events)]
    met, offered = (next(t for t in told if t.event.category == sort) for sort in ("CONSULT", "AGREE"))
    assert likeness.conflict(met, offered) == "sort"


def test_what_a_clause_stands_for_is_no_telling_of_its_event() -> None:
    reading = read_dispatch("Chile closed its border with Peru on Tuesday.", id="one", date="2024-03-13")
    stands = [gist for gist in reading.gists if gist.poles]
    assert stands
    with Store(None) as store:
        store.put("one", STATE, [reading])
        store.compare()
        with store._connections.reading() as db:
            standing = db.execute("SELECT DISTINCT gist, key FROM matter").fetchall()
    assert len({gist for gist, key in standing if kind(key) == "O"}) == 1
