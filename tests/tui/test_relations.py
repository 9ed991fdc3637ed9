"""The relations as they are used: opened and closed, as a matrix, chosen for the other panels."""

from __future__ import annotations

import asyncio

import pytest

from models.filters import EVERYTHING
from models.store import Store
from tests.tui.driving import NARROW, SMALL, WIDE, Drive, driving, lines_of, until
from tests.tui.readings import late, put
from tui.panels.matrix import MatrixGrid
from tui.screens.dispatch import DispatchScreen

HUGE = (200, 50)


def shown(drive: Drive) -> list[str]:
    return [" ".join(line.split()) for line in lines_of(drive.panel("relations")) if line.strip()]


def matrix(drive: Drive) -> MatrixGrid:
    return drive.app.main.query_one(MatrixGrid)


async def place_of(drive: Drive, words: str) -> int:
    """The line of a relation, once the panel is on the screen."""
    await drive.press("2")
    await until(lambda: any(words in line for line in shown(drive)))
    return next(number for number, line in enumerate(shown(drive)) if words in line)


async def opened(drive: Drive, line: int = 0, key: str = "enter") -> None:
    await drive.press("2", *["j"] * line, key)
    await until(lambda: any(words.startswith(("▸ −", "▹ −")) for words in shown(drive)))
    count = drive.panel("relations").count
    await until(lambda: drive.panel("relations").count > 6 or count > 6, "the parts did not come")


@pytest.mark.parametrize("key", ["enter", "right", "l"])
async def test_a_relation_opens_to_its_parts(key: str) -> None:
    async with driving(NARROW) as drive:
        await opened(drive, key=key)
        lines = shown(drive)
        assert lines[0].startswith("▸ − ")
        assert any(words.startswith(("✓ ", "✗ ")) for words in lines)


async def test_the_parts_name_single_actors_and_categories() -> None:
    async with driving(NARROW) as drive:
        place = await place_of(drive, "RUS → ISR")
        await opened(drive, place)
        lines = shown(drive)
        assert lines[place + 1].startswith("Putin → Netanyahu 1") or lines[place + 1].startswith("Russia → Israel 1")
        assert {words.split(" ✗")[0].split(" ▒")[0] for words in lines[place + 1 : place + 4]} == {
            "Putin → Netanyahu 1", "Russia → Israel 1", "✓ CONSULT 2",
        }  # fmt: skip
        assert "+" in lines[place + 4]


@pytest.mark.parametrize("keys", [["enter"], ["left"], ["h"], ["j", "left"], ["j", "j", "h"]])
async def test_it_closes_also_from_a_part(keys: list[str]) -> None:
    async with driving(NARROW) as drive:
        await place_of(drive, " → ")
        before = shown(drive)
        await opened(drive)
        await drive.press(*keys)
        assert shown(drive) == before
        assert drive.panel("relations").cursor == 0


async def test_two_can_be_open() -> None:
    async with driving(NARROW) as drive:
        await opened(drive, 1)
        count = drive.panel("relations").count
        await drive.press("g", "enter")
        await until(lambda: drive.panel("relations").count > count)
        assert sum("−" in words.split() for words in shown(drive)) == 2
        await drive.press("enter")
        assert drive.panel("relations").count == count


