"""One look at the store: counts, windows, and where the cursor's record has gone."""

from __future__ import annotations

import datetime as dt

import pytest

from models.filters import EVERYTHING, parse_filter
from models.store import Store
from tests.tui.readings import filled_store, late, put
from tui.view import (
    FIRST_SEEN,
    KINDS,
    WINDOW,
    Anchor,
    Chosen,
    Wanted,
    beside,
    excerpt_of,
    glance,
    pair_of,
    problem_excerpt,
    row_key,
    take,
)

FRESH = dict.fromkeys(KINDS, Anchor(None, 0, 0))
TODAY = dt.date(2025, 7, 4)


@pytest.fixture
def store() -> Store:
    return filled_store()


def many(store: Store, count: int) -> None:
    put(store, *(late(number) for number in range(1, count + 1)))


def test_all_three_panels_are_counted(store: Store) -> None:
    shot = take(store, Chosen(), FRESH, TODAY, Wanted())
    assert [shot.panels[kind].counts.total > 0 for kind in KINDS] == [True, True, True]


def test_the_first_windows_come_along(store: Store) -> None:
    shot = take(store, Chosen(), FRESH, TODAY, Wanted())
    assert len(shot.panels["timeline"].windows[0]) == shot.panels["timeline"].counts.shown


def test_a_record_is_found_again_below_new_rows(store: Store) -> None:
    first = take(store, Chosen(), FRESH, TODAY, Wanted()).panels["timeline"].windows[0][0]
    many(store, 28)
    panel = take(store, Chosen(), FRESH | {"timeline": Anchor(row_key(first), 0, 0)}, TODAY, Wanted()).panels[
        "timeline"
    ]
    assert panel.windows[panel.cursor // WINDOW][panel.cursor % WINDOW].id == first.id  # type: ignore[union-attr]
    assert panel.cursor > 0


def test_a_record_that_is_gone_leaves_the_cursor_where_it_was(store: Store) -> None:
    anchors = FRESH | {"timeline": Anchor("gone", 3, 3)}
    assert take(store, Chosen(), anchors, TODAY, Wanted()).panels["timeline"].cursor == 3


def test_the_cursor_is_never_beyond_the_end(store: Store) -> None:
    chosen = Chosen.all_by(parse_filter("category:consult", TODAY))
    shot = take(store, chosen, FRESH | {"timeline": Anchor("gone", 90, 90)}, TODAY, Wanted())
    assert shot.panels["timeline"].cursor == shot.panels["timeline"].counts.shown - 1


def test_an_empty_view_has_its_cursor_at_the_top(store: Store) -> None:
    chosen = Chosen.all_by(parse_filter("nowhere", TODAY))
    shot = take(store, chosen, FRESH | {"claims": Anchor("gone", 3, 3)}, TODAY, Wanted())
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


def test_open_relations_are_found_again_with_their_parts(store: Store) -> None:
    pair = ("USA", "IRN")
    at = next(n for n, row in enumerate(store.relations(EVERYTHING, 0, 50)) if pair_of(row) == pair)
    many(store, 3)  # push it down
    wanted = Wanted(opened={pair: at, ("USA", "nobody"): 0, ("RUS", "IRN"): 0})
    opened = take(store, Chosen(), FRESH, TODAY, wanted).panels["relations"].opened
    assert [found.pair for found in opened] == [("RUS", "IRN"), pair]
    assert opened[0].at == 0
    assert {part.dyad for part in opened[1].parts} == {pair}


def test_the_matrix_comes_where_it_is_shown(store: Store) -> None:
    assert take(store, Chosen(), FRESH, TODAY, Wanted()).matrix is None
    shown = take(store, Chosen(), FRESH, TODAY, Wanted(matrix=True)).matrix
    assert shown is not None
    assert {actor.id for actor in shown.actors} == {"USA", "IRN", "ISR", "RUS"}


def test_one_chosen_leaves_the_relations_as_they_are(store: Store) -> None:
    chosen = Chosen(timeline=(pair := parse_filter('from:"USA" to:"IRN"', TODAY)), claims=pair)
    panels = take(store, chosen, FRESH, TODAY, Wanted()).panels
    assert panels["timeline"].counts.shown < panels["timeline"].counts.total
    assert panels["relations"].counts.shown == panels["relations"].counts.total


def test_the_relations_of_a_look_share_their_axis(store: Store) -> None:
    shot = take(store, Chosen(), FRESH, TODAY, Wanted())
    assert shot.axis is not None
    assert {len(row.pulse) for row in shot.panels["relations"].windows[0]} == {len(shot.axis.starts)}  # type: ignore[union-attr]


def test_every_row_of_an_open_relation_has_a_key_of_its_own(store: Store) -> None:
    rows = store.relations(EVERYTHING, 0, 50)
    keys = [row_key(row) for row in rows]
    keys += [row_key(part) for row in rows for part in store.parts(*pair_of(row), EVERYTHING)]
    assert len(keys) == len(set(keys))


def test_a_first_glance_has_the_rows_and_counts_nothing(store: Store) -> None:
    many(store, 3)
    chosen = Chosen.all_by(parse_filter("actor:iran", TODAY))
    shot, glanced = take(store, chosen, FRESH, TODAY, Wanted()), glance(store, chosen, TODAY)
    for kind in FIRST_SEEN:
        assert glanced.panels[kind].windows[0] == shot.panels[kind].windows[0]
        assert glanced.panels[kind].cursor == shot.panels[kind].cursor
    assert not glanced.whole
    assert [glanced.panels[kind].counts for kind in KINDS] == [None, None, None]
    assert take(store, chosen, FRESH, TODAY, Wanted(), glanced) == shot


def test_beside_a_first_glance_stays_what_has_the_same_filter(store: Store) -> None:
    before = take(store, Chosen(), FRESH, TODAY, Wanted())
    narrowed = parse_filter('from:"USA" to:"IRN"', TODAY)
    shot = beside(glance(store, Chosen(narrowed, EVERYTHING, narrowed), TODAY), before)
    assert shot.panels["relations"] == before.panels["relations"]
    assert shot.panels["timeline"].counts is None


def test_a_record_is_found_however_far_it_has_gone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.view.WINDOW", 3)
    first = store.timeline(EVERYTHING, 0, 1)[0]
    many(store, 28)
    shot = take(store, Chosen(), FRESH | {"timeline": Anchor(row_key(first), 0, 0)}, TODAY, Wanted())
    panel = shot.panels["timeline"]
    assert panel.cursor >= 20
    assert panel.windows[panel.cursor // 3][panel.cursor % 3].id == first.id  # type: ignore[union-attr]
