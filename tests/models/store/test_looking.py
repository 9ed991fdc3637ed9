"""One look at the store: many questions about one state, given up from another thread, and where a record stands."""

from __future__ import annotations

import datetime as dt
import threading
from typing import get_args

import pytest

from models.filters import EVERYTHING, Filter, parse_filter
from models.store import OvertakenError, Store, StoreError, walking
from models.store.rows import Listing

TODAY = dt.date(2025, 7, 4)


def read(text: str) -> Filter:
    return parse_filter(text, TODAY) if text else EVERYTHING


@pytest.fixture
def filled(store: Store, draft) -> Store:  # type: ignore[no-untyped-def]
    """Events and claims with and without dates, of several days and lengths."""
    whens = [draft.when("2025-06-20"), draft.when("2025-06-20", "2025-06-22"), None, draft.when("2025-06-21")]
    for number in range(12):
        when = whens[number % 4]
        one = draft(f"{number:02}.txt", date=None if number % 5 == 0 else f"2025-06-{20 + number % 3}")
        one.event("ASSAULT", [draft.ISRAEL], [draft.IRAN], when=when)
        one.claim("Talks were held", [draft.RUSSIA], about=[draft.IRAN], said=when)
        one.put(store)
    return store


@pytest.mark.parametrize("text", ["", "depot", "actor:iran", "since:2025-06-21", "-nowhere"])
def test_a_record_stands_where_the_windows_have_it(filled: Store, text: str) -> None:
    chosen = read(text)
    events = [row.id for row in filled.timeline(chosen, 0, 50)]
    assert [filled.position("timeline", chosen, id_) for id_ in events] == list(range(len(events)))
    claims = [row.id for row in filled.claims(chosen, 0, 50)]
    assert [filled.position("claims", chosen, id_) for id_ in claims] == list(range(len(claims)))


def test_what_a_filter_hides_stands_nowhere(filled: Store) -> None:
    assert filled.position("timeline", read("-depot"), filled.timeline(EVERYTHING, 0, 1)[0].id) is None
    assert filled.position("claims", EVERYTHING, "nowhere") is None


def test_a_look_sees_nothing_that_is_written_meanwhile(filled: Store, draft) -> None:  # type: ignore[no-untyped-def]
    chosen = read("depot")
    with filled.look() as seen:
        before = seen.counts("timeline", chosen)
        draft("new.txt").event("ASSAULT", [draft.ISRAEL], [draft.IRAN]).put(filled)
        assert seen.counts("timeline", chosen) == before
    assert filled.counts("timeline", chosen).shown == before.shown + 1


def test_a_look_answers_as_single_questions_do(filled: Store) -> None:
    for text in ("depot", "from:israel", "until:2025-06-20"):
        chosen = read(text)
        with filled.look() as seen:
            for _ in range(2):  # from what was worked out, too
                assert seen.counts("timeline", chosen) == filled.counts("timeline", chosen)
                assert seen.counts("relations", chosen) == filled.counts("relations", chosen)
                assert seen.histogram(chosen, 20) == filled.histogram(chosen, 20)
                assert seen.relations(chosen, 0, 9) == filled.relations(chosen, 0, 9)
                assert seen.undated(chosen) == filled.undated(chosen)


def test_a_look_that_is_given_up_answers_nothing_more(filled: Store) -> None:
    given_up = threading.Event()
    with filled.look(given_up) as seen:
        seen.timeline(EVERYTHING, 0, 5)
        given_up.set()
        with pytest.raises(OvertakenError):
            seen.timeline(EVERYTHING, 0, 5)
    assert len(filled.timeline(EVERYTHING, 0, 5)) == 5


def test_a_question_is_given_up_while_it_is_answered(filled: Store) -> None:
    given_up = threading.Event()
    endless = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"

    def ask() -> None:
        with filled._connections.held(given_up) as held, held.reading() as db:  # type: ignore[union-attr]
            db.execute(endless).fetchone()

    threading.Timer(0.05, given_up.set).start()
    with pytest.raises(OvertakenError):
        ask()


def test_a_look_writes_nothing(filled: Store) -> None:
    with pytest.raises(StoreError), filled.look() as seen:
        seen.remove(["00.txt"])
    assert len(filled.files()) == 12


@pytest.mark.parametrize("text", ["depot", "-depot", "actor:iran", "(depot or from:usa)", '"no such words"', "via:kan"])
@pytest.mark.parametrize("listing", get_args(Listing))
def test_windows_are_slices_of_the_whole_however_they_are_found(
    filled: Store, text: str, listing: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = read(text)
    for window in (filled.timeline, filled.claims):
        whole = [row.id for row in window(chosen, 0, 99, listing)]
        for far, many in ((0, 0), (3, 0), (0, 99), (99, 2)):
            monkeypatch.setattr(walking, "_FAR", far)
            monkeypatch.setattr(walking, "_MANY", many)
            for offset in range(len(whole) + 2):
                for limit in (1, 3, 50):
                    rows = [row.id for row in window(chosen, offset, limit, listing)]
                    assert rows == whole[offset : offset + limit], (text, offset, limit, far, many)
