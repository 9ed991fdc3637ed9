"""Names that are known before a dispatch is read: countries in all their forms, institutions, media.

Built once from countryinfo, `tables/countries.toml`, `tables/actors.toml` and the user's own file, which goes before
the others; asked by `actors`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from countryinfo import all_countries

from models.reading.own_actors import OwnActors, own_actors
from models.reading.tables import table
from models.records import Actor

if TYPE_CHECKING:
    from spacy.language import Language

    from models.reading.tokens import Doc

Form = Literal["name", "demonym", "people", "capital", "institution", "person", "place", "regional"]

#: A state's full style, as countryinfo has it ("Bolivarian Republic of Venezuela", "Kyrgyz Republic").
_STATE_STYLE = re.compile(
    r"^[^,]*\b(Republic|Kingdom|States?|Commonwealth|Sultanate|Principality|Duchy|Union|Federation)"
    r" of (the )?[A-Z][^,]*$"
    r"|^[A-Z]\w+ ([A-Z][\w']+ )*(Republic|Kingdom|Federation|States)$"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One of several things that a name means: told by words that stand near it, or by none."""

    entry: Entry
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known name stands for, and in which form ("Iranian" is a demonym, "Iranians" the people)."""

    actor: Actor
    form: Form
    #: What it is where it stands as a place and that is not the actor's country ("Brussels").
    place: Actor | None = None
    senses: tuple[Sense, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a parsed dispatch: tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    entry: Entry


@lru_cache(maxsize=10_000)
def slug(name: str) -> str:
    """A name as an id: lower-case ASCII words joined by hyphens; the name itself where nothing would be left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or name.lower()


@cache
def country(code: str) -> Actor:
    """The country with this ISO 3166-1 alpha-3 code; `KeyError` where there is none."""
    return Actor(id=code, name=country_names()[code], kind="country", country=code)


@cache
def country_names() -> dict[str, str]:
    """The English name of every country, by alpha-3 code."""
    names: dict[str, str] = {}
    for info in all_countries():
        if code := info.iso(3):
            names.setdefault(code, info.name())
    shown: dict[str, str] = table("countries")["name"]
    return names | shown


@cache
def known_names() -> dict[str, Entry]:
    """Every known name, as it is written, and what it stands for; the user's own go before those of the tables."""
    known = builtin_names()
    return known | names_of_own(own_actors(), known)


@cache
def builtin_names() -> dict[str, Entry]:
    """The names of countryinfo and the tables."""
    known: dict[str, Entry] = {}
    for name, entry in (*_from_countryinfo(), *_places(), *_from_countries(), *_from_actors()):
        known[name] = entry
        if len(name) > 4:  # headlines are set in capitals; shorter ones would be words
            known.setdefault(name.upper(), entry)
    return known


def names_of_own(own: OwnActors, known: dict[str, Entry]) -> dict[str, Entry]:
    """The names that a user's file gives or changes, as `known` has them without it."""
    found: dict[str, Entry] = {}

    def names_of(actor: Actor) -> list[str]:
        return [name for name, entry in (known | found).items() if entry.actor == actor]

    for one in own.actor:
        before = known.get(one.name)
        given = one.model_dump(include=one.model_fields_set - {"aliases"})
        facts = {"kind": one.kind, **(before.actor.model_dump() if before else {}), **given}
        code = facts.get("country")
        facts["id"] = code if code and facts["kind"] == "country" else slug(one.name)
        actor = Actor.model_validate(facts)
        for name in names_of(before.actor) if before else ():
            found[name] = replace(known[name], actor=actor)
        for name in (one.name, *one.aliases):
            found[name] = found[name] if name == one.name and before else Entry(actor, _form_of(actor))
    for first, other in own.same:
        entry, joined = (found.get(name) or known.get(name) for name in (first, other))
        if entry is None and joined is not None:
            entry = replace(joined, actor=joined.actor.model_copy(update={"id": slug(first), "name": first}))
        if entry is not None:
            for name in names_of(joined.actor) if joined else ():
                found[name] = replace((known | found)[name], actor=entry.actor)
            found[first], found[other] = entry, replace(entry, place=None, senses=())
    for first, other in own.different:
        left, right = (found.get(name) or known.get(name) for name in (first, other))
        if left and right and left.actor == right.actor:
            found[other] = replace(right, actor=right.actor.model_copy(update={"id": slug(other), "name": other}))
    return found


