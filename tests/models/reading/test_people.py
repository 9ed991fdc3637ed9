"""Whom a dispatch introduces to the others, and whom it calls by a name alone."""

from __future__ import annotations

import pytest

from models.reading.people import is_open, names_for
from models.reading.reader import Reader
from models.records import Actor, Dispatch, Reading


def read(reader: Reader, text: str) -> Reading:
    dispatch = Dispatch(id="a.txt", path="a.txt", sha256="", text=text, body=(0, len(text)))
    return next(iter(reader.read([dispatch])))


@pytest.mark.parametrize(
    ("name", "country", "names"),
    [
        ("Abbas Araqchi", "IRN", ("abbas-araqchi", "araqchi")),
        ("Ursula von der Leyen", "DEU", ("ursula-von-der-leyen", "leyen", "der-leyen", "von-der-leyen")),
        ("Mustafa al-Kadhimi", "IRQ", ("mustafa-al-kadhimi", "al-kadhimi", "kadhimi")),
        ("Wang Yi", "CHN", ("wang-yi", "wang")),
        ("Audrey Tang", "TWN", ("audrey-tang", "tang")),
        ("Anna Muster Jr.", "USA", ("anna-muster-jr", "anna-muster", "muster")),
    ],
)
def test_a_person_is_called_by_its_surname(name: str, country: str, names: tuple[str, ...]) -> None:
    actor = Actor(id="x", name=name, kind="person", country=country)
    assert names_for(actor) == names


def test_a_person_is_introduced_with_office_and_country(reader: Reader) -> None:
    text = "Iranian Foreign Minister Abbas Araqchi met Turkish President Recep Tayyip Erdogan. The minister said so."
    (araqchi,) = [one for one in read(reader, text).introduced if one.actor.country == "IRN"]
    assert (araqchi.actor.name, araqchi.actor.role) == ("Abbas Araqchi", "GOV")
    assert text[slice(*araqchi.span)] == "Iranian Foreign Minister Abbas Araqchi"


def test_an_office_alone_introduces_nobody(reader: Reader) -> None:
    assert read(reader, "The French President met the Iranian Foreign Minister in Paris.").introduced == ()


def test_a_name_alone_is_sought(reader: Reader) -> None:
    (sought,) = read(reader, "Araqchi said on Monday that Iran would not negotiate under pressure.").sought
    assert (sought.id, sought.role, sought.common) == ("araqchi", None, False)


def test_a_title_beside_the_name_says_the_sector(reader: Reader) -> None:
    (sought,) = read(reader, "Foreign Minister Araqchi said that Iran would not negotiate.").sought
    assert (sought.id, sought.role) == ("araqchi", "GOV")


def test_a_name_that_is_a_word_asks_for_more(reader: Reader) -> None:
    (sought,) = read(reader, "President Park said that Iran would not negotiate.").sought
    assert sought.common


def test_known_people_are_not_sought(reader: Reader) -> None:
    assert read(reader, "Putin said that Russia would negotiate. Iran rejected that.").sought == ()


def test_a_surname_that_comes_first_is_found_again(reader: Reader) -> None:
    text = "Chinese Foreign Minister Wang Yi visited Iran. Wang said that China was ready."
    (claim,) = read(reader, text).claims
    assert claim.sources[0].actor.id == "wang-yi"


@pytest.mark.parametrize("name", ["IAEC", "officials", "Ministry", "Foreign Minister"])
def test_what_is_no_name_is_not_open(name: str) -> None:
    assert not is_open(Actor(id="x", name=name, kind="person" if " " in name else "unknown"))
