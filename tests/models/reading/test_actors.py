"""Who is named: a case a rule of resolution."""

from __future__ import annotations

import pytest

from models.reading.actors import ActorFinder
from models.reading.gazetteer import Gazetteer, country, known_names, slug


@pytest.fixture
def actors(parse, reader):
    def _actors(text):
        parsed = parse(text)
        found = ActorFinder(Gazetteer(reader._parser.nlp)).find(parsed)
        return {named.mention.text: named for named in found.by_head.values()}

    return _actors


KNOWN = [
    ("Iran", "IRN"),
    ("Iranian", "IRN"),
    ("Iranians", "IRN"),
    ("Tehran", "IRN"),
    ("Islamic Republic", "IRN"),
    ("Jewish state", "ISR"),
    ("Israelis", "ISR"),
    ("US", "USA"),
    ("U.S.", "USA"),
    ("Washington", "USA"),
    ("Russian", "RUS"),
    ("Moscow", "RUS"),
    ("DPRK", "PRK"),
    ("PRC", "CHN"),
    ("Beijing", "CHN"),
    ("Kiev", "UKR"),
    ("Kyiv", "UKR"),
    ("Britain", "GBR"),
    ("British", "GBR"),
    ("London", "GBR"),
    ("Saudi", "SAU"),
    ("Emirati", "ARE"),
    ("UAE", "ARE"),
    ("Turkish", "TUR"),
    ("Ankara", "TUR"),
    ("Congo", "COD"),
    ("Burma", "MMR"),
    ("Poles", "POL"),
    ("Kazakh", "KAZ"),
    ("Astana", "KAZ"),
    ("Tel Aviv", "ISR"),
    ("Palestinians", "PSE"),
    ("Vatican", "VAT"),
    ("Bogota", "COL"),
]


@pytest.mark.parametrize(("name", "code"), KNOWN)
def test_forms_of_a_country(name, code):
    assert known_names()[name].actor == country(code)


@pytest.mark.parametrize("name", ["Jersey", "Georgetown", "Hamilton", "Victoria", "Male"])
def test_ambiguous_names_are_not_taken_for_a_country(name):
    assert name not in known_names()


@pytest.mark.parametrize(
    ("name", "code", "role"), [("Kremlin", "RUS", "GOV"), ("Hezbollah", "LBN", "REB"), ("UN", None, "IGO")]
)
def test_institutions_are_actors_of_their_own(name, code, role):
    actor = known_names()[name].actor
    assert (actor.kind, actor.country, actor.role) == ("organization", code, role)


def test_slugs_are_ascii_words():
    assert slug("Élysée Palace") == "elysee-palace"
    assert slug("金") == "金"


def test_a_person_gets_country_and_sector_from_title(actors):
    named = actors("French President Anna Muster met the envoy.")["French President Anna Muster"]
    assert named.mention.actor.model_dump() == {
        "id": "anna-muster",
        "name": "Anna Muster",
        "kind": "person",
        "country": "FRA",
        "role": "GOV",
    }


def test_a_surname_alone_is_the_person_named_before(actors):
    found = actors("French President Anna Muster spoke. Muster said it was over.")
    assert found["Muster"].mention.actor == found["French President Anna Muster"].mention.actor


def test_a_broadcaster_is_no_person(actors):
    found = actors("Israeli state broadcaster Kan reported on the talks.")
    actor = found["Israeli state broadcaster Kan"].mention.actor
    assert (actor.name, actor.kind, actor.country, actor.role) == ("Kan", "organization", "ISR", "MED")


def test_a_definite_description_stands_for_the_last_of_its_sector(actors):
    found = actors(
        "Israeli state broadcaster Kan reported on the talks. The television and radio company gave no source."
    )
    assert found["The television and radio company"].mention.actor.name == "Kan"


def test_the_side_of_a_country_is_the_country(actors):
    assert actors("The Israeli side said nothing.")["The Israeli side"].mention.actor == country("ISR")


def test_an_institution_with_a_country_is_an_actor_of_its_own(actors):
    actor = actors("The Kremlin press service denied it.")["The Kremlin press service"].mention.actor
    assert (actor.kind, actor.country, actor.role) == ("organization", "RUS", "GOV")


def test_pronouns_stand_for_the_last_fitting_subject(actors):
    found = actors("French President Anna Muster met Peter Beispiel in Oslo. She thanked Norway.")
    assert found["She"].mention.actor.name == "Anna Muster"


def test_an_owner_binds_its_own_pronoun(actors):
    found = actors("The talks followed Moscow's signals about its readiness to help.")
    assert found["its"].mention.actor == country("RUS")


def test_a_capital_after_a_preposition_of_place_stands_as_a_place(actors):
    found = actors("Washington announced talks in Moscow.")
    assert not found["Washington"].locative
    assert found["Moscow"].locative


def test_what_cannot_be_resolved_stays_itself(actors):
    actor = actors("The carpenter spoke to the neighbours.")["The carpenter"].mention.actor
    assert (actor.kind, actor.country) == ("unknown", None)


