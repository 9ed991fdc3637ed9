"""The palette finds a command by some of its letters, and calls it where one was."""

from __future__ import annotations

from tests.tui.driving import Drive, driving, until
from tui.fuzzy import fitness, ranked
from tui.screens.dispatch import DispatchScreen
from tui.screens.palette import Entries, PaletteScreen


async def opened(drive: Drive, key: str = "colon") -> Entries:
    await drive.press(key)
    await until(lambda: isinstance(drive.app.screen, PaletteScreen) and drive.app.screen.query(Entries))
    return drive.app.screen.query_one(Entries)


def test_letters_in_order_fit_and_beginnings_fit_best() -> None:
    assert fitness("xq", "quit") is None
    assert fitness("", "anything") == 0
    assert ranked("nd", ["end", "next day"], lambda name: [name])[0] == "next day"
    assert ranked("z", ["end", "next day"], lambda name: [name]) == []


async def test_all_that_can_be_called_is_listed_with_its_key() -> None:
    async with driving() as drive:
        entries = await opened(drive)
        await until(lambda: entries.shown)
        commands = {entry.command.id for entry in entries._entries}
        assert {"filter.edit", "line.down", "day.older", "app.quit"} <= commands
        assert not {"pair.fold", "reader.down", "filter.keep", "app.palette"} & commands


async def test_a_command_is_found_and_called_in_its_panel() -> None:
    async with driving() as drive:
        await opened(drive)
        await drive.type("last line")
        await drive.press("enter")
        await until(lambda: drive.panel("timeline").cursor == drive.panel("timeline").count - 1)


async def test_letters_are_letters_while_it_is_open() -> None:
    async with driving() as drive:
        entries = await opened(drive, "ctrl+p")
        await drive.type("q?:")
        assert isinstance(drive.app.screen, PaletteScreen)
        await until(lambda: "No command" in entries.shown[0])
        await drive.press("enter", "escape")
        await until(lambda: drive.app.screen is drive.app.main)


async def test_it_lists_what_a_dispatch_takes() -> None:
    async with driving() as drive:
        await drive.press("enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))
        await opened(drive, "ctrl+p")
        await drive.type("back to the panels")
        await drive.press("enter")
        await until(lambda: drive.app.screen is drive.app.main)
