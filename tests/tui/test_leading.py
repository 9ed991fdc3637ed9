"""From a line to its dispatch and its actors, from one to another, back and forward."""

from __future__ import annotations

import datetime as dt

import pytest

from models.records import Span
from models.store import Store
from tests.tui.driving import NARROW, WIDE, Drive, driving, until
from tests.tui.readings import IRN, USA, Draft, on, put, talks
from tui.lines import source
from tui.lines.findings import Finding
from tui.lines.source import Excerpt, Line
from tui.screens.actor import ActorScreen
from tui.screens.dispatch import DispatchScreen, FindingList
from tui.widgets.pager import Pager

COUNT = len(talks().events) + len(talks().claims)


def in_dispatch(drive: Drive) -> bool:
    screen = drive.app.screen
    return isinstance(screen, DispatchScreen) and bool(screen.query(Pager)) and bool(screen.query_one(Pager).shown)


def on_page(drive: Drive, name: str) -> bool:
    return isinstance(drive.app.screen, ActorScreen) and drive.bar("actor-title").startswith(f"▸ {name}")


def text(drive: Drive) -> str:
    return " ".join(" ".join(drive.app.screen.query_one(Pager).shown).split())


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_dispatch_shows_all_that_was_read_and_goes_from_mark_to_mark(size: tuple[int, int]) -> None:
    async with driving(size) as drive:
        await drive.press("enter")
        await until(lambda: in_dispatch(drive))
        findings = drive.app.screen.query_one(FindingList)
        assert "{will discuss}" in text(drive)
        assert "‹stressed›" in text(drive)
        await until(lambda: f" of {COUNT} " in drive.bar("finding"))
        await drive.press("g", "N")
        await until(lambda: "✓will discuss" in text(drive))
        before = drive.bar("finding")
        await drive.press("n")
        await until(lambda: "{will discuss}" in text(drive) and drive.bar("finding") != before)
        assert findings.display is (size == WIDE)
        await drive.press("x")
        await until(lambda: "‹stressed›" not in text(drive))


async def test_the_list_stands_in_place_of_the_text_where_there_is_no_room() -> None:
    async with driving(NARROW) as drive:
        await drive.press("enter")
        await until(lambda: in_dispatch(drive))
        await drive.press("tab", "g")
        findings = drive.app.screen.query_one(FindingList)
        pager = drive.app.screen.query_one(Pager)
        await until(lambda: findings.display and not pager.display)
        first = findings.current
        assert isinstance(first, Finding)
        await until(lambda: drive.bar("finding").startswith(f" 1 of {COUNT}"))
        await drive.press("enter")
        await until(lambda: pager.display and pager.has_focus)
        await drive.press("tab", "escape")
        await until(lambda: drive.app.screen is drive.app.main)


async def test_from_a_line_to_its_actor_and_on_to_a_dispatch_and_back() -> None:
    async with driving() as drive:
        await drive.filter("qatar")
        await drive.press("enter", "i")
        await until(lambda: on_page(drive, "Iran"))
        assert "1 of 2: i goes on" in drive.bar("actor-title")
        assert "Named" in drive.screen
        assert "events" in drive.bar("actor-said")
        await drive.press("i")
        await until(lambda: on_page(drive, "United States"))
        await drive.press("enter")
        await until(lambda: in_dispatch(drive))
        await drive.press("less_than_sign")
        await until(lambda: on_page(drive, "United States"))
        await drive.press("less_than_sign")
        await until(lambda: on_page(drive, "Iran"))
        await drive.press("escape")
        await until(lambda: drive.app.screen is drive.app.main)
        await drive.press("greater_than_sign")
        await until(lambda: on_page(drive, "Iran"))
        await drive.press("greater_than_sign")
        await until(lambda: on_page(drive, "United States"))


async def test_the_page_leads_from_a_relation_to_the_other_actor() -> None:
    async with driving() as drive:
        await drive.press("3", "i")
        await until(lambda: isinstance(drive.app.screen, ActorScreen))
        await drive.press("escape")
        await until(lambda: drive.app.screen is drive.app.main)
        await drive.press("2", "i")
        await until(lambda: isinstance(drive.app.screen, ActorScreen))
        title = drive.bar("actor-title")
        await drive.press("G", "enter")
        await until(lambda: isinstance(drive.app.screen, ActorScreen) and drive.bar("actor-title") != title)


async def test_the_panels_are_filtered_by_the_actor_of_a_page() -> None:
    async with driving() as drive:
        await drive.filter("qatar")
        await drive.press("enter", "i")
        await until(lambda: on_page(drive, "Iran"))
        await drive.press("i")
        await until(lambda: on_page(drive, "United States"))
        await drive.press("f")
        await until(lambda: drive.app.screen is drive.app.main)
        await drive.shown('qatar actor:"USA"')
        await drive.press("greater_than_sign")
        assert drive.app.screen is drive.app.main
        await drive.press("escape")
        await drive.shown("qatar")


async def test_what_a_filter_asks_for_is_marked_in_the_dispatch() -> None:
    async with driving() as drive:
        await drive.filter("qatar")
        await drive.press("enter", "enter")
        await until(lambda: in_dispatch(drive))
        lines = drive.app.screen.query_one(Pager)._lines
        assert any(run.text == "Qatar" and "hit" in run.roles for line in lines for run in line.runs)


async def test_from_mark_to_mark_only_what_differs_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[object] = []
    lay = source._paragraph_lines

    def counted(excerpt: Excerpt, flow: Span, width: int) -> list[Line]:
        laid.append(flow)
        return lay(excerpt, flow, width)

    draft = Draft("long.txt", "".join(f"On day {n}, Iran struck here.\n\n" for n in range(200)), dt.date(2025, 6, 24))
    for number in range(200):
        draft.event([(IRN, "Iran")], "ASSAULT", "strike", f"day {number}", [(USA, "here")], on("2025-06-22"))
    store = Store(None)
    put(store, draft.reading())
    monkeypatch.setattr(source, "_paragraph_lines", counted)
    async with driving(store=store) as drive:
        drive.app.main.open_record("long.txt:e100")
        await until(lambda: in_dispatch(drive))
        await until(lambda: len(laid) >= 200)
        pager = drive.app.screen.query_one(Pager)
        await drive.press("n")  # settles the width: a scroll bar comes with the first lines
        laid.clear()
        await drive.press("n")
        assert 1 <= len(laid) <= 4
        shown = [line for line in pager._lines if line.here]
        laid.clear()
        await drive.press("x", "x")
        assert [line for line in pager._lines if line.here] == shown
