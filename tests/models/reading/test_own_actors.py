"""A user's own actors: what the file may say, what it changes, and what a wrong one does."""

from __future__ import annotations

import logging

import pytest

from models.reading.actors import ActorFinder
from models.reading.gazetteer import Gazetteer, builtin_names, known_names, names_of_own
from models.reading.own_actors import OwnActors, OwnActorsError, load_own_actors, own_actors
from models.reading.version import ACTORS_VARIABLE, own_actors_path, reading_version


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Writes the user's file, and has it read anew."""
    path = tmp_path / "actors.toml"
    monkeypatch.setenv(ACTORS_VARIABLE, str(path))

    def forget():
        own_actors.cache_clear()
        known_names.cache_clear()

    def _own(text):
        path.write_text(text, encoding="utf-8")
        forget()
        return path

    forget()
    yield _own
    monkeypatch.undo()
    forget()


@pytest.fixture
def actors(parse, reader):
    def _actors(text):
        found = ActorFinder(Gazetteer(reader._parser.nlp)).find(parse(text))
        return {named.mention.text: named.mention.actor for named in found.by_head.values()}

    return _actors


def test_no_file_is_no_mistake(tmp_path):
    assert load_own_actors(tmp_path / "actors.toml") == OwnActors()


def test_an_actor_of_ones_own_is_found_by_all_its_names(own, actors):
    own('[[actor]]\nname = "Blue Lantern"\naliases = ["Lanterns"]\ncountry = "UKR"\nkind = "group"\nrole = "OPP"\n')
    found = actors("Blue Lantern met the press. Lanterns called for calm.")
    assert found["Blue Lantern"] == found["Lanterns"]
    assert found["Lanterns"].model_dump() == {
        "id": "blue-lantern",
        "name": "Blue Lantern",
        "kind": "group",
        "country": "UKR",
        "role": "OPP",
    }


def test_it_goes_before_the_tables(own, actors):
    own('[[actor]]\nname = "Hamas"\ncountry = "PSE"\nkind = "organization"\nrole = "PTY"\n')
    assert builtin_names()["Hamas"].actor.role == "REB"
    assert actors("Hamas agreed to talks.")["Hamas"].role == "PTY"


def test_what_is_left_out_stays_as_the_tables_have_it(own, actors):
    own('[[actor]]\nname = "Hezbollah"\naliases = ["Party of God"]\nrole = "PTY"\n')
    found = actors("Hezbollah spoke. Hizbullah spoke. Party of God spoke.")
    assert {(a.id, a.country, a.kind, a.role) for a in found.values()} == {("hezbollah", "LBN", "organization", "PTY")}
    assert len(found) == 3


def test_a_country_of_ones_own_has_its_code_as_id(own, actors):
    own('[[actor]]\nname = "Bear"\naliases = ["the Bear"]\ncountry = "RUS"\nkind = "country"\n')
    assert actors("Bear denied it.")["Bear"].id == "RUS"


def test_two_names_that_are_one(own, actors):
    own('same = [["Hezbollah", "Party of God"]]\n')
    assert actors("Party of God fired rockets.")["Party of God"].id == "hezbollah"


def test_all_names_of_an_actor_follow_when_it_is_one_with_another(own):
    found = names_of_own(OwnActors(same=(("Taliban", "Houthis"),)), builtin_names())
    assert {found[name].actor.id for name in ("Houthis", "Ansar Allah", "Taliban")} == {"taliban"}


def test_the_first_of_two_names_that_are_one_says_how_it_is_called(own):
    known = builtin_names()
    found = names_of_own(OwnActors(same=(("Party of God", "Hezbollah"),)), known)
    assert found["Hezbollah"].actor == found["Party of God"].actor
    assert (found["Hezbollah"].actor.id, found["Hezbollah"].actor.country) == ("party-of-god", "LBN")


