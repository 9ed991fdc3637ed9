"""One look at the store: counts, windows, and where the cursor's record has gone."""

from __future__ import annotations

import datetime as dt

import pytest

from models.filters import EVERYTHING, parse_filter
from models.store import Store
from tests.tui.readings import filled_store, late, put
from tui.view import KINDS, WINDOW, Anchor, excerpt_of, problem_excerpt, row_key, take

FRESH = dict.fromkeys(KINDS, Anchor(None, 0, 0))
TODAY = dt.date(2025, 7, 4)


@pytest.fixture
def store() -> Store:
    return filled_store()


def many(store: Store, count: int) -> None:
    put(store, *(late(number) for number in range(1, count + 1)))


def test_all_three_panels_are_counted(store: Store) -> None:
    shot = take(store, EVERYTHING, FRESH, TODAY, 0)
    assert [shot.panels[kind].counts.total > 0 for kind in KINDS] == [True, True, True]


def test_the_first_windows_come_along(store: Store) -> None:
    shot = take(store, EVERYTHING, FRESH, TODAY, 0)
    assert len(shot.panels["timeline"].windows[0]) == shot.panels["timeline"].counts.shown


def test_a_record_is_found_again_below_new_rows(store: Store) -> None:
    first = take(store, EVERYTHING, FRESH, TODAY, 0).panels["timeline"].windows[0][0]
    many(store, 28)
    panel = take(store, EVERYTHING, FRESH | {"timeline": Anchor(row_key(first), 0, 0)}, TODAY, 0).panels["timeline"]
    assert panel.windows[panel.cursor // WINDOW][panel.cursor % WINDOW].id == first.id  # type: ignore[union-attr]
    assert panel.cursor > 0


def test_a_record_that_is_gone_leaves_the_cursor_where_it_was(store: Store) -> None:
    anchors = FRESH | {"timeline": Anchor("gone", 3, 3)}
    assert take(store, EVERYTHING, anchors, TODAY, 0).panels["timeline"].cursor == 3


def test_the_cursor_is_never_beyond_the_end(store: Store) -> None:
    shot = take(store, parse_filter("category:consult", TODAY), FRESH | {"timeline": Anchor("gone", 90, 90)}, TODAY, 0)
    assert shot.panels["timeline"].cursor == shot.panels["timeline"].counts.shown - 1


def test_an_empty_view_has_its_cursor_at_the_top(store: Store) -> None:
    shot = take(store, parse_filter("nowhere", TODAY), FRESH | {"claims": Anchor("gone", 3, 3)}, TODAY, 0)
    assert shot.panels["claims"].cursor == 0


def test_a_relation_leads_to_its_latest_event(store: Store) -> None:
    many(store, 3)
    row = next(row for row in store.relations(EVERYTHING, 0, 50) if (row.source.id, row.target.id) == ("RUS", "IRN"))
    excerpt = excerpt_of(store, row, EVERYTHING, TODAY)
    assert excerpt is not None
    assert excerpt.dispatch.path == "late/03.txt"


def test_a_row_that_is_gone_has_no_excerpt(store: Store) -> None:
    row = store.timeline(EVERYTHING, 0, 1)[0]
    store.remove(list(store.files()))
    assert excerpt_of(store, row, EVERYTHING, TODAY) is None


def test_a_problem_leads_to_its_dispatch(store: Store) -> None:
    excerpt = problem_excerpt(store, "2025/empty.txt")
    assert excerpt is not None
    assert excerpt.dispatch.problem == "The file is empty."
