"""What many dispatches of a store are about says little of two, and is common by what is there alone."""

from __future__ import annotations

import random

from models.comparing.clashes import clash
from models.comparing.matters import Statement
from models.comparing.spread import bearing, holds, needed
from models.filters import EVERYTHING
from models.library import read_dispatch
from models.records import Reading
from models.store import FileState, Store

STATE = FileState(0, 0, "", "")


def read(name: str, text: str, agency: str = "Sample Wire", date: str = "2024-03-12") -> Reading:
    reading = read_dispatch(text, id=name, date=date, agency=agency)
    return reading.model_copy(update={"dispatch": reading.dispatch.model_copy(update={"path": name})})


PAIR = [
    read("a", "OSLO, March 12 (Wire A) - The Valmark party supports the Trondvik tunnel, Anna Muster said.", "Wire A"),
    read("b", "OSLO, March 12 (Wire B) - The Valmark party opposes the Trondvik tunnel, Ola Sample said.", "Wire B"),
]
#: Dispatches that name the same, of months before.
OTHERS = [
    read(f"o{n}", f"OSLO, Jan 3 (Wire C) - The Valmark party closed inn {n} in the Trondvik tunnel.", date="2024-01-03")
    for n in range(70)
]


def disagreements(readings: list[Reading], without: int = 0, most: int = 7) -> int:
    with Store(None) as store:
        for reading in readings:
            store.put(reading.dispatch.id, STATE, [reading])
            if most < 9:
                store.compare(most)
        while store.compare():
            pass
        store.remove(tuple(one.dispatch.id for one in OTHERS[:without]))
        while store.compare():
            pass
        return store.disagreement_counts(EVERYTHING).total


def test_two_dispatches_alone_clash() -> None:
    assert disagreements(PAIR) == 1


def test_what_a_store_speaks_of_all_the_time_is_no_one_thing() -> None:
    assert disagreements([*OTHERS, *PAIR]) == 0


def test_what_one_says_of_the_same_in_full_stands_all_the_same() -> None:
    text = "OSLO, {} (Wire) - Norwegian senator Anna Muster will {}support the Trondvik tunnel, she said."
    pair = [read(d, text.format(d, n), "Wire", d) for d, n in (("2024-03-12", ""), ("2024-05-02", "not "))]
    common = frozenset({"trondvik", "tunnel", "muster", "anna", "@NOR"})
    of = [Statement(next(g for g in one.gists if g.poles), one.dispatch.id) for one in pair]
    found = clash(*of)
    assert found is not None
    assert holds(found, common)
    by_another = found.first.gist.model_copy(update={"acting": ("ola-sample",), "agents": ()})
    assert not holds(found._replace(first=Statement(by_another, "x")), common)


def test_the_order_makes_no_difference_nor_what_went() -> None:
    several = [*OTHERS, *PAIR]
    random.Random(7).shuffle(several)
    assert disagreements(several, most=3) == 0
    assert disagreements(PAIR + OTHERS, most=9) == 0
    assert disagreements(PAIR + OTHERS, without=30) == disagreements(PAIR + OTHERS[30:]) > 0


def test_what_is_found_while_a_dispatch_goes_goes_with_it() -> None:
    # Who takes part in the place of the one sentence of it meets the other, which goes next.
    others = [read(f"o{n}", f"BERGEN, Jan 3 (Wire C) - The List closed office {n} in Bergen.") for n in range(60)]
    many = [
        read(f"p{n}", f"OSLO, March 12 (Wire {n}) - The Valmark party supports the Trondvik tunnel, Ann Muster said.")
        for n in range(25)
    ]
    text = "The Valmark party supports the Trondvik tunnel, Per Doren said."
    text += " The Valmark party opposes the Trondvik tunnel, Ola Sample said."
    both = read("d", f"OSLO, March 13 (Wire D) - {text}", "Wire D", "2024-03-13")
    with Store(None) as store:
        for reading in (*others, *many, both):
            store.put(reading.dispatch.id, STATE, [reading])
        while store.compare():
            pass
        assert store.disagreement_counts(EVERYTHING).total
        store.remove(("d",))
        assert not store.disagreement_counts(EVERYTHING).total


def test_many_are_a_share_of_all_and_never_few() -> None:
    assert [needed(n) for n in (2, 100, 960, 1600, 1700, 64_000)] == [60, 60, 60, 96, 96, 3584]


def test_a_dispatch_bears_its_lead_its_names_and_its_parties() -> None:
    assert {"valmark", "tunnel", "trondvik", "@NOR"} & bearing(PAIR[0].gists) >= {"valmark", "tunnel", "trondvik"}
