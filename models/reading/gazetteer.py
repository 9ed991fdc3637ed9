"""Names that are known before a dispatch is read: countries in all their forms, institutions, media.

Built once from countryinfo and `tables/countries.toml`, `tables/actors.toml`; asked by `actors`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from countryinfo import all_countries

from models.reading.tables import table
from models.records import Actor

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Form = Literal["name", "demonym", "people", "capital", "institution"]

_STATE_STYLE = re.compile(
    r"^(Republic|Kingdom|State|Commonwealth|Islamic Republic) of [A-Z]|^[A-Z]\w+ (Republic|Kingdom|Federation)$"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known name stands for, and in which form ("Iranian" is a demonym, "Iranians" the people)."""

    actor: Actor
    form: Form


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a parsed dispatch: tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    entry: Entry


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
    """Every known name, as it is written, and what it stands for."""
    known: dict[str, Entry] = {}
    for name, entry in (*_from_countryinfo(), *_from_tables()):
        known[name] = entry
        if len(name) > 4:  # headlines are set in capitals; shorter ones would be words
            known.setdefault(name.upper(), entry)
    return known


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


def _from_tables() -> Iterator[tuple[str, Entry]]:
    countries = table("countries")
    for code, demonyms in countries["demonyms"].items():
        for demonym in demonyms:
            yield from _forms_of(demonym, country(code))
    for code, capitals in countries["capitals"].items():
        for capital in capitals:
            yield capital, Entry(country(code), "capital")
    for code, names in countries["names"].items():
        for name in names:
            yield name, Entry(country(code), "name")
    actors = table("actors")
    for name, facts in actors["institutions"].items():
        actor = Actor(
            id=slug(name),
            name=name,
            kind="organization",
            country=facts.get("country"),
            role=facts.get("role"),
        )
        for alias in (name, *facts.get("aliases", ())):
            yield alias, Entry(actor, "institution")
    for name in actors["media"]["names"]:
        yield name, Entry(Actor(id=slug(name), name=name, kind="organization", role="MED"), "institution")


def _forms_of(demonym: str, state: Actor) -> Iterator[tuple[str, Entry]]:
    yield demonym, Entry(state, "demonym")
    if demonym[-1].isalpha() and not demonym.endswith(("s", "h", "ese", "men")):
        yield demonym + "s", Entry(state, "people")


class Gazetteer:
    """Finds known names in a parse, the longest where two overlap."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import PhraseMatcher

        self._known = known_names()
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._strings = nlp.vocab.strings
        for name in self._known:
            self._matcher.add(name, [nlp.make_doc(name)])

    def find(self, doc: Doc) -> list[Match]:
        """The known names in a parse, in order, none inside another."""
        from spacy.util import filter_spans

        spans = filter_spans(self._matcher(doc, as_spans=True))
        return [Match(s.start, s.end, self._known[s.label_]) for s in spans]
