"""A store in which every screen has something to show: told by several, disputed, corrected, unreadable."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from models.marks import Mark, Marks
from models.records import Reading, Revision
from models.store import Store
from tests.across import disagree, tell_as_one
from tests.tui.readings import IRN, KAN, USA, Draft, filled_store, on, put

SLIP = "At dawn, Iran fired missiles at the base on June 22, the ministry said. Nobody was hurt in the attack on it."
FIXED = SLIP.replace("22", "23")


def state(path: str, text: str, day: int, revision: Revision = "original") -> Reading:
    """One state of a dispatch that is corrected."""
    draft = Draft(path, text, dt.date(2025, 6, 23), "Prova")
    draft.event([(IRN, "Iran")], "ASSAULT", "fire", "fired missiles", [(USA, "the base")], on(f"2025-06-{day}"))
    reading = draft.reading()
    dispatch = reading.dispatch.model_copy(update={"revision": revision, "headline": "Missiles fired at base"})
    return reading.model_copy(update={"dispatch": dispatch})


def story(path: str, agency: str, day: int, says: str) -> Reading:
    """A happening, and what somebody says of another."""
    text = f"At dawn, Iran fired missiles at the base on June {day}. Later, Kan said that {says}."
    draft = Draft(path, text, dt.date(2025, 6, 24), agency)
    draft.event([(IRN, "Iran")], "ASSAULT", "fire", "fired missiles", [(USA, "the base")], on(f"2025-06-{day}"))
    draft.claim((KAN, "Kan"), "said", says)
    return draft.reading()


def told_and_disputed(store: Store) -> None:
    """Three dispatches that tell one happening, two of which disagree."""
    first = story("first.txt", "Prova", 22, "Israel seeks to mediate")
    second = story("second.txt", "Muster", 22, "Israel does not seek to mediate")
    put(store, first, second, story("third.txt", "EXAMPLE", 22, "nothing was said"))
    tell_as_one(store, [f"{path}.txt:e1" for path in ("first", "second", "third")], [1, 1, 2])
    tell_as_one(store, ["first.txt:c1", "third.txt:c1"], [1, 2], "the same words")

    def side(reading: Reading, words: str) -> tuple[str, list[tuple[int, int]]]:
        at = reading.dispatch.text.index(words)
        return reading.claims[0].id, [(at, at + len(words))]

    disagree(store, side(first, "seeks"), side(second, "does not seek"))


def corrected(store: Store) -> None:
    """A slip and its correction."""
    put(store, state("slip.txt", SLIP, 22))
    put(store, state("fixed.txt", FIXED, 23, "corrected"))


def crowded_store() -> Store:
    """All of it in one."""
    store = filled_store()
    corrected(store)
    told_and_disputed(store)
    return store


def one_mark(path: Path) -> Marks:
    """A file with one mark, on what no folder holds."""
    marks = Marks(path)
    at = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    marks.put(Mark(key="k", kind="claim", content="c", dispatch="gone.txt", words="It was said", note="why?", at=at))
    return marks
