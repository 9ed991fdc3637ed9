"""Who is named where the name alone does not say it: counterparts, counted people, a dispatch's own country."""

from __future__ import annotations

import pytest

from models.reading.reader import Reader
from models.records import Actor, Dispatch


def actors(reader: Reader, text: str, place: str | None = None, agency: str | None = None) -> dict[str, Actor]:
    """The actors of all claims and events, by the words that name them."""
    dispatch = Dispatch(id="a.txt", path="a.txt", sha256="", text=text, body=(0, len(text)), place=place, agency=agency)
    (reading,) = reader.read([dispatch])
    mentions = [m for c in reading.claims for m in (*c.sources, *c.via, *c.about)]
    mentions += [m for e in reading.events for m in (*e.sources, *e.targets)]
    return {mention.text: mention.actor for mention in mentions}


@pytest.mark.parametrize("words", ["his Turkish counterpart Hakan Fidan", "his Turkish counterpart, Hakan Fidan"])
def test_a_counterpart_is_the_one_named_after_it(reader: Reader, words: str) -> None:
    found = actors(reader, f"French President Emmanuel Macron met with {words}, on Friday.")
    assert (found[words].id, found[words].country, found[words].role) == ("hakan-fidan", "TUR", "GOV")


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("France deported hundreds of Venezuelans.", "hundreds of Venezuelans", "VEN"),
        ("France arrested a group of Turkish soldiers.", "a group of Turkish soldiers", "TUR"),
        ("Tens of thousands of students rallied in Paris.", "Tens of thousands", None),
    ],
)
def test_counted_people_are_themselves_not_their_number(
    reader: Reader, text: str, words: str, country: str | None
) -> None:
    actor = next(actor for named, actor in actors(reader, text).items() if named in words or words in named)
    assert (actor.kind, actor.country) == ("group", country)


def test_a_body_named_before_is_meant_by_the_end_of_its_name(reader: Reader) -> None:
    found = actors(reader, 'The Kremlin press service said Iran left. "They left," the press service noted.')
    assert found["the press service"].id == "kremlin-press-service"


def test_what_is_denied_is_nobody(reader: Reader) -> None:
    found = actors(reader, "The White House said that Iran left. Their families deny it.")
    assert "it" not in found


def test_its_minister_is_the_minister_of_whom_its_stands_for(reader: Reader) -> None:
    text = "Turkish Foreign Minister Hakan Fidan left. Greece condemned a visit by its foreign minister to Turkey."
    assert "hakan-fidan" not in {actor.id for words, actor in actors(reader, text).items() if words.startswith("its")}


@pytest.mark.parametrize("words", ["the army", "the police", "President Anna Muster", "Foreign Minister Anna Muster"])
def test_offices_and_bodies_are_of_the_country_a_dispatch_is_sent_from(reader: Reader, words: str) -> None:
    text = f"Colombia was calm on Monday. {words[0].upper()}{words[1:]} denounced the plan on Friday."

    def whose(text: str, place: str | None) -> str | None:
        return next(a for named, a in actors(reader, text, place).items() if words[4:] in named).country

    assert whose(text, "BOGOTA") == "COL"
    assert whose(text, None) is None
    assert whose(text, "GENEVA") is None  # it speaks of another country
    assert whose(text.replace("the plan", "Peru's plan"), "BOGOTA") is None  # or theirs


def test_a_subject_joined_to_another_that_the_parse_parts(reader: Reader) -> None:
    text = "Congolese President Felix Tshisekedi and Rwandan President Paul Kagame met in Doha on Tuesday."
    found = {actor.country for actor in actors(reader, text).values()}
    assert found == {"COD", "RWA"}


def test_a_liberation_army_is_no_states(reader: Reader) -> None:
    found = actors(reader, "The Baloch Liberation Army attacked Pakistan.")
    assert found["The Baloch Liberation Army"].role == "REB"


def test_the_north_is_a_korea_where_korea_is_spoken_of(reader: Reader) -> None:
    assert actors(reader, "Seoul met with Tokyo. The North condemned Seoul.")["The North"].country == "PRK"
    assert actors(reader, "Mali met with Chad. The North condemned Mali.")["The North"].country is None


def test_a_hyphenated_given_name_is_one_name(reader: Reader) -> None:
    found = actors(
        reader, "A Seoul court sentenced former Land Minister Oh Jae-hwan to four years in prison on Friday."
    )
    assert "Oh Jae-hwan" in {actor.name for actor in found.values()}


@pytest.mark.parametrize("body", ["navy", "army", "air force", "coast guard", "customs service"])
def test_a_body_is_that_of_the_country_its_pronoun_stands_for(reader: Reader, body: str) -> None:
    found = actors(reader, f"Ecuador denied on Thursday that its {body} had fired on a Peruvian trawler.")
    actor = found[f"its {body}"]
    assert (actor.name, actor.country) == (f"Ecuador's {body}", "ECU")


