"""The app: the main screen over a store, told by the keeper what has changed.

It parses nothing and loads no language pipeline; a thread hands the keeper's messages on as app messages.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from rich.color import ColorSystem
from textual import events, on
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import ANSIToTruecolor, LineFilter
from textual.message import Message

from models.folder.progress import Progress
from models.marks import Marks
from models.store import Store
from tui.clock import now
from tui.commands import bindings, use_keys
from tui.config import Settings
from tui.looks import locale_encoding, look_of
from tui.screens.help import HelpScreen
from tui.screens.looking import Failed, Found, Looked
from tui.screens.main import MainScreen
from tui.screens.palette import Entry, PaletteScreen, entries_of
from tui.state.saved import SavedFilters
from tui.state.session import Session, read_session, write_session
from tui.state.visits import Visits
from tui.terminal.driver import TerminalDriver
from tui.terminal.hangup import end_if_it_hangs
from tui.terminal.lastframe import drop_frame, keep_frame
from tui.terminal.thrift import thrifty
from tui.widgets.fallbacks import NoColours, OwnSigns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen


#: Seconds after which what there is is drawn, the store having answered or not.
_OPEN_AFTER = 2.0
#: Seconds for which the last frame, where one stands, waits for the source pane to be filled as well.
_OPEN_WITHOUT_SOURCE = 0.3


class Link(Protocol):
    """What the app asks of the keeper's end (`models.folder.link.KeeperLink`)."""

    def messages(self) -> Iterator[Progress]:
        """What the keeper says; ends when it ends."""

    def stop(self) -> None:
        """End the keeper."""


@dataclass
class KeeperSaid(Message):
    """The keeper has said how far it is."""

    progress: Progress


class KeeperEnded(Message):
    """The keeper is gone."""