def test_two_names_that_are_one_where_the_dispatch_introduces_them(own, actors):
    own('same = [["Anna Muster", "Anja Muster"]]\n')
    found = actors("French President Anna Muster spoke. Anja Muster left.")
    assert found["Anja Muster"].id == "anna-muster"


def test_names_that_are_not_one_are_never_merged_by_surname(own, actors):
    text = "French President Anna Muster spoke. Later Muster spoke to reporters."
    assert actors(text)["Muster"].id == "anna-muster"
    own('different = [["Muster", "Anna Muster"]]\n')
    assert actors(text)["Muster"].id == "muster"


def test_names_that_are_not_one_are_never_merged_as_an_agency(own, actors):
    text = "Lumen News Agency reported the raid."
    assert actors(text)["Lumen News Agency"].id == "lumen"
    own('different = [["Lumen", "Lumen News Agency"]]\n')
    assert actors(text)["Lumen News Agency"].id == "lumen-news-agency"


def test_names_of_one_known_actor_are_told_apart(own):
    own('different = [["Yonhap", "Yonhap News Agency"]]\n')
    known = known_names()
    assert known["Yonhap"].actor.id == "yonhap"
    assert known["Yonhap News Agency"].actor.id == "yonhap-news-agency"


WRONG = [
    ("[[actor]\n", "line 1"),
    ('[[actor]]\nname = "X"\ncolour = "red"\n', "actor 1 colour: there is no such key"),
    ('colour = "red"\n', "colour: there is no such key (there are actor, same, different)"),
    ('[[actor]]\nname = "X"\ncountry = "XXX"\n', "actor 1 country: there is no country 'XXX'"),
    ('[[actor]]\nname = "X"\nkind = "army"\n', "actor 1 kind: "),
    ('[[actor]]\nname = "X"\nrole = "army"\n', "actor 1 role: "),
    ('[[actor]]\ncountry = "RUS"\n', "actor 1 name: "),
    ('[[actor]]\nname = "X"\nsame = [["A", "B"]]\n', "same: it must stand above the first [[actor]]"),
    ('same = [["A"]]\n', "same 1 2: "),
]


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_a_wrong_file_says_where_and_what_in_one_line(own, text, fault):
    path = own(text)
    with pytest.raises(OwnActorsError) as raised:
        load_own_actors(path)
    message = str(raised.value)
    assert message.startswith(f"{path}: ")
    assert fault in message
    assert "\n" not in message
    assert message.endswith("until then only the built-in actors are used.")


def test_a_file_that_is_not_utf_8(own):
    path = own("")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(OwnActorsError, match="not UTF-8"):
        load_own_actors(path)


def test_a_folder_in_its_place(tmp_path):
    with pytest.raises(OwnActorsError, match="cannot be read"):
        load_own_actors(tmp_path)


def test_a_wrong_file_is_logged_and_the_tables_are_used(own, actors, caplog):
    own('colour = "red"\n')
    with caplog.at_level(logging.WARNING):
        assert actors("Hamas agreed to talks.")["Hamas"].role == "REB"
    assert [record.getMessage().count("colour") for record in caplog.records] == [1]


def test_a_relative_path_is_logged_and_not_followed(own, monkeypatch, caplog):
    monkeypatch.setenv(ACTORS_VARIABLE, "actors.toml")
    own_actors.cache_clear()
    assert own_actors() == OwnActors()
    assert ACTORS_VARIABLE in caplog.text


def test_it_is_looked_for_beside_the_settings(monkeypatch):
    from tui.config import settings_path

    monkeypatch.delenv(ACTORS_VARIABLE, raising=False)
    assert own_actors_path() == settings_path().with_name("actors.toml")


def test_what_it_says_changes_the_readings_version(own):
    path = own("")
    empty = reading_version()
    path.write_text('same = [["A", "B"]]\n')
    changed = reading_version()
    path.unlink()
    assert len({empty, changed, reading_version()}) == 3