def _form_of(actor: Actor) -> Form:
    """The form of a user's own name for an actor."""
    forms: dict[str, Form] = {"country": "name", "person": "person", "place": "place"}
    return forms.get(actor.kind, "institution")


def _from_countryinfo() -> Iterator[tuple[str, Entry]]:
    ambiguous = table("countries")["ambiguous"]
    for info in all_countries():
        code = info.iso(3)
        if not code or info.name() in ambiguous["names"] or code not in country_names():
            continue
        state = country(code)
        styles = [s for s in info.alt_spellings() or [] if _STATE_STYLE.match(s)]
        for name in (info.name().removeprefix("The "), *styles):
            yield name, Entry(state, "name")
        if code in ambiguous["territories"]:
            continue
        for demonym in (info.demonym() or "").split(","):
            if demonym and demonym not in ambiguous["demonyms"]:
                yield from _forms_of(demonym, state)
        capital = info.capital()
        if isinstance(capital, str) and capital and capital not in ambiguous["capitals"]:
            yield capital, Entry(state, "capital")
            plain = unicodedata.normalize("NFKD", capital).encode("ascii", "ignore").decode()
            if plain not in ambiguous["capitals"]:
                yield plain, Entry(state, "capital")


@cache
def capital_words(code: str) -> tuple[str, ...]:
    """The words of the name of a country's capital, in small letters."""
    named = table("countries")["capitals"].get(code)
    if named:
        return tuple(named[0].lower().split())
    found = (info.capital() for info in all_countries() if info.iso(3) == code)
    return tuple(str(next(found, "") or "").lower().split())


def _places() -> Iterator[tuple[str, Entry]]:
    countries = table("countries")
    for part in ("cities", "states"):
        for code, names in countries[part].items():
            for name in names:
                if not name.endswith("."):
                    yield name, Entry(place(name, code), "place")


def _from_countries() -> Iterator[tuple[str, Entry]]:
    countries = table("countries")
    for code, demonyms in countries["demonyms"].items():
        for demonym in demonyms:
            yield from _forms_of(demonym, country(code))
    for code, peoples in countries["regional"].items():
        for people in peoples:
            for name in {name for name, _ in _forms_of(people, country(code))}:
                yield name, Entry(Actor(id=slug(name), name=name, kind="group", country=code), "regional")
    for code, capitals in countries["capitals"].items():
        for capital in capitals:
            yield capital, Entry(country(code), "capital")
    for code, names in countries["names"].items():
        for name in names:
            yield name, Entry(country(code), "name")
    for name in countries["former"]["names"]:
        yield name, Entry(Actor(id=slug(name), name=name, kind="country"), "name")
    for name, senses in countries["senses"].items():
        told = tuple(Sense(_sense(name, s), frozenset(s.get("near", ()))) for s in senses)
        yield name, replace(told[-1].entry, senses=told)


def _sense(name: str, told: dict[str, str]) -> Entry:
    """What a name means: a country by its name or demonym, a place in one, or a place that is none's."""
    if "country" in told:
        form: Form = "demonym" if told.get("form") == "demonym" else "name"
        return Entry(country(told["country"]), form)
    if "place" in told:
        return Entry(place(name, told["place"]), "place")
    return Entry(Actor(id=slug(name), name=name, kind="place"), "place")


def _from_actors() -> Iterator[tuple[str, Entry]]:
    actors, seats = table("actors"), table("countries")["seats"]
    for section, kind, form in _NAMED:
        for name, facts in actors[section].items():
            actor = Actor(id=slug(name), name=name, kind=kind, country=facts.get("country"), role=facts.get("role"))
            aliases = (name, *facts.get("aliases", ()))
            for alias in (*aliases, *(other for a in aliases if kind == "person" for other in _in_other_spellings(a))):
                yield alias, Entry(actor, form, place(alias, seats[alias]) if alias in seats else None)
    for section, role in (("companies", "BUS"), ("media", "MED")):
        for code, listed in actors[section].items():
            for one in listed:
                first, *others = [one] if isinstance(one, str) else one
                actor = Actor(id=slug(first), name=first, kind="organization", country=code, role=role)
                for name in (first, *others):
                    endings = _AGENCY_ENDINGS if role == "MED" else ("",)
                    for ending in endings:
                        yield name + ending, Entry(actor, "institution")


