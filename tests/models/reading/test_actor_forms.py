"""Newswire forms of actors: each is resolved right, or left open; none wrongly."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from models.reading.actors import ActorFinder
from models.reading.gazetteer import Gazetteer

from .conftest import dispatch_of

FORMS = tomllib.loads((Path(__file__).parent / "data" / "actor_forms.toml").read_text(encoding="utf-8"))["form"]
#: The share of forms whose country and kind are both found; the others are left open.
RIGHT = 0.98
FIELDS = ("country", "role", "kind")


@pytest.fixture(scope="module")
def answers(reader):
    """What is found for each form."""
    finder = ActorFinder(Gazetteer(reader._parser.nlp))
    parsed = reader._parser.parse([dispatch_of(form["text"]) for form in FORMS])
    return [answer(form, finder.find(p)) for form, p in zip(FORMS, parsed, strict=True)]


def answer(form, actors):
    """The actor at the word that heads a mention; a place acts for nobody, so it has no role."""
    start, end = form["start"], form["start"] + len(form["mention"])
    spans = [(token, actors.parsed.between(token, token)) for token in actors.parsed.doc]
    inside = [token for token, (s, e) in spans if s < end and e > start]
    heads = [token for token in inside if token.head == token or token.head not in inside]
    named = next((n for token in reversed(heads) if (n := actors.inner(token))), None)
    if named is None:
        return {"country": "", "role": "", "kind": "unknown"}
    actor = named.mention.actor
    if named.locative:
        return {"country": actor.country or "", "role": "", "kind": "place"}
    return {"country": actor.country or "", "role": actor.role or "", "kind": actor.kind}


def accepted(form, field):
    return {form["expect"][field], *form.get("also", {}).get(field, ())}


def is_right(form, found):
    return all(found[field] in accepted(form, field) for field in ("country", "kind"))


@pytest.mark.parametrize("number", range(len(FORMS)), ids=lambda n: f"{n}-{FORMS[n]['mention']}")
def test_no_form_is_resolved_wrongly(number, answers):
    form, found = FORMS[number], answers[number]
    open_ = {"", "unknown"}
    wrong = {field: found[field] for field in FIELDS if found[field] not in accepted(form, field) | open_}
    assert not wrong, form["text"]


def test_most_forms_are_found(answers):
    right = sum(is_right(form, found) for form, found in zip(FORMS, answers, strict=True))
    print(f"actor forms: {right} of {len(FORMS)} right, {len(FORMS) - right} left open")
    assert right / len(FORMS) >= RIGHT
