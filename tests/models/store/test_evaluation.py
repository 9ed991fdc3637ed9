"""What a filter finds in the store, held against its meaning worked out record by record."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.filters import VALUES, Filter, Group, Part, Term, parse_filter
from models.records import COOPERATION, Claim, Dispatch, Event, Mention, Reading
from models.store import Store
from tests.models.store.conftest import Draft

TODAY = dt.date(2025, 7, 3)
SEEN = 1

Truth = bool | None


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def holds_words(term: Term, *texts: str) -> bool:
    """Whether one of the texts has the words in a row, the last of them as a beginning if it is not exact."""
    wanted = words(term.value)
    for text in texts:
        found = words(text)
        for at in range(len(found) - len(wanted) + 1):
            here = found[at : at + len(wanted)]
            last = here[-1] == wanted[-1] if term.exact else here[-1].startswith(wanted[-1])
            if here[:-1] == wanted[:-1] and last:
                return True
    return False


def among(term: Term, mentions: tuple[Mention, ...]) -> bool:
    countries = {"IRN": "Iran", "ISR": "Israel", "RUS": "Russian Federation"}
    return any(
        holds_words(
            term, m.actor.id, m.actor.name, m.actor.country or "", countries.get(m.actor.country or "", ""), m.text
        )
        for m in mentions
    )


def both(truths: list[Truth]) -> Truth:
    return False if False in truths else None if None in truths else True


def opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


class World:
    """Some readings, and what holds of their records."""

    def __init__(self, readings: list[Reading], added: dict[str, int], marked: set[str]) -> None:
        self.dispatches = {reading.dispatch.id: reading.dispatch for reading in readings}
        self.claims = {claim.id: claim for reading in readings for claim in reading.claims}
        self.events = {event.id: event for reading in readings for event in reading.events}
        self.added = added
        self.marked = marked

    def of(self, chosen: Filter, record: Event | Claim) -> Truth:
        return both([self.part(part, record) for part in chosen.terms])

    def part(self, part: Part, record: Event | Claim) -> Truth:
        if isinstance(part, Group):
            whole = opposite(both([opposite(self.of(each, record)) for each in part.alternatives]))
        else:
            whole = self.event(part, record) if isinstance(record, Event) else self.claim(part, record)
        return opposite(whole) if part.negated else whole

    def event(self, term: Term, event: Event) -> Truth:
        claim = self.claims[event.claim] if event.claim else None
        text = self.dispatches[event.dispatch].text
        mentions = (*event.sources, *event.targets)
        match term.field, term.value:
            case "words", _:
                named = [name for m in mentions for name in (m.actor.name, m.text)]
                return holds_words(term, text[slice(*event.sentence)], *named)
            case "actor", _:
                return among(term, mentions)
            case "from", _:
                return among(term, event.sources)
            case "to", _:
                return among(term, event.targets)
            case (("category" | "status"), value):
                return str(getattr(event, term.field)).startswith(value)
            case ("via" | "mode" | "certainty" | "stance", _) | ("is", "quoted"):
                return claim is not None and bool(self.claim(term, claim))
            case "is", "negated":
                return event.status == "negated"
            case "is", ("conflict" | "cooperation") as quad:
                return (event.category in COOPERATION) is (quad == "cooperation")
        return self.either_kind(term, event, "event", event.when)

    def claim(self, term: Term, claim: Claim) -> Truth:
        within = [event for event in self.events.values() if event.claim == claim.id]
        text = self.dispatches[claim.dispatch].text
        mentions = (*claim.via, *claim.sources, *claim.about)
        match term.field, term.value:
            case "words", _:
                named = [name for m in mentions for name in (m.actor.name, m.text)]
                content = " … ".join(text[slice(*span)] for span in claim.content)
                return holds_words(term, content, *named, claim.cue.text if claim.cue else "")
            case "actor", _:
                return among(term, mentions)
            case "from", _:
                return among(term, (*claim.sources, *claim.via))
            case "to", _:
                return among(term, claim.about)
            case "via", _:
                return among(term, claim.via)
            case (("mode" | "certainty" | "stance"), value):
                return str(getattr(claim, term.field)).startswith(value)
            case ("category" | "status", _) | ("is", "conflict" | "cooperation"):
                return any(self.event(term, event) for event in within)
            case "is", "quoted":
                return claim.mode != "indirect"
            case "is", "negated":
                return claim.polarity == "negated"
        return self.either_kind(term, claim, "claim", claim.said)

    def either_kind(self, term: Term, record: Event | Claim, kind: str, when: Any) -> Truth:
        dispatch: Dispatch = self.dispatches[record.dispatch]
        match term.field, term.value:
            case "type", value:
                return kind.startswith(value)
            case "agency", value:
                name = (dispatch.agency or "").casefold()
                begins = any(
                    name[at:].startswith(value.casefold()) for at in [0, *(m.end() for m in re.finditer(" ", name))]
                )
                return name == value.casefold() if term.exact else bool(name) and begins
            case "file", value:
                return dispatch.id == value if term.exact else value.casefold() in dispatch.id.casefold()
            case "reported", value:
                first, last = (dt.date.fromisoformat(day) for day in (value.split("/")[0], value.split("/")[-1]))
                return dispatch.date is not None and first <= dispatch.date <= last
            case "is", "new":
                return self.added[record.id] > SEEN
            case "is", "marked":
                return record.id in self.marked
            case "is", "disputed":
                return False  # nothing has been compared
        if term.field == "is":
            return when is None
        if when is None:
            return None
        first, last = (dt.date.fromisoformat(day) for day in (term.value.split("/")[0], term.value.split("/")[-1]))
        reaches = when.latest is None or when.latest >= first
        begins = when.earliest is None or when.earliest <= last
        return {"since": reaches, "until": begins, "on": reaches and begins}[term.field]


ACTORS = [Draft.IRAN, Draft.ISRAEL, Draft.KREMLIN, Draft.PEZESHKIAN, Draft.KAN, Draft.RED_CROSS]
DAYS = ["2025-06-20", "2025-06-22", "2025-06-24"]
some_actors = st.lists(st.sampled_from(ACTORS), max_size=2, unique_by=lambda actor: actor.id)
whens = st.one_of(
    st.none(),
    st.sampled_from(DAYS).map(Draft.when),
    st.just(Draft.when("2025-06-20", "2025-06-24")),
    st.just(Draft.when(None, "2025-06-22")),
    st.just(Draft.when("2025-06-22", None)),
)
SENTENCES = ["Israel struck a depot in Isfahan.", "Iran denied it", "Talks were held."]


@st.composite
def drafts(draw: st.DrawFn, path: str) -> Draft:
    made = Draft(path, agency=draw(st.sampled_from([None, "TASS", "News Agency"])))
    for _ in range(draw(st.integers(0, 2))):
        made.claim(
            draw(st.sampled_from(SENTENCES)),
            draw(some_actors),
            via=draw(some_actors),
            about=draw(some_actors),
            said=draw(whens),
            cue=draw(st.sampled_from([None, "saying"])),
            **{name: draw(st.sampled_from(VALUES[name])) for name in ("mode", "certainty", "stance")},
            polarity=draw(st.sampled_from(["affirmed", "negated"])),
        )
    for _ in range(draw(st.integers(0, 3))):
        sentence = draw(st.sampled_from(SENTENCES))
        made.event(
            draw(st.sampled_from(["ASSAULT", "AID", "CONSULT"])),
            draw(some_actors),
            draw(some_actors),
            words=sentence,
            when=draw(whens),
            status=draw(st.sampled_from(VALUES["status"])),
            claim=draw(st.sampled_from([None, *(claim.id for claim in made.claims)])),
        )
    return made


VOCABULARY = ["depot", "tal", "iran", "red cross", "the kremlin", "isf", "sayi", "no such", "IRN", "masoud", "iran the"]
terms = st.one_of(
    st.builds(
        Term,
        st.sampled_from(["words", "actor", "from", "to", "via"]),
        st.sampled_from(VOCABULARY),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(Term, st.sampled_from(["since", "until", "on"]), st.sampled_from(DAYS), st.booleans()),
    st.builds(Term, st.sampled_from(["on", "reported"]), st.just("2025-06-21/2025-06-23"), st.booleans()),
    st.builds(Term, st.just("reported"), st.sampled_from([*DAYS, "2025-06-23"]), st.booleans()),
    st.builds(Term, st.just("agency"), st.sampled_from(["ta", "agen", "tass", "ass"]), st.booleans(), st.booleans()),
    st.builds(Term, st.just("file"), st.sampled_from(["a", ".TXT", "b.txt", "no"]), st.booleans(), st.booleans()),
    *(st.builds(Term, st.just(name), st.sampled_from(VALUES[name]), st.booleans()) for name in VALUES if name != "is"),
    st.sampled_from(VALUES["is"]).flatmap(
        lambda value: st.builds(Term, st.just("is"), st.just(value), st.booleans(), st.just(False), meant_by(value))
    ),
)


def meant_by(value: str) -> st.SearchStrategy[tuple[int | str, ...]]:
    marked = (json.dumps(sorted(MARKED)),)
    return st.just((SEEN,) if value == "new" else marked if value == "marked" else ())


MARKED = {"a.txt:e0", "b.txt:c0"}


def filters_of(parts: st.SearchStrategy[Part]) -> st.SearchStrategy[Filter]:
    return st.lists(parts, min_size=1, max_size=3).map(tuple).map(Filter)


parts = st.recursive(
    terms,
    lambda inner: st.builds(Group, st.lists(filters_of(inner), min_size=1, max_size=3).map(tuple), st.booleans()),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drafts("a.txt"), drafts("b.txt"), st.lists(filters_of(parts), min_size=3, max_size=8))
def test_the_store_finds_what_holds(first: Draft, second: Draft, filters: list[Filter]) -> None:
    readings = [first.reading, second.reading]
    ids = [[record.id for record in (*reading.claims, *reading.events)] for reading in readings]
    world = World(readings, dict.fromkeys(ids[0], 1) | dict.fromkeys(ids[1], 2), MARKED)
    with Store(None) as store:
        for draft in (first, second):
            draft.put(store)
        for chosen in filters:
            assert_finds(store, world, chosen)
            assert_finds(store, world, parse_filter(str(chosen), TODAY, seen=SEEN, marked=MARKED))


def assert_finds(store: Store, world: World, chosen: Filter) -> None:
    for kind, window, records in (
        ("timeline", store.timeline, world.events),
        ("claims", store.claims, world.claims),
    ):
        truths = {id_: world.of(chosen, record) for id_, record in records.items()}
        shown = {id_ for id_, truth in truths.items() if truth}
        assert {row.id for row in window(chosen, 0, 99)} == shown, (kind, str(chosen))
        counts = store.counts(kind, chosen)
        hidden = sum(truth is None for truth in truths.values())
        assert (counts.shown, counts.undated) == (len(shown), hidden), (kind, str(chosen))