def test_a_description_goes_back_to_the_actor_it_introduced(actors):
    found = actors("Israeli broadcaster Kan spoke of talks, TASS reported. The broadcaster gave no source.")
    assert found["The broadcaster"].mention.actor.name == "Kan"


# -- names and titles


def actor_of(found, text):
    return found[text].mention.actor


def test_an_office_before_its_institution_is_no_name(actors):
    actor = actor_of(actors("The United Nations Secretary-General arrived."), "The United Nations Secretary-General")
    assert (actor.name, actor.kind, actor.role) == ("The United Nations Secretary-General", "person", "IGO")


@pytest.mark.parametrize(
    ("text", "mention", "role"),
    [
        ("The Hamas leader spoke.", "The Hamas leader", "REB"),
        ("The head of the IAEA spoke.", "The head of the IAEA", "IGO"),
        ("The UK and EU negotiators spoke.", "The UK and EU negotiators", "GOV"),
        ("The opposition leader spoke.", "The opposition leader", "OPP"),
        ("A Kremlin official spoke.", "A Kremlin official", "GOV"),
    ],
)
def test_an_office_is_of_the_sector_of_its_institution(actors, text, mention, role):
    found = actors(text)
    named = found.get(mention) or next(n for n in found.values() if n.mention.actor.kind in ("person", "group"))
    assert named.mention.actor.role == role


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A spokesperson for China's Foreign Ministry condemned it.", "CHN"),
        ("Officials in Kyiv condemned it.", "UKR"),
        ("The governor of Texas condemned it.", "USA"),
        ("A court in Argentina condemned it.", "ARG"),
        ("A spokesman for the president of France condemned it.", "FRA"),
        ("A diplomat in Tehran condemned it.", None),
        ("Foreign officials in Tehran condemned it.", None),
        ("Officials of Russia and Iran condemned it.", None),
        ("Troops in Syria condemned it.", None),
    ],
)
def test_the_country_of_what_somebody_is_for_of_or_in(actors, text, code):
    first = next(iter(actors(text).values()))
    assert first.mention.actor.country == code


def test_a_collective_and_its_place_are_named_together(actors):
    assert actor_of(actors("Officials in Kyiv condemned it."), "Officials").name == "Officials in Kyiv"


def test_an_office_in_apposition_tells_who_somebody_is(actors):
    actor = actor_of(actors("Anna Muster, Spain's defence minister, resigned."), "Anna Muster")
    assert (actor.kind, actor.country, actor.role) == ("person", "ESP", "GOV")


def test_a_hyphenated_given_name_is_part_of_the_name(actors):
    found = actors("U.N. Secretary-General Ban Ki-moon met Anna Muster.")
    assert actor_of(found, "U.N. Secretary-General Ban Ki-moon").name == "Ban Ki-moon"


def test_another_ones_president_is_not_the_one_named_before(actors):
    found = actors("U.S. President Peter Beispiel arrived. He met the North's leader.")
    assert actor_of(found, "the North's leader").name == "the North's leader"


def test_an_office_has_other_words(actors):
    found = actors("Thai Prime Minister Anna Muster apologised. The premier was suspended.")
    assert actor_of(found, "The premier").name == "Anna Muster"


def test_a_person_in_apposition_to_nobodys_office_stays_open(actors):
    assert actor_of(actors("Airbus, the market leader, lost."), "Airbus").kind == "organization"


def test_an_office_of_one_state_alone_tells_the_country(actors):
    assert actor_of(actors("Pope John Paul II arrived."), "Pope John Paul II").country == "VAT"


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("Jordan Whitfield won.", "Jordan Whitfield", "person"),
        ("Denzel Washington arrived.", "Denzel Washington", "unknown"),
        ("Real Madrid flew home.", "Real Madrid", "unknown"),
        ("The delegates dined at the Hotel Moscow.", "the Hotel Moscow", "place"),
    ],
)
def test_a_country_or_city_in_a_longer_name_is_not_that_country(actors, text, mention, kind):
    actor = actor_of(actors(text), mention)
    assert (actor.country, actor.kind) == (None, kind)


# -- institutions


def test_another_states_institution_of_the_same_name_is_another_actor(actors):
    actor = actor_of(actors("Peru's Congress voted."), "Peru's Congress")
    assert (actor.id, actor.country, actor.role) == ("peru-congress", "PER", "LEG")


@pytest.mark.parametrize("text", ["SANA accused Israel.", "The state news agency SANA accused Israel."])
def test_an_agency_is_the_one_named_after_the_noun(actors, text):
    named = next(iter(actors(text).values()))
    assert (named.mention.actor.id, named.mention.text) == ("sana", text.removesuffix(" accused Israel."))


def test_a_noun_within_a_known_name_is_no_actor_of_its_own(actors):
    assert "rebel" not in actors("The rebel Free Syrian Army threatened to shell the town.")


@pytest.mark.parametrize("name", ["Yonhap", "Lumen"])
def test_an_agency_with_and_without_the_word_is_one(actors, name):
    found = actors(f"{name} News Agency reported the raid. {name} gave no details.")
    assert actor_of(found, f"{name} News Agency") == actor_of(found, name)