COUNTERPART = "Foreign Minister Hamid Rostami met with his Omani counterpart on Thursday."
SAID = "Foreign Minister Hamid Rostami said on Thursday that a deal was near."


@pytest.mark.parametrize(
    ("agency", "text", "country"),
    [
        ("IRNA", f"{COUNTERPART} Iran wants a deal.", "IRN"),
        ("Reuters", COUNTERPART, None),
        ("Reuters", f"{SAID} Oman wants one.", "OMN"),
        ("IRNA", f"{SAID} Iran and Oman want one.", None),
    ],
)
def test_whose_minister_one_without_a_country_is(reader: Reader, agency: str, text: str, country: str | None) -> None:
    named = {actor.name: actor for actor in actors(reader, text, "MUSCAT", agency).values()}
    assert named["Hamid Rostami"].country == country


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Peru recalled its envoy to Quito, the foreign ministry said on Thursday.", "the foreign ministry", "PER"),
        ("Two drones from Ecuador were shot down over Peru, the Defense Ministry said.", "the Defense Ministry", "PER"),
        ("Ecuador shot down two drones, the Defense Ministry said.", "the Defense Ministry", None),
    ],
)
def test_a_body_that_speaks_is_of_the_dispatchs_country(
    reader: Reader, text: str, words: str, country: str | None
) -> None:
    found = actors(reader, f"{text} Peru is on alert.", "LIMA", "Reuters")
    assert found[words].country == country


def test_a_spokesman_of_a_ministry_is_of_its_country(reader: Reader) -> None:
    text = "China urges Peru to stop, foreign ministry spokesperson Wu Ning said Monday. Wu said it could help."
    found = actors(reader, text, "BEIJING", "Xinhua")
    assert (found["Wu"].name, found["Wu"].country) == ("Wu Ning", "CHN")


@pytest.mark.parametrize(
    "office", ["The governor of the Belgorod Region", "The mayor of Lyon", "The head of the Iranian agency"]
)
def test_a_name_between_commas_after_an_office_bears_it(reader: Reader, office: str) -> None:
    found = actors(reader, f"{office}, Anna Muster, said on Monday that two civilians were injured.")
    assert found[f"{office}, Anna Muster"].name == "Anna Muster"


@pytest.mark.parametrize("name", ["Foreign Office", "Supreme Court"])
def test_an_institution_that_many_states_have_is_of_the_dispatchs_country(reader: Reader, name: str) -> None:
    text = f"Pakistan opened two crossings, the {name} said on Monday."
    assert actors(reader, text, "ISLAMABAD", "Reuters")[f"the {name}"].country == "PAK"
    assert actors(reader, f"The {name} opened the case, officials said.")[f"The {name}"].country in ("GBR", None)


def test_whom_a_minister_of_the_country_meets_is_of_another(reader: Reader) -> None:
    text = "Pakistan's Foreign Minister Ali Khan met with Prime Minister Hasan Akhtar on Monday, Khan said."
    found = {actor.name: actor.country for actor in actors(reader, text, "ISLAMABAD", "Reuters").values()}
    assert (found["Ali Khan"], found["Hasan Akhtar"]) == ("PAK", None)


def test_the_country_of_which_its_own_speak(reader: Reader) -> None:
    text = "Iran's nuclear chief Reza Karimi said the country had attacked a base."
    assert actors(reader, text)["the country"].id == "IRN"
    text = "Iran closed its border. An Iraqi reporter, Reza Karimi, said the country had attacked a base."
    assert actors(reader, text)["the country"].id == "IRN"


def test_ministries_of_two_states_are_two_and_those_of_one_are_one(reader: Reader) -> None:
    text = (
        "Russia downed drones, the Defense Ministry said on Monday. The Russian Defense Ministry said two fell. "
        "Japan's Defense Ministry said that three fell. Its Defense Ministry said that nobody was hurt."
    )
    found = actors(reader, text, "MOSCOW", "TASS")
    ids = [found[words].id for words in ("the Defense Ministry", "The Russian Defense Ministry")]
    others = [found[words].id for words in ("Japan's Defense Ministry", "Its Defense Ministry")]
    assert ids == ["russia-s-defense-ministry"] * 2
    assert others == ["japan-s-defense-ministry"] * 2


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Prime Minister of Armenia Anna Muster", "Anna Muster", "ARM"),
        ("President of Türkiye Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "TUR"),
        ("Foreign Minister of the Netherlands Anna Muster", "Anna Muster", "NLD"),
    ],
)
def test_who_bears_an_office_of_a_country_is_named_right_after_it(
    reader: Reader, words: str, name: str, country: str
) -> None:
    found = actors(reader, f"{words} met with the Georgian envoy on Monday and said that talks went on.")
    assert (found[words].name, found[words].country) == (name, country)