class BriefApp(App[None]):
    """A folder of dispatches on a terminal."""

    CSS_PATH = "brief.tcss"
    TITLE = "brief-tui"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = bindings("app")

    def __init__(
        self,
        store: Store,
        folder: Path,
        link: Link | None,
        settings: Settings,
        notice: str = "",
        saved: SavedFilters | None = None,
        marks: Marks | None = None,
        session: Path | None = None,
    ) -> None:
        use_keys(settings.bound)  # before any widget asks for its keys
        super().__init__()
        if self.console.is_dumb_terminal:  # which Rich sends nothing but text, and takes for one of 80×25
            self.console._environ = {**self.console._environ, "TERM": "xterm"}
            self.console._color_system = ColorSystem.STANDARD
        self.set_keymap(settings.bound.keymap)
        self._look = look_of(settings, os.environ, self.console.color_system)
        self._fallbacks: list[LineFilter] = []
        if self._look.plain:
            self._fallbacks.append(NoColours(self._look.theme))
        if self._look.encoding is not None:
            self._fallbacks.append(OwnSigns(self._look.encoding))
        self.register_theme(self._look.theme)
        self.theme = self._look.theme.name
        self.settings = settings
        self._link = link
        self._notice = notice
        self._store = store.path
        self._visits = Visits(store.path)
        self.main = MainScreen(store, folder, partial(now, settings.timezone), saved)
        self.main.pager = settings.pager
        self.main.rules = settings.watch
        self.main.following = settings.follow
        self._session = session
        self._is_kept = False
        #: Where what was last seen is kept, for the next start to show at once.
        self.frame: Path | None = None
        self._opening = True  # whether nothing has been drawn yet, for want of anything to see
        if session is not None:
            before = read_session(session)
            self.main.resume(before if settings.restore else Session(baseline=before.baseline, hinted=before.hinted))
        if marks is not None:
            self.main.use_marks(marks)
        self.main.last_visit = self._visits.last

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each line goes through before it is sent; Textual's own way with NO_COLOR would send greys."""
        own = [given for given in super().get_line_filters() if isinstance(given, ANSIToTruecolor)]
        return [*own, *self._fallbacks]

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver; of a terminal one that bears bytes which are no text."""
        driver = super().get_driver_class()
        if not issubclass(driver, LinuxDriver):
            return driver
        encoding = locale_encoding(os.environ) or "utf-8"
        return type("Driver", (TerminalDriver,), {"encoding": "utf-8" if encoding == "ascii" else encoding})

    def get_default_screen(self) -> MainScreen:
        """The one screen that is always there."""
        return self.main

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Draw; but not empty panels before the first look at the store, nor over the last frame.

        This is where Textual draws: holding it back with `batch_update` would keep the screen from being laid out.
        """
        if not self._opening:
            super()._display(screen, renderable)

    def open(self) -> None:
        """Draw from here on."""
        if self._opening:
            self._opening = False
            self.screen.refresh()

    @on(Looked)
    def _looked(self, message: Looked) -> None:
        if not (isinstance(self._driver, TerminalDriver) and self._driver.frame_stands):
            self.open()
        elif message.shot.whole:
            self.set_timer(_OPEN_WITHOUT_SOURCE, self.open)

    @on(Found)
    @on(Failed)
    def _found(self) -> None:
        self.open()

    def on_mount(self) -> None:
        """Say what is wrong with the settings; end in order when the system asks."""
        self.set_timer(_OPEN_AFTER, self.open)
        # After Ctrl+Z and `fg` the terminal is empty, and Textual draws only what changes.
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh())
        if self._notice:
            self.notify(self._notice, severity="warning", timeout=15, markup=False)
        if self._session is not None:
            self.main.hint_once()
        if threading.current_thread() is threading.main_thread():
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self.exit, None, 143)
            # Beside the loop, which hears nothing while it waits for a terminal that takes nothing.
            signal.signal(signal.SIGTERM, lambda *_: end_if_it_hangs(143, self.keep))
            if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
                loop.add_signal_handler(signal.SIGHUP, self._hang_up)

    def _hang_up(self) -> None:
        """Keep where the reader was, and end: there is no terminal left to give back, and the keeper's stdin closes."""
        self.keep_frame()
        self.keep()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGHUP)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End, and keep where the reader was: as the screen is taken down, the keys wander through the panels."""
        self.keep_frame()
        self.keep()
        super().exit(result, return_code, message)

    def keep_frame(self) -> None:
        """Keep what is seen for the next start to show at once; nothing where that is not to be what was left."""
        if self.frame is None or self._is_kept or self._opening:
            return
        if self.screen is not self.main or not self.settings.restore or not isinstance(self._driver, TerminalDriver):
            drop_frame(self.frame)
            return
        painted = thrifty(self.main.painted_as_left()).encode(self._driver.encoding, "replace")
        keep_frame(self.frame, self._store, (self.size.width, self.size.height), painted)

    def keep(self) -> None:
        """Keep when and where the reader left; once."""
        self._visits.note()
        if self._session is not None and not self._is_kept:
            self._is_kept = True
            write_session(self._session, self.main.session)

    async def on_event(self, event: events.Event) -> None:
        """Note with each key that the reader is here."""
        if isinstance(event, events.Key):
            self._visits.here()
        await super().on_event(event)

    def on_unmount(self) -> None:
        """Note when and where the reader leaves."""
        self.keep()

    def on_ready(self) -> None:
        """Listen to the keeper, now that there are panels to tell."""
        if self._link is not None:
            # A daemon, not a worker: it waits in a read that only the keeper's end interrupts.
            threading.Thread(target=self._listen, args=(self._link,), daemon=True).start()

    def _listen(self, link: Link) -> None:
        try:
            for progress in link.messages():
                self.post_message(KeeperSaid(progress))
            self.post_message(KeeperEnded())
        except RuntimeError:
            return  # the event loop is closed: the app has ended while the keeper was still talking

    @on(KeeperSaid)
    def _keeper_said(self, message: KeeperSaid) -> None:
        self.main.keeper_said(message.progress)

    @on(KeeperEnded)
    def _keeper_ended(self) -> None:
        self.main.keeper_ended()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to whoever is typed into, and `q` to the screens that it closes."""
        if action in ("end", "help", "palette"):
            typing = getattr(self.screen, "typing", False)
            return not typing and (action != "end" or self.screen is self.main)
        return True

    def action_palette(self) -> None:
        """Ask for a command by its name."""
        self.push_screen(PaletteScreen(entries_of(self.screen)), self._call)

    async def _call(self, entry: Entry | None) -> None:
        if entry is not None:
            await self.run_action(entry.command.action, default_namespace=entry.of)

    def action_suspend_process(self) -> None:
        """Back to the shell, all that was started together, as the kernel does it; where none would bring it back, no.

        A shell with job control has put it into a group of its own. In the session's first group there is none.
        """
        if os.getpgrp() == os.getsid(0):
            self.notify("No shell with job control has started it, none could bring it back: q quits.", markup=False)
        elif isinstance(self._driver, TerminalDriver):
            self._suspend_signal()
            self._driver.give_back()
            os.killpg(os.getpgrp(), signal.SIGSTOP)

    def action_end(self) -> None:
        """End the program."""
        self.exit()

    def action_help(self) -> None:
        """Show the help, once."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())
