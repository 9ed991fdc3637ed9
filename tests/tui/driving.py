"""How the tests drive the app: waiting for a state instead of for a time, and reading what is on the screen."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual._context import visible_screen_stack
from textual._wait import wait_for_idle
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from models.marks import Marks
from models.records import Reading
from models.store import Store
from models.store.rows import Kind
from tests.tui.readings import ScriptedLink, filled_store, put
from tui.app import BriefApp
from tui.config import Settings
from tui.panels.panel import Panel
from tui.panels.source import SourceText
from tui.widgets.filterline import FilterLine
from tui.widgets.linelist import LineList
from tui.widgets.styling import Bar

WIDE, NARROW, SMALL = (160, 48), (80, 24), (60, 15)

#: As Textual calls the keys that are typed here.
_NAMES = {
    " ": "space",
    ":": "colon",
    "-": "minus",
    '"': "quotation_mark",
    "/": "slash",
    "?": "question_mark",
    "@": "at",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    ".": "full_stop",
}
_CHARACTERS = {name: char for char, name in _NAMES.items()} | {"left_square_bracket": "[", "right_square_bracket": "]"}
#: So often a message may lead to another, and so many seconds a key is waited for while threads are at work.
_ROUNDS, _IDLE = 3, 0.1


async def until(condition: Callable[[], Any], why: str = "") -> None:
    """Wait for something to become true; fail when it does not in a long while."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(why or "it never came about")


def lines_of(panel: LineList[Any]) -> list[str]:
    """What a list shows, line by line."""
    return [panel.render_line(y).text.rstrip() for y in range(panel.size.height)]


def strips_of(screen: Screen[Any]) -> list[Strip]:
    """What is on a screen, line by line, and of those below it what it lets through."""
    below = visible_screen_stack.set(screen.app._background_screens)  # as the app does when it draws
    try:
        return screen._compositor.render_strips()
    finally:
        visible_screen_stack.reset(below)


@dataclass
class Drive:
    """A running app with its store and its keeper."""

    app: BriefApp
    pilot: Pilot[None]
    store: Store
    link: ScriptedLink

    def panel(self, kind: Kind) -> Panel:
        return self.app.main.panel(kind)

    def bar(self, name: str) -> str:
        return self.app.screen.query_one(f"#{name}", Bar).words

    @property
    def status(self) -> str:
        return self.app.main.query_one("#status", Bar).words

    @property
    def source(self) -> str:
        return " ".join(" ".join(self.app.main.query_one(SourceText).shown).split())

    @property
    def filter_line(self) -> FilterLine:
        return self.app.main.query_one(FilterLine)

    @property
    def note(self) -> str:
        return self.app.main.query_one("#filter-note", Bar).words

    @property
    def screen(self) -> str:
        """All that is on the screen."""
        return "\n".join(strip.text for strip in strips_of(self.app.screen))

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has been dealt with.

        Textual's own way waits after each for the process to be idle, up to two seconds where threads are at work.
        """
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            char = key if len(key) == 1 else _CHARACTERS.get(key)
            event = events.Key(_NAMES.get(key, key), char)
            event.set_sender(self.app)
            driver.send_message(event)
            await self.settled()
        await wait_for_idle(0, _IDLE)
        await self.settled()

    async def settled(self) -> None:
        """Wait until all messages have been dealt with, and those that came of them."""
        for _ in range(_ROUNDS):
            await self.pilot._wait_for_screen()

    async def type(self, text: str) -> None:
        await self.press(*text)

    async def filter(self, text: str) -> None:
        """Type a filter and wait until the panels show it."""
        await self.press("slash")
        await self.type(text)
        await until(lambda: self.filter_line.text == text)
        await self.shown(text)

    async def shown(self, text: str) -> None:
        main = self.app.main
        await until(lambda: main.filter_text == text and main.is_settled, f"the filter {text!r} was not applied")

    async def land(self, *readings: Reading) -> None:
        """Let dispatches land, and wait until the app has seen them."""
        put(self.store, *readings)
        self.link.idle(self.store)
        generation = self.store.generation()
        await until(lambda: self.app.main.shown_generation == generation, "what landed was not shown")


@asynccontextmanager
async def driving(
    size: tuple[int, int] = WIDE,
    store: Store | None = None,
    notice: str = "",
    today: dt.date | None = None,
    settings: Settings | None = None,
    marks: Marks | None = None,
    session: Path | None = None,
) -> AsyncIterator[Drive]:
    """The app over a filled store, on a day of a year without events ahead, its keeper idle, its first look shown."""
    store = filled_store() if store is None else store
    link = ScriptedLink()
    app = BriefApp(store, Path("/srv/wire"), link, settings or Settings(), notice, marks=marks, session=session)
    day = dt.datetime.combine(today or dt.date(2026, 1, 1), dt.time(12), dt.UTC)
    app.main.now = lambda: day
    async with app.run_test(size=size, notifications=True) as pilot:
        drive = Drive(app, pilot, store, link)
        link.idle(store)
        generation = store.generation()
        await until(lambda: app.main.shown_generation == generation)
        await until(lambda: "up to date" in drive.status)
        yield drive
    link.end()
