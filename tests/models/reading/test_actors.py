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