async def test_a_part_has_its_source_and_opens_its_dispatch() -> None:
    async with driving(NARROW) as drive:
        place = await place_of(drive, "RUS → ISR")
        await opened(drive, place)
        lines = shown(drive)
        away = next(n for n, words in enumerate(lines) if words.startswith("Putin → Netanyahu")) - place
        await drive.press(*["j"] * away)
        await until(lambda: "{conversation}" in drive.source)
        await drive.press("enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))


async def test_what_is_open_stays_open_when_dispatches_land() -> None:
    async with driving(NARROW) as drive:
        place = await place_of(drive, "RUS → ISR")
        await opened(drive, place)
        await drive.press("j")
        row = drive.panel("relations").current
        await drive.land(late(1), late(2), late(3))
        lines = shown(drive)
        assert lines[0].startswith("•+ RUS → IRN 3")
        assert sum("−" in words.split() for words in lines) == 1
        assert drive.panel("relations").current == row


async def test_what_is_open_follows_the_filter() -> None:
    async with driving(NARROW) as drive:
        place = await place_of(drive, "RUS → ISR")
        await opened(drive, place)
        await drive.filter("from:putin")
        assert [words.split(" ▒")[0].lstrip("▸▹ ") for words in shown(drive)] == [
            "− RUS → ISR 1", "Putin → Netanyahu 1", "✓ CONSULT 1",
        ]  # fmt: skip


async def test_a_relation_opened_at_the_edge_is_scrolled_into_sight() -> None:
    async with driving(SMALL) as drive:
        await drive.press("2", "G")
        panel = drive.panel("relations")
        before = panel.count
        await drive.press("enter")
        await until(lambda: panel.count > before)
        assert panel.count - 1 < panel.top + panel.size.height


async def test_one_chosen_filters_the_other_panels() -> None:
    async with driving(WIDE) as drive:
        relations = drive.bar("relations-title")
        place = await place_of(drive, "USA → IRN")
        await drive.press("2", *["j"] * place, "f")
        await drive.shown('from:"USA" to:"IRN"')
        assert drive.bar("timeline-title").strip().startswith("1 Timeline 2 of 10".replace("e ", "e  "))
        assert " of " in drive.bar("claims-title")
        assert drive.bar("relations-title") == relations.replace("  2", "▸ 2", 1)
        assert drive.app.focused is drive.panel("relations")
        await drive.press("escape")
        await drive.shown("")
        assert drive.bar("timeline-title") == "  1 Timeline  10 · 3 undated"


async def test_a_choice_stands_on_top_of_the_filter() -> None:
    async with driving(WIDE) as drive:
        await drive.filter("since:2025-06")
        await drive.press("enter", "2", "f")
        first = drive.panel("relations").current
        await until(lambda: drive.app.main.filter_text.startswith("since:2025-06 from:"))
        await drive.press("j", "f")
        await until(lambda: drive.app.main.filter_text.count("from:") == 1)
        assert drive.panel("relations").current != first
        await drive.press("escape")
        await drive.shown("since:2025-06")
        await drive.press("escape")
        await drive.shown("")


async def test_a_choice_that_is_edited_is_a_filter_of_all_panels() -> None:
    async with driving(WIDE) as drive:
        place = await place_of(drive, "USA → IRN")
        await drive.press("2", *["j"] * place, "f")
        await drive.shown('from:"USA" to:"IRN"')
        await drive.press("slash", "escape")
        await drive.shown('from:"USA" to:"IRN"')
        assert " of " not in drive.bar("relations-title")
        await drive.press("slash")
        await drive.type(" attack")
        await drive.shown('from:"USA" to:"IRN" attack')
        assert "1 of 6" in drive.bar("relations-title")
        await drive.press("escape")
        await drive.shown('from:"USA" to:"IRN"')
        assert " of " not in drive.bar("relations-title")


async def test_a_part_is_chosen_by_its_actors_or_its_category() -> None:
    async with driving(WIDE) as drive:
        place = await place_of(drive, "RUS → ISR")
        await opened(drive, place)
        lines = shown(drive)
        await drive.press(*["j"] * 3, "f")
        await drive.shown('from:"RUS" to:"ISR" category:CONSULT')
        away = next(n for n, words in enumerate(lines) if words.startswith("Putin → Netanyahu")) - place
        await drive.press(*["k"] * (3 - away), "f")
        await drive.shown('from:"vladimir-putin" to:"benjamin-netanyahu"')
        assert "1 of 10" in drive.bar("timeline-title")


@pytest.mark.parametrize("size", [NARROW, HUGE, SMALL])
async def test_the_relations_turn_into_a_matrix_and_back(size: tuple[int, int]) -> None:
    async with driving(size) as drive:
        await drive.press("x")
        await until(lambda: len(matrix(drive).shown) > 4)
        assert drive.app.focused is matrix(drive)
        assert not drive.panel("relations").is_on_screen
        head = matrix(drive).shown[0].split()
        assert sorted(head[3:]) == ["IRN", "ISR", "RUS", "USA"]
        assert "↓ on →" in drive.screen
        await drive.press("x")
        assert drive.app.focused is drive.panel("relations")
        assert drive.panel("relations").is_on_screen


async def test_the_cursor_goes_over_the_cells_and_says_what_is_there() -> None:
    async with driving(NARROW) as drive:
        await drive.press("x")
        await until(lambda: len(matrix(drive).shown) > 4)
        for _ in range(5):
            await drive.press("h", "k")
        names = [line.split()[0] for line in matrix(drive).shown[1:5]]
        assert matrix(drive).shown[-1] == "Israel itself"
        seen = set()
        for _row in names:
            for _column in names:
                seen.add(matrix(drive).shown[-1].split("  ")[0])
                await drive.press("l")
            await drive.press("j", "h", "h", "h", "h")
        assert any(words.startswith("Nothing that") for words in seen)
        assert len(seen) > 8
        assert len([line for line in matrix(drive).shown if "▸" in line]) == 1


async def test_a_cell_has_its_source_and_can_be_chosen() -> None:
    async with driving(NARROW) as drive:
        await drive.press("x")
        await until(lambda: matrix(drive).current is not None)
        row = matrix(drive).current
        assert row is not None
        await until(lambda: "what}" in drive.source)
        await drive.press("enter")
        await drive.shown(f'from:"{row.source.id}" to:"{row.target.id}"')
        assert matrix(drive).current == row
        assert drive.app.focused is matrix(drive)
        assert len(matrix(drive).shown[0].split()) == 7
        await drive.press("escape")
        await drive.shown("")
        assert drive.app.focused is matrix(drive)
        await drive.press("escape")
        assert drive.app.focused is drive.panel("relations")


async def test_the_matrix_keeps_its_cell_when_dispatches_land() -> None:
    async with driving(NARROW) as drive:
        await drive.press("x")
        await until(lambda: matrix(drive).current is not None)
        await drive.press("h", "j")
        said = matrix(drive).shown[-1]
        await drive.land(late(1), late(2), late(3), late(4))
        assert matrix(drive).shown[-1].split("  ")[0] == said.split("  ")[0]
        assert "✓4" in "".join(matrix(drive).shown)


async def test_an_empty_matrix_says_what_to_do() -> None:
    async with driving(NARROW, Store(None)) as drive:
        await drive.press("x")
        await until(lambda: matrix(drive).shown[:1] and "No relations yet." in matrix(drive).shown[0])
        await drive.press("j", "l", "enter")
        await asyncio.sleep(0.15)
        assert drive.source == ""


async def test_the_matrix_is_filtered_with_the_rest() -> None:
    async with driving(WIDE) as drive:
        await drive.press("x")
        await drive.filter("from:usa")
        await drive.press("enter")
        assert sorted(matrix(drive).shown[0].split()[3:]) == ["IRN", "USA"]
        assert drive.app.focused is matrix(drive)


async def test_the_title_says_what_is_shown() -> None:
    async with driving(WIDE) as drive:
        assert drive.bar("relations-title").endswith("· by week")
        await drive.press("x")
        assert drive.bar("relations-title").endswith("· rows act on columns")


async def test_keys_between_opening_and_a_landing_dispatch_are_kept() -> None:
    async with driving(NARROW) as drive:
        await drive.press("2")
        put(drive.store, late(1))
        drive.link.idle(drive.store)
        await drive.press("enter", "j", "enter")
        generation = drive.store.generation()
        await until(lambda: drive.app.main.shown_generation == generation)
        await until(lambda: sum("−" in words.split() for words in shown(drive)) >= 1)


async def test_the_keys_that_count_here_are_hinted_at() -> None:
    async with driving(WIDE) as drive:
        assert "matrix" not in drive.bar("hints")
        await drive.press("2")
        assert "f only this" in drive.bar("hints")
        assert "Enter open" in drive.bar("hints")
        await drive.press("x")
        assert "f only this" in drive.bar("hints")
        assert "Enter open" not in drive.bar("hints")


async def test_the_hints_fit_a_narrow_terminal() -> None:
    async with driving(NARROW) as drive:
        await drive.press("2")
        assert "…" not in drive.screen.splitlines()[-1]
        assert "by week" in drive.screen.splitlines()[0]


async def test_a_matrix_that_comes_before_there_is_room_for_it_begins_with_what_is_most_frequent() -> None:
    async with driving() as drive:
        grid, found = matrix(drive), drive.store.matrix(EVERYTHING)
        assert not grid.size
        grid.show(found)
        drive.app.main.set_class(True, "-matrix")
        await until(lambda: len(grid.shown) > 4)
        assert grid.current is not None
        assert grid.current.count == max(cell.count for cell in found.cells)