def _in_other_spellings(name: str) -> Iterator[str]:
    """A person's name with the given name as other languages have it: "Vladimir" for "Volodymyr"."""
    given, _, surname = name.partition(" ")
    for spellings in table("actors")["given_names"]["spellings"]:
        if surname and given in spellings:
            yield from (f"{other} {surname}" for other in spellings if other != given)


_NAMED: tuple[tuple[str, Literal["organization", "person"], Form], ...] = (
    ("institutions", "organization", "institution"),
    ("people", "person", "person"),
)
#: What may follow an agency's name and leaves it the same.
_AGENCY_ENDINGS = ("", " news agency", " News Agency", " agency", " Agency")


def place(name: str, code: str) -> Actor:
    """A place of this name in a country."""
    return Actor(id=slug(name), name=name, kind="place", country=code)


def state_after(doc: Doc, end: int) -> str | None:
    """The country of a federal state's name after a place's name and a comma ("Birmingham, Alabama")."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    for words in (2, 1):
        last = end + 1 + words
        if last > len(doc) or not (code := _country_of_state().get(doc.words(end + 1, last).text)):
            continue
        # A list goes on ("Moscow, Virginia and"), an address ends.
        return code if last >= len(doc) or doc[last].is_punct or doc[last].pos_ != "CCONJ" else None
    return None


@cache
def _country_of_state() -> dict[str, str]:
    countries = table("countries")
    known = {*countries["senses"], *(c for cs in countries["capitals"].values() for c in cs), "New York"}
    return {name: code for code, names in countries["states"].items() for name in names if name not in known}


def _forms_of(demonym: str, state: Actor) -> Iterator[tuple[str, Entry]]:
    yield demonym, Entry(state, "demonym")
    if demonym[-1].isalpha() and not demonym.endswith(("s", "h", "ese", "men", "man")):
        yield demonym + "s", Entry(state, "people")


class Gazetteer:
    """Finds known names in a parse, the longest where two overlap."""

    def __init__(self, nlp: Language) -> None:
        self._known = known_names()
        #: The names by their first word and by how many they have, each as its words.
        self._by_first: dict[str, dict[int, dict[tuple[str, ...], str]]] = {}
        for name in self._known:
            words = tuple(token.text for token in nlp.make_doc(name))
            self._by_first.setdefault(words[0], {}).setdefault(len(words), {})[words] = name

    def find(self, doc: Doc) -> list[Match]:
        """The known names in a parse, in order, none inside another."""
        texts = [token.text for token in doc]
        found = [
            (start, start + length, name)
            for start, text in enumerate(texts)
            if text in self._by_first
            for length, names in self._by_first[text].items()
            if (name := names.get(tuple(texts[start : start + length]))) is not None
        ]
        found.sort(key=lambda f: (f[0] - f[1], f[0]))
        taken: set[int] = set()
        kept: list[tuple[int, int, str]] = []
        for start, end, name in found:
            if start not in taken and end - 1 not in taken:
                taken.update(range(start, end))
                kept.append((start, end, name))
        return [Match(start, end, _meant(self._known[name], doc, start, end)) for start, end, name in sorted(kept)]


def _meant(entry: Entry, doc: Doc, start: int, end: int) -> Entry:
    """What a name means here, by the words of its dispatch and by the state named after it."""
    if entry.form in ("name", "capital", "place") and (code := state_after(doc, end)):
        return Entry(place(doc.words(start, end).text, code), "place")
    if entry.senses:
        words = {token.text for token in doc}
        pairs = {f"{a.lower_} {b.lower_}" for a, b in pairwise(doc)}
        return next((s.entry for s in entry.senses if not s.near or s.near & (words | pairs)), entry)
    return entry
