"""The page for who takes over, in the app: `b` shows it, `s` and `a` take another, `e` writes it."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from tests.tui.driving import Drive, driving, until
from tui.screens.handover import HandoverScreen, PageFileScreen
from tui.widgets.pager import Pager
from tui.widgets.styling import Bar


async def opened(drive: Drive) -> HandoverScreen:
    await drive.press("b")
    await until(lambda: isinstance(drive.app.screen, HandoverScreen) and drive.app.screen.query_one(Pager).shown)
    assert isinstance(drive.app.screen, HandoverScreen)
    return drive.app.screen


async def test_the_page_stands_on_a_screen_and_esc_goes_back() -> None:
    async with driving() as drive:
        screen = await opened(drive)
        lines = [line.strip() for line in screen.query_one(Pager).shown]
        assert "WHAT HAPPENED" in lines
        assert lines[1].startswith("since the beginning:")
        await drive.press("escape")
        await until(lambda: drive.app.screen is drive.app.main)


async def test_another_moment_and_all_of_it_are_asked_for() -> None:
    async with driving() as drive:
        screen = await opened(drive)
        title = screen.query_one("#handover-title", Bar)
        assert title.words.endswith("on one sheet")
        await drive.press("a")
        await until(lambda: title.words.endswith("all of it"))
        await drive.press("s")
        await until(lambda: "since an hour ago" in screen.query_one(Pager).shown[1])


async def test_it_is_under_the_filter() -> None:
    async with driving() as drive:
        await drive.press("slash", *"from:nobody", "enter")
        await until(lambda: drive.panel("claims").count == 0)
        screen = await opened(drive)
        assert any("filter: from:nobody" in line for line in screen.query_one(Pager).shown)


async def test_it_is_written_as_text_or_markdown_and_nothing_else(tmp_path: Path) -> None:
    async with driving() as drive:
        await opened(drive)
        for name in ("page.txt", "page.md", "page.docx"):
            if not isinstance(drive.app.screen, PageFileScreen):
                await drive.press("e")
                await until(lambda: isinstance(drive.app.screen, PageFileScreen))
            drive.app.screen.query_one(Input).value = str(tmp_path / name)
            await drive.press("enter")
            await until(lambda: not getattr(drive.app.screen, "busy", False))
        assert {path.name for path in tmp_path.iterdir()} == {"page.txt", "page.md"}
        assert "WHAT HAPPENED" in (tmp_path / "page.txt").read_text()
        assert "## What happened" in (tmp_path / "page.md").read_text()