def test_a_person_named_before_bears_a_mediums_name(actors):
    found = actors("Prime Minister Naoto Kan resigned. Kan apologised.")
    assert actor_of(found, "Kan").name == "Naoto Kan"


def test_where_an_agency_sits_is_not_its_correspondents_country(actors):
    assert actor_of(actors("A Reuters correspondent saw it."), "A Reuters correspondent").country is None


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("Colombian rebels attacked.", "Colombian rebels", "group"),
        ("Egyptian authorities denied it.", "Egyptian authorities", "organization"),
        ("A Kenyan died.", "A Kenyan", "person"),
        ("Two Poles died.", "Two Poles", "group"),
        ("Poles voted.", "Poles", "country"),
        ("Chechen separatists attacked.", "Chechen separatists", "group"),
    ],
)
def test_people_are_told_from_bodies_and_states(actors, text, mention, kind):
    actor = actor_of(actors(text), mention)
    assert actor.kind == kind
    assert actor.country is not None


# -- countries and places


@pytest.mark.parametrize(
    ("text", "code", "locative"),
    [
        ("Georgia expelled two diplomats.", "GEO", False),
        ("Georgia will vote, lawmakers in Atlanta said.", "USA", True),
        ("Tbilisi and Atlanta are twinned: Georgia is proud.", "GEO", False),
        ("Congo said its troops had left.", "COD", False),
        ("Congo said its troops had left Brazzaville.", "COG", False),
    ],
)
def test_a_name_of_several_is_told_by_the_words_around(actors, text, code, locative):
    named = next(n for t, n in actors(text).items() if t in ("Georgia", "Congo"))
    assert (named.mention.actor.country, named.locative) == (code, locative)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The storm hit Paris, Texas, on Monday.", "USA"),
        ("The storm hit Birmingham, Alabama.", "USA"),
    ],
)
def test_a_federal_state_after_the_comma_says_where_a_place_is(actors, text, code):
    named = next(n for t, n in actors(text).items() if t.startswith(("Paris", "Birmingham")))
    assert (named.mention.actor.country, named.mention.actor.kind) == (code, "place")


def test_a_list_of_capitals_is_no_address(actors):
    found = actors("Talks between Moscow, Washington and Kiev resumed.")
    assert actor_of(found, "Moscow") == country("RUS")


def test_a_river_is_not_its_country(actors):
    assert actor_of(actors("The town lies on the Niger."), "the Niger").country is None


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The Tokyo-based firm failed.", "Tokyo"),
        ("It lies on the outskirts of Vienna.", "Vienna"),
        ("BRUSSELS, May 3 (Reuters) - Ministers met.", "BRUSSELS"),
        ("They met in Brussels.", "Brussels"),
    ],
)
def test_where_a_capital_is_only_a_place(actors, parse, reader, text, mention):
    parsed = parse(text)
    found = ActorFinder(Gazetteer(reader._parser.nlp)).find(parsed)
    named = found.inner(next(t for t in parsed.doc if t.text == mention))
    assert named is not None
    assert named.locative


def test_brussels_is_the_union_and_as_a_place_in_belgium(actors):
    assert actor_of(actors("Brussels imposed tariffs."), "Brussels").id == "eu"
    assert actor_of(actors("They met in Brussels."), "Brussels").country == "BEL"


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        ("Qatar sent aid. The gas-rich emirate has funded hospitals.", "The gas-rich emirate", "QAT"),
        ("Iran sent aid. The gas-rich emirate has funded hospitals.", "The gas-rich emirate", None),
        ("Kenya closed the camp. The East African nation hosts many.", "The East African nation", "KEN"),
        ("Hungary closed the camp. The East African nation hosts many.", "The East African nation", None),
        ("Australia lent money to Indonesia to aid the country.", "the country", None),
    ],
)
def test_a_description_of_a_country_stands_for_the_last_that_fits(actors, text, mention, code):
    assert actor_of(actors(text), mention).country == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Iranian-backed militia fired.", None),
        ("The English-language channel fired.", None),
        ("The Saudi-led coalition fired.", "SAU"),
    ],
)
def test_what_a_country_backs_is_not_its_own(actors, text, code):
    found = actors(text)
    assert found[text.removesuffix(" fired.")].mention.actor.country == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Bolivarian Republic of Venezuela voted.", "VEN"),
        ("The Lao People's Democratic Republic voted.", "LAO"),
        ("The Hashemite Kingdom voted.", "JOR"),
        ("Bosnia and Herzegovina voted.", "BIH"),
    ],
)
def test_a_full_style_is_one_name(actors, text, code):
    found = list(actors(text).values())
    assert [n.mention.actor for n in found] == [country(code)]
    assert found[0].mention.text.removeprefix("The ") == text.removesuffix(" voted.").removeprefix("The ")


def test_a_state_that_is_no_more_is_a_country_without_a_code(actors):
    actor = actor_of(actors("Czechoslovakia broke off relations."), "Czechoslovakia")
    assert (actor.kind, actor.country) == ("country", None)
