"""Who is remembered over the folder: the answer is the same in whatever order dispatches come, change and go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

import pytest

from models.filters import EVERYTHING, parse_filter
from models.records import Actor, Claim, Event, Introduced, Reading, Sought
from models.store import FileState, Store

Put = Callable[[Reading], None]

ALONE = Actor(id="muster", name="Muster", kind="person")
ANNA = Actor(id="anna-muster", name="Anna Muster", kind="person", country="IRN", role="GOV")
BERTA = Actor(id="berta-muster", name="Berta Muster", kind="person", country="FRA", role="GOV")


def introducing(draft: Any, path: str, actor: Actor) -> Reading:
    reading: Reading = draft(path).reading
    return reading.model_copy(
        update={"introduced": (Introduced(actor=actor, names=(actor.id, "muster"), span=(0, 6)),)}
    )


def asking(draft: Any, path: str) -> Reading:
    told = draft(path).event("CONSULT", [ALONE], [draft.ISRAEL]).claim("no  depot", [ALONE])
    reading: Reading = told.reading
    return reading.model_copy(update={"sought": (Sought(id="muster"),)})


@pytest.fixture
def put(store: Store, state: FileState) -> Put:
    return lambda reading: store.put(reading.dispatch.path, state, [reading])


def settle(store: Store) -> None:
    while store.refresh(1):
        pass


def shown(store: Store) -> tuple[Sequence[object], ...]:
    """All that hangs on who is meant: rows, chains, relations, what a filter finds, and the records."""
    events = [(row.id, [a.id for a in row.sources]) for row in store.timeline(EVERYTHING, 0, 99)]
    claims = [(row.id, row.chain) for row in store.claims(EVERYTHING, 0, 99)]
    relations = [(row.source.id, row.target.id, row.count) for row in store.relations(EVERYTHING, 0, 99)]
    today = dt.date(2025, 6, 23)
    found = [row.id for row in store.timeline(parse_filter("actor:iran", today), 0, 99)]
    words = [row.id for row in store.timeline(parse_filter("anna", today), 0, 99)]
    records = [record.model_dump_json() for record in store.records(EVERYTHING)]
    return events, claims, relations, found, words, records


def test_a_surname_is_who_another_dispatch_introduces(store: Store, draft: Any, put: Put) -> None:
    put(asking(draft, "b.txt"))
    assert shown(store)[0] == [("b.txt:e0", ["muster"])]
    put(introducing(draft, "a.txt", ANNA))
    settle(store)
    events, claims, relations, found, words, _ = shown(store)
    assert events == [("b.txt:e0", ["anna-muster"])]
    assert claims == [("b.txt:c0", ("Anna Muster",))]
    assert relations == [("IRN", "ISR", 1)]
    assert found == words == ["b.txt:e0"]


def test_it_says_where_it_is_known_from(store: Store, draft: Any, put: Put) -> None:
    for path in ("z.txt", "a.txt"):
        put(introducing(draft, path, ANNA))
    put(asking(draft, "b.txt"))
    event = store.event("b.txt:e0")
    assert event is not None
    (mention,) = event.sources
    assert (mention.actor, mention.alone, mention.known_from) == (ANNA, ALONE, "a.txt")
    store.remove(["a.txt"])
    (claim,) = [record for record in store.records(EVERYTHING) if isinstance(record, Claim)]
    assert claim.sources[0].known_from == "z.txt"


def test_every_order_comes_to_the_same(draft: Any, state: FileState) -> None:
    readings = [
        introducing(draft, "a.txt", ANNA),
        introducing(draft, "c.txt", ANNA),
        introducing(draft, "d.txt", BERTA),
        asking(draft, "b.txt"),
    ]
    ends = []
    for gone in (None, "d.txt", "a.txt"):
        for order in permutations(readings):
            with Store(None) as store:
                for reading in order:
                    store.put(reading.dispatch.path, state, [reading])
                if gone:
                    store.remove([gone])
                settle(store)
                ends.append((gone, shown(store)))
    for gone, end in ends:
        assert end == next(other for of, other in ends if of == gone)
    named = {gone: end[0] for gone, end in ends}
    assert named[None] == [("b.txt:e0", ["muster"])]
    assert named["d.txt"] == [("b.txt:e0", ["anna-muster"])]


def test_what_the_teaching_dispatch_no_longer_says_is_undone(store: Store, draft: Any, put: Put) -> None:
    put(asking(draft, "b.txt"))
    before = shown(store)
    put(introducing(draft, "a.txt", ANNA))
    settle(store)
    assert shown(store) != before
    put(draft("a.txt").reading)  # changed: it introduces nobody now
    settle(store)
    store.remove(["a.txt"])
    settle(store)
    assert shown(store) == before


def test_what_is_written_anew_is_not_new(store: Store, draft: Any, put: Put) -> None:
    put(asking(draft, "b.txt"))
    (before,) = store.timeline(EVERYTHING, 0, 9)
    put(introducing(draft, "a.txt", ANNA))
    generation = store.generation()
    settle(store)
    (after,) = store.timeline(EVERYTHING, 0, 9)
    assert after.added == before.added
    assert store.generation() == generation + 1
    settle(store)
    assert store.generation() == generation + 1  # nothing to do: nothing changed
    assert store.summary().events == 1


def test_a_dispatch_that_is_put_last_is_right_at_once(store: Store, draft: Any, put: Put) -> None:
    put(introducing(draft, "a.txt", ANNA))
    put(asking(draft, "b.txt"))
    assert shown(store)[0] == [("b.txt:e0", ["anna-muster"])]
    assert not store.refresh()


def test_dispatches_of_one_file_know_each_other(store: Store, draft: Any, state: FileState) -> None:
    store.put("a.txt", state, [asking(draft, "b.txt"), introducing(draft, "a.txt", ANNA)])
    assert shown(store)[0] == [("b.txt:e0", ["anna-muster"])]


def test_a_name_of_very_many_is_nobodys(store: Store, draft: Any, put: Put) -> None:
    put(asking(draft, "b.txt"))
    for number in range(60):
        one = ANNA.model_copy(update={"role": f"R{number:02}"})
        put(introducing(draft, f"{number}.txt", one))
    settle(store)
    assert shown(store)[0] == [("b.txt:e0", ["muster"])]


def test_the_records_keep_their_kind(store: Store, draft: Any, put: Put) -> None:
    put(introducing(draft, "a.txt", ANNA))
    put(asking(draft, "b.txt"))
    kinds = [type(record).__name__ for record in store.records(EVERYTHING)]
    assert kinds == ["Dispatch", "Dispatch", "Claim", "Event", "Relation"]
    assert isinstance(store.event("b.txt:e0"), Event)
