"""The lines of the relations: always as wide as asked, and every meaning has a sign."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Actor
from models.store.rows import PartRow, RelationRow, Trend
from tests.tui.readings import IRN, ISR, NETANYAHU, PUTIN, RUS, USA, on
from tui.lines.panels import Piece, pieces_width
from tui.lines.relations import FOLDED, TREND_SIGNS, of_one_name, relation_bar, relation_line, sparkline

FIRST, LAST = on("2025-06-13"), on("2025-06-24")


def relation(**changes: Any) -> RelationRow:
    row = RelationRow(
        source=ISR,
        target=IRN,
        count=7,
        cooperation=1,
        conflict=6,
        categories={"ASSAULT": 6, "CONSULT": 1},
        first=FIRST.earliest,
        last=LAST.earliest,
        added=1,
        first_when=FIRST,
        last_when=LAST,
        pulse=(0, 1, 6),
        trend="rising",
    )
    return row.model_copy(update=changes)


def part(category: str | None = None, **changes: Any) -> PartRow:
    return PartRow.model_validate(
        {**dict(relation(pulse=(), trend=None, **changes)), "dyad": ("ISR", "IRN"), "category": category}
    )


def words(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


@given(
    st.text(max_size=30), st.integers(1, 200), st.integers(0, 10**6), st.integers(0, 14), st.sampled_from(["", FOLDED])
)
def test_every_line_is_as_wide_as_asked(name: str, width: int, count: int, buckets: int, fold: str) -> None:
    actor = Actor(id="x", name=name, kind="person")
    rows = (relation(source=actor, count=count), part(source=actor, target=actor), part("ASSAULT", conflict=count))
    for row in rows:
        assert pieces_width(relation_line(row, width, 7, buckets, fold)) == width


@pytest.mark.parametrize("width", [60, 77, 91, 130])
def test_a_relation_says_how_much_of_both_and_when(width: int) -> None:
    line = words(relation_line(relation(), width, 7, 3, FOLDED))
    assert line.startswith("+ ISR")
    assert "✗6" in line
    assert "✓1" in line
    assert "13–24 Jun 2025" in line


@pytest.mark.parametrize("width", [77, 91, 130])
def test_the_sparkline_stands_before_the_trend(width: int) -> None:
    assert "·▂█ ↗ 13–24 Jun 2025" in words(relation_line(relation(), width, 7, 3))


def test_a_narrow_line_leaves_the_sparkline_out_first() -> None:
    line = words(relation_line(relation(), 48, 7, 14))
    assert "↗" not in line
    assert "█" in line
    assert "13–24 Jun 2025" in line


@pytest.mark.parametrize(("trend", "sign"), TREND_SIGNS.items())
def test_a_trend_has_its_sign(trend: Trend, sign: str) -> None:
    assert f" {sign} 13–24" in words(relation_line(relation(trend=trend), 80, 7, 3))


def test_the_lines_of_a_panel_stand_in_columns() -> None:
    rows = [relation(), relation(source=RUS, pulse=(1, 0, 0), trend=None), part(), part("ASSAULT")]
    lines = [words(relation_line(row, 80, 7, 3, FOLDED)) for row in rows]
    assert len({line.index("13–24") for line in lines}) == 1
    assert len({line.index("✓1") for line in lines}) == 1


def test_the_parts_are_set_in() -> None:
    single = words(relation_line(part(source=NETANYAHU, target=IRN), 80, 7))
    assert single.startswith("    Netanyahu → Iran ")
    assert words(relation_line(part("ASSAULT"), 80, 7)).startswith("    ✗ ASSAULT ")
    assert words(relation_line(part("CONSULT"), 80, 7)).startswith("    ✓ CONSULT ")


def test_no_two_parts_of_a_relation_are_called_the_same() -> None:
    base, site = (Actor(id=name, name=name, kind="place", country="IRN") for name in ("air base", "nuclear site"))
    one, other = (Actor(id=name, name=name, kind="person", country="USA") for name in ("Anna Muster", "Max Muster"))
    rows = [part(source=who, target=what) for who in (one, other) for what in (base, site, IRN)]
    lines = [words(relation_line(row, 100, 7, in_full=of_one_name(rows)))[:34] for row in rows]
    assert len(set(lines)) == len(lines)
    assert "Anna Muster → air base" in lines[0]


def test_two_persons_of_one_surname_are_called_by_their_whole_names() -> None:
    one, other = (Actor(id=name, name=name, kind="person") for name in ("Anna Muster", "Max Muster"))
    rows = [relation(source=one), relation(source=other), relation(source=PUTIN)]
    full = of_one_name(rows)
    lines = [words(relation_line(row, 100, 7, 3, FOLDED, full)) for row in rows]
    assert [line.split(" → ")[0].strip() for line in lines] == ["+ Anna Muster", "+ Max Muster", "+ Putin"]


def test_of_two_long_names_both_are_cut() -> None:
    long = [Actor(id=side, name=side * 30, kind="organization") for side in "ab"]
    line = words(relation_line(part(source=long[0], target=long[1]), 77, 7))
    assert "aaaaaa… → bbbbbb…" in line


def test_conflict_and_cooperation_have_their_own_glyphs() -> None:
    assert words(relation_bar(6, 1, 7, 14)) == "████████████▒▒"


def test_what_there_is_gets_a_cell() -> None:
    assert words(relation_bar(1000, 1, 1001, 10)).count("▒") == 1
    assert sparkline((0, 1, 1000)) == "·▁█"
    assert sparkline(()) == ""


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(2, 40))
def test_a_bar_has_its_width(conflict: int, cooperation: int, most: int, cells: int) -> None:
    assert pieces_width(relation_bar(conflict, cooperation, most, cells)) == cells


def test_a_person_is_named_by_the_last_name() -> None:
    assert "Putin → USA" in " ".join(words(relation_line(relation(source=PUTIN, target=USA), 60, 7)).split())


def test_one_bucket_shows_no_shape() -> None:
    assert "█ " not in words(relation_line(relation(conflict=0, cooperation=7, pulse=(7,), trend=None), 80, 7, 1))
